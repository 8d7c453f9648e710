#include "core/http/reply_writer.hpp"

#include <array>
#include <charconv>

namespace concordat::http {
namespace {

constexpr int kNoContent = 204;
constexpr int kNotModified = 304;

void appendNumber(std::string& out, std::size_t number) {
    std::array<char, 20> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end);
}

void appendFraming(std::string& out, const Reply& reply, BodyEnd end) {
    switch (end) {
        case BodyEnd::Length:
            out.append("Content-Length: ");
            appendNumber(out, reply.body.size());
            out.append("\r\n");
            return;
        case BodyEnd::Chunks:
            out.append("Transfer-Encoding: chunked\r\n");
            return;
        case BodyEnd::Close:
            return;
    }
}

}  // namespace

// Of no meaning to clients, but some people read it.
std::string_view reasonPhrase(int status) noexcept {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 207:
            return "Multi-Status";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 422:
            return "Unprocessable Content";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        default:
            return "Unknown";
    }
}

void appendReply(std::string& out, const Reply& reply, const ReplyFraming& framing) {
    // These two end with the head, whatever a service left in the body; a length would mislead.
    const bool bodiless = reply.status == kNoContent || reply.status == kNotModified;
    out.append("HTTP/1.1 ");
    appendNumber(out, static_cast<std::size_t>(reply.status));
    out.append(" ").append(reasonPhrase(reply.status)).append("\r\n").append(framing.date);
    if (!bodiless) appendFraming(out, reply, framing.end);
    if (framing.close) out.append("Connection: close\r\n");
    out.append(reply.headers).append("\r\n");
    if (!bodiless && !framing.head_only) appendPiece(out, reply.body, false, framing.end);
}

void appendPiece(std::string& out, std::string_view piece, bool last, BodyEnd end) {
    if (end != BodyEnd::Chunks) {
        out.append(piece);
        return;
    }
    if (!piece.empty()) {  // an empty chunk would be the last one
        constexpr int kHexadecimal = 16;
        std::array<char, 16> digits{};
        const auto [stop, error] =
            std::to_chars(digits.data(), digits.data() + digits.size(), piece.size(), kHexadecimal);
        out.append(digits.data(), stop).append("\r\n").append(piece).append("\r\n");
    }
    if (last) out.append("0\r\n\r\n");
}

}  // namespace concordat::http
