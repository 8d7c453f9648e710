#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/accounts/customer.hpp"
#include "core/audit/record.hpp"
#include "core/base/ids.hpp"
#include "core/base/time.hpp"

/// Changes of what partners are to one another. Those that touch rows of two partners carry the
/// entry that the other one's record gets: about that partner itself, without user, old or new
/// value, since the one who acts cannot seal for another.
namespace concordat::changes {

/// A link that the partner gives away. Outcome Exhausted when it has `most` that are still good.
/// Those that have expired go with it.
struct AddInvitation {
    Uuid id;
    std::string secret_hash;  ///< 32 raw bytes
    Instant expires{};
    std::uint32_t most = 0;
};

/// A partnership of the partner, a reseller, with the provider that has invited it: both their
/// rows at once, and the invitation used. Gone unless the invitation is the provider's, has that
/// hash, is good at the time of the entry and was not used, and the two are of these kinds. Taken
/// when they have an active partnership.
struct AcceptPartnership {
    PartnerId inviting;
    Uuid invitation;
    std::string secret_hash;
    audit::Entry told;
};

/// The end of an active partnership, by either of the two: both their rows at once. The reseller
/// sees the customers that were shared with it no more. Gone when there is none.
struct EndPartnership {
    PartnerId other;
    audit::Entry told;
};

/// Shows a customer of the partner, a provider, to one of its resellers. Gone unless the two have
/// an active partnership and the customer is the provider's own; Taken when the reseller sees it.
/// Comes after the AddCustomer that it is about.
struct ShareCustomer {
    CustomerId customer;
    PartnerId reseller;
    audit::Entry told;
};

/// Ends what ShareCustomer did for a customer, whichever resellers see it; none is no failure.
struct UnshareCustomer {
    CustomerId customer;
    audit::Entry told;  ///< the same for each of them; its partner stays empty
};

/// A customer accepts a link of the partner: its ended relationship is active again, with delegated
/// administration, or delegated administration that is withdrawn or over is granted again. Gone
/// unless one of the two is so; Taken when the customer has answered that link.
struct AcceptRequest {
    Uuid request;
    CustomerId customer;
    /// When delegated administration ends by itself; absent: it does not.
    std::optional<Instant> until;
};

/// A customer of other partners accepts a link of the partner, which gets an account of its own of
/// the same tenant: same id, domain and key, and the tenant's users. Gone when nobody has the
/// customer any more; Taken when the partner has or had it, or sees it by a provider, or when the
/// customer has answered that link.
struct AdoptCustomer {
    Uuid request;
    accounts::Customer customer;
    /// When delegated administration ends by itself; absent: it does not.
    std::optional<Instant> until;
};

/// A customer declines a link of the partner. Taken as above.
struct DeclineRequest {
    Uuid request;
    CustomerId customer;
};

/// A customer of the partner takes delegated administration back. Gone when there is none.
struct WithdrawDelegation {
    CustomerId customer;
};

/// Delegated administration of a customer ends by itself, at the time of the entry. Gone unless it
/// is due.
struct ExpireDelegation {
    CustomerId customer;
};

}  // namespace concordat::changes
