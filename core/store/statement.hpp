#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/store/statement_id.hpp"
#include "core/store/value.hpp"

namespace concordat::store {

/// A statement's text with its parameters found.
struct ParsedSql {
    /// The names in the order of their first appearance, each once, without the colon.
    std::vector<std::string> parameters;

    /// The text with every `:name` replaced by `$n`, n being its place in `parameters`, from 1.
    std::string numbered;
};

/// Finds the named parameters of an SQL text: `:name` of small letters, digits and underscores.
/// Skips literals, comments to the end of a line and PostgreSQL's `::`; knows no block comments,
/// quoted identifiers or dollar quotes, which statements therefore do not use.
[[nodiscard]] ParsedSql parseSql(std::string_view text);

/// A statement as sessions need it in their dialect.
struct Statement {
    std::string name;
    std::string text;  ///< as written (SQLite: one or several statements) or numbered (PostgreSQL)
    std::vector<std::string> parameters;  ///< where each value goes, by the text's own order
};

/// Which dialect a store speaks.
enum class Dialect : std::uint8_t { Sqlite, Postgresql };

/// All statements of a dialect in the order of StatementId; made once, immutable, from any thread.
[[nodiscard]] const std::vector<Statement>& statementsOf(Dialect dialect);

/// The value for the parameter called `name`. `hint` is where it probably is: callers list values
/// in the order of the text, so that the search usually ends at once. @throws std::logic_error when
/// a caller forgot one
[[nodiscard]] const Value& valueFor(std::string_view name, Parameters parameters, std::size_t hint);

}  // namespace concordat::store
