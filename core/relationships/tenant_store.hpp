#pragma once

#include <optional>
#include <vector>

#include "core/accounts/customer.hpp"

namespace concordat::relationships {

/// Finds what a customer is elsewhere, where a customer may have several partners. Implemented by
/// core/store; called concurrently from workers.
class TenantStore {
public:
    virtual ~TenantStore() = default;

    /// The account that another partner has of that customer, or once had and keeps, personal data
    /// opened; of several the oldest active one. Nothing when there is none. Only for a customer
    /// that has signed in itself, or whose operator answers for it, and accepts the partner's link:
    /// what is found is another partner's, and no more than what names the organisation may be
    /// passed on. What it is to that partner is not found: neither relationship nor delegated
    /// administration. @throws Error StoreUnavailable when the store does not answer in time
    [[nodiscard]] virtual std::optional<accounts::Customer> findElsewhere(
        const PartnerId& partner, const CustomerId& customer) = 0;

    /// Every partner that has an account of that customer, or once had. Only for a customer that
    /// has signed in itself. @throws Error StoreUnavailable when the store does not answer in time
    [[nodiscard]] virtual std::vector<PartnerId> partnersOf(const CustomerId& customer) = 0;
};

}  // namespace concordat::relationships
