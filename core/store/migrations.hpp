#pragma once

#include <string>
#include <vector>

#include <concordat/cloud_store/session_opener.hpp>
#include <concordat/rules/own_tables.hpp>

#include "core/base/time.hpp"
#include "core/store/store_settings.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// A migration that this program or the cloud's plugin knows, and whether the store has it.
struct MigrationStatus {
    std::string name;  ///< such as "0001_accounts"
    bool applied = false;
};

/// Brings a store's schema up to date: each missing migration in a transaction of its own, in
/// order, while other processes that would do the same wait. The first one also writes down for
/// which cloud and place the store is and under which master key, that of `vault`, for ever. Then
/// those of the cloud's own tables, which `settings` hold. Needs
/// the role that owns the schema. Returns how many were applied. There is no way back.
/// @throws FatalError STORE-OPEN, STORE-SCHEMA-NEWER, STORE-SCHEMA-CHANGED, STORE-OTHER-CLOUD,
/// STORE-OTHER-KEY, STORE-MIGRATION-FAILED
std::size_t migrate(const cloud_store::SessionOpener& opener, const StoreSettings& settings,
                    const Vault& vault, Instant now);

/// What `migrate` would find, in order, the cloud's own last; changes nothing. Of an empty store
/// none is applied. @throws FatalError STORE-OPEN, STORE-SCHEMA-NEWER, STORE-SCHEMA-CHANGED
[[nodiscard]] std::vector<MigrationStatus> migrationStatus(
    const cloud_store::SessionOpener& opener,
    const std::vector<rules::Migration>& own_migrations = {});

/// Refuses a role of PostgreSQL that does not own the tables: row-level security shows it nothing,
/// and a command would find nothing, or copy nothing, without a word. SQLite has no roles.
/// @throws FatalError STORE-NOT-OWNER
void requireOwner(soci::session& session);

/// Refuses a store whose schema is not exactly this program's and its cloud's own, that belongs to
/// another cloud or place, or that was made with another master key than that of `vault`, under
/// which nothing of it could be read and what is new would be lost to the right one: asked at every
/// start.
/// @throws FatalError STORE-SCHEMA-BEHIND and those above
void checkSchema(soci::session& session, const StoreSettings& settings, const Vault& vault);

}  // namespace concordat::store
