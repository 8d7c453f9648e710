#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace concordat::http {

/// The sets of characters that HTTP/1.1 (RFC 9110, 9112) and URIs (RFC 3986) are made of. One table
/// of bits, so that a scan costs one load for each byte. Bits: a test may be for several sets at
/// once.
enum CharacterSet : std::uint8_t {
    kTokenCharacter = 1,   ///< method and field names: tchar
    kTextCharacter = 2,    ///< field values: visible ASCII, blanks, and obs-text (0x80 and above)
    kTargetCharacter = 4,  ///< path and query: pchar, '/', '?' and '%'
    kHexDigit = 8,
    kDigit = 16,
    kHostCharacter = 32  ///< a registered name or an IPv4 address, without '%'
};

namespace detail {

/// For the table below: adds `sets` to each of `characters`.
constexpr void mark(std::array<std::uint8_t, 256>& table, std::string_view characters,
                    std::uint8_t sets) {
    for (const char c : characters) table[static_cast<unsigned char>(c)] |= sets;
}

/// The sets of every byte, computed by the compiler.
constexpr std::array<std::uint8_t, 256> buildCharacterTable() {
    std::array<std::uint8_t, 256> table{};
    constexpr std::uint8_t kLetter = kTokenCharacter | kTargetCharacter | kHostCharacter;
    mark(table, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", kLetter);
    mark(table, "0123456789", kLetter | kDigit | kHexDigit);
    mark(table, "ABCDEFabcdef", kHexDigit);
    mark(table, "!#$%&'*+-.^_`|~", kTokenCharacter);
    mark(table, "-._~!$&'()*+,;=:@/?%", kTargetCharacter);
    mark(table, "-._~!$&'()*+,;=", kHostCharacter);
    table['\t'] |= kTextCharacter;
    for (unsigned c = 0x20; c < 0x100; ++c) {
        if (c != 0x7F) table[c] |= kTextCharacter;
    }
    return table;
}

inline constexpr std::array<std::uint8_t, 256> kCharacterTable = buildCharacterTable();

}  // namespace detail

/// Whether `c` belongs to one of `sets`.
constexpr bool isIn(char c, std::uint8_t sets) noexcept {
    return (detail::kCharacterTable[static_cast<unsigned char>(c)] & sets) != 0;
}

/// Whether every character of `text` belongs to one of `sets`; true for an empty text.
constexpr bool isAllIn(std::string_view text, std::uint8_t sets) noexcept {
    for (const char c : text) {
        if (!isIn(c, sets)) return false;
    }
    return true;
}

}  // namespace concordat::http
