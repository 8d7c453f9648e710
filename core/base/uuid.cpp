#include "core/base/uuid.hpp"

#include <cstring>

#include "core/base/random.hpp"

namespace concordat {
namespace {

/// Both digits of every byte, one after the other: every reply holds a dozen identifiers.
constexpr auto kDigits = [] {
    constexpr std::string_view hex = "0123456789abcdef";
    std::array<char, 512> digits{};
    for (std::size_t byte = 0; byte < 256; ++byte) {
        digits[2 * byte] = hex[byte >> 4U];
        digits[2 * byte + 1] = hex[byte & 0x0FU];
    }
    return digits;
}();

constexpr std::array<std::uint8_t, 4> kHyphenBefore = {4, 6, 8, 10};

/// -1: no digit.
int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool hasHyphenBefore(std::size_t byte) {
    return byte == kHyphenBefore[0] || byte == kHyphenBefore[1] || byte == kHyphenBefore[2] ||
           byte == kHyphenBefore[3];
}

/// The two bits of the variant stand beside the version's four; the rest stays random.
void setVersion(Uuid& id, std::uint8_t version) {
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | (version << 4U));
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
}

}  // namespace

void Uuid::writeTo(char* out) const noexcept {
    constexpr std::array<std::uint8_t, 16> kAt = {0,  2,  4,  6,  9,  11, 14, 16,
                                                  19, 21, 24, 26, 28, 30, 32, 34};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        std::memcpy(out + kAt[i], kDigits.data() + std::size_t{2} * bytes[i], 2);
    out[8] = out[13] = out[18] = out[23] = '-';
}

std::string Uuid::toString() const {
    std::string text(kTextSize, '\0');
    writeTo(text.data());
    return text;
}

std::optional<Uuid> Uuid::parse(std::string_view text) noexcept {
    if (text.size() != kTextSize) return std::nullopt;
    Uuid id;
    std::size_t at = 0;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        if (hasHyphenBefore(i) && text[at++] != '-') return std::nullopt;
        const int high = hexValue(text[at]);
        const int low = hexValue(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
        at += 2;
    }
    return id;
}

Uuid makeUuid(Instant now) {
    // The time is written over its first six bytes; what is left random is not used twice.
    Uuid id = makeRandomUuid();
    const auto milliseconds = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
    // Big-endian, so that bytewise order is the order of time.
    for (unsigned i = 0; i < 6; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(milliseconds >> (8U * (5U - i)));
    setVersion(id, 7);
    return id;
}

Uuid makeRandomUuid() {
    Uuid id;
    fillRandom(id.bytes);
    setVersion(id, 4);
    return id;
}

}  // namespace concordat
