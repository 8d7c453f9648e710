#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <concordat/cloud_store/session_opener.hpp>

#include "core/store/store_settings.hpp"

namespace concordat::store {

/// How many rows each table has, by its name; what copies are compared by.
using TableCounts = std::map<std::string, std::uint64_t>;

/// Copies a store to the new file `target` (mode 0600) while it is served: one moment of the store,
/// whatever is written meanwhile. The copy is then read back whole and its rows compared with that
/// moment's. SQLite: a store file; PostgreSQL: an archive of pg_dump, which must be installed.
/// Personal data in it is sealed; the master key is not in it and must be kept elsewhere. `opener`
/// is the table owner's. Takes as long as reading the store twice. Returns what was copied. @throws
/// FatalError STORE-NOT-OWNER, STORE-BACKUP-FAILED; then there is no file, but one that was there
/// before is left alone
TableCounts backup(const cloud_store::SessionOpener& opener, const std::string& target);

/// Fills a store that has no tables from a file that `backup` made, all of it or nothing, and
/// compares the rows. Nobody may serve from the store meanwhile, which a lock sees to for SQLite. A
/// PostgreSQL archive goes into a database and under a role of the same names as those it was made
/// from. The store then has the schema of the backup: `migrate` brings it up to date. Returns what
/// was restored.
/// @throws FatalError STORE-RESTORE-REFUSED when the store is not empty or the file is not a backup
/// of this cloud, STORE-RESTORE-FAILED
TableCounts restore(const cloud_store::SessionOpener& opener, const StoreSettings& settings,
                    const std::string& source);

}  // namespace concordat::store
