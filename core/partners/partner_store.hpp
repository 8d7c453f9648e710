#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/partners/partner.hpp"

namespace concordat::partners {

/// Keeps partner accounts. Implemented by core/store; reads are called concurrently from event
/// threads and workers, writes by operators' commands and the seed, which may run beside a serving
/// process. Every function @throws Error StoreUnavailable when the store does not answer.
class PartnerStore {
public:
    virtual ~PartnerStore() = default;

    /// The account of that tenant; nothing when the tenant is no partner here. A suspended partner
    /// is found.
    [[nodiscard]] virtual std::optional<Partner> find(const PartnerId& partner) = 0;

    /// The partner's profiles, personal data opened; nothing when there is no such partner.
    [[nodiscard]] virtual std::optional<PartnerProfiles> profiles(const PartnerId& partner) = 0;

    /// The name behind a partner network id; nothing when it is unknown. Names of partners are
    /// public among partners.
    [[nodiscard]] virtual std::optional<MpnProfile> findByMpnId(std::string_view mpn_id) = 0;

    /// All partner accounts by name, for operators' commands: the one function that looks across
    /// partners with their ids, and never called for a request.
    [[nodiscard]] virtual std::vector<Partner> list() = 0;

    /// Adds an account with its profiles, durably. False when the tenant or the partner network id
    /// is taken; then nothing has changed. Whether the cloud's rules allow it is the caller's
    /// question.
    [[nodiscard]] virtual bool add(const Partner& partner, const PartnerProfiles& profiles) = 0;

    /// Sets the state of an account, durably. False when there is none. Setting the state that it
    /// has is no error.
    [[nodiscard]] virtual bool setState(const PartnerId& partner, PartnerState state) = 0;
};

}  // namespace concordat::partners
