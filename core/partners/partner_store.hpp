#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/partners/partner.hpp"

namespace concordat::partners {

/// Keeps partner accounts. Implemented by core/store; reads are called concurrently from event
/// threads and workers, writes by operators' commands and the seed. Every function @throws Error
/// StoreUnavailable when the store does not answer.
class PartnerStore {
public:
    virtual ~PartnerStore() = default;

    /// The account of that tenant; nothing when the tenant is no partner here.
    [[nodiscard]] virtual std::optional<Partner> find(const PartnerId& partner) = 0;

    /// The partner's profiles, personal data opened; nothing when there is no such partner.
    [[nodiscard]] virtual std::optional<PartnerProfiles> profiles(const PartnerId& partner) = 0;

    /// The name behind a partner network id; nothing when it is unknown. Names of partners are
    /// public among partners.
    [[nodiscard]] virtual std::optional<MpnProfile> findByMpnId(std::string_view mpn_id) = 0;

    /// All partner accounts by name, for operators.
    [[nodiscard]] virtual std::vector<Partner> list() = 0;

    /// Adds an account with its profiles. False when the tenant or the partner network id is taken.
    [[nodiscard]] virtual bool add(const Partner& partner, const PartnerProfiles& profiles) = 0;

    /// Sets the state of an account. False when there is none.
    [[nodiscard]] virtual bool setState(const PartnerId& partner, PartnerState state) = 0;
};

}  // namespace concordat::partners
