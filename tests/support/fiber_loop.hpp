#pragma once

#include <array>
#include <cstdlib>
#include <functional>
#include <gtest/gtest.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <unistd.h>
#include <vector>

#include "core/base/reactor.hpp"

namespace concordat::testing_support {

/// An event thread without connections: runs tasks in fibers on the calling thread, until all have
/// ended.
class FiberLoop {
public:
    FiberLoop() : epoll_(::epoll_create1(EPOLL_CLOEXEC)), reactor_(epoll_, kMostFibers) {}
    FiberLoop(const FiberLoop&) = delete;
    FiberLoop& operator=(const FiberLoop&) = delete;
    ~FiberLoop() { ::close(epoll_); }

    Reactor& reactor() { return reactor_; }

    /// All are begun before any is resumed.
    void run(const std::vector<std::function<void()>>& tasks) {
        for (const auto& task : tasks)
            if (!reactor_.run(task)) throw std::runtime_error("no fiber");
        for (int rounds = 0; reactor_.busy() != 0; ++rounds) {
            if (rounds == kMostRounds) throw std::runtime_error("the fibers do not end");
            round();
        }
    }

    void run(const std::function<void()>& task) { run(std::vector{task}); }

    static constexpr std::size_t kMostFibers = 64;

private:
    static constexpr int kMostRounds = 10'000;
    static constexpr int kPatienceMs = 20'000;

    void round() {
        reactor_.endRound();
        std::array<epoll_event, 8> events;
        const int count = ::epoll_wait(epoll_, events.data(), events.size(), kPatienceMs);
        if (count == 0) throw std::runtime_error("nothing happens");
        for (int i = 0; i < count; ++i)
            reactor_.handle(events[static_cast<std::size_t>(i)].data.u64);
    }

    int epoll_;
    Reactor reactor_;
};

}  // namespace concordat::testing_support
