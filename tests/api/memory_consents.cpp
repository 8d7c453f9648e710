#include <algorithm>

#include "tests/api/memory_store.hpp"

namespace concordat::api {

using changes::Outcome;

std::optional<accounts::ApplicationConsent> MemoryStore::find(const PartnerId& partner,
                                                              const CustomerId& customer,
                                                              const ApplicationId& application) {
    const std::lock_guard lock(mutex_);
    for (const auto& one : consents[{partner, customer}])
        if (one.application == application) return one;
    return std::nullopt;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::AddApplicationConsent& change) {
    auto& held = consents[{partner, change.customer}];
    if (held.size() >= change.most) return Outcome::Exhausted;
    const bool held_already = std::any_of(held.begin(), held.end(), [&](const auto& one) {
        return one.application == change.consent.application;
    });
    if (held_already) return Outcome::Taken;
    held.push_back(change.consent);
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner,
                           const changes::DeleteApplicationConsent& change) {
    const auto gone = std::erase_if(consents[{partner, change.customer}], [&](const auto& one) {
        return one.application == change.application;
    });
    return gone == 1 ? Outcome::Applied : Outcome::Gone;
}

}  // namespace concordat::api
