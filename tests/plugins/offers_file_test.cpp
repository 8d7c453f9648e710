#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include <concordat/basic_internal/facts_files.hpp>
#include <concordat/basic_internal/yaml_map.hpp>

#include "tests/plugins/changed_yaml.hpp"

namespace concordat::basic {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kFile = R"(offers:
  source: 'price list of November 2026'
  categories:
    - {id: Mail, name: 'Mail and more'}
    - {id: Add-ons, name: 'Add-ons'}
  items:
    - id: MAIL
      name: 'Mail'
      description: 'Mail for everyone'
      category: Mail
      sku: 6fd2c87f-b296-42f0-b197-1e91e994b900
      sku_name: MAILPACK
      most: 300
      billing_cycles: [monthly, annual]
      countries: [DE]
    - id: TRIAL
      name: 'Mail to try'
      description: 'Mail for a month'
      category: Mail
      sku: 6fd2c87f-b296-42f0-b197-1e91e994b900
      sku_name: MAILPACK
      least: 25
      most: 25
      billing_cycles: [monthly]
      trial: true
      limit: 1
      limit_unit: lifetime
      converts_to: [MAIL]
    - id: ROOM
      name: 'Room for more mail'
      description: 'Storage'
      category: Add-ons
      sku: 99049c9c-6011-4908-bf17-15f496e6519d
      sku_name: ROOMPACK
      most: 10000000
      billing_cycles: [annual]
      add_on_to: [MAIL]
      upgrades_to: [MAIL]
  skus:
    - id: 6fd2c87f-b296-42f0-b197-1e91e994b900
      name: 'Mail for people'
      licence_group: group2
      services: [POST, WEB]
    - id: 99049c9c-6011-4908-bf17-15f496e6519d
      name: 'Storage for all'
      target: Tenant
  services:
    - {id: one, name: POST, title: 'Post'}
    - {id: two, name: WEB, title: 'Pages', target: Tenant}
)";

rules::CloudFacts factsOf(const std::string& yaml) {
    YamlMap file{"cloud.yaml", YAML::Load(yaml), "the file"};
    rules::CloudFacts facts;
    facts.countries.resize(2);
    facts.countries[0].iso2 = "US";
    facts.countries[1].iso2 = "DE";
    readOffers(file, facts);
    return facts;
}

/// What the file is refused with after the first `old_text` has been replaced.
std::string refusalAfter(const std::string& old_text, const std::string& new_text) {
    return refusalOfChanged(kFile, old_text, new_text, factsOf);
}

}  // namespace

TEST(OffersFile, IsReadInItsOrderWithWhatIsUsualLeftOut) {
    const auto facts = factsOf(kFile);
    ASSERT_EQ(facts.offer_categories.size(), 2U);
    EXPECT_EQ(facts.offer_categories[1].name, "Add-ons");
    EXPECT_EQ(facts.offer_categories[1].rank, 2U);
    ASSERT_EQ(facts.offers.size(), 3U);
    const auto& mail = facts.offers[0];
    EXPECT_EQ(mail.minimum_quantity, 1U);
    EXPECT_EQ(mail.maximum_quantity, 300U);
    EXPECT_THAT(mail.billing_cycles, ElementsAre("monthly", "annual"));
    EXPECT_THAT(mail.countries, ElementsAre("DE"));
    EXPECT_EQ(mail.sku_name, "MAILPACK");
    EXPECT_EQ(mail.billing, "license");
    EXPECT_EQ(mail.limit_unit, "none");
    EXPECT_TRUE(mail.auto_renewable);
    EXPECT_FALSE(mail.add_on);
}

TEST(OffersFile, HasTrialsAndAddOns) {
    const auto facts = factsOf(kFile);
    const auto& trial = facts.offers.at(1);
    EXPECT_TRUE(trial.trial);
    EXPECT_FALSE(trial.auto_renewable);
    EXPECT_EQ(trial.minimum_quantity, 25U);
    EXPECT_EQ(trial.limit, 1U);
    EXPECT_EQ(trial.limit_unit, "lifetime");
    EXPECT_THAT(trial.conversions, ElementsAre("MAIL"));
    const auto& room = facts.offers.at(2);
    EXPECT_EQ(room.rank, 3U);
    EXPECT_TRUE(room.add_on);
    EXPECT_THAT(room.prerequisites, ElementsAre("MAIL"));
    EXPECT_THAT(room.upgrades, ElementsAre("MAIL"));
}

