#pragma once

#include "tests/store/sharing_contract.hpp"

namespace concordat::store {

/// What the store promises of resellers' agreements.
template <typename Backend>
class ResellerContract : public SharingContract<Backend> {
protected:
    static constexpr unsigned kSandboxNumber = 20;

    void SetUp() override {
        SharingContract<Backend>::SetUp();
        auto partner = samples::partner(kSandboxNumber);
        partner.kind = partners::PartnerKind::IndirectProvider;
        partner.sandbox = true;
        ASSERT_TRUE(this->store().partners().add(partner, samples::profiles()));
    }

    auto standing(const PartnerId& asking, const PartnerId& tenant, std::string_view mpn = {}) {
        return this->store().resellers().findStanding(asking, tenant, mpn);
    }

    const PartnerId sandbox = samples::partnerId(kSandboxNumber);
};

TYPED_TEST_SUITE_P(ResellerContract);

TYPED_TEST_P(ResellerContract, AProviderLearnsOfAnyPartnerWhetherItIsAResellerThatHasSigned) {
    const auto id = this->reseller;
    const auto mpn = samples::partner(TestFixture::kProviderNumber + 1).mpn_id;
    const auto unsigned_yet = this->standing(this->provider, id);
    ASSERT_TRUE(unsigned_yet);
    EXPECT_EQ(unsigned_yet->id, id);
    EXPECT_EQ(unsigned_yet->kind, partners::PartnerKind::IndirectReseller);
    EXPECT_EQ(unsigned_yet->country, samples::partner(1).country);
    EXPECT_FALSE(unsigned_yet->signed_at);
    ASSERT_TRUE(this->store().resellers().signAgreement(id, samples::kNow));
    EXPECT_EQ(this->standing(this->provider, {}, mpn)->signed_at, samples::kNow);
    const auto later = samples::kNow + std::chrono::hours(1);
    ASSERT_TRUE(this->store().resellers().signAgreement(id, later));
    EXPECT_EQ(this->standing(this->sandbox, id)->signed_at, later) << "no partner of it";
    EXPECT_FALSE(this->standing(this->provider, this->second)->signed_at);
    EXPECT_EQ(this->standing(this->provider, this->provider)->kind,
              partners::PartnerKind::IndirectProvider);
}

TYPED_TEST_P(ResellerContract, NobodyElseLearnsAnythingAndNobodySignsWhoIsNoReseller) {
    EXPECT_FALSE(this->standing(this->second, this->reseller));
    EXPECT_FALSE(this->standing(this->one, this->reseller));
    EXPECT_FALSE(this->standing(this->provider, samples::partnerId(999)));
    EXPECT_FALSE(this->standing(this->provider, {}, "no such id"));
    EXPECT_FALSE(this->standing(this->provider, {}, ""));
    auto& resellers = this->store().resellers();
    EXPECT_FALSE(resellers.signAgreement(this->provider, samples::kNow));
    EXPECT_FALSE(resellers.signAgreement(samples::partnerId(999), samples::kNow));
}

REGISTER_TYPED_TEST_SUITE_P(ResellerContract,
                            AProviderLearnsOfAnyPartnerWhetherItIsAResellerThatHasSigned,
                            NobodyElseLearnsAnythingAndNobodySignsWhoIsNoReseller);

}  // namespace concordat::store
