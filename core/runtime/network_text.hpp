#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concordat::runtime {

/// Whether `text` is an IPv4 or IPv6 address: no name, no port, no brackets.
[[nodiscard]] bool isAddress(const std::string& text);

/// Whether `text` is an address, or a network such as "10.0.0.0/8" with as many bits as its kind of
/// address has at most. Bits of the address beyond the mask may be set.
[[nodiscard]] bool isNetwork(const std::string& text);

/// Whether an address, or the name "localhost", is of this machine only. Nothing is resolved.
[[nodiscard]] bool isLoopback(std::string_view address);

/// An address with a port.
struct Endpoint {
    /// Without brackets.
    std::string address;
    std::uint16_t port = 0;
};

/// Reads "127.0.0.1:8081" or "[::1]:8081"; nothing for anything else, names and IPv6 without
/// brackets among them.
[[nodiscard]] std::optional<Endpoint> parseEndpoint(std::string_view text);

/// What is asked of an absolute http or https address.
struct UrlParts {
    /// Whether it is https.
    bool secure = false;
    /// Name or address, without port and brackets; never empty.
    std::string host;
};
/// Takes an address apart; nothing for other schemes, without a host, or with a user's name in it.
/// Path and query are not looked at.
[[nodiscard]] std::optional<UrlParts> parseUrl(std::string_view text);

}  // namespace concordat::runtime
