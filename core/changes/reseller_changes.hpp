#pragma once

#include <cstdint>
#include <string>

#include "core/audit/record.hpp"
#include "core/base/ids.hpp"
#include "core/partners/partner.hpp"

/// Changes of what a provider has resellers for. Those that touch rows of two partners carry the
/// entry that the reseller's record gets, as those of relationship_changes.hpp do.
namespace concordat::changes {

/// Guards that a reseller is the provider's and one of those for whom it has the customer, until
/// the change set is done: whoever ends the partnership waits. Gone otherwise. Comes after
/// HoldRelationship.
struct HoldReseller {
    PartnerId reseller;
    CustomerId customer;
};

/// Guards that the provider's sandbox has made fewer than `most` resellers. Outcome Exhausted
/// otherwise. Comes before the AddSandboxReseller that it guards.
struct LimitSandboxResellers {
    std::uint32_t most = 0;
};

/// A reseller that a provider makes in its sandbox, with an active partnership: a partner account
/// with its own key. Gone unless the provider is one and a sandbox; Taken when another partner has
/// the partner network id, or anybody the domain of its organization profile.
struct AddSandboxReseller {
    partners::Partner reseller;
    partners::PartnerProfiles profiles;
    audit::Entry told;
};

/// The end of such a reseller with all that is its own; its record stays. Gone when the provider
/// has not made it, Exhausted while it has customers, or had one that may come back.
struct RemoveSandboxReseller {
    PartnerId reseller;
    audit::Entry told;
};

}  // namespace concordat::changes
