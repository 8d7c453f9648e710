#include "core/runtime/delegations.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace concordat::runtime {
namespace {

/// So many that are due; each is taken back once.
class DueDelegations final : public relationships::RelationshipStore, public changes::ChangeStore {
public:
    explicit DueDelegations(unsigned count) {
        for (unsigned i = 0; i < count; ++i)
            due.push_back({{makeRandomUuid()}, {makeRandomUuid()}, "Adatum", "adatum.example"});
    }

    std::vector<relationships::ExpiredDelegation> expiredDelegations(Instant,
                                                                     std::uint32_t most) override {
        ++asked;
        const auto count = std::min<std::size_t>(most, due.size());
        return {due.begin(), due.begin() + static_cast<std::ptrdiff_t>(count)};
    }
    changes::Outcome apply(const changes::ChangeSet& set) override {
        if (refusing) return changes::Outcome::Gone;
        const auto& change = std::get<changes::ExpireDelegation>(set.changes.at(0));
        std::erase_if(due, [&](const auto& one) { return one.customer == change.customer; });
        return changes::Outcome::Applied;
    }
    std::optional<changes::PastRequest> findRequest(const PartnerId&, const RequestId&,
                                                    Instant) override {
        return std::nullopt;
    }
    std::vector<relationships::Partnership> partnerships(const PartnerId&,
                                                         relationships::Relation) override {
        return {};
    }
    std::optional<relationships::Partnership> findPartnership(const PartnerId&,
                                                              const PartnerId&) override {
        return std::nullopt;
    }
    std::vector<relationships::Partnership> resellersOf(const PartnerId&,
                                                        const CustomerId&) override {
        return {};
    }
    std::optional<relationships::EndedCustomer> findEnded(const PartnerId&,
                                                          const CustomerId&) override {
        return std::nullopt;
    }

    std::vector<relationships::ExpiredDelegation> due;
    bool refusing = false;
    int asked = 0;
};

TEST(ExpireDelegations, TakesBackAllThatAreDueHoweverMany) {
    for (const unsigned count : {0U, 1U, 99U, 100U, 250U}) {
        DueDelegations store(count);
        EXPECT_EQ(expireDelegations(store, store, Instant{}), count);
        EXPECT_TRUE(store.due.empty());
    }
}

TEST(ExpireDelegations, GivesUpUntilItsNextTurnWhatCannotBeTakenBack) {
    DueDelegations store(250);
    store.refusing = true;
    EXPECT_EQ(expireDelegations(store, store, Instant{}), 0U);
    EXPECT_EQ(store.asked, 1);
}

/// So many active relationships whose end has come; each is settled once.
class DueRelationships final : public relationships::GranularStore, public changes::ChangeStore {
public:
    explicit DueRelationships(unsigned count) {
        for (unsigned i = 0; i < count; ++i) {
            relationships::DueGranular one{{makeRandomUuid()}, {}};
            one.relationship.id = {makeRandomUuid()};
            one.relationship.state = relationships::GranularState::Active;
            waiting.push_back(one);
        }
    }

    std::vector<relationships::GranularRelationship> list(const PartnerId&, const CustomerId&,
                                                          std::uint32_t) override {
        return {};
    }
    std::optional<relationships::GranularRelationship> find(
        const PartnerId&, const CustomerId&, const relationships::GranularId&) override {
        return std::nullopt;
    }
    std::vector<relationships::DueGranular> due(Instant, std::uint32_t most) override {
        const auto count = std::min<std::size_t>(most, waiting.size());
        return {waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(count)};
    }
    changes::Outcome apply(const changes::ChangeSet& set) override {
        if (refusing) return changes::Outcome::Stale;
        const auto& change = std::get<changes::ReplaceGranularRelationship>(set.changes.at(0));
        std::erase_if(waiting, [&](const auto& one) {
            return one.relationship.id == change.relationship.id;
        });
        return changes::Outcome::Applied;
    }
    std::optional<changes::PastRequest> findRequest(const PartnerId&, const RequestId&,
                                                    Instant) override {
        return std::nullopt;
    }

    std::vector<relationships::DueGranular> waiting;
    bool refusing = false;
};

TEST(SettleGranular, SettlesAllThatAreDueHoweverManyAndGivesUpWhatCannotBe) {
    for (const unsigned count : {0U, 1U, 100U, 250U}) {
        DueRelationships store(count);
        EXPECT_EQ(settleGranular(store, store, Instant{}), count);
        EXPECT_TRUE(store.waiting.empty());
    }
    DueRelationships store(250);
    store.refusing = true;
    EXPECT_EQ(settleGranular(store, store, Instant{}), 0U);
}

}  // namespace
}  // namespace concordat::runtime
