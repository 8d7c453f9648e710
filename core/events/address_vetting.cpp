#include "core/events/address_vetting.hpp"

#include <algorithm>

namespace concordat::events {
namespace {

constexpr std::size_t kIpv4Size = 4;
constexpr std::size_t kIpv6Size = 16;
constexpr unsigned kBitsPerByte = 8;

struct Network4 {
    std::array<std::uint8_t, kIpv4Size> start;
    unsigned bits;
};

struct Network6 {
    std::array<std::uint8_t, kIpv6Size> start;
    unsigned bits;
};

// The IANA registries of special-purpose addresses.
constexpr Network4 kSpecial4[] = {
    {{0, 0, 0, 0}, 8},        // this network
    {{10, 0, 0, 0}, 8},       // private
    {{100, 64, 0, 0}, 10},    // between a provider and its subscribers; some clouds' metadata
    {{127, 0, 0, 0}, 8},      // loopback
    {{169, 254, 0, 0}, 16},   // link-local; most clouds' metadata
    {{172, 16, 0, 0}, 12},    // private
    {{192, 0, 0, 0}, 24},     // protocol assignments
    {{192, 0, 2, 0}, 24},     // documentation
    {{192, 31, 196, 0}, 24},  // AS112
    {{192, 52, 193, 0}, 24},  // multicast tunnels
    {{192, 88, 99, 0}, 24},   // relays of 6to4
    {{192, 168, 0, 0}, 16},   // private
    {{192, 175, 48, 0}, 24},  // AS112
    {{198, 18, 0, 0}, 15},    // benchmarks
    {{198, 51, 100, 0}, 24},  // documentation
    {{203, 0, 113, 0}, 24},   // documentation
    {{224, 0, 0, 0}, 4},      // multicast
    {{240, 0, 0, 0}, 4},      // reserved, broadcast
};

// What IPv6 has given out so far, and of that what is special. All else (loopback, link-local,
// unique local, mapped and translated IPv4, multicast) is outside of it.
constexpr Network6 kGlobal6 = {{0x20}, 3};
constexpr Network6 kSpecial6[] = {
    {{0x20, 0x01, 0x00}, 23},        // protocol assignments; Teredo, which holds an IPv4 address
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x20, 0x02}, 16},              // 6to4, which holds an IPv4 address
    {{0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48},  // AS112
    {{0x3f, 0xff}, 20},                          // documentation
};

bool isIn(std::span<const std::uint8_t> address, std::span<const std::uint8_t> start,
          unsigned bits) {
    const auto whole = bits / kBitsPerByte;
    if (!std::equal(start.begin(), start.begin() + whole, address.begin())) return false;
    const auto rest = bits % kBitsPerByte;
    if (rest == 0) return true;
    const auto shift = kBitsPerByte - rest;
    return (start[whole] >> shift) == (address[whole] >> shift);
}

}  // namespace

bool isPublicAddress(std::span<const std::uint8_t> address) noexcept {
    const auto has = [&](const auto& network) {
        return isIn(address, network.start, network.bits);
    };
    if (address.size() == kIpv4Size)
        return std::none_of(std::begin(kSpecial4), std::end(kSpecial4), has);
    if (address.size() != kIpv6Size || !has(kGlobal6)) return false;
    return std::none_of(std::begin(kSpecial6), std::end(kSpecial6), has);
}

}  // namespace concordat::events
