#include "core/relationships/partnership.hpp"

#include <gtest/gtest.h>

#include <concordat/rules/views.hpp>

#include "core/relationships/customer_relationship.hpp"

namespace concordat::relationships {
namespace {

using enum PartnershipState;

TEST(PartnershipStates, FollowOneAnotherAsDrawn) {
    EXPECT_EQ(next(Invited, PartnershipEvent::Accept), Active);
    EXPECT_EQ(next(Invited, PartnershipEvent::Expire), Ended);
    EXPECT_EQ(next(Active, PartnershipEvent::End), Ended);
}

TEST(PartnershipStates, KnowNoOtherWay) {
    EXPECT_FALSE(next(Invited, PartnershipEvent::End));
    EXPECT_FALSE(next(Active, PartnershipEvent::Accept));
    EXPECT_FALSE(next(Active, PartnershipEvent::Expire));
    for (const auto event :
         {PartnershipEvent::Accept, PartnershipEvent::Expire, PartnershipEvent::End})
        EXPECT_FALSE(next(Ended, event)) << "a new invitation begins anew";
}

TEST(CustomerRelationshipStates, FollowOneAnotherAsDrawn) {
    using State = CustomerRelationshipState;
    using Event = CustomerRelationshipEvent;
    EXPECT_EQ(next(State::Requested, Event::Accept), State::Active);
    EXPECT_EQ(next(State::Requested, Event::Decline), State::Declined);
    EXPECT_EQ(next(State::Requested, Event::Expire), State::Ended);
    EXPECT_EQ(next(State::Active, Event::Remove), State::Ended);
    EXPECT_FALSE(next(State::Requested, Event::Remove));
    for (const auto event : {Event::Accept, Event::Decline, Event::Expire}) {
        EXPECT_FALSE(next(State::Active, event));
        EXPECT_FALSE(next(State::Declined, event));
        EXPECT_FALSE(next(State::Ended, event)) << "a new request begins anew";
    }
    EXPECT_FALSE(next(State::Declined, Event::Remove));
    EXPECT_FALSE(next(State::Ended, Event::Remove));
}

TEST(DelegatedAdministrationStates, AreGrantedAndEndByTurns) {
    using State = DelegatedAdministration;
    EXPECT_EQ(next(State::Granted, DelegationEvent::Withdraw), State::Withdrawn);
    EXPECT_EQ(next(State::Withdrawn, DelegationEvent::Grant), State::Granted);
    EXPECT_FALSE(next(State::Granted, DelegationEvent::Grant));
    EXPECT_EQ(next(State::Granted, DelegationEvent::Expire), State::Expired);
    EXPECT_EQ(next(State::Expired, DelegationEvent::Grant), State::Granted);
    for (const auto over : {State::Withdrawn, State::Expired})
        for (const auto event : {DelegationEvent::Withdraw, DelegationEvent::Expire})
            EXPECT_FALSE(next(over, event));
}

TEST(PartnershipStates, AreKeptByNumbersThatNeverChange) {
    EXPECT_EQ(static_cast<int>(Invited), 0);
    EXPECT_EQ(static_cast<int>(Active), 1);
    EXPECT_EQ(static_cast<int>(Ended), 2);
    EXPECT_EQ(static_cast<int>(Relation::ResellerOf), 1);
    EXPECT_EQ(static_cast<int>(Relation::ProviderOf), 2);
    // The statements compare kinds by these.
    EXPECT_EQ(static_cast<int>(rules::PartnerKind::IndirectProvider), 1);
    EXPECT_EQ(static_cast<int>(rules::PartnerKind::IndirectReseller), 2);
}

}  // namespace
}  // namespace concordat::relationships
