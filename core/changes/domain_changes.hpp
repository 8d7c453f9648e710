#pragma once

#include <cstdint>
#include <string>

#include "core/base/ids.hpp"

/// Changes of customers' further domains. All of one customer's are free again when it is erased:
/// DeleteCustomer and DeleteEndedCustomer see to that.
namespace concordat::changes {

/// A customer has a domain that is folded and has been verified. Taken when anyone's customer has
/// it, Exhausted when this one has `most`. Comes after the HoldRelationship of its customer, which
/// keeps others from adding at the same time.
struct AddVerifiedDomain {
    CustomerId customer;
    std::string domain;
    std::uint32_t most = 0;
};

}  // namespace concordat::changes
