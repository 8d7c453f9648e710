#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "core/base/error.hpp"
#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

using rules::Decision;

/// What a placement starts from: a partner and a customer that the cloud accepts.
struct Placement {
    rules::PartnerView partner;
    rules::CustomerDraftView draft;
    rules::Instant now = day(2018, 9, 30);

    rules::AddressView& address() { return draft.billing.default_address; }

    /// Moves the customer to another country, with an address that only that country can refuse.
    void moveTo(std::string_view country, std::string_view postal_code) {
        address() = {.country = country,
                     .city = "City",
                     .address_line1 = "Street 1",
                     .postal_code = postal_code};
    }
};

/// One row of the table: what is changed, and which rule must refuse it for which member; an empty
/// rule means allowed.
struct Row {
    std::string cloud;
    std::string name;
    std::function<void(Placement&)> change;
    std::string rule;
    std::string member;
};

const std::string kAddress = "billingProfile.defaultAddress.";

void addAddressRows(std::vector<Row>& rows, const std::string& cloud, const std::string& prefix) {
    const auto row = [&](std::string name, std::function<void(Placement&)> change,
                         const std::string& rule, const std::string& member) {
        rows.push_back({cloud, std::move(name), std::move(change), prefix + rule, member});
    };
    row(
        "no street", [](auto& p) { p.address().address_line1 = " "; }, "ADDRESS-1",
        kAddress + "addressLine1");
    row(
        "no city", [](auto& p) { p.address().city = ""; }, "ADDRESS-1", kAddress + "city");
    row(
        "no postal code", [](auto& p) { p.address().postal_code = ""; }, "ADDRESS-1",
        kAddress + "postalCode");
    static const std::string long_line(201, 'x');
    row(
        "street too long", [](auto& p) { p.address().address_line1 = long_line; }, "ADDRESS-2",
        kAddress + "addressLine1");
    row(
        "first name too long",
        [](auto& p) { p.address().first_name = std::string_view(long_line).substr(0, 51); },
        "ADDRESS-2", kAddress + "firstName");
    row(
        "postal code with a letter", [](auto& p) { p.address().postal_code = "1234x"; }, "POSTAL-1",
        kAddress + "postalCode");
    row(
        "number where there is none", [](auto& p) { p.draft.registration_number = "1"; },
        "REGISTRATION-1", "companyProfile.organizationRegistrationNumber");
    row(
        "culture of another country", [](auto& p) { p.draft.billing.culture = "pt-BR"; },
        "CULTURE-1", "billingProfile.culture");
    row(
        "language of another country", [](auto& p) { p.draft.billing.language = "pt"; },
        "LANGUAGE-1", "billingProfile.language");
    row(
        "domain of another cloud", [](auto& p) { p.draft.domain = "a.onmicrosoft.cn"; }, "DOMAIN-1",
        "companyProfile.domain");
    row(
        "partner of another territory", [](auto& p) { p.partner.country = "BR"; }, "TERRITORY-1",
        kAddress + "country");
    row(
        "partner of no country", [](auto& p) { p.partner.country = ""; }, "TERRITORY-1",
        kAddress + "country");
    row(
        "unknown country", [](auto& p) { p.address().country = "ZZ"; }, "MARKET-1",
        kAddress + "country");
    row(
        "China", [](auto& p) { p.address().country = "CN"; }, "MARKET-1", kAddress + "country");
}

