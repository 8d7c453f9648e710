#include "core/store/migration_ledger.hpp"

#include <array>
#include <openssl/evp.h>

#include "core/base/error.hpp"
#include "core/store/soci_session.hpp"

namespace concordat::store {
namespace {

constexpr auto kEvent = "STORE-MIGRATION-FAILED";

/// Any number that no other program uses: migrations of one database wait for one another on it.
constexpr auto kTakeMigrationLock = "SELECT pg_advisory_xact_lock(7236843)";

/// The texts about one ledger's table, in the order of LedgerKind.
struct LedgerTexts {
    std::string table;
    const char* create;
    const char* read;
    const char* write;
    const char* keeper;  ///< who knows the migrations
    const char* update;  ///< what to do when it does not
};

const LedgerTexts& textsOf(LedgerKind kind) {
    static const std::array<LedgerTexts, 2> texts{
        {{"schema_migrations",
          "CREATE TABLE IF NOT EXISTS schema_migrations (number BIGINT NOT NULL PRIMARY KEY, "
          "name TEXT NOT NULL, checksum TEXT NOT NULL, applied BIGINT NOT NULL)",
          "SELECT name, checksum FROM schema_migrations ORDER BY number",
          "INSERT INTO schema_migrations (number, name, checksum, applied) "
          "VALUES (:number, :name, :checksum, :applied)",
          "this program", "start a newer program"},
         {"cloud_migrations",
          "CREATE TABLE IF NOT EXISTS cloud_migrations (number BIGINT NOT NULL PRIMARY KEY, "
          "name TEXT NOT NULL, checksum TEXT NOT NULL, applied BIGINT NOT NULL)",
          "SELECT name, checksum FROM cloud_migrations ORDER BY number",
          "INSERT INTO cloud_migrations (number, name, checksum, applied) "
          "VALUES (:number, :name, :checksum, :applied)",
          "the cloud's plugin", "install a newer plugin"}}};
    return texts.at(static_cast<std::size_t>(kind));
}

/// The service's role, of which the owner is a member, reads the list at every start.
constexpr auto kLetServiceRead =
    "DO $$ BEGIN EXECUTE format('GRANT SELECT ON cloud_migrations TO %I', "
    "current_database() || '_service'); END $$";

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

}  // namespace

std::string_view MigrationLedger::textOf(const SqlPair& pair) const {
    return dialect_ == Dialect::Sqlite ? pair.sqlite3 : pair.postgresql;
}

bool MigrationLedger::hasTable() const {
    const auto& table = textsOf(kind_).table;
    long long found = 0;
    if (dialect_ == Dialect::Sqlite)
        session_ << "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :name",
            soci::use(table), soci::into(found);
    else
        session_ << "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() "
                    "AND tablename = :name",
            soci::use(table), soci::into(found);
    return found > 0;
}

std::vector<MigrationLedger::Entry> MigrationLedger::read() const {
    std::vector<Entry> entries;
    if (!hasTable()) return entries;
    Entry row;
    soci::statement statement =
        (session_.prepare << textsOf(kind_).read, soci::into(row.name), soci::into(row.checksum));
    statement.execute();
    while (statement.fetch()) entries.push_back(row);
    return entries;
}

std::size_t MigrationLedger::applied() const {
    const auto entries = read();
    const std::string keeper = textsOf(kind_).keeper;
    if (entries.size() > known_.size())
        throw FatalError("STORE-SCHEMA-NEWER", "the store has migration " + entries.back().name +
                                                   ", which " + keeper +
                                                   " does not know: " + textsOf(kind_).update);
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].name != known_[i].name ||
            entries[i].checksum != checksumOf(textOf(known_[i])))
            throw FatalError("STORE-SCHEMA-CHANGED", "migration " + entries[i].name +
                                                         " of the store is not the one that " +
                                                         keeper + " knows");
    return entries.size();
}

bool MigrationLedger::apply(std::size_t index, Instant now, const std::function<void()>& also) {
    const bool sqlite = dialect_ == Dialect::Sqlite;
    runScript(session_, dialect_, sqlite ? "BEGIN IMMEDIATE" : "BEGIN", kEvent);
    if (!sqlite) runScript(session_, dialect_, kTakeMigrationLock, kEvent);
    session_ << textsOf(kind_).create;
    const bool missing = applied() == index;
    if (missing) {
        const std::string text(textOf(known_[index]));
        runScript(session_, dialect_, text, kEvent);
        write(index, text, now);
        also();
    }
    runScript(session_, dialect_, "COMMIT", kEvent);
    return missing;
}

void MigrationLedger::write(std::size_t index, std::string_view text, Instant now) {
    const auto number = static_cast<long long>(index) + 1;
    const std::string name(known_[index].name);
    const auto checksum = checksumOf(text);
    const long long at = toMicroseconds(now);
    session_ << textsOf(kind_).write, soci::use(number), soci::use(name), soci::use(checksum),
        soci::use(at);
    // The program's own first migration grants what the service may do.
    if (kind_ == LedgerKind::Cloud && dialect_ == Dialect::Postgresql)
        runScript(session_, dialect_, kLetServiceRead, kEvent);
}

}  // namespace concordat::store
