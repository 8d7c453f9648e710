#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/events/webhook_target.hpp"

namespace Poco::Net {
class StreamSocket;
}

namespace concordat::identity {
class TlsTrust;
}

namespace concordat::runtime {

/// An address in network order: 4 bytes, or 16.
using AddressBytes = std::vector<std::uint8_t>;

/// Gives all addresses of a host's name, or the address that it is. Empty: there are none. Called
/// concurrently; may block.
using Resolver = std::function<std::vector<AddressBytes>(const std::string& host)>;

/// The system's resolver, with the time limits of its configuration.
[[nodiscard]] std::vector<AddressBytes> resolveBySystem(const std::string& host);

/// Bounds of a delivery, and whom it trusts.
struct SendSettings {
    bool allow_private = false;                       ///< also this machine and private networks
    std::string ca_file;                              ///< PEM; empty: the system's
    std::chrono::milliseconds step_timeout{3000};     ///< to connect, and between two bytes
    std::chrono::milliseconds total_timeout{10'000};  ///< from connecting to the reply's head
};

/// What came of a delivery.
struct SendResult {
    std::uint32_t status = 0;  ///< of the reply; 0: there was none
    std::string problem;       ///< why there was none, in one of our own texts
};

/// A header of a delivery. Values hold no control characters.
using SendHeaders = std::vector<std::pair<std::string, std::string>>;

/// Posts messages to receivers with Poco: each on a connection of its own, no redirects, no proxy,
/// the certificate and the host's name verified. A name is resolved once for each delivery and all
/// its addresses are vetted; the connection goes to one of these addresses and to nothing that the
/// name may mean a moment later. The reply's body is not read. Thread-safe.
class WebhookSender {
public:
    /// @throws FatalError WEBHOOK-TRUST-UNUSABLE when the file of certificates cannot be read
    explicit WebhookSender(SendSettings settings, Resolver resolver = resolveBySystem);
    ~WebhookSender();
    WebhookSender(const WebhookSender&) = delete;
    WebhookSender& operator=(const WebhookSender&) = delete;

    /// Never throws for what a receiver does. Blocks, at most for the name's resolution and the
    /// total timeout.
    [[nodiscard]] SendResult post(const events::WebhookTarget& target, const SendHeaders& headers,
                                  const std::string& body);

private:
    [[nodiscard]] Poco::Net::StreamSocket connect(const events::WebhookTarget& target);
    [[nodiscard]] std::uint32_t exchange(Poco::Net::StreamSocket& tcp,
                                         const events::WebhookTarget& target,
                                         const SendHeaders& headers, const std::string& body);

    SendSettings settings_;
    Resolver resolver_;
    std::unique_ptr<identity::TlsTrust> trust_;
};

}  // namespace concordat::runtime
