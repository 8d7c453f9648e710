#pragma once

#include <string>

#include "core/store/backup.hpp"

namespace concordat::store {

/// `backup` for PostgreSQL, by pg_dump on the moment that the session holds.
TableCounts backupPostgresql(soci::session& session, const std::string& target);

/// `restore` for PostgreSQL, by pg_restore into the database of the session.
TableCounts restorePostgresql(soci::session& session, const StoreSettings& settings,
                              const std::string& source);

}  // namespace concordat::store
