#pragma once

#include <string>
#include <string_view>

#include "core/http/message.hpp"

namespace concordat::http {

/// How the end of a body is told.
enum class BodyEnd {
    Length,  ///< by Content-Length: the body is whole
    Chunks,  ///< by the last chunk
    Close    ///< by the end of the connection
};

/// What of a reply depends on the request and the connection rather than on the service.
struct ReplyFraming {
    bool head_only = false;  ///< the request was HEAD: all fields, no body
    bool close = false;      ///< the connection ends after this reply
    BodyEnd end = BodyEnd::Length;
    /// The whole Date line, with its end.
    std::string_view date{};
};

/// Appends `reply` to `out` as the bytes that are sent: status line, Date, Content-Length (none for
/// 204 and 304) or Transfer-Encoding, Connection, the service's fields, body. Head and body lie
/// together, so that one send takes both. Always HTTP/1.1, also to a client of 1.0.
void appendReply(std::string& out, const Reply& reply, const ReplyFraming& framing);

/// Appends one piece of a body, which may be empty, as `end` has it; `last` also ends it.
void appendPiece(std::string& out, std::string_view piece, bool last, BodyEnd end);

/// The reason phrase of a status that Concordat uses; "Unknown" for others.
[[nodiscard]] std::string_view reasonPhrase(int status) noexcept;

}  // namespace concordat::http
