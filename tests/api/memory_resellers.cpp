#include <algorithm>

#include "tests/api/memory_store.hpp"

namespace concordat::api {

using changes::Outcome;
using relationships::Partnership;
using relationships::PartnershipState;
using relationships::Relation;
using relationships::ResellerStanding;

std::optional<ResellerStanding> MemoryStore::findStanding(const PartnerId& asking,
                                                          const PartnerId& tenant,
                                                          std::string_view mpn_id) {
    const auto provider = find(asking);
    if (!provider || provider->kind != partners::PartnerKind::IndirectProvider) return std::nullopt;
    for (const auto& one : partner_accounts) {
        if (one.id != tenant && (mpn_id.empty() || one.mpn_id != mpn_id)) continue;
        const auto found = signed_agreements.find(one.id);
        return ResellerStanding{
            one.id, one.kind, one.country,
            found == signed_agreements.end() ? std::nullopt : std::optional(found->second)};
    }
    return std::nullopt;
}

bool MemoryStore::signAgreement(const PartnerId& reseller, Instant signed_at) {
    const auto found = find(reseller);
    if (!found || found->kind != partners::PartnerKind::IndirectReseller) return false;
    signed_agreements[reseller] = signed_at;
    return true;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::HoldReseller& change) {
    const auto pair = held_partnerships.find({partner, change.reseller});
    const auto& seen = shares[{partner, change.customer}];
    const bool holds = pair != held_partnerships.end() &&
                       pair->second.state == PartnershipState::Active &&
                       std::count(seen.begin(), seen.end(), change.reseller) != 0;
    return holds ? Outcome::Applied : Outcome::Gone;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::LimitSandboxResellers& change) {
    return sandbox_resellers[partner].size() < change.most ? Outcome::Applied : Outcome::Exhausted;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::AddSandboxReseller& change) {
    const auto provider = find(partner);
    if (!provider || !provider->sandbox) return Outcome::Gone;
    const auto& reseller = change.reseller;
    if (findByMpnId(reseller.mpn_id)) return Outcome::Taken;
    const auto sideOf = [&](const partners::Partner& other, Relation relation) {
        return Partnership{other.id,       relation,   PartnershipState::Active,
                           change.told.at, other.name, other.country,
                           other.mpn_id};
    };
    held_partnerships[{reseller.id, partner}] = sideOf(*provider, Relation::ResellerOf);
    held_partnerships[{partner, reseller.id}] = sideOf(reseller, Relation::ProviderOf);
    partner_accounts.push_back(reseller);
    partner_profiles[reseller.id] = change.profiles;
    sandbox_resellers[partner].push_back(reseller.id);
    entries.push_back(change.told);
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::RemoveSandboxReseller& change) {
    if (std::erase(sandbox_resellers[partner], change.reseller) == 0) return Outcome::Gone;
    for (const auto& [key, customer] : customers)
        if (key.first == change.reseller) {
            sandbox_resellers[partner].push_back(change.reseller);
            return Outcome::Exhausted;
        }
    std::erase_if(held_partnerships, [&](const auto& held) {
        return held.first.first == change.reseller || held.first.second == change.reseller;
    });
    std::erase_if(partner_accounts, [&](const auto& one) { return one.id == change.reseller; });
    partner_profiles.erase(change.reseller);
    entries.push_back(change.told);
    return Outcome::Applied;
}

}  // namespace concordat::api
