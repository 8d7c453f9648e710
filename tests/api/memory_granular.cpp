#include <algorithm>
#include <cstdint>

#include "tests/api/memory_store.hpp"

namespace concordat::api {

using changes::Outcome;
using relationships::DueGranular;
using relationships::GranularRelationship;
using relationships::GranularState;

std::vector<GranularRelationship> MemoryStore::list(const PartnerId& partner,
                                                    const CustomerId& customer,
                                                    std::uint32_t most) {
    const std::lock_guard lock(mutex_);
    std::vector<GranularRelationship> all;
    for (auto one = granular.rbegin(); one != granular.rend() && all.size() < most; ++one)
        if (one->partner == partner && one->relationship.customer == customer)
            all.push_back(one->relationship);
    return all;
}

std::optional<GranularRelationship> MemoryStore::find(const PartnerId& partner,
                                                      const CustomerId& customer,
                                                      const relationships::GranularId& id) {
    for (const auto& one : list(partner, customer, UINT32_MAX))
        if (one.id == id) return one;
    return std::nullopt;
}

std::vector<DueGranular> MemoryStore::due(Instant, std::uint32_t) {
    return {};
}

accounts::DirectoryRoles MemoryStore::delegatedRoles(const PartnerId& partner,
                                                     const CustomerId& customer, Instant now) {
    accounts::DirectoryRoles roles;
    for (const auto& one : list(partner, customer, UINT32_MAX))
        if (one.state == GranularState::Active && (one.ends > now || one.auto_extend))
            roles = roles | one.roles;
    return roles;
}

Outcome MemoryStore::write(const PartnerId& partner,
                           const changes::AddGranularRelationship& change) {
    const auto held = std::count_if(granular.begin(), granular.end(), [&](const auto& one) {
        return one.partner == partner &&
               one.relationship.customer == change.relationship.customer &&
               one.relationship.state < GranularState::Expired;
    });
    if (held >= change.most) return Outcome::Exhausted;
    granular.push_back({partner, change.relationship});
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner,
                           const changes::ReplaceGranularRelationship& change) {
    for (auto& one : granular)
        if (one.partner == partner && one.relationship.id == change.relationship.id &&
            one.relationship.version == change.relationship.version) {
            one.relationship = change.relationship;
            ++one.relationship.version;
            return Outcome::Applied;
        }
    return Outcome::Stale;
}

Outcome MemoryStore::write(const PartnerId& partner,
                           const changes::DeleteGranularRelationship& change) {
    const auto gone = std::erase_if(granular, [&](const auto& one) {
        return one.partner == partner && one.relationship.id == change.id &&
               one.relationship.version == change.version;
    });
    return gone == 1 ? Outcome::Applied : Outcome::Stale;
}

}  // namespace concordat::api
