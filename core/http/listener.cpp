#include "core/http/listener.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>
#include <array>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/http/quiet_thread.hpp"
#include "core/http/tls_context.hpp"

namespace concordat::http {
namespace {

/// A burst of connections between two turns of the thread.
constexpr int kBacklog = 1024;
/// When accepting fails (usually no descriptors are left), trying again at once would only burn the
/// processor.
constexpr int kPauseMilliseconds = 100;

Poco::Net::Context::Ptr contextFor(const TlsFiles& tls) {
    const bool plain = tls.certificate.empty() && tls.key.empty();
    return plain ? Poco::Net::Context::Ptr() : makeServerContext(tls);
}

/// Addresses alone: a name might resolve to another interface than the operator meant.
std::unique_ptr<Poco::Net::ServerSocket> listenOn(const ServerOptions& options) try {
    auto socket = std::make_unique<Poco::Net::ServerSocket>();
    const Poco::Net::SocketAddress address(Poco::Net::IPAddress::parse(options.address),
                                           options.port);
    constexpr bool kReuseAddress = true;
    constexpr bool kReusePort =
        false;  // two servers on one port would share its connections unnoticed
    socket->bind(address, kReuseAddress, kReusePort);
    socket->listen(kBacklog);
    // A caller may be gone between poll and accept, which would then wait for the next one.
    socket->setBlocking(false);
    // Programs that are started, such as pg_dump, must not inherit it.
    ::fcntl(socket->impl()->sockfd(), F_SETFD, FD_CLOEXEC);
    return socket;
} catch (const Poco::Exception& error) {
    throw FatalError("HTTP-LISTEN-FAILED", "Cannot listen on " + options.address + " port " +
                                               std::to_string(options.port) + ": " +
                                               error.displayText());
}

}  // namespace

Listener::Listener(const ServerOptions& options, Accept accept)
    : accept_(std::move(accept)),
      tls_(contextFor(options.tls)),
      socket_(listenOn(options)),
      stop_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      port_(socket_->address().port()) {}

Listener::~Listener() {
    stop();
}

void Listener::start() {
    thread_ = quietThread([this] { run(); });
}

void Listener::stop() {
    if (!socket_) return;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stop_.get(), &one, sizeof one);
    if (thread_.joinable()) thread_.join();
    socket_.reset();
}

void Listener::run() {
    std::array<pollfd, 2> waits{{{stop_.get(), POLLIN, 0}, {socket_->impl()->sockfd(), POLLIN, 0}}};
    for (;;) {
        if (::poll(waits.data(), waits.size(), -1) < 0) continue;
        if (waits[0].revents != 0) return;
        // Sleeps, but wakes at once to be stopped.
        if (!acceptOne()) ::poll(waits.data(), 1, kPauseMilliseconds);
    }
}

/// False when the system would not give the connection.
bool Listener::acceptOne() try {
    Poco::Net::SocketAddress address;
    Stream stream(socket_->acceptConnection(address), tls_);
    accepted_.add();
    auto peer = address.host().toString();
    if (accept_(stream, peer)) return true;
    refused_.add();
    stream.close();
    return true;
} catch (const Poco::TimeoutException&) {
    return true;  // the caller has gone between the poll and here
} catch (const Poco::Net::ConnectionAbortedException&) {
    return true;
} catch (const Poco::Exception& error) {
    if (failure_.permits())
        logEvent(Severity::Error, "HTTP-ACCEPT-FAILED", "A connection cannot be accepted",
                 {{"reason", error.displayText()}});
    return false;
}

}  // namespace concordat::http
