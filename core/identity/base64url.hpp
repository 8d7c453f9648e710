#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace concordat::identity {

/// Writes bytes as base64url without padding (RFC 7515, section 2). Not in constant time, as little
/// as the reader.
[[nodiscard]] std::string encodeBase64Url(std::string_view bytes);

/// Reads base64url in its one canonical form: no padding, no blanks, no character of plain base64,
/// unused bits zero. Anything else is nothing, so that one token has one spelling.
[[nodiscard]] std::optional<std::string> decodeBase64Url(std::string_view text);

}  // namespace concordat::identity
