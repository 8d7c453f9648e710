#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/time.hpp"
#include "core/events/delivery_store.hpp"
#include "core/events/event_message.hpp"
#include "core/events/registration.hpp"
#include "core/events/webhook_target.hpp"
#include "core/runtime/webhook_sender.hpp"
#include "core/runtime/webhook_signer.hpp"

namespace concordat::runtime {

/// How a cloud delivers.
struct DeliverySettings {
    std::string cloud;  ///< its id, for events
    std::size_t workers = 4;
    events::RetrySettings retry;
    events::TargetSettings targets;
    events::MessageSettings messages;
};

/// What has been delivered since the start, for metrics.
struct DeliveryCounters {
    std::uint64_t delivered = 0;
    std::uint64_t failed = 0;    ///< attempts that were not accepted
    std::uint64_t given_up = 0;  ///< events, after their last attempt
    std::uint64_t busy = 0;      ///< workers at a partner's events now
};

/// Delivers one cloud's events to its partners' receivers, on threads of its own: places what has
/// been committed, claims a partner, posts what is due to it one event after the other, and writes
/// how each went before the next. So an event reaches its receiver at least once, and in order for
/// each customer. One partner has one worker at a time, across all servers of the cloud; targets
/// that have failed get half of the workers at most, and a pause that grows, so that one that hangs
/// takes nothing from others. The parts outlive it.
class Deliverer {
public:
    /// All that it uses; borrowed.
    struct Parts {
        events::DeliveryStore& deliveries;
        events::RegistrationStore& registrations;
        WebhookSigner& signer;
        WebhookSender& sender;
        const Clock& clock;
    };

    /// Starts the threads.
    Deliverer(Parts parts, DeliverySettings settings);

    /// As stop().
    ~Deliverer();
    Deliverer(const Deliverer&) = delete;
    Deliverer& operator=(const Deliverer&) = delete;

    /// Waits for the deliveries that are under way: no longer than the sender's limits. What has
    /// been delivered is written; the rest stays due. A second call does nothing.
    void stop();

    /// Each number is right, taken one after the other.
    [[nodiscard]] DeliveryCounters counters() const;

private:
    struct Turn;

    void work() noexcept;
    std::optional<events::Claim> waitForClaim();
    std::optional<events::Claim> claimOne();
    void serve(const events::Claim& claim);
    bool deliver(Turn& turn, const events::Event& event);
    SendResult send(const Turn& turn, const events::Event& event, const std::string& name);
    bool write(Turn& turn);
    void count(const Turn& turn, const events::Finished& finished);
    bool isStopping() const { return stopping_; }

    Parts parts_;
    DeliverySettings settings_;
    std::mutex claiming_;  // held by the one worker that looks for work
    std::mutex mutex_;     // for wake_
    std::condition_variable wake_;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::size_t> at_failing_ = 0;  // workers at targets that have failed
    std::atomic<std::uint64_t> delivered_ = 0;
    std::atomic<std::uint64_t> failed_ = 0;
    std::atomic<std::uint64_t> given_up_ = 0;
    std::atomic<std::uint64_t> busy_ = 0;
    std::vector<std::thread> threads_;  // last: they use all of the above
};

}  // namespace concordat::runtime
