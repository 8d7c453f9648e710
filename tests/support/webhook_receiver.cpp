#include "tests/support/webhook_receiver.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/NetSSL.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <sstream>
#include <thread>

#include "tests/support/test_certificate.hpp"

namespace concordat::testing_support {
namespace {

namespace net = Poco::Net;

const Poco::Timespan kTurn(10 * Poco::Timespan::MILLISECONDS);

net::ServerSocket listenWith(const TestCertificate* certificate) {
    const net::SocketAddress address("127.0.0.1", 0);
    if (certificate == nullptr) return net::ServerSocket(address);
    net::Context::Ptr context =
        new net::Context(net::Context::TLS_SERVER_USE, certificate->keyFile(), certificate->file(),
                         "", net::Context::VERIFY_NONE);
    return net::SecureServerSocket(address, 64, context);
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::string readHead(net::StreamSocket& socket) {
    std::string head;
    char c = 0;
    while (head.find("\r\n\r\n") == std::string::npos && socket.receiveBytes(&c, 1) == 1)
        head.push_back(c);
    return head;
}

ReceivedMessage readMessage(net::StreamSocket& socket) {
    std::istringstream head(readHead(socket));
    ReceivedMessage message;
    std::string method;
    std::string line;
    head >> method >> message.target;
    std::getline(head, line);
    while (std::getline(head, line) && line.find(": ") != std::string::npos) {
        const auto colon = line.find(": ");
        message.fields[lower(line.substr(0, colon))] =
            line.substr(colon + 2, line.size() - colon - 3);
    }
    auto left = std::stoul("0" + message.fields["content-length"]);
    message.body.resize(left);
    while (left > 0) {
        const int got = socket.receiveBytes(message.body.data() + message.body.size() - left,
                                            static_cast<int>(left));
        if (got <= 0) break;
        left -= static_cast<std::size_t>(got);
    }
    return message;
}

void sendText(net::StreamSocket& socket, const std::string& text) {
    socket.sendBytes(text.data(), static_cast<int>(text.size()));
}

}  // namespace

struct WebhookReceiver::State {
    explicit State(const TestCertificate* certificate) : socket(listenWith(certificate)) {
        accepting = std::jthread([this](const std::stop_token& stop) { accept(stop); });
    }

    ~State() {
        accepting.request_stop();
        accepting.join();
        for (auto& talking : talks) talking.request_stop();
    }

    void accept(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            if (!socket.poll(kTurn, net::Socket::SELECT_READ)) continue;
            try {
                auto connection = socket.acceptConnection();
                ++connections;
                talks.emplace_back([this, connection](const std::stop_token& ending) mutable {
                    try {
                        talk(connection, ending);
                    } catch (const Poco::Exception&) {
                        // The caller went away, as some tests want it to.
                    }
                });
            } catch (const Poco::Exception&) {
                // Likewise, before it was there.
            }
        }
    }

    void talk(net::StreamSocket& connection, const std::stop_token& ending) {
        auto message = readMessage(connection);
        Manner now{};
        std::string elsewhere;
        {
            const std::lock_guard lock(mutex);
            messages.push_back(std::move(message));
            now = manner;
            elsewhere = redirect;
        }
        got.notify_all();
        reply(connection, now, elsewhere, ending);
    }

    static void reply(net::StreamSocket& connection, Manner manner, const std::string& elsewhere,
                      const std::stop_token& ending) {
        switch (manner) {
            case Manner::Accept:
                return sendText(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            case Manner::Fail:
                return sendText(connection, "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
            case Manner::Redirect:
                return sendText(connection, "HTTP/1.1 302 Found\r\nLocation: " + elsewhere +
                                                "\r\nContent-Length: 0\r\n\r\n");
            case Manner::Babble:
                return sendText(connection, "220 mail.example ESMTP\r\n");
            case Manner::HangUp:
                return connection.close();
            case Manner::Hang:
            case Manner::Drip:
                break;
        }
        if (manner == Manner::Drip) sendText(connection, "HTTP/1.1 200 OK\r\nX: ");
        while (!ending.stop_requested() && !connection.poll(kTurn, net::Socket::SELECT_READ))
            if (manner == Manner::Drip) sendText(connection, "x");
    }

    net::ServerSocket socket;
    mutable std::mutex mutex;  // guards the four below
    mutable std::condition_variable got;
    std::vector<ReceivedMessage> messages;
    Manner manner = Manner::Accept;
    std::string redirect;
    std::atomic<int> connections = 0;
    std::vector<std::jthread> talks;  // of the accepting thread, and of the destructor after it
    std::jthread accepting;
};

WebhookReceiver::WebhookReceiver(const TestCertificate* certificate)
    : state_(std::make_unique<State>(certificate)) {}

WebhookReceiver::~WebhookReceiver() = default;

unsigned short WebhookReceiver::port() const {
    return state_->socket.address().port();
}

std::string WebhookReceiver::url(const std::string& host) const {
    const bool secure = state_->socket.secure();
    return (secure ? "https://" : "http://") + host + ":" + std::to_string(port()) + "/hook?key=1";
}

void WebhookReceiver::behave(Manner manner) {
    const std::lock_guard lock(state_->mutex);
    state_->manner = manner;
}

void WebhookReceiver::redirectTo(const std::string& url) {
    const std::lock_guard lock(state_->mutex);
    state_->manner = Manner::Redirect;
    state_->redirect = url;
}

std::vector<ReceivedMessage> WebhookReceiver::messages() const {
    const std::lock_guard lock(state_->mutex);
    return state_->messages;
}

int WebhookReceiver::connections() const {
    return state_->connections;
}

bool WebhookReceiver::waitFor(std::size_t count) const {
    std::unique_lock lock(state_->mutex);
    return state_->got.wait_for(lock, std::chrono::minutes(1),
                                [&] { return state_->messages.size() >= count; });
}

}  // namespace concordat::testing_support
