#include "tests/identity/scripted_server.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Timespan.h>

namespace concordat::identity::testing {

ScriptedServer::ScriptedServer(Script script)
    : ScriptedServer(Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)),
                     std::move(script)) {}

ScriptedServer::ScriptedServer(const Poco::Net::ServerSocket& socket, Script script)
    : socket_(socket),
      script_(std::move(script)),
      thread_([this](const std::stop_token& stop) { serve(stop); }) {}

ScriptedServer::~ScriptedServer() = default;

std::string ScriptedServer::address() const {
    return "127.0.0.1:" + std::to_string(socket_.address().port());
}

void ScriptedServer::serve(const std::stop_token& stop) {
    const Poco::Timespan turn(10 * Poco::Timespan::MILLISECONDS);
    while (!stop.stop_requested()) {
        if (!socket_.poll(turn, Poco::Net::Socket::SELECT_READ)) continue;
        ++connections_;
        try {
            auto connection = socket_.acceptConnection();
            script_(connection);
        } catch (const Poco::Exception&) {
            // The client went away, as some tests want it to.
        }
    }
}

ScriptedServer::Script replyWith(std::string reply) {
    return [reply = std::move(reply)](Poco::Net::StreamSocket& socket) {
        readHead(socket);
        socket.sendBytes(reply.data(), static_cast<int>(reply.size()));
        socket.shutdownSend();
    };
}

std::string httpReply(const std::string& status, const std::string& body,
                      const std::string& headers) {
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + headers + "\r\n" + body;
}

std::string readHead(Poco::Net::StreamSocket& socket) {
    std::string head;
    char c = 0;
    while (head.find("\r\n\r\n") == std::string::npos && socket.receiveBytes(&c, 1) == 1)
        head.push_back(c);
    return head;
}

}  // namespace concordat::identity::testing
