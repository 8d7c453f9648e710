#pragma once

#include <optional>
#include <vector>

#include "core/accounts/self_serve_policy.hpp"

namespace concordat::accounts {

/// Reads self-serve policies. Implemented by core/store; called concurrently from event threads and
/// workers. Another partner's policies are not there. Every function @throws Error StoreUnavailable
/// when the store does not answer in time.
class SelfServePolicyStore {
public:
    virtual ~SelfServePolicyStore() = default;

    /// The policy with that id; nothing when there is none.
    [[nodiscard]] virtual std::optional<SelfServePolicy> find(const PartnerId& partner,
                                                              const SelfServePolicyId& policy) = 0;

    /// The policies for a customer, which are one at most.
    [[nodiscard]] virtual std::vector<SelfServePolicy> policies(const PartnerId& partner,
                                                                const CustomerId& customer) = 0;
};

}  // namespace concordat::accounts
