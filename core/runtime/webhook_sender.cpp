#include "core/runtime/webhook_sender.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HostEntry.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>
#include <algorithm>
#include <optional>
#include <ostream>

#include "core/base/error.hpp"
#include "core/events/address_vetting.hpp"
#include "core/identity/socket_deadline.hpp"
#include "core/identity/tls_trust.hpp"

namespace concordat::runtime {
namespace {

namespace net = Poco::Net;

/// More than any receiver sends, few enough to bound the memory.
constexpr int kMaxHeaderFields = 100;
/// Addresses of a name that are tried, so that one that hangs leaves time for the next.
constexpr std::size_t kMostAddresses = 2;

/// A delivery that cannot be: its text is our own.
struct Undelivered {
    std::string problem;
};

Poco::Timespan spanOf(std::chrono::milliseconds time) {
    return Poco::Timespan(time.count() * Poco::Timespan::MILLISECONDS);
}

AddressBytes bytesOf(const net::IPAddress& address) {
    const auto* first = static_cast<const std::uint8_t*>(address.addr());
    return {first, first + address.length()};
}

net::SocketAddress socketAddressOf(const AddressBytes& bytes, std::uint16_t port) {
    return {net::IPAddress(bytes.data(), static_cast<poco_socklen_t>(bytes.size())), port};
}

}  // namespace

std::vector<AddressBytes> resolveBySystem(const std::string& host) {
    net::IPAddress literal;
    if (net::IPAddress::tryParse(host, literal)) return {bytesOf(literal)};
    std::vector<AddressBytes> addresses;
    const auto entry = net::DNS::hostByName(host);
    for (const auto& address : entry.addresses()) addresses.push_back(bytesOf(address));
    return addresses;
}

WebhookSender::WebhookSender(SendSettings settings, Resolver resolver)
    : settings_(std::move(settings)),
      resolver_(std::move(resolver)),
      trust_(std::make_unique<identity::TlsTrust>(
          settings_.ca_file,
          FatalError(
              "WEBHOOK-TRUST-UNUSABLE",
              "the certificates to trust for receivers of webhooks cannot be read: " +
                  (settings_.ca_file.empty() ? "those of the system" : settings_.ca_file)))) {}

WebhookSender::~WebhookSender() = default;

SendResult WebhookSender::post(const events::WebhookTarget& target, const SendHeaders& headers,
                               const std::string& body) {
    try {
        auto tcp = connect(target);
        identity::SocketDeadline deadline(tcp, settings_.total_timeout);
        try {
            const auto status = exchange(tcp, target, headers, body);
            if (!deadline.hasPassed()) return {status, {}};
        } catch (const net::SSLException&) {
            if (!deadline.hasPassed()) return {0, "no TLS with an accepted certificate"};
        } catch (const Poco::TimeoutException&) {
            return {0, "no reply in time"};
        } catch (const Poco::Exception&) {
            if (!deadline.hasPassed()) return {0, "no reply that is HTTP"};
        }
        return {0, "no reply in time"};
    } catch (const Undelivered& undelivered) {
        return {0, undelivered.problem};
    } catch (const std::exception&) {
        return {0, "no connection"};
    }
}

net::StreamSocket WebhookSender::connect(const events::WebhookTarget& target) {
    std::vector<AddressBytes> addresses;
    try {
        addresses = resolver_(target.host);
    } catch (const std::exception&) {
        throw Undelivered{"the name of the host was not found"};
    }
    // One that is forbidden is enough: whoever mixes them wants the forbidden one to be called.
    const bool vetted =
        settings_.allow_private ||
        std::all_of(addresses.begin(), addresses.end(),
                    [](const AddressBytes& address) { return events::isPublicAddress(address); });
    if (addresses.empty()) throw Undelivered{"the name of the host was not found"};
    if (!vetted) throw Undelivered{"the address of the host may not be called"};
    for (std::size_t i = 0; i < std::min(addresses.size(), kMostAddresses); ++i) {
        try {
            net::StreamSocket tcp;
            tcp.connect(socketAddressOf(addresses[i], target.port), spanOf(settings_.step_timeout));
            return tcp;
        } catch (const Poco::Exception&) {
            // The next one, if there is one.
        }
    }
    throw Undelivered{"no connection"};
}

std::uint32_t WebhookSender::exchange(net::StreamSocket& tcp, const events::WebhookTarget& target,
                                      const SendHeaders& headers, const std::string& body) {
    tcp.setReceiveTimeout(spanOf(settings_.step_timeout));
    tcp.setSendTimeout(spanOf(settings_.step_timeout));
    std::optional<net::SecureStreamSocket> tls;
    if (target.secure) {
        tls = net::SecureStreamSocket::attach(tcp, target.host, trust_->context());
        tls->verifyPeerCertificate(target.host);
    }
    // Given a socket that is connected, Poco neither resolves again nor goes through a proxy.
    net::HTTPClientSession session(tls ? *tls : tcp);
    net::HTTPRequest request(net::HTTPRequest::HTTP_POST, target.path, net::HTTPMessage::HTTP_1_1);
    request.setHost(target.authority());
    request.setContentType("application/json; charset=utf-8");
    request.setContentLength64(static_cast<Poco::Int64>(body.size()));
    request.setKeepAlive(false);
    for (const auto& [name, value] : headers) request.set(name, value);
    session.sendRequest(request) << body << std::flush;
    net::HTTPResponse response;
    response.setFieldLimit(kMaxHeaderFields);
    session.receiveResponse(response);
    return static_cast<std::uint32_t>(response.getStatus());
}

}  // namespace concordat::runtime
