#include "tests/api/isolation_contract.hpp"
#include "tests/store/backends.hpp"

namespace concordat::api {
namespace {

/// A store in SQLite in a temporary folder.
struct InSqlite {
    Stores stores() {
        return {store->customers(),      store->record(),
                store->changes(),        store->partners(),
                store->qualifications(), store->users(),
                store->commerce(),       store->relationships(),
                store->granular(),       store->resellers(),
                store->webhooks(),       store->selfServePolicies(),
                store->agreements(),     store->applicationConsents()};
    }

    store::SqliteBackend backend;
    std::unique_ptr<store::Store> store = backend.open();
};

INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, IsolationContract, InSqlite);

}  // namespace
}  // namespace concordat::api
