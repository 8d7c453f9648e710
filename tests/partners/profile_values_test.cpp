#include <array>
#include <chrono>
#include <gtest/gtest.h>
#include <optional>
#include <rapidjson/document.h>
#include <string>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/partners/partner_directory.hpp"
#include "core/partners/partner_service.hpp"
#include "core/partners/record_values.hpp"
#include "tests/partners/memory_partner_store.hpp"
#include "tests/support/fake_cloud.hpp"

namespace concordat::partners {
namespace {

rapidjson::Document parsed(const std::string& text) {
    rapidjson::Document document;
    document.Parse(text.data(), text.size());
    EXPECT_FALSE(document.HasParseError()) << text;
    return document;
}

Address addressAt(const std::string& street) {
    Address address;
    address.country = "US";
    address.address_line1 = street;
    address.first_name = "not kept";
    address.phone_number = "1";
    return address;
}

PartnerProfiles fullProfiles() {
    PartnerProfiles profiles;
    profiles.billing.company_name = "B";
    profiles.billing.address = addressAt("billing street");
    profiles.billing.primary_contact = {"A", "Z", "a@b.example", "2"};
    profiles.billing.purchase_order_number = "PO";
    profiles.billing.tax_id = "T";
    profiles.legal_business.company_name = "L";
    profiles.legal_business.address = addressAt("legal street");
    profiles.legal_business.company_approver_address = addressAt("approver street");
    profiles.legal_business.company_approver_email = "c@b.example";
    profiles.organization.company_name = "O";
    profiles.organization.default_address = addressAt("organization street");
    profiles.organization.email = "o@b.example";
    profiles.organization.language = "en";
    profiles.organization.culture = "en-US";
    profiles.support = {"s@b.example", "3", "https://b.example"};
    return profiles;
}

TEST(RecordValueOfProfiles, KeepsEachProfileInItsPlace) {
    const auto json = parsed(recordValueOf(fullProfiles()));
    EXPECT_STREQ(json["BillingProfile"]["CompanyName"].GetString(), "B");
    EXPECT_STREQ(json["BillingProfile"]["Address"]["AddressLine1"].GetString(), "billing street");
    EXPECT_STREQ(json["BillingProfile"]["PrimaryContact"]["Email"].GetString(), "a@b.example");
    EXPECT_STREQ(json["BillingProfile"]["PrimaryContact"]["PhoneNumber"].GetString(), "2");
    EXPECT_STREQ(json["BillingProfile"]["PurchaseOrderNumber"].GetString(), "PO");
    EXPECT_STREQ(json["BillingProfile"]["TaxId"].GetString(), "T");
    const auto& legal = json["LegalBusinessProfile"];
    EXPECT_STREQ(legal["Address"]["AddressLine1"].GetString(), "legal street");
    EXPECT_STREQ(legal["CompanyApproverAddress"]["AddressLine1"].GetString(), "approver street");
    EXPECT_STREQ(legal["CompanyApproverEmail"].GetString(), "c@b.example");
    const auto& organization = json["OrganizationProfile"];
    EXPECT_STREQ(organization["DefaultAddress"]["AddressLine1"].GetString(), "organization street");
    EXPECT_STREQ(organization["Language"].GetString(), "en");
    EXPECT_STREQ(organization["Culture"].GetString(), "en-US");
    EXPECT_STREQ(json["SupportProfile"]["Website"].GetString(), "https://b.example");
    EXPECT_STREQ(json["SupportProfile"]["Telephone"].GetString(), "3");
}

TEST(RecordValueOfProfiles, IsAnObjectOfEmptyObjectsWhenNothingIsGiven) {
    const auto json = parsed(recordValueOf(PartnerProfiles{}));
    EXPECT_EQ(json.MemberCount(), 4U);
    EXPECT_EQ(json["SupportProfile"].MemberCount(), 0U);
    EXPECT_EQ(json["BillingProfile"]["Address"].MemberCount(), 0U);
    EXPECT_EQ(json["LegalBusinessProfile"]["PrimaryContact"].MemberCount(), 0U);
    EXPECT_EQ(json["OrganizationProfile"]["DefaultAddress"].MemberCount(), 0U);
}

TEST(RecordValueOfProfiles, ShowsAChangeOfAnyProfile) {
    const auto before = recordValueOf(fullProfiles());
    auto changed = fullProfiles();
    changed.billing.tax_id = "U";
    EXPECT_NE(recordValueOf(changed), before);
    changed = fullProfiles();
    changed.legal_business.company_approver_email.clear();
    EXPECT_NE(recordValueOf(changed), before);
    changed = fullProfiles();
    changed.organization.default_address.city = "Redmond";
    EXPECT_NE(recordValueOf(changed), before);
    changed = fullProfiles();
    changed.support.email = "\"";
    EXPECT_STREQ(parsed(recordValueOf(changed))["SupportProfile"]["Email"].GetString(), "\"");
}

class PlannedProfilesTest : public testing::Test {
protected:
    PlannedProfilesTest() {
        store_.partner.id = PartnerId{makeRandomUuid()};
        store_.partner.mpn_id = "1";
        store_.held = fullProfiles();
        store_.held.version = 3;
        actor_ = {.application = ApplicationId{makeRandomUuid()},
                  .user_name = "ana@contoso.test",
                  .correlation = CorrelationId{makeRandomUuid()},
                  .at = *parseInstant("2026-11-25")};
    }

