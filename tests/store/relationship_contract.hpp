#pragma once

#include <array>
#include <atomic>

#include "core/relationships/invitation.hpp"
#include "tests/store/change_store_contract.hpp"

namespace concordat::store {

/// Change sets as the use cases plan them, for the suites of partnerships and shared customers.
namespace pairs {

using relationships::InvitationToken;

/// Numbers of record entries that the samples' own never reach.
inline constexpr unsigned kEntries = 70'000;

inline unsigned nextEntry() {
    static std::atomic<unsigned> next = kEntries;
    return next++;
}

inline audit::Entry toldTo(const PartnerId& partner) {
    auto entry = samples::entry(partner, nullptr, nextEntry());
    entry.resource = audit::ResourceType::PartnerRelationship;
    entry.operation = audit::OperationType::CreatePartnerRelationship;
    entry.customized_data = {{"Partner", "x"}};
    return entry;
}

inline changes::ChangeSet setOf(const PartnerId& partner, changes::Change change) {
    changes::ChangeSet set;
    set.partner = partner;
    set.changes.push_back(std::move(change));
    set.entry = samples::entry(partner, nullptr, nextEntry());
    return set;
}

inline changes::ChangeSet invite(const InvitationToken& token, std::uint32_t most = 10,
                                 std::chrono::seconds life = std::chrono::hours(1)) {
    return setOf(token.inviting, changes::AddInvitation{token.invitation, token.hash(),
                                                        samples::kNow + life, most});
}

inline changes::ChangeSet accept(const PartnerId& partner, const InvitationToken& token) {
    return setOf(partner, changes::AcceptPartnership{token.inviting, token.invitation, token.hash(),
                                                     toldTo(token.inviting)});
}

inline changes::ChangeSet end(const PartnerId& partner, const PartnerId& other) {
    return setOf(partner, changes::EndPartnership{other, toldTo(other)});
}

}  // namespace pairs

/// What the store promises of invitations and of what two partners become by them.
template <typename Backend>
class RelationshipContract : public ChangeStoreContract<Backend> {
protected:
    void SetUp() override {
        ChangeStoreContract<Backend>::SetUp();
        for (unsigned number = kProviderNumber; number < kProviderNumber + 4; ++number) {
            auto partner = samples::partner(number);
            partner.kind = number == kProviderNumber ? partners::PartnerKind::IndirectProvider
                                                     : partners::PartnerKind::IndirectReseller;
            ASSERT_TRUE(this->store().partners().add(partner, samples::profiles()));
        }
    }

    /// A link of the provider that is good.
    pairs::InvitationToken invited() {
        auto token = relationships::makeInvitation(provider, samples::kNow);
        EXPECT_EQ(this->apply(pairs::invite(token)), Outcome::Applied);
        return token;
    }

    void join(const PartnerId& partner) {
        ASSERT_EQ(this->apply(pairs::accept(partner, invited())), Outcome::Applied);
    }

    std::vector<relationships::Partnership> resellers() {
        return this->store().relationships().partnerships(provider,
                                                          relationships::Relation::ProviderOf);
    }

    std::vector<relationships::Partnership> providersOf(const PartnerId& partner) {
        return this->store().relationships().partnerships(partner,
                                                          relationships::Relation::ResellerOf);
    }

    std::vector<audit::Entry> entriesOf(const PartnerId& partner) {
        audit::Query query;
        query.to = samples::kNow + std::chrono::hours(1);
        query.size = 500;
        return this->store().record().list(partner, query).entries;
    }

