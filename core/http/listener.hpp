#pragma once

#include <Poco/Net/Context.h>
#include <Poco/Net/ServerSocket.h>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "core/http/counters.hpp"
#include "core/http/descriptor.hpp"
#include "core/http/rare_event.hpp"
#include "core/http/server_options.hpp"
#include "core/http/stream.hpp"

namespace concordat::http {

/// Accepts connections on a thread of its own and hands each to `accept`. Private to the server.
/// Pauses where the system gives no connection (usually no descriptors are left), and logs it once
/// a minute.
class Listener {
public:
    /// Takes over an accepted connection and its caller's address, or says false: it is closed
    /// then. Called by the listener's thread, and may send a last word before it says no. Must not
    /// block: no other connection is accepted meanwhile.
    using Accept = std::function<bool(Stream& stream, std::string& peer)>;

    /// Listens; accepts nothing yet, so that what is behind it can be started first.
    /// @throws FatalError HTTP-LISTEN-FAILED or HTTP-TLS-UNUSABLE.
    Listener(const ServerOptions& options, Accept accept);
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener();

    /// Starts the thread. Call once.
    void start();

    /// Accepts no more and gives the port back; waits for the thread. A second call does nothing.
    void stop();

    /// The one that the system chose, where it was asked to.
    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /// All that came, those that were then refused included.
    [[nodiscard]] std::uint64_t accepted() const noexcept { return accepted_.value(); }
    /// Those that `accept` did not take.
    [[nodiscard]] std::uint64_t refused() const noexcept { return refused_.value(); }

private:
    Accept accept_;
    // Null for plain HTTP; shared by all its connections.
    Poco::Net::Context::Ptr tls_;
    // Null once stopped.
    std::unique_ptr<Poco::Net::ServerSocket> socket_;
    // Readable when the thread is to end.
    Descriptor stop_;
    std::uint16_t port_ = 0;
    Counter accepted_;
    Counter refused_;
    RareEvent failure_;
    std::thread thread_;

    void run();
    bool acceptOne();
};

}  // namespace concordat::http