    OnePartnerStore store_;
    testing_support::FakeCloud cloud_;
    PartnerService service_{store_, cloud_};
    audit::Actor actor_;
};

TEST_F(PlannedProfilesTest, SayWhoChangedThemAndNoCustomer) {
    const auto planned =
        service_.planChange(store_.partner.id, actor_, std::nullopt, [](PartnerProfiles&) {});
    const auto& entry = planned.changes.entry;
    EXPECT_EQ(planned.changes.partner, store_.partner.id);
    EXPECT_EQ(entry.partner, store_.partner.id);
    EXPECT_EQ(entry.customer, std::nullopt);
    EXPECT_EQ(entry.resource, audit::ResourceType::PartnerProfile);
    EXPECT_EQ(entry.operation, audit::OperationType::UpdateCompanyInfo);
    EXPECT_EQ(entry.application, actor_.application);
    EXPECT_EQ(entry.user_name, actor_.user_name);
    EXPECT_EQ(entry.correlation, actor_.correlation);
    EXPECT_EQ(entry.at, actor_.at);
    EXPECT_EQ(entry.old_value, entry.new_value);
}

TEST_F(PlannedProfilesTest, GetTheNextVersionWhateverTheEditSays) {
    const auto planned = service_.planChange(store_.partner.id, actor_, std::nullopt,
                                             [](PartnerProfiles& p) { p.version = 99; });
    EXPECT_EQ(planned.profiles.version, 4U);
    const auto& change = std::get<changes::ReplacePartnerProfiles>(planned.changes.changes.at(0));
    EXPECT_EQ(change.expected_version, 3U);
    EXPECT_EQ(change.profiles.version, 4U);
}

TEST_F(PlannedProfilesTest, AreNotEditedForAStaleEtagOrAPartnerThatIsNone) {
    bool edited = false;
    const auto edit = [&](PartnerProfiles&) { edited = true; };
    for (const std::uint64_t version : {0U, 2U, 4U}) {
        for (const bool if_match : {false, true}) {
            EXPECT_THROW((void)service_.planChange(store_.partner.id, actor_,
                                                   ExpectedVersion{version, if_match}, edit),
                         Error);
        }
    }
    EXPECT_THROW((void)service_.planChange({makeRandomUuid()}, actor_, std::nullopt, edit), Error);
    EXPECT_FALSE(edited);
}

TEST_F(PlannedProfilesTest, PassOnWhatAnEditThrows) {
    EXPECT_THROW((void)service_.planChange(store_.partner.id, actor_, std::nullopt,
                                           [](PartnerProfiles&) {
                                               throw Error(ErrorKind::InvalidRequest,
                                                           codes::kBadProperty, {"email"});
                                           }),
                 Error);
}

TEST_F(PlannedProfilesTest, AreFoundByTheWholeNetworkId) {
    for (const auto* id : {"", "0", "01", "1 ", " 1", "11", "1%00"})
        EXPECT_THROW((void)service_.findByMpnId(id), Error) << id;
    EXPECT_EQ(service_.findByMpnId("1").mpn_id, "1");
    EXPECT_EQ(service_.ownMpnProfile(store_.partner.id).mpn_id, "1");
    EXPECT_THROW((void)service_.ownMpnProfile({makeRandomUuid()}), Error);
}

class RememberedPartners : public testing::Test {
protected:
    RememberedPartners() { store_.partner.id = PartnerId{makeRandomUuid()}; }

    OnePartnerStore store_;
    PartnerDirectory directory_{store_};
    Instant now_ = *parseInstant("2026-11-25T10:00:00Z");
};

TEST_F(RememberedPartners, AreForgottenExactlyWhenTheirTimeIsOver) {
    EXPECT_TRUE(directory_.find(store_.partner.id, now_));
    const auto last = now_ + PartnerDirectory::kFreshFor - std::chrono::microseconds(1);
    EXPECT_TRUE(directory_.remembered(store_.partner.id, last));
    EXPECT_FALSE(directory_.remembered(store_.partner.id, now_ + PartnerDirectory::kFreshFor));
}

TEST_F(RememberedPartners, AreAskedForAgainWhenTheClockWentBack) {
    EXPECT_TRUE(directory_.find(store_.partner.id, now_));
    EXPECT_FALSE(directory_.remembered(store_.partner.id, now_ - std::chrono::microseconds(1)));
    EXPECT_TRUE(directory_.find(store_.partner.id, now_ - std::chrono::hours(1)));
    EXPECT_EQ(store_.asked, 2);
}

TEST_F(RememberedPartners, AreOnlyThoseWhoWereAskedFor) {
    EXPECT_FALSE(directory_.remembered(store_.partner.id, now_));
    EXPECT_EQ(store_.asked, 0);
    EXPECT_FALSE(directory_.find({makeRandomUuid()}, now_));
    EXPECT_FALSE(directory_.remembered(store_.partner.id, now_));
}

TEST_F(RememberedPartners, StayValidForWhoeverHoldsThem) {
    const auto held = directory_.find(store_.partner.id, now_);
    store_.partner.state = PartnerState::Suspended;
    const auto later = directory_.find(store_.partner.id, now_ + std::chrono::seconds(10));
    EXPECT_EQ(held->state, PartnerState::Active);
    EXPECT_EQ(later->state, PartnerState::Suspended);
}

}  // namespace
}  // namespace concordat::partners
