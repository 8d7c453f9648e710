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

const std::string kFile = R"(managed_services:
  source: 'handbook of the portal'
  service_health: 'https://portal.example.test/{tenant}/health'
  service_ticket: 'https://portal.example.test/{tenant}/tickets'
  items:
    - id: Mail
      name: 'Mail and calendar'
      group: Office
      services: [POST, BIGPOST]
      admin_service: 'https://portal.example.test/{tenant}/mail?domain={domain}'
    - id: Pages
      name: 'Pages'
      group: Web
      services: [WEB]
      skus: [LARGEPACK, ROOMPACK]
      admin_service: 'https://portal.example.test/{tenant}/pages'
)";

rules::OfferFact offerOf(const std::string& sku, const std::string& part_number) {
    rules::OfferFact offer;
    offer.id = "offer-" + sku;
    offer.sku_id = sku;
    offer.sku_name = part_number;
    return offer;
}

rules::CloudFacts factsOf(const std::string& yaml) {
    YamlMap file{"cloud.yaml", YAML::Load(yaml), "the file"};
    rules::CloudFacts facts;
    facts.offers = {offerOf("small", "SMALLPACK"), offerOf("large", "LARGEPACK"),
                    offerOf("room", "ROOMPACK"), offerOf("attic", "ROOMPACK")};
    facts.skus = {{"small", "Small", "group1", "User", {"POST"}},
                  {"large", "Large", "group1", "User", {"BIGPOST", "WEB"}}};
    readManagedServices(file, facts);
    return facts;
}

/// What the file is refused with after the first `old_text` has been replaced.
std::string refusalAfter(const std::string& old_text, const std::string& new_text) {
    return refusalOfChanged(kFile, old_text, new_text, factsOf);
}

}  // namespace

TEST(ManagedServicesFile, IsReadInItsOrder) {
    const auto facts = factsOf(kFile);
    ASSERT_EQ(facts.managed_services.size(), 2U);
    const auto& mail = facts.managed_services[0];
    EXPECT_EQ(mail.id, "Mail");
    EXPECT_EQ(mail.name, "Mail and calendar");
    EXPECT_EQ(mail.group_name, "Office");
    EXPECT_EQ(mail.admin_service, "https://portal.example.test/{tenant}/mail?domain={domain}");
    EXPECT_EQ(mail.service_health, "https://portal.example.test/{tenant}/health");
    EXPECT_EQ(mail.service_ticket, "https://portal.example.test/{tenant}/tickets");
    EXPECT_EQ(facts.managed_services[1].service_ticket, mail.service_ticket);
}

TEST(ManagedServicesFile, FindsWhatBringsAServiceByServicesAndPartNumbers) {
    const auto facts = factsOf(kFile);
    EXPECT_THAT(facts.managed_services.at(0).skus, ElementsAre("small", "large"));
    // Each once, and all SKUs of one part number.
    EXPECT_THAT(facts.managed_services.at(1).skus, ElementsAre("large", "room", "attic"));
}

TEST(ManagedServicesFile, MayBeLeftOut) {
    EXPECT_TRUE(factsOf("name: x").managed_services.empty());
}

TEST(ManagedServicesFile, NamesWhatIsMissing) {
    EXPECT_THAT(refusalAfter("  source: 'handbook of the portal'\n", ""),
                HasSubstr("'source' is missing"));
    for (const auto* line : {"      name: 'Mail and calendar'\n", "      group: Office\n"})
        EXPECT_THAT(refusalAfter(line, ""), HasSubstr("is missing in managed service Mail"))
            << line;
    EXPECT_THAT(refusalAfter("    - id: Mail\n      name", "    - name"),
                HasSubstr("'id' is missing"));
    EXPECT_THAT(refusalAfter("      services: [POST, BIGPOST]\n", ""),
                HasSubstr("what brings the service"));
    EXPECT_THAT(
        refusalAfter("  service_health: 'https://portal.example.test/{tenant}/health'\n", ""),
        HasSubstr("'service_health' is missing"));
    EXPECT_THAT(refusalAfter(kFile.substr(kFile.find("  items:")), ""),
                HasSubstr("'items' is missing"));
}

TEST(ManagedServicesFile, RefusesAddressesThatAreNoPortals) {
    for (const auto* address :
         {"http://portal.example.test/{tenant}", "https://portal.example.test/",
          "https://portal.example.test/{customer}", "https://a@b/{tenant}", "''"})
        for (const auto* place : {"https://portal.example.test/{tenant}/health",
                                  "https://portal.example.test/{tenant}/tickets",
                                  "https://portal.example.test/{tenant}/mail?domain={domain}"})
            EXPECT_THAT(refusalAfter(place, address), HasSubstr("cloud.yaml:")) << address;
    EXPECT_THAT(refusalAfter("https://portal.example.test/{tenant}/pages",
                             "http://portal.example.test/{tenant}/pages"),
                testing::AllOf(HasSubstr("cloud.yaml:16:"),
                               HasSubstr("'admin_service' is no address of a portal"),
                               HasSubstr("https://"), HasSubstr("managed service Pages")));
}

TEST(ManagedServicesFile, RefusesWhatNamesNothingAndWhatStandsTwice) {
    EXPECT_THAT(refusalAfter("[POST, BIGPOST]", "[POST, FAX]"),
                HasSubstr("no SKU gives the service 'FAX'"));
    EXPECT_THAT(refusalAfter("[LARGEPACK, ROOMPACK]", "[LARGEPACK, large]"),
                HasSubstr("no offer gives the SKU 'large'"));
    EXPECT_THAT(refusalAfter("id: Pages", "id: Mail"), HasSubstr("stands twice"));
    EXPECT_NE(refusalAfter("[POST, BIGPOST]", "[POST, POST]"), "accepted");
}

TEST(ManagedServicesFile, RefusesKeysThatItDoesNotKnowAndValuesOfAnotherKind) {
    EXPECT_THAT(refusalAfter("      group: Web", "      colour: red\n      group: Web"),
                HasSubstr("unknown key 'colour' in managed service Pages"));
    EXPECT_THAT(refusalAfter("  items:", "  admin_service: x\n  items:"),
                HasSubstr("unknown key 'admin_service'"));
    EXPECT_NE(refusalAfter("services: [WEB]", "services: WEB"), "accepted");
    for (const auto* text : {"managed_services: none", "managed_services: []",
                             "managed_services:", "managed_services: {source: x, items: 7}"})
        EXPECT_THROW((void)factsOf(text), std::runtime_error) << text;
}

}  // namespace concordat::basic
