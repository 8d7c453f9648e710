#include <gtest/gtest.h>

#include <concordat/rules/fact_stream.hpp>

namespace concordat::rules::fact_stream {

namespace {

CloudFacts throughTheStream(const CloudFacts& facts) {
    Reader reader;
    Writer writer([&](std::string_view key, std::string_view value) { reader.take(key, value); });
    writer.write(facts);
    return reader.finish();
}

}  // namespace

TEST(FactStream, KeepsEveryKindOfFact) {
    CloudFacts facts;
    facts.id = "x";
    facts.one_partner_per_customer = true;
    facts.sandbox_customers = 9;
    facts.operations = {{"a", true, ""}, {"b", false, "portal"}};
    facts.rules = {{"X-1", RefusalKind::Conflict, 7, {{"en", "two\nlines"}}, "source"}};
    facts.public_bodies = {"federal", "tribal"};
    facts.statements = {{"X-TAX-1", "tax-base", "data", "law"}, {"X-TAX-2", "rate", "0", "law"}};
    facts.countries.resize(2);
    facts.countries[1].iso2 = "NO";
    facts.countries[1].vat_id_regex = "^\\d+$";
    const auto read = throughTheStream(facts);
    EXPECT_TRUE(read.one_partner_per_customer);
    EXPECT_EQ(read.sandbox_customers, 9U);
    EXPECT_TRUE(read.operations[0].offered);
    EXPECT_EQ(read.operations[1].portal, "portal");
    EXPECT_EQ(read.rules[0].kind, RefusalKind::Conflict);
    EXPECT_EQ(read.rules[0].text.at("en"), "two\nlines");
    EXPECT_EQ(read.public_bodies, facts.public_bodies);
    ASSERT_EQ(read.statements.size(), 2U);
    EXPECT_EQ(read.statements[1].id, "X-TAX-2");
    EXPECT_EQ(read.statements[1].topic, "rate");
    EXPECT_EQ(read.statements[1].value, "0");
    EXPECT_EQ(read.statements[1].source, "law");
    EXPECT_TRUE(read.countries[0].city_required);
    EXPECT_EQ(read.countries[1].vat_id_regex, "^\\d+$");
}

TEST(FactStream, SkipsFactsOfANewerSdk) {
    Reader reader;
    reader.take("cloud", "x");
    reader.take("cloud.colour", "red");
    reader.take("planet", "mars");
    EXPECT_EQ(reader.finish().id, "x");
}

TEST(FactStream, RefusesAFactBeforeItsRecord) {
    Reader reader;
    EXPECT_THROW(reader.take("country.name", "Nowhere"), std::invalid_argument);
    EXPECT_THROW(reader.take("statement.topic", "nothing"), std::invalid_argument);
}

TEST(FactStream, RefusesValuesThatAreNotOfTheirKind) {
    Reader reader;
    reader.take("rule", "X-1");
    EXPECT_THROW(reader.take("rule.code", "7x"), std::invalid_argument);
    EXPECT_THROW(reader.take("rule.code", ""), std::invalid_argument);
    EXPECT_THROW(reader.take("rule.kind", "3"), std::invalid_argument);
    EXPECT_THROW(reader.take("rule.text", "no language"), std::invalid_argument);
    EXPECT_THROW(reader.take("cloud.one_partner_per_customer", "yes"), std::invalid_argument);
    EXPECT_THROW(reader.take("cloud.sandbox_customers", "-1"), std::invalid_argument);
}

}  // namespace concordat::rules::fact_stream
