#include "core/store/migrations.hpp"

#include <array>
#include <openssl/evp.h>
#include <optional>
#include <soci/soci.h>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/store/soci_session.hpp"
#include "core/store/sql_texts.hpp"
#include "core/store/store_error.hpp"

namespace concordat::store {
namespace {

/// Any number that no other program uses: migrations of one database wait for one another on it.
constexpr auto kTakeMigrationLock = "SELECT pg_advisory_xact_lock(7236843)";

constexpr auto kCreateList =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, "
    "applied BIGINT NOT NULL)";

struct Applied {
    std::string name;
    std::string checksum;
};

std::string checksumOf(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
    constexpr char kHex[] = "0123456789abcdef";
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex.push_back(kHex[digest[i] >> 4U]);
        hex.push_back(kHex[digest[i] & 0x0FU]);
    }
    return hex;
}

std::string_view textOf(const SqlPair& pair, Dialect dialect) {
    return dialect == Dialect::Sqlite ? pair.sqlite3 : pair.postgresql;
}

bool hasTable(soci::session& session, Dialect dialect, const std::string& table) {
    long long found = 0;
    if (dialect == Dialect::Sqlite)
        session << "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :name",
            soci::use(table), soci::into(found);
    else
        session << "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() "
                   "AND tablename = :name",
            soci::use(table), soci::into(found);
    return found > 0;
}

std::vector<Applied> readApplied(soci::session& session, Dialect dialect) {
    std::vector<Applied> applied;
    if (!hasTable(session, dialect, "schema_migrations")) return applied;
    Applied row;
    soci::statement statement =
        (session.prepare << "SELECT name, checksum FROM schema_migrations ORDER BY number",
         soci::into(row.name), soci::into(row.checksum));
    statement.execute();
    while (statement.fetch()) applied.push_back(row);
    return applied;
}

/// Refuses a schema that this program did not make or that a later one has changed.
void compare(const std::vector<Applied>& applied, Dialect dialect) {
    const auto known = migrationTexts();
    if (applied.size() > known.size())
        throw FatalError("STORE-SCHEMA-NEWER",
                         "the store has migration " + applied.back().name +
                             ", which this program does not know: start a newer program");
    for (std::size_t i = 0; i < applied.size(); ++i)
        if (applied[i].name != known[i].name ||
            applied[i].checksum != checksumOf(textOf(known[i], dialect)))
            throw FatalError("STORE-SCHEMA-CHANGED",
                             "migration " + applied[i].name +
                                 " of the store is not the one that this program knows");
}

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

/// Applies the migration with this index, unless another process did so while we waited.
bool applyOne(soci::session& session, Dialect dialect, const StoreSettings& settings,
              const Vault& vault, std::size_t index, Instant now) {
    const auto& pair = migrationTexts()[index];
    const std::string event = "STORE-MIGRATION-FAILED";
    const bool sqlite = dialect == Dialect::Sqlite;
    runScript(session, dialect, sqlite ? "BEGIN IMMEDIATE" : "BEGIN", event);
    if (!sqlite) runScript(session, dialect, kTakeMigrationLock, event);
    session << kCreateList;
    const auto applied = readApplied(session, dialect);
    compare(applied, dialect);
    const bool missing = applied.size() == index;
    if (missing) {
        const std::string text(textOf(pair, dialect));
        runScript(session, dialect, text, event);
        const auto number = static_cast<long long>(index) + 1;
        const std::string name(pair.name);
        const auto checksum = checksumOf(text);
        const long long at = toMicroseconds(now);
        session << "INSERT INTO schema_migrations (number, name, checksum, applied) "
                   "VALUES (:number, :name, :checksum, :applied)",
            soci::use(number), soci::use(name), soci::use(checksum), soci::use(at);
        if (index == 0) writeIdentity(session, settings, vault, now);
    }
    runScript(session, dialect, "COMMIT", event);
    return missing;
}

std::vector<Applied> readAndCompare(soci::session& session, Dialect dialect) {
    auto applied = readApplied(session, dialect);
    compare(applied, dialect);
    return applied;
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
    std::size_t count = 0;
    for (auto i = readAndCompare(*session, dialect).size(); i < migrationTexts().size(); ++i)
        if (applyOne(*session, dialect, settings, vault, i, now)) ++count;
    checkIdentity(*session, settings, vault);
    return count;
} catch (const soci::soci_error& error) {
    throw FatalError("STORE-MIGRATION-FAILED", describe(error));
}

std::vector<MigrationStatus> migrationStatus(const cloud_store::SessionOpener& opener) try {
    const auto dialect = store::dialectOf(opener);
    const auto session = openAtStart(opener);
    const auto applied = readAndCompare(*session, dialect).size();
    std::vector<MigrationStatus> status;
    for (const auto& pair : migrationTexts())
        status.push_back({std::string(pair.name), status.size() < applied});
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
    const auto applied = readAndCompare(session, dialectOf(session)).size();
    if (applied < migrationTexts().size())
        throw FatalError("STORE-SCHEMA-BEHIND",
                         "the store's schema is older than this program: run `concordat migrate`");
    checkIdentity(session, settings, vault);
} catch (const soci::soci_error& error) {
    throw FatalError("STORE-OPEN", describe(error));
}

}  // namespace concordat::store
