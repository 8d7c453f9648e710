#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concordat::runtime {

/// Whether `text` is an IPv4 or IPv6 address.
[[nodiscard]] bool isAddress(const std::string& text);

/// Whether `text` is an address, or a network such as "10.0.0.0/8".
[[nodiscard]] bool isNetwork(const std::string& text);

/// Whether an address, or the name "localhost", is of this machine only.
[[nodiscard]] bool isLoopback(std::string_view address);

/// An address with a port.
struct Endpoint {
    std::string address;
    std::uint16_t port = 0;
};

/// Reads "127.0.0.1:8081" or "[::1]:8081"; nothing for anything else.
[[nodiscard]] std::optional<Endpoint> parseEndpoint(std::string_view text);

/// Host of an absolute http or https address, and whether it is https; nothing for anything else.
struct UrlParts {
    bool secure = false;
    std::string host;
};
[[nodiscard]] std::optional<UrlParts> parseUrl(std::string_view text);

}  // namespace concordat::runtime
