#include "core/relationships/relationship_service.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/relationships/invitation.hpp"
#include "core/relationships/offers.hpp"

namespace concordat::relationships {
namespace {

using audit::OperationType;
using audit::ResourceType;
using partners::Partner;
using partners::PartnerKind;

void requireGoodStanding(const Partner& partner) {
    if (partner.state == partners::PartnerState::Suspended)
        throw Error(ErrorKind::Forbidden, codes::kProgrammeInactive);
}

/// The entries of both records about what two partners become to one another: each names the
/// other.
struct Entries {
    audit::Entry own;
    audit::Entry told;
};

Entries entriesOf(const PartnerId& partner, const audit::Actor& actor, const PartnerId& other,
                  OperationType operation) {
    Entries entries{
        audit::entryBy(actor, partner, ResourceType::PartnerRelationship, operation),
        audit::entryBy(
            {.application = {}, .user_name = {}, .correlation = actor.correlation, .at = actor.at},
            other, ResourceType::PartnerRelationship, operation)};
    entries.own.customized_data = {{"Partner", other.value.toString()}};
    entries.told.customized_data = {{"Partner", partner.value.toString()}};
    return entries;
}

}  // namespace

void RelationshipService::requireIndirectModel() const {
    requireOffered(cloud_.facts(), "partner-relationship-list");
}

std::vector<Partnership> RelationshipService::partnerships(const PartnerId& partner,
                                                           Relation relation) {
    return store_.partnerships(partner, relation);
}

std::vector<Partnership> RelationshipService::resellersOf(const PartnerId& partner,
                                                          const CustomerId& customer) {
    return store_.resellersOf(partner, customer);
}

Partnership RelationshipService::requireReseller(const PartnerId& provider, std::string_view id) {
    for (auto& held : store_.partnerships(provider, Relation::ProviderOf))
        if (!id.empty() && held.mpn_id == id) return std::move(held);
    if (const auto tenant = Uuid::parse(id)) {
        auto held = store_.findPartnership(provider, PartnerId{*tenant});
        if (held && held->relation == Relation::ProviderOf &&
            held->state == PartnershipState::Active)
            return *std::move(held);
    }
    throw Error(ErrorKind::InvalidRequest, codes::kNotAReseller);
}

void RelationshipService::addShare(changes::ChangeSet& set, const accounts::Customer& customer,
                                   const Partnership& reseller, const audit::Actor& actor) {
    changes::ShareCustomer change{customer.id, reseller.other, {}};
    change.told = audit::entryBy(
        {.application = {}, .user_name = {}, .correlation = actor.correlation, .at = actor.at},
        reseller.other, ResourceType::Customer, OperationType::AddCustomer);
    change.told.customer_name = customer.company_name;
    change.told.customized_data = {{"CustomerId", customer.id.value.toString()},
                                   {"PrimaryDomainName", customer.domain},
                                   {"Partner", set.partner.value.toString()}};
    set.changes.emplace_back(std::move(change));
    set.entry.customized_data.emplace_back("IndirectReseller", reseller.other.value.toString());
}

PlannedInvitation RelationshipService::planInvitation(const Partner& provider,
                                                      const audit::Actor& actor) {
    requireIndirectModel();
    if (provider.kind != PartnerKind::IndirectProvider)
        throw Error(ErrorKind::InvalidRequest, codes::kNotAProvider);
    requireGoodStanding(provider);
    const auto invitation = makeInvitation(provider.id, actor.at);
    PlannedInvitation planned;
    planned.token = invitation.toString();
    planned.expires = actor.at + kInvitationLife;
    auto& set = planned.changes;
    set.partner = provider.id;
    set.changes.emplace_back(changes::AddInvitation{invitation.invitation, invitation.hash(),
                                                    planned.expires, kMostInvitations});
    set.entry = audit::entryBy(actor, provider.id, ResourceType::PartnerRelationship,
                               OperationType::InvitePartner);
    set.entry.customized_data = {{"Invitation", invitation.invitation.toString()}};
    return planned;
}

changes::ChangeSet RelationshipService::planAcceptance(const Partner& reseller,
                                                       const audit::Actor& actor,
                                                       std::string_view token) {
    requireIndirectModel();
    if (reseller.kind != PartnerKind::IndirectReseller)
        throw Error(ErrorKind::InvalidRequest, codes::kNotAReseller);
    requireGoodStanding(reseller);
    const auto invitation = InvitationToken::parse(token);
    if (!invitation) throw Error(ErrorKind::NotFound, codes::kInvitationUnusable);
    auto entries = entriesOf(reseller.id, actor, invitation->inviting,
                             OperationType::CreatePartnerRelationship);
    changes::ChangeSet set;
    set.partner = reseller.id;
    set.entry = std::move(entries.own);
    set.changes.emplace_back(changes::AcceptPartnership{
        invitation->inviting, invitation->invitation, invitation->hash(), std::move(entries.told)});
    return set;
}

changes::ChangeSet RelationshipService::planEnd(const Partner& partner, const audit::Actor& actor,
                                                const PartnerId& other) {
    const auto held = store_.findPartnership(partner.id, other);
    if (!held || !next(held->state, PartnershipEvent::End))
        throw Error(ErrorKind::NotFound, codes::kNoPartnership);
    auto entries = entriesOf(partner.id, actor, other, OperationType::RemovePartnerRelationship);
    changes::ChangeSet set;
    set.partner = partner.id;
    set.entry = std::move(entries.own);
    set.changes.emplace_back(changes::EndPartnership{other, std::move(entries.told)});
    return set;
}

}  // namespace concordat::relationships
