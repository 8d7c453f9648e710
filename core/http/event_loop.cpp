#include "core/http/event_loop.hpp"

#include <algorithm>
#include <array>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <system_error>

#include "core/base/log.hpp"
#include "core/http/quiet_thread.hpp"

namespace concordat::http {
namespace {

using std::chrono::milliseconds;

/// Also how many are served before the first of their replies goes out.
constexpr std::size_t kEventsPerWait = 64;
constexpr milliseconds kLingerTime{2'000};
constexpr milliseconds kLongestTick{1'000};
constexpr milliseconds kShortestTick{10};
/// No connection has this slot: the event is for the loop itself.
constexpr std::uint32_t kOwnSlot = 0xFFFFFFFF;
constexpr unsigned kSlotBits = 32;
/// The bit that is left tells events of the reactor.
constexpr std::uint32_t kGenerations = 0x7FFFFFFF;
/// Requests of one event thread that wait for the store; the next ones wait for a worker.
constexpr std::size_t kMostFibers = 256;
/// How often the reactor's parts look at the clock.
constexpr milliseconds kReactorTick{200};
/// A thread that goes round at least every kReactorTick and has not for this long is kept.
constexpr milliseconds kUnresponsive{600};

int checked(int result, const char* what) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), what);
    return result;
}

Deadlines::Durations durationsFor(const ServerLimits& limits) {
    // In the order of Wait; a handshake is to be done in the time of a head, a reply taken in that
    // of a body.
    return {milliseconds(0),  limits.head_time, limits.idle_time, limits.head_time,
            limits.body_time, limits.body_time, kLingerTime};
}

/// How often deadlines are looked at: a quarter of the shortest, within reason.
milliseconds tickFor(const ServerLimits& limits) {
    const auto shortest = std::min({limits.head_time, limits.body_time, limits.idle_time});
    return std::clamp(shortest / 4, kShortestTick, kLongestTick);
}

std::uint64_t pack(std::uint32_t slot, std::uint32_t generation) {
    return (std::uint64_t{generation} << kSlotBits) | slot;
}

}  // namespace

EventLoop::EventLoop(const ServerLimits& limits, Service& service, WorkerPool& workers)
    : service_(service),
      workers_(workers),
      cycle_(limits, service, counters_),
      exchanges_(limits.reader),
      deadlines_(durationsFor(limits)),
      epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      tick_(tickFor(limits)),
      reactor_(epoll_.get(), kMostFibers) {
    epoll_event event{};
    event.events = EPOLLIN | EPOLLET;
    event.data.u64 = pack(kOwnSlot, 0);
    checked(::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &event), "epoll_ctl");
}

EventLoop::~EventLoop() = default;

void EventLoop::start() {
    thread_ = quietThread([this] { run(); });
}

void EventLoop::adopt(Stream stream, std::string peer) {
    counters_.open.add();
    {
        const std::lock_guard lock(mutex_);
        adopted_.push_back({std::move(stream), std::move(peer)});
    }
    wake();
}

void EventLoop::drain(TimePoint deadline) {
    {
        const std::lock_guard lock(mutex_);
        drain_asked_ = true;
        drain_deadline_ = deadline;
    }
    wake();
}

bool EventLoop::join() {
    if (thread_.joinable()) thread_.join();
    return cut_off_;
}

void EventLoop::wake() {
    const std::uint64_t one = 1;
    // Only a full counter can fail, and then the loop is awake anyway.
    [[maybe_unused]] const auto written = ::write(wake_.get(), &one, sizeof one);
}

bool EventLoop::responds(TimePoint now) const noexcept {
    const auto last = last_round_.load(std::memory_order_relaxed);
    return last > now || now - last < kUnresponsive;
}

int EventLoop::timeout() const noexcept {
    if (!queued_.empty() || !served_.empty()) return 0;
    if (draining_) return static_cast<int>(kShortestTick.count());
    return static_cast<int>(std::min(tick_, kReactorTick).count());
}

void EventLoop::run() {
    std::array<epoll_event, kEventsPerWait> events;
    service_.attach(reactor_);
    for (;;) {
        const int count = ::epoll_wait(epoll_.get(), events.data(), kEventsPerWait, timeout());
        counters_.wakeups.add();
        now_ = std::chrono::steady_clock::now();
        last_round_.store(now_, std::memory_order_relaxed);
        takeHandedIn();
        for (int i = 0; i < count; ++i) handle(events[static_cast<std::size_t>(i)]);
        takeTurns();
        takeServed();
        reactor_.endRound();
        sendReplies();
        expire();
        tick();
        if (!draining_) continue;
        if (counters_.open.value() == 0) return;
        if (now_ >= drain_deadline_) cutOff();
    }
}

