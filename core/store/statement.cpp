#include "core/store/statement.hpp"

#include <algorithm>
#include <stdexcept>

#include "core/store/sql_texts.hpp"

namespace concordat::store {
namespace {

bool isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}

bool isNamePart(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
}

/// Where the comment or literal that starts at `at` ends; `at` itself when none starts there.
std::size_t skipPlain(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) == "--") return std::min(text.find('\n', at), text.size());
    if (text[at] == '\'') return std::min(text.find('\'', at + 1), text.size() - 1) + 1;
    if (text.substr(at, 2) == "::") return at + 2;
    return at;
}

std::size_t placeOf(std::vector<std::string>& names, std::string_view name) {
    const auto known = std::find(names.begin(), names.end(), name);
    if (known != names.end()) return static_cast<std::size_t>(known - names.begin());
    names.emplace_back(name);
    return names.size() - 1;
}

std::vector<Statement> parseAll(Dialect dialect) {
    std::vector<Statement> statements;
    for (const auto& pair : statementTexts()) {
        const auto text = dialect == Dialect::Sqlite ? pair.sqlite3 : pair.postgresql;
        auto parsed = parseSql(text);
        statements.push_back(
            {std::string(pair.name),
             dialect == Dialect::Sqlite ? std::string(text) : std::move(parsed.numbered),
             std::move(parsed.parameters)});
    }
    return statements;
}

}  // namespace

ParsedSql parseSql(std::string_view text) {
    ParsedSql parsed;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto end = skipPlain(text, at); end != at) {
            parsed.numbered += text.substr(at, end - at);
            at = end;
        } else if (text[at] == ':' && at + 1 < text.size() && isNameStart(text[at + 1])) {
            const auto start = ++at;
            while (at < text.size() && isNamePart(text[at])) ++at;
            const auto place = placeOf(parsed.parameters, text.substr(start, at - start));
            parsed.numbered += '$' + std::to_string(place + 1);
        } else {
            parsed.numbered += text[at++];
        }
    }
    return parsed;
}

const std::vector<Statement>& statementsOf(Dialect dialect) {
    static const auto sqlite = parseAll(Dialect::Sqlite);
    static const auto postgresql = parseAll(Dialect::Postgresql);
    return dialect == Dialect::Sqlite ? sqlite : postgresql;
}

const Value& valueFor(std::string_view name, Parameters parameters, std::size_t hint) {
    if (hint < parameters.size() && parameters[hint].name == name) return parameters[hint].value;
    for (const auto& parameter : parameters)
        if (parameter.name == name) return parameter.value;
    throw std::logic_error("a statement was given no value for " + std::string(name));
}

}  // namespace concordat::store
