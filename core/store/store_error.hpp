#pragma once

#include <soci/error.h>
#include <string_view>

#include "core/base/error.hpp"

/// The border where databases' errors become the project's: only store_error.cpp looks inside them.
/// What a database says may carry bound values, which are personal data: only its codes are logged.
namespace concordat::store {

/// What a database's error means to the store.
enum class Failure {
    Guard,        ///< a guarded write found nothing (PostgreSQL's CC001)
    Taken,        ///< a unique value exists
    Busy,         ///< a lock or time-out: safe to try again
    Unavailable,  ///< the connection, the file or the disk is gone
    Bug           ///< anything else: SQL that is wrong for the schema
};

/// The failure behind an extended result code of SQLite. SOCI leaves such errors without a
/// category, hence our own table.
[[nodiscard]] Failure failureOfSqlite(int result) noexcept;

/// The failure behind a SQLSTATE of PostgreSQL; empty: the connection was lost. CC001 is the
/// project's own, raised by concordat_require.
[[nodiscard]] Failure failureOfPostgresql(std::string_view sqlstate) noexcept;

/// Logs a failure of `operation` with the database's `code`, and throws the Error that callers see:
/// StoreUnavailable for Busy and Unavailable, Internal otherwise. `operation` is a statement's
/// name: never SQL with values.
[[noreturn]] void throwStoreError(Failure failure, std::string_view operation,
                                  std::string_view code);

/// The same for an error of SOCI, whose own text holds bound values and is not looked at.
[[noreturn]] void rethrowAsStoreError(const soci::soci_error& error, std::string_view operation);

/// A text about an error of SOCI for operators at start: codes, never SQL or values.
[[nodiscard]] std::string describe(const soci::soci_error& error);

/// The same for a connection that could not be made: why, in libpq's own words, which then name
/// host, role and database and no secret.
[[nodiscard]] std::string describeConnection(const soci::soci_error& error);

}  // namespace concordat::store
