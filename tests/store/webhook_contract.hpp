#pragma once

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "core/events/event_names.hpp"
#include "tests/store/change_store_contract.hpp"

namespace concordat::store {

/// What the store promises of registrations, positions and deliveries.
template <typename Backend>
class WebhookContract : public ChangeStoreContract<Backend> {
protected:
    using State = events::DeliveryState;

    static constexpr std::chrono::minutes kLease{1};

    events::DeliveryStore& deliveries() { return this->store().deliveries(); }

    changes::ChangeSet about(const PartnerId& partner, changes::Change change) {
        changes::ChangeSet set;
        set.partner = partner;
        set.changes.push_back(std::move(change));
        set.entry = samples::entry(partner, nullptr, ++entries_);
        return set;
    }

    Outcome registerAt(const PartnerId& partner, const std::string& url) {
        return this->apply(
            about(partner, changes::AddWebhookRegistration{{url, {"customer-created"}}}));
    }

    void add(const PartnerId& partner, unsigned customer) {
        ASSERT_EQ(this->apply(samples::addCustomer(partner, customer)), Outcome::Applied);
    }

    void remove(const PartnerId& partner, unsigned customer) {
        auto set = samples::removeRelationship(partner, customer);
        set.entry.id = samples::id('e', ++entries_);
        ASSERT_EQ(this->apply(set), Outcome::Applied);
    }

    /// Until there is nothing to look at.
    void placeAll() {
        this->backend().awaitOlderTransactions();
        placeWhatMayBe();
    }

    /// Likewise, while a test holds a transaction open.
    void placeWhatMayBe() {
        for (int i = 0; i < 20; ++i) static_cast<void>(deliveries().place(samples::kNow));
    }

    bool finish(const events::Claim& claim, const events::Event& event,
                const events::Standing& standing, const std::optional<events::Attempt>& attempt,
                Instant until) {
        const events::Finished finished{event, standing, attempt};
        return deliveries().finish(claim, {&finished, 1}, until);
    }

    std::vector<events::Event> due(const PartnerId& partner, Instant now = samples::kNow) {
        return deliveries().due(partner, now, 100);
    }

    /// The customers of a partner's due events of the record, in their order.
    std::vector<Uuid> subjects(const PartnerId& partner, Instant now = samples::kNow) {
        std::vector<Uuid> all;
        for (const auto& event : due(partner, now))
            if (event.subject != partner.value) all.push_back(event.subject);
        return all;
    }

    std::optional<events::Claim> claim(Instant now = samples::kNow, bool healthy = false) {
        return deliveries().claim(now, now + kLease, healthy);
    }

