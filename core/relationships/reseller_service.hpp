#pragma once

#include <string>
#include <string_view>

#include <concordat/rules/cloud.hpp>

#include "core/partners/partner.hpp"
#include "core/relationships/reseller_store.hpp"

namespace concordat::relationships {

/// What a provider asks about resellers. Nothing is written here.
/// Called concurrently; keeps no state of its own. Blocks as the stores do. Every function @throws
/// Error InvalidRequest (kNotAProvider) for a partner of another kind, StoreUnavailable.
class ResellerService {
public:
    /// Borrows both, which outlive the service.
    ResellerService(ResellerStore& store, const rules::Cloud& cloud)
        : store_(store), cloud_(cloud) {}

    /// Returns when the reseller with that partner network id has signed its agreement, or the one
    /// with that tenant id: one of the two is given. @throws Error InvalidRequest, of which each
    /// code is one reason: kResellerIdMissing, kResellerIds (both, or no tenant id), and of a
    /// partner network id kMpnIdUnknown and kMpnNotSigned, of a tenant kTenantNotPartner and
    /// kTenantNotSigned; kNotIndirectReseller; kResellerElsewhere for one of another sales
    /// territory
    void requireSigned(const partners::Partner& provider, std::string_view mpn_id,
                       std::string_view tenant);

private:
    [[nodiscard]] bool isElsewhere(const std::string& country, const std::string& own) const;

    ResellerStore& store_;       // not owned; outlives the service
    const rules::Cloud& cloud_;  // likewise
};

}  // namespace concordat::relationships
