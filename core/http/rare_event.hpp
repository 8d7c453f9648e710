#pragma once

#include <atomic>
#include <chrono>

namespace concordat::http {

/// Keeps a log event that a caller could provoke at will to one line a minute. Thread-safe. One for
/// each event and place.
class RareEvent {
public:
    /// Whether the event may be logged now; at most once a minute is it, whichever thread asks.
    [[nodiscard]] bool permits() noexcept {
        const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
        auto next = next_.load(std::memory_order_relaxed);
        return now >= next && next_.compare_exchange_strong(next, now + kPause.count());
    }

private:
    // Seldom enough for a log, often enough that a condition that lasts is seen to last.
    static constexpr std::chrono::steady_clock::duration kPause = std::chrono::minutes(1);
    std::atomic<std::chrono::steady_clock::rep> next_{
        std::chrono::steady_clock::time_point::min().time_since_epoch().count()};
};

}  // namespace concordat::http
