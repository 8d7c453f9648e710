#include "core/relationships/reseller_service.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::relationships {
namespace {

using partners::Partner;
using partners::PartnerKind;

[[noreturn]] void refuse(int code) {
    throw Error(ErrorKind::InvalidRequest, code);
}

[[noreturn]] void refuseProperty(const char* name) {
    throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {name});
}

void requireProvider(const Partner& partner) {
    if (partner.kind != PartnerKind::IndirectProvider) refuse(codes::kNotAProvider);
}

/// The tenant that is asked for; the nil one where a partner network id is.
PartnerId tenantOf(std::string_view mpn_id, std::string_view tenant) {
    if (mpn_id.empty() && tenant.empty()) refuse(codes::kResellerIdMissing);
    if (!mpn_id.empty() && !tenant.empty()) refuse(codes::kResellerIds);
    if (tenant.empty()) return {};
    const auto id = Uuid::parse(tenant);
    if (!id || id->isNil()) refuse(codes::kResellerIds);
    return {*id};
}

/// The first of them of which that holds; null when there is none.
template <typename Condition>
const Partnership* findIf(const std::vector<Partnership>& all, Condition holds) {
    const auto found = std::find_if(all.begin(), all.end(), holds);
    return found == all.end() ? nullptr : &*found;
}

/// The provider's active reseller with that id; null when there is none.
const Partnership* find(const std::vector<Partnership>& all, const std::string& mpn_id) {
    return findIf(all, [&](const auto& one) { return one.mpn_id == mpn_id; });
}

}  // namespace

bool ResellerService::isElsewhere(const std::string& country, const std::string& own) const {
    const auto* theirs = cloud_.facts().country(country);
    const auto* ours = cloud_.facts().country(own);
    return theirs != nullptr && ours != nullptr && theirs->territory != ours->territory;
}

void ResellerService::requireSigned(const Partner& provider, std::string_view mpn_id,
                                    std::string_view tenant) {
    requireProvider(provider);
    const auto by_tenant = tenantOf(mpn_id, tenant);
    const auto found = store_.findStanding(provider.id, by_tenant, mpn_id);
    const bool by_mpn = !mpn_id.empty();
    if (!found) refuse(by_mpn ? codes::kMpnIdUnknown : codes::kTenantNotPartner);
    if (found->kind != PartnerKind::IndirectReseller) refuse(codes::kNotIndirectReseller);
    if (isElsewhere(found->country, provider.country)) refuse(codes::kResellerElsewhere);
    if (!found->signed_at) refuse(by_mpn ? codes::kMpnNotSigned : codes::kTenantNotSigned);
}

void ResellerService::holdResellers(changes::ChangeSet& set, const Partner& provider,
                                    const CustomerId& customer, std::vector<std::string> mpn_ids) {
    requireProvider(provider);
    // Each once, and in one order, so that two orders never wait for each other.
    std::sort(mpn_ids.begin(), mpn_ids.end());
    mpn_ids.erase(std::unique(mpn_ids.begin(), mpn_ids.end()), mpn_ids.end());
    std::erase(mpn_ids, "");
    const auto own = relationships_.partnerships(provider.id, Relation::ProviderOf);
    const auto customers = relationships_.resellersOf(provider.id, customer);
    auto place = set.changes.begin();
    if (place != set.changes.end()) ++place;  // after HoldRelationship
    for (const auto& mpn_id : mpn_ids) {
        if (mpn_id == provider.mpn_id) throw Error(ErrorKind::NotFound, codes::kOwnMpnOnRecord);
        const auto* const reseller = find(own, mpn_id);
        if (reseller == nullptr) refuse(codes::kNotAReseller);
        if (find(customers, mpn_id) == nullptr) refuse(codes::kNotCustomersReseller);
        place =
            std::next(set.changes.insert(place, changes::HoldReseller{reseller->other, customer}));
    }
}

std::optional<Partnership> ResellerService::resellerOf(const Partner& provider,
                                                       const CustomerId& customer,
                                                       const PartnerId& reseller) {
    if (provider.kind != PartnerKind::IndirectProvider) return std::nullopt;
    const auto is_reseller = [&](const auto& one) { return one.other == reseller; };
    const auto own = relationships_.partnerships(provider.id, Relation::ProviderOf);
    if (findIf(own, is_reseller) == nullptr) return std::nullopt;
    const auto customers = relationships_.resellersOf(provider.id, customer);
    const auto* const found = findIf(customers, is_reseller);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

bool ResellerService::serves(const Partner& provider, const CustomerId& customer,
                             const PartnerId& reseller) {
    return resellerOf(provider, customer, reseller).has_value();
}

void ResellerService::holdSupport(changes::ChangeSet& set, const Partner& provider,
                                  const CustomerId& customer, const PartnerId& reseller,
                                  std::string_view mpn_id) {
    if (provider.kind != PartnerKind::IndirectProvider) refuseProperty("supportTenantId");
    const auto found = resellerOf(provider, customer, reseller);
    if (!found) refuse(codes::kNotCustomersReseller);
    if (found->mpn_id != mpn_id) refuseProperty("supportMpnId");
    set.changes.insert(set.changes.begin(), changes::HoldReseller{reseller, customer});
}

}  // namespace concordat::relationships
