#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::events {

/// A receiver's address, taken apart by one strict reading, so that no two programs see different
/// hosts in it.
struct WebhookTarget {
    bool secure = true;
    std::string host;  ///< lower case, ASCII; an IPv6 address without brackets
    std::uint16_t port = 0;
    std::string path;  ///< with the query; begins with a slash

    /// The value of the Host header.
    [[nodiscard]] std::string authority() const;
    bool operator==(const WebhookTarget&) const = default;
};

/// Reads an absolute http or https address; nothing for one with a user, a fragment, characters
/// beyond printable ASCII, backslashes, an empty or odd host, a number that stands for an address
/// ("0x7f000001", "127.1") or a port 0.
[[nodiscard]] std::optional<WebhookTarget> parseTarget(std::string_view url);

/// What an operator allows webhooks to reach.
struct TargetSettings {
    /// Host names that receivers may have: "hooks.example.com"; "*.example.com" for all below it;
    /// "*" for every one. Lower case. Empty: no webhooks.
    std::vector<std::string> hosts;
    /// Whether receivers may be on this machine or in private networks, and without TLS: for
    /// development.
    bool allow_private = false;
};

/// Whether the address is one that the settings let webhooks go to, as far as its text tells; the
/// addresses that its name stands for are vetted when it is called. Nothing is resolved.
[[nodiscard]] bool mayTarget(const TargetSettings& settings, const WebhookTarget& target);

/// Whether `text` is a pattern of TargetSettings::hosts.
[[nodiscard]] bool isHostPattern(std::string_view text);

}  // namespace concordat::events
