#pragma once

#include <string>

#include "core/store/backup.hpp"

namespace concordat::store {

/// `backup` for SQLite, page by page under one read transaction. The session is one of its own.
/// @throws FatalError STORE-BACKUP-FAILED
TableCounts backupSqlite(soci::session& session, const std::string& target);

/// `restore` for SQLite, into the store of the session, which must be empty. The source is checked
/// page by page before and after. @throws FatalError STORE-RESTORE-REFUSED, STORE-RESTORE-FAILED
TableCounts restoreSqlite(soci::session& session, const StoreSettings& settings,
                          const std::string& source);

}  // namespace concordat::store
