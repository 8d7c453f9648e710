#pragma once

#include <memory>
#include <string>

#include <concordat/cloud_store/standard_session_opener.hpp>

#include "core/store/store.hpp"
#include "tests/support/temporary_folder.hpp"

/// The stores that every contract suite runs on. Each backend is one empty store of its own.
namespace concordat::store {

/// A vault whose key is the same in every test; another one for another `first`.
Vault testVault(std::uint8_t first = 0);

/// SQLite in a temporary folder.
class SqliteBackend {
public:
    /// How many servers may have a store open at a time.
    static constexpr unsigned kServers = 1;

    SqliteBackend();

    [[nodiscard]] std::string path() const;
    [[nodiscard]] StoreSettings settings() const;
    [[nodiscard]] std::shared_ptr<const cloud_store::SessionOpener> opener() const {
        return opener_;
    }

    /// Runs SQL as an operator could, beside the store.
    void execute(const std::string& sql) const;

    /// Makes the store as empty as it was at first. Nobody may have it open.
    void clear() const;

    /// Nothing to wait for: nobody else writes there.
    void awaitOlderTransactions() const {}

    /// Opens the store, after migrating it.
    [[nodiscard]] std::unique_ptr<Store> open() const;

private:
    testing_support::TemporaryFolder folder_;
    std::shared_ptr<const cloud_store::SessionOpener> opener_;
};

/// PostgreSQL: a database of its own in the cluster that CONCORDAT_TEST_POSTGRESQL names (a file of
/// tests/support/postgresql_cluster.sh), under a role that owns it and is no superuser.
class PostgresqlBackend {
public:
    PostgresqlBackend();
    ~PostgresqlBackend();
    PostgresqlBackend(const PostgresqlBackend&) = delete;
    PostgresqlBackend& operator=(const PostgresqlBackend&) = delete;

    [[nodiscard]] StoreSettings settings() const;
    [[nodiscard]] const cloud_store::StoreSettings& where() const { return where_; }
    [[nodiscard]] std::shared_ptr<const cloud_store::SessionOpener> opener() const {
        return opener_;
    }

    /// Makes a role that owns nothing and may do only what the service may, as docs/operator.md
    /// tells operators, and says how it signs in. It goes with the database. Before the first
    /// migration.
    [[nodiscard]] cloud_store::StoreSettings addServiceUser() const;

    void execute(const std::string& sql) const;
    void clear() const;
    [[nodiscard]] std::unique_ptr<Store> open() const;

private:
    void create() const;
    void drop() const;

    cloud_store::StoreSettings where_;
    std::shared_ptr<const cloud_store::SessionOpener> opener_;
};

/// PostgreSQL in a database that was used before and has been emptied: making one costs more than a
/// test.
class ReusedPostgresqlBackend {
public:
    /// Any number, of which two are tried.
    static constexpr unsigned kServers = 2;

    ReusedPostgresqlBackend();
    ~ReusedPostgresqlBackend();
    ReusedPostgresqlBackend(const ReusedPostgresqlBackend&) = delete;
    ReusedPostgresqlBackend& operator=(const ReusedPostgresqlBackend&) = delete;

    /// Drops all databases: before the program ends, while SOCI still works.
    static void dropAll();

    PostgresqlBackend* operator->() const { return database_.get(); }
    [[nodiscard]] std::unique_ptr<Store> open() const { return database_->open(); }

    /// Returns when every transaction that now runs in the cluster, which other tests use too, has
    /// ended.
    void awaitOlderTransactions() const;

private:
    std::unique_ptr<PostgresqlBackend> database_;
};

}  // namespace concordat::store
