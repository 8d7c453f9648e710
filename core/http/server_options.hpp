#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/http/request_reader.hpp"

namespace concordat::http {

/// Bounds that keep one caller from using up what all need. Times are looked at some four times
/// within the shortest of them, at most every 10 ms and at least every second, so they may be
/// exceeded by that much.
struct ServerLimits {
    /// Bytes and fields of a request.
    ReaderLimits reader;
    /// From a request's first byte to the end of its head, however slowly the bytes come; then 408.
    /// Also how long a TLS handshake may take. 10 s: a slow mobile connection needs one.
    std::chrono::milliseconds head_time{
        10'000};  ///< from a request's first byte to the end of its head; then 408
    /// For the whole body, then 408; and for a client to take a reply, then closed. 30 s for a
    /// megabyte.
    std::chrono::milliseconds body_time{
        30'000};  ///< for the whole body, then 408; and for a client to take a reply
    /// Between requests; then closed silently. Longer than the minute for which proxies usually
    /// keep a connection, so that it is they who close it.
    std::chrono::milliseconds idle_time{75'000};
    /// The last reply says `Connection: close`. Spreads long-lived connections over restarted
    /// instances.
    std::size_t requests_per_connection = 100'000;
    /// Further ones get 503 and are closed. 5,000 idle ones were measured to cost nothing but
    /// memory.
    std::size_t connections = 10'000;
    /// Requests of one connection before others have their turn.
    std::size_t pipelined_per_turn = 16;
};

/// Certificate and key of a listener that speaks TLS (1.2 and later); both empty for plain HTTP.
struct TlsFiles {
    /// PEM file, the server's certificate first, then its chain.
    std::string certificate;
    /// PEM file, not protected by a passphrase.
    std::string key;
};

/// What a server is started with. Set by the runtime from the operator's settings, by tests as they
/// like.
struct ServerOptions {
    /// An IPv4 or IPv6 address; names are not resolved.
    std::string address = "127.0.0.1";
    /// 0: the system chooses, see `Server::port`.
    std::uint16_t port = 0;
    /// 0: as many as cores. More make it slower: they share what one thread would have in its
    /// cache.
    std::size_t event_threads = 0;
    /// Threads for requests that may block; they wait for the store most of their time.
    std::size_t workers = 48;
    /// Requests that wait for a worker; beyond: 503 with Retry-After. Some seconds of a store that
    /// stands still.
    std::size_t worker_queue = 1024;
    TlsFiles tls;
    ServerLimits limits;
};

}  // namespace concordat::http