    static constexpr unsigned kProviderNumber = 10;
    const PartnerId provider = samples::partnerId(kProviderNumber);
    const PartnerId reseller = samples::partnerId(kProviderNumber + 1);
    const PartnerId second = samples::partnerId(kProviderNumber + 2);
    const PartnerId third = samples::partnerId(kProviderNumber + 3);
};

TYPED_TEST_SUITE_P(RelationshipContract);

TYPED_TEST_P(RelationshipContract, AnAcceptedInvitationShowsEachPartnerTheOther) {
    const auto token = this->invited();
    EXPECT_TRUE(this->resellers().empty());
    ASSERT_EQ(this->apply(pairs::accept(this->reseller, token)), Outcome::Applied);
    const auto named = samples::partner(TestFixture::kProviderNumber + 1);
    ASSERT_EQ(this->resellers().size(), 1U);
    EXPECT_EQ(this->resellers()[0],
              (relationships::Partnership{this->reseller, relationships::Relation::ProviderOf,
                                          relationships::PartnershipState::Active, samples::kNow,
                                          named.name, named.country, named.mpn_id}));
    ASSERT_EQ(this->providersOf(this->reseller).size(), 1U);
    EXPECT_EQ(this->providersOf(this->reseller)[0].other, this->provider);
    EXPECT_TRUE(this->providersOf(this->provider).empty());
    EXPECT_TRUE(this->providersOf(this->second).empty());
    EXPECT_FALSE(this->store().relationships().findPartnership(this->second, this->provider));
}

TYPED_TEST_P(RelationshipContract, BothRecordsTellOfItWithoutTheOthersUser) {
    this->join(this->reseller);
    const auto told = this->entriesOf(this->provider);
    ASSERT_EQ(told.size(), 2U) << "the invitation, and its acceptance by another";
    const auto& entry =
        told[0].operation == audit::OperationType::CreatePartnerRelationship ? told[0] : told[1];
    EXPECT_EQ(entry.operation, audit::OperationType::CreatePartnerRelationship);
    EXPECT_EQ(entry.resource, audit::ResourceType::PartnerRelationship);
    EXPECT_FALSE(entry.customer);
    EXPECT_EQ(entry.user_name, "");
    EXPECT_EQ(entry.new_value, "");
    EXPECT_EQ(entry.customized_data.at(0).second, "x");
    EXPECT_EQ(this->entriesOf(this->reseller).size(), 1U);
    EXPECT_TRUE(this->store().record().find(this->provider, entry.id));
    EXPECT_FALSE(this->store().record().find(this->reseller, entry.id));
}

TYPED_TEST_P(RelationshipContract, AnInvitationIsGoodOnceInTimeAndWithItsSecret) {
    const auto token = this->invited();
    auto guessed = token;
    guessed.secret += "x";
    EXPECT_EQ(this->apply(pairs::accept(this->reseller, guessed)), Outcome::Gone);
    auto elsewhere = token;
    elsewhere.inviting = this->one;
    EXPECT_EQ(this->apply(pairs::accept(this->reseller, elsewhere)), Outcome::Gone);
    auto late = pairs::accept(this->reseller, token);
    late.entry.at += std::chrono::hours(1);
    EXPECT_EQ(this->apply(late), Outcome::Gone) << "it is good until the hour, exclusively";
    EXPECT_EQ(this->apply(pairs::accept(this->reseller, token)), Outcome::Applied);
    EXPECT_EQ(this->apply(pairs::accept(this->second, token)), Outcome::Gone) << "replayed";
    EXPECT_EQ(this->resellers().size(), 1U);
}

TYPED_TEST_P(RelationshipContract, ARefusedAcceptanceLeavesTheInvitationAndNoEntry) {
    this->join(this->reseller);
    const auto token = this->invited();
    const auto before = this->entriesOf(this->provider).size();
    EXPECT_EQ(this->apply(pairs::accept(this->reseller, token)), Outcome::Taken);
    EXPECT_EQ(this->apply(pairs::accept(this->one, token)), Outcome::Gone) << "sells directly";
    EXPECT_EQ(this->apply(pairs::accept(this->provider, token)), Outcome::Gone) << "itself";
    EXPECT_EQ(this->entriesOf(this->provider).size(), before);
    EXPECT_EQ(this->apply(pairs::accept(this->second, token)), Outcome::Applied);
}

TYPED_TEST_P(RelationshipContract, NobodyButAProviderIsJoined) {
    auto token = relationships::makeInvitation(this->one, samples::kNow);
    ASSERT_EQ(this->apply(pairs::invite(token)), Outcome::Applied);
    EXPECT_EQ(this->apply(pairs::accept(this->reseller, token)), Outcome::Gone);
    EXPECT_TRUE(this->providersOf(this->reseller).empty());
}

TYPED_TEST_P(RelationshipContract, EitherEndsAPartnershipForBothAndItMayBeginAgain) {
    this->join(this->reseller);
    EXPECT_EQ(this->apply(pairs::end(this->second, this->provider)), Outcome::Gone);
    EXPECT_EQ(this->apply(pairs::end(this->reseller, this->provider)), Outcome::Applied);
    EXPECT_TRUE(this->resellers().empty());
    EXPECT_TRUE(this->providersOf(this->reseller).empty());
    for (const auto& [mine, theirs] :
         {std::pair(this->provider, this->reseller), std::pair(this->reseller, this->provider)}) {
        const auto held = this->store().relationships().findPartnership(mine, theirs);
        ASSERT_TRUE(held);
        EXPECT_EQ(held->state, relationships::PartnershipState::Ended);
    }
    EXPECT_EQ(this->apply(pairs::end(this->provider, this->reseller)), Outcome::Gone);
    this->join(this->reseller);
    EXPECT_EQ(this->resellers().size(), 1U);
    EXPECT_EQ(this->apply(pairs::end(this->provider, this->reseller)), Outcome::Applied);
}

TYPED_TEST_P(RelationshipContract, InvitationsAreBoundedAndExpiredOnesMakeRoom) {
    const auto make = [&] { return relationships::makeInvitation(this->provider, samples::kNow); };
    EXPECT_EQ(this->apply(pairs::invite(make(), 2)), Outcome::Applied);
    EXPECT_EQ(this->apply(pairs::invite(make(), 2, std::chrono::minutes(1))), Outcome::Applied);
    EXPECT_EQ(this->apply(pairs::invite(make(), 2)), Outcome::Exhausted);
    auto later = pairs::invite(make(), 2);
    later.entry.at += std::chrono::minutes(1);
    EXPECT_EQ(this->apply(later), Outcome::Applied);
}

TYPED_TEST_P(RelationshipContract, OfManyAcceptancesOfOneInvitationOneIsCarriedOut) {
    constexpr unsigned kAcceptances = 12;
    const std::array all{this->reseller, this->second, this->third};
    const auto token = this->invited();
    const auto counted = this->race(
        kAcceptances, [&](unsigned i) { return pairs::accept(all[i % all.size()], token); });
    EXPECT_EQ(counted, (std::map<Outcome, unsigned>{{Outcome::Applied, 1},
                                                    {Outcome::Gone, kAcceptances - 1}}));
    EXPECT_EQ(this->resellers().size(), 1U);
    // With an invitation for each, nothing but the one partnership of each stops them.
    std::vector<pairs::InvitationToken> tokens;
    for (unsigned i = 0; i < kAcceptances; ++i) {
        tokens.push_back(relationships::makeInvitation(this->provider, samples::kNow));
        ASSERT_EQ(this->apply(pairs::invite(tokens.back(), 100)), Outcome::Applied);
    }
    (void)this->race(kAcceptances,
                     [&](unsigned i) { return pairs::accept(all[i % all.size()], tokens[i]); });
    EXPECT_EQ(this->resellers().size(), all.size());
}

TYPED_TEST_P(RelationshipContract, AcceptancesAndEndsAtOnceLeaveBothSidesAlike) {
    constexpr unsigned kRounds = 6;
    constexpr unsigned kAtOnce = 6;
    for (unsigned round = 0; round < kRounds; ++round) {
        std::vector<pairs::InvitationToken> tokens;
        for (unsigned i = 0; i < kAtOnce; ++i) {
            tokens.push_back(relationships::makeInvitation(this->provider, samples::kNow));
            ASSERT_EQ(this->apply(pairs::invite(tokens.back(), 100)), Outcome::Applied);
        }
        (void)this->race(3 * kAtOnce, [&](unsigned i) {
            if (i % 3 == 0) return pairs::accept(this->reseller, tokens[i / 3]);
            return i % 3 == 1 ? pairs::end(this->reseller, this->provider)
                              : pairs::end(this->provider, this->reseller);
        });
        const auto mine =
            this->store().relationships().findPartnership(this->provider, this->reseller);
        const auto theirs =
            this->store().relationships().findPartnership(this->reseller, this->provider);
        ASSERT_EQ(mine.has_value(), theirs.has_value());
        if (mine) {
            EXPECT_EQ(mine->state, theirs->state) << round;
        }
    }
}

REGISTER_TYPED_TEST_SUITE_P(
    RelationshipContract, AnAcceptedInvitationShowsEachPartnerTheOther,
    BothRecordsTellOfItWithoutTheOthersUser, AnInvitationIsGoodOnceInTimeAndWithItsSecret,
    ARefusedAcceptanceLeavesTheInvitationAndNoEntry, NobodyButAProviderIsJoined,
    EitherEndsAPartnershipForBothAndItMayBeginAgain, InvitationsAreBoundedAndExpiredOnesMakeRoom,
    OfManyAcceptancesOfOneInvitationOneIsCarriedOut, AcceptancesAndEndsAtOnceLeaveBothSidesAlike);

}  // namespace concordat::store
