#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace concordat::host {

/// Sees calls into a plugin that do not return. A call takes a place and leaves it; a thread of the
/// watchdog looks at the places now and then, and a place that is still held by the same call after
/// the budget belongs to a call that has stopped. Entering and leaving cost two uncontended atomic
/// operations each and read no clock, so that rules can be watched on every request.
///
/// It only tells: a thread cannot be ended from outside. Late by up to a quarter of the budget. A
/// call that stops is told once, and again never, even if it goes on for hours.
class Watchdog {
public:
    /// Told once for each call that has stopped, from the watchdog's thread: the name it was
    /// entered with and how long ago that was seen first.
    using OnStopped = std::function<void(const char* call, std::chrono::milliseconds since)>;
    using Clock = std::chrono::steady_clock;

    /// Starts the thread; it looks four times within `budget`, which must be positive. `on_stopped`
    /// may be called as soon as the constructor runs, and must not throw.
    Watchdog(std::chrono::milliseconds budget, OnStopped on_stopped);
    /// Ends the thread and waits for it. Calls may still be running; their Watch objects must be
    /// gone before, or never be destroyed.
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

private:
    // One cache line each, so that threads do not disturb each other.
    struct alignas(64) Place {
        std::atomic<const char*> call{nullptr};
        std::atomic<std::uint64_t> turn{0};
    };

public:
    /// One call into the plugin, for as long as this object lives. `name` must live for ever.
    ///
    ///     {
    ///         const Watchdog::Watch watch(watchdog, "mayEnrol");
    ///         answer = table.may_enrol(instance, &partner, &decision);
    ///     }
    class Watch {
    public:
        /// Takes a place; waits only while all 256 are held. `name` is what OnStopped tells.
        Watch(Watchdog& watchdog, const char* name) noexcept : place_(watchdog.take(name)) {}
        ~Watch() { place_->call.store(nullptr, std::memory_order_release); }
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;

    private:
        Place* place_;
    };

    /// Looks at every place as if it were `now`. Called by the thread, and by tests instead of it:
    /// not by both at once.
    void look(Clock::time_point now);

    /// Whether any call is inside the plugin at this moment; for the end, when no new ones come.
    [[nodiscard]] bool busy() const noexcept;

private:
    // What the last look saw in a place.
    struct Seen {
        std::uint64_t turn = 0;
        Clock::time_point since;
        bool told = false;
    };

    // More than the request threads of one process; beyond them callers share by waiting.
    static constexpr std::size_t kPlaces = 256;

    Place* take(const char* name) noexcept;
    void run();

    const std::chrono::milliseconds budget_;
    const OnStopped on_stopped_;
    // Written by the threads that call.
    std::array<Place, kPlaces> places_;
    // Of the thread that looks, and no other's.
    std::array<Seen, kPlaces> seen_;  // of the thread that looks
    std::mutex mutex_;                // guards ending_
    std::condition_variable wake_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace concordat::host
