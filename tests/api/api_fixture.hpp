#pragma once

#include <string>

#include "tests/api/api_harness.hpp"
#include "tests/api/memory_store.hpp"

namespace concordat::api {

/// Holds the store before the harness that uses it.
struct MemoryStoreHolder {
    MemoryStore store_;
};

/// The API over a store in memory with the partners contoso and fabrikam.
class ApiFixture : protected MemoryStoreHolder, public ApiHarness {
protected:
    ApiFixture();
    ~ApiFixture() override;

    /// Puts a customer of `partner` into the store.
    accounts::Customer hold(const PartnerId& partner, std::string company, std::string domain);
};

}  // namespace concordat::api
