#include "core/identity/form.hpp"

#include "core/base/text.hpp"

namespace concordat::identity {
namespace {

// Grants have ten at most.
constexpr std::size_t kMaxParameters = 50;

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::optional<std::string> decodeFormText(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded.push_back(text[i] == '+' ? ' ' : text[i]);
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = hexValue(text[i + 1]);
        const int low = hexValue(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        decoded.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    // A zero byte would also end the text early for whoever reads it as a C string.
    if (!isStorable(decoded)) return std::nullopt;
    return decoded;
}

std::string encodeFormText(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    constexpr std::string_view kUnreserved =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string encoded;
    for (const char c : text) {
        if (kUnreserved.find(c) != std::string_view::npos) {
            encoded.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded.append({'%', kDigits[byte >> 4U], kDigits[byte & 0xFU]});
    }
    return encoded;
}

std::optional<Form> parseForm(std::string_view body) {
    Form form;
    while (!body.empty()) {
        const auto pair = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(pair.size() + 1, body.size()));
        // "a=1&&b=2" and a last ampersand, which browsers and libraries send.
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        auto name = decodeFormText(pair.substr(0, equals));
        auto value = decodeFormText(equals == std::string_view::npos ? std::string_view()
                                                                     : pair.substr(equals + 1));
        if (!name || !value || form.size() == kMaxParameters) return std::nullopt;
        // Of two values, one reader takes the first and another the last.
        if (!form.emplace(std::move(*name), std::move(*value)).second) return std::nullopt;
    }
    return form;
}

std::string_view valueOf(const Form& form, std::string_view name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace concordat::identity
