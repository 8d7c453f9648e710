#pragma once

#include <chrono>
#include <cstdint>

#include "core/events/registration.hpp"

namespace concordat::events {

/// How often an event is tried, and how long is waited in between: three times as long after each
/// attempt, up to the longest pause.
struct RetrySettings {
    std::uint32_t attempts = 10;
    std::chrono::milliseconds first_pause{std::chrono::seconds(10)};
    std::chrono::milliseconds longest_pause{std::chrono::hours(2)};
};

/// The pause after the attempt with that number, from 1. Never overflows.
[[nodiscard]] std::chrono::milliseconds pauseAfter(const RetrySettings& settings,
                                                   std::uint32_t attempt);

/// What an attempt came to.
enum class AttemptResult : std::uint8_t {
    Accepted,    ///< a status from 200 to 299
    Refused,     ///< another status, redirects among them: this event is tried again
    Unreachable  ///< no reply, or a target that may not be called: the target gets a pause
};

/// Which of the three a status is; 0 is no reply.
[[nodiscard]] AttemptResult resultOf(std::uint32_t status);

/// How an event stands after an attempt.
struct Standing {
    DeliveryState state = DeliveryState::Pending;
    std::uint32_t attempts = 0;
    /// When it is to be tried again, if it is pending.
    Instant due{};

    bool operator==(const Standing&) const = default;
};

/// How an event that has been tried `attempts` times before stands after one more at `now`.
[[nodiscard]] Standing afterAttempt(const RetrySettings& settings, std::uint32_t attempts,
                                    AttemptResult result, Instant now);

/// How a target stands: it is left alone until `paused_until` when it did not answer, longer each
/// time, so that one that is down costs its cloud little.
struct TargetStanding {
    std::uint32_t failures = 0;  ///< in a row
    Instant paused_until{};

    bool operator==(const TargetStanding&) const = default;
};

/// How a target that has failed `failures` times in a row stands after an attempt at `now`.
[[nodiscard]] TargetStanding targetAfter(const RetrySettings& settings, std::uint32_t failures,
                                         AttemptResult result, Instant now);

}  // namespace concordat::events
