#pragma once

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
    ApiFixture() : ApiHarness({store_, store_, store_, store_}) {
        for (const auto* name : {"contoso", "fabrikam"}) {
            store_.partner_accounts.push_back(partnerNamed(name));
            store_.partner_profiles[partnerNamed(name).id] = profilesOf(name);
        }
        restart();
    }

    /// Puts a customer of `partner` into the store.
    accounts::Customer hold(const PartnerId& partner, std::string company, std::string domain) {
        auto customer = customerOf(std::move(company), std::move(domain));
        store_.customers[{partner, customer.id}] = customer;
        return customer;
    }
};

}  // namespace concordat::api
