#include "core/relationships/request_service.hpp"

#include "core/accounts/refusal.hpp"
#include "core/accounts/rule_views.hpp"
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

/// The account that a partner gets of a customer of others: what names the organisation, and
/// nothing of persons or of what the others have arranged with it.
accounts::Customer accountFrom(const accounts::Customer& elsewhere, Instant now) {
    accounts::Customer made;
    made.id = elsewhere.id;
    made.commerce_id = makeUuid(now);
    made.domain = elsewhere.domain;
    made.company_name = elsewhere.company_name;
    made.registration_number = elsewhere.registration_number;
    made.public_body = elsewhere.public_body;
    made.created = now;
    const auto& from = elsewhere.billing;
    made.billing.culture = from.culture;
    made.billing.language = from.language;
    made.billing.company_name = made.company_name;
    auto& address = made.billing.default_address;
    address = from.default_address;
    for (auto* person :
         {&address.first_name, &address.middle_name, &address.last_name, &address.phone_number})
        person->clear();
    return made;
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

/// What a customer is called that the partner has or had, and that there is something to accept;
/// nothing for one that it never had.
std::optional<EndedCustomer> RequestService::findOwn(const PartnerId& partner,
                                                     const CustomerId& customer) {
    if (const auto held = stores_.customers.find(partner, customer); held && !held->shared_by) {
        const auto now = held->allow_delegated_access ? DelegatedAdministration::Granted
                                                      : DelegatedAdministration::Withdrawn;
        if (!next(now, DelegationEvent::Grant))
            throw Error(ErrorKind::Conflict, codes::kRelationshipHeld);
        return EndedCustomer{held->company_name, held->domain};
    }
    return stores_.relationships.findEnded(partner, customer);
}

/// A customer of others. One that a provider shares is in the partner's list already, where it can
/// be only once.
accounts::Customer RequestService::findElsewhere(const PartnerId& partner,
                                                 const CustomerId& customer) {
    const bool only_one =
        cloud_.facts().one_partner_per_customer || stores_.customers.find(partner, customer);
    auto found = only_one ? std::nullopt : stores_.tenants.findElsewhere(partner, customer);
    if (!found) throw Error(ErrorKind::NotFound, codes::kUnknownTenant);
    return *std::move(found);
}

/// For the rules it is as if the partner added the customer as it is elsewhere.
void RequestService::addAdoption(changes::ChangeSet& set, const RequestLink& link,
                                 const accounts::Customer& elsewhere,
                                 std::optional<Instant> until) {
    const auto partner = stores_.partners.find(link.partner);
    if (!partner || partner->state == partners::PartnerState::Suspended)
        throw Error(ErrorKind::NotFound, codes::kInvitationUnusable);
    accounts::CustomerDraft draft;
    draft.domain = elsewhere.domain;
    draft.company_name = elsewhere.company_name;
    draft.registration_number = elsewhere.registration_number;
    draft.public_body = elsewhere.public_body;
    draft.billing = elsewhere.billing;
    const accounts::PartnerForRules asking(*partner);
    accounts::throwIfRefused(
        cloud_.facts(),
        cloud_.mayAddCustomer(asking.view(), accounts::viewOf(draft), set.entry.at));
    if (partner->sandbox)
        set.changes.emplace_back(changes::LimitCustomers{cloud_.facts().sandbox_customers});
    set.changes.emplace_back(
        changes::AdoptCustomer{link.id, accountFrom(elsewhere, set.entry.at), until});
}

/// The reseller of a link sees the customer, unless it has seen it all along: when only the
/// administration comes back.
void RequestService::addReseller(changes::ChangeSet& set, const RequestLink& link,
                                 const EndedCustomer& named, const audit::Actor& actor) {
    if (!link.reseller) return;
    const auto reseller = stores_.relationships.findPartnership(link.partner, *link.reseller);
    if (!reseller || reseller->state != PartnershipState::Active)
        throw Error(ErrorKind::NotFound, codes::kInvitationUnusable);
    const auto& customer = *set.entry.customer;
    for (const auto& sees : stores_.relationships.resellersOf(link.partner, customer))
        if (sees.other == reseller->other) return;
    accounts::Customer shared;
    shared.id = customer;
    shared.company_name = named.company_name;
    shared.domain = named.domain;
    RelationshipService::addShare(set, shared, *reseller, actor);
}

changes::ChangeSet RequestService::planAcceptance(const audit::Actor& actor, std::string_view text,
                                                  const CustomerId& customer,
                                                  std::optional<Instant> until) {
    const auto link = openLink(text, actor.at);
    const auto own = findOwn(link.partner, customer);
    std::optional<accounts::Customer> elsewhere;
    if (!own) elsewhere = findElsewhere(link.partner, customer);
    const auto named = own ? *own : EndedCustomer{elsewhere->company_name, elsewhere->domain};
    auto set = aboutCustomer(setOf(link.partner, actor, ResourceType::PartnerCustomerDap,
                                   OperationType::DapAdminRelationshipApproved),
                             customer, named);
    set.entry.customized_data.emplace_back("Relationship", "reseller");
    if (elsewhere)
        addAdoption(set, link, *elsewhere, until);
    else
        set.changes.emplace_back(changes::AcceptRequest{link.id, customer, until});
    addReseller(set, link, named, actor);
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
    auto set = setOf(link.partner, actor, ResourceType::PartnerCustomerRelationship,
                     OperationType::DeclineRelationship);
    set.changes.emplace_back(changes::DeclineRequest{link.id, customer});
    if (const auto own = findOwn(link.partner, customer))
        return aboutCustomer(std::move(set), customer, *own);
    static_cast<void>(findElsewhere(link.partner, customer));
    set.entry.user_name.clear();
    return set;
}

changes::ChangeSet RequestService::planWithdrawal(const PartnerId& partner,
                                                  const audit::Actor& actor,
                                                  const CustomerId& customer) {
    const auto held = stores_.customers.find(partner, customer);
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
