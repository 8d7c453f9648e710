#pragma once

#include <vector>

#include "core/accounts/agreement.hpp"

namespace concordat::accounts {

/// Reads what customers have agreed to. Implemented by core/store; called concurrently from event
/// threads and workers.
class AgreementStore {
public:
    virtual ~AgreementStore() = default;

    /// What the partner has confirmed of its customer, in the order of confirmation; nothing of
    /// another partner's. @throws Error StoreUnavailable when the store does not answer in time
    [[nodiscard]] virtual std::vector<Agreement> agreements(const PartnerId& partner,
                                                            const CustomerId& customer) = 0;
};

}  // namespace concordat::accounts
