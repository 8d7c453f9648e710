#include "core/relationships/sandbox_service.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/support/fake_cloud.hpp"

namespace concordat::relationships {
namespace {

class SandboxServiceTest : public testing::Test {
protected:
    SandboxServiceTest() {
        provider_.id = {makeRandomUuid()};
        provider_.kind = partners::PartnerKind::IndirectProvider;
        provider_.sandbox = true;
        cloud_.edit().domain_suffix = "example.test";
        draft_.mpn_id = "7000001";
        draft_.domain = "Reseller-1.Example.test";
        draft_.language = "en";
        auto& legal = draft_.legal_business;
        legal.company_name = "Tailspin Resellers";
        legal.address.country = "US";
        legal.primary_contact.email = "tess@reseller.example";
    }

    std::pair<ErrorKind, int> refusedToAdd() {
        try {
            (void)service_.planAdd(provider_, actor_, draft_);
        } catch (const Error& error) {
            return {error.kind(), error.code()};
        }
        return {};
    }

    testing_support::FakeCloud cloud_;
    SandboxService service_{cloud_};
    partners::Partner provider_;
    SandboxResellerDraft draft_;
    const audit::Actor actor_{.application = {makeRandomUuid()},
                              .user_name = "ana@contoso.example",
                              .correlation = {makeRandomUuid()},
                              .at = Instant(std::chrono::hours(1))};
};

using Refusal = std::pair<ErrorKind, int>;

TEST_F(SandboxServiceTest, PlansAResellerWithWhatItWasGiven) {
    const auto planned = service_.planAdd(provider_, actor_, draft_);
    const auto& reseller = planned.reseller;
    EXPECT_FALSE(reseller.id.value.isNil());
    EXPECT_EQ(reseller.kind, partners::PartnerKind::IndirectReseller);
    EXPECT_TRUE(reseller.sandbox);
    EXPECT_EQ(reseller.name, "Tailspin Resellers");
    EXPECT_EQ(reseller.country, "US");
    EXPECT_EQ(reseller.mpn_id, "7000001");
    EXPECT_EQ(planned.profiles.organization.domain, "reseller-1.example.test");
    EXPECT_EQ(planned.profiles.organization.language, "en");
    EXPECT_EQ(planned.profiles.legal_business, draft_.legal_business);
    const auto& set = planned.changes;
    EXPECT_EQ(set.partner, provider_.id);
    ASSERT_EQ(set.changes.size(), 2U);
    EXPECT_EQ(std::get<changes::LimitSandboxResellers>(set.changes[0]).most, 5U);
    const auto& added = std::get<changes::AddSandboxReseller>(set.changes[1]);
    EXPECT_EQ(added.reseller, reseller);
    EXPECT_EQ(set.entry.operation, audit::OperationType::CreateSandboxIndirectReseller);
    EXPECT_EQ(set.entry.user_name, actor_.user_name);
    EXPECT_EQ(added.told.partner, reseller.id);
    EXPECT_EQ(added.told.user_name, "");
    EXPECT_EQ(added.told.customized_data.at(0).second, provider_.id.value.toString());
}

TEST_F(SandboxServiceTest, IsForProvidersSandboxesInGoodStandingAlone) {
    provider_.state = partners::PartnerState::Suspended;
    EXPECT_EQ(refusedToAdd(), Refusal(ErrorKind::Forbidden, codes::kProgrammeInactive));
    const auto expected = Refusal(ErrorKind::Unauthenticated, codes::kNotASandboxProvider);
    provider_.sandbox = false;
    EXPECT_EQ(refusedToAdd(), expected);
    EXPECT_THROW((void)SandboxService::planRemove(provider_, actor_, {makeRandomUuid()}), Error);
    provider_.sandbox = true;
    provider_.kind = partners::PartnerKind::DirectReseller;
    EXPECT_EQ(refusedToAdd(), expected);
}

TEST_F(SandboxServiceTest, WantsADomainBelowTheCloudsSuffix) {
    const auto too_long = std::string(64, 'a') + ".example.test";
    for (const auto* domain :
         {"", "example.test", ".example.test", "a.b.example.test", "a.example.org",
          "-a.example.test", "a-.example.test", "a b.example.test", "\u00e4.example.test",
          "aexample.test", too_long.c_str()}) {
        draft_.domain = domain;
        EXPECT_EQ(refusedToAdd(), Refusal(ErrorKind::InvalidRequest, codes::kBadProperty))
            << domain;
    }
    draft_.domain = std::string(63, 'a') + ".example.test";
    EXPECT_EQ(refusedToAdd(), Refusal());
}

TEST_F(SandboxServiceTest, PlansTheEndWithAnEntryForEachRecord) {
    const PartnerId reseller{makeRandomUuid()};
    const auto set = SandboxService::planRemove(provider_, actor_, reseller);
    ASSERT_EQ(set.changes.size(), 1U);
    const auto& removed = std::get<changes::RemoveSandboxReseller>(set.changes[0]);
    EXPECT_EQ(removed.reseller, reseller);
    EXPECT_EQ(removed.told.partner, reseller);
    EXPECT_EQ(set.entry.operation, audit::OperationType::DeleteSandboxIndirectReseller);
}

}  // namespace
}  // namespace concordat::relationships
