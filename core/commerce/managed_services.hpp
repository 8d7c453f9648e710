#pragma once

#include <string>
#include <vector>

#include "core/accounts/user_service.hpp"
#include "core/commerce/commerce_store.hpp"

namespace concordat::commerce {

/// A service that a partner administers for one customer: resource ManagedService.
struct ManagedService {
    const rules::ManagedServiceFact* fact = nullptr;  ///< never null
    /// Pages of the cloud's portals, of this customer.
    std::string admin_service;
    std::string service_health;
    std::string service_ticket;
};

/// Where partners administer what they have sold. Called from handlers, concurrently; keeps no
/// state of its own. Blocks as the stores do.
class ManagedServices {
public:
    /// Borrows all four, which outlive it.
    ManagedServices(accounts::CustomerService& customers, accounts::UserService& users,
                    CommerceStore& store, const rules::Cloud& cloud)
        : customers_(customers), users_(users), store_(store), facts_(cloud.facts()) {}

    /// The services that the partner's subscriptions bring the customer, suspended ones too since
    /// their data is kept and asked about, in the order of the cloud's facts. None without
    /// delegated administration at `now`: the pages would turn the partner away. @throws Error
    /// NotFound (kUnknownTenant), StoreUnavailable
    [[nodiscard]] std::vector<ManagedService> list(const PartnerId& partner,
                                                   const CustomerId& customer, Instant now);

private:
    accounts::CustomerService& customers_;  // not owned; outlives this
    accounts::UserService& users_;          // likewise
    CommerceStore& store_;                  // likewise
    const rules::CloudFacts& facts_;        // likewise
};

}  // namespace concordat::commerce
