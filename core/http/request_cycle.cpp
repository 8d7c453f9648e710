#include "core/http/request_cycle.hpp"

#include <array>

#include "core/http/reply_writer.hpp"

namespace concordat::http {
namespace {

constexpr int kRequestTimeout = 408;
constexpr int kUnavailable = 503;
constexpr std::size_t kReadsPerTurn = 32;
/// Replies to pipelined requests are sent together up to about this size.
constexpr std::size_t kGatheredOutput = std::size_t{64} * 1024;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view kRetryAfterSeconds = "1";

}  // namespace

/// What is left of a connection's turn.
struct RequestCycle::Turn {
    std::size_t requests;
    std::size_t reads = kReadsPerTurn;
};

RequestCycle::Next RequestCycle::advance(Connection& connection, bool last) {
    if (connection.lingering) return discard(connection);
    auto& exchange = *connection.exchange;
    Turn turn{limits_.pipelined_per_turn};
    for (;;) {
        if (exchange.rest) return continueReply(connection);
        if (connection.closing || exchange.output.size() > kGatheredOutput) {
            if (!send(connection) || connection.closing) return afterOutput(connection);
        }
        auto next = Next::Turn;
        switch (exchange.reader.advance()) {
            case RequestReader::Progress::NeedMore:
                if (!connection.readable && !exchange.output.empty()) return Next::Send;
                if (!send(connection)) return afterOutput(connection);
                next = receive(connection, turn);
                if (next != Next::Turn || turn.reads == 0) return next;
                break;
            case RequestReader::Progress::HeadComplete:
                acceptHead(connection);
                break;
            case RequestReader::Progress::Complete:
                if (turn.requests-- == 0)
                    return send(connection) ? Next::Turn : afterOutput(connection);
                next = beginRequest(connection, last);
                if (next == Next::HandOver) return next;
                break;
            case RequestReader::Progress::Refused:
                counters_.malformed.add();
                refuseAndClose(connection, exchange.reader.refusal());
                break;
        }
    }
}

/// The next piece of a reply is made when the client has taken those before.
RequestCycle::Next RequestCycle::continueReply(Connection& connection) {
    if (!send(connection)) return afterOutput(connection);
    ++connection.progress;
    if (connection.placement != Placement::EventThread) return Next::HandOver;
    producePiece(connection);
    return Next::Turn;
}

RequestCycle::Next RequestCycle::flush(Connection& connection) {
    return send(connection) ? Next::Input : afterOutput(connection);
}

/// What follows when `send` has not sent everything, or was the last.
RequestCycle::Next RequestCycle::afterOutput(const Connection& connection) const {
    if (connection.broken) return Next::Close;
    if (!connection.exchange->output.empty()) return Next::Output;
    return connection.unread ? Next::Linger : Next::Close;
}

RequestCycle::Next RequestCycle::receive(Connection& connection, Turn& turn) {
    if (!connection.readable) return Next::Input;
    auto& reader = connection.exchange->reader;
    const auto room = reader.space();
    const auto [status, bytes] = connection.stream.receive(room);
    counters_.reads.add();
    --turn.reads;
    if (status == Stream::Status::Ended) return Next::Close;
    if (status == Stream::Status::WouldBlock) {
        connection.readable = false;
        return Next::Input;
    }
    reader.received(bytes);
    // A plain socket that gave less than there was room for is empty: its next bytes are a new
    // event. Not so TLS, which gives record by record, and a socket whose end is still to be seen.
    if (bytes < room.size() && !connection.stream.secure() && !connection.hung_up)
        connection.readable = false;
    return Next::Turn;
}

/// Reads what a client still sends after the last reply, only to throw it away.
RequestCycle::Next RequestCycle::discard(Connection& connection) {
    std::array<char, 4096> unwanted;
    for (std::size_t reads = 0; reads < kReadsPerTurn; ++reads) {
        counters_.reads.add();
        const auto status = connection.stream.receive(unwanted).status;
        if (status == Stream::Status::WouldBlock) return Next::Linger;
        if (status == Stream::Status::Ended) return Next::Close;
    }
    return Next::Turn;
}

/// Settles from the head alone where the request runs and whether its body may come.
void RequestCycle::acceptHead(Connection& connection) {
    auto& [reader, reply, output, sent, rest, rest_end] = *connection.exchange;
    auto& request = reader.request();
    request.peer = connection.peer;
    connection.placement = service_.placementOf(request);
    if (!reader.awaitsContinue()) return;
    if (service_.wantsBody(request))
        output.append(kContinue);
    else
        reader.skipBody();
}

RequestCycle::Next RequestCycle::beginRequest(Connection& connection, bool last) {
    counters_.requests.add();
    ++connection.requests;
    ++connection.progress;
    const auto& reader = connection.exchange->reader;
    connection.closing =
        last || !reader.keepAlive() || connection.requests >= limits_.requests_per_connection;
    connection.unread = reader.bodySkipped();
    if (connection.placement == Placement::EventThread) {
        serve(connection, date_);
        return Next::Turn;
    }
    // What is ready goes out before the worker starts; what does not fit, the worker's reply
    // follows.
    send(connection);
    return connection.broken ? Next::Turn : Next::HandOver;
}

void RequestCycle::carryOut(Connection& connection, DateHeader& date) {
    if (connection.exchange->rest)
        producePiece(connection);
    else
        serve(connection, date);
}

void RequestCycle::serve(Connection& connection, DateHeader& date) {
    auto& [reader, reply, output, sent, rest, rest_end] = *connection.exchange;
    const auto& request = reader.request();
    reply.reset();
    service_.serve(request, reply);
    ReplyFraming framing{.head_only = request.method == Method::Head, .date = date.line()};
    if (reply.rest) {
        framing.end = reader.takesChunks() ? BodyEnd::Chunks : BodyEnd::Close;
        if (framing.end == BodyEnd::Close) connection.closing = true;
        if (!framing.head_only) rest = std::move(reply.rest);
        rest_end = framing.end;
    }
    framing.close = connection.closing;
    appendReply(output, reply, framing);
    reply.rest.reset();
    reader.next();
}

void RequestCycle::producePiece(Connection& connection) {
    auto& [reader, reply, output, sent, rest, rest_end] = *connection.exchange;
    reply.body.clear();
    const auto progress = rest->next(reply.body);
    // A reply that is closed instead of ended cannot be taken for whole by who understands chunks.
    if (progress == BodySource::Progress::Broken) connection.broken = connection.closing = true;
    appendPiece(output, reply.body, progress == BodySource::Progress::Last, rest_end);
    if (progress != BodySource::Progress::More) rest.reset();
}

void RequestCycle::refuse(Connection& connection, int status, bool head_only) {
    auto& reply = connection.exchange->reply;
    auto& output = connection.exchange->output;
    reply.reset();
    service_.refuse(status, reply);
    if (status == kUnavailable && reply.headers.find("Retry-After:") == std::string::npos)
        reply.addHeader("Retry-After", kRetryAfterSeconds);
    appendReply(output, reply,
                {.head_only = head_only, .close = connection.closing, .date = date_.line()});
}

void RequestCycle::refuseAndClose(Connection& connection, int status) {
    connection.closing = connection.unread = true;
    refuse(connection, status, false);
}

void RequestCycle::refuseForTime(Connection& connection) {
    counters_.timeouts.add();
    refuseAndClose(connection, kRequestTimeout);
}

void RequestCycle::refuseForLoad(Connection& connection) {
    counters_.overloads.add();
    if (connection.exchange->rest) {
        connection.exchange->rest.reset();
        connection.broken = connection.closing = true;
        return;
    }
    auto& reader = connection.exchange->reader;
    refuse(connection, kUnavailable, reader.request().method == Method::Head);
    reader.next();
}

/// Whether everything is sent; if not, `broken` says whether it ever can be.
bool RequestCycle::send(Connection& connection) {
    std::string& output = connection.exchange->output;
    std::size_t& sent = connection.exchange->sent;
    while (sent != output.size()) {
        const auto outcome = connection.stream.send(std::string_view(output).substr(sent));
        counters_.writes.add();
        sent += outcome.bytes;
        if (outcome.status == Stream::Status::Done) continue;
        if (outcome.status == Stream::Status::Ended) connection.broken = connection.closing = true;
        return false;
    }
    output.clear();
    sent = 0;
    return true;
}

void RequestCycle::serveAtWorker(Connection& connection, DateHeader& date) {
    carryOut(connection, date);
    const bool sent = send(connection);
    // Otherwise the loop need not be woken: it parks the connection when it is awake anyway.
    connection.wants_attention = !sent || connection.closing || connection.readable ||
                                 connection.exchange->rest != nullptr ||
                                 connection.exchange->reader.hasBegun();
}

}  // namespace concordat::http
