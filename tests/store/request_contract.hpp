#pragma once

#include "tests/store/relationship_contract.hpp"

namespace concordat::store {

/// What the store promises of requests to customers: what comes back, and what is granted.
template <typename Backend>
class RequestContract : public RelationshipContract<Backend> {
protected:
    /// A link that nobody has answered.
    static Uuid requested() { return makeUuid(samples::kNow); }

    changes::ChangeSet acceptBy(unsigned number, const Uuid& request,
                                std::optional<Instant> until = {}) {
        return about(number, changes::AcceptRequest{request, samples::customerId(number), until});
    }

    changes::ChangeSet expire(unsigned number, Instant at) {
        auto set = about(number, changes::ExpireDelegation{samples::customerId(number)});
        set.entry.at = at;
        return set;
    }

    changes::ChangeSet withdraw(unsigned number) {
        return about(number, changes::WithdrawDelegation{samples::customerId(number)});
    }

    changes::ChangeSet declineBy(unsigned number, const Uuid& request) {
        return about(number, changes::DeclineRequest{request, samples::customerId(number)});
    }

    std::optional<accounts::Customer> held(unsigned number) {
        return this->store().customers().find(this->provider, samples::customerId(number));
    }

    std::optional<relationships::EndedCustomer> ended(unsigned number) {
        return this->store().relationships().findEnded(this->provider, samples::customerId(number));
    }

private:
    changes::ChangeSet about(unsigned number, changes::Change change) {
        auto set = pairs::setOf(this->provider, std::move(change));
        const auto customer = samples::customerId(number);
        set.entry = samples::entry(this->provider, &customer, pairs::nextEntry());
        return set;
    }
};

TYPED_TEST_SUITE_P(RequestContract);

TYPED_TEST_P(RequestContract, AnEndedRelationshipComesBackAsItWas) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->provider, 1, "Adatum")), Outcome::Applied);
    const auto before = this->held(1);
    EXPECT_FALSE(this->ended(1));
    ASSERT_EQ(this->apply(samples::removeRelationship(this->provider, 1)), Outcome::Applied);
    EXPECT_EQ(this->ended(1), (relationships::EndedCustomer{before->company_name, before->domain}));
    EXPECT_FALSE(this->store().relationships().findEnded(this->one, samples::customerId(1)));
    ASSERT_EQ(this->apply(this->acceptBy(1, this->requested())), Outcome::Applied);
    EXPECT_EQ(this->held(1), before);
    EXPECT_FALSE(this->ended(1));
    ASSERT_EQ(this->apply(samples::removeRelationship(this->provider, 1)), Outcome::Applied);
    EXPECT_TRUE(this->ended(1));
    const auto entries = this->entriesOf(this->provider);
    EXPECT_GE(entries.size(), 4U);
    for (const auto& entry : entries)
        EXPECT_EQ(entry.user_name, samples::entry({}, nullptr, 1).user_name);
}

TYPED_TEST_P(RequestContract, DelegatedAdministrationIsWithdrawnAndGrantedAgain) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->provider, 1)), Outcome::Applied);
    ASSERT_TRUE(this->held(1)->allow_delegated_access);
    EXPECT_EQ(this->apply(this->withdraw(1)), Outcome::Applied);
    EXPECT_FALSE(this->held(1)->allow_delegated_access);
    EXPECT_EQ(this->apply(this->withdraw(1)), Outcome::Gone);
    EXPECT_EQ(this->store().customers().recall(this->provider, samples::customerId(1), 1),
              this->held(1));
    ASSERT_EQ(this->apply(this->acceptBy(1, this->requested())), Outcome::Applied);
    EXPECT_TRUE(this->held(1)->allow_delegated_access);
}

