#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/fiber.hpp"

namespace concordat {

/// What an event thread lends to others than connections: fibers, in which code that waits for a
/// database runs without holding the thread, and a look at their descriptors. It adds them to the
/// thread's own epoll instance; the thread calls it once a round. Owned and used by that thread
/// alone.
class Reactor {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// Something that lives on the thread and is used by its fibers, such as a database's session.
    /// Called by the thread, outside of fibers; must not block or throw.
    class Part {
    public:
        virtual ~Part() = default;
        /// Whether fibers can use it now; else what needs it has to be carried out elsewhere.
        [[nodiscard]] virtual bool usable() = 0;
        /// Its descriptor has something to read, or room to write.
        virtual void handle() = 0;
        /// All that was ready in this round has had its turn: send what has gathered.
        virtual void endRound() = 0;
        /// Now and then, some four times a second at least: give up what takes too long.
        virtual void tick(TimePoint now) = 0;
    };

    /// Watches descriptors with `epoll`, which stays the caller's. At most `most_fibers` tasks run
    /// or wait at once.
    Reactor(int epoll, std::size_t most_fibers) : epoll_(epoll), fibers_(most_fibers) {}
    Reactor(const Reactor&) = delete;
    Reactor& operator=(const Reactor&) = delete;
    ~Reactor() = default;

    /// The reactor in one of whose fibers the caller runs; null elsewhere, where a thread may
    /// block.
    [[nodiscard]] static Reactor* current() noexcept;

    /// Runs a task in a fiber, as FiberPool::run; false, and nothing has run, when there are too
    /// many, or when a part cannot be used.
    [[nodiscard]] bool run(std::function<void()> task);

    /// Keeps a part until the reactor ends. `owner` finds it again.
    void add(const void* owner, std::unique_ptr<Part> part);

    /// The part that was added for `owner`; null when there is none.
    [[nodiscard]] Part* find(const void* owner) const noexcept;

    /// Has `part` handle what comes at `descriptor`, level-triggered; with `output` also room to
    /// write. Again for the same descriptor: changes `output`. False when the system refuses.
    [[nodiscard]] bool watch(int descriptor, Part& part, bool output);

    /// Ends that; call it before the descriptor is closed.
    void forget(int descriptor) noexcept;

    /// Whether an event of the epoll instance, by its `data.u64`, is for a part. Bit 63 says so.
    [[nodiscard]] static bool owns(std::uint64_t event) noexcept { return (event >> 63U) != 0; }

    /// Passes such an event on.
    void handle(std::uint64_t event);

    /// For the end of each round.
    void endRound();

    /// For the thread's own tick.
    void tick(TimePoint now);

    /// Tasks that have begun and not ended.
    [[nodiscard]] std::size_t busy() const noexcept { return fibers_.busy(); }

private:
    struct Entry {
        const void* owner;
        std::unique_ptr<Part> part;
    };

    [[nodiscard]] std::size_t indexOf(const Part& part) const noexcept;

    const int epoll_;
    FiberPool fibers_;
    // Few: searched from the front.
    std::vector<Entry> parts_;
};

}  // namespace concordat
