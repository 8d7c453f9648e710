#include "core/store/commit_lane.hpp"

#include <cerrno>
#include <cstdint>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace concordat::store {

CommitLane::CommitLane(Reactor& reactor)
    : reactor_(reactor), descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0 || !reactor_.watch(descriptor_, *this, false))
        throw std::system_error(errno, std::generic_category(), "eventfd");
}

CommitLane::~CommitLane() {
    reactor_.forget(descriptor_);
    ::close(descriptor_);
}

void CommitLane::finished(Fiber& fiber) {
    const std::lock_guard lock(mutex_);
    finished_.push_back(&fiber);
    if (finished_.size() > 1) return;  // it is awake already
    const std::uint64_t one = 1;
    // Only a full counter can fail, and then the thread is awake anyway.
    [[maybe_unused]] const auto written = ::write(descriptor_, &one, sizeof one);
}

void CommitLane::handle() {
    std::uint64_t count = 0;
    {
        const std::lock_guard lock(mutex_);
        [[maybe_unused]] const auto read = ::read(descriptor_, &count, sizeof count);
        resumed_.swap(finished_);
    }
    for (auto* const fiber : resumed_) fiber->resume();
    resumed_.clear();
}

}  // namespace concordat::store
