#pragma once

#include "tests/store/change_store_contract.hpp"

namespace concordat::store {

/// What the store promises of qualifications and of the validation codes that guard them.
template <typename Backend>
class QualificationContract : public ChangeStoreContract<Backend> {};

TYPED_TEST_SUITE_P(QualificationContract);

/// Numbers of record entries that the samples' own never reach.
inline constexpr unsigned kQualifications = 50'000;
inline constexpr unsigned kAgain = 60'000;

/// The qualification of customer `number`, with or without the code that guards it.
inline changes::ChangeSet qualify(const PartnerId& partner, unsigned number,
                                  const std::string& code = {}) {
    changes::ChangeSet set;
    set.partner = partner;
    if (!code.empty()) set.changes.emplace_back(changes::UseValidationCode{code});
    set.changes.emplace_back(
        changes::AddQualification{samples::customerId(number),
                                  {accounts::QualificationKind::GovernmentCommunityCloud,
                                   accounts::Vetting::InReview, samples::kNow}});
    const auto customer = samples::customerId(number);
    set.entry = samples::entry(partner, &customer, kQualifications + number);
    return set;
}

TYPED_TEST_P(QualificationContract, AQualificationIsGivenOnceToACustomerOfThePartner) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->apply(qualify(this->other, 1)), Outcome::Gone);
    EXPECT_EQ(this->apply(qualify(this->one, 2)), Outcome::Gone);
    EXPECT_EQ(this->apply(qualify(this->one, 1)), Outcome::Applied);
    auto again = qualify(this->one, 1);
    again.entry.id = samples::id('e', kAgain);
    EXPECT_EQ(this->apply(again), Outcome::Taken);
    auto& store = this->store().qualifications();
    const auto held = store.qualifications(this->one, samples::customerId(1));
    ASSERT_EQ(held.size(), 1U);
    EXPECT_EQ(held[0].kind, accounts::QualificationKind::GovernmentCommunityCloud);
    EXPECT_EQ(held[0].vetting, accounts::Vetting::InReview);
    EXPECT_EQ(held[0].created, samples::kNow);
    EXPECT_TRUE(store.qualifications(this->other, samples::customerId(1)).empty());
}

/// An operator's decision on customer `number`, having seen `seen` decisions; `entry` is a number
/// of its own.
inline changes::ChangeSet review(const PartnerId& partner, unsigned number, std::uint32_t seen,
                                 accounts::Vetting vetting, unsigned entry) {
    accounts::Qualification reviewed{accounts::QualificationKind::PublicBody, vetting,
                                     samples::kNow};
    reviewed.decisions = seen + 1;
    reviewed.decided = samples::kNow + std::chrono::hours(seen + 1);
    reviewed.evidence = "charter 17";
    reviewed.reason = "seen by Ana";
    changes::ChangeSet set;
    set.partner = partner;
    const auto customer = samples::customerId(number);
    set.changes.emplace_back(changes::ReviewQualification{customer, reviewed, seen});
    set.entry = samples::entry(partner, &customer, kAgain + entry);
    return set;
}

TYPED_TEST_P(QualificationContract, AReviewIsDecidedOnceByWhoeverSawItAsItIs) {
    using accounts::Vetting;
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->apply(review(this->other, 1, 0, Vetting::Denied, 1)), Outcome::Gone);
    EXPECT_EQ(this->apply(review(this->one, 2, 0, Vetting::Denied, 2)), Outcome::Gone);
    EXPECT_EQ(this->apply(review(this->one, 1, 0, Vetting::Denied, 3)), Outcome::Applied);
    EXPECT_EQ(this->apply(review(this->one, 1, 0, Vetting::Approved, 4)), Outcome::Stale);
    const auto reviewed = review(this->one, 1, 1, Vetting::Approved, 5);
    EXPECT_EQ(this->apply(reviewed), Outcome::Applied);
    const auto held =
        this->store().qualifications().qualifications(this->one, samples::customerId(1));
    ASSERT_EQ(held.size(), 1U);
    EXPECT_EQ(held[0], std::get<changes::ReviewQualification>(reviewed.changes.front()).reviewed);
}

TYPED_TEST_P(QualificationContract, AnApplicationIsReviewedWithItsEvidence) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    auto claim = qualify(this->one, 1);
    auto& added = std::get<changes::AddQualification>(claim.changes.front()).qualification;
    added.kind = accounts::QualificationKind::PublicBody;
    added.evidence = "charter 17";
    ASSERT_EQ(this->apply(claim), Outcome::Applied);
    auto& store = this->store().qualifications();
    EXPECT_EQ(store.qualifications(this->one, samples::customerId(1)).at(0), added);
    ASSERT_EQ(this->apply(review(this->one, 1, 0, accounts::Vetting::Denied, 1)), Outcome::Applied);
    const auto held = store.qualifications(this->one, samples::customerId(1)).at(0);
    EXPECT_EQ(held.vetting, accounts::Vetting::Denied);
    EXPECT_EQ(held.decisions, 1U);
    EXPECT_EQ(held.reason, "seen by Ana");
}

