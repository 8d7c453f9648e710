#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace concordat::events {

/// Whether an address, 4 bytes of IPv4 or 16 of IPv6 in network order, is one of the public
/// internet: not this machine, a private network, a link, a group of receivers, an example, a
/// translation or a tunnel that could lead to one of those. What is not known to be public is not.
/// Other sizes are not.
[[nodiscard]] bool isPublicAddress(std::span<const std::uint8_t> address) noexcept;

}  // namespace concordat::events