/// Finds the connection that an event is about, notes what the event says, and gives it its turn.
void EventLoop::handle(const epoll_event& event) {
    if (Reactor::owns(event.data.u64)) return reactor_.handle(event.data.u64);
    const Ticket ticket{static_cast<std::uint32_t>(event.data.u64),
                        static_cast<std::uint32_t>(event.data.u64 >> kSlotBits)};
    Connection* const connection = find(ticket);
    if (connection == nullptr) return;  // the loop's own, or of one that is gone
    counters_.events.add();
    // What happens while a worker has it is told again when the worker re-arms it.
    if (connection->at_worker && connection->placement == Placement::Worker) return;
    constexpr std::uint32_t kHungUp = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
    if ((event.events & (EPOLLIN | kHungUp)) != 0) connection->readable = true;
    if ((event.events & kHungUp) != 0) connection->hung_up = true;
    if (!connection->at_worker) step(*connection);
}

Connection* EventLoop::find(Ticket ticket) const noexcept {
    if (ticket.slot >= slots_.size() || generations_[ticket.slot] != ticket.generation)
        return nullptr;
    return slots_[ticket.slot].get();
}

/// Takes what other threads have left, and gives it out of the lock what it needs.
void EventLoop::takeHandedIn() {
    std::vector<Adopted> adopted;
    bool drain_asked = false;
    {
        const std::lock_guard lock(mutex_);
        adopted.swap(adopted_);
        came_back_.swap(given_back_);
        drain_asked = drain_asked_;
    }
    for (auto& one : adopted) insert(std::move(one));
    for (auto* connection : came_back_) takeBack(*connection);
    came_back_.clear();
    if (drain_asked && !draining_) beginDraining();
}

void EventLoop::insert(Adopted adopted) {
    if (free_slots_.empty()) {
        free_slots_.push_back(static_cast<std::uint32_t>(slots_.size()));
        slots_.emplace_back();
        generations_.push_back(0);
    }
    const auto slot = free_slots_.back();
    free_slots_.pop_back();
    auto& place = slots_[slot];
    place = std::make_unique<Connection>(*this, std::move(adopted.stream), std::move(adopted.peer));
    place->slot = slot;
    place->generation = generations_[slot];
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLET;
    event.data.u64 = pack(slot, place->generation);
    if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, place->stream.descriptor(), &event) != 0)
        return close(*place);
    awaitInput(*place);
}

void EventLoop::takeBack(Connection& connection) {
    connection.at_worker = false;
    if (connection.broken) return close(connection);
    if (!connection.wants_attention) return awaitInput(connection);
    connection.wants_attention = false;
    queue(connection);
}

void EventLoop::takeTurns() {
    current_.swap(queued_);
    for (const auto ticket : current_) {
        Connection* const connection = find(ticket);
        if (connection == nullptr) continue;
        connection->queued = false;
        if (!connection->at_worker) step(*connection);
    }
    current_.clear();
}

/// Goes on with those whose fiber has ended. One that is done at once with its next request has to
/// wait for the next round, so that others have theirs.
void EventLoop::takeServed() {
    finishing_.swap(served_);
    for (auto* const connection : finishing_) {
        connection->at_worker = false;
        step(*connection);
    }
    finishing_.clear();
}

void EventLoop::tick() {
    if (now_ - last_tick_ < kReactorTick) return;
    last_tick_ = now_;
    reactor_.tick(now_);
}

void EventLoop::sendReplies() {
    for (const auto ticket : sending_) {
        Connection* const connection = find(ticket);
        // One that had another turn since may have sent them itself.
        if (connection == nullptr || connection->at_worker || !connection->exchange) continue;
        follow(*connection, cycle_.flush(*connection));
    }
    sending_.clear();
}

void EventLoop::step(Connection& connection) {
    if (!connection.exchange) connection.exchange = exchanges_.take();
    const auto before = connection.progress;
    auto next = cycle_.advance(connection, draining_);
    // A time limit is for one request or one piece of a reply; the next one has its own.
    if (connection.progress != before) deadlines_.clear(connection);
    while (next == RequestCycle::Next::HandOver) {
        connection.at_worker = true;
        if (handOver(connection)) return;  // it may already be gone
        connection.at_worker = false;
        refuseForLoad(connection);
        next = cycle_.advance(connection, draining_);
    }
    follow(connection, next);
}

bool EventLoop::handOver(Connection& connection) {
    if (connection.placement == Placement::Fiber) {
        const bool runs = reactor_.run([this, &connection] {
            cycle_.serveInFiber(connection);
            served_.push_back(&connection);
        });
        if (runs) return true;
        connection.placement = Placement::Worker;
    }
    return workers_.offer(connection);
}

