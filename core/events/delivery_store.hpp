#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/audit/record.hpp"
#include "core/events/delivery_plan.hpp"

namespace concordat::events {

/// An entry of the record on its way to a partner, or a test event, whose resource and operation
/// are zero.
struct Event {
    /// In the order in which changes were committed; negative for a test event.
    std::int64_t position = 0;
    Uuid id;       ///< the entry's; also the test event's own
    Uuid subject;  ///< the customer, or the partner itself, or the test event: deliveries to one
                   ///< receiver are in order for each
    Instant at{};
    audit::ResourceType resource{};
    audit::OperationType operation{};
    std::uint32_t attempts = 0;  ///< made so far

    /// Whether a partner asked for it, to try its receiver.
    [[nodiscard]] bool isTest() const { return static_cast<unsigned>(resource) == 0; }
};

/// An event and what has become of it.
struct PastEvent {
    Event event;
    DeliveryState state = DeliveryState::Pending;
};

/// The right to deliver to one partner for a while: only one of a cloud's servers has it.
struct Claim {
    PartnerId partner;
    Uuid lease;
    std::uint32_t failures = 0;  ///< of the target, in a row
};

/// How an event stands after a worker had it.
struct Finished {
    Event event;
    Standing standing;
    std::optional<Attempt> attempt;  ///< for the delivery log; absent where none was made
};

/// What deliverers do with the store: a job places entries, workers claim a partner, deliver what
/// is due, and release it. Implemented by core/store; called concurrently, from threads that may
/// block. Every function @throws Error StoreUnavailable.
class DeliveryStore {
public:
    virtual ~DeliveryStore() = default;

    /// Ends the leases of a process that was killed, where no other can be at work: on SQLite. On
    /// PostgreSQL they end by themselves. Once, before the first claim.
    virtual void forgetLeases() = 0;

    /// Gives positions to committed entries of partners with a registration, in the order of their
    /// commits; entries of transactions that still run are left for later, and nothing after them
    /// is placed before them. Whether there was something to look at. A call when there is nothing
    /// writes nothing.
    virtual bool place(Instant now) = 0;

    /// Claims one partner that has something due, the one that was served longest ago first.
    /// `until`: when the claim ends by itself. With `healthy`, none whose target has failed.
    /// Nothing when there is none.
    [[nodiscard]] virtual std::optional<Claim> claim(Instant now, Instant until, bool healthy) = 0;

    /// The partner's events that are due, in order, without those whose customer's earlier one
    /// waits. At most `size`.
    [[nodiscard]] virtual std::vector<Event> due(const PartnerId& partner, Instant now,
                                                 std::uint32_t size) = 0;

    /// Writes how events stand, all or none, and that the claim ends at `until`. False, and nothing
    /// is written, when the claim has ended. None is no failure.
    [[nodiscard]] virtual bool finish(const Claim& claim, std::span<const Finished> events,
                                      Instant until) = 0;

    /// Ends a claim; nothing happens when it has ended.
    virtual void release(const Claim& claim, const TargetStanding& target, Instant now) = 0;

    /// The partner's events after a position, in their order, with what has become of each; test
    /// events come first, at negative positions. At most `size`; for an operator.
    [[nodiscard]] virtual std::vector<PastEvent> history(const PartnerId& partner,
                                                         std::int64_t after,
                                                         std::uint32_t size) = 0;

    /// The delivery log of one event, oldest first; empty when there is none.
    [[nodiscard]] virtual std::vector<Attempt> attempts(const PartnerId& partner,
                                                        const Uuid& event) = 0;

    /// Makes all of the partner's events after a position pending again, whatever became of them:
    /// for an operator. They are kept for 30 days.
    virtual void replay(const PartnerId& partner, std::int64_t after, Instant now) = 0;

    /// Deletes events and their log that are older than `before`, and test events older than
    /// `tests_before`, some hundreds in a call so that others do not wait.
    virtual void purge(Instant before, Instant tests_before) = 0;
};

}  // namespace concordat::events
