#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace concordat::identity::testing {

/// A server on loopback that does with each connection whatever a test wants, one at a time.
class ScriptedServer {
public:
    using Script = std::function<void(Poco::Net::StreamSocket&)>;

    /// Serves plain connections.
    explicit ScriptedServer(Script script);

    /// Serves on a socket of the test's own, such as one with TLS; bound and listening.
    ScriptedServer(const Poco::Net::ServerSocket& socket, Script script);

    ~ScriptedServer();

    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    /// "127.0.0.1:PORT".
    [[nodiscard]] std::string address() const;
    [[nodiscard]] int connections() const { return connections_; }

private:
    void serve(const std::stop_token& stop);

    Poco::Net::ServerSocket socket_;
    Script script_;
    std::atomic<int> connections_ = 0;
    std::jthread thread_;  // last: it uses the members above
};

/// Reads a request's head and sends `reply` as it is.
[[nodiscard]] ScriptedServer::Script replyWith(std::string reply);

/// A complete reply with that status and body.
[[nodiscard]] std::string httpReply(const std::string& status, const std::string& body,
                                    const std::string& headers = {});

/// Reads until the blank line that ends a request's head; the head.
std::string readHead(Poco::Net::StreamSocket& socket);

}  // namespace concordat::identity::testing
