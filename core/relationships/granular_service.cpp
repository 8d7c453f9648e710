#include "core/relationships/granular_service.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/relationships/offers.hpp"

namespace concordat::relationships {
namespace {

using accounts::DirectoryRole;
using audit::OperationType;

changes::ChangeSet setOf(const PartnerId& partner, const audit::Actor& actor,
                         OperationType operation, const GranularRelationship& relationship) {
    changes::ChangeSet set;
    set.partner = partner;
    set.entry =
        audit::entryBy(actor, partner, audit::ResourceType::GranularAdminRelationship, operation);
    set.entry.customer = relationship.customer;
    set.entry.customer_name = relationship.customer_name;
    set.entry.customized_data = {{"GranularAdminRelationshipId", relationship.id.value.toString()}};
    return set;
}

GranularState after(const GranularRelationship& relationship, GranularEvent event) {
    const auto state = next(relationship.state, event);
    if (!state)
        throw Error(ErrorKind::Conflict, codes::kGranularState,
                    {std::string(nameOf(relationship.state))});
    return *state;
}

/// Plans an event that ends, or may be made, at `ends`.
PlannedGranular planned(const PartnerId& partner, const audit::Actor& actor,
                        OperationType operation, GranularRelationship relationship,
                        GranularEvent event, Instant ends) {
    relationship.state = after(relationship, event);
    relationship.changed = actor.at;
    relationship.ends = ends;
    if (event == GranularEvent::Approve) relationship.activated = actor.at;
    auto set = setOf(partner, actor, operation, relationship);
    set.changes.emplace_back(changes::ReplaceGranularRelationship{relationship});
    ++relationship.version;
    return {std::move(set), std::move(relationship)};
}

void requireGood(const GranularDraft& draft) {
    if (draft.days == 0 || draft.days > GranularService::kMostDays)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"duration"});
    if (draft.roles == accounts::DirectoryRoles())
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing,
                    {"accessDetails.unifiedRoles"});
    if (draft.auto_extend && draft.roles.has(DirectoryRole::CompanyAdministrator))
        throw Error(ErrorKind::InvalidRequest, codes::kGranularExtension);
}

void requireInProgramme(const partners::Partner& partner) {
    if (partner.state == partners::PartnerState::Suspended)
        throw Error(ErrorKind::Forbidden, codes::kProgrammeInactive);
}

}  // namespace

std::string_view nameOf(GranularState state) noexcept {
    switch (state) {
        case GranularState::Created:
            return "created";
        case GranularState::ApprovalPending:
            return "approvalPending";
        case GranularState::Active:
            return "active";
        case GranularState::Expired:
            return "expired";
        case GranularState::Terminated:
            return "terminated";
    }
    return "unknown";
}

void GranularService::requireOffer() const {
    requireOffered(cloud_.facts(), "granular-relationship-create");
}

GranularRelationship GranularService::own(const PartnerId& partner, const CustomerId& customer,
                                          const GranularId& id,
                                          std::optional<ExpectedVersion> expected) {
    requireOffer();
    (void)customers_.getOwn(partner, customer);
    auto found = store_.find(partner, customer, id);
    if (!found) throw Error(ErrorKind::NotFound, codes::kResourceAbsent);
    if (expected) expected->require(found->version);
    return *std::move(found);
}

std::vector<GranularRelationship> GranularService::list(const PartnerId& partner,
                                                        const CustomerId& customer) {
    requireOffer();
    (void)customers_.getOwn(partner, customer);
    return store_.list(partner, customer, kMostListed);
}

GranularRelationship GranularService::get(const PartnerId& partner, const CustomerId& customer,
                                          const GranularId& id) {
    return own(partner, customer, id, std::nullopt);
}

PlannedGranular GranularService::planAdd(const partners::Partner& partner,
                                         const audit::Actor& actor, const CustomerId& customer,
                                         GranularDraft draft) {
    requireOffer();
    requireInProgramme(partner);
    const auto held = customers_.getOwn(partner.id, customer);
    requireGood(draft);
    GranularRelationship made;
    made.id = {makeUuid(actor.at)};
    made.customer = customer;
    made.customer_name = held.company_name;
    made.display_name = std::move(draft.display_name);
    made.roles = draft.roles;
    made.days = draft.days;
    made.auto_extend = draft.auto_extend;
    made.created = made.changed = actor.at;
    auto set = setOf(partner.id, actor, OperationType::GranularAdminRelationshipCreated, made);
    set.changes.emplace_back(changes::HoldRelationship{customer});
    set.changes.emplace_back(changes::AddGranularRelationship{made, kMost});
    return {std::move(set), std::move(made)};
}

