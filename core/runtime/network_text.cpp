#include "core/runtime/network_text.hpp"

#include <arpa/inet.h>
#include <array>
#include <charconv>

namespace concordat::runtime {
namespace {

// Digits alone: no sign, no blank, no trailing text, which strtoul would let pass.
std::optional<unsigned> parseNumber(std::string_view digits, unsigned highest) {
    unsigned value = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc() || stop != end || digits.empty() || value > highest)
        return std::nullopt;
    return value;
}

// inet_pton, because it takes the full forms only: "127.1" and "010.0.0.1" mean different things to
// different programs.
bool isAddressOf(int family, const std::string& text) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return inet_pton(family, text.c_str(), bytes.data()) == 1;
}

}  // namespace

bool isAddress(const std::string& text) {
    return isAddressOf(AF_INET, text) || isAddressOf(AF_INET6, text);
}

bool isNetwork(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos) return isAddress(text);
    const auto address = text.substr(0, slash);
    const unsigned bits = isAddressOf(AF_INET, address) ? 32 : 128;
    return isAddress(address) && parseNumber(std::string_view(text).substr(slash + 1), bits);
}

bool isLoopback(std::string_view address) {
    return address == "localhost" || address == "::1" ||
           (address.starts_with("127.") && isAddress(std::string(address)));
}

std::optional<Endpoint> parseEndpoint(std::string_view text) {
    constexpr unsigned kHighestPort = 65535;
    // The last one: an IPv6 address has others, and is therefore in brackets.
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto address = text.substr(0, colon);
    const auto port = parseNumber(text.substr(colon + 1), kHighestPort);
    const bool bracketed = address.size() > 2 && address.front() == '[' && address.back() == ']';
    if (bracketed) address = address.substr(1, address.size() - 2);
    Endpoint endpoint{std::string(address), static_cast<std::uint16_t>(port.value_or(0))};
    const bool fits = isAddressOf(bracketed ? AF_INET6 : AF_INET, endpoint.address);
    return port && fits ? std::optional(endpoint) : std::nullopt;
}

std::optional<UrlParts> parseUrl(std::string_view text) {
    UrlParts parts;
    if (text.starts_with("https://")) {
        parts.secure = true;
        text.remove_prefix(8);
    } else if (text.starts_with("http://")) {
        text.remove_prefix(7);
    } else {
        return std::nullopt;
    }
    const auto authority = text.substr(0, text.find_first_of("/?#"));
    // An IPv6 address: its colons are no port's.
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        parts.host = authority.substr(1, end - 1);
    } else {
        parts.host = authority.substr(0, authority.find(':'));
    }
    // A user's name in an address is how "https://good.example@evil.example" misleads.
    if (parts.host.empty() || authority.find_first_of(" @\t") != std::string::npos)
        return std::nullopt;
    return parts;
}

}  // namespace concordat::runtime
