#include <gtest/gtest.h>
#include <tuple>

#include <concordat/rules/fact_stream.hpp>

namespace concordat::rules::fact_stream {

namespace {

CloudFacts throughTheStream(const CloudFacts& facts) {
    Reader reader;
    Writer writer([&](std::string_view key, std::string_view value) { reader.take(key, value); });
    writer.write(facts);
    return reader.finish();
}

auto membersOf(const OfferFact& offer) {
    return std::tie(offer.id, offer.name, offer.description, offer.category, offer.rank,
                    offer.sku_id, offer.sku_name, offer.minimum_quantity, offer.maximum_quantity,
                    offer.billing, offer.billing_cycles, offer.countries, offer.add_on,
                    offer.prerequisites, offer.trial, offer.auto_renewable, offer.limit,
                    offer.limit_unit, offer.upgrades, offer.conversions);
}

}  // namespace

TEST(FactStream, KeepsEveryKindOfFact) {
    CloudFacts facts;
    facts.id = "x";
    facts.one_partner_per_customer = true;
    facts.sandbox_customers = 9;
    facts.sandbox_subscriptions = 3;
    facts.sandbox_licences = 4;
    facts.operations = {{"a", true, ""}, {"b", false, "portal"}};
    facts.rules = {{"X-1", RefusalKind::Conflict, 7, {{"en", "two\nlines"}}, "source"}};
    facts.public_bodies = {"federal", "tribal"};
    facts.statements = {{"X-TAX-1", "tax-base", "data", "law"}, {"X-TAX-2", "rate", "0", "law"}};
    facts.skus = {{"s", "Mail", "group2", "Tenant", {"A", "B"}}};
    facts.service_plans = {{"p", "A", "Post", "Tenant"}};
    facts.countries.resize(2);
    facts.countries[1].iso2 = "NO";
    facts.countries[1].vat_id_regex = "^\\d+$";
    const auto read = throughTheStream(facts);
    EXPECT_TRUE(read.one_partner_per_customer);
    EXPECT_EQ(read.sandbox_customers, 9U);
    EXPECT_EQ(read.sandbox_subscriptions, 3U);
    EXPECT_EQ(read.sandbox_licences, 4U);
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
    ASSERT_EQ(read.skus.size(), 1U);
    EXPECT_EQ(read.skus[0].name, "Mail");
    EXPECT_EQ(read.skus[0].licence_group, "group2");
    EXPECT_EQ(read.skus[0].target, "Tenant");
    EXPECT_EQ(read.skus[0].services, facts.skus[0].services);
    ASSERT_EQ(read.service_plans.size(), 1U);
    EXPECT_EQ(read.service_plans[0].title, "Post");
    EXPECT_EQ(read.service_plans[0].target, "Tenant");
    EXPECT_TRUE(read.countries[0].city_required);
    EXPECT_EQ(read.countries[1].vat_id_regex, "^\\d+$");
}

TEST(FactStream, KeepsWhatIsSold) {
    CloudFacts facts;
    facts.offer_categories = {{"Mail", "Mail", 2}};
    OfferFact plain;
    plain.id = "MAIL";
    OfferFact trial;
    trial.id = "TRIAL";
    trial.name = "Mail to try";
    trial.description = "For a month";
    trial.category = "Mail";
    trial.rank = 2;
    trial.sku_id = "sku";
    trial.sku_name = "MAILPACK";
    trial.minimum_quantity = trial.maximum_quantity = 25;
    trial.billing = "usage";
    trial.billing_cycles = {"monthly", "annual"};
    trial.countries = {"DE", "NO"};
    trial.add_on = true;
    trial.prerequisites = {"MAIL"};
    trial.trial = true;
    trial.auto_renewable = false;
    trial.limit = 1;
    trial.limit_unit = "lifetime";
    trial.upgrades = {"A", "B"};
    trial.conversions = {"MAIL"};
    facts.offers = {plain, trial};
    const auto read = throughTheStream(facts);
    ASSERT_EQ(read.offer_categories.size(), 1U);
    EXPECT_EQ(read.offer_categories[0].name, "Mail");
    EXPECT_EQ(read.offer_categories[0].rank, 2U);
    ASSERT_EQ(read.offers.size(), 2U);
    EXPECT_EQ(membersOf(read.offers[0]), membersOf(plain));
    EXPECT_EQ(membersOf(read.offers[1]), membersOf(trial));
}

TEST(FactStream, KeepsWhatIsAdministered) {
    CloudFacts facts;
    facts.managed_services = {{"Mail", "Post", "Office", {"a", "b"}, "admin", "health", "ticket"},
                              {"Web", "Pages", "Office", {}, "1", "2", "3"}};
    const auto read = throughTheStream(facts);
    ASSERT_EQ(read.managed_services.size(), 2U);
    const auto& mail = read.managed_services[0];
    EXPECT_EQ(mail.id, "Mail");
    EXPECT_EQ(mail.name, "Post");
    EXPECT_EQ(mail.group_name, "Office");
    EXPECT_EQ(mail.skus, facts.managed_services[0].skus);
    EXPECT_EQ(mail.admin_service, "admin");
    EXPECT_EQ(mail.service_health, "health");
    EXPECT_EQ(mail.service_ticket, "ticket");
    EXPECT_TRUE(read.managed_services[1].skus.empty());
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
    EXPECT_THROW(reader.take("offer.name", "nothing"), std::invalid_argument);
    EXPECT_THROW(reader.take("offer_category.name", "nothing"), std::invalid_argument);
    EXPECT_THROW(reader.take("managed_service.name", "nothing"), std::invalid_argument);
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
    reader.take("offer", "MAIL");
    EXPECT_THROW(reader.take("offer.maximum_quantity", "many"), std::invalid_argument);
    EXPECT_THROW(reader.take("offer.maximum_quantity", "4294967296"), std::invalid_argument);
    EXPECT_THROW(reader.take("offer.trial", "yes"), std::invalid_argument);
}

}  // namespace concordat::rules::fact_stream
