#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "core/http/server_options.hpp"
#include "core/http/server_statistics.hpp"
#include "core/http/service.hpp"

namespace concordat::http {

/// An HTTP/1.1 server: one listener, plain or TLS, in front of one service. A few event threads
/// share all connections; an idle or slow one holds no thread. Requests that may block run on a
/// bounded pool of workers. Every listener (each cloud's, the administration's) is a server of its
/// own. The functions may be called from any thread.
///
/// Strict about framing: what two programs on the way could read differently is refused with 400
/// and closed.
class Server {
public:
    /// Keeps `service` by reference: it outlives the server. Nothing is opened yet.
    Server(ServerOptions options, Service& service);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Stops without grace.
    ~Server();

    /// Listens and serves; returns when connections are accepted. Once per server.
    /// @throws FatalError HTTP-LISTEN-FAILED (address taken or not local) or HTTP-TLS-UNUSABLE
    /// (certificate or key).
    void start();

    /// Stops accepting, closes idle connections, finishes the requests in flight and returns. What
    /// is not finished after `grace` is cut off, but a call of the service that is running is
    /// waited for. A second call does nothing.
    void stop(std::chrono::milliseconds grace);

    /// The port that is listened on; 0 before `start`.
    [[nodiscard]] std::uint16_t port() const noexcept;

    /// What the server has done so far. Cheap; takes no lock that requests take for long. Zeros
    /// before `start`, and still there after `stop`.
    [[nodiscard]] ServerStatistics statistics() const;

private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace concordat::http
