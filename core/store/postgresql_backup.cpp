#include "core/store/postgresql_backup.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <libpq-fe.h>
#include <map>
#include <soci/soci.h>
#include <unistd.h>

#include "core/base/error.hpp"
#include "core/store/child_process.hpp"
#include "core/store/native_handle.hpp"

namespace concordat::store {
namespace {

constexpr mode_t kOwnerOnly = 0600;

/// All rows, of every partner, for the role that owns the tables.
constexpr auto kAllPartners = "SET concordat.scope = 'operators'";

/// How libpq's options are called in the environment of its programs.
const std::map<std::string, std::string> kVariables = {{"host", "PGHOST"},
                                                       {"port", "PGPORT"},
                                                       {"user", "PGUSER"},
                                                       {"password", "PGPASSWORD"},
                                                       {"dbname", "PGDATABASE"},
                                                       {"sslmode", "PGSSLMODE"},
                                                       {"sslrootcert", "PGSSLROOTCERT"}};

/// The environment in which the database's programs reach what the session is connected to.
std::vector<std::string> environmentOf(soci::session& session) {
    std::vector<std::string> environment = {"PGOPTIONS=-c concordat.scope=operators"};
    auto* options = PQconninfo(postgresqlHandle(session));
    for (auto* option = options; option != nullptr && option->keyword != nullptr; ++option) {
        const auto variable = kVariables.find(option->keyword);
        if (variable != kVariables.end() && option->val != nullptr && *option->val != '\0')
            environment.push_back(variable->second + "=" + option->val);
    }
    PQconninfoFree(options);
    return environment;
}

TableCounts countRows(soci::session& session) {
    TableCounts counts;
    std::string table;
    soci::statement tables =
        (session.prepare << "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
         soci::into(table));
    tables.execute();
    while (tables.fetch()) counts[table] = 0;
    for (auto& [name, rows] : counts) {
        long long counted = 0;
        session << "SELECT count(*) FROM \"" + name + "\"", soci::into(counted);
        rows = static_cast<std::uint64_t>(counted);
    }
    return counts;
}

/// Counts the rows in the text of an archive: each table's are the lines between its COPY and `\.`.
class RowCounter {
public:
    void take(std::string_view piece) {
        for (const char c : piece) {
            if (c != '\n') {
                if (line_.size() < kEnough) line_.push_back(c);
                continue;
            }
            takeLine();
            line_.clear();
        }
    }

    [[nodiscard]] const TableCounts& counts() const { return counts_; }

    /// Whether the archive says that its store is that cloud's, there.
    [[nodiscard]] bool isOf(const StoreSettings& settings) const {
        return identity_.starts_with(settings.cloud + '\t' + settings.location + '\t');
    }

private:
    /// Of a line of data no more than this is looked at.
    static constexpr std::size_t kEnough = 200;

    void takeLine() {
        constexpr std::string_view kCopy = "COPY ";
        if (rows_ != nullptr) {
            if (line_ == "\\.") {
                rows_ = nullptr;
                return;
            }
            if (rows_ == &counts_["store_identity"]) identity_ = line_;
            ++*rows_;
        } else if (line_.starts_with(kCopy)) {
            auto name = line_.substr(kCopy.size());
            name.resize(std::min(name.find(' '), name.size()));
            rows_ = &counts_[name.substr(name.find('.') + 1)];
        }
    }

    std::string line_;
    std::uint64_t* rows_ = nullptr;  // of the table whose data is being read
    TableCounts counts_;
    std::string identity_;
};

RowCounter readArchive(const std::string& archive, const std::string& event) {
    RowCounter counter;
    const int status = runProgram({"pg_restore", "--data-only", "--file=-", archive}, {},
                                  [&](std::string_view piece) { counter.take(piece); });
    if (status != 0) throw FatalError(event, "the archive cannot be read by pg_restore");
    return counter;
}

std::string exportSnapshot(soci::session& session) {
    std::string snapshot;
    session << "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    session << "SELECT pg_export_snapshot()", soci::into(snapshot);
    return snapshot;
}

void makeFile(const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
    if (file < 0)
        throw FatalError("STORE-BACKUP-FAILED",
                         "cannot make the file " + path + ": " + strerror(errno));
    ::close(file);
}

TableCounts dumpAndVerify(soci::session& session, const std::string& target) {
    session << kAllPartners;
    const auto snapshot = exportSnapshot(session);
    auto counts = countRows(session);
    if (!counts.contains("store_identity"))
        throw FatalError("STORE-BACKUP-FAILED", "the store is empty");
    const int status = runProgram({"pg_dump", "--format=custom", "--enable-row-security",
                                   "--no-owner", "--snapshot=" + snapshot, "--file=" + target},
                                  environmentOf(session), [](std::string_view) {});
    session << "COMMIT";
    if (status != 0)
        throw FatalError("STORE-BACKUP-FAILED",
                         "pg_dump ended with status " + std::to_string(status));
    if (readArchive(target, "STORE-BACKUP-FAILED").counts() != counts)
        throw FatalError("STORE-BACKUP-FAILED", "the archive has other rows than the store");
    return counts;
}

/// Policies name the role that the service works as.
void makeServiceRole(soci::session& session) {
    session << "DO $$ BEGIN "
               "IF NOT EXISTS (SELECT FROM pg_roles "
               "WHERE rolname = current_database() || '_service') THEN "
               "EXECUTE format('CREATE ROLE %I NOLOGIN', current_database() || '_service'); "
               "END IF; "
               "IF NOT pg_has_role(current_user, current_database() || '_service', 'MEMBER') THEN "
               "EXECUTE format('GRANT %I TO CURRENT_USER', current_database() || '_service'); "
               "END IF; END $$";
}

}  // namespace

TableCounts backupPostgresql(soci::session& session, const std::string& target) {
    makeFile(target);
    try {
        return dumpAndVerify(session, target);
    } catch (...) {
        ::unlink(target.c_str());
        throw;
    }
}

TableCounts restorePostgresql(soci::session& session, const StoreSettings& settings,
                              const std::string& source) {
    const auto archive = readArchive(source, "STORE-RESTORE-REFUSED");
    if (!archive.isOf(settings))
        throw FatalError("STORE-RESTORE-REFUSED", "the file is no backup of this cloud and place");
    makeServiceRole(session);
    std::string database;
    session << "SELECT current_database()", soci::into(database);
    const int status = runProgram({"pg_restore", "--no-owner", "--exit-on-error",
                                   "--single-transaction", "--dbname=" + database, source},
                                  environmentOf(session), [](std::string_view) {});
    if (status != 0)
        throw FatalError("STORE-RESTORE-FAILED",
                         "pg_restore ended with status " + std::to_string(status) +
                             "; the database and the role must have the names they had");
    session << kAllPartners;
    auto restored = countRows(session);
    if (restored != archive.counts())
        throw FatalError("STORE-RESTORE-FAILED", "the store has other rows than the archive");
    return restored;
}

}  // namespace concordat::store
