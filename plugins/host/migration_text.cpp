#include "plugins/host/migration_text.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace concordat::host {

namespace {

/// PostgreSQL cuts longer names, and a name that was cut may be another's.
constexpr std::size_t kLongestName = 63;

constexpr std::array<std::string_view, 24> kTypes{
    "bigint", "blob",      "boolean",  "bytea",   "char", "character", "date",        "decimal",
    "double", "float",     "int",      "integer", "json", "jsonb",     "numeric",     "real",
    "serial", "bigserial", "smallint", "text",    "time", "timestamp", "timestamptz", "varchar"};
/// What may stand before an opening parenthesis besides names of the cloud's own.
constexpr std::array<std::string_view, 22> kBeforeParenthesis{
    "abs",     "and",   "char",   "character", "check",  "coalesce", "conflict", "decimal",
    "default", "in",    "key",    "length",    "lower",  "not",      "nullif",   "numeric",
    "or",      "round", "unique", "upper",     "values", "varchar"};
/// Words that lead to other tables or out of the statement.
constexpr std::array<std::string_view, 18> kForbidden{
    "as",   "attach", "call", "copy",      "execute",   "from",   "inherit", "inherits",   "into",
    "join", "like",   "of",   "partition", "returning", "select", "table",   "tablespace", "using"};
constexpr std::array<std::string_view, 5> kConstraints{"check", "constraint", "foreign", "primary",
                                                       "unique"};

template <std::size_t Size>
bool isAmong(std::string_view word, const std::array<std::string_view, Size>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

[[noreturn]] void refuse(const std::string& why) {
    throw std::invalid_argument(why);
}

/// A word in small letters, "'" for a text, "0" for a number, or one sign.
using Tokens = std::vector<std::string>;

/// Takes a text apart into statements of tokens.
class Tokenizer {
public:
    explicit Tokenizer(std::string_view text) : text_(text) {}

    std::vector<Tokens> statements() {
        std::vector<Tokens> all(1);
        for (auto token = next(); !token.empty(); token = next()) {
            if (token == ";")
                all.emplace_back();
            else
                all.back().push_back(token);
        }
        std::erase_if(all, [](const Tokens& tokens) { return tokens.empty(); });
        return all;
    }

private:
    std::string next() {
        skipBlanks();
        if (at_ == text_.size()) return {};
        const char c = text_[at_];
        if (c == '\'') return takeText();
        if (isDigit(c)) {
            takeWhile([](char d) { return isDigit(d) || d == '.'; });
            return "0";
        }
        if (isWordCharacter(c)) return takeWord();
        ++at_;
        // Signs that mean the same in both dialects; quoted names, casts, places, comments over
        // lines and escapes do not.
        if (std::string_view("(),;=<>+-*").find(c) == std::string_view::npos)
            refuse(c > ' ' && c <= '~'
                       ? std::string("the sign '") + c + "' is not used in migrations"
                       : "a sign that cannot be printed stands outside a text");
        return {c};
    }

    void skipBlanks() {
        while (at_ < text_.size()) {
            if (text_.substr(at_, 2) == "--")
                at_ = std::min(text_.find('\n', at_), text_.size());
            else if (std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
                ++at_;
            else
                return;
        }
    }

    std::string takeText() {
        const auto end = text_.find('\'', at_ + 1);
        if (end == std::string_view::npos) refuse("a text has no end");
        if (text_.substr(at_, end - at_).find('\\') != std::string_view::npos)
            refuse("a text holds a backslash");
        at_ = end + 1;
        return "'";
    }

    std::string takeWord() {
        auto word = takeWhile(isWordCharacter);
        // As in E'...', where a backslash would hide the end.
        if (at_ < text_.size() && text_[at_] == '\'') refuse("a text has a prefix");
        std::transform(word.begin(), word.end(), word.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return word;
    }

    template <class Belongs>
    std::string takeWhile(Belongs&& belongs) {
        const auto from = at_;
        while (at_ < text_.size() && belongs(text_[at_])) ++at_;
        return std::string(text_.substr(from, at_ - from));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// Reads one statement from left to right.
class StatementCheck {
public:
    StatementCheck(const Tokens& tokens, std::string_view prefix)
        : tokens_(tokens), prefix_(prefix) {}

    void run() {
        if (accept("create"))
            checkCreate();
        else if (accept("alter"))
            checkAlter();
        else if (accept("drop"))
            checkDrop();
        else if (accept("insert"))
            checkInsert();
        else if (accept("update"))
            checkUpdate();
        else if (accept("delete"))
            checkDelete();
        else
            refuse("'" + peek() + "' begins no statement that migrations may have");
    }

private:
    void checkCreate() {
        if (accept("table")) {
            acceptIfNotExists();
            takeOwnName();
            if (peek() != "(") refuse("the columns of a table follow its name");
            checkColumns();
            return checkRest();
        }
        accept("unique");
        demand("index");
        acceptIfNotExists();
        takeOwnName();
        demand("on");
        takeOwnName();
        checkRest();
    }

    void checkAlter() {
        demand("table");
        takeOwnName();
        if (accept("add")) {
            demand("column");
            checkColumn(at_);
        } else if (!accept("drop") && !accept("rename")) {
            refuse("a table may ADD, DROP or RENAME a COLUMN, not '" + peek() + "'");
        } else {
            demand("column");
        }
        // A second action would be a second statement.
        int depth = 0;
        for (auto i = at_; i < tokens_.size(); ++i) {
            depth += tokens_[i] == "(" ? 1 : tokens_[i] == ")" ? -1 : 0;
            if (depth == 0 && tokens_[i] == ",") refuse("a table is changed in one way at a time");
        }
        checkRest();
    }

    void checkDrop() {
        if (!accept("table")) demand("index");
        if (accept("if")) demand("exists");
        takeOwnName();
        if (at_ != tokens_.size()) refuse("nothing follows the name that is dropped");
    }

    void checkInsert() {
        demand("into");
        takeOwnName();
        checkRest();
    }

    void checkUpdate() {
        takeOwnName();
        demand("set");
        checkRest();
    }

    void checkDelete() {
        demand("from");
        takeOwnName();
        checkRest();
    }

    /// That every column has a type of the database's: a table is a type too.
    void checkColumns() const {
        int depth = 0;
        for (auto i = at_; i < tokens_.size(); ++i) {
            if (tokens_[i] == "(") ++depth;
            if (tokens_[i] == ")") --depth;
            if (depth == 1 && (tokens_[i] == "(" || tokens_[i] == ",")) checkColumn(i + 1);
        }
    }

    void checkColumn(std::size_t i) const {
        if (isAmong(tokenAt(i), kConstraints)) return;
        if (!isAmong(tokenAt(i + 1), kTypes))
            refuse("the column '" + tokenAt(i) + "' has the type '" + tokenAt(i + 1) +
                   "', which is not one that migrations may have");
    }

    void checkRest() {
        for (; at_ < tokens_.size(); ++at_) {
            const auto& token = tokens_[at_];
            if (isAmong(token, kForbidden)) refuse("'" + token + "' is not used in migrations");
            if (token == "references") checkOwn(tokenAt(at_ + 1));
            if (tokenAt(at_ + 1) == "(" && isWordCharacter(token.front()) && !isOwn(token) &&
                !isAmong(token, kBeforeParenthesis))
                refuse("the function '" + token + "' is not used in migrations");
        }
    }

    bool isOwn(const std::string& name) const {
        return name.starts_with(prefix_) && name.size() > prefix_.size() &&
               name.size() <= kLongestName;
    }

    void checkOwn(const std::string& name) const {
        if (!isOwn(name))
            refuse("'" + name + "' is not the cloud's own: names begin with " +
                   std::string(prefix_) + " and have at most 63 characters");
    }

    void takeOwnName() {
        checkOwn(peek());
        ++at_;
    }

    void acceptIfNotExists() {
        if (!accept("if")) return;
        demand("not");
        demand("exists");
    }

    bool accept(std::string_view word) {
        if (peek() != word) return false;
        ++at_;
        return true;
    }

    void demand(std::string_view word) {
        if (!accept(word)) refuse("'" + peek() + "' stands where '" + std::string(word) + "' must");
    }

    std::string peek() const { return tokenAt(at_); }
    std::string tokenAt(std::size_t i) const { return i < tokens_.size() ? tokens_[i] : ""; }

    const Tokens& tokens_;
    std::string_view prefix_;
    std::size_t at_ = 0;
};

}  // namespace

std::string tablePrefixOf(std::string_view cloud_id) {
    std::string prefix = "cloud_" + std::string(cloud_id) + "_";
    std::replace(prefix.begin(), prefix.end(), '-', '_');
    return prefix;
}

std::string offenceIn(std::string_view sql, std::string_view prefix) try {
    const auto statements = Tokenizer(sql).statements();
    if (statements.empty()) return "it holds no statement";
    for (const auto& tokens : statements) StatementCheck(tokens, prefix).run();
    return {};
} catch (const std::invalid_argument& offence) {
    return offence.what();
}

}  // namespace concordat::host
