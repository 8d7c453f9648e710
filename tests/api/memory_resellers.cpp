#include "tests/api/memory_store.hpp"

namespace concordat::api {

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

}  // namespace concordat::api
