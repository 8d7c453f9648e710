#pragma once

#include <cstddef>
#include <cstdint>

namespace concordat::http {

/// What a server has done and is doing, for metrics and tests. A snapshot: the numbers are each
/// right, but taken one after the other.
struct ServerStatistics {
    /// Now, those of event threads and of workers.
    std::size_t connections_open = 0;
    std::uint64_t connections_accepted = 0;  ///< since the start
    std::uint64_t connections_refused = 0;   ///< beyond the limit
    std::uint64_t requests = 0;              ///< handed to the service
    std::uint64_t requests_refused = 0;      ///< refused by the server itself, all statuses
    std::uint64_t malformed = 0;             ///< of these: 400 and 431
    std::uint64_t timeouts = 0;              ///< of these: 408
    std::uint64_t overloads = 0;             ///< of these: 503, the workers' queue was full
    std::size_t worker_queue = 0;            ///< requests that wait for a worker
    /// Workers that carry out a request now, of `workers`.
    std::size_t workers_busy = 0;
    std::size_t workers = 0;
    std::uint64_t wakeups = 0;  ///< returns of event threads from waiting
    std::uint64_t events = 0;   ///< readiness of connections, told by these wakeups
    std::uint64_t reads = 0;    ///< calls to receive
    std::uint64_t writes = 0;   ///< calls to send
};

}  // namespace concordat::http
