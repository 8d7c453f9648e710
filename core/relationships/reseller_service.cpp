#include "core/relationships/reseller_service.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::relationships {
namespace {

using partners::Partner;
using partners::PartnerKind;

[[noreturn]] void refuse(int code) {
    throw Error(ErrorKind::InvalidRequest, code);
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

}  // namespace concordat::relationships