void addUnitedStatesRows(std::vector<Row>& rows, const std::string& cloud,
                         const std::string& prefix) {
    for (const auto* state : {"XX", "wa", "Washington", "PR"})
        rows.push_back({cloud, std::string("state ") + state,
                        [state](auto& p) { p.address().state = state; }, prefix + "STATE-1",
                        kAddress + "state"});
    rows.push_back({cloud, "no state", [](auto& p) { p.address().state = ""; },
                    prefix + "ADDRESS-1", kAddress + "state"});
    rows.push_back(
        {cloud, "District of Columbia", [](auto& p) { p.address().state = "DC"; }, "", ""});
    rows.push_back({cloud, "postal code of nine digits",
                    [](auto& p) { p.address().postal_code = "98052-6399"; }, "", ""});
    rows.push_back({cloud, "telephone number of seven digits",
                    [](auto& p) { p.address().phone_number = "5550101"; }, prefix + "PHONE-1",
                    kAddress + "phoneNumber"});
    rows.push_back({cloud, "country and culture in small letters",
                    [](auto& p) {
                        p.address().country = "us";
                        p.draft.billing.culture = "EN-us";
                        p.draft.billing.language = "EN";
                    },
                    "", ""});
    rows.push_back({cloud, "nothing said of culture and language",
                    [](auto& p) { p.draft.billing.culture = p.draft.billing.language = ""; }, "",
                    ""});
}

void addDomainRows(std::vector<Row>& rows, const std::string& cloud, const std::string& prefix,
                   const std::string& suffix) {
    static std::vector<std::unique_ptr<const std::string>> domains;
    const auto row = [&](const std::string& label, const std::string& rule) {
        domains.push_back(std::make_unique<const std::string>(label + suffix));
        const std::string_view domain = *domains.back();
        rows.push_back(
            {cloud, "domain " + *domains.back(), [domain](auto& p) { p.draft.domain = domain; },
             rule.empty() ? "" : prefix + rule, rule.empty() ? "" : "companyProfile.domain"});
    };
    row("a-1.", "");
    row(std::string(63, 'a') + ".", "");
    row(std::string(64, 'a') + ".", "DOMAIN-2");
    row(".", "DOMAIN-2");
    row("a.b.", "DOMAIN-2");
    row("-a.", "DOMAIN-2");
    row("a-.", "DOMAIN-2");
    row("a_b.", "DOMAIN-2");
    row("", "DOMAIN-1");
    row("not", "DOMAIN-1");
}

void addGlobalRows(std::vector<Row>& rows) {
    rows.push_back({"global", "Brazil with its number and telephone",
                    [](auto& p) {
                        p.partner.country = "BR";
                        p.moveTo("BR", "01310-100");
                        p.address().phone_number = "+55 11 5555 0101";
                        p.draft.billing.culture = "pt-BR";
                        p.draft.registration_number = "12.345.678/0001-95";
                    },
                    "", ""});
    rows.push_back({"global", "Brazil without a number",
                    [](auto& p) {
                        p.partner.country = "BR";
                        p.moveTo("BR", "01310-100");
                    },
                    "GL-REGISTRATION-2", "companyProfile.organizationRegistrationNumber"});
    rows.push_back({"global", "Brazil with a number of ten digits",
                    [](auto& p) {
                        p.partner.country = "BR";
                        p.moveTo("BR", "01310-100");
                        p.draft.registration_number = "1234567890";
                    },
                    "GL-REGISTRATION-3", "companyProfile.organizationRegistrationNumber"});
    rows.push_back({"global", "Brazil without a telephone",
                    [](auto& p) {
                        p.partner.country = "BR";
                        p.moveTo("BR", "01310-100");
                        p.draft.registration_number = "12345678000195";
                    },
                    "GL-REGISTRATION-4", kAddress + "phoneNumber"});
    rows.push_back({"global", "Emirates with a number that no expression checks",
                    [](auto& p) {
                        p.partner.country = "SA";
                        p.moveTo("AE", "");
                        p.address().phone_number = "1";
                        p.draft.registration_number = "CN-1234567";
                    },
                    "", ""});
    rows.push_back({"global", "Canada with a province",
                    [](auto& p) {
                        p.partner.country = "CA";
                        p.moveTo("CA", "K1A 0B1");
                        p.address().state = "ON";
                    },
                    "", ""});
    rows.push_back({"global", "Mexico without a listed state",
                    [](auto& p) {
                        p.partner.country = "CL";
                        p.moveTo("MX", "06000");
                        p.address().state = "ZZZ";
                    },
                    "GL-STATE-1", kAddress + "state"});
    rows.push_back({"global", "France sold from Spain, any state",
                    [](auto& p) {
                        p.partner.country = "ES";
                        p.moveTo("FR", "75001");
                        p.address().state = "anything";
                    },
                    "", ""});
    rows.push_back({"global", "Japan sold from Korea",
                    [](auto& p) {
                        p.partner.country = "KR";
                        p.moveTo("JP", "100-0001");
                    },
                    "GL-TERRITORY-1", kAddress + "country"});
}