TYPED_TEST_P(QualificationContract, OneOfManyReviewersAtOnceDecides) {
    constexpr unsigned kReviewers = 20;
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    const auto outcomes = this->race(kReviewers, [&](unsigned i) {
        return review(this->one, 1, 0, accounts::Vetting::Approved, i);
    });
    EXPECT_EQ(outcomes, (std::map<Outcome, unsigned>{{Outcome::Applied, 1},
                                                     {Outcome::Stale, kReviewers - 1}}));
}

TYPED_TEST_P(QualificationContract, AQualificationGoesWithItsCustomer) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(qualify(this->one, 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::deleteCustomer(this->one, 1)), Outcome::Applied);
    auto anew = samples::addCustomer(this->one, 1);
    anew.entry.id = samples::id('e', kAgain);
    ASSERT_EQ(this->apply(anew), Outcome::Applied);
    EXPECT_TRUE(
        this->store().qualifications().qualifications(this->one, samples::customerId(1)).empty());
}

TYPED_TEST_P(QualificationContract, AValidationCodeIsItsPartnersAndIsCountedDown) {
    auto& store = this->store().qualifications();
    EXPECT_TRUE(store.addValidationCode(this->one, {"B-2", "Contoso", 3, 0}));
    EXPECT_TRUE(store.addValidationCode(this->one, {"A-1", "Contoso", 0, 0}));
    EXPECT_FALSE(store.addValidationCode(this->one, {"B-2", "Another", 9, 0}));
    EXPECT_TRUE(store.addValidationCode(this->other, {"B-2", "Fabrikam", 1, 0}));
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->apply(qualify(this->one, 1, "A-1")), Outcome::Exhausted);
    EXPECT_EQ(this->apply(qualify(this->one, 1, "C-3")), Outcome::Exhausted);
    EXPECT_EQ(this->apply(qualify(this->one, 1, "B-2")), Outcome::Applied);
    EXPECT_EQ(store.validationCodes(this->one),
              (std::vector<accounts::ValidationCode>{{"A-1", "Contoso", 0, 0},
                                                     {"B-2", "Contoso", 3, 2}}));
    EXPECT_EQ(store.validationCodes(this->other),
              (std::vector<accounts::ValidationCode>{{"B-2", "Fabrikam", 1, 1}}));
}

TYPED_TEST_P(QualificationContract, ARefusedQualificationUsesNothingOfItsCode) {
    auto& store = this->store().qualifications();
    ASSERT_TRUE(store.addValidationCode(this->one, {"A-1", "Contoso", 5, 0}));
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(qualify(this->one, 1, "A-1")), Outcome::Applied);
    auto again = qualify(this->one, 1, "A-1");
    again.entry.id = samples::id('e', kAgain);
    EXPECT_EQ(this->apply(again), Outcome::Taken);
    EXPECT_EQ(store.validationCodes(this->one).at(0).remaining_creates, 4U);
}

TYPED_TEST_P(QualificationContract, AValidationCodeIsExactUnderParallelCreatesByItsGuardAlone) {
    constexpr unsigned kQuota = 10;
    constexpr unsigned kCreates = 100;
    auto& store = this->store().qualifications();
    ASSERT_TRUE(store.addValidationCode(this->one, {"A-1", "Contoso", kQuota, 0}));
    for (unsigned i = 1; i <= 2 * kCreates; ++i)
        ASSERT_EQ(this->apply(samples::addCustomer(this->one, i)), Outcome::Applied);
    // Whoever looks beforehand sees ten creates left: all hundred would go on.
    EXPECT_EQ(store.validationCodes(this->one).at(0).remaining_creates, kQuota);
    const auto guarded =
        this->race(kCreates, [&](unsigned i) { return qualify(this->one, i + 1, "A-1"); });
    EXPECT_EQ(guarded, (std::map<Outcome, unsigned>{{Outcome::Applied, kQuota},
                                                    {Outcome::Exhausted, kCreates - kQuota}}));
    EXPECT_EQ(store.validationCodes(this->one).at(0).remaining_creates, 0U);
    unsigned qualified = 0;
    for (unsigned i = 1; i <= kCreates; ++i)
        qualified += store.qualifications(this->one, samples::customerId(i)).empty() ? 0 : 1;
    EXPECT_EQ(qualified, kQuota);
    // The same creates without the guard: nothing else stops them.
    const auto unguarded =
        this->race(kCreates, [&](unsigned i) { return qualify(this->one, kCreates + i + 1); });
    EXPECT_EQ(unguarded, (std::map<Outcome, unsigned>{{Outcome::Applied, kCreates}}));
}

REGISTER_TYPED_TEST_SUITE_P(QualificationContract, AQualificationIsGivenOnceToACustomerOfThePartner,
                            AReviewIsDecidedOnceByWhoeverSawItAsItIs,
                            AnApplicationIsReviewedWithItsEvidence, OneOfManyReviewersAtOnceDecides,
                            AQualificationGoesWithItsCustomer,
                            AValidationCodeIsItsPartnersAndIsCountedDown,
                            ARefusedQualificationUsesNothingOfItsCode,
                            AValidationCodeIsExactUnderParallelCreatesByItsGuardAlone);

}  // namespace concordat::store
