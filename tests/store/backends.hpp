#pragma once

#include <memory>
#include <string>

#include <concordat/cloud_store/standard_session_opener.hpp>

#include "core/store/store.hpp"
#include "tests/support/temporary_folder.hpp"

/// The stores that every contract suite runs on. Each backend is one empty store of its own.
namespace concordat::store {

/// A vault whose key is the same in every test.
Vault testVault();

/// SQLite in a temporary folder.
class SqliteBackend {
public:
    SqliteBackend();

    [[nodiscard]] std::string path() const;
    [[nodiscard]] StoreSettings settings() const;
    [[nodiscard]] std::shared_ptr<const cloud_store::SessionOpener> opener() const {
        return opener_;
    }

    /// Runs SQL as an operator could, beside the store.
    void execute(const std::string& sql) const;

    /// Opens the store, after migrating it.
    [[nodiscard]] std::unique_ptr<Store> open() const;

private:
    testing_support::TemporaryFolder folder_;
    std::shared_ptr<const cloud_store::SessionOpener> opener_;
};

}  // namespace concordat::store
