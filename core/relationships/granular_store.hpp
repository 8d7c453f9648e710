#pragma once

#include <optional>
#include <vector>

#include "core/relationships/granular_relationship.hpp"

namespace concordat::relationships {

/// Reads granular delegated administration. Implemented by core/store; called concurrently from
/// event threads and workers. Every function @throws Error StoreUnavailable when the store does not
/// answer in time.
class GranularStore {
public:
    virtual ~GranularStore() = default;

    /// The partner's relationships with a customer, newest first, `most` of them; none with another
    /// partner's.
    [[nodiscard]] virtual std::vector<GranularRelationship> list(const PartnerId& partner,
                                                                 const CustomerId& customer,
                                                                 std::uint32_t most) = 0;

    /// One of them; nothing when there is none.
    [[nodiscard]] virtual std::optional<GranularRelationship> find(const PartnerId& partner,
                                                                   const CustomerId& customer,
                                                                   const GranularId& id) = 0;

    /// Those that are pending or active and whose end has come at `now`, `most` of them, those
    /// first that are due longest: of all partners, for a job and never for a request.
    [[nodiscard]] virtual std::vector<DueGranular> due(Instant now, std::uint32_t most) = 0;
};

}  // namespace concordat::relationships