TEST(OffersFile, SaysWhatTheOffersGive) {
    const auto facts = factsOf(kFile);
    ASSERT_EQ(facts.skus.size(), 2U);
    EXPECT_EQ(facts.skus[0].name, "Mail for people");
    EXPECT_EQ(facts.skus[0].licence_group, "group2");
    EXPECT_EQ(facts.skus[0].target, "User");
    EXPECT_THAT(facts.skus[0].services, ElementsAre("POST", "WEB"));
    EXPECT_EQ(facts.skus[1].licence_group, "group1");
    EXPECT_EQ(facts.skus[1].target, "Tenant");
    ASSERT_EQ(facts.service_plans.size(), 2U);
    EXPECT_EQ(facts.service_plans[0].title, "Post");
    EXPECT_EQ(facts.service_plans[0].target, "User");
    EXPECT_EQ(facts.service_plans[1].target, "Tenant");
}

TEST(OffersFile, NeedNotSayWhatTheOffersGive) {
    const auto facts = factsOf(kFile.substr(0, kFile.find("  skus:")));
    EXPECT_EQ(facts.offers.size(), 3U);
    EXPECT_TRUE(facts.skus.empty());
    EXPECT_TRUE(facts.service_plans.empty());
}

TEST(OffersFile, RefusesSkusAndServicesThatDoNotFit) {
    EXPECT_THAT(refusalAfter("group2", "group3"), HasSubstr("group1 or group2"));
    EXPECT_THAT(refusalAfter("target: Tenant", "target: World"), HasSubstr("User or Tenant"));
    EXPECT_THAT(refusalAfter("[POST, WEB]", "[POST, FAX]"), HasSubstr("no service 'FAX'"));
    EXPECT_THAT(refusalAfter("name: WEB", "name: POST"), HasSubstr("stands twice"));
    EXPECT_THAT(refusalAfter("id: two", "id: one"), HasSubstr("stands twice"));
    EXPECT_THAT(refusalAfter("  skus:\n    - id: 6fd2c87f-b296-42f0-b197-1e91e994b900",
                             "  skus:\n    - id: nothing"),
                HasSubstr("no offer gives the SKU 'nothing'"));
    EXPECT_THAT(refusalAfter("  skus:\n    - id: 6fd2c87f-b296-42f0-b197-1e91e994b900",
                             "  skus:\n    - id: 99049c9c-6011-4908-bf17-15f496e6519d"),
                HasSubstr("stands twice"));
    EXPECT_THAT(refusalAfter(", title: 'Post'", ""), HasSubstr("'title' is missing"));
    EXPECT_THAT(refusalAfter("      name: 'Storage for all'\n", ""),
                HasSubstr("'name' is missing"));
    EXPECT_THAT(refusalAfter("      licence_group: group2", "      colour: red"),
                HasSubstr("colour"));
}

TEST(OffersFile, MayBeLeftOutWhereNothingIsSold) {
    const auto facts = factsOf("name: x");
    EXPECT_TRUE(facts.offers.empty());
    EXPECT_TRUE(facts.offer_categories.empty());
}

TEST(OffersFile, SaysHowMuchASandboxBuys) {
    const auto plain = factsOf(kFile);
    EXPECT_EQ(plain.sandbox_subscriptions, 5U);
    EXPECT_EQ(plain.sandbox_licences, 25U);
    const auto with = [](const std::string& sandbox) {
        auto yaml = kFile;
        return yaml.insert(yaml.find("  categories:"), "  sandbox: {" + sandbox + "}\n");
    };
    const auto facts = factsOf(with("source: 'a page', subscriptions: 3, licences: 10000000"));
    EXPECT_EQ(facts.sandbox_subscriptions, 3U);
    EXPECT_EQ(facts.sandbox_licences, 10'000'000U);
    for (const auto* refused :
         {"", "source: x", "subscriptions: 3, licences: 4", "source: x, subscriptions: 3",
          "source: x, licences: 3", "source: x, subscriptions: 0, licences: 3",
          "source: x, subscriptions: 3, licences: 0", "source: x, subscriptions: -1, licences: 3",
          "source: x, subscriptions: 3, licences: 10000001",
          "source: x, subscriptions: 3, licences: 4, customers: 5"})
        EXPECT_THROW((void)factsOf(with(refused)), std::runtime_error) << refused;
}

TEST(OffersFile, NeedsASource) {
    EXPECT_THAT(refusalAfter("  source: 'price list of November 2026'\n", ""),
                HasSubstr("'source' is missing"));
}

