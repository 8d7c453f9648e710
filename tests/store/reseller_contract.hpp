#pragma once

#include "tests/store/sharing_contract.hpp"

namespace concordat::store {

/// What the store promises of resellers' agreements, of resellers on record, and of those that a
/// provider makes in its sandbox.
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

    static partners::Partner made(unsigned number) {
        auto partner = samples::partner(number);
        partner.kind = partners::PartnerKind::IndirectReseller;
        partner.sandbox = true;
        partner.applications.clear();
        return partner;
    }

    changes::ChangeSet adding(const PartnerId& maker, const partners::Partner& added,
                              const std::string& domain, std::uint32_t most = 5) const {
        auto profiles = samples::profiles();
        profiles.organization.domain = domain;
        auto set = pairs::setOf(maker, changes::LimitSandboxResellers{most});
        set.changes.emplace_back(
            changes::AddSandboxReseller{added, profiles, pairs::toldTo(added.id)});
        return set;
    }

    changes::ChangeSet adding(unsigned number) const {
        return adding(sandbox, made(number), "r" + std::to_string(number) + ".example.test");
    }

    changes::ChangeSet removing(const PartnerId& maker, unsigned number) const {
        const auto removed = samples::partnerId(number);
        return pairs::setOf(maker, changes::RemoveSandboxReseller{removed, pairs::toldTo(removed)});
    }

    changes::ChangeSet holding(const PartnerId& held, unsigned customer) const {
        return pairs::setOf(this->provider,
                            changes::HoldReseller{held, samples::customerId(customer)});
    }

    auto standing(const PartnerId& asking, const PartnerId& tenant, std::string_view mpn = {}) {
        return this->store().resellers().findStanding(asking, tenant, mpn);
    }

    /// How many resellers the sandbox has as partners.
    std::size_t count() {
        return this->store()
            .relationships()
            .partnerships(sandbox, relationships::Relation::ProviderOf)
            .size();
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

TYPED_TEST_P(ResellerContract, AResellerIsHeldWhileItIsOneOfTheCustomers) {
    ASSERT_EQ(this->apply(this->addFor(this->reseller, 1)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->holding(this->reseller, 1)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->holding(this->second, 1)), Outcome::Gone);
    EXPECT_EQ(this->apply(this->holding(this->third, 1)), Outcome::Gone);
    EXPECT_EQ(this->apply(this->holding(this->reseller, 2)), Outcome::Gone);
    auto stranger = this->holding(this->reseller, 1);
    stranger.partner = stranger.entry.partner = this->sandbox;
    EXPECT_EQ(this->apply(stranger), Outcome::Gone);
    ASSERT_EQ(this->apply(pairs::end(this->reseller, this->provider)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->holding(this->reseller, 1)), Outcome::Gone);
}

TYPED_TEST_P(ResellerContract, AMadeResellerIsAPartnerWithItsOwnKeyAndAPartnership) {
    ASSERT_EQ(this->apply(this->adding(31)), Outcome::Applied);
    const auto id = samples::partnerId(31);
    EXPECT_EQ(this->store().partners().find(id), this->made(31));
    auto profiles = samples::profiles();
    profiles.organization.domain = "r31.example.test";
    EXPECT_EQ(this->store().partners().profiles(id), profiles);
    EXPECT_TRUE(this->store().partners().findByMpnId(this->made(31).mpn_id));
    EXPECT_TRUE(this->store().customers().isDomainTaken("r31.example.test"));
    const auto side = this->store().relationships().findPartnership(this->sandbox, id);
    ASSERT_TRUE(side);
    EXPECT_EQ(side->relation, relationships::Relation::ProviderOf);
    EXPECT_EQ(side->state, relationships::PartnershipState::Active);
    EXPECT_EQ(side->name, this->made(31).name);
    EXPECT_EQ(side->mpn_id, this->made(31).mpn_id);
    const auto other_side = this->providersOf(id);
    ASSERT_EQ(other_side.size(), 1U);
    EXPECT_EQ(other_side[0].other, this->sandbox);
    EXPECT_EQ(this->entriesOf(id).size(), 1U);
    EXPECT_EQ(this->entriesOf(this->sandbox).size(), 1U);
    // It works as any partner, under its own key.
    ASSERT_EQ(this->apply(samples::addCustomer(id, 40)), Outcome::Applied);
}

TYPED_TEST_P(ResellerContract, OnlyAProvidersSandboxMakesOneAndOnlyWithFreeNames) {
    const auto free = this->made(31);
    EXPECT_EQ(this->apply(this->adding(this->provider, free, "a.example.test")), Outcome::Gone)
        << "no sandbox";
    auto seller = samples::partner(50);
    seller.sandbox = true;
    seller.kind = partners::PartnerKind::DirectReseller;
    ASSERT_TRUE(this->store().partners().add(seller, samples::profiles()));
    EXPECT_EQ(this->apply(this->adding(seller.id, free, "a.example.test")), Outcome::Gone)
        << "no provider";
    EXPECT_FALSE(this->store().partners().find(free.id));
    EXPECT_FALSE(this->store().customers().isDomainTaken("a.example.test"));
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->adding(this->sandbox, free, samples::customer(1, "x").domain)),
              Outcome::Taken);
    auto same_mpn = free;
    same_mpn.mpn_id = samples::partner(TestFixture::kProviderNumber).mpn_id;
    EXPECT_EQ(this->apply(this->adding(this->sandbox, same_mpn, "a.example.test")), Outcome::Taken);
    auto same_tenant = free;
    same_tenant.id = this->reseller;
    EXPECT_EQ(this->apply(this->adding(this->sandbox, same_tenant, "a.example.test")),
              Outcome::Taken);
    EXPECT_EQ(this->count(), 0U);
    EXPECT_EQ(this->apply(this->adding(this->sandbox, free, "a.example.test")), Outcome::Applied);
}

