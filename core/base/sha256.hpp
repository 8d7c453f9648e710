#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace concordat {

/// The 32 raw bytes of SHA-256 over the parts, one after the other, by OpenSSL. Nothing stands
/// between the parts: where two splits of the same bytes must differ, the caller puts lengths or
/// separators between them. Thread-safe. @throws Error Internal when it fails.
[[nodiscard]] std::string sha256(std::initializer_list<std::string_view> parts);

}  // namespace concordat
