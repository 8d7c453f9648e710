#include "core/identity/poco_document_fetcher.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>
#include <Poco/URI.h>
#include <array>
#include <istream>
#include <ostream>
#include <utility>

#include "core/base/error.hpp"
#include "core/identity/socket_deadline.hpp"
#include "core/identity/tls_trust.hpp"

namespace concordat::identity {
namespace {

namespace net = Poco::Net;

/// More than any server sends, few enough to bound the memory.
constexpr int kMaxHeaderFields = 100;
constexpr std::size_t kReadSize = 8192;

Poco::Timespan spanOf(std::chrono::milliseconds time) {
    return Poco::Timespan(time.count() * Poco::Timespan::MILLISECONDS);
}

/// Reads the body within the limit; nothing when it is longer.
std::optional<std::string> readBody(std::istream& in, std::size_t limit) {
    std::string body;
    std::array<char, kReadSize> buffer{};
    while (in.read(buffer.data(), buffer.size()), in.gcount() > 0) {
        body.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
        if (body.size() > limit) return std::nullopt;
    }
    return body;
}

FetchedDocument failed(std::string problem) {
    return {std::nullopt, std::move(problem)};
}

/// The document of a reply, or why there is none.
FetchedDocument receive(net::HTTPClientSession& session, std::size_t limit) {
    net::HTTPResponse response;
    response.setFieldLimit(kMaxHeaderFields);
    auto& in = session.receiveResponse(response);
    // A redirect too: keys come from where the operator said.
    if (response.getStatus() != net::HTTPResponse::HTTP_OK)
        return failed("status " + std::to_string(static_cast<int>(response.getStatus())));
    auto body = readBody(in, limit);
    if (!body) return failed("the document is too large");
    // Poco ends a stream that breaks off as if it were whole.
    if (response.hasContentLength() &&
        body->size() != static_cast<std::size_t>(response.getContentLength64()))
        return failed("the document was cut off");
    return {std::move(body), {}};
}

void setTimeouts(net::StreamSocket& socket, std::chrono::milliseconds step) {
    socket.setReceiveTimeout(spanOf(step));
    socket.setSendTimeout(spanOf(step));
}

}  // namespace

struct PocoDocumentFetcher::Message {
    std::string method;
    std::string form;
    std::string authorization;  ///< empty: none

    /// Asks over a connected socket, plain or TLS: given one, Poco neither resolves again nor goes
    /// through a proxy.
    [[nodiscard]] FetchedDocument sendOver(const net::StreamSocket& socket, const Poco::URI& uri,
                                           std::size_t limit) const {
        net::HTTPClientSession session(socket);
        auto path = uri.getPathAndQuery();
        net::HTTPRequest request(method, path.empty() ? "/" : path, net::HTTPMessage::HTTP_1_1);
        request.setHost(uri.getHost(), uri.getPort());
        request.set("Accept", "application/json");
        if (!authorization.empty()) request.set("Authorization", authorization);
        if (method == net::HTTPRequest::HTTP_POST) {
            request.setContentType("application/x-www-form-urlencoded");
            request.setContentLength64(static_cast<Poco::Int64>(form.size()));
        }
        session.sendRequest(request) << form << std::flush;
        return receive(session, limit);
    }
};

PocoDocumentFetcher::PocoDocumentFetcher(FetchSettings settings)
    : settings_(std::move(settings)),
      trust_(std::make_unique<TlsTrust>(
          settings_.ca_file,
          FatalError(
              "IDENTITY-TRUST-UNUSABLE",
              "The certificates to trust for the token issuer cannot be read: " +
                  (settings_.ca_file.empty() ? "those of the system" : settings_.ca_file)))) {}

PocoDocumentFetcher::~PocoDocumentFetcher() = default;

FetchedDocument PocoDocumentFetcher::fetch(const std::string& uri) {
    return exchange(uri, {net::HTTPRequest::HTTP_GET, {}, {}});
}

FetchedDocument PocoDocumentFetcher::post(const std::string& uri, const std::string& form,
                                          const std::string& authorization) {
    return exchange(uri, {net::HTTPRequest::HTTP_POST, form, authorization});
}

FetchedDocument PocoDocumentFetcher::exchange(const std::string& text, const Message& message) try {
    const Poco::URI uri(text);
    const bool secure = uri.getScheme() == "https";
    if ((!secure && uri.getScheme() != "http") || uri.getHost().empty() ||
        !uri.getUserInfo().empty())
        return failed("the address is not http or https");
    net::StreamSocket tcp;
    // A name is resolved here, within the resolver's own limits.
    tcp.connect(net::SocketAddress(uri.getHost(), uri.getPort()), spanOf(settings_.step_timeout));
    setTimeouts(tcp, settings_.step_timeout);
    // Time limits between two bytes do not end a server that sends one byte every second.
    SocketDeadline deadline(tcp, settings_.total_timeout);
    auto document = secure ? exchangeSecurely(tcp, uri, message)
                           : message.sendOver(tcp, uri, settings_.max_body_bytes);
    // A head that was cut short reads as a reply without body.
    if (deadline.hasPassed()) return failed("it took too long");
    return document;
    // Addresses and reasons, nothing secret: the operator reads it in the log.
} catch (const Poco::Exception& error) {
    return failed(error.displayText());
} catch (const std::exception&) {
    return failed("the connection failed");
}

FetchedDocument PocoDocumentFetcher::exchangeSecurely(const Poco::Net::StreamSocket& tcp,
                                                      const Poco::URI& uri,
                                                      const Message& message) {
    auto tls = net::SecureStreamSocket::attach(tcp, uri.getHost(), trust_->context());
    tls.verifyPeerCertificate(uri.getHost());
    return message.sendOver(tls, uri, settings_.max_body_bytes);
}

}  // namespace concordat::identity
