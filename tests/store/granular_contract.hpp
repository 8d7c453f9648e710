#pragma once

#include "core/relationships/granular_service.hpp"
#include "tests/store/relationship_contract.hpp"

namespace concordat::store {

/// Short names of what these tests are about.
namespace granted {

using Relationship = relationships::GranularRelationship;
using State = relationships::GranularState;

}  // namespace granted

/// What the store promises of granular delegated administration.
template <typename Backend>
class GranularContract : public ChangeStoreContract<Backend> {
protected:
    void SetUp() override {
        ChangeStoreContract<Backend>::SetUp();
        ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    }

    static granted::Relationship draft(unsigned number) {
        granted::Relationship made;
        made.id = {samples::id('g', number)};
        made.customer = samples::customerId(1);
        made.customer_name = "Contoso";
        made.display_name = "Hilfe";
        made.roles = accounts::DirectoryRole::HelpdeskAdministrator;
        made.days = 30;
        made.created = made.changed = samples::kNow + std::chrono::seconds(number);
        return made;
    }

    changes::ChangeSet adding(const granted::Relationship& made, std::uint32_t most = 10) const {
        auto set = pairs::setOf(this->one, changes::HoldRelationship{made.customer});
        set.changes.emplace_back(changes::AddGranularRelationship{made, most});
        return set;
    }

    /// Another state of what was read before, until then.
    changes::ChangeSet turning(granted::Relationship before, granted::State state,
                               Instant ends) const {
        before.state = state;
        before.ends = ends;
        return pairs::setOf(this->one, changes::ReplaceGranularRelationship{before});
    }

    /// One in that state, as the store has it.
    granted::Relationship put(unsigned number, granted::State state, Instant ends) {
        auto made = draft(number);
        made.state = state;
        made.ends = ends;
        EXPECT_EQ(this->apply(adding(made, 1000)), Outcome::Applied);
        return made;
    }

    std::optional<granted::Relationship> read(unsigned number) {
        return this->store().granular().find(this->one, samples::customerId(1),
                                             {samples::id('g', number)});
    }

    accounts::DirectoryRoles rolesAt(Instant now) {
        return this->store().users().delegatedRoles(this->one, samples::customerId(1), now);
    }

    static constexpr Instant kEnd = samples::kNow + std::chrono::days(30);
};

TYPED_TEST_SUITE_P(GranularContract);

TYPED_TEST_P(GranularContract, WhatWasAddedIsFoundAndListedNewestFirstByItsPartnerAlone) {
    auto first = this->draft(1);
    first.roles = first.roles | accounts::DirectoryRole::BillingAdministrator;
    first.auto_extend = true;
    ASSERT_EQ(this->apply(this->adding(first)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->adding(this->draft(2))), Outcome::Applied);
    EXPECT_EQ(this->read(1), first);
    auto& store = this->store().granular();
    EXPECT_EQ(store.list(this->one, first.customer, 10), (std::vector{this->draft(2), first}));
    EXPECT_EQ(store.list(this->one, first.customer, 1), (std::vector{this->draft(2)}));
    EXPECT_TRUE(store.list(this->other, first.customer, 10).empty());
    EXPECT_EQ(store.find(this->other, first.customer, first.id), std::nullopt);
    EXPECT_EQ(store.find(this->one, samples::customerId(2), first.id), std::nullopt);
}

TYPED_TEST_P(GranularContract, NobodyAddsForACustomerThatIsNotItsOwn) {
    auto stranger = this->adding(this->draft(1));
    stranger.partner = stranger.entry.partner = this->other;
    EXPECT_EQ(this->apply(stranger), Outcome::Gone);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->adding(this->draft(1))), Outcome::Gone);
    EXPECT_EQ(this->read(1), std::nullopt);
}

TYPED_TEST_P(GranularContract, ThoseThatHaveNotEndedAreBoundedHoweverManyAddAtOnce) {
    constexpr unsigned kAtOnce = 12;
    constexpr unsigned kMost = 5;
    (void)this->put(100, granted::State::Expired, this->kEnd);
    const auto counted =
        this->race(kAtOnce, [&](unsigned i) { return this->adding(this->draft(i + 1), kMost); });
    EXPECT_EQ(counted, (std::map<Outcome, unsigned>{{Outcome::Applied, kMost},
                                                    {Outcome::Exhausted, kAtOnce - kMost}}));
}

TYPED_TEST_P(GranularContract, OfTwoApprovalsAtOnceOneIsCarriedOut) {
    constexpr unsigned kAtOnce = 12;
    const auto pending = this->put(1, granted::State::ApprovalPending, this->kEnd);
    const auto counted = this->race(kAtOnce, [&](unsigned) {
        return this->turning(pending, granted::State::Active, this->kEnd);
    });
    EXPECT_EQ(counted,
              (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Stale, kAtOnce - 1}}));
    EXPECT_EQ(this->read(1)->version, pending.version + 1);
    EXPECT_EQ(this->countEntries(), 3U) << "the customer, the draft and one approval";
}

TYPED_TEST_P(GranularContract, AnApprovalAndATerminationAtOnceLeaveWhatOneOfThemMade) {
    constexpr unsigned kRounds = 6;
    for (unsigned round = 1; round <= kRounds; ++round) {
        const auto pending = this->put(round, granted::State::ApprovalPending, this->kEnd);
        const auto counted = this->race(2, [&](unsigned i) {
            return this->turning(
                pending, i == 0 ? granted::State::Active : granted::State::Terminated, this->kEnd);
        });
        EXPECT_EQ(counted,
                  (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Stale, 1}}));
    }
}

