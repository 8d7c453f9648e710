#pragma once

#include <string>

#include "core/store/backup.hpp"

namespace concordat::store {

/// `backup` for PostgreSQL, by pg_dump on the moment that the session holds: a snapshot that both
/// share. @throws FatalError STORE-BACKUP-FAILED
TableCounts backupPostgresql(soci::session& session, const std::string& target);

/// `restore` for PostgreSQL, by pg_restore into the database of the session, in one transaction.
/// Makes the role that serves if there is none. @throws FatalError STORE-RESTORE-REFUSED,
/// STORE-RESTORE-FAILED
TableCounts restorePostgresql(soci::session& session, const StoreSettings& settings,
                              const std::string& source);

}  // namespace concordat::store
