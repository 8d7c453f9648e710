#pragma once

#include <optional>
#include <vector>

#include "core/commerce/subscription.hpp"

namespace concordat::commerce {

/// Reads orders, subscriptions and licence counts. Implemented by core/store; called concurrently
/// from event threads and workers. A customer that the partner does not have, or has no longer, has
/// none of them. Every function @throws Error StoreUnavailable when the store does not answer in
/// time.
class CommerceStore {
public:
    virtual ~CommerceStore() = default;

    /// All of a customer's subscriptions through the partner, oldest first.
    [[nodiscard]] virtual std::vector<Subscription> subscriptions(const PartnerId& partner,
                                                                  const CustomerId& customer) = 0;

    /// Of these, at most `size` that come after the one named: for lists too long to be held whole.
    /// The nil id names the place before the first.
    [[nodiscard]] virtual std::vector<Subscription> subscriptionsAfter(const PartnerId& partner,
                                                                       const CustomerId& customer,
                                                                       const SubscriptionId& after,
                                                                       std::uint32_t size) = 0;

    /// One of them; nothing when there is none.
    [[nodiscard]] virtual std::optional<Subscription> find(const PartnerId& partner,
                                                           const CustomerId& customer,
                                                           const SubscriptionId& id) = 0;

    /// All of a customer's orders through the partner, oldest first.
    [[nodiscard]] virtual std::vector<Order> orders(const PartnerId& partner,
                                                    const CustomerId& customer) = 0;

    /// What the customer has licences for through the partner, by SKU.
    [[nodiscard]] virtual std::vector<LicenceCount> licences(const PartnerId& partner,
                                                             const CustomerId& customer) = 0;

    /// The licences that a user has, by SKU; of a deleted user those that it had, which are free
    /// meanwhile.
    [[nodiscard]] virtual std::vector<UserLicence> licencesOf(const PartnerId& partner,
                                                              const CustomerId& customer,
                                                              const UserId& user) = 0;
};

}  // namespace concordat::commerce
