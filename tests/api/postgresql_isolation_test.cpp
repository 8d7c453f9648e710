#include "tests/api/isolation_contract.hpp"
#include "tests/store/backends.hpp"

namespace concordat::api {
namespace {

/// A store in a database of its own.
struct InPostgresql {
    Stores stores() {
        return {store->customers(),      store->record(),
                store->changes(),        store->partners(),
                store->qualifications(), store->users(),
                store->commerce(),       store->relationships(),
                store->granular(),       store->resellers(),
                store->webhooks(),       store->selfServePolicies(),
                store->agreements(),     store->applicationConsents()};
    }

    store::ReusedPostgresqlBackend backend;
    std::unique_ptr<store::Store> store = backend.open();
};

INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, IsolationContract, InPostgresql);

/// Drops the databases while SOCI still works.
class DropDatabases final : public testing::Environment {
public:
    void TearDown() override { store::ReusedPostgresqlBackend::dropAll(); }
};

[[maybe_unused]] auto* const kDropDatabases = testing::AddGlobalTestEnvironment(new DropDatabases);

}  // namespace
}  // namespace concordat::api
