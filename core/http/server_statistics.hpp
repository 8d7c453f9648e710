#pragma once

#include <cstddef>
#include <cstdint>

namespace concordat::http {

/// What a server has done and is doing, for metrics and tests. A snapshot: the numbers are each
/// right, but taken one after the other.
struct ServerStatistics {
    /// Now, those of event threads and of workers.
    std::size_t connections_open = 0;
    /// Since the start, those refused included.
    std::uint64_t connections_accepted = 0;
    /// Beyond the limit of connections.
    std::uint64_t connections_refused = 0;
    /// Handed to the service, or refused because its queue was full.
    std::uint64_t requests = 0;
    /// Refused by the server itself: the sum of the next three.
    std::uint64_t requests_refused = 0;
    /// Refused with 400 or 431.
    std::uint64_t malformed = 0;
    /// Refused with 408.
    std::uint64_t timeouts = 0;
    /// Refused with 503, because the workers' queue was full.
    std::uint64_t overloads = 0;
    /// Requests that wait for a worker, now.
    std::size_t worker_queue = 0;
    /// Workers that carry out a request now, of `workers`.
    std::size_t workers_busy = 0;
    std::size_t workers = 0;
    /// Returns of event threads from waiting.
    std::uint64_t wakeups = 0;
    /// Readiness of connections, told by these wake-ups: how many share one.
    std::uint64_t events = 0;
    /// Calls to receive.
    std::uint64_t reads = 0;
    /// Calls to send; one a reply when all is well.
    std::uint64_t writes = 0;
};

}  // namespace concordat::http