TYPED_TEST_P(RequestContract, DelegatedAdministrationIsOverAtItsTimeAndNotBefore) {
    const auto until = samples::kNow + std::chrono::hours(24);
    auto& store = this->store().relationships();
    for (const unsigned number : {1U, 2U}) {
        ASSERT_EQ(this->apply(samples::addCustomer(this->provider, number)), Outcome::Applied);
        ASSERT_EQ(this->apply(this->withdraw(number)), Outcome::Applied);
    }
    ASSERT_EQ(this->apply(this->acceptBy(1, this->requested(), until)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->acceptBy(2, this->requested())), Outcome::Applied);
    const auto before = until - std::chrono::microseconds(1);
    EXPECT_TRUE(store.expiredDelegations(before, 10).empty());
    EXPECT_EQ(this->apply(this->expire(1, before)), Outcome::Gone);
    const auto due = store.expiredDelegations(until, 10);
    ASSERT_EQ(due.size(), 1U) << "the other has no end";
    EXPECT_EQ(due[0].partner, this->provider);
    EXPECT_EQ(due[0].customer, samples::customerId(1));
    EXPECT_EQ(due[0].domain, this->held(1)->domain);
    EXPECT_EQ(this->apply(this->expire(2, until)), Outcome::Gone);
    EXPECT_EQ(this->apply(this->expire(1, until)), Outcome::Applied);
    EXPECT_FALSE(this->held(1)->allow_delegated_access);
    EXPECT_EQ(this->apply(this->expire(1, until)), Outcome::Gone) << "once";
    EXPECT_TRUE(store.expiredDelegations(until, 10).empty());
    EXPECT_EQ(this->apply(this->acceptBy(1, this->requested())), Outcome::Applied);
    EXPECT_TRUE(store.expiredDelegations(until, 10).empty()) << "this time for good";
}

TYPED_TEST_P(RequestContract, EachCustomerThatHasSomethingToAcceptAnswersALinkOnce) {
    for (const unsigned number : {1U, 2U}) {
        ASSERT_EQ(this->apply(samples::addCustomer(this->provider, number)), Outcome::Applied);
        ASSERT_EQ(this->apply(samples::removeRelationship(this->provider, number)),
                  Outcome::Applied);
    }
    ASSERT_EQ(this->apply(samples::addCustomer(this->provider, 3)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 4)), Outcome::Applied);
    const auto link = this->requested();
    EXPECT_EQ(this->apply(this->acceptBy(3, link)), Outcome::Gone) << "it has granted all";
    EXPECT_EQ(this->apply(this->acceptBy(4, link)), Outcome::Gone) << "another partner's";
    EXPECT_EQ(this->apply(this->acceptBy(5, link)), Outcome::Gone) << "nobody's";
    EXPECT_EQ(this->apply(this->acceptBy(1, link)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->withdraw(1)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->acceptBy(1, link)), Outcome::Taken) << "replayed";
    EXPECT_FALSE(this->held(1)->allow_delegated_access);
    EXPECT_EQ(this->apply(this->acceptBy(2, link)), Outcome::Applied) << "another customer";
}

TYPED_TEST_P(RequestContract, ADeclinedLinkIsAnswered) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->provider, 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->provider, 1)), Outcome::Applied);
    const auto link = this->requested();
    EXPECT_EQ(this->apply(this->declineBy(2, link)), Outcome::Gone) << "nobody's";
    EXPECT_EQ(this->apply(this->declineBy(1, link)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->declineBy(1, link)), Outcome::Taken);
    EXPECT_EQ(this->apply(this->acceptBy(1, link)), Outcome::Taken);
    EXPECT_FALSE(this->held(1));
    EXPECT_TRUE(this->ended(1)) << "what was refused has left everything as it was";
    EXPECT_EQ(this->apply(this->acceptBy(1, this->requested())), Outcome::Applied);
}

TYPED_TEST_P(RequestContract, AnErasedCustomerNeverComesBack) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->provider, 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->provider, 1)), Outcome::Applied);
    auto erasure = samples::deleteCustomer(this->provider, 1);
    erasure.changes = {changes::DeleteEndedCustomer{samples::customerId(1), "d1.onmicrosoft.com"}};
    ASSERT_EQ(this->apply(erasure), Outcome::Applied);
    EXPECT_FALSE(this->ended(1));
    EXPECT_EQ(this->apply(this->acceptBy(1, this->requested())), Outcome::Gone);
}