    unsigned entries_ = 70'000;
};

TYPED_TEST_SUITE_P(WebhookContract);

TYPED_TEST_P(WebhookContract, APartnerHasOneRegistrationOfItsOwn) {
    auto& webhooks = this->store().webhooks();
    EXPECT_EQ(webhooks.registration(this->one), std::nullopt);
    EXPECT_EQ(this->apply(this->about(this->one, changes::ReplaceWebhookRegistration{{"u", {}}})),
              Outcome::Gone);
    ASSERT_EQ(this->registerAt(this->one, "https://one.example/?secret"), Outcome::Applied);
    EXPECT_EQ(this->registerAt(this->one, "https://two.example/"), Outcome::Taken);
    const events::Registration expected{
        "https://one.example/?secret", {"customer-created"}, false, samples::kNow, 1};
    EXPECT_EQ(webhooks.registration(this->one), expected);
    EXPECT_EQ(webhooks.registration(this->other), std::nullopt);
    events::Registration another{
        "https://two.example/", {"test-created", "customer-updated"}, true};
    ASSERT_EQ(this->apply(this->about(this->one, changes::ReplaceWebhookRegistration{another})),
              Outcome::Applied);
    another.changed = samples::kNow;
    another.version = 2;
    EXPECT_EQ(webhooks.registration(this->one), another);
}

TYPED_TEST_P(WebhookContract, EntriesOfPartnersWithARegistrationArePlacedOnceInOrder) {
    ASSERT_EQ(this->registerAt(this->one, "https://one.example/"), Outcome::Applied);
    for (unsigned i = 1; i <= 5; ++i) {
        this->add(this->one, i);
        this->add(this->other, 100 + i);
    }
    this->placeAll();
    std::vector<Uuid> expected;
    for (unsigned i = 1; i <= 5; ++i) expected.push_back(samples::customerId(i).value);
    EXPECT_EQ(this->subjects(this->one), expected);
    EXPECT_TRUE(this->due(this->other).empty());
    this->add(this->one, 6);
    this->placeAll();
    expected.push_back(samples::customerId(6).value);
    EXPECT_EQ(this->subjects(this->one), expected);
    const auto placed = this->due(this->one);
    EXPECT_TRUE(std::is_sorted(placed.begin(), placed.end(), [](const auto& a, const auto& b) {
        return a.position < b.position;
    }));
    EXPECT_EQ(placed.back().operation, audit::OperationType::AddCustomer);
    EXPECT_EQ(placed.back().at, samples::kNow);
}

TYPED_TEST_P(WebhookContract, NothingIsMissedOrPlacedTwiceWhileMany) {
    constexpr unsigned kWriters = 8;
    constexpr unsigned kEach = 25;
    ASSERT_EQ(this->registerAt(this->one, "https://one.example/"), Outcome::Applied);
    std::atomic<bool> done = false;
    std::vector<std::thread> placers;
    for (int i = 0; i < 2; ++i)
        placers.emplace_back([&] {
            while (!done) try {
                    static_cast<void>(this->deliveries().place(samples::kNow));
                } catch (const Error&) {
                    // More threads than sessions: at the next turn.
                }
        });
    const auto outcomes = this->race(
        kWriters * kEach, [&](unsigned i) { return samples::addCustomer(this->one, i + 1); });
    done = true;
    for (auto& placer : placers) placer.join();
    this->placeAll();
    EXPECT_EQ(outcomes.at(Outcome::Applied), kWriters * kEach);
    auto placed = this->deliveries().due(this->one, samples::kNow, 1000);
    std::erase_if(placed, [&](const auto& event) { return event.subject == this->one.value; });
    std::set<Uuid> subjects;
    std::set<std::int64_t> positions;
    for (const auto& event : placed) {
        subjects.insert(event.subject);
        positions.insert(event.position);
    }
    EXPECT_EQ(placed.size(), kWriters * kEach);
    EXPECT_EQ(subjects.size(), kWriters * kEach);
    EXPECT_EQ(positions.size(), kWriters * kEach);
}

TYPED_TEST_P(WebhookContract, AnEventWaitsForTheCustomersEarlierOneAndForNoOther) {
    ASSERT_EQ(this->registerAt(this->one, "https://one.example/"), Outcome::Applied);
    this->add(this->one, 1);
    this->remove(this->one, 1);
    this->add(this->one, 2);
    this->placeAll();
    const auto all = this->due(this->one);
    const auto first = std::find_if(all.begin(), all.end(), [](const auto& event) {
        return event.subject == samples::customerId(1).value;
    });
    ASSERT_NE(first, all.end());
    auto claim = this->claim();
    ASSERT_TRUE(claim);
    EXPECT_EQ(claim->partner, this->one);
    const auto later = samples::kNow + std::chrono::seconds(10);
    const events::Attempt refused{samples::kNow, 500, {}};
    ASSERT_TRUE(
        this->finish(*claim, *first, {TestFixture::State::Pending, 1, later}, refused, later));
    EXPECT_EQ(this->subjects(this->one), (std::vector<Uuid>{samples::customerId(2).value}));
    EXPECT_EQ(this->subjects(this->one, later),
              (std::vector<Uuid>{samples::customerId(1).value, samples::customerId(1).value,
                                 samples::customerId(2).value}));
    EXPECT_EQ(this->due(this->one, later).size(), all.size());
}

TYPED_TEST_P(WebhookContract, OneWorkerHasAPartnerUntilItsLeaseEnds) {
    ASSERT_EQ(this->registerAt(this->one, "https://one.example/"), Outcome::Applied);
    EXPECT_FALSE(this->claim()) << "nothing has been placed";
    this->add(this->one, 1);
    this->placeAll();
    const auto first = this->claim();
    ASSERT_TRUE(first);
    EXPECT_FALSE(this->claim());
    const auto event = this->due(this->one).front();
    const auto after = samples::kNow + this->kLease;
    const auto second = this->claim(after);
    ASSERT_TRUE(second) << "whoever was killed holds nothing up for ever";
    EXPECT_FALSE(this->finish(*first, event, {TestFixture::State::Delivered, 1, after},
                              events::Attempt{after, 200, {}}, after));
    EXPECT_EQ(this->due(this->one).front().attempts, 0U);
    this->deliveries().release(*first, {7, after}, after);
    EXPECT_FALSE(this->claim(after)) << "releasing what is another's does nothing";
    this->deliveries().release(*second, {1, after + this->kLease}, after);
    EXPECT_FALSE(this->claim(after)) << "the target has a pause";
    EXPECT_FALSE(this->claim(after + this->kLease, true)) << "and counts as failing after it";
    const auto third = this->claim(after + this->kLease);
    ASSERT_TRUE(third);
    EXPECT_EQ(third->failures, 1U);
}

TYPED_TEST_P(WebhookContract, ManyWhoAskAtOnceGetAPartnerOnce) {
    constexpr unsigned kAsking = 12;
    for (const auto& partner : {this->one, this->other}) {
        ASSERT_EQ(this->registerAt(partner, "https://one.example/"), Outcome::Applied);
        this->add(partner, partner == this->one ? 1 : 2);
    }
    this->placeAll();
    std::vector<std::optional<events::Claim>> claims(kAsking);
    std::vector<std::thread> threads;
    for (auto& claim : claims)
        threads.emplace_back([&] {
            try {
                claim = this->claim();
            } catch (const Error&) {
                // More threads than sessions.
            }
        });
    for (auto& thread : threads) thread.join();
    std::map<PartnerId, int> claimed;
    for (const auto& claim : claims)
        if (claim) ++claimed[claim->partner];
    for (const auto& [partner, times] : claimed) EXPECT_EQ(times, 1);
    while (const auto claim = this->claim()) EXPECT_EQ(++claimed[claim->partner], 1);
    EXPECT_EQ(claimed.size(), 2U);
}

TYPED_TEST_P(WebhookContract, WhatIsDeliveredOrGivenUpIsTriedNoMoreUntilItIsReplayed) {
    ASSERT_EQ(this->registerAt(this->one, "https://one.example/"), Outcome::Applied);
    for (unsigned i = 1; i <= 3; ++i) this->add(this->one, i);
    this->placeAll();
    const auto all = this->due(this->one);
    const auto claim = this->claim();
    ASSERT_TRUE(claim);
    std::vector<events::Finished> finished;
    for (const auto& event : all)
        finished.push_back({event, {TestFixture::State::GivenUp, 10, samples::kNow}, {}});
    ASSERT_TRUE(this->deliveries().finish(*claim, finished, samples::kNow + this->kLease));
    this->deliveries().release(*claim, {}, samples::kNow);
    EXPECT_TRUE(this->due(this->one).empty());
    EXPECT_FALSE(this->claim());
    const auto past = this->deliveries().history(this->one, all[0].position, 2);
    ASSERT_EQ(past.size(), 2U);
    EXPECT_EQ(past[0].event.id, all[1].id);
    EXPECT_EQ(past[0].event.attempts, 10U);
    EXPECT_EQ(past[0].state, TestFixture::State::GivenUp);
    EXPECT_TRUE(this->deliveries().history(this->other, 0, 2).empty());
    this->deliveries().replay(this->other, 0, samples::kNow);
    EXPECT_TRUE(this->due(this->one).empty()) << "another partner's stay as they are";
    this->deliveries().replay(this->one, all[all.size() - 2].position, samples::kNow);
    const auto again = this->due(this->one);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].id, all.back().id);
    EXPECT_EQ(again[0].attempts, 0U);
    EXPECT_TRUE(this->claim());
}

