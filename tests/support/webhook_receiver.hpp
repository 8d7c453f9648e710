#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace concordat::testing_support {

class TestCertificate;

/// A message that a receiver got.
struct ReceivedMessage {
    std::string target;                         ///< path and query
    std::map<std::string, std::string> fields;  ///< names in small letters
    std::string body;
};

/// A partner's receiver of webhooks on 127.0.0.1, plain or TLS, each connection on a thread of its
/// own: answers as a test says, and remembers what it got.
class WebhookReceiver {
public:
    /// What it does with a message that it has read.
    enum class Manner {
        Accept,    ///< 200
        Fail,      ///< 500
        Redirect,  ///< 302 to redirectTo()
        Hang,      ///< no reply until the caller goes away
        Drip,      ///< a reply of one byte after the other, without end
        Babble,    ///< something that is no HTTP
        HangUp     ///< closes
    };

    /// Plain; with a certificate TLS.
    explicit WebhookReceiver(const TestCertificate* certificate = nullptr);
    ~WebhookReceiver();
    WebhookReceiver(const WebhookReceiver&) = delete;
    WebhookReceiver& operator=(const WebhookReceiver&) = delete;

    [[nodiscard]] unsigned short port() const;
    /// With `host`, which stands for 127.0.0.1.
    [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const;

    void behave(Manner manner);
    void redirectTo(const std::string& url);

    /// Those got so far, in order.
    [[nodiscard]] std::vector<ReceivedMessage> messages() const;
    /// Connections so far, those without a message too.
    [[nodiscard]] int connections() const;

    /// Waits until it has got that many messages, for a minute at most; whether it has.
    [[nodiscard]] bool waitFor(std::size_t count) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace concordat::testing_support
