#include "core/runtime/deliverer.hpp"

#include <algorithm>
#include <deque>
#include <gtest/gtest.h>
#include <map>
#include <memory>

#include "tests/support/test_certificate.hpp"
#include "tests/support/webhook_receiver.hpp"

namespace concordat::runtime {
namespace {

using events::Claim;
using events::DeliveryState;
using events::Event;
using testing_support::TestCertificate;
using testing_support::WebhookReceiver;
using Manner = WebhookReceiver::Manner;

PartnerId partnerOf(unsigned number) {
    PartnerId partner;
    partner.value.bytes[0] = static_cast<std::uint8_t>(number);
    return partner;
}

/// Deliveries in memory, and what becomes of them.
class MemoryDeliveries final : public events::DeliveryStore, public events::RegistrationStore {
public:
    struct Target {
        events::Registration registration;
        std::deque<Event> waiting;
        std::uint32_t failures = 0;
        bool leased = false;
        bool paused = false;
    };

    /// Registers a partner and gives it events about customers of its own, by their numbers.
    void add(unsigned partner, const std::string& url, const std::vector<unsigned>& customers,
             std::uint32_t failures = 0) {
        const std::lock_guard lock(mutex);
        auto& target = targets[partnerOf(partner)];
        target.registration = {url, {"customer-created"}};
        target.failures = failures;
        for (const auto customer : customers) {
            Event event;
            event.position = ++last_position;
            event.id = makeRandomUuid();
            event.subject = partnerOf(customer).value;
            event.resource = audit::ResourceType::Customer;
            event.operation = audit::OperationType::AddCustomer;
            target.waiting.push_back(event);
        }
    }

    void forgetLeases() override {}
    bool place(Instant) override { return false; }

    std::optional<Claim> claim(Instant, Instant, bool healthy) override {
        const std::lock_guard lock(mutex);
        for (auto& [partner, target] : targets) {
            if (target.leased || target.paused || target.waiting.empty()) continue;
            if (healthy && target.failures > 0) continue;
            target.leased = true;
            if (target.failures > 0) most_failing = std::max(most_failing, ++failing);
            return Claim{partner, makeRandomUuid(), target.failures};
        }
        return std::nullopt;
    }

    std::vector<Event> due(const PartnerId& partner, Instant, std::uint32_t) override {
        const std::lock_guard lock(mutex);
        const auto& waiting = targets[partner].waiting;
        return {waiting.begin(), waiting.end()};
    }

    bool finish(const Claim& claim, std::span<const events::Finished> all, Instant) override {
        const std::lock_guard lock(mutex);
        if (leases_end) {
            refused += all.size();
            changed.notify_all();
            return false;
        }
        for (const auto& [event, standing, attempt] : all) {
            states[event.position] = standing.state;
            attempted[event.position] += attempt ? 1 : 0;
            if (standing.state != DeliveryState::Pending)
                std::erase_if(targets[claim.partner].waiting,
                              [position = event.position](const Event& one) {
                                  return one.position == position;
                              });
        }
        return true;
    }

    void release(const Claim& claim, const events::TargetStanding& standing, Instant) override {
        const std::lock_guard lock(mutex);
        auto& target = targets[claim.partner];
        if (claim.failures > 0) --failing;
        target.leased = false;
        // A test wants to see what a turn comes to, not the next one.
        target.paused = standing.failures > 0 || !target.waiting.empty();
        target.failures = standing.failures;
        ++released;
        changed.notify_all();
    }

    std::vector<events::PastEvent> history(const PartnerId&, std::int64_t, std::uint32_t) override {
        return {};
    }
    std::vector<events::Attempt> attempts(const PartnerId&, const Uuid&) override { return {}; }
    void replay(const PartnerId&, std::int64_t, Instant) override {}
    void purge(Instant, Instant) override {}

    std::optional<events::Registration> registration(const PartnerId& partner) override {
        const std::lock_guard lock(mutex);
        return targets[partner].registration;
    }
    std::optional<events::TestEvent> testEvent(const PartnerId&, const Uuid&) override {
        return std::nullopt;
    }

    /// Waits for the ends of turns, for a minute at most; whether they came.
    bool waitForTurns(int count) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::minutes(1), [&] { return released >= count; });
    }

    /// Waits until something was not to be written any more; for how many events.
    std::size_t waitForRefusal() {
        std::unique_lock lock(mutex);
        changed.wait_for(lock, std::chrono::minutes(1), [&] { return refused > 0; });
        return refused;
    }

    std::mutex mutex;  // guards the members below
    std::condition_variable changed;
    std::map<PartnerId, Target> targets;
    std::map<std::int64_t, DeliveryState> states;
    std::map<std::int64_t, int> attempted;
    std::int64_t last_position = 0;
    bool leases_end = false;
    std::size_t refused = 0;
    int failing = 0;
    int most_failing = 0;
    int released = 0;
};

