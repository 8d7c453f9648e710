#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/partners/partner.hpp"

namespace concordat::relationships {

/// What a provider may know of a partner that it has nothing to do with yet.
struct ResellerStanding {
    PartnerId id;
    partners::PartnerKind kind = partners::PartnerKind::IndirectReseller;
    std::string country;               ///< two letters
    std::optional<Instant> signed_at;  ///< its agreement with the operator; absent: it has not

    bool operator==(const ResellerStanding&) const = default;
};

/// Keeps whether indirect resellers have signed their agreements. Implemented by core/store; called
/// concurrently. Every function @throws Error StoreUnavailable when the store does not answer.
class ResellerStore {
public:
    virtual ~ResellerStore() = default;

    /// The standing of the partner with that tenant id, or with that partner network id if it is
    /// not empty. Nothing when there is none, or `asking` is no indirect provider.
    [[nodiscard]] virtual std::optional<ResellerStanding> findStanding(const PartnerId& asking,
                                                                       const PartnerId& tenant,
                                                                       std::string_view mpn_id) = 0;

    /// Notes when a reseller has signed, instead of what was noted before; for operators' commands.
    /// False when there is no such partner, or it is no indirect reseller.
    [[nodiscard]] virtual bool signAgreement(const PartnerId& reseller, Instant signed_at) = 0;
};

}  // namespace concordat::relationships
