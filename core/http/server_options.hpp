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
    ReaderLimits reader;  ///< bytes and fields of a request
    std::chrono::milliseconds head_time{
        10'000};  ///< from a request's first byte to the end of its head; then 408
    std::chrono::milliseconds body_time{
        30'000};  ///< for the whole body, then 408; and for a client to take a reply
    std::chrono::milliseconds idle_time{75'000};    ///< between requests; then closed silently
    std::size_t requests_per_connection = 100'000;  ///< the last reply says `Connection: close`
    std::size_t connections = 10'000;               ///< further ones get 503 and are closed
    std::size_t pipelined_per_turn =
        16;  ///< requests of one connection before others have their turn
};

/// Certificate and key of a listener that speaks TLS (1.2 and later); both empty for plain HTTP.
struct TlsFiles {
    std::string certificate;  ///< PEM file, the server's certificate first, then its chain
    std::string key;          ///< PEM file, not protected by a passphrase
};

/// What a server is started with. Set by the runtime from the operator's settings, by tests as they
/// like.
struct ServerOptions {
    std::string address = "127.0.0.1";  ///< an IPv4 or IPv6 address; names are not resolved
    std::uint16_t port = 0;             ///< 0: the system chooses, see `Server::port`
    std::size_t event_threads = 0;      ///< 0: as many as cores
    std::size_t workers = 48;           ///< threads for requests that may block
    std::size_t worker_queue =
        1024;  ///< requests that wait for a worker; beyond: 503 with Retry-After
    TlsFiles tls;
    ServerLimits limits;
};

}  // namespace concordat::http
