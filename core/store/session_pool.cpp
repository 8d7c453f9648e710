#include "core/store/session_pool.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/log.hpp"

namespace concordat::store {
namespace {

/// While a store cannot be reached, callers are refused at once and one asks again this often.
constexpr std::chrono::milliseconds kReconnectPause{250};

[[noreturn]] void throwUnavailable() {
    throw Error(ErrorKind::StoreUnavailable, codes::kStoreUnavailable);
}

}  // namespace

PooledSession SessionPool::acquire() {
    std::unique_lock lock(mutex_);
    if (idle_.empty() && counters_.open >= capacity_) {
        ++counters_.waits;
        const bool came = returned_.wait_for(
            lock, patience_, [this] { return !idle_.empty() || counters_.open < capacity_; });
        if (!came) refuse();
    }
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(connection)};
    }
    if (std::chrono::steady_clock::now() < next_attempt_) throwUnavailable();
    ++counters_.open;
    lock.unlock();
    return {*this, open()};
}

std::unique_ptr<Connection> SessionPool::claim() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    --counters_.open;
    returned_.notify_one();
    return connection;
}

void SessionPool::dropIdle() noexcept {
    std::vector<std::unique_ptr<Connection>> idle;  // declared first: closed after the lock
    const std::lock_guard lock(mutex_);
    idle.swap(idle_);
    counters_.open -= idle.size();
    returned_.notify_all();
}

std::unique_ptr<Connection> SessionPool::open() {
    try {
        return open_session_();
    } catch (...) {
        const std::lock_guard lock(mutex_);
        --counters_.open;
        ++counters_.failures;
        next_attempt_ = std::chrono::steady_clock::now() + kReconnectPause;
        returned_.notify_one();
        throw;
    }
}

void SessionPool::refuse() {
    // Under pressure every request would say the same.
    if (counters_.exhausted++ % 1'000 == 0)
        logEvent(Severity::Warning, "STORE-POOL-EXHAUSTED", "no session became free in time",
                 {{"times", std::to_string(counters_.exhausted)}});
    throwUnavailable();
}

void SessionPool::giveBack(std::unique_ptr<Connection> connection) noexcept {
    std::vector<std::unique_ptr<Connection>> broken;  // closed after the lock is given up
    {
        const std::lock_guard lock(mutex_);
        if (connection->isBroken()) {
            broken = std::move(idle_);
            idle_.clear();
            broken.push_back(std::move(connection));
            counters_.open -= broken.size();
        } else {
            idle_.push_back(std::move(connection));
        }
    }
    returned_.notify_one();
}

PoolCounters SessionPool::counters() const {
    const std::lock_guard lock(mutex_);
    auto counters = counters_;
    counters.idle = idle_.size();
    return counters;
}

}  // namespace concordat::store
