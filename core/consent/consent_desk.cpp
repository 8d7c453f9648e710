#include "core/consent/consent_desk.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/relationships/invitation.hpp"

namespace concordat::consent {
namespace {

using identity::SignedInUser;
using relationships::InvitationToken;
using relationships::PartnershipState;

/// What a use case's refusal means for the person who answers; nothing for a fault, which is none.
std::optional<Refusal> refusalOf(const Error& error) {
    switch (error.code()) {
        case codes::kInvitationUnusable:
        case codes::kResourceAbsent:
            return Refusal::Unusable;
        case codes::kGranularState:
            return Refusal::Used;
        case codes::kRelationshipHeld:
            return Refusal::Held;
        case codes::kUnknownTenant:
            return Refusal::NotCustomer;
        case codes::kNotAReseller:
            return Refusal::NotReseller;
        case codes::kProgrammeInactive:
            return Refusal::Suspended;
        default:
            break;
    }
    if (error.kind() == ErrorKind::NotOffered) return Refusal::Unusable;
    // Of what is no fault, what has arguments comes from a rule of the cloud.
    const bool by_rule = error.kind() != ErrorKind::Internal && !error.arguments().empty();
    if (by_rule) return Refusal::NotCustomer;
    return std::nullopt;
}

}  // namespace

audit::Actor actorOf(const SignedInUser& user, Instant now) {
    return {.application = {},
            .user_name = user.user_name,
            .correlation = CorrelationId{makeRandomUuid()},
            .at = now};
}

bool isAdministrator(const SignedInUser& user) {
    return user.roles.intersects(identity::Role::GlobalAdmin);
}

std::optional<std::string> organisationOf(partners::PartnerStore& partners,
                                          const PartnerId& partner) {
    const auto found = partners.find(partner);
    if (!found) return std::nullopt;
    const auto profiles = partners.profiles(partner);
    const bool named = profiles && !profiles->organization.company_name.empty();
    return named ? profiles->organization.company_name : found->name;
}

AskKind ConsentDesk::kindOf(std::string_view link) const {
    if (parts_.signer.open(link)) return AskKind::Request;
    return parts_.signer.openGranular(link) ? AskKind::Granular : AskKind::Invitation;
}

std::variant<Ask, Refusal> ConsentDesk::open(std::string_view link, Instant now) {
    if (const auto request = parts_.signer.open(link)) return openRequest(*request, now);
    return kindOf(link) == AskKind::Granular ? openGranular(link, now) : openInvitation(link, now);
}

std::variant<Ask, Refusal> ConsentDesk::openInvitation(std::string_view link, Instant now) {
    const auto token = InvitationToken::parse(link);
    if (!token) return Refusal::Unusable;
    const auto kept =
        parts_.links.findInvitation(token->inviting, token->invitation, token->hash());
    if (!kept) return Refusal::Unusable;
    if (kept->used) return Refusal::Used;
    const auto provider = parts_.partners.find(token->inviting);
    auto name = organisationOf(parts_.partners, token->inviting);
    if (kept->expires <= now || !provider || !name ||
        provider->kind != partners::PartnerKind::IndirectProvider)
        return Refusal::Unusable;
    return Ask{AskKind::Invitation, provider->id, *std::move(name),
               provider->country,   {},           kept->expires};
}

std::variant<Ask, Refusal> ConsentDesk::openRequest(const relationships::RequestLink& link,
                                                    Instant now) {
    const auto partner = parts_.partners.find(link.partner);
    auto name = organisationOf(parts_.partners, link.partner);
    // One who may not add customers may not get them back either.
    if (link.expires <= now || !partner || !name ||
        partner->state == partners::PartnerState::Suspended)
        return Refusal::Unusable;
    Ask ask{AskKind::Request, link.partner, *std::move(name), partner->country, {}, link.expires};
    if (!link.reseller) return ask;
    const auto held = parts_.relationship_store.findPartnership(link.partner, *link.reseller);
    if (!held || held->state != PartnershipState::Active) return Refusal::Unusable;
    ask.reseller_name = organisationOf(parts_.partners, *link.reseller).value_or(held->name);
    return ask;
}

std::variant<Ask, Refusal> ConsentDesk::openGranular(std::string_view link, Instant now) try {
    const auto asked = parts_.granular.asked(link, now);
    const auto& one = asked.relationship;
    if (one.state != relationships::GranularState::ApprovalPending) return Refusal::Used;
    const auto partner = parts_.partners.find(asked.partner);
    auto name = organisationOf(parts_.partners, asked.partner);
    if (!partner || !name || partner->state == partners::PartnerState::Suspended)
        return Refusal::Unusable;
    return Ask{AskKind::Granular, asked.partner, *std::move(name), partner->country, {}, one.ends,
               one.display_name,  one.roles,     one.days,         one.auto_extend};
} catch (const Error& error) {
    if (error.kind() != ErrorKind::NotFound && error.kind() != ErrorKind::NotOffered) throw;
    return Refusal::Unusable;
}

bool ConsentDesk::isUsed(std::string_view link, const SignedInUser& user) {
    if (const auto request = parts_.signer.open(link))
        return parts_.links.hasAnswered(request->partner, CustomerId{user.tenant}, request->id);
    // That of a granular relationship is told by its state, to whoever opens the link.
    return kindOf(link) == AskKind::Invitation && isUsedInvitation(link);
}

bool ConsentDesk::isUsedInvitation(std::string_view link) {
    const auto token = InvitationToken::parse(link);
    if (!token) return false;
    const auto kept =
        parts_.links.findInvitation(token->inviting, token->invitation, token->hash());
    return kept && kept->used;
}

std::optional<Refusal> ConsentDesk::check(std::string_view link, const SignedInUser& user,
                                          Instant now) {
    const auto opened = open(link, now);
    if (const auto* refusal = std::get_if<Refusal>(&opened)) return *refusal;
    if (!isAdministrator(user)) return Refusal::NotAdministrator;
    if (isUsed(link, user)) return Refusal::Used;
    const auto planned = plan(link, user, {.accept = true, .until = {}}, now);
    if (const auto* refusal = std::get_if<Refusal>(&planned)) return reasonOf(*refusal, link, user);
    return std::nullopt;
}

std::optional<Refusal> ConsentDesk::answer(std::string_view link, const SignedInUser& user,
                                           const Answer& answer, Instant now) {
    if (const auto refusal = check(link, user, now)) return refusal;
    if (!answer.accept && kindOf(link) == AskKind::Invitation) return std::nullopt;
    const auto planned = plan(link, user, answer, now);
    if (const auto* refusal = std::get_if<Refusal>(&planned)) return reasonOf(*refusal, link, user);
    const auto outcome = parts_.changes.apply(std::get<changes::ChangeSet>(planned));
    if (outcome == changes::Outcome::Applied) return std::nullopt;
    // Somebody was faster: with an answer, or with the end of what there was to answer about.
    if (const auto refusal = check(link, user, now)) return refusal;
    return reasonOf(Refusal::Held, link, user);
}

// What is granted was granted by somebody faster: with this link, or with another one.
Refusal ConsentDesk::reasonOf(Refusal refusal, std::string_view link, const SignedInUser& user) {
    return refusal == Refusal::Held && isUsed(link, user) ? Refusal::Used : refusal;
}

ConsentDesk::Planned ConsentDesk::plan(std::string_view link, const SignedInUser& user,
                                       const Answer& answer, Instant now) try {
    switch (kindOf(link)) {
        case AskKind::Request:
            return planRequest(link, user, answer, now);
        case AskKind::Granular:
            return planGranular(link, user, answer.accept, now);
        case AskKind::Invitation:
            break;
    }
    return planInvitation(link, user, now);
} catch (const Error& error) {
    if (const auto refusal = refusalOf(error)) return *refusal;
    throw;
}

ConsentDesk::Planned ConsentDesk::planInvitation(std::string_view link, const SignedInUser& user,
                                                 Instant now) {
    const auto reseller = parts_.partners.find(PartnerId{user.tenant});
    if (!reseller) return Refusal::NotReseller;
    const auto token = InvitationToken::parse(link);
    if (!token) return Refusal::Unusable;
    const auto held = parts_.relationship_store.findPartnership(reseller->id, token->inviting);
    if (held && held->state == PartnershipState::Active) return Refusal::Held;
    return parts_.relationships.planAcceptance(*reseller, actorOf(user, now), link);
}

ConsentDesk::Planned ConsentDesk::planRequest(std::string_view link, const SignedInUser& user,
                                              const Answer& answer, Instant now) {
    const CustomerId customer{user.tenant};
    auto set = answer.accept ? parts_.requests.planAcceptance(actorOf(user, now), link, customer,
                                                              answer.until)
                             : parts_.requests.planRefusal(actorOf(user, now), link, customer);
    set.entry.customized_data.emplace_back("DoneBy", "customer");
    return set;
}

ConsentDesk::Planned ConsentDesk::planGranular(std::string_view link, const SignedInUser& user,
                                               bool accept, Instant now) {
    const CustomerId customer{user.tenant};
    const auto actor = actorOf(user, now);
    auto planned = accept ? parts_.granular.planApproval(actor, link, customer)
                          : parts_.granular.planRefusal(actor, link, customer);
    planned.changes.entry.customized_data.emplace_back("DoneBy", "customer");
    return std::move(planned.changes);
}

}  // namespace concordat::consent
