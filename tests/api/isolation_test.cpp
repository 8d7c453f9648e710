#include "tests/api/isolation_contract.hpp"
#include "tests/api/memory_store.hpp"

namespace concordat::api {
namespace {

struct InMemory {
    Stores stores() {
        return {store, store, store, store, store, store, store,
                store, store, store, store, store, store, store};
    }

    MemoryStore store;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, IsolationContract, InMemory);

}  // namespace
}  // namespace concordat::api