void addUsGovernmentRows(std::vector<Row>& rows) {
    for (const auto* kind : {"federal", "state", "local", "tribal", "Federal"})
        rows.push_back({"us_government", std::string("public body ") + kind,
                        [kind](auto& p) { p.draft.public_body = kind; }, "", ""});
    rows.push_back({"us_government", "no public body", [](auto& p) { p.draft.public_body = ""; },
                    "US-ELIGIBLE-1", "companyProfile.publicBody"});
    for (const auto* kind : {"commercial", "feder", "federal ", "federals"})
        rows.push_back({"us_government", std::string("public body ") + kind,
                        [kind](auto& p) { p.draft.public_body = kind; }, "US-ELIGIBLE-2",
                        "companyProfile.publicBody"});
    for (const auto* country : {"CA", "DE", "PR"})
        rows.push_back({"us_government", std::string("address in ") + country,
                        [country](auto& p) { p.address().country = country; }, "US-MARKET-1",
                        kAddress + "country"});
}

void addGermanyRows(std::vector<Row>& rows) {
    for (const auto& [country, code] : {std::pair{"FR", "75001"},
                                        {"CH", "8001"},
                                        {"NO", "0150"},
                                        {"GB", "SW1A 1AA"},
                                        {"IE", ""},
                                        {"LI", "9490"}})
        rows.push_back({"germany", std::string("customer in ") + country,
                        [country = country, code = code](auto& p) { p.moveTo(country, code); }, "",
                        ""});
    for (const auto* country : {"US", "TR", "RU"})
        rows.push_back({"germany", std::string("customer in ") + country,
                        [country](auto& p) { p.address().country = country; }, "DE-MARKET-1",
                        kAddress + "country"});
    rows.push_back({"germany", "Poland without a number", [](auto& p) { p.moveTo("PL", "00-001"); },
                    "DE-REGISTRATION-2", "companyProfile.organizationRegistrationNumber"});
    rows.push_back({"germany", "Poland with a number of nine digits",
                    [](auto& p) {
                        p.moveTo("PL", "00-001");
                        p.draft.registration_number = "123456789";
                    },
                    "DE-REGISTRATION-3", "companyProfile.organizationRegistrationNumber"});
    rows.push_back({"germany", "Poland without a telephone",
                    [](auto& p) {
                        p.moveTo("PL", "00-001");
                        p.draft.registration_number = "1234567890";
                    },
                    "DE-REGISTRATION-4", kAddress + "phoneNumber"});
    rows.push_back({"germany", "the day before it closes",
                    [](auto& p) { p.now = day(2018, 10, 1) - std::chrono::microseconds(1); }, "",
                    ""});
    rows.push_back({"germany", "the day it closes", [](auto& p) { p.now = day(2018, 10, 1); },
                    "DE-CLOSED-1", ""});
}

std::vector<Row> placements() {
    std::vector<Row> rows;
    addAddressRows(rows, "global", "GL-");
    addAddressRows(rows, "us_government", "US-");
    addAddressRows(rows, "germany", "DE-");
    addUnitedStatesRows(rows, "global", "GL-");
    addUnitedStatesRows(rows, "us_government", "US-");
    addDomainRows(rows, "global", "GL-", "onmicrosoft.com");
    addDomainRows(rows, "us_government", "US-", "onmicrosoft.us");
    addDomainRows(rows, "germany", "DE-", "onmicrosoft.de");
    addGlobalRows(rows);
    addUsGovernmentRows(rows);
    addGermanyRows(rows);
    return rows;
}

