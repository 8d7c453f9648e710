#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.hpp"

namespace concordat {

/// A 128-bit identifier (RFC 9562). A value type: cheap to copy, ordered bytewise, usable from any
/// thread. Bytes are in the order of the text, on every machine. Default: nil.
struct Uuid {
    /// Characters of the text, hyphens included.
    static constexpr std::size_t kTextSize = 36;

    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Uuid&) const = default;

    /// Whether all bits are zero, the value that stands for "none".
    [[nodiscard]] bool isNil() const { return *this == Uuid{}; }

    /// Writes the 36 lower-case characters to `out`, which must have room for them; no terminator.
    void writeTo(char* out) const noexcept;

    /// The 36 lower-case characters, as in every reply.
    [[nodiscard]] std::string toString() const;

    /// Reads 36 characters in either case; anything else (braces, no hyphens) is nothing.
    [[nodiscard]] static std::optional<Uuid> parse(std::string_view text) noexcept;
};

/// A version 7 identifier: `now` in milliseconds, then 74 random bits of OpenSSL's generator, so
/// that ids made later sort later and new rows stand beside each other in an index. Two of the same
/// millisecond are in no order. Tells when it was made. @throws Error Internal when the generator
/// fails.
[[nodiscard]] Uuid makeUuid(Instant now);

/// A version 4 identifier: 122 random bits. For ids that must not tell when they were made, and for
/// correlation. @throws Error Internal when the generator fails.
[[nodiscard]] Uuid makeRandomUuid();

}  // namespace concordat
