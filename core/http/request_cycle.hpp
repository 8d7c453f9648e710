#pragma once

#include "core/http/connection.hpp"
#include "core/http/counters.hpp"
#include "core/http/date_header.hpp"
#include "core/http/server_options.hpp"
#include "core/http/service.hpp"

namespace concordat::http {

/// What a connection does from readiness to readiness: receive, read requests, have them served,
/// send replies, in order. Knows the service and nothing of waiting; the event loop does what it is
/// told by `Next`. One per event thread; `serveAtWorker` alone is called by workers. Keeps nothing
/// of a connection.
class RequestCycle {
public:
    /// What the connection needs next.
    enum class Next {
        Input,     ///< wait until there is something to receive
        Send,      ///< has replies that `flush` sends, once the others have been served
        Output,    ///< wait until there is room to send
        Turn,      ///< has more to do; others first
        HandOver,  ///< the request, or a piece of its reply, is for a fiber or a worker
        Linger,    ///< the last reply is sent; wait for the client to close
        Close      ///< nothing more
    };

    /// Keeps the references; they outlive it.
    RequestCycle(const ServerLimits& limits, Service& service, LoopCounters& counters)
        : limits_(limits), service_(service), counters_(counters) {}

    /// Goes on as far as it can without waiting, within the bounds of one turn. `last` makes every
    /// reply the last one of its connection. After HandOver the connection is the worker's or the
    /// fiber's.
    [[nodiscard]] Next advance(Connection& connection, bool last);

    /// Sends what `advance` has left for the end of the loop's round: the replies of one round go
    /// out together, so that a client with several connections is woken once and not between any
    /// two.
    [[nodiscard]] Next flush(Connection& connection);

    /// Refuses a request that has not arrived in time; the caller then goes on with `advance`.
    void refuseForTime(Connection& connection);

    /// Refuses the request that was to be handed over, and cuts a reply off that has begun; the
    /// caller then goes on with `advance`.
    void refuseForLoad(Connection& connection);

    /// Carries out the request that was handed over to a fiber, or asks for the next piece of its
    /// reply; the caller then goes on with `advance`, outside of it.
    void serveInFiber(Connection& connection) { carryOut(connection, date_); }

    /// Carries out what was handed over, likewise, sends the reply as far as it goes, and notes
    /// in `wants_attention` whether something is left to do. Called by a worker, which owns the
    /// connection.
    void serveAtWorker(Connection& connection, DateHeader& date);

private:
    struct Turn;

    // All three outlive this.
    const ServerLimits& limits_;
    Service& service_;
    LoopCounters& counters_;
    // The event thread's; workers bring their own.
    DateHeader date_;

    Next receive(Connection& connection, Turn& turn);
    Next discard(Connection& connection);
    Next afterOutput(const Connection& connection) const;
    void acceptHead(Connection& connection);
    Next beginRequest(Connection& connection, bool last);
    [[nodiscard]] Next continueReply(Connection& connection);
    void carryOut(Connection& connection, DateHeader& date);
    void serve(Connection& connection, DateHeader& date);
    static void producePiece(Connection& connection);
    void refuse(Connection& connection, int status, bool head_only);
    void refuseAndClose(Connection& connection, int status);
    bool send(Connection& connection);
};

}  // namespace concordat::http
