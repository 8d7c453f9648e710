#pragma once

#include <string>

#include <concordat/rules/cloud.hpp>

#include "core/audit/record.hpp"
#include "core/changes/change_set.hpp"
#include "core/partners/partner.hpp"

namespace concordat::relationships {

/// A reseller that a provider wants in its sandbox, as it was read from the request.
struct SandboxResellerDraft {
    std::string mpn_id;
    /// Of its tenant, below the cloud's suffix; in whatever letters.
    std::string domain;
    partners::LegalBusinessProfile legal_business;
    std::string language;  ///< of its organization profile, such as "en"
};

/// A reseller, ready to be written: what to apply, and what it then is. Nothing has happened yet.
struct PlannedSandboxReseller {
    changes::ChangeSet changes;
    partners::Partner reseller;
    partners::PartnerProfiles profiles;
};

/// Makes and ends the resellers of providers' sandboxes. Reads nothing but the cloud's facts and
/// asks its rules; called concurrently. Both functions @throw Error Unauthenticated
/// (kNotASandboxProvider) for a partner that is no provider's sandbox.
class SandboxService {
public:
    /// How many a provider may have at a time.
    static constexpr std::uint32_t kMostResellers = 5;

    /// Borrows the cloud, which outlives the service.
    explicit SandboxService(const rules::Cloud& cloud) : cloud_(cloud) {}

    /// Plans a reseller with a tenant of its own, whose id is made here, and its partnership with
    /// the provider. That the id and the domain are free, and that there are fewer than
    /// kMostResellers, turns out when it is applied. @throws Error InvalidRequest (kBadProperty,
    /// "domain": no name below the cloud's suffix), Forbidden (kProgrammeInactive), what
    /// accounts::throwIfRefused throws
    [[nodiscard]] PlannedSandboxReseller planAdd(const partners::Partner& provider,
                                                 const audit::Actor& actor,
                                                 const SandboxResellerDraft& draft);

    /// Plans the end of such a reseller. Whether there is one, without customers, turns out when
    /// it is applied.
    [[nodiscard]] static changes::ChangeSet planRemove(const partners::Partner& provider,
                                                       const audit::Actor& actor,
                                                       const PartnerId& reseller);

private:
    const rules::Cloud& cloud_;  // not owned; outlives the service
};

}  // namespace concordat::relationships
