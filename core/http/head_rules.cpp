#include "core/http/head_rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/base/text.hpp"
#include "core/http/character_sets.hpp"

namespace concordat::http {
namespace {

/// So many always fit into 64 bits.
constexpr std::size_t kMaxLengthDigits = 18;
constexpr std::size_t kMaxPortDigits = 5;

constexpr std::array<std::pair<std::string_view, Method>, 7> kMethods{
    {{"GET", Method::Get},
     {"HEAD", Method::Head},
     {"POST", Method::Post},
     {"PUT", Method::Put},
     {"PATCH", Method::Patch},
     {"DELETE", Method::Delete},
     {"OPTIONS", Method::Options}}};

/// May be empty: "host:" is allowed by RFC 3986.
bool isPort(std::string_view port) noexcept {
    return port.size() <= kMaxPortDigits && isAllIn(port, kDigit);
}

/// Only characters: the address is compared and never connected to.
bool isBracketedAddress(std::string_view address) noexcept {
    if (address.size() < 4 || address.back() != ']') return false;
    for (const char c : address.substr(1, address.size() - 2)) {
        if (!isIn(c, kHexDigit) && c != ':' && c != '.') return false;
    }
    return true;
}

/// Whether every '%' is followed by two hexadecimal digits and every other character may stand in a
/// URI.
bool isUriText(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!isIn(text[i], kTargetCharacter)) return false;
        if (text[i] != '%') continue;
        if (text.size() - i < 3 || !isAllIn(text.substr(i + 1, 2), kHexDigit)) return false;
    }
    return true;
}

/// What follows the authority of an absolute URI for this host; nothing when it is another's, or no
/// such URI.
std::optional<std::string_view> afterAuthority(std::string_view target,
                                               std::string_view host) noexcept {
    const auto colon = target.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    const auto scheme = target.substr(0, colon);
    if (!equalsIgnoringCase(scheme, "http") && !equalsIgnoringCase(scheme, "https"))
        return std::nullopt;
    const auto rest = target.substr(colon + 3);
    const auto end = std::min(rest.find_first_of("/?"), rest.size());
    // A request for another host than its Host field says is how caches are misled.
    if (!equalsIgnoringCase(rest.substr(0, end), host)) return std::nullopt;
    // Without a path, a proxy and this server might not agree on which one is meant.
    return end == rest.size() || rest[end] == '?' ? std::nullopt : std::optional(rest.substr(end));
}

}  // namespace

Method methodNamed(std::string_view name) noexcept {
    for (const auto& [text, method] : kMethods) {
        if (text == name) return method;
    }
    return Method::Other;
}

bool isHost(std::string_view value) noexcept {
    std::string_view name = value;
    const auto colon = value.rfind(':');
    const auto bracket = value.rfind(']');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
        if (!isPort(value.substr(colon + 1))) return false;
        name = value.substr(0, colon);
    }
    if (name.empty()) return false;
    return name.front() == '[' ? isBracketedAddress(name) : isAllIn(name, kHostCharacter);
}

std::optional<std::uint64_t> parseContentLength(std::string_view value) noexcept {
    if (value.empty() || value.size() > kMaxLengthDigits || !isAllIn(value, kDigit))
        return std::nullopt;
    std::uint64_t length = 0;
    std::from_chars(value.data(), value.data() + value.size(), length);
    return length;
}

bool splitTarget(std::string_view target, std::string_view host, Request& request) noexcept {
    request.target = target;
    request.path = target;
    request.query = {};
    if (target == "*") return request.method == Method::Options;
    if (!isUriText(target)) return false;
    if (target.front() != '/') {
        const auto rest = afterAuthority(target, host);
        if (!rest) return false;
        request.path = *rest;
    }
    const auto mark = request.path.find('?');
    if (mark == std::string_view::npos) return true;
    request.query = request.path.substr(mark + 1);
    request.path = request.path.substr(0, mark);
    return true;
}

}  // namespace concordat::http
