#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace concordat {

/// The 32 raw bytes of SHA-256 over the parts, one after the other, by OpenSSL. Nothing stands
/// between the parts: where two splits of the same bytes must differ, the caller puts lengths or
/// separators between them. Thread-safe. @throws Error Internal when it fails.
[[nodiscard]] std::string sha256(std::initializer_list<std::string_view> parts);

/// The 32 raw bytes of HMAC-SHA-256 of a text under a key. Thread-safe. @throws Error Internal when
/// it fails
[[nodiscard]] std::string hmacSha256(std::string_view key, std::string_view text);

/// Whether two secrets are equal, in a time that does not tell where they differ; that their
/// lengths do is no secret. An empty one is equal to none.
[[nodiscard]] bool isSameSecret(std::string_view a, std::string_view b) noexcept;

}  // namespace concordat
