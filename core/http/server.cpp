#include "core/http/server.hpp"

#include <algorithm>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/log.hpp"
#include "core/http/date_header.hpp"
#include "core/http/event_loop.hpp"
#include "core/http/listener.hpp"
#include "core/http/rare_event.hpp"
#include "core/http/reply_writer.hpp"
#include "core/http/worker_pool.hpp"

namespace concordat::http {
namespace {

constexpr int kUnavailable = 503;

/// hardware_concurrency may not know and then says 0.
std::size_t eventThreads(const ServerOptions& options) {
    if (options.event_threads != 0) return options.event_threads;
    return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

/// Everything behind the server. The order of members is that of their lives: loops outlive the
/// workers that give connections back to them, and both outlive the listener that brings new ones.
class Server::Parts {
public:
    Parts(ServerOptions options, Service& service)
        : options_(std::move(options)),
          service_(service),
          workers_(options_.workers, options_.worker_queue) {
        for (std::size_t i = 0; i < eventThreads(options_); ++i)
            loops_.push_back(std::make_unique<EventLoop>(options_.limits, service_, workers_));
    }

    void start();
    void stop(std::chrono::milliseconds grace);
    [[nodiscard]] std::uint16_t port() const noexcept {
        return listener_ ? listener_->port() : std::uint16_t{0};
    }
    [[nodiscard]] ServerStatistics statistics() const;

private:
    ServerOptions options_;
    Service& service_;
    std::vector<std::unique_ptr<EventLoop>> loops_;
    WorkerPool workers_;
    std::unique_ptr<Listener> listener_;
    RareEvent exhaustion_;
    std::mutex stop_mutex_;  ///< one stop at a time
    bool running_ = false;

    bool accept(Stream& stream, std::string& peer);
    void turnAway(Stream& stream);
    [[nodiscard]] std::size_t openConnections() const;
};

void Server::Parts::start() {
    // First of all: when the port is taken, nothing has been started yet.
    listener_ = std::make_unique<Listener>(
        options_, [this](Stream& stream, std::string& peer) { return accept(stream, peer); });
    // From behind: whoever is handed something must be there before.
    workers_.start();
    for (auto& loop : loops_) loop->start();
    listener_->start();
    running_ = true;
    logEvent(Severity::Information, "HTTP-LISTENING", "Accepting connections",
             {{"address", options_.address},
              {"port", std::to_string(port())},
              {"tls", options_.tls.certificate.empty() ? "no" : "yes"}});
}

std::size_t Server::Parts::openConnections() const {
    std::size_t open = 0;
    for (const auto& loop : loops_) open += loop->counters().open.value();
    return open;
}

bool Server::Parts::accept(Stream& stream, std::string& peer) {
    // Without a lock: the listener's thread is the only one that adds.
    if (openConnections() >= options_.limits.connections) {
        turnAway(stream);
        return false;
    }
    // To the thread with the fewest: connections live long, and their number is what they have in
    // common. One that a call has not come back to serves nobody.
    const auto now = std::chrono::steady_clock::now();
    const auto load = [now](const auto& loop) {
        return std::pair(!loop->responds(now), loop->counters().open.value());
    };
    const auto fewest =
        std::min_element(loops_.begin(), loops_.end(),
                         [load](const auto& a, const auto& b) { return load(a) < load(b); });
    (*fewest)->adopt(std::move(stream), std::move(peer));
    return true;
}

/// Says why, if that can be done without waiting: not in TLS, where a handshake would have to come
/// first.
void Server::Parts::turnAway(Stream& stream) {
    if (exhaustion_.permits())
        logEvent(Severity::Warning, "HTTP-CONNECTIONS-EXHAUSTED",
                 "A connection beyond the limit was refused",
                 {{"limit", std::to_string(options_.limits.connections)}});
    if (stream.secure()) return;
    Reply reply;
    DateHeader date;
    std::string text;
    service_.refuse(kUnavailable, reply);
    appendReply(text, reply, {.close = true, .date = date.line()});
    [[maybe_unused]] const auto outcome = stream.send(text);
    stream.finishSending();
}

void Server::Parts::stop(std::chrono::milliseconds grace) {
    const std::lock_guard lock(stop_mutex_);
    if (!std::exchange(running_, false)) return;
    const auto deadline = std::chrono::steady_clock::now() + grace;
    // From the front: nothing new, then what is there, then those who carry it out.
    listener_->stop();
    // All are told before one is waited for, so that they share the grace.
    for (auto& loop : loops_) loop->drain(deadline);
    bool cut_off = false;
    for (auto& loop : loops_) cut_off = loop->join() || cut_off;
    // Idle by now, or carrying out what is never cut off.
    workers_.stop();
    logEvent(cut_off ? Severity::Warning : Severity::Information,
             cut_off ? "HTTP-CUT-OFF" : "HTTP-STOPPED",
             cut_off ? "Connections were closed before their requests were done"
                     : "All connections are closed",
             {{"port", std::to_string(port())}});
}

ServerStatistics Server::Parts::statistics() const {
    ServerStatistics sum;
    for (const auto& loop : loops_) {
        const auto& counters = loop->counters();
        sum.connections_open += counters.open.value();
        sum.requests += counters.requests.value();
        sum.malformed += counters.malformed.value();
        sum.timeouts += counters.timeouts.value();
        sum.overloads += counters.overloads.value();
        sum.wakeups += counters.wakeups.value();
        sum.events += counters.events.value();
        sum.reads += counters.reads.value();
        sum.writes += counters.writes.value();
    }
    sum.requests_refused = sum.malformed + sum.timeouts + sum.overloads;
    sum.connections_accepted = listener_ ? listener_->accepted() : 0;
    sum.connections_refused = listener_ ? listener_->refused() : 0;
    sum.worker_queue = workers_.waiting();
    sum.workers_busy = workers_.busy();
    sum.workers = options_.workers;
    return sum;
}

Server::Server(ServerOptions options, Service& service)
    : parts_(std::make_unique<Parts>(std::move(options), service)) {}

Server::~Server() {
    stop(std::chrono::milliseconds(0));
}

void Server::start() {
    parts_->start();
}

void Server::stop(std::chrono::milliseconds grace) {
    parts_->stop(grace);
}

std::uint16_t Server::port() const noexcept {
    return parts_->port();
}

ServerStatistics Server::statistics() const {
    return parts_->statistics();
}

}  // namespace concordat::http
