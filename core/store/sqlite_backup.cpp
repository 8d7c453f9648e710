#include "core/store/sqlite_backup.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <soci/soci.h>
#include <sqlite3.h>
#include <unistd.h>

#include "core/base/error.hpp"
#include "core/store/native_handle.hpp"

namespace concordat::store {
namespace {

constexpr mode_t kOwnerOnly = 0600;

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

/// Carries a failure to whoever knows whether a backup or a restore failed.
struct CopyFailure {
    std::string why;
};

[[noreturn]] void fail(sqlite3* database) {
    throw CopyFailure{"SQLite answered with code " +
                      std::to_string(sqlite3_extended_errcode(database))};
}

Database openFile(const std::string& path, int flags) {
    sqlite3* opened = nullptr;
    const auto result = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
    Database database(opened);
    if (result != SQLITE_OK) fail(opened);
    return database;
}

void forEachRow(sqlite3* database, const std::string& sql,
                const std::function<void(sqlite3_stmt*)>& use) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        fail(database);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> kept(statement, sqlite3_finalize);
    int result = sqlite3_step(statement);
    for (; result == SQLITE_ROW; result = sqlite3_step(statement)) use(statement);
    if (result != SQLITE_DONE) fail(database);
}

std::string textOf(sqlite3_stmt* statement, int column) {
    const auto* text = static_cast<const char*>(sqlite3_column_blob(statement, column));
    return {text == nullptr ? "" : text,
            static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

void execute(sqlite3* database, const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database);
}

std::uint64_t countRowsOf(sqlite3* database, const std::string& table) {
    std::int64_t rows = 0;
    forEachRow(database, "SELECT count(*) FROM \"" + table + "\"",
               [&](sqlite3_stmt* row) { rows = sqlite3_column_int64(row, 0); });
    return static_cast<std::uint64_t>(rows);
}

TableCounts countRows(sqlite3* database) {
    TableCounts counts;
    forEachRow(database, "SELECT name FROM sqlite_master WHERE type = 'table'",
               [&](sqlite3_stmt* row) { counts[textOf(row, 0)] = 0; });
    for (auto& table : counts) table.second = countRowsOf(database, table.first);
    return counts;
}

/// Reads every page and every index entry.
void checkIntegrity(sqlite3* database) {
    forEachRow(database, "PRAGMA integrity_check", [](sqlite3_stmt* row) {
        if (textOf(row, 0) != "ok") throw CopyFailure{"the copy is damaged"};
    });
}

void copyPages(sqlite3* from, sqlite3* to) {
    auto* copying = sqlite3_backup_init(to, "main", from, "main");
    if (copying == nullptr) fail(to);
    const auto result = sqlite3_backup_step(copying, -1);
    const auto finished = sqlite3_backup_finish(copying);
    if (result != SQLITE_DONE || finished != SQLITE_OK) fail(to);
}

/// Makes an empty file that only its owner can read; an existing one is left alone.
void makeFile(const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
    if (file < 0)
        throw FatalError("STORE-BACKUP-FAILED",
                         "cannot make the file " + path + ": " + strerror(errno));
    ::close(file);
}

TableCounts copyTo(sqlite3* store, const std::string& target) {
    // The open transaction holds one moment of the store, for the counts and the copy alike.
    execute(store, "BEGIN");
    auto counts = countRows(store);
    if (!counts.contains("store_identity")) throw CopyFailure{"the store is empty"};
    const auto copy = openFile(target, SQLITE_OPEN_READWRITE);
    copyPages(store, copy.get());
    execute(store, "COMMIT");
    execute(copy.get(), "PRAGMA journal_mode = DELETE");  // one file, nothing beside it
    checkIntegrity(copy.get());
    if (countRows(copy.get()) != counts) throw CopyFailure{"the copy has other rows"};
    return counts;
}

void checkSource(sqlite3* source, const StoreSettings& settings) {
    bool ours = false;
    forEachRow(source, "SELECT cloud, location FROM store_identity", [&](sqlite3_stmt* row) {
        ours = textOf(row, 0) == settings.cloud && textOf(row, 1) == settings.location;
    });
    if (!ours)
        throw FatalError("STORE-RESTORE-REFUSED", "the file is no backup of this cloud and place");
}

}  // namespace

TableCounts backupSqlite(soci::session& session, const std::string& target) {
    makeFile(target);
    try {
        return copyTo(sqliteHandle(session), target);
    } catch (const CopyFailure& failure) {
        ::unlink(target.c_str());
        throw FatalError("STORE-BACKUP-FAILED", failure.why);
    }
}

TableCounts restoreSqlite(soci::session& session, const StoreSettings& settings,
                          const std::string& source) {
    auto* store = sqliteHandle(session);
    try {
        const auto file = openFile(source, SQLITE_OPEN_READONLY);
        checkIntegrity(file.get());
        checkSource(file.get(), settings);
        copyPages(file.get(), store);
        execute(store, "PRAGMA journal_mode = WAL");
        checkIntegrity(store);
        auto counts = countRows(store);
        if (counts != countRows(file.get())) throw CopyFailure{"the store has other rows"};
        return counts;
    } catch (const CopyFailure& failure) {
        throw FatalError("STORE-RESTORE-FAILED", failure.why);
    }
}

}  // namespace concordat::store
