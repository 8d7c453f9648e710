#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace concordat {

/// The 32 bytes of SHA-256 over the parts, one after the other, by OpenSSL. @throws Error Internal
/// when it fails.
[[nodiscard]] std::string sha256(std::initializer_list<std::string_view> parts);

}  // namespace concordat
