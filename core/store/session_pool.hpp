#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "core/store/connection.hpp"

namespace concordat::store {

class SessionPool;

/// A session lent by a pool, given back with the end of the scope. Hold it only while talking to
/// the store: never while asking a rule or writing a reply. Declare the Cursor after it, so that
/// the rows end first.
class PooledSession {
public:
    /// For the pool.
    PooledSession(SessionPool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    /// Gives it back; a broken one is closed.
    ~PooledSession();
    PooledSession(PooledSession&&) = default;
    PooledSession& operator=(PooledSession&&) = delete;

    Connection* operator->() const { return connection_.get(); }
    Connection& operator*() const { return *connection_; }

private:
    SessionPool* pool_;  // outlives what it lends
    std::unique_ptr<Connection> connection_;
};

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
class SessionPool {
public:
    /// Opens a session. Called without locks, from the thread that asks. @throws Error
    /// StoreUnavailable
    using Opener = std::function<std::unique_ptr<Connection>()>;

    /// At most `capacity` sessions are open at once; a caller waits at most `patience` for one.
    SessionPool(Opener open, std::size_t capacity, std::chrono::milliseconds patience)
        : open_session_(std::move(open)), capacity_(capacity), patience_(patience) {}

    /// Lends a session; waits at most the pool's patience, and beyond that for opening one. @throws
    /// Error StoreUnavailable, logged as STORE-POOL-EXHAUSTED where none became free
    [[nodiscard]] PooledSession acquire();

    /// For metrics; from any thread.
    [[nodiscard]] PoolCounters counters() const;

private:
    friend class PooledSession;
    using SteadyTime = std::chrono::steady_clock::time_point;

    void giveBack(std::unique_ptr<Connection> connection) noexcept;
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
