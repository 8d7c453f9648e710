#include "core/base/reactor.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/epoll.h>
#include <utility>

namespace concordat {
namespace {

constexpr std::uint64_t kOfAPart = std::uint64_t{1} << 63U;

/// Whose fiber runs, while one does.
thread_local Reactor* running = nullptr;

}  // namespace

Reactor* Reactor::current() noexcept {
    return Fiber::current() == nullptr ? nullptr : running;
}

bool Reactor::run(std::function<void()> task) {
    const bool usable = std::all_of(parts_.begin(), parts_.end(),
                                    [](const Entry& entry) { return entry.part->usable(); });
    if (!usable) return false;
    running = this;
    return fibers_.run(std::move(task));
}

void Reactor::add(const void* owner, std::unique_ptr<Part> part) {
    parts_.push_back({owner, std::move(part)});
}

Reactor::Part* Reactor::find(const void* owner) const noexcept {
    for (const auto& entry : parts_)
        if (entry.owner == owner) return entry.part.get();
    return nullptr;
}

std::size_t Reactor::indexOf(const Part& part) const noexcept {
    const auto found = std::find_if(parts_.begin(), parts_.end(), [&part](const Entry& entry) {
        return entry.part.get() == &part;
    });
    return static_cast<std::size_t>(found - parts_.begin());
}

bool Reactor::watch(int descriptor, Part& part, bool output) {
    epoll_event event{};
    event.events = output ? EPOLLIN | EPOLLOUT : EPOLLIN;
    event.data.u64 = kOfAPart | indexOf(part);
    if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, descriptor, &event) == 0) return true;
    return errno == ENOENT && ::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void Reactor::forget(int descriptor) noexcept {
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
}

void Reactor::handle(std::uint64_t event) {
    running = this;
    // A part of an earlier round may have forgotten its descriptor since: it then finds nothing.
    parts_[event & ~kOfAPart].part->handle();
}

void Reactor::endRound() {
    running = this;
    for (const auto& entry : parts_) entry.part->endRound();
}

void Reactor::tick(TimePoint now) {
    running = this;
    for (const auto& entry : parts_) entry.part->tick(now);
}

}  // namespace concordat