PlannedGranular GranularService::planDelete(const PartnerId& partner, const audit::Actor& actor,
                                            const CustomerId& customer, const GranularId& id,
                                            std::optional<ExpectedVersion> expected) {
    auto found = own(partner, customer, id, expected);
    // What can be locked is a draft.
    (void)after(found, GranularEvent::Lock);
    auto set = setOf(partner, actor, OperationType::GranularAdminRelationshipDeleted, found);
    set.changes.emplace_back(changes::DeleteGranularRelationship{customer, id, found.version});
    return {std::move(set), std::move(found)};
}

PlannedGranular GranularService::planLock(const partners::Partner& partner,
                                          const audit::Actor& actor, const CustomerId& customer,
                                          const GranularId& id,
                                          std::optional<ExpectedVersion> expected) {
    auto found = own(partner.id, customer, id, expected);
    requireInProgramme(partner);
    const auto until = actor.at + kApprovalLife;
    auto locked = planned(partner.id, actor, OperationType::GranularAdminRelationshipRequested,
                          std::move(found), GranularEvent::Lock, until);
    locked.link = signer_.seal(GranularLink{partner.id, id, customer, until});
    return locked;
}

PlannedGranular GranularService::planTermination(const PartnerId& partner,
                                                 const audit::Actor& actor,
                                                 const CustomerId& customer, const GranularId& id,
                                                 std::optional<ExpectedVersion> expected) {
    return planned(partner, actor, OperationType::GranularAdminRelationshipTerminated,
                   own(partner, customer, id, expected), GranularEvent::Terminate, actor.at);
}

DueGranular GranularService::asked(std::string_view text, Instant now) {
    requireOffer();
    const auto link = signer_.openGranular(text);
    if (!link || link->expires <= now) throw Error(ErrorKind::NotFound, codes::kInvitationUnusable);
    return {link->partner, own(link->partner, link->customer, link->relationship, std::nullopt)};
}

DueGranular GranularService::askedOf(const CustomerId& customer, std::string_view text,
                                     Instant now) {
    auto found = asked(text, now);
    if (found.relationship.customer != customer)
        throw Error(ErrorKind::NotFound, codes::kInvitationUnusable);
    return found;
}

PlannedGranular GranularService::planApproval(const audit::Actor& actor, std::string_view text,
                                              const CustomerId& customer) {
    auto [partner, relationship] = askedOf(customer, text, actor.at);
    const auto ends = actor.at + std::chrono::days(relationship.days);
    return planned(partner, actor, OperationType::GranularAdminRelationshipApproved,
                   std::move(relationship), GranularEvent::Approve, ends);
}

PlannedGranular GranularService::planRefusal(const audit::Actor& actor, std::string_view text,
                                             const CustomerId& customer) {
    auto [partner, relationship] = askedOf(customer, text, actor.at);
    // What can be approved can be declined; an approved one is ended in other ways.
    (void)after(relationship, GranularEvent::Approve);
    return planned(partner, actor, OperationType::GranularAdminRelationshipTerminated,
                   std::move(relationship), GranularEvent::Terminate, actor.at);
}

changes::ChangeSet GranularService::planDue(const DueGranular& due, Instant now) {
    const audit::Actor nobody{.application = {},
                              .user_name = {},
                              .correlation = CorrelationId{makeRandomUuid()},
                              .at = now};
    const auto& one = due.relationship;
    const bool goes_on = one.state == GranularState::Active && one.auto_extend;
    auto plan = goes_on
                    ? planned(due.partner, nobody, OperationType::GranularAdminRelationshipExtended,
                              one, GranularEvent::Extend, one.ends + kExtension)
                    : planned(due.partner, nobody, OperationType::GranularAdminRelationshipExpired,
                              one, GranularEvent::Expire, one.ends);
    plan.changes.entry.customized_data.emplace_back("DoneBy", "expiry");
    return std::move(plan.changes);
}

}  // namespace concordat::relationships
