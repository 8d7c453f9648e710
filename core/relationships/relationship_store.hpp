#pragma once

#include <optional>
#include <vector>

#include "core/relationships/customer_relationship.hpp"
#include "core/relationships/partnership.hpp"

namespace concordat::relationships {

/// Reads what partners are to one another. Implemented by core/store; called concurrently from
/// event threads and workers. Each partner sees its own side alone. Every function @throws Error
/// StoreUnavailable when the store does not answer in time.
class RelationshipStore {
public:
    virtual ~RelationshipStore() = default;

    /// The partner's active partnerships in which it is that to the other, by the other's name.
    [[nodiscard]] virtual std::vector<Partnership> partnerships(const PartnerId& partner,
                                                                Relation relation) = 0;

    /// The partnership with another partner, active or ended; nothing when there never was one.
    [[nodiscard]] virtual std::optional<Partnership> findPartnership(const PartnerId& partner,
                                                                     const PartnerId& other) = 0;

    /// The resellers for which a provider has added a customer, by name; none for another
    /// partner's customer.
    [[nodiscard]] virtual std::vector<Partnership> resellersOf(const PartnerId& partner,
                                                               const CustomerId& customer) = 0;

    /// A customer whose relationship with the partner has ended and not begun again; nothing for
    /// any other.
    [[nodiscard]] virtual std::optional<EndedCustomer> findEnded(const PartnerId& partner,
                                                                 const CustomerId& customer) = 0;

    /// Whose delegated administration is over at `now` and still granted, `most` of them, those
    /// first that are due longest: of all partners, for a job and never for a request.
    [[nodiscard]] virtual std::vector<ExpiredDelegation> expiredDelegations(Instant now,
                                                                            std::uint32_t most) = 0;
};

}  // namespace concordat::relationships
