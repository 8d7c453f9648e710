#include "core/store/store_error.hpp"

#include <array>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <string>

#include "core/base/error_codes.hpp"
#include "core/base/log.hpp"

namespace concordat::store {
namespace {

struct SocisVerdict {
    Failure failure;
    std::string code;
};

/// SOCI 4.0 leaves errors of SQLite without a category and knows the state of PostgreSQL's.
SocisVerdict judge(const soci::soci_error& error) {
    if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error))
        return {failureOfSqlite(sqlite->result()), std::to_string(sqlite->result())};
    if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error)) {
        const auto state = postgresql->sqlstate();
        if (state.find_first_of(std::string_view(" \0", 2)) != std::string::npos)
            return {Failure::Unavailable, "no connection"};
        return {failureOfPostgresql(state), state};
    }
    if (error.get_error_category() == soci::soci_error::connection_error)
        return {Failure::Unavailable, "no connection"};
    return {Failure::Bug, "unknown"};
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
    for (const auto candidate : words)
        if (word == candidate) return true;
    return false;
}

/// Of the codes that operators meet; one of PostgreSQL has five characters.
std::string_view meaningOf(std::string_view code) noexcept {
    if (code == "42501") return ": the role that signed in may not do this";
    if (code == "11") return ": the file of the store is damaged; restore a backup";
    if (code == "26") return ": the file of the store is no SQLite database";
    return "";
}

}  // namespace

Failure failureOfSqlite(int result) noexcept {
    switch (result & 0xff) {
        case SQLITE_CONSTRAINT:
            return result == SQLITE_CONSTRAINT_PRIMARYKEY || result == SQLITE_CONSTRAINT_UNIQUE
                       ? Failure::Taken
                       : Failure::Bug;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_INTERRUPT:
            return Failure::Busy;
        case SQLITE_IOERR:
        case SQLITE_FULL:
        case SQLITE_CANTOPEN:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_READONLY:
        case SQLITE_PROTOCOL:
            return Failure::Unavailable;
        default:
            return Failure::Bug;
    }
}

Failure failureOfPostgresql(std::string_view sqlstate) noexcept {
    if (sqlstate.empty()) return Failure::Unavailable;
    if (sqlstate == "CC001") return Failure::Guard;
    if (sqlstate == "23505") return Failure::Taken;
    // Classes: 08 connection, 53 resources, 57 operator, 58 system, XX corruption.
    const auto error_class = sqlstate.substr(0, 2);
    if (isOneOf(sqlstate, {"57014", "55P03", "40001", "40P01", "25P03"})) return Failure::Busy;
    if (isOneOf(error_class, {"08", "53", "57", "58", "XX"})) return Failure::Unavailable;
    return Failure::Bug;
}

void throwStoreError(Failure failure, std::string_view operation, std::string_view code) {
    const LogField what{"operation", operation};
    const LogField why{"code", code};
    switch (failure) {
        case Failure::Busy:
            logEvent(Severity::Warning, "STORE-BUSY", "the store did not answer in time",
                     {what, why});
            break;
        case Failure::Unavailable:
            logEvent(Severity::Error, "STORE-UNAVAILABLE", "the store cannot be used", {what, why});
            break;
        case Failure::Guard:
        case Failure::Taken:
        case Failure::Bug:
            logEvent(Severity::Error, "STORE-STATEMENT-FAILED", "the store refused a statement",
                     {what, why});
            throw Error(ErrorKind::Internal, codes::kUnexpected);
    }
    throw Error(ErrorKind::StoreUnavailable, codes::kStoreUnavailable);
}

void rethrowAsStoreError(const soci::soci_error& error, std::string_view operation) {
    const auto verdict = judge(error);
    throwStoreError(verdict.failure, operation, verdict.code);
}

std::string describe(const soci::soci_error& error) {
    const auto code = judge(error).code;
    return "the database answered with code " + code + std::string(meaningOf(code));
}

std::string describeConnection(const soci::soci_error& error) {
    const auto text = error.get_error_message();
    // Other texts may quote what was connected with.
    for (const auto* beginning : {"connection to server", "could not translate host name"}) {
        const auto start = text.find(beginning);
        if (start != std::string::npos) return text.substr(start, text.find('\n', start) - start);
    }
    return describe(error);
}

}  // namespace concordat::store