TYPED_TEST_P(RequestContract, OfManyAcceptancesByOneCustomerOneIsCarriedOut) {
    constexpr unsigned kAcceptances = 12;
    ASSERT_EQ(this->apply(samples::addCustomer(this->provider, 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->provider, 1)), Outcome::Applied);
    const auto link = this->requested();
    auto counted = this->race(kAcceptances, [&](unsigned) { return this->acceptBy(1, link); });
    EXPECT_EQ(counted[Outcome::Applied], 1U) << "of one link";
    ASSERT_EQ(this->apply(this->withdraw(1)), Outcome::Applied);
    counted =
        this->race(kAcceptances, [&](unsigned) { return this->acceptBy(1, this->requested()); });
    EXPECT_EQ(counted[Outcome::Applied], 1U) << "of many links";
    EXPECT_TRUE(this->held(1));
}

TYPED_TEST_P(RequestContract, AcceptancesWhileTheRelationshipIsRemovedLeaveItInOneState) {
    constexpr unsigned kRounds = 6;
    constexpr unsigned kAtOnce = 6;
    ASSERT_EQ(this->apply(samples::addCustomer(this->provider, 1)), Outcome::Applied);
    for (unsigned round = 0; round < kRounds; ++round) {
        (void)this->race(2 * kAtOnce, [&](unsigned i) {
            return i % 2 == 0 ? this->acceptBy(1, this->requested())
                              : samples::removeRelationship(this->provider, 1);
        });
        EXPECT_NE(this->held(1).has_value(), this->ended(1).has_value()) << round;
    }
}

TYPED_TEST_P(RequestContract, WhatHasBecomeOfALinkCanBeRead) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->provider, 1)), Outcome::Applied);
    auto& links = this->store().links();
    const auto accepted = this->requested();
    const auto declined = this->requested();
    ASSERT_EQ(this->apply(this->withdraw(1)), Outcome::Applied);
    EXPECT_FALSE(links.hasAnswered(this->provider, samples::customerId(1), accepted));
    ASSERT_EQ(this->apply(this->acceptBy(1, accepted)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->declineBy(1, declined)), Outcome::Applied);
    EXPECT_TRUE(links.hasAnswered(this->provider, samples::customerId(1), accepted));
    EXPECT_TRUE(links.hasAnswered(this->provider, samples::customerId(1), declined));
    EXPECT_FALSE(links.hasAnswered(this->provider, samples::customerId(2), accepted));
    EXPECT_FALSE(links.hasAnswered(this->reseller, samples::customerId(1), accepted));
    const auto token = this->invited();
    const auto found = [&](const std::string& hash) {
        return links.findInvitation(this->provider, token.invitation, hash);
    };
    ASSERT_TRUE(found(token.hash()));
    EXPECT_FALSE(found(token.hash())->used);
    EXPECT_GT(found(token.hash())->expires, samples::kNow);
    EXPECT_FALSE(found(std::string(32, 'x')));
    EXPECT_FALSE(links.findInvitation(this->reseller, token.invitation, token.hash()));
    ASSERT_EQ(this->apply(pairs::accept(this->reseller, token)), Outcome::Applied);
    EXPECT_TRUE(found(token.hash())->used);
}

REGISTER_TYPED_TEST_SUITE_P(RequestContract, WhatHasBecomeOfALinkCanBeRead,
                            AnEndedRelationshipComesBackAsItWas,
                            DelegatedAdministrationIsWithdrawnAndGrantedAgain,
                            DelegatedAdministrationIsOverAtItsTimeAndNotBefore,
                            EachCustomerThatHasSomethingToAcceptAnswersALinkOnce,
                            ADeclinedLinkIsAnswered, AnErasedCustomerNeverComesBack,
                            OfManyAcceptancesByOneCustomerOneIsCarriedOut,
                            AcceptancesWhileTheRelationshipIsRemovedLeaveItInOneState);

}  // namespace concordat::store
