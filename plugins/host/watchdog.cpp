#include "plugins/host/watchdog.hpp"

#include <functional>

namespace concordat::host {

Watchdog::Watchdog(std::chrono::milliseconds budget, OnStopped on_stopped)
    : budget_(budget), on_stopped_(std::move(on_stopped)), thread_([this] { run(); }) {}

Watchdog::~Watchdog() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

Watchdog::Place* Watchdog::take(const char* name) noexcept {
    // Threads start at different places, so that the first try nearly always succeeds.
    thread_local const std::size_t home = std::hash<std::thread::id>{}(std::this_thread::get_id());
    for (std::size_t i = home;; ++i) {
        Place& place = places_[i % kPlaces];
        const char* empty = nullptr;
        if (place.call.load(std::memory_order_relaxed) == nullptr &&
            place.call.compare_exchange_strong(empty, name, std::memory_order_acq_rel)) {
            place.turn.fetch_add(1, std::memory_order_release);
            return &place;
        }
        if (i - home > kPlaces) std::this_thread::yield();
    }
}

void Watchdog::look(Clock::time_point now) {
    for (std::size_t i = 0; i < kPlaces; ++i) {
        // The call before its turn: a new call between the two loads is then seen with a newer
        // turn, and waits for the next look.
        const char* const call = places_[i].call.load(std::memory_order_acquire);
        // The turn tells two calls of the same rule in the same place apart: without it, a busy
        // place would look like one long call.
        const auto turn = places_[i].turn.load(std::memory_order_acquire);
        Seen& seen = seen_[i];
        // Time is counted from when a call was first seen, not from when it began: entering need
        // not read a clock, and a call gets at most a quarter of the budget more.
        if (call == nullptr || turn != seen.turn || seen.since == Clock::time_point()) {
            seen = {turn, call == nullptr ? Clock::time_point() : now, false};
        } else if (!seen.told && now - seen.since >= budget_) {
            seen.told = true;
            on_stopped_(call,
                        std::chrono::duration_cast<std::chrono::milliseconds>(now - seen.since));
        }
    }
}

bool Watchdog::busy() const noexcept {
    for (const auto& place : places_)
        if (place.call.load(std::memory_order_acquire) != nullptr) return true;
    return false;
}

void Watchdog::run() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, budget_ / 4, [this] { return ending_; })) {
        // Looking calls out, and what it calls may take its time or end the process.
        lock.unlock();
        look(Clock::now());
        lock.lock();
    }
}

}  // namespace concordat::host