TYPED_TEST_P(ResellerContract, OfTwentyCreatesAtOnceFiveAreCarriedOut) {
    constexpr unsigned kAtOnce = 20;
    constexpr unsigned kMost = 5;
    const auto counted = this->race(kAtOnce, [&](unsigned i) { return this->adding(100 + i); });
    EXPECT_EQ(counted, (std::map<Outcome, unsigned>{{Outcome::Applied, kMost},
                                                    {Outcome::Exhausted, kAtOnce - kMost}}));
    EXPECT_EQ(this->count(), kMost);
}

TYPED_TEST_P(ResellerContract, WhatIsRemovedLeavesItsRecordAndNothingElse) {
    ASSERT_EQ(this->apply(this->adding(31)), Outcome::Applied);
    const auto id = samples::partnerId(31);
    ASSERT_TRUE(this->store().resellers().signAgreement(id, samples::kNow));
    ASSERT_EQ(this->apply(
                  pairs::setOf(id, changes::AddWebhookRegistration{{"https://one.example/", {}}})),
              Outcome::Applied);
    this->join(id);  // of another provider too
    ASSERT_EQ(this->apply(this->removing(this->sandbox, 31)), Outcome::Applied);
    EXPECT_FALSE(this->store().relationships().findPartnership(this->provider, id));
    EXPECT_FALSE(this->store().partners().find(id));
    EXPECT_FALSE(this->store().partners().findByMpnId(this->made(31).mpn_id));
    EXPECT_FALSE(this->store().customers().isDomainTaken("r31.example.test"));
    EXPECT_FALSE(this->store().relationships().findPartnership(this->sandbox, id));
    EXPECT_TRUE(this->providersOf(id).empty());
    EXPECT_FALSE(this->standing(this->provider, id));
    EXPECT_FALSE(this->store().webhooks().registration(id));
    EXPECT_EQ(this->entriesOf(this->sandbox).size(), 2U);
    EXPECT_EQ(this->apply(this->removing(this->sandbox, 31)), Outcome::Gone);
    // All its names are free again, and so is its place.
    EXPECT_EQ(this->apply(this->adding(31)), Outcome::Applied);
    EXPECT_FALSE(this->standing(this->provider, id)->signed_at);
}

