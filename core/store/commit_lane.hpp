#pragma once

#include <mutex>
#include <vector>

#include "core/base/reactor.hpp"

namespace concordat::store {

/// How the writer of a SQLite store tells the fibers of one event thread that their commit is done.
/// Belongs to that thread's reactor; `finished` is the writer's.
class CommitLane final : public Reactor::Part {
public:
    /// Keeps `reactor`. @throws std::system_error when the system gives no descriptor to wait at
    explicit CommitLane(Reactor& reactor);
    CommitLane(const CommitLane&) = delete;
    CommitLane& operator=(const CommitLane&) = delete;
    ~CommitLane() override;

    /// Has the event thread resume a fiber that waits, or is about to. From any other thread.
    void finished(Fiber& fiber);

    [[nodiscard]] bool usable() override { return true; }
    void handle() override;
    void endRound() override {}
    void tick(Reactor::TimePoint) override {}

private:
    Reactor& reactor_;
    const int descriptor_;
    std::mutex mutex_;  // guards finished_
    std::vector<Fiber*> finished_;
    // Of the event thread, so that it allocates no memory each time.
    std::vector<Fiber*> resumed_;
};

}  // namespace concordat::store
