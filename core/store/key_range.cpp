#include "core/store/key_range.hpp"

#include <cstdint>

namespace concordat::store {
namespace {

constexpr std::uint32_t kHighest = 0x10FFFF;
constexpr std::uint32_t kFirstSurrogate = 0xD800;
constexpr std::uint32_t kAfterSurrogates = 0xE000;
constexpr unsigned kPayloadBits = 6;  // of each byte after the first
constexpr std::uint32_t kPayload = 0x3F;

bool isContinuation(char c) {
    return (static_cast<std::uint8_t>(c) & 0xC0U) == 0x80U;
}

/// The code point of one well-formed UTF-8 sequence.
std::uint32_t decode(std::string_view sequence) {
    const auto lead = static_cast<std::uint8_t>(sequence[0]);
    if (sequence.size() == 1) return lead;
    std::uint32_t point = lead & (0x7FU >> sequence.size());
    for (const char c : sequence.substr(1))
        point = (point << kPayloadBits) | (static_cast<std::uint8_t>(c) & kPayload);
    return point;
}

void append(std::string& text, std::uint32_t point) {
    if (point < 0x80) {
        text.push_back(static_cast<char>(point));
        return;
    }
    const unsigned more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    const auto lead = (0xFF00U >> (more + 1)) & 0xFFU;
    text.push_back(static_cast<char>(lead | (point >> (kPayloadBits * more))));
    for (unsigned left = more; left-- > 0;)
        text.push_back(static_cast<char>(0x80U | ((point >> (kPayloadBits * left)) & kPayload)));
}

}  // namespace

KeyRange rangeOfPrefix(std::string_view prefix) {
    KeyRange range{std::string(prefix), {}};
    auto start = prefix.size();
    while (start > 0) {
        const auto end = start--;
        while (start > 0 && isContinuation(prefix[start])) --start;
        const auto last = decode(prefix.substr(start, end - start));
        if (last >= kHighest) continue;  // nothing is higher: drop it
        range.upper = prefix.substr(0, start);
        append(range.upper, last + 1 == kFirstSurrogate ? kAfterSurrogates : last + 1);
        return range;
    }
    append(range.upper,
           kHighest);  // above every name: none begins with this, which is no character
    return range;
}

}  // namespace concordat::store
