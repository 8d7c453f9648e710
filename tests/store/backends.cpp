#include "tests/store/backends.hpp"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <soci/soci.h>
#include <stdexcept>
#include <unistd.h>

#include "core/store/migrations.hpp"
#include "tests/store/samples.hpp"

namespace concordat::store {
namespace {

/// The cluster that the tests were given; a missing one is a failure.
cloud_store::StoreSettings cluster() {
    const char* file = std::getenv("CONCORDAT_TEST_POSTGRESQL");
    std::ifstream in(file == nullptr ? "" : file);
    if (!in) throw std::runtime_error("CONCORDAT_TEST_POSTGRESQL names no running cluster");
    std::map<std::string, std::string> values;
    for (std::string line; std::getline(in, line);)
        if (const auto at = line.find('='); at != std::string::npos)
            values[line.substr(0, at)] = line.substr(at + 1);
    cloud_store::StoreSettings where;
    where.backend = "postgresql";
    where.host = values["host"];
    where.port = static_cast<std::uint16_t>(std::stoul(values["port"]));
    where.user = values["user"];
    where.password = values["password"];
    where.database = "postgres";
    return where;
}

/// Runs a command outside any test's database.
void administer(const std::string& sql) {
    soci::session session;
    cloud_store::StandardSessionOpener(cluster()).open(session);
    session << sql;
}

/// Databases that no test uses now.
std::vector<std::unique_ptr<PostgresqlBackend>>& idleDatabases() {
    static std::vector<std::unique_ptr<PostgresqlBackend>> databases;
    return databases;
}

}  // namespace

Vault testVault(std::uint8_t first) {
    Key key;
    std::uint8_t next = first;
    for (auto& byte : key.bytes()) byte = ++next;
    return Vault(std::move(key));
}

SqliteBackend::SqliteBackend() {
    cloud_store::StoreSettings where;
    where.backend = "sqlite3";
    where.path = path();
    opener_ = std::make_shared<cloud_store::StandardSessionOpener>(where);
}

std::string SqliteBackend::path() const {
    return folder_.at("store.db");
}

StoreSettings SqliteBackend::settings() const {
    StoreSettings settings;
    settings.cloud = "test";
    settings.location = "de";
    settings.sqlite.path = path();
    settings.sqlite.busy_patience = std::chrono::milliseconds(200);
    settings.sqlite.checkpoint_pages = 200;
    return settings;
}

void SqliteBackend::execute(const std::string& sql) const {
    soci::session session;
    opener_->open(session);
    session << sql;
}

void SqliteBackend::clear() const {
    for (const auto* part : {"", "-wal", "-shm"}) std::filesystem::remove(path() + part);
}

std::unique_ptr<Store> SqliteBackend::open() const {
    migrate(*opener_, settings(), testVault(), samples::kNow);
    return Store::open(settings(), opener_, testVault());
}

PostgresqlBackend::PostgresqlBackend() : where_(cluster()) {
    static std::atomic<unsigned> databases = 0;
    where_.database =
        "test_" + std::to_string(::getpid()) + "_" + std::to_string(databases.fetch_add(1));
    create();
    opener_ = std::make_shared<cloud_store::StandardSessionOpener>(where_);
}

PostgresqlBackend::~PostgresqlBackend() {
    drop();
}

void PostgresqlBackend::create() const {
    administer("CREATE DATABASE " + where_.database + " TEMPLATE template0");
}

void PostgresqlBackend::drop() const {
    administer("DROP DATABASE " + where_.database + " WITH (FORCE)");
    for (const auto* role : {"_service", "_server"})
        administer("DROP ROLE IF EXISTS " + where_.database + role);
}

cloud_store::StoreSettings PostgresqlBackend::addServiceUser() const {
    auto where = where_;
    where.user = where_.database + "_server";
    const auto service = where_.database + "_service";
    administer("CREATE ROLE " + where.user + " LOGIN PASSWORD '" + where.password + "'");
    administer("CREATE ROLE " + service + " NOLOGIN");
    administer("GRANT " + service + " TO " + where_.user + ", " + where.user);
    return where;
}

void PostgresqlBackend::clear() const {
    drop();
    create();
}

StoreSettings PostgresqlBackend::settings() const {
    StoreSettings settings;
    settings.cloud = "test";
    settings.location = "de";
    return settings;
}

void PostgresqlBackend::execute(const std::string& sql) const {
    soci::session session;
    opener_->open(session);
    session << sql;
}

std::unique_ptr<Store> PostgresqlBackend::open() const {
    migrate(*opener_, settings(), testVault(), samples::kNow);
    return Store::open(settings(), opener_, testVault());
}

ReusedPostgresqlBackend::ReusedPostgresqlBackend() {
    auto& databases = idleDatabases();
    if (databases.empty()) databases.push_back(std::make_unique<PostgresqlBackend>());
    database_ = std::move(databases.back());
    databases.pop_back();
}

void ReusedPostgresqlBackend::awaitOlderTransactions() const {
    soci::session session;
    database_->opener()->open(session);
    session << R"(DO $$
        DECLARE
            now CONSTANT XID8 = pg_snapshot_xmax(pg_current_snapshot());
        BEGIN
            WHILE pg_snapshot_xmin(pg_current_snapshot()) < now LOOP
                PERFORM pg_sleep(0.002);
            END LOOP;
        END $$)";
}

ReusedPostgresqlBackend::~ReusedPostgresqlBackend() {
    soci::session session;
    database_->opener()->open(session);
    session << "SET concordat.scope = 'operators'";
    // In one transaction: a commit for each would take longer than most tests.
    std::string all = "DO $$ BEGIN ";
    for (const std::string table : {"partner_applications",
                                    "directory_applications",
                                    "directory_users",
                                    "validation_codes",
                                    "customer_qualifications",
                                    "orders",
                                    "subscriptions",
                                    "user_licences",
                                    "licences",
                                    "partnerships",
                                    "invitations",
                                    "customer_shares",
                                    "ended_accounts",
                                    "answered_requests",
                                    "granular_relationships",
                                    "reseller_agreements",
                                    "sandbox_resellers",
                                    "customer_domains",
                                    "application_consents",
                                    "partners",
                                    "accounts",
                                    "requests",
                                    "customer_users",
                                    "event_attempts",
                                    "events",
                                    "webhook_registrations",
                                    "customers",
                                    "record",
                                    "domains",
                                    "partner_network_ids"})
        all += "DELETE FROM " + table + "; ";
    session << all + "END $$";
    idleDatabases().push_back(std::move(database_));
}

void ReusedPostgresqlBackend::dropAll() {
    idleDatabases().clear();
}

}  // namespace concordat::store
