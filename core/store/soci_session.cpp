#include "core/store/soci_session.hpp"

#include <libpq-fe.h>
#include <soci/soci.h>
#include <sqlite3.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/log.hpp"
#include "core/store/native_handle.hpp"
#include "core/store/store_error.hpp"

namespace concordat::store {
namespace {

[[noreturn]] void refuseScript(const std::string& event, const std::string& code) {
    throw FatalError(event, "the database refused a script with code " + code);
}

void runOnSqlite(soci::session& session, const std::string& script, const std::string& event) {
    auto* database = sqliteHandle(session);
    if (sqlite3_exec(database, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return;
    refuseScript(event, std::to_string(sqlite3_extended_errcode(database)));
}

void runOnPostgresql(soci::session& session, const std::string& script, const std::string& event) {
    auto* result = PQexec(postgresqlHandle(session), script.c_str());
    const auto status = PQresultStatus(result);
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string code = state == nullptr ? "unknown" : state;
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) refuseScript(event, code);
}

// A second run of `CREATE TABLE IF NOT EXISTS` is no news for an operator.
void silenceNotices(soci::session& session) {
    PQsetNoticeProcessor(
        postgresqlHandle(session), [](void*, const char*) {}, nullptr);
}

}  // namespace

Dialect dialectOf(const cloud_store::SessionOpener& opener) {
    if (opener.backend() == "sqlite3") return Dialect::Sqlite;
    if (opener.backend() == "postgresql") return Dialect::Postgresql;
    throw FatalError("STORE-OPEN", "the cloud's plugin asks for the unknown store backend " +
                                       std::string(opener.backend()));
}

std::unique_ptr<soci::session> openAtStart(const cloud_store::SessionOpener& opener) {
    auto session = std::make_unique<soci::session>();
    try {
        opener.open(*session);
    } catch (const soci::soci_error& error) {
        throw FatalError("STORE-OPEN", "the store cannot be opened: " + describeConnection(error));
    } catch (const std::exception& error) {
        throw FatalError("STORE-OPEN", std::string("the store cannot be opened: ") + error.what());
    }
    if (dialectOf(opener) == Dialect::Postgresql) silenceNotices(*session);
    return session;
}

std::unique_ptr<soci::session> openForRequests(const cloud_store::SessionOpener& opener) {
    auto session = std::make_unique<soci::session>();
    try {
        opener.open(*session);
    } catch (const soci::soci_error& error) {
        // Whatever the reason: SOCI gives most failures to connect no state by which to tell.
        throwStoreError(Failure::Unavailable, "open", describeConnection(error));
    } catch (const std::exception&) {
        throwStoreError(Failure::Unavailable, "open", "refused");
    }
    return session;
}

void runScript(soci::session& session, Dialect dialect, const std::string& script,
               const std::string& event) {
    if (dialect == Dialect::Sqlite)
        runOnSqlite(session, script, event);
    else
        runOnPostgresql(session, script, event);
}

}  // namespace concordat::store