/// Ids of rules that the other tables of this file show at work.
std::set<std::string> otherRules(const std::string& prefix) {
    return {prefix + "PARTNER-1", prefix + "PARTNER-2", prefix + "LOCATION-1"};
}

/// Rules of a cloud that none of its customers can meet, with the reason.
const std::map<std::string, std::string> kUnreachable{
    {"GL-PARTNER-2", "the global cloud has every kind of partner"},
    {"GL-RELATIONSHIP-1", "the global cloud offers to end relationships"},
    {"US-REGISTRATION-2", "the United States have no registration number"},
    {"US-REGISTRATION-3", "the United States have no registration number"},
    {"US-REGISTRATION-4", "the United States have no registration number"},
    {"DE-STATE-1", "no country of the EU or EFTA has an enforced list of states"},
    {"DE-PHONE-1", "no country of the EU or EFTA has an expression for telephone numbers"}};

std::unique_ptr<host::LoadedPlugin> loadForTable(const std::string& cloud) {
    host::LoadOptions options;
    if (cloud == "germany") options.settings["closes_for_new_customers"] = "2018-10-01";
    return loadCloud(cloud, options);
}

}  // namespace

TEST(Placements, AreDecidedAsTheTableSays) {
    std::map<std::string, std::unique_ptr<host::LoadedPlugin>> clouds;
    for (const auto& cloud : kCloudFolders) clouds[cloud] = loadForTable(cloud);
    for (const auto& row : placements()) {
        Placement placement{goodPartner(row.cloud), goodDraft(row.cloud)};
        row.change(placement);
        const auto decision = clouds.at(row.cloud)->cloud().mayAddCustomer(
            placement.partner, placement.draft, placement.now);
        EXPECT_EQ(decision.rule(), row.rule) << row.cloud << ": " << row.name;
        EXPECT_EQ(decision.member(), row.member) << row.cloud << ": " << row.name;
    }
}

TEST(Placements, ChangesOfBillingAreDecidedByTheSamePlaceRules) {
    std::size_t asked = 0;
    for (const auto& cloud : kCloudFolders) {
        const auto plugin = loadForTable(cloud);
        for (const auto& row : placements()) {
            if (row.cloud != cloud || !row.member.starts_with(kAddress)) continue;
            Placement placement{goodPartner(cloud), goodDraft(cloud)};
            row.change(placement);
            const auto decision = plugin->cloud().mayChangeBilling(
                placement.partner, {.registration_number = placement.draft.registration_number},
                placement.draft.billing, placement.now);
            EXPECT_EQ(decision.rule(), row.rule) << cloud << ": " << row.name;
            EXPECT_EQ("billingProfile." + decision.member(), row.member) << row.name;
            ++asked;
        }
    }
    EXPECT_GT(asked, 30U);
}

TEST(Placements, ExistingCustomersMayBeChangedAfterGermanyClosed) {
    const auto plugin = loadForTable("germany");
    const auto draft = goodDraft("germany");
    EXPECT_TRUE(plugin->cloud()
                    .mayChangeBilling(goodPartner("germany"), {}, draft.billing, day(2019, 1, 1))
                    .allowed());
}

TEST(Placements, GermanyStaysOpenWithoutADate) {
    const auto& plugin = sharedCloud("germany");
    EXPECT_TRUE(plugin.cloud()
                    .mayAddCustomer(goodPartner("germany"), goodDraft("germany"), day(2030, 1, 1))
                    .allowed());
}

