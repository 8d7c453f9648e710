#pragma once

#include <cstdint>

#include "core/accounts/self_serve_policy.hpp"

/// Changes of self-serve policies.
namespace concordat::changes {

/// A new policy. Taken when the partner has one for the customer, Gone when it has no such
/// customer.
struct AddSelfServePolicy {
    accounts::SelfServePolicy policy;
};

/// Other permissions of a policy. Stale unless it has `expected_version`, also when it has been
/// deleted; the new version is one more.
struct ReplaceSelfServePolicy {
    accounts::SelfServePolicy policy;
    std::uint64_t expected_version = 0;
};

/// The end of a policy. Stale unless it has `expected_version`.
struct DeleteSelfServePolicy {
    SelfServePolicyId policy;
    std::uint64_t expected_version = 0;
};

}  // namespace concordat::changes
