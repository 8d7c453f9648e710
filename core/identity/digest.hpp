#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace concordat::identity {

/// A SHA-256 value.
using Digest = std::array<std::uint8_t, 32>;

/// The SHA-256 of `bytes`. Thread-safe; each thread keeps a context of its own, which makes it
/// cheap for short input. @throws Error Internal when OpenSSL refuses.
[[nodiscard]] Digest sha256(std::string_view bytes);

/// The bytes of a digest, to be encoded.
[[nodiscard]] std::string_view bytesOf(const Digest& digest) noexcept;

}  // namespace concordat::identity
