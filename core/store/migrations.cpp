#include "core/store/migrations.hpp"

#include <soci/soci.h>

#include "core/base/error.hpp"
#include "core/store/migration_ledger.hpp"
#include "core/store/soci_session.hpp"
#include "core/store/sql_texts.hpp"
#include "core/store/store_error.hpp"

namespace concordat::store {
namespace {

void checkIdentity(soci::session& session, const StoreSettings& settings, const Vault& vault) {
    std::string cloud;
    std::string location;
    std::string key;
    session << "SELECT cloud, location, master_key FROM store_identity", soci::into(cloud),
        soci::into(location), soci::into(key);
    if (!session.got_data() || cloud != settings.cloud || location != settings.location)
        throw FatalError("STORE-OTHER-CLOUD", "the store belongs to cloud '" + cloud + "' in '" +
                                                  location + "' and is not opened for '" +
                                                  settings.cloud + "' in '" + settings.location +
                                                  "'");
    if (key != vault.fingerprint())
        throw FatalError("STORE-OTHER-KEY",
                         "the master key is not the one with which the store of cloud '" + cloud +
                             "' was made: put the right key back from its copy; nothing has been "
                             "written under this one");
}

void writeIdentity(soci::session& session, const StoreSettings& settings, const Vault& vault,
                   Instant now) {
    const long long created = toMicroseconds(now);
    session << "INSERT INTO store_identity (cloud, location, master_key, created) "
               "VALUES (:cloud, :location, :key, :created)",
        soci::use(settings.cloud), soci::use(settings.location), soci::use(vault.fingerprint()),
        soci::use(created);
}

/// The schema of this program.
MigrationLedger coreLedger(soci::session& session, Dialect dialect) {
    return {session, dialect, LedgerKind::Program, migrationTexts()};
}

/// That of the cloud's own tables. The texts stay the migrations'.
std::vector<SqlPair> ownTexts(const std::vector<rules::Migration>& migrations) {
    std::vector<SqlPair> texts;
    for (const auto& migration : migrations)
        texts.push_back({migration.name, migration.sqlite3, migration.postgresql});
    return texts;
}

/// Brings one schema up to date; `first` runs in the transaction of its first migration.
template <class First>
std::size_t bring(MigrationLedger ledger, Instant now, First&& first) {
    std::size_t count = 0;
    for (auto i = ledger.applied(); i < ledger.known().size(); ++i)
        if (ledger.apply(i, now, [&] {
                if (i == 0) first();
            }))
            ++count;
    return count;
}

void note(std::vector<MigrationStatus>& status, const MigrationLedger& ledger) {
    const auto applied = ledger.applied();
    for (std::size_t i = 0; i < ledger.known().size(); ++i)
        status.push_back({std::string(ledger.known()[i].name), i < applied});
}

Dialect dialectOf(soci::session& session) {
    return session.get_backend_name() == "sqlite3" ? Dialect::Sqlite : Dialect::Postgresql;
}

}  // namespace

std::size_t migrate(const cloud_store::SessionOpener& opener, const StoreSettings& settings,
                    const Vault& vault, Instant now) try {
    const auto dialect = store::dialectOf(opener);
    const auto session = openAtStart(opener);
    if (dialect == Dialect::Sqlite) *session << "PRAGMA journal_mode = WAL";
    auto count = bring(coreLedger(*session, dialect), now,
                       [&] { writeIdentity(*session, settings, vault, now); });
    // Before the cloud's own: they must not go into another cloud's store.
    checkIdentity(*session, settings, vault);
    const auto own = ownTexts(settings.own_migrations);
    count += bring({*session, dialect, LedgerKind::Cloud, own}, now, [] {});
    return count;
} catch (const soci::soci_error& error) {
    throw FatalError("STORE-MIGRATION-FAILED", describe(error));
}

std::vector<MigrationStatus> migrationStatus(
    const cloud_store::SessionOpener& opener,
    const std::vector<rules::Migration>& own_migrations) try {
    const auto dialect = store::dialectOf(opener);
    const auto session = openAtStart(opener);
    std::vector<MigrationStatus> status;
    note(status, coreLedger(*session, dialect));
    const auto own = ownTexts(own_migrations);
    note(status, {*session, dialect, LedgerKind::Cloud, own});
    return status;
} catch (const soci::soci_error& error) {
    throw FatalError("STORE-OPEN", describe(error));
}

void requireOwner(soci::session& session) try {
    if (dialectOf(session) == Dialect::Sqlite) return;
    int owned = 0;
    session << "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() "
               "AND tablename = 'partners' AND pg_has_role(tableowner, 'USAGE')",
        soci::into(owned);
    if (owned == 0)
        throw FatalError("STORE-NOT-OWNER",
                         "operators' commands need the role that owns the tables: set store.owner "
                         "and store.owner_password_file");
} catch (const soci::soci_error& error) {
    throw FatalError("STORE-OPEN", describe(error));
}

void checkSchema(soci::session& session, const StoreSettings& settings, const Vault& vault) try {
    const auto dialect = dialectOf(session);
    const auto own = ownTexts(settings.own_migrations);
    const MigrationLedger own_ledger(session, dialect, LedgerKind::Cloud, own);
    if (coreLedger(session, dialect).applied() < migrationTexts().size() ||
        own_ledger.applied() < own.size())
        throw FatalError("STORE-SCHEMA-BEHIND",
                         "the store's schema is older than this program or the cloud's plugin: run "
                         "`concordat migrate`");
    checkIdentity(session, settings, vault);
} catch (const soci::soci_error& error) {
    throw FatalError("STORE-OPEN", describe(error));
}

}  // namespace concordat::store
