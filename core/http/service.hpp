#pragma once

#include "core/http/message.hpp"

namespace concordat {
class Reactor;
}

namespace concordat::http {

/// Where a request is carried out. The whole of it: a request never changes threads once its
/// service has begun.
enum class Placement {
    EventThread,  ///< cannot block: served at once by the thread that read it
    Fiber,        ///< waits only for parts of the thread's Reactor: put aside meanwhile; moved to a
                  ///< worker while they cannot be used
    Worker        ///< may block: moved to a store worker
};

/// What the server serves. Implemented by core/api (the partner API), by the administration
/// listener and by tests; knows nothing of connections. Called concurrently from event threads and
/// workers; outlives the server.
class Service {
public:
    virtual ~Service() = default;

    /// Tells of an event thread before it serves anything: adds to its reactor what requests placed
    /// in fibers wait for. Called once on each event thread. Must not block or throw. Here:
    /// nothing.
    virtual void attach(Reactor& reactor) noexcept { static_cast<void>(reactor); }

    /// Decides from the head alone, before the body is read, where the request is carried out.
    /// Called on the event thread for every request. Must not block or throw.
    [[nodiscard]] virtual Placement placementOf(const Request& head) noexcept = 0;

    /// Whether a request that asks `Expect: 100-continue` may send its body; false answers at once
    /// through `serve` with `body_too_large` unset and an empty body, and closes. Must not block or
    /// throw.
    [[nodiscard]] virtual bool wantsBody(const Request& head) noexcept = 0;

    /// Carries the request out and fills `reply`, which is an empty 200. Must not throw: errors are
    /// replies. On an event thread it must not block, since all connections of that thread wait; in
    /// a fiber it may suspend.
    /// Nothing of the request may be kept.
    virtual void serve(const Request& request, Reply& reply) noexcept = 0;

    /// Fills the reply to a request that the server itself refuses: 400 (malformed), 408 (too
    /// slow), 431 (head), 503 (workers busy, or too many connections). The request line may be
    /// unknown. On event threads and the listener's: must not block or throw.
    virtual void refuse(int status, Reply& reply) noexcept = 0;
};

}  // namespace concordat::http
