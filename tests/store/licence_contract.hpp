#pragma once

#include "tests/store/commerce_contract.hpp"

namespace concordat::store {

/// What the store promises of the licences that users have: those who have one are exactly those
/// who are counted.
template <typename Backend>
class LicenceContract : public CommerceContract<Backend> {
protected:
    /// Ten licences of "a" and five of "b", and users with the numbers below `users`.
    void begin(unsigned users) {
        this->addCustomers(1);
        ASSERT_EQ(this->apply(buy(this->one, 1, 1)), Outcome::Applied);
        auto set = about(this->one, 1, ++number_);
        for (unsigned i = 0; i < users; ++i) {
            accounts::User user;
            user.id = userId(i);
            user.details.principal_name = "u" + std::to_string(i) + "@d1.onmicrosoft.com";
            user.password = {std::string(16, 's'), std::string(32, 'h'), false};
            set.changes.emplace_back(changes::AddUser{customer_, user});
        }
        ASSERT_EQ(this->apply(set), Outcome::Applied);
    }

    static UserId userId(unsigned number) { return {samples::id('u', 1'000 + number)}; }

    changes::ChangeSet setOf(std::initializer_list<changes::Change> all) {
        auto set = about(this->one, 1, ++number_);
        set.changes = all;
        return set;
    }

    changes::ChangeSet taking(unsigned user, const std::string& sku, std::uint64_t version = 1) {
        return setOf({changes::HoldUser{customer_, userId(user), version},
                      changes::TakeLicence{customer_, userId(user), {sku, {}}}});
    }

    commerce::LicenceCount count(std::size_t sku = 0) {
        return this->commerce().licences(this->one, customer_).at(sku);
    }

    std::vector<commerce::UserLicence> has(unsigned user) {
        return this->commerce().licencesOf(this->one, customer_, userId(user));
    }

    const CustomerId customer_ = samples::customerId(1);

private:
    std::atomic<unsigned> number_ = 500;
};

TYPED_TEST_SUITE_P(LicenceContract);

TYPED_TEST_P(LicenceContract, AreNeverOverdrawnByParallelAssignments) {
    constexpr unsigned kParallel = 100;
    this->begin(kParallel);
    EXPECT_EQ(this->race(kParallel, [&](unsigned i) { return this->taking(i, "a"); }),
              (std::map<Outcome, unsigned>{{Outcome::Applied, 10},
                                           {Outcome::Exhausted, kParallel - 10}}));
    EXPECT_EQ(this->count(), (commerce::LicenceCount{"a", 10, 10}));
    unsigned holders = 0;
    for (unsigned i = 0; i < kParallel; ++i) holders += this->has(i).empty() ? 0 : 1;
    EXPECT_EQ(holders, 10U);
}

TYPED_TEST_P(LicenceContract, OfOneUserAreGivenOnceHoweverManyTry) {
    constexpr unsigned kParallel = 20;
    this->begin(1);
    EXPECT_EQ(
        this->race(kParallel, [&](unsigned) { return this->taking(0, "a"); }),
        (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Stale, kParallel - 1}}));
    EXPECT_EQ(this->count().consumed, 1U);
}

TYPED_TEST_P(LicenceContract, AreThoseOfTheUserWithTheServicesThatItDoesNotGet) {
    this->begin(2);
    const auto user = this->userId(0);
    ASSERT_EQ(this->apply(this->setOf(
                  {changes::HoldUser{this->customer_, user, 1},
                   changes::TakeLicence{this->customer_, user, {"a", {"mail", "files"}}},
                   changes::TakeLicence{this->customer_, user, {"b", {}}}})),
              Outcome::Applied);
    EXPECT_EQ(this->has(0),
              (std::vector<commerce::UserLicence>{{"a", {"mail", "files"}}, {"b", {}}}));
    EXPECT_TRUE(this->has(1).empty());
    EXPECT_TRUE(this->commerce().licencesOf(this->other, this->customer_, user).empty());
    ASSERT_EQ(
        this->apply(this->setOf({changes::HoldUser{this->customer_, user, 2},
                                 changes::ReplaceLicence{this->customer_, user, {"a", {"mail"}}},
                                 changes::ReturnLicence{this->customer_, user, "b"}})),
        Outcome::Applied);
    EXPECT_EQ(this->has(0), (std::vector<commerce::UserLicence>{{"a", {"mail"}}}));
    EXPECT_EQ(this->count(0).consumed, 1U);
    EXPECT_EQ(this->count(1).consumed, 0U);
    EXPECT_EQ(this->apply(this->setOf({changes::ReturnLicence{this->customer_, user, "b"}})),
              Outcome::Gone);
    EXPECT_EQ(this->apply(this->taking(0, "none", 3)), Outcome::Exhausted);
    // Nothing of what was refused is kept.
    EXPECT_EQ(this->apply(this->taking(0, "b", 3)), Outcome::Applied);
}

TYPED_TEST_P(LicenceContract, StayWithUsersWhenASubscriptionShrinks) {
    this->begin(11);
    for (unsigned i = 0; i < 10; ++i)
        ASSERT_EQ(this->apply(this->taking(i, "a")), Outcome::Applied);
    auto smaller = this->held(1).at(0);
    smaller.quantity = 4;
    ASSERT_EQ(this->apply(replace(this->one, 1, smaller, 10, 2)), Outcome::Applied);
    EXPECT_EQ(this->count(), (commerce::LicenceCount{"a", 4, 10}));
    ASSERT_EQ(
        this->apply(this->setOf({changes::ReturnLicence{this->customer_, this->userId(0), "a"}})),
        Outcome::Applied);
    EXPECT_EQ(this->apply(this->taking(10, "a")), Outcome::Exhausted);
}

TYPED_TEST_P(LicenceContract, AreFreeWhenTheUserIsDeletedAndTakenAgainWhenItIsRestored) {
    this->begin(2);
    ASSERT_EQ(this->apply(this->taking(0, "a")), Outcome::Applied);
    ASSERT_EQ(this->apply(this->taking(0, "b", 2)), Outcome::Applied);
    const auto user = this->userId(0);
    ASSERT_EQ(this->apply(this->setOf({changes::DeleteUser{this->customer_, user}})),
              Outcome::Applied);
    EXPECT_EQ(this->count(0).consumed, 0U);
    EXPECT_EQ(this->count(1).consumed, 0U);
    EXPECT_EQ(this->has(0).size(), 2U);
    EXPECT_EQ(this->apply(this->taking(0, "a", 4)), Outcome::Stale);
    ASSERT_EQ(this->apply(this->setOf({changes::RestoreUser{this->customer_, user, samples::kNow},
                                       changes::TakeLicence{this->customer_, user, {"a", {}}},
                                       changes::ForgetLicence{this->customer_, user, "b"}})),
              Outcome::Applied);
    EXPECT_EQ(this->count(0).consumed, 1U);
    EXPECT_EQ(this->count(1).consumed, 0U);
    EXPECT_EQ(this->has(0), (std::vector<commerce::UserLicence>{{"a", {}}}));
}

TYPED_TEST_P(LicenceContract, AreNotLeftBehindByADeletionAtTheSameTime) {
    constexpr unsigned kUsers = 8;
    this->begin(kUsers);
    (void)this->race(2 * kUsers, [&](unsigned i) {
        if (i % 2 == 0) return this->taking(i / 2, "a");
        return this->setOf({changes::DeleteUser{this->customer_, this->userId(i / 2)}});
    });
    EXPECT_EQ(this->count().consumed, 0U);
}

TYPED_TEST_P(LicenceContract, GoWithTheUserAndWithTheCustomer) {
    this->begin(1);
    ASSERT_EQ(this->apply(this->taking(0, "a")), Outcome::Applied);
    ASSERT_EQ(this->apply(this->setOf({changes::DeleteUser{this->customer_, this->userId(0)}})),
              Outcome::Applied);
    EXPECT_EQ(this->store().purgeUsers(samples::kNow + std::chrono::seconds(1)), 1U);
    EXPECT_TRUE(this->has(0).empty());
    EXPECT_EQ(this->apply(samples::deleteCustomer(this->one, 1)), Outcome::Applied);
}

REGISTER_TYPED_TEST_SUITE_P(LicenceContract, AreNeverOverdrawnByParallelAssignments,
                            OfOneUserAreGivenOnceHoweverManyTry,
                            AreThoseOfTheUserWithTheServicesThatItDoesNotGet,
                            StayWithUsersWhenASubscriptionShrinks,
                            AreFreeWhenTheUserIsDeletedAndTakenAgainWhenItIsRestored,
                            AreNotLeftBehindByADeletionAtTheSameTime,
                            GoWithTheUserAndWithTheCustomer);

}  // namespace concordat::store
