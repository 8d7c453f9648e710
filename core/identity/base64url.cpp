#include "core/identity/base64url.hpp"

#include <array>
#include <cstdint>

namespace concordat::identity {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNone = 0xFF;
constexpr unsigned kBitsPerCharacter = 6;

constexpr std::array<std::uint8_t, 256> makeTable() {
    std::array<std::uint8_t, 256> table{};
    table.fill(kNone);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        table[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
    return table;
}

constexpr auto kValueOf = makeTable();

}  // namespace

std::string encodeBase64Url(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char byte : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(byte);
        for (count += 8; count >= kBitsPerCharacter;) {
            count -= kBitsPerCharacter;
            text.push_back(kAlphabet[(bits >> count) & 0x3FU]);
        }
    }
    if (count > 0) text.push_back(kAlphabet[(bits << (kBitsPerCharacter - count)) & 0x3FU]);
    return text;
}

std::optional<std::string> decodeBase64Url(std::string_view text) {
    // One character left over holds fewer bits than a byte.
    if (text.size() % 4 == 1) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        const auto value = kValueOf[static_cast<unsigned char>(c)];
        if (value == kNone) return std::nullopt;
        bits = (bits << kBitsPerCharacter) | value;
        count += kBitsPerCharacter;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<char>((bits >> count) & 0xFFU));
    }
    // Left-over bits that are not zero would be a second spelling of the same bytes.
    const bool canonical = (bits & ((1U << count) - 1U)) == 0;
    if (!canonical) return std::nullopt;
    return bytes;
}

}  // namespace concordat::identity
