#pragma once

#include <string>

#include "core/store/backup.hpp"

namespace concordat::store {

/// `backup` for SQLite. The session is one of its own.
TableCounts backupSqlite(soci::session& session, const std::string& target);

/// `restore` for SQLite, into the store of the session, which must be empty.
TableCounts restoreSqlite(soci::session& session, const StoreSettings& settings,
                          const std::string& source);

}  // namespace concordat::store
