#include "core/relationships/request_service.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/relationships/customer_relationship.hpp"
#include "core/relationships/offers.hpp"

namespace concordat::relationships {
namespace {

using audit::OperationType;
using audit::ResourceType;

changes::ChangeSet setOf(const PartnerId& partner, const audit::Actor& actor, ResourceType resource,
                         OperationType operation) {
    changes::ChangeSet set;
    set.partner = partner;
    set.entry = audit::entryBy(actor, partner, resource, operation);
    return set;
}

changes::ChangeSet aboutCustomer(changes::ChangeSet set, const CustomerId& customer,
                                 const EndedCustomer& named) {
    set.entry.customer = customer;
    set.entry.customer_name = named.company_name;
    set.entry.customized_data = {{"PrimaryDomainName", named.domain}};
    return set;
}

}  // namespace

void RequestService::requireRequests() const {
    requireOffered(cloud_.facts(), "relationship-request-url-get");
}

std::string RequestService::makeLink(const partners::Partner& partner,
                                     const std::optional<Partnership>& reseller,
                                     Instant now) const {
    requireRequests();
    if (partner.state == partners::PartnerState::Suspended)
        throw Error(ErrorKind::Forbidden, codes::kProgrammeInactive);
    RequestLink link{partner.id, makeUuid(now), now + RelationshipService::kInvitationLife, {}};
    if (reseller) link.reseller = reseller->other;
    return signer_.seal(link);
}

RequestLink RequestService::openLink(std::string_view text, Instant now) const {
    requireRequests();
    auto link = signer_.open(text);
    if (!link || link->expires <= now) throw Error(ErrorKind::NotFound, codes::kInvitationUnusable);
    return *std::move(link);
}

/// What the customer is called, and that there is something to accept.
EndedCustomer RequestService::findAccepting(const PartnerId& partner, const CustomerId& customer) {
    if (const auto held = customers_.find(partner, customer); held && !held->shared_by) {
        const auto now = held->allow_delegated_access ? DelegatedAdministration::Granted
                                                      : DelegatedAdministration::Withdrawn;
        if (!next(now, DelegationEvent::Grant))
            throw Error(ErrorKind::Conflict, codes::kRelationshipHeld);
        return {held->company_name, held->domain};
    }
    auto ended = store_.findEnded(partner, customer);
    if (!ended) throw Error(ErrorKind::NotFound, codes::kUnknownTenant);
    return *std::move(ended);
}

changes::ChangeSet RequestService::planAcceptance(const audit::Actor& actor, std::string_view text,
                                                  const CustomerId& customer,
                                                  std::optional<Instant> until) {
    const auto link = openLink(text, actor.at);
    const auto named = findAccepting(link.partner, customer);
    auto set = aboutCustomer(setOf(link.partner, actor, ResourceType::PartnerCustomerDap,
                                   OperationType::DapAdminRelationshipApproved),
                             customer, named);
    set.entry.customized_data.emplace_back("Relationship", "reseller");
    set.changes.emplace_back(changes::AcceptRequest{link.id, customer, until});
    if (!link.reseller) return set;
    const auto reseller = store_.findPartnership(link.partner, *link.reseller);
    if (!reseller || reseller->state != PartnershipState::Active)
        throw Error(ErrorKind::NotFound, codes::kInvitationUnusable);
    // It may have seen the customer all along, when only the administration comes back.
    for (const auto& sees : store_.resellersOf(link.partner, customer))
        if (sees.other == reseller->other) return set;
    accounts::Customer shared;
    shared.id = customer;
    shared.company_name = named.company_name;
    shared.domain = named.domain;
    RelationshipService::addShare(set, shared, *reseller, actor);
    return set;
}

changes::ChangeSet RequestService::planExpiry(const ExpiredDelegation& due, Instant now) {
    const audit::Actor nobody{.application = {},
                              .user_name = {},
                              .correlation = CorrelationId{makeRandomUuid()},
                              .at = now};
    auto set = setOf(due.partner, nobody, ResourceType::PartnerCustomerDap,
                     OperationType::DapAdminRelationshipTerminated);
    set.entry.customer = due.customer;
    set.entry.customer_name = due.company_name;
    set.entry.customized_data = {{"PrimaryDomainName", due.domain}, {"DoneBy", "expiry"}};
    set.changes.emplace_back(changes::ExpireDelegation{due.customer});
    return set;
}

changes::ChangeSet RequestService::planRefusal(const audit::Actor& actor, std::string_view text,
                                               const CustomerId& customer) {
    const auto link = openLink(text, actor.at);
    const auto named = findAccepting(link.partner, customer);
    auto set = aboutCustomer(setOf(link.partner, actor, ResourceType::PartnerCustomerRelationship,
                                   OperationType::DeclineRelationship),
                             customer, named);
    set.changes.emplace_back(changes::DeclineRequest{link.id, customer});
    return set;
}

changes::ChangeSet RequestService::planWithdrawal(const PartnerId& partner,
                                                  const audit::Actor& actor,
                                                  const CustomerId& customer) {
    const auto held = customers_.find(partner, customer);
    if (!held || held->shared_by) throw Error(ErrorKind::NotFound, codes::kUnknownTenant);
    if (!held->allow_delegated_access)
        throw Error(ErrorKind::Conflict, codes::kDelegationWithdrawn);
    auto set = setOf(partner, actor, ResourceType::PartnerCustomerDap,
                     OperationType::DapAdminRelationshipTerminated);
    set.entry.customer = customer;
    set.entry.customer_name = held->company_name;
    set.entry.customized_data = {{"PrimaryDomainName", held->domain}};
    set.changes.emplace_back(changes::WithdrawDelegation{customer});
    return set;
}

}  // namespace concordat::relationships
