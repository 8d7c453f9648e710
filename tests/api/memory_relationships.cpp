#include "tests/api/memory_store.hpp"

namespace concordat::api {

using relationships::Partnership;
using relationships::PartnershipState;
using relationships::Relation;

std::vector<Partnership> MemoryStore::partnerships(const PartnerId& partner, Relation relation) {
    const std::lock_guard lock(mutex_);
    std::vector<Partnership> all;
    for (const auto& [pair, held] : held_partnerships)
        if (pair.first == partner && held.relation == relation &&
            held.state == PartnershipState::Active)
            all.push_back(held);
    return all;
}

std::optional<Partnership> MemoryStore::findPartnership(const PartnerId& partner,
                                                        const PartnerId& other) {
    const std::lock_guard lock(mutex_);
    const auto found = held_partnerships.find({partner, other});
    return found == held_partnerships.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Partnership> MemoryStore::resellersOf(const PartnerId& partner,
                                                  const CustomerId& customer) {
    const std::lock_guard lock(mutex_);
    std::vector<Partnership> all;
    for (const auto& reseller : shares[{partner, customer}])
        all.push_back(held_partnerships.at({partner, reseller}));
    return all;
}

changes::Outcome MemoryStore::write(const PartnerId&, const changes::AddInvitation& change) {
    invitations[change.id] = change;
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::AcceptPartnership& change) {
    const auto found = invitations.find(change.invitation);
    if (found == invitations.end() || found->second.secret_hash != change.secret_hash)
        return changes::Outcome::Gone;
    auto& mine = held_partnerships[{partner, change.inviting}];
    if (!mine.name.empty() && mine.state == PartnershipState::Active)
        return changes::Outcome::Taken;
    invitations.erase(found);
    const auto sideOf = [&](const PartnerId& other, Relation relation) {
        const auto named = find(other);
        return Partnership{other,          relation,    PartnershipState::Active,
                           change.told.at, named->name, named->country,
                           named->mpn_id};
    };
    mine = sideOf(change.inviting, Relation::ResellerOf);
    held_partnerships[{change.inviting, partner}] = sideOf(partner, Relation::ProviderOf);
    entries.push_back(change.told);
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::EndPartnership& change) {
    const auto found = held_partnerships.find({partner, change.other});
    if (found == held_partnerships.end() || found->second.state != PartnershipState::Active)
        return changes::Outcome::Gone;
    found->second.state = PartnershipState::Ended;
    held_partnerships[{change.other, partner}].state = PartnershipState::Ended;
    entries.push_back(change.told);
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::ShareCustomer& change) {
    const auto pair = held_partnerships.find({partner, change.reseller});
    const auto customer = customers.find({partner, change.customer});
    if (pair == held_partnerships.end() || pair->second.state != PartnershipState::Active ||
        customer == customers.end())
        return changes::Outcome::Gone;
    auto seen = customer->second;
    seen.shared_by = partner;
    if (!customers.emplace(std::pair(change.reseller, change.customer), seen).second)
        return changes::Outcome::Taken;
    shares[{partner, change.customer}].push_back(change.reseller);
    entries.push_back(change.told);
    return changes::Outcome::Applied;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::UnshareCustomer& change) {
    for (const auto& reseller : shares[{partner, change.customer}])
        customers.erase({reseller, change.customer});
    shares.erase({partner, change.customer});
    return changes::Outcome::Applied;
}

std::optional<relationships::EndedCustomer> MemoryStore::findEnded(const PartnerId&,
                                                                   const CustomerId&) {
    // No request brings a customer back; what a relationship leaves behind is not kept here.
    return std::nullopt;
}

changes::Outcome MemoryStore::write(const PartnerId&, const changes::AcceptRequest&) {
    return changes::Outcome::Gone;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::AdoptCustomer& change) {
    const auto added = customers.try_emplace({partner, change.customer.id}, change.customer).second;
    return added ? changes::Outcome::Applied : changes::Outcome::Taken;
}

changes::Outcome MemoryStore::write(const PartnerId&, const changes::DeclineRequest&) {
    return changes::Outcome::Gone;
}

changes::Outcome MemoryStore::write(const PartnerId& partner,
                                    const changes::WithdrawDelegation& change) {
    const auto found = customers.find({partner, change.customer});
    if (found == customers.end()) return changes::Outcome::Gone;
    found->second.allow_delegated_access = false;
    return changes::Outcome::Applied;
}

}  // namespace concordat::api
