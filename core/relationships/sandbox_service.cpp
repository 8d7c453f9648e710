#include "core/relationships/sandbox_service.hpp"

#include <algorithm>

#include "core/accounts/refusal.hpp"
#include "core/accounts/rule_views.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::relationships {
namespace {

using audit::OperationType;
using partners::Partner;
using partners::PartnerKind;
using partners::PartnerProfiles;

void requireSandboxProvider(const Partner& partner) {
    if (!partner.sandbox || partner.kind != PartnerKind::IndirectProvider)
        throw Error(ErrorKind::Unauthenticated, codes::kNotASandboxProvider);
}

bool isLabel(std::string_view text) {
    constexpr std::size_t kLongest = 63;
    if (text.empty() || text.size() > kLongest || text.starts_with('-') || text.ends_with('-'))
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// The domain in small letters. @throws Error InvalidRequest
std::string requireDomain(std::string_view given, const std::string& suffix) {
    auto domain = toLowerAscii(given);
    const auto end = "." + suffix;
    if (!domain.ends_with(end) ||
        !isLabel(std::string_view(domain).substr(0, domain.size() - end.size())))
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"domain"});
    return domain;
}

Partner resellerOf(const SandboxResellerDraft& draft, Instant now) {
    Partner reseller;
    reseller.id.value = makeUuid(now);
    reseller.name = draft.legal_business.company_name;
    reseller.country = draft.legal_business.address.country;
    reseller.kind = PartnerKind::IndirectReseller;
    reseller.sandbox = true;
    reseller.mpn_id = draft.mpn_id;
    return reseller;
}

PartnerProfiles profilesOf(const SandboxResellerDraft& draft, std::string domain) {
    PartnerProfiles profiles;
    const auto& legal = draft.legal_business;
    profiles.legal_business = legal;
    profiles.billing.company_name = legal.company_name;
    profiles.billing.address = legal.address;
    profiles.billing.primary_contact = legal.primary_contact;
    auto& organization = profiles.organization;
    organization.company_name = legal.company_name;
    organization.default_address = legal.address;
    organization.domain = std::move(domain);
    organization.email = legal.primary_contact.email;
    organization.language = draft.language;
    profiles.support.email = legal.primary_contact.email;
    return profiles;
}

/// The entries of both records: each names the other.
struct Entries {
    audit::Entry own;
    audit::Entry told;
};

Entries entriesOf(const Partner& provider, const audit::Actor& actor, const PartnerId& reseller,
                  OperationType operation) {
    constexpr auto kResource = audit::ResourceType::PartnerRelationship;
    Entries entries{
        audit::entryBy(actor, provider.id, kResource, operation),
        audit::entryBy(
            {.application = {}, .user_name = {}, .correlation = actor.correlation, .at = actor.at},
            reseller, kResource, operation)};
    entries.own.customized_data = {{"Partner", reseller.value.toString()}};
    entries.told.customized_data = {{"Partner", provider.id.value.toString()}};
    return entries;
}

}  // namespace

PlannedSandboxReseller SandboxService::planAdd(const Partner& provider, const audit::Actor& actor,
                                               const SandboxResellerDraft& draft) {
    requireSandboxProvider(provider);
    if (provider.state == partners::PartnerState::Suspended)
        throw Error(ErrorKind::Forbidden, codes::kProgrammeInactive);
    PlannedSandboxReseller planned;
    planned.profiles = profilesOf(draft, requireDomain(draft.domain, cloud_.facts().domain_suffix));
    planned.reseller = resellerOf(draft, actor.at);
    const accounts::PartnerForRules asking(planned.reseller);
    auto view = asking.view();
    view.contact_email = draft.legal_business.primary_contact.email;
    accounts::throwIfRefused(cloud_.facts(), cloud_.mayEnrol(view));
    auto entries = entriesOf(provider, actor, planned.reseller.id,
                             OperationType::CreateSandboxIndirectReseller);
    auto& set = planned.changes;
    set.partner = provider.id;
    set.entry = std::move(entries.own);
    set.changes.emplace_back(changes::LimitSandboxResellers{kMostResellers});
    set.changes.emplace_back(
        changes::AddSandboxReseller{planned.reseller, planned.profiles, std::move(entries.told)});
    return planned;
}

changes::ChangeSet SandboxService::planRemove(const Partner& provider, const audit::Actor& actor,
                                              const PartnerId& reseller) {
    requireSandboxProvider(provider);
    auto entries =
        entriesOf(provider, actor, reseller, OperationType::DeleteSandboxIndirectReseller);
    changes::ChangeSet set;
    set.partner = provider.id;
    set.entry = std::move(entries.own);
    set.changes.emplace_back(changes::RemoveSandboxReseller{reseller, std::move(entries.told)});
    return set;
}

}  // namespace concordat::relationships