TYPED_TEST_P(ResellerContract, OnlyWhoMadeOneRemovesItAndOnlyWithoutCustomers) {
    ASSERT_EQ(this->apply(this->adding(31)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->removing(this->provider, 31)), Outcome::Gone);
    EXPECT_EQ(this->apply(this->removing(this->sandbox, TestFixture::kProviderNumber + 1)),
              Outcome::Gone);
    const auto id = samples::partnerId(31);
    auto shared = samples::addCustomer(this->sandbox, 1);
    shared.changes.push_back(
        changes::ShareCustomer{samples::customerId(1), id, this->told(id, "Contoso")});
    ASSERT_EQ(this->apply(shared), Outcome::Applied);
    EXPECT_EQ(this->apply(this->removing(this->sandbox, 31)), Outcome::Exhausted);
    ASSERT_EQ(this->apply(this->withUnshare(samples::deleteCustomer(this->sandbox, 1), 1)),
              Outcome::Applied);
    ASSERT_EQ(this->apply(samples::addCustomer(id, 2)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->removing(this->sandbox, 31)), Outcome::Exhausted);
    ASSERT_EQ(this->apply(samples::removeRelationship(id, 2)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->removing(this->sandbox, 31)), Outcome::Exhausted)
        << "a request could bring the customer back";
    EXPECT_TRUE(this->store().partners().find(id));
}

TYPED_TEST_P(ResellerContract, OfManyRemovalsAtOnceOneIsCarriedOut) {
    constexpr unsigned kAtOnce = 8;
    ASSERT_EQ(this->apply(this->adding(31)), Outcome::Applied);
    const auto counted =
        this->race(kAtOnce, [&](unsigned) { return this->removing(this->sandbox, 31); });
    EXPECT_EQ(counted,
              (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Gone, kAtOnce - 1}}));
}

TYPED_TEST_P(ResellerContract, ACustomerAndTheEndOfItsResellerAtOnceLeaveOneOfTheTwo) {
    constexpr unsigned kRounds = 6;
    for (unsigned round = 0; round < kRounds; ++round) {
        const auto number = 60 + round;
        ASSERT_EQ(this->apply(this->adding(number)), Outcome::Applied);
        const auto id = samples::partnerId(number);
        const auto counted = this->race(2, [&](unsigned i) {
            if (i == 0) return this->removing(this->sandbox, number);
            auto set = samples::addCustomer(id, 200 + round);
            set.changes.insert(set.changes.begin(), changes::LimitCustomers{10});
            return set;
        });
        EXPECT_EQ(counted,
                  (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Exhausted, 1}}));
        if (this->store().partners().find(id)) {
            ASSERT_EQ(this->apply(samples::deleteCustomer(id, 200 + round)), Outcome::Applied);
            ASSERT_EQ(this->apply(this->removing(this->sandbox, number)), Outcome::Applied);
        }
    }
}

REGISTER_TYPED_TEST_SUITE_P(
    ResellerContract, AProviderLearnsOfAnyPartnerWhetherItIsAResellerThatHasSigned,
    NobodyElseLearnsAnythingAndNobodySignsWhoIsNoReseller,
    AResellerIsHeldWhileItIsOneOfTheCustomers, AMadeResellerIsAPartnerWithItsOwnKeyAndAPartnership,
    OnlyAProvidersSandboxMakesOneAndOnlyWithFreeNames, OfTwentyCreatesAtOnceFiveAreCarriedOut,
    WhatIsRemovedLeavesItsRecordAndNothingElse, OnlyWhoMadeOneRemovesItAndOnlyWithoutCustomers,
    OfManyRemovalsAtOnceOneIsCarriedOut, ACustomerAndTheEndOfItsResellerAtOnceLeaveOneOfTheTwo);

}  // namespace concordat::store
