#include <algorithm>

#include "tests/api/memory_store.hpp"

namespace concordat::api {

std::vector<accounts::Agreement> MemoryStore::agreements(const PartnerId& partner,
                                                         const CustomerId& customer) {
    const std::lock_guard lock(mutex_);
    const auto found = held_agreements.find({partner, customer});
    return found == held_agreements.end() ? std::vector<accounts::Agreement>{} : found->second;
}

changes::Outcome MemoryStore::write(const PartnerId& partner, const changes::AddAgreement& change) {
    if (!customers.contains({partner, change.customer})) return changes::Outcome::Gone;
    auto& held = held_agreements[{partner, change.customer}];
    const bool confirmed = std::any_of(held.begin(), held.end(), [&](const auto& one) {
        return one.type == change.agreement.type;
    });
    if (confirmed) return changes::Outcome::Taken;
    held.push_back(change.agreement);
    return changes::Outcome::Applied;
}

}  // namespace concordat::api
