#include "core/api/query.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

/// Follows the braces and strings of a filter that may be percent-encoded.
class BraceScanner {
public:
    /// Takes the next decoded character; true when it closed the outermost brace.
    bool closes(char c) {
        if (in_string_) {
            if (escaped_) {
                escaped_ = false;
            } else if (c == '\\') {
                escaped_ = true;
            } else if (c == '"') {
                in_string_ = false;
            }
            return false;
        }
        if (c == '"') in_string_ = true;
        if (c == '{') ++depth_;
        return c == '}' && --depth_ == 0;
    }

private:
    int depth_ = 0;
    bool in_string_ = false;
    bool escaped_ = false;
};

/// The length of a filter at the start of `rest`: to its closing brace, or to the next ampersand
/// when it has none or does not start with one.
std::size_t filterLength(std::string_view rest) {
    const auto plain = std::min(rest.find('&'), rest.size());
    // Encoded or not: clients do either.
    if (decodePercent(rest).value_or(rest.empty() ? '\0' : rest.front()) != '{') return plain;
    BraceScanner scanner;
    for (std::size_t at = 0; at < rest.size(); ++at) {
        const auto decoded = decodePercent(rest.substr(at));
        const char c = decoded.value_or(rest[at]);
        if (decoded) at += 2;
        if (!scanner.closes(c)) continue;
        return at + 1 + std::min(rest.substr(at + 1).find('&'), rest.size() - at - 1);
    }
    return plain;
}

}  // namespace

Query::Query(std::string_view query) {
    while (!query.empty() && count_ < kMost) {
        const auto name_end = query.find_first_of("=&");
        if (name_end == std::string_view::npos) return;
        const auto name = query.substr(0, name_end);
        const bool has_value = query[name_end] == '=';
        query.remove_prefix(name_end + 1);
        // "a&b=2": a name without a value says nothing that is read here.
        if (!has_value) continue;
        const auto length = equalsIgnoringCase(name, "filter")
                                ? filterLength(query)
                                : std::min(query.find('&'), query.size());
        parameters_[count_++] = {name, query.substr(0, length)};
        query.remove_prefix(std::min(length + 1, query.size()));
    }
}

std::string_view Query::raw(std::string_view name) const {
    for (std::size_t index = 0; index < count_; ++index)
        if (equalsIgnoringCase(parameters_[index].name, name)) return parameters_[index].value;
    return {};
}

std::string Query::text(std::string_view name, Plus plus) const {
    return decode(raw(name), plus);
}

std::vector<std::string> Query::texts(std::string_view name) const {
    std::vector<std::string> all;
    for (std::size_t index = 0; index < count_; ++index)
        if (equalsIgnoringCase(parameters_[index].name, name) && !parameters_[index].value.empty())
            all.push_back(decode(parameters_[index].value, Plus::IsBlank));
    return all;
}

bool Query::is(std::string_view name, std::string_view value) const {
    const auto given = raw(name);
    return given.find('%') == std::string_view::npos ? equalsIgnoringCase(given, value)
                                                     : equalsIgnoringCase(text(name), value);
}

std::uint32_t Query::number(std::string_view name, std::uint32_t low, std::uint32_t high,
                            std::uint32_t absent) const {
    const auto given = raw(name);
    if (given.empty()) return absent;
    std::uint32_t number = 0;
    const auto [end, fault] = std::from_chars(given.data(), given.data() + given.size(), number);
    if (fault != std::errc{} || end != given.data() + given.size() || number < low || number > high)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {std::string(name)});
    return number;
}

}  // namespace concordat::api
