#include "core/partners/partner_service.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/partners/memory_partner_store.hpp"
#include "tests/support/fake_cloud.hpp"

namespace concordat::partners {
namespace {

class PartnerServiceTest : public testing::Test {
protected:
    PartnerServiceTest() {
        store_.partner.id = PartnerId{makeRandomUuid()};
        store_.partner.name = "Contoso";
        store_.partner.mpn_id = "1234567";
        store_.held.version = 3;
        store_.held.support.website = "https://old.example.test";
    }

    template <typename Call>
    static Error errorOf(Call call) {
        try {
            call();
        } catch (const Error& error) {
            return error;
        }
        ADD_FAILURE() << "nothing was thrown";
        return {ErrorKind::Internal, 0};
    }

    PlannedProfiles planWebsite(std::optional<ExpectedVersion> expected) {
        return service_.planChange(store_.partner.id, actor_, expected, [](PartnerProfiles& p) {
            p.support.website = "https://new.example.test";
        });
    }

    OnePartnerStore store_;
    testing_support::FakeCloud cloud_;
    PartnerService service_{store_, cloud_};
    audit::Actor actor_;
};

TEST_F(PartnerServiceTest, AChangeKeepsOldAndNewForTheRecord) {
    const auto planned = planWebsite(ExpectedVersion{3, false});
    EXPECT_EQ(planned.profiles.version, 4U);
    EXPECT_NE(planned.changes.entry.old_value.find("old.example"), std::string::npos);
    EXPECT_NE(planned.changes.entry.new_value.find("new.example"), std::string::npos);
    EXPECT_FALSE(planned.changes.entry.customer);
    const auto& change = std::get<changes::ReplacePartnerProfiles>(planned.changes.changes.at(0));
    EXPECT_EQ(change.expected_version, 3U);
}

TEST_F(PartnerServiceTest, RefusesAStaleEtag) {
    EXPECT_EQ(errorOf([&] {
                  (void)planWebsite(ExpectedVersion{2, false});
              }).code(),
              codes::kStaleEtag);
}

TEST_F(PartnerServiceTest, WithoutAnEtagTheChangeIsMadeToWhatIsThere) {
    EXPECT_EQ(planWebsite(std::nullopt).profiles.version, 4U);
}

TEST_F(PartnerServiceTest, AsksTheCloudAboutAnotherPrimaryContactAndNothingElse) {
    cloud_.edit().rules = {{"X-CONTACT-1", rules::RefusalKind::Denied, 0, {{"en", "No."}}, "a"}};
    cloud_.verdict = rules::Decision::refuse("X-CONTACT-1", "primaryContact.email");
    const auto planWith = [&](auto edit) {
        (void)service_.planChange(store_.partner.id, actor_, std::nullopt, edit);
    };
    EXPECT_NO_THROW(planWith([](PartnerProfiles& p) { p.support.email = "ana@mail.test"; }));
    EXPECT_NO_THROW(planWith([](PartnerProfiles& p) { p.billing.tax_id = "1"; }));
    for (const auto& refused : {errorOf([&] {
                                    planWith([](PartnerProfiles& p) {
                                        p.billing.primary_contact.email = "ana@mail.test";
                                    });
                                }),
                                errorOf([&] {
                                    planWith([](PartnerProfiles& p) {
                                        p.legal_business.primary_contact.email = "ana@mail.test";
                                    });
                                })}) {
        EXPECT_EQ(refused.kind(), ErrorKind::Forbidden);
        EXPECT_EQ(refused.arguments().at(0), "X-CONTACT-1");
    }
}

TEST_F(PartnerServiceTest, FindsPartnersByTheirNetworkId) {
    EXPECT_EQ(service_.findByMpnId("1234567").partner_name, "Contoso");
    const auto unknown = errorOf([&] { (void)service_.findByMpnId("7654321"); });
    EXPECT_EQ(unknown.kind(), ErrorKind::NotFound);
    EXPECT_EQ(unknown.code(), codes::kUnknownMpnId);
}

TEST_F(PartnerServiceTest, ATenantWithoutProfilesIsNotFound) {
    EXPECT_EQ(errorOf([&] { (void)service_.profiles({makeRandomUuid()}); }).kind(),
              ErrorKind::NotFound);
}

}  // namespace
}  // namespace concordat::partners