class DelivererTest : public testing::Test {
protected:
    DelivererTest() {
        send.allow_private = true;
        send.step_timeout = std::chrono::seconds(20);
        send.total_timeout = std::chrono::seconds(40);
        settings.cloud = "alpha";
        settings.targets = {{"*"}, true};
        settings.messages.public_url = "http://api.example";
    }

    void start() {
        sender = std::make_unique<WebhookSender>(send);
        deliverer = std::make_unique<Deliverer>(
            Deliverer::Parts{store, store, signer, *sender, clock}, settings);
    }

    MemoryDeliveries store;
    SystemClock clock;
    const TestCertificate certificate{"DNS:api.example"};
    WebhookSigner signer{certificate.file(), certificate.keyFile()};
    SendSettings send;
    DeliverySettings settings;
    std::unique_ptr<WebhookSender> sender;
    std::unique_ptr<Deliverer> deliverer;
};

TEST_F(DelivererTest, DeliversInOrderAndCounts) {
    const WebhookReceiver receiver;
    store.add(1, receiver.url(), {1, 2, 1});
    start();
    ASSERT_TRUE(store.waitForTurns(1));
    EXPECT_EQ(receiver.messages().size(), 3U);
    for (const auto& [position, state] : store.states)
        EXPECT_EQ(state, DeliveryState::Delivered) << position;
    EXPECT_EQ(deliverer->counters().delivered, 3U);
    EXPECT_EQ(deliverer->counters().failed, 0U);
}

TEST_F(DelivererTest, AnEventThatIsRefusedHoldsUpItsCustomerAlone) {
    WebhookReceiver receiver;
    receiver.behave(Manner::Fail);
    store.add(1, receiver.url(), {1, 2, 1, 2, 3});
    start();
    ASSERT_TRUE(store.waitForTurns(1));
    EXPECT_EQ(store.attempted, (std::map<std::int64_t, int>{{1, 1}, {2, 1}, {5, 1}}));
    EXPECT_EQ(store.targets[partnerOf(1)].failures, 0U) << "it answers";
}

TEST_F(DelivererTest, ATargetThatDoesNotAnswerIsTriedOnceATurn) {
    WebhookReceiver receiver;
    receiver.behave(Manner::HangUp);
    store.add(1, receiver.url(), {1, 2, 3});
    start();
    ASSERT_TRUE(store.waitForTurns(1));
    EXPECT_EQ(store.attempted, (std::map<std::int64_t, int>{{1, 1}}));
    EXPECT_EQ(store.targets[partnerOf(1)].failures, 1U);
    EXPECT_EQ(deliverer->counters().failed, 1U);
}

TEST_F(DelivererTest, WhatIsNotAskedForIsNotSent) {
    const WebhookReceiver receiver;
    store.add(1, receiver.url(), {1});
    store.targets[partnerOf(1)].registration.events = {"customer-updated"};
    start();
    ASSERT_TRUE(store.waitForTurns(1));
    EXPECT_EQ(store.states.at(1), DeliveryState::NotAsked);
    EXPECT_EQ(store.attempted.at(1), 0);
    EXPECT_EQ(receiver.connections(), 0);
}

TEST_F(DelivererTest, AnAddressThatTheSettingsAllowNoMoreIsNotCalled) {
    const WebhookReceiver receiver;
    store.add(1, receiver.url(), {1});
    settings.targets.hosts = {"hooks.example"};
    start();
    ASSERT_TRUE(store.waitForTurns(1));
    EXPECT_EQ(store.states.at(1), DeliveryState::Pending);
    EXPECT_EQ(receiver.connections(), 0);
}

TEST_F(DelivererTest, WhoseClaimHasEndedSendsNothingMore) {
    const WebhookReceiver receiver;
    // More than are written at once.
    store.add(1, receiver.url(), std::vector<unsigned>(40, 1));
    store.leases_end = true;
    start();
    const auto refused = store.waitForRefusal();
    deliverer->stop();
    EXPECT_GT(refused, 0U);
    EXPECT_LT(refused, 40U);
    EXPECT_EQ(receiver.messages().size(), refused);
    EXPECT_EQ(store.released, 0);
}

TEST_F(DelivererTest, TargetsThatHangHaveHalfOfTheWorkersAtMost) {
    constexpr unsigned kHanging = 6;
    constexpr unsigned kGood = 10;
    const WebhookReceiver receiver;
    settings.workers = 4;
    for (unsigned i = 1; i <= kGood; ++i) store.add(100 + i, receiver.url(), {i});
    // Ends with the test, before the deliverer waits for it.
    auto hanging = std::make_unique<WebhookReceiver>();
    hanging->behave(Manner::Hang);
    for (unsigned i = 1; i <= kHanging; ++i) store.add(i, hanging->url(), {i}, 1);
    start();
    EXPECT_TRUE(receiver.waitFor(kGood));
    {
        const std::lock_guard lock(store.mutex);
        EXPECT_EQ(store.most_failing, 2);
    }
    hanging.reset();
}

}  // namespace
}  // namespace concordat::runtime
