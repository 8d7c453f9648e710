#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/accounts/customer_store.hpp"
#include "core/relationships/relationship_service.hpp"
#include "core/relationships/request_link.hpp"

namespace concordat::relationships {

/// What partners ask of existing customers, and what customers answer: a link, personal to the
/// partner or to it and one of its resellers, that each customer's administrator accepts or
/// declines once. Plans change sets of the partner that asked; nothing is written here. Called
/// concurrently; keeps no state of its own. Blocks as the stores do.
///
/// Whether it is the customer's administrator who answers has been checked before. Where the cloud
/// has no requests, links and answers @throw Error NotOffered. Any function may throw
/// StoreUnavailable.
class RequestService {
public:
    /// Borrows all four, which outlive the service.
    RequestService(RelationshipStore& store, accounts::CustomerStore& customers,
                   const RequestSigner& signer, const rules::Cloud& cloud)
        : store_(store), customers_(customers), signer_(signer), cloud_(cloud) {}

    /// The text of a link that is good for RelationshipService::kInvitationLife from `now`.
    /// `reseller`, one of the partner's active resellers, will see the customers that accept.
    /// Keeps nothing. @throws Error as above, Forbidden (kProgrammeInactive) for a suspended
    /// partner
    [[nodiscard]] std::string makeLink(const partners::Partner& partner,
                                       const std::optional<Partnership>& reseller,
                                       Instant now) const;

    /// Plans that a customer accepts a link: one whose relationship with the partner has ended is
    /// in its list again, with delegated administration; to one that the partner has, delegated
    /// administration comes back; until then, or for good. That the customer has not answered the
    /// link turns out when it is applied (Taken), as does whether there still is something to
    /// accept (Gone). @throws Error as above, NotFound (kInvitationUnusable) for a text that is no
    /// link, has expired or names a reseller that is none any more, (kUnknownTenant) for a customer
    /// that the partner never had, Conflict (kRelationshipHeld) when the customer has granted all
    /// of that
    [[nodiscard]] changes::ChangeSet planAcceptance(const audit::Actor& actor,
                                                    std::string_view text,
                                                    const CustomerId& customer,
                                                    std::optional<Instant> until);

    /// Plans that a customer declines a link. @throws Error as above
    [[nodiscard]] changes::ChangeSet planRefusal(const audit::Actor& actor, std::string_view text,
                                                 const CustomerId& customer);

    /// Plans that a customer takes delegated administration back; the relationship stays. @throws
    /// Error NotFound (kUnknownTenant), Conflict (kDelegationWithdrawn) when there is none
    [[nodiscard]] changes::ChangeSet planWithdrawal(const PartnerId& partner,
                                                    const audit::Actor& actor,
                                                    const CustomerId& customer);

    /// Plans that delegated administration ends by itself, by nobody, at `now`.
    [[nodiscard]] static changes::ChangeSet planExpiry(const ExpiredDelegation& due, Instant now);

private:
    void requireRequests() const;
    [[nodiscard]] RequestLink openLink(std::string_view text, Instant now) const;
    [[nodiscard]] EndedCustomer findAccepting(const PartnerId& partner, const CustomerId& customer);

    RelationshipStore& store_;            // not owned; outlives the service
    accounts::CustomerStore& customers_;  // likewise
    const RequestSigner& signer_;         // likewise
    const rules::Cloud& cloud_;           // likewise
};

}  // namespace concordat::relationships
