#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "core/audit/record.hpp"
#include "core/base/expected_version.hpp"
#include "core/changes/change_set.hpp"
#include "core/partners/partner_store.hpp"

namespace concordat::partners {

/// Other profiles, ready to be written: what to apply, and what the profiles then are.
struct PlannedProfiles {
    changes::ChangeSet changes;
    PartnerProfiles profiles;
};

/// What partners do with their own account. Called from handlers, concurrently; keeps no state of
/// its own.
class PartnerService {
public:
    explicit PartnerService(PartnerStore& store) : store_(store) {}

    /// The partner's profiles. @throws Error NotFound when the partner has none, StoreUnavailable
    [[nodiscard]] PartnerProfiles profiles(const PartnerId& partner);

    /// Plans a change of the profiles by `edit`. `expected` is the caller's etag, absent when it
    /// sent none. @throws Error ExpectedVersion::staleError, NotFound, StoreUnavailable
    [[nodiscard]] PlannedProfiles planChange(const PartnerId& partner, const audit::Actor& actor,
                                             std::optional<ExpectedVersion> expected,
                                             const std::function<void(PartnerProfiles&)>& edit);

    /// The partner behind a partner network id. @throws Error NotFound (kUnknownMpnId)
    [[nodiscard]] MpnProfile findByMpnId(std::string_view mpn_id);

    /// The partner's own partner network profile. @throws Error NotFound
    [[nodiscard]] MpnProfile ownMpnProfile(const PartnerId& partner);

private:
    PartnerStore& store_;  // not owned; outlives the service
};

}  // namespace concordat::partners
