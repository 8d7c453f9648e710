#include "tools/concordat/cloud_difference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

using cli::Difference;
using cli::DifferenceSection;
using testing::HasSubstr;

std::vector<DifferenceSection> compared(const std::string& left, const std::string& right) {
    return cli::compareClouds(sharedCloud(left).cloud(), sharedCloud(right).cloud());
}

const DifferenceSection& section(const std::vector<DifferenceSection>& all,
                                 const std::string& name) {
    for (const auto& one : all)
        if (one.name == name) return one;
    throw std::runtime_error("there is no section " + name);
}

/// How the two clouds have it; empty where they are alike.
std::pair<std::string, std::string> valuesOf(const DifferenceSection& section,
                                             const std::string& what) {
    for (const auto& one : section.differences)
        if (one.what == what) return {one.left, one.right};
    return {};
}

using Values = std::pair<std::string, std::string>;

}  // namespace

TEST(CloudDifference, NamesEveryOperationThatOneCloudOffersAndTheOtherDoesNot) {
    const auto all = compared("germany", "global");
    const auto& operations = section(all, "operations");
    EXPECT_EQ(operations.differences.size(), 268U - 136U);
    EXPECT_EQ(valuesOf(operations, "customer-create"), Values());
    EXPECT_EQ(valuesOf(operations, "cart-create"), Values("not offered", "offered"));
    EXPECT_EQ(valuesOf(operations, "license-assign"),
              Values("done in Office 365 admin center", "offered"));
}

TEST(CloudDifference, SaysWhereCustomersPartnersAndRecordsMayBe) {
    const auto all = compared("germany", "us_government");
    EXPECT_EQ(valuesOf(section(all, "customers"), "FR"), Values("customers", "no customers"));
    EXPECT_EQ(valuesOf(section(all, "customers"), "public body: tribal"),
              Values("no customers", "customers"));
    EXPECT_EQ(valuesOf(section(all, "customers"), "any organization"),
              Values("customers", "no customers"));
    EXPECT_EQ(valuesOf(section(all, "partners"), "US"), Values("no partners", "partners"));
    EXPECT_EQ(valuesOf(section(all, "partners"), "indirect resellers"), Values());
    EXPECT_EQ(valuesOf(section(all, "residency"), "de"),
              Values("records may be kept here", "no records here"));
    EXPECT_EQ(valuesOf(section(compared("germany", "global"), "partners"), "indirect resellers"),
              Values("no partners", "partners"));
}

TEST(CloudDifference, SaysNamesCurrenciesLimitsAndStatements) {
    const auto all = compared("germany", "us_government");
    EXPECT_EQ(valuesOf(section(all, "names"), "domains of customers end with"),
              Values("onmicrosoft.de", "onmicrosoft.us"));
    EXPECT_EQ(valuesOf(section(all, "names"), "languages of rules"), Values());
    EXPECT_EQ(valuesOf(section(all, "currencies"), "GBP"), Values("3 countries", "no country"));
    EXPECT_EQ(valuesOf(section(all, "limits"), "partners of a customer"), Values("several", "one"));
    EXPECT_EQ(valuesOf(section(all, "limits"), "customers in a sandbox"), Values());
    EXPECT_EQ(valuesOf(section(all, "statements"), "token-authority"),
              Values("login.microsoftonline.de", "login.microsoftonline.us"));
    EXPECT_EQ(valuesOf(section(all, "statements"), "tax-united-states").first, "not stated");
    EXPECT_EQ(valuesOf(section(all, "statements"), "payment-term"), Values());
}

TEST(CloudDifference, ComparesRulesByWhatFollowsTheirPrefix) {
    const auto all = compared("germany", "us_government");
    const auto& rules = section(all, "rules");
    EXPECT_EQ(valuesOf(rules, "CLOSED-1"),
              Values("403: This cloud accepts no new customers any more.", "no such rule"));
    EXPECT_THAT(valuesOf(rules, "MARKET-1").second,
                HasSubstr("403 2030: Customers of this cloud must be in the United States."));
    EXPECT_EQ(valuesOf(rules, "TERRITORY-1"), Values());
}

TEST(CloudDifference, IsNothingBetweenACloudAndItself) {
    for (const auto& cloud : cloudFolders()) {
        const auto all = compared(cloud, cloud);
        EXPECT_EQ(all.size(), 9U);
        for (const auto& one : all) EXPECT_TRUE(one.differences.empty()) << one.name;
        EXPECT_EQ(cli::differencesAsText("a", "b", all), "a and b do not differ\n");
    }
}

TEST(CloudDifference, ListsTogetherForPeopleWhatIsAlikeInBothValues) {
    const std::vector<DifferenceSection> sections{
        {"operations", {{"a", "no", "yes"}, {"b", "in a portal", "yes"}, {"c", "no", "yes"}}},
        {"limits", {}}};
    EXPECT_EQ(cli::differencesAsText("x", "longer", sections),
              "operations: 3\n"
              "  a, c\n"
              "    x       no\n"
              "    longer  yes\n"
              "  b\n"
              "    x       in a portal\n"
              "    longer  yes\n");
}

TEST(CloudDifference, KeepsLinesThatPeopleCanRead) {
    std::vector<Difference> many;
    for (int i = 0; i < 60; ++i) many.push_back({"operation-" + std::to_string(i), "no", "yes"});
    std::istringstream text(cli::differencesAsText("x", "y", {{"operations", many}}));
    for (std::string line; std::getline(text, line);) EXPECT_LE(line.size(), 104U) << line;
}

TEST(CloudDifference, IsJsonForScriptsWithEverySection) {
    const auto all = compared("germany", "global");
    rapidjson::Document json;
    json.Parse(cli::differencesAsJson("germany", "global", all).c_str());
    ASSERT_FALSE(json.HasParseError());
    EXPECT_STREQ(json["clouds"][1].GetString(), "global");
    ASSERT_EQ(json["sections"].Size(), all.size());
    for (rapidjson::SizeType i = 0; i < all.size(); ++i) {
        EXPECT_EQ(json["sections"][i]["name"].GetString(), all[i].name);
        EXPECT_EQ(json["sections"][i]["differences"].Size(), all[i].differences.size());
    }
    EXPECT_STREQ(json["sections"][0]["differences"][0]["left"].GetString(), "onmicrosoft.de");
}

}  // namespace concordat::tests
