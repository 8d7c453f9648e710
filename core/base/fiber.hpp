#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace concordat {

/// A call that can be put aside in its middle, on a stack of its own, and be taken up again on the
/// same thread, as if it had waited. So code that is written as if it blocked runs on a thread that
/// must not. Made by a FiberPool. All functions are for the thread of that pool.
///
/// Between `suspend` and `resume` others run on the thread: nothing that they share (thread_local
/// memory above all) may be in use across it, no lock may be held, and no exception handled.
class Fiber {
public:
    virtual ~Fiber() = default;

    /// The fiber that is running the caller; null outside of any, where a thread may block.
    [[nodiscard]] static Fiber* current() noexcept;

    /// Puts the running fiber aside; returns when it is resumed. Only from within it. @throws
    /// std::logic_error while an exception is being handled, which would not survive
    virtual void suspend() = 0;

    /// Takes a suspended fiber up again, from outside of any; returns when it is put aside anew or
    /// its task has ended.
    virtual void resume() = 0;
};

/// Fibers of one thread, kept for the next task when theirs has ended. Owned and used by that
/// thread.
class FiberPool {
public:
    /// Of each fiber's stack, 1 MiB. Only what has been touched takes memory, and a page below ends
    /// the process before an overflow does harm.
    static constexpr std::size_t kStackBytes = std::size_t{1024} * 1024;

    /// At most `most` run or are put aside at once.
    explicit FiberPool(std::size_t most);
    FiberPool(const FiberPool&) = delete;
    FiberPool& operator=(const FiberPool&) = delete;

    /// No task may be put aside any more.
    ~FiberPool();

    /// Runs `task`, which must not throw, until it ends or is put aside; false, and nothing has
    /// run, when there are too many. From outside of any fiber.
    [[nodiscard]] bool run(std::function<void()> task);

    /// Tasks that have begun and not ended.
    [[nodiscard]] std::size_t busy() const noexcept { return fibers_.size() - idle_.size(); }

private:
    class PooledFiber;

    const std::size_t most_;
    std::vector<std::unique_ptr<PooledFiber>> fibers_;
    std::vector<PooledFiber*> idle_;
};

}  // namespace concordat
