#pragma once

#include <cstdint>

#include "core/relationships/granular_relationship.hpp"

/// Changes of granular delegated administration. Those of one customer all end when the partner's
/// relationship with it does, and are erased with the customer: RemoveRelationship, DeleteCustomer
/// and DeleteEndedCustomer see to that.
namespace concordat::changes {

/// A draft. Exhausted when the partner has `most` with that customer that have not ended. Comes
/// after the HoldRelationship of its customer, which keeps others from adding at the same time.
struct AddGranularRelationship {
    relationships::GranularRelationship relationship;
    std::uint32_t most = 0;
};

/// Another state, with its times: Stale unless the version is that of `relationship`, which
/// decides every race between events.
struct ReplaceGranularRelationship {
    relationships::GranularRelationship relationship;
};

/// A draft goes. Stale unless it is one and has that version.
struct DeleteGranularRelationship {
    CustomerId customer;
    relationships::GranularId id;
    std::uint64_t version = 0;
};

}  // namespace concordat::changes
