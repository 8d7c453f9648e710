#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/accounts/customer_store.hpp"
#include "core/partners/partner_store.hpp"
#include "core/relationships/relationship_service.hpp"
#include "core/relationships/request_link.hpp"
#include "core/relationships/tenant_store.hpp"

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
    /// What it reads. All of it outlives the service.
    struct Stores {
        RelationshipStore& relationships;
        accounts::CustomerStore& customers;
        TenantStore& tenants;
        partners::PartnerStore& partners;
    };

    /// Borrows all, which outlives the service.
    RequestService(const Stores& stores, const RequestSigner& signer, const rules::Cloud& cloud)
        : stores_(stores), signer_(signer), cloud_(cloud) {}

    /// The text of a link that is good for RelationshipService::kInvitationLife from `now`.
    /// `reseller`, one of the partner's active resellers, will see the customers that accept.
    /// Keeps nothing. @throws Error as above, Forbidden (kProgrammeInactive) for a suspended
    /// partner
    [[nodiscard]] std::string makeLink(const partners::Partner& partner,
                                       const std::optional<Partnership>& reseller,
                                       Instant now) const;

    /// Plans that a customer accepts a link: one whose relationship with the partner has ended is
    /// in its list again, with delegated administration; to one that the partner has, delegated
    /// administration comes back; one that other partners have, where the cloud lets a customer
    /// have several, becomes its customer too; until then, or for good. The new account begins with
    /// what names the organisation: company name, domain, registration number, kind of public body,
    /// postal address without the person there, culture and language. The cloud's rules on adding
    /// customers are asked. That the customer has not answered the link turns out when it is
    /// applied (Taken), as does whether there still is something to accept (Gone). @throws Error as
    /// above, NotFound (kInvitationUnusable) for a text that is no link, has expired, names a
    /// reseller that is none any more, or is a suspended partner's and the customer others',
    /// (kUnknownTenant) for a customer that nobody has, that the partner sees by a provider, or
    /// that may have no other partner, Conflict (kRelationshipHeld) when the customer has granted
    /// all of that, and what accounts::throwIfRefused throws
    [[nodiscard]] changes::ChangeSet planAcceptance(const audit::Actor& actor,
                                                    std::string_view text,
                                                    const CustomerId& customer,
                                                    std::optional<Instant> until);

    /// Plans that a customer declines a link. One that the partner never had is not named to it:
    /// the entry says that the link was declined, and not by whom. @throws Error as above
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
    [[nodiscard]] std::optional<EndedCustomer> findOwn(const PartnerId& partner,
                                                       const CustomerId& customer);
    [[nodiscard]] accounts::Customer findElsewhere(const PartnerId& partner,
                                                   const CustomerId& customer);
    void addAdoption(changes::ChangeSet& set, const RequestLink& link,
                     const accounts::Customer& elsewhere, std::optional<Instant> until);
    void addReseller(changes::ChangeSet& set, const RequestLink& link, const EndedCustomer& named,
                     const audit::Actor& actor);

    Stores stores_;
    const RequestSigner& signer_;  // not owned; outlives the service
    const rules::Cloud& cloud_;    // likewise
};

}  // namespace concordat::relationships
