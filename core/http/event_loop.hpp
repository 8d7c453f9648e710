#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/reactor.hpp"
#include "core/http/connection.hpp"
#include "core/http/counters.hpp"
#include "core/http/deadlines.hpp"
#include "core/http/descriptor.hpp"
#include "core/http/rare_event.hpp"
#include "core/http/request_cycle.hpp"
#include "core/http/server_options.hpp"
#include "core/http/service.hpp"
#include "core/http/worker_pool.hpp"

struct epoll_event;

namespace concordat::http {

/// One event thread and the connections that belong to it. It waits for all of them at once (epoll,
/// edge-triggered), gives each its turn, and gives up those that take too long. Connections are
/// handed in by the listener (`adopt`) and handed back by workers (`giveBack`); nothing else is
/// shared. Owned by the Server; outlives the workers.
///
/// A connection is in one of six states: parked (idle, or with part of a request), queued for a
/// turn, in a fiber, at a worker, waiting for room to send, lingering after its last reply. Only at
/// a worker does it belong to another thread; everything that comes for it meanwhile is told again
/// when it is re-armed. A fiber is this thread's: it waits for a part of the reactor.
class EventLoop {
public:
    /// Keeps the references; they outlive the loop. No thread runs yet.
    /// @throws std::system_error when the system gives no epoll instance.
    EventLoop(const ServerLimits& limits, Service& service, WorkerPool& workers);
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;
    ~EventLoop();

    /// Starts the thread. Call once.
    void start();

    /// Takes over a connection. Called by the listener's thread; returns at once.
    void adopt(Stream stream, std::string peer);

    /// Carries out the request of `connection` and gives it back. Called by a worker.
    void serveAtWorker(Connection& connection, DateHeader& date) noexcept;

    /// Takes a connection back. Called by the worker that owns it; afterwards it may be gone.
    void giveBack(Connection& connection) noexcept;

    /// Ends idle connections now, others after their request, all at `deadline`; the thread ends
    /// with the last one. No connection may be adopted any more. Returns at once; join() waits.
    void drain(TimePoint deadline);

    /// Waits for the thread to end. Returns whether a connection had to be cut off.
    bool join();

    /// Whether it has gone round lately; not while a call of the service keeps its thread. From any
    /// thread.
    [[nodiscard]] bool responds(TimePoint now) const noexcept;

    /// Readable from any thread, also after join().
    [[nodiscard]] const LoopCounters& counters() const noexcept { return counters_; }

private:
    /// Where a connection is found; the generation tells a later one at the same place.
    struct Ticket {
        std::uint32_t slot;
        std::uint32_t generation;
    };
    struct Adopted {
        Stream stream;
        std::string peer;
    };

    /// Written by this thread and by workers with its connections.
    LoopCounters counters_;
    Service& service_;
    WorkerPool& workers_;
    /// What connections do; the rest here is when.
    RequestCycle cycle_;
    /// Used by the event thread alone, as all down to `mutex_`.
    ExchangePool exchanges_;
    Deadlines deadlines_;
    Descriptor epoll_;
    Descriptor wake_;
    std::chrono::milliseconds tick_;
    /// Of the last wake-up: one look at the clock for all its events.
    TimePoint now_;
    TimePoint last_tick_;
    /// As `now_`, for other threads.
    std::atomic<TimePoint> last_round_{TimePoint::max()};
    /// Fibers, and what they wait for.
    Reactor reactor_;
    /// Connections by their slot; the generations beside them outlive them, so that a late event
    /// finds nothing.
    std::vector<std::unique_ptr<Connection>> slots_;
    std::vector<std::uint32_t> generations_;
    std::vector<std::uint32_t> free_slots_;
    std::vector<Ticket> queued_;   ///< have a turn without waiting
    std::vector<Ticket> current_;  ///< those whose turn it is
    std::vector<Ticket> sending_;  ///< have replies for the end of the round
    std::vector<Connection*> came_back_;
    std::vector<Connection*> served_;     ///< whose fiber has ended
    std::vector<Connection*> finishing_;  ///< of these, those whose turn it is
    RareEvent exhaustion_;
    bool draining_ = false;
    /// Read by join(), after the thread has ended.
    bool cut_off_ = false;

    /// Guards what other threads hand in, down to `drain_asked_`, and the re-arming of what they
    /// hand back.
    std::mutex mutex_;
    std::vector<Adopted> adopted_;
    std::vector<Connection*> given_back_;
    TimePoint drain_deadline_;
    bool drain_asked_ = false;

    std::thread thread_;

    void run();
    void handle(const epoll_event& event);
    void takeHandedIn();
    void insert(Adopted adopted);
    void takeBack(Connection& connection);
    void takeTurns();
    void takeServed();
    void tick();
    [[nodiscard]] bool handOver(Connection& connection);
    void sendReplies();
    void step(Connection& connection);
    void refuseForLoad(Connection& connection);
    void follow(Connection& connection, RequestCycle::Next next);
    void awaitInput(Connection& connection);
    void awaitOutput(Connection& connection);
    void linger(Connection& connection);
    void queue(Connection& connection);
    void expire();
    void giveUp(Connection& connection);
    void close(Connection& connection);
    void beginDraining();
    void cutOff();
    void arm(Connection& connection, bool output);
    void wake();
    [[nodiscard]] Connection* find(Ticket ticket) const noexcept;
    [[nodiscard]] int timeout() const noexcept;
};

}  // namespace concordat::http