TEST(Placements, GermanyRefusesToStartWithADateThatIsNone) {
    for (const auto* text :
         {"soon", "2018-13-01", "2018-02-30", "2018-2-3", "01.10.2018", "2018-10-011"}) {
        host::LoadOptions options;
        options.settings["closes_for_new_customers"] = text;
        try {
            (void)loadCloud("germany", options);
            ADD_FAILURE() << "accepted " << text;
        } catch (const FatalError& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr("write it as 2018-10-01"));
        }
    }
}

TEST(Placements, PartnersAreEnrolledByCountryAndKind) {
    using Kind = rules::PartnerKind;
    struct Enrolment {
        std::string cloud;
        std::string_view country;
        Kind kind;
        std::string rule;
    };
    const std::vector<Enrolment> table{
        {"global", "BR", Kind::IndirectProvider, ""},
        {"global", "FR", Kind::IndirectReseller, ""},
        {"global", "CN", Kind::DirectReseller, "GL-PARTNER-1"},
        {"us_government", "US", Kind::DirectReseller, ""},
        {"us_government", "CA", Kind::DirectReseller, "US-PARTNER-1"},
        {"us_government", "US", Kind::IndirectProvider, "US-PARTNER-2"},
        {"germany", "NO", Kind::DirectReseller, ""},
        {"germany", "US", Kind::DirectReseller, "DE-PARTNER-1"},
        {"germany", "DE", Kind::IndirectReseller, "DE-PARTNER-2"}};
    for (const auto& row : table) {
        const auto& plugin = sharedCloud(row.cloud);
        EXPECT_EQ(plugin.cloud().mayEnrol({.country = row.country, .kind = row.kind}).rule(),
                  row.rule)
            << row.cloud << " " << row.country;
    }
}

TEST(Placements, RelationshipsEndOnlyWhereThatIsOffered) {
    const std::map<std::string, std::string> rules_by_cloud{
        {"global", ""}, {"us_government", "US-RELATIONSHIP-1"}, {"germany", "DE-RELATIONSHIP-1"}};
    for (const auto& [cloud, rule] : rules_by_cloud)
        EXPECT_EQ(sharedCloud(cloud).cloud().mayRemoveRelationship({}, {}, {}).rule(), rule);
}

TEST(Placements, RecordsStayWhereTheCloudSays) {
    const std::vector<std::tuple<std::string, std::string_view, std::string>> table{
        {"global", "eu", ""},
        {"global", "mars", "GL-LOCATION-1"},
        {"us_government", "us", ""},
        {"us_government", "eu", "US-LOCATION-1"},
        {"germany", "de", ""},
        {"germany", "us", "DE-LOCATION-1"},
        {"germany", "DE", "DE-LOCATION-1"}};
    for (const auto& [cloud, location, rule] : table)
        EXPECT_EQ(sharedCloud(cloud).cloud().mayUse({.kind = "store", .location = location}).rule(),
                  rule);
}

TEST(Placements, OnlyUsGovernmentHasOnePartnerPerCustomer) {
    for (const auto& cloud : kCloudFolders)
        EXPECT_EQ(sharedCloud(cloud).cloud().facts().one_partner_per_customer,
                  cloud == "us_government");
}

TEST(Placements, ShowEveryRuleOfEveryCloudAtWork) {
    std::set<std::string> shown;
    for (const auto& row : placements()) shown.insert(row.rule);
    for (const auto* prefix : {"GL-", "US-", "DE-"}) shown.merge(otherRules(prefix));
    shown.insert({"US-RELATIONSHIP-1", "DE-RELATIONSHIP-1"});
    for (const auto& cloud : kCloudFolders) {
        const auto& plugin = sharedCloud(cloud);
        for (const auto& rule : plugin.cloud().facts().rules)
            EXPECT_TRUE(shown.contains(rule.id) || kUnreachable.contains(rule.id))
                << rule.id << " is in no table: add a placement that it refuses";
    }
}

}  // namespace concordat::tests