TYPED_TEST_P(GranularContract, ADraftIsDeletedAndNothingElse) {
    const auto draft = this->put(1, granted::State::Created, {});
    const auto active = this->put(2, granted::State::Active, this->kEnd);
    const auto deleting = [&](const auto& held, std::uint64_t version) {
        return pairs::setOf(this->one,
                            changes::DeleteGranularRelationship{held.customer, held.id, version});
    };
    EXPECT_EQ(this->apply(deleting(draft, 2)), Outcome::Stale);
    EXPECT_EQ(this->apply(deleting(active, 1)), Outcome::Stale);
    EXPECT_EQ(this->apply(deleting(draft, 1)), Outcome::Applied);
    EXPECT_EQ(this->read(1), std::nullopt);
    EXPECT_TRUE(this->read(2));
}

TYPED_TEST_P(GranularContract, DueAreThosePendingOrActiveWhoseEndHasCome) {
    const auto late = this->put(1, granted::State::Active, this->kEnd);
    const auto later =
        this->put(2, granted::State::ApprovalPending, this->kEnd - std::chrono::hours(1));
    (void)this->put(3, granted::State::Active, this->kEnd + std::chrono::microseconds(1));
    (void)this->put(4, granted::State::Expired, this->kEnd);
    (void)this->put(5, granted::State::Terminated, this->kEnd);
    (void)this->put(6, granted::State::Created, {});
    auto& store = this->store().granular();
    using Due = std::vector<relationships::DueGranular>;
    EXPECT_EQ(store.due(this->kEnd, 10), (Due{{this->one, later}, {this->one, late}}));
    EXPECT_EQ(store.due(this->kEnd, 1), (Due{{this->one, later}}));
    EXPECT_TRUE(store.due(later.ends - std::chrono::microseconds(1), 10).empty());
}

TYPED_TEST_P(GranularContract, WhatIsDueIsSettledOnceHoweverManyDoIt) {
    constexpr unsigned kAtOnce = 6;
    (void)this->put(1, granted::State::Active, this->kEnd);
    const auto due = this->store().granular().due(this->kEnd, 10);
    ASSERT_EQ(due.size(), 1U);
    const auto counted = this->race(kAtOnce, [&](unsigned) {
        return relationships::GranularService::planDue(due[0], this->kEnd);
    });
    EXPECT_EQ(counted,
              (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Stale, kAtOnce - 1}}));
    EXPECT_EQ(this->read(1)->state, granted::State::Expired);
    EXPECT_TRUE(this->store().granular().due(this->kEnd, 10).empty());
}

TYPED_TEST_P(GranularContract, OnlyActiveOnesGiveRolesAndOnlyUntilTheirEnd) {
    unsigned number = 0;
    for (const auto state : {granted::State::Created, granted::State::ApprovalPending,
                             granted::State::Expired, granted::State::Terminated})
        (void)this->put(++number, state, this->kEnd);
    EXPECT_EQ(this->rolesAt(samples::kNow), accounts::DirectoryRoles());
    const auto active = this->put(++number, granted::State::Active, this->kEnd);
    EXPECT_EQ(this->rolesAt(this->kEnd - std::chrono::microseconds(1)), active.roles);
    EXPECT_EQ(this->rolesAt(this->kEnd), accounts::DirectoryRoles());
    auto extending = this->draft(++number);
    extending.roles = accounts::DirectoryRole::BillingAdministrator;
    extending.auto_extend = true;
    extending.state = granted::State::Active;
    extending.ends = this->kEnd;
    ASSERT_EQ(this->apply(this->adding(extending)), Outcome::Applied);
    EXPECT_EQ(this->rolesAt(samples::kNow), active.roles | extending.roles);
    EXPECT_EQ(this->rolesAt(this->kEnd), extending.roles) << "until it has been extended";
    EXPECT_EQ(
        this->store().users().delegatedRoles(this->other, samples::customerId(1), samples::kNow),
        accounts::DirectoryRoles());
}

TYPED_TEST_P(GranularContract, AllEndWithThePartnersRelationshipAndGoWithTheCustomer) {
    (void)this->put(1, granted::State::Active, this->kEnd);
    const auto pending = this->put(2, granted::State::ApprovalPending, this->kEnd);
    const auto expired = this->put(3, granted::State::Expired, this->kEnd);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->read(1)->state, granted::State::Terminated);
    EXPECT_EQ(this->read(2)->state, granted::State::Terminated);
    EXPECT_EQ(this->read(3), expired);
    EXPECT_EQ(this->apply(this->turning(pending, granted::State::Active, this->kEnd)),
              Outcome::Stale);
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 2)), Outcome::Applied);
    auto second = this->draft(4);
    second.customer = samples::customerId(2);
    ASSERT_EQ(this->apply(this->adding(second)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::deleteCustomer(this->one, 2)), Outcome::Applied);
    EXPECT_TRUE(this->store().granular().list(this->one, second.customer, 10).empty());
}

REGISTER_TYPED_TEST_SUITE_P(
    GranularContract, WhatWasAddedIsFoundAndListedNewestFirstByItsPartnerAlone,
    NobodyAddsForACustomerThatIsNotItsOwn, ThoseThatHaveNotEndedAreBoundedHoweverManyAddAtOnce,
    OfTwoApprovalsAtOnceOneIsCarriedOut, AnApprovalAndATerminationAtOnceLeaveWhatOneOfThemMade,
    ADraftIsDeletedAndNothingElse, DueAreThosePendingOrActiveWhoseEndHasCome,
    WhatIsDueIsSettledOnceHoweverManyDoIt, OnlyActiveOnesGiveRolesAndOnlyUntilTheirEnd,
    AllEndWithThePartnersRelationshipAndGoWithTheCustomer);

}  // namespace concordat::store
