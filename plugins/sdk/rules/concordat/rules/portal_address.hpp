#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace concordat::rules {

/// The address of a page at which partners work for one customer. In it {tenant} stands for the
/// customer's tenant id and {domain} for its domain in the cloud:
///
///     https://portal.example.fr/partner?tenant={tenant}&page=mail
///
/// Partners open it in a browser, so a host refuses a plugin one of whose addresses is none of
/// these: https, a host without a user name before it, only characters of URIs, only these two
/// places, none of them in the host and at least one of them behind it. Pure functions.
class PortalAddress {
public:
    /// Why partners cannot be sent to `text`, in English; empty when they can.
    [[nodiscard]] static std::string faultOf(std::string_view text) {
        if (text.size() > kLongest) return "it is longer than 1024 bytes";
        if (!text.starts_with(kScheme)) return "it does not begin with https://";
        text.remove_prefix(kScheme.size());
        const auto end = std::min(text.find_first_of("/?#"), text.size());
        if (!isHost(text.substr(0, end))) return "there is no plain host behind https://";
        return faultBehindHost(text.substr(end));
    }

    /// `text`, which has no fault, with the customer's own in its places, escaped.
    [[nodiscard]] static std::string fill(std::string_view text, std::string_view tenant,
                                          std::string_view domain) {
        std::string filled;
        while (!text.empty()) {
            const auto place = placeAt(text);
            if (place == kTenant) appendEscaped(filled, tenant);
            if (place == kDomain) appendEscaped(filled, domain);
            if (place.empty()) filled.push_back(text.front());
            text.remove_prefix(std::max<std::size_t>(place.size(), 1));
        }
        return filled;
    }

private:
    static constexpr std::string_view kScheme = "https://";
    static constexpr std::string_view kTenant = "{tenant}";
    static constexpr std::string_view kDomain = "{domain}";
    static constexpr std::size_t kLongest = 1024;

    // The place with which `text` begins; empty when it begins with none.
    static std::string_view placeAt(std::string_view text) {
        if (text.starts_with(kTenant)) return kTenant;
        return text.starts_with(kDomain) ? kDomain : std::string_view();
    }

    // Of ASCII alone, whatever the process's locale is.
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    static bool isHexDigit(char c) {
        return isDigit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
    }
    static bool isPlain(char c) {
        return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    // A name and perhaps a port. No user name, which could look like another host.
    static bool isHost(std::string_view text) {
        const auto colon = text.find(':');
        const auto name = text.substr(0, colon);
        if (colon != std::string_view::npos) {
            const auto port = text.substr(colon + 1);
            if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), isDigit))
                return false;
        }
        const auto good = [](char c) { return isPlain(c) || c == '-' || c == '.'; };
        return !name.empty() && isPlain(name.front()) && isPlain(name.back()) &&
               name.find("..") == std::string_view::npos &&
               std::all_of(name.begin(), name.end(), good);
    }

    static std::string faultBehindHost(std::string_view text) {
        constexpr std::string_view allowed = "-._~:/?#[]@!$&'()*+,;=";
        bool has_place = false;
        while (!text.empty()) {
            const auto place = placeAt(text);
            const bool escape = text.front() == '%' && text.size() > 2 && isHexDigit(text[1]) &&
                                isHexDigit(text[2]);
            if (place.empty() && !escape && !isPlain(text.front()) &&
                allowed.find(text.front()) == std::string_view::npos)
                return "it has a character that no address has, or a place that is neither "
                       "{tenant} nor {domain}";
            has_place = has_place || !place.empty();
            text.remove_prefix(std::max<std::size_t>(place.size(), 1));
        }
        return has_place ? "" : "it has no {tenant} and no {domain}, so it leads to no customer";
    }

    static void appendEscaped(std::string& out, std::string_view value) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        for (const char c : value) {
            const auto byte = static_cast<unsigned char>(c);
            if (isPlain(c) || c == '-' || c == '.' || c == '_' || c == '~')
                out.push_back(c);
            else
                out.append({'%', digits[byte >> 4U], digits[byte & 15U]});
        }
    }
};

}  // namespace concordat::rules