TEST(OffersFile, NamesWhatAnOfferLacks) {
    for (const auto* line :
         {"      name: 'Mail'\n", "      description: 'Mail for everyone'\n",
          "      category: Mail\n", "      sku: 6fd2c87f-b296-42f0-b197-1e91e994b900\n",
          "      sku_name: MAILPACK\n", "      most: 300\n"})
        EXPECT_THAT(refusalAfter(line, ""), HasSubstr("is missing in offer MAIL")) << line;
    EXPECT_THAT(refusalAfter("      billing_cycles: [monthly, annual]\n", ""),
                HasSubstr("'billing_cycles' is missing or empty"));
    EXPECT_THAT(refusalAfter("    - id: MAIL\n      name", "    - name"),
                HasSubstr("'id' is missing"));
    EXPECT_THAT(refusalAfter(", name: 'Mail and more'", ""), HasSubstr("'name' is missing"));
}

TEST(OffersFile, RefusesQuantitiesThatNobodyCanOrder) {
    EXPECT_THAT(refusalAfter("most: 300", "most: 0"), HasSubstr("between 1 and 'most'"));
    EXPECT_THAT(refusalAfter("least: 25", "least: 26"), HasSubstr("between 1 and 'most'"));
    EXPECT_THAT(refusalAfter("least: 25", "least: 0"), HasSubstr("between 1 and 'most'"));
    for (const auto* number : {"10000001", "-1", "many", "1.5", "99999999999999999999", "''"})
        EXPECT_NE(refusalAfter("most: 300", std::string("most: ") + number), "accepted") << number;
}

TEST(OffersFile, RefusesALimitWithoutAUnitAndAUnitWithoutALimit) {
    EXPECT_THAT(refusalAfter("      limit_unit: lifetime\n", ""), HasSubstr("belong together"));
    EXPECT_THAT(refusalAfter("      limit: 1\n", ""), HasSubstr("belong together"));
    EXPECT_THAT(refusalAfter("limit: 1", "limit: 0"), HasSubstr("belong together"));
    EXPECT_THAT(refusalAfter("limit_unit: lifetime", "limit_unit: yearly"),
                HasSubstr("belong together"));
    EXPECT_EQ(refusalAfter("limit_unit: lifetime", "limit_unit: concurrent"), "accepted");
}

TEST(OffersFile, RefusesCyclesThatAreNotBilled) {
    EXPECT_THAT(refusalAfter("[monthly, annual]", "[weekly]"), HasSubstr("monthly or annual"));
    EXPECT_THAT(refusalAfter("[monthly, annual]", "[Monthly]"), HasSubstr("monthly or annual"));
    EXPECT_THAT(refusalAfter("[monthly, annual]", "[]"), HasSubstr("missing or empty"));
    EXPECT_NE(refusalAfter("[monthly, annual]", "monthly"), "accepted");
}

TEST(OffersFile, RefusesWhatNamesNothing) {
    EXPECT_THAT(refusalAfter("converts_to: [MAIL]", "converts_to: [POST]"),
                HasSubstr("there is no offer 'POST'"));
    EXPECT_THAT(refusalAfter("add_on_to: [MAIL]", "add_on_to: [mail]"),
                HasSubstr("there is no offer 'mail'"));
    EXPECT_THAT(refusalAfter("upgrades_to: [MAIL]", "upgrades_to: ['']"), HasSubstr("cloud.yaml:"));
    EXPECT_THAT(refusalAfter("category: Add-ons", "category: Others"),
                HasSubstr("there is no category 'Others'"));
    EXPECT_THAT(refusalAfter("countries: [DE]", "countries: [FR]"),
                HasSubstr("'FR' is no country of the cloud"));
}

TEST(OffersFile, RefusesWhatStandsTwice) {
    EXPECT_THAT(refusalAfter("id: ROOM", "id: MAIL"), HasSubstr("this offer stands twice"));
    EXPECT_THAT(refusalAfter("id: Add-ons", "id: Mail"), HasSubstr("this category stands twice"));
}

TEST(OffersFile, RefusesKeysThatItDoesNotKnowAndValuesOfAnotherKind) {
    EXPECT_THAT(refusalAfter("      most: 300", "      price: 4\n      most: 300"),
                HasSubstr("unknown key 'price' in offer MAIL"));
    EXPECT_THAT(refusalAfter("  categories:", "  discount: 5\n  categories:"),
                HasSubstr("unknown key 'discount'"));
    EXPECT_THAT(refusalAfter("{id: Mail,", "{colour: red, id: Mail,"),
                HasSubstr("unknown key 'colour'"));
    EXPECT_THAT(refusalAfter("trial: true", "trial: perhaps"), HasSubstr("true or false"));
    EXPECT_NE(refusalAfter("countries: [DE]", "countries: DE"), "accepted");
    for (const auto* text :
         {"offers: none", "offers: []", "offers:", "offers: {source: x, items: 7}"})
        EXPECT_THROW((void)factsOf(text), std::runtime_error) << text;
}

}  // namespace concordat::basic
