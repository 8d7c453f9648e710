#pragma once

#include <atomic>
#include <cstdint>

namespace concordat::http {

/// A number that one thread or several count up and others look at; no order with anything else is
/// implied. Never throws, never waits.
class Counter {
public:
    /// Relaxed, so that counting costs no order.
    void add(std::uint64_t count = 1) noexcept {
        value_.fetch_add(count, std::memory_order_relaxed);
    }
    /// For numbers that go up and down, such as open connections.
    void subtract() noexcept { value_.fetch_sub(1, std::memory_order_relaxed); }
    /// May be a moment old.
    [[nodiscard]] std::uint64_t value() const noexcept {
        return value_.load(std::memory_order_relaxed);
    }

private:
    std::atomic<std::uint64_t> value_{0};
};

/// What one event thread and the workers with its connections have done. One set per event thread,
/// so that they do not disturb each other; `ServerStatistics` explains the numbers.
struct alignas(64) LoopCounters {
    /// Connections that are open.
    Counter open;
    /// The rest as ServerStatistics says.
    Counter requests;
    Counter malformed;
    Counter timeouts;
    Counter overloads;
    Counter wakeups;
    Counter events;
    Counter reads;
    Counter writes;
};

}  // namespace concordat::http
