#include "core/events/webhook_target.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/text.hpp"

namespace concordat::events {
namespace {

constexpr std::size_t kLongestName = 253;
constexpr std::size_t kLongestLabel = 63;
constexpr std::uint16_t kHttps = 443;
constexpr std::uint16_t kHttp = 80;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return c >= 'a' && c <= 'z';
}

std::optional<unsigned> numberIn(std::string_view digits, unsigned highest) {
    unsigned value = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (digits.empty() || error != std::errc() || stop != end || value > highest)
        return std::nullopt;
    return value;
}

/// Splits at every dot.
std::vector<std::string_view> labelsOf(std::string_view host) {
    std::vector<std::string_view> labels;
    for (;;) {
        const auto dot = host.find('.');
        labels.push_back(host.substr(0, dot));
        if (dot == std::string_view::npos) return labels;
        host.remove_prefix(dot + 1);
    }
}

bool isLabel(std::string_view label) {
    const auto fits = [](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '_'; };
    return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' &&
           label.back() != '-' && std::all_of(label.begin(), label.end(), fits);
}

/// Four numbers without leading zeros, which some programs read as octal.
bool isIpv4(const std::vector<std::string_view>& labels) {
    constexpr unsigned kHighest = 255;
    const auto fits = [](std::string_view label) {
        return numberIn(label, kHighest) && (label.size() == 1 || label.front() != '0');
    };
    return labels.size() == 4 && std::all_of(labels.begin(), labels.end(), fits);
}

/// A name, or IPv4 in its one full form. What ends in a number otherwise is an address to some
/// programs and a name to others.
bool isHost(std::string_view host) {
    if (host.empty() || host.size() > kLongestName) return false;
    const auto labels = labelsOf(host);
    if (isIpv4(labels)) return true;
    return std::all_of(labels.begin(), labels.end(), isLabel) && !isDigit(labels.back().front());
}

/// Its characters only: whoever resolves it says whether it is an address.
bool isIpv6(std::string_view host) {
    const auto fits = [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.';
    };
    return host.find(':') != std::string_view::npos && std::all_of(host.begin(), host.end(), fits);
}

bool isPrintable(std::string_view url) {
    return std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

/// Host and port of what stands between the scheme and the path.
bool readAuthority(std::string_view authority, WebhookTarget& target) {
    const auto bracket = authority.starts_with('[') ? authority.find(']') : 0;
    if (bracket == std::string_view::npos) return false;
    const auto colon = authority.find(':', bracket);
    target.host = toLowerAscii(authority.substr(0, colon));
    if (bracket > 0) {
        target.host = target.host.substr(1, bracket - 1);
        if (authority.size() > bracket + 1 && authority[bracket + 1] != ':') return false;
    }
    target.port = target.secure ? kHttps : kHttp;
    if (colon != std::string_view::npos) {
        constexpr unsigned kHighestPort = 65535;
        const auto port = numberIn(authority.substr(colon + 1), kHighestPort);
        if (!port || *port == 0) return false;
        target.port = static_cast<std::uint16_t>(*port);
    }
    return bracket > 0 ? isIpv6(target.host) : isHost(target.host);
}

bool fitsPattern(std::string_view pattern, std::string_view host) {
    if (pattern == "*") return true;
    if (!pattern.starts_with("*.")) return pattern == host;
    pattern.remove_prefix(1);
    return host.size() > pattern.size() && host.ends_with(pattern);
}

}  // namespace

std::string WebhookTarget::authority() const {
    const auto name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return port == (secure ? kHttps : kHttp) ? name : name + ":" + std::to_string(port);
}

std::optional<WebhookTarget> parseTarget(std::string_view url) {
    constexpr std::string_view kSecure = "https://";
    constexpr std::string_view kPlain = "http://";
    WebhookTarget target;
    if (!isPrintable(url) || url.find_first_of("\\#\"<>^`{|}") != std::string_view::npos)
        return std::nullopt;
    const auto scheme = toLowerAscii(url.substr(0, kSecure.size()));
    target.secure = scheme == kSecure;
    if (!target.secure && !scheme.starts_with(kPlain)) return std::nullopt;
    url.remove_prefix(target.secure ? kSecure.size() : kPlain.size());
    const auto end = std::min(url.find_first_of("/?"), url.size());
    if (!readAuthority(url.substr(0, end), target)) return std::nullopt;
    target.path = url.substr(end);
    if (!target.path.starts_with('/')) target.path.insert(0, "/");
    return target;
}

bool mayTarget(const TargetSettings& settings, const WebhookTarget& target) {
    if (!target.secure && !settings.allow_private) return false;
    return std::any_of(settings.hosts.begin(), settings.hosts.end(),
                       [&](const auto& pattern) { return fitsPattern(pattern, target.host); });
}

bool isHostPattern(std::string_view text) {
    if (text == "*") return true;
    if (text.starts_with("*.")) text.remove_prefix(2);
    return isHost(text) || isIpv6(text);
}

}  // namespace concordat::events