TYPED_TEST_P(WebhookContract, ATestEventIsItsPartnersHasALogAndIsLimited) {
    auto& webhooks = this->store().webhooks();
    const auto id = makeUuid(samples::kNow);
    const auto since = samples::kNow - std::chrono::minutes(1);
    EXPECT_EQ(this->apply(this->about(this->one, changes::AddTestEvent{id, since, 2})),
              Outcome::Exhausted)
        << "without a registration";
    ASSERT_EQ(this->registerAt(this->one, "https://one.example/"), Outcome::Applied);
    const auto outcomes = this->race(20, [&](unsigned i) {
        changes::ChangeSet set;
        set.partner = this->one;
        set.changes.emplace_back(
            changes::AddTestEvent{i == 0 ? id : makeUuid(samples::kNow), since, 2});
        set.entry = samples::entry(this->one, nullptr, 80'000 + i);
        return set;
    });
    EXPECT_EQ(outcomes,
              (std::map<Outcome, unsigned>{{Outcome::Applied, 2}, {Outcome::Exhausted, 18}}));
    const auto tests = this->due(this->one);
    ASSERT_EQ(tests.size(), 2U);
    EXPECT_TRUE(tests[0].isTest());
    EXPECT_EQ(webhooks.testEvent(this->other, tests[0].id), std::nullopt);
    EXPECT_EQ(webhooks.testEvent(this->one, makeUuid(samples::kNow)), std::nullopt);
    const auto claim = this->claim();
    ASSERT_TRUE(claim);
    const std::vector<events::Attempt> attempts = {
        {samples::kNow, 0, "no reply in time"}, {samples::kNow + std::chrono::seconds(9), 204, {}}};
    for (const auto& attempt : attempts)
        ASSERT_TRUE(this->finish(*claim, tests[0], {TestFixture::State::Delivered, 2, attempt.at},
                                 attempt, attempt.at + this->kLease));
    const auto found = webhooks.testEvent(this->one, tests[0].id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->state, TestFixture::State::Delivered);
    EXPECT_EQ(found->attempts, attempts);
    EXPECT_EQ(this->deliveries().attempts(this->one, tests[0].id), attempts);
    EXPECT_TRUE(this->deliveries().attempts(this->other, tests[0].id).empty());
}

TYPED_TEST_P(WebhookContract, OldEventsAndOlderTestsArePurged) {
    ASSERT_EQ(this->registerAt(this->one, "https://one.example/"), Outcome::Applied);
    this->add(this->one, 1);
    const auto id = makeUuid(samples::kNow);
    ASSERT_EQ(this->apply(this->about(this->one, changes::AddTestEvent{id, samples::kNow, 9})),
              Outcome::Applied);
    this->placeAll();
    const auto after = samples::kNow + std::chrono::seconds(1);
    this->deliveries().purge(samples::kNow, samples::kNow);
    EXPECT_TRUE(this->store().webhooks().testEvent(this->one, id));
    this->deliveries().purge(samples::kNow, after);
    EXPECT_FALSE(this->store().webhooks().testEvent(this->one, id));
    EXPECT_FALSE(this->subjects(this->one).empty());
    this->deliveries().purge(after, after);
    EXPECT_TRUE(this->due(this->one).empty());
}

REGISTER_TYPED_TEST_SUITE_P(WebhookContract, APartnerHasOneRegistrationOfItsOwn,
                            EntriesOfPartnersWithARegistrationArePlacedOnceInOrder,
                            NothingIsMissedOrPlacedTwiceWhileMany,
                            AnEventWaitsForTheCustomersEarlierOneAndForNoOther,
                            OneWorkerHasAPartnerUntilItsLeaseEnds, ManyWhoAskAtOnceGetAPartnerOnce,
                            WhatIsDeliveredOrGivenUpIsTriedNoMoreUntilItIsReplayed,
                            ATestEventIsItsPartnersHasALogAndIsLimited,
                            OldEventsAndOlderTestsArePurged);

}  // namespace concordat::store
