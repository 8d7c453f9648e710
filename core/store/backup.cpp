#include "core/store/backup.hpp"

#include <soci/soci.h>

#include "core/base/error.hpp"
#include "core/store/migrations.hpp"
#include "core/store/postgresql_backup.hpp"
#include "core/store/soci_session.hpp"
#include "core/store/sqlite_backup.hpp"
#include "core/store/store_error.hpp"
#include "core/store/store_lock.hpp"

namespace concordat::store {
namespace {

/// Serving and restoring one SQLite store exclude one another.
std::unique_ptr<StoreLock> lockStore(Dialect dialect, const StoreSettings& settings) {
    if (dialect != Dialect::Sqlite) return nullptr;
    return std::make_unique<StoreLock>(settings.sqlite.path);
}

}  // namespace

TableCounts backup(const cloud_store::SessionOpener& opener, const std::string& target) try {
    const auto session = openAtStart(opener);
    requireOwner(*session);
    return dialectOf(opener) == Dialect::Sqlite ? backupSqlite(*session, target)
                                                : backupPostgresql(*session, target);
} catch (const soci::soci_error& error) {
    throw FatalError("STORE-BACKUP-FAILED", describe(error));
}

TableCounts restore(const cloud_store::SessionOpener& opener, const StoreSettings& settings,
                    const std::string& source) try {
    for (const auto& migration : migrationStatus(opener, settings.own_migrations))
        if (migration.applied)
            throw FatalError("STORE-RESTORE-REFUSED",
                             "the store is not empty: restore into a new one");
    const auto dialect = dialectOf(opener);
    const auto lock = lockStore(dialect, settings);
    const auto session = openAtStart(opener);
    return dialect == Dialect::Sqlite ? restoreSqlite(*session, settings, source)
                                      : restorePostgresql(*session, settings, source);
} catch (const soci::soci_error& error) {
    throw FatalError("STORE-RESTORE-FAILED", describe(error));
}

}  // namespace concordat::store