void EventLoop::refuseForLoad(Connection& connection) {
    if (exhaustion_.permits())
        logEvent(Severity::Warning, "HTTP-WORKERS-EXHAUSTED",
                 "A request was refused because too many wait for a worker already");
    cycle_.refuseForLoad(connection);
}

void EventLoop::follow(Connection& connection, RequestCycle::Next next) {
    switch (next) {
        case RequestCycle::Next::Input:
            return awaitInput(connection);
        case RequestCycle::Next::Send:
            return sending_.push_back({connection.slot, connection.generation});
        case RequestCycle::Next::Output:
            return awaitOutput(connection);
        case RequestCycle::Next::Turn:
            return queue(connection);
        case RequestCycle::Next::Linger:
            return linger(connection);
        case RequestCycle::Next::HandOver:
        case RequestCycle::Next::Close:
            return close(connection);
    }
}

/// Parks a connection: idle without memory of its own, or with the part of a request that has
/// arrived.
void EventLoop::awaitInput(Connection& connection) {
    const bool begun = connection.exchange && connection.exchange->reader.hasBegun();
    const bool in_body = begun && connection.exchange->reader.inBody();
    if (draining_ && !in_body) return close(connection);
    auto wait = Wait::Idle;
    if (in_body)
        wait = Wait::Body;
    else if (begun)
        wait = Wait::Head;
    else if (connection.stream.secure() && connection.requests == 0)
        wait = Wait::Handshake;
    if (!begun && connection.exchange) exchanges_.giveBack(std::move(connection.exchange));
    // More bytes of the same head or body do not give it more time.
    if (connection.wait != wait) deadlines_.set(connection, wait, now_);
}

void EventLoop::awaitOutput(Connection& connection) {
    if (!connection.awaits_output) arm(connection, true);
    if (connection.wait != Wait::Send) deadlines_.set(connection, Wait::Send, now_);
}

/// A socket that is closed with unread bytes resets the connection, and the client may lose the
/// reply. So the end is announced, and what still comes is thrown away for a while.
void EventLoop::linger(Connection& connection) {
    if (connection.lingering) return;
    connection.lingering = true;
    connection.stream.finishSending();
    deadlines_.set(connection, Wait::Linger, now_);
    queue(connection);
}

void EventLoop::queue(Connection& connection) {
    if (connection.queued) return;
    connection.queued = true;
    queued_.push_back({connection.slot, connection.generation});
}

void EventLoop::expire() {
    while (auto* const entry = deadlines_.firstDue(now_)) giveUp(static_cast<Connection&>(*entry));
}

/// Answers 408 where a request has arrived in part; else there is nobody to answer.
void EventLoop::giveUp(Connection& connection) {
    if (connection.wait != Wait::Head && connection.wait != Wait::Body) return close(connection);
    deadlines_.clear(connection);
    cycle_.refuseForTime(connection);
    step(connection);
}

void EventLoop::close(Connection& connection) {
    deadlines_.clear(connection);
    connection.stream.close();
    if (connection.exchange) exchanges_.giveBack(std::move(connection.exchange));
    const auto slot = connection.slot;
    generations_[slot] = (generations_[slot] + 1) &
                         kGenerations;  // tickets and events for this one lead nowhere from now on
    free_slots_.push_back(slot);
    slots_[slot].reset();
    counters_.open.subtract();
}

/// Tells the system again what to watch; whatever is ready now is reported once more.
void EventLoop::arm(Connection& connection, bool output) {
    connection.awaits_output = output;
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLET;
    if (output) event.events |= EPOLLOUT;
    event.data.u64 = pack(connection.slot, connection.generation);
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, connection.stream.descriptor(), &event);
}

void EventLoop::serveAtWorker(Connection& connection, DateHeader& date) noexcept {
    cycle_.serveAtWorker(connection, date);
    giveBack(connection);
}

void EventLoop::giveBack(Connection& connection) noexcept {
    // Re-arming tells the loop what it ignored meanwhile, and room to send is there at once: it
    // wakes the loop when there is something left to do. All under the lock, since the loop may
    // close the connection as soon as it has it back, and its descriptor may then be another's.
    const std::lock_guard lock(mutex_);
    given_back_.push_back(&connection);
    arm(connection, connection.wants_attention);
}

void EventLoop::beginDraining() {
    draining_ = true;
    for (std::uint32_t slot = 0; slot < slots_.size(); ++slot) {
        Connection* const connection = slots_[slot].get();
        if (connection == nullptr || connection->at_worker) continue;
        // A request may have arrived that nobody has looked at yet.
        connection->readable = true;
        step(*connection);
    }
}

/// Those at workers follow when they come back.
void EventLoop::cutOff() {
    cut_off_ = true;
    workers_.abandonWaiting();
    for (const auto& connection : slots_) {
        if (connection && !connection->at_worker) close(*connection);
    }
}

}  // namespace concordat::http
