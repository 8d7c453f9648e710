#include "core/events/delivery_plan.hpp"

#include <algorithm>

namespace concordat::events {

std::chrono::milliseconds pauseAfter(const RetrySettings& settings, std::uint32_t attempt) {
    constexpr int kGrowth = 3;
    auto pause = std::min(settings.first_pause, settings.longest_pause);
    for (std::uint32_t i = 1; i < attempt && pause < settings.longest_pause; ++i)
        pause = std::min(pause * kGrowth, settings.longest_pause);
    return pause;
}

AttemptResult resultOf(std::uint32_t status) {
    constexpr std::uint32_t kFirstGood = 200;
    constexpr std::uint32_t kLastGood = 299;
    if (status == 0) return AttemptResult::Unreachable;
    const bool good = status >= kFirstGood && status <= kLastGood;
    return good ? AttemptResult::Accepted : AttemptResult::Refused;
}

Standing afterAttempt(const RetrySettings& settings, std::uint32_t attempts, AttemptResult result,
                      Instant now) {
    const auto made = attempts + 1;
    if (result == AttemptResult::Accepted) return {DeliveryState::Delivered, made, now};
    if (made >= settings.attempts) return {DeliveryState::GivenUp, made, now};
    return {DeliveryState::Pending, made, now + pauseAfter(settings, made)};
}

TargetStanding targetAfter(const RetrySettings& settings, std::uint32_t failures,
                           AttemptResult result, Instant now) {
    if (result != AttemptResult::Unreachable) return {0, now};
    return {failures + 1, now + pauseAfter(settings, failures + 1)};
}

}  // namespace concordat::events
