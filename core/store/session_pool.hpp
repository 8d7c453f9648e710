#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "core/store/sessions.hpp"

namespace concordat::store {

/// What a pool has done, for metrics.
struct PoolCounters {
    /// Now, lent ones and those being opened included.
    std::size_t open = 0;
    /// Now, and lent to nobody.
    std::size_t idle = 0;
    std::uint64_t waits = 0;      ///< times that a caller had to wait for a session
    std::uint64_t exhausted = 0;  ///< times that it waited in vain
    std::uint64_t failures = 0;   ///< times that a session could not be opened
};

/// Sessions of one store, opened when they are needed and lent last in, first out, so that few are
/// busy rather than many half busy. A broken session is closed, and the idle ones with it, since
/// what broke one has usually broken all. While none can be opened, callers are refused at once and
/// one asks again every 250 ms. Thread-safe; outlives what it lends.
///
/// soci::connection_pool would wait for ever: this is why it is not used.
class SessionPool final : public Sessions, public Lender {
public:
    /// Opens a session. Called without locks, from the thread that asks. @throws Error
    /// StoreUnavailable
    using Opener = std::function<std::unique_ptr<Connection>()>;

    /// At most `capacity` sessions are open at once; a caller waits at most `patience` for one.
    SessionPool(Opener open, std::size_t capacity, std::chrono::milliseconds patience)
        : open_session_(std::move(open)), capacity_(capacity), patience_(patience) {}

    /// Lends a session; waits at most the pool's patience, and beyond that for opening one. @throws
    /// Error StoreUnavailable, logged as STORE-POOL-EXHAUSTED where none became free
    [[nodiscard]] PooledSession acquire() override;

    /// An idle session for good, without waiting: it does not count as open any more, and is never
    /// given back. Null when none is idle. From any thread.
    [[nodiscard]] std::unique_ptr<Connection> claim();

    /// Closes the idle sessions: for the owner of a claimed one that broke.
    void dropIdle() noexcept;

    /// For the session's scope alone.
    void giveBack(std::unique_ptr<Connection> connection) noexcept override;

    /// For metrics; from any thread.
    [[nodiscard]] PoolCounters counters() const;

private:
    using SteadyTime = std::chrono::steady_clock::time_point;

    std::unique_ptr<Connection> open();
    [[noreturn]] void refuse();

    Opener open_session_;
    const std::size_t capacity_;
    const std::chrono::milliseconds patience_;
    mutable std::mutex mutex_;  // guards everything below
    std::condition_variable returned_;
    // The last one given back is lent first: its statements are warm.
    std::vector<std::unique_ptr<Connection>> idle_;
    PoolCounters counters_;
    SteadyTime next_attempt_{};  // after a session could not be opened
};

}  // namespace concordat::store
