#include <algorithm>

#include "tests/api/memory_store.hpp"

namespace concordat::api {

using accounts::SelfServePolicy;
using changes::Outcome;

std::optional<SelfServePolicy> MemoryStore::find(const PartnerId& partner,
                                                 const SelfServePolicyId& policy) {
    const std::lock_guard lock(mutex_);
    const auto found = held_policies.find({partner, policy});
    if (found == held_policies.end()) return std::nullopt;
    return found->second;
}

std::vector<SelfServePolicy> MemoryStore::policies(const PartnerId& partner,
                                                   const CustomerId& customer) {
    const std::lock_guard lock(mutex_);
    std::vector<SelfServePolicy> all;
    for (const auto& [key, policy] : held_policies)
        if (key.first == partner && policy.customer == customer) all.push_back(policy);
    return all;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::AddSelfServePolicy& change) {
    const auto& policy = change.policy;
    if (!customers.contains({partner, policy.customer})) return Outcome::Gone;
    const bool held = std::any_of(held_policies.begin(), held_policies.end(), [&](const auto& one) {
        return one.first.first == partner && one.second.customer == policy.customer;
    });
    if (held) return Outcome::Taken;
    held_policies[{partner, policy.id}] = policy;
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner,
                           const changes::ReplaceSelfServePolicy& change) {
    const auto found = held_policies.find({partner, change.policy.id});
    if (found == held_policies.end() || found->second.version != change.expected_version)
        return Outcome::Stale;
    found->second.permissions = change.policy.permissions;
    ++found->second.version;
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::DeleteSelfServePolicy& change) {
    const auto found = held_policies.find({partner, change.policy});
    if (found == held_policies.end() || found->second.version != change.expected_version)
        return Outcome::Stale;
    held_policies.erase(found);
    return Outcome::Applied;
}

}  // namespace concordat::api
