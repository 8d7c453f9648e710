#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include <concordat/rules/cloud.hpp>

#include "core/audit/record.hpp"
#include "core/base/expected_version.hpp"
#include "core/changes/change_set.hpp"
#include "core/partners/partner_store.hpp"

namespace concordat::partners {

/// Other profiles, ready to be written: what to apply, and what the profiles then are. Nothing has
/// happened yet.
struct PlannedProfiles {
    changes::ChangeSet changes;
    PartnerProfiles profiles;
};

/// What partners do with their own account. Called from handlers, concurrently; keeps no state of
/// its own. Blocks as the store does. The profiles are the partner's own, so that the cloud's rules
/// are asked about one thing alone: another primary contact.
class PartnerService {
public:
    /// Borrows both, which outlive the service.
    PartnerService(PartnerStore& store, const rules::Cloud& cloud) : store_(store), cloud_(cloud) {}

    /// The partner's profiles, personal data opened. @throws Error NotFound (kResourceAbsent) when
    /// the partner has none, StoreUnavailable
    [[nodiscard]] PartnerProfiles profiles(const PartnerId& partner);

    /// Plans a change of the profiles by `edit`, which gets them as they are, changes what the
    /// caller sent and may throw to refuse. A primary contact with another mail address is shown to
    /// the cloud's rules as it would be to enrol. `expected` is the caller's etag, absent when it
    /// sent none; the change set guards the version that was read either way. @throws Error
    /// ExpectedVersion::staleError, NotFound, StoreUnavailable, what accounts::throwIfRefused and
    /// what `edit` throws
    [[nodiscard]] PlannedProfiles planChange(const PartnerId& partner, const audit::Actor& actor,
                                             std::optional<ExpectedVersion> expected,
                                             const std::function<void(PartnerProfiles&)>& edit);

    /// The partner behind a partner network id, any partner of this cloud. @throws Error NotFound
    /// (kUnknownMpnId), StoreUnavailable
    [[nodiscard]] MpnProfile findByMpnId(std::string_view mpn_id);

    /// The partner's own partner network profile. @throws Error NotFound (kResourceAbsent),
    /// StoreUnavailable
    [[nodiscard]] MpnProfile ownMpnProfile(const PartnerId& partner);

private:
    void requireContact(const PartnerId& partner, const Contact& contact);

    PartnerStore& store_;        // not owned; outlives the service
    const rules::Cloud& cloud_;  // likewise
};

}  // namespace concordat::partners
