#pragma once

#include <string>
#include <string_view>

#include "core/http/message.hpp"

namespace concordat::http {

/// What of a reply depends on the request and the connection rather than on the service.
struct ReplyFraming {
    bool head_only = false;  ///< the request was HEAD: all fields, no body
    bool close = false;      ///< the connection ends after this reply
    /// The whole Date line, with its end.
    std::string_view date{};
};

/// Appends `reply` to `out` as the bytes that are sent: status line, Date, Content-Length (none for
/// 204 and 304), Connection, the service's fields, body. Head and body lie together, so that one
/// send takes both. Always HTTP/1.1, also to a client of 1.0.
void appendReply(std::string& out, const Reply& reply, const ReplyFraming& framing);

/// The reason phrase of a status that Concordat uses; "Unknown" for others.
[[nodiscard]] std::string_view reasonPhrase(int status) noexcept;

}  // namespace concordat::http
