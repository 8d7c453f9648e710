#pragma once

#include <span>
#include <string_view>

namespace concordat::store {

/// One text of SQL in both dialects. The texts are the files core/store/{statements,migrations}/
/// {sqlite3,postgresql}/NAME.sql, compiled in, so that a binary needs no files beside it.
struct SqlPair {
    /// Of the file, without its ending.
    std::string_view name;
    std::string_view sqlite3;
    std::string_view postgresql;
};

/// The statements, in the order of StatementId.
[[nodiscard]] std::span<const SqlPair> statementTexts();

/// The migrations, in the order in which they are applied; the names begin with their numbers.
/// Added, never edited: stores keep their checksums.
[[nodiscard]] std::span<const SqlPair> migrationTexts();

}  // namespace concordat::store
