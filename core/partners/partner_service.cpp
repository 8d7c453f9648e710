#include "core/partners/partner_service.hpp"

#include "core/accounts/refusal.hpp"
#include "core/accounts/rule_views.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/partners/record_values.hpp"

namespace concordat::partners {
namespace {

template <typename Found>
Found orNotFound(std::optional<Found> found, int code) {
    if (!found) throw Error(ErrorKind::NotFound, code);
    return *std::move(found);
}

}  // namespace

PartnerProfiles PartnerService::profiles(const PartnerId& partner) {
    return orNotFound(store_.profiles(partner), codes::kResourceAbsent);
}

PlannedProfiles PartnerService::planChange(const PartnerId& partner, const audit::Actor& actor,
                                           std::optional<ExpectedVersion> expected,
                                           const std::function<void(PartnerProfiles&)>& edit) {
    PlannedProfiles planned;
    planned.profiles = profiles(partner);
    const auto version = planned.profiles.version;
    if (expected) expected->require(version);

    auto& set = planned.changes;
    set.partner = partner;
    // Without a customer: the entry is about the partner itself.
    set.entry = audit::entryBy(actor, partner, audit::ResourceType::PartnerProfile,
                               audit::OperationType::UpdateCompanyInfo);
    // Before `edit`, which works on the same object.
    set.entry.old_value = recordValueOf(planned.profiles);
    const auto billing = planned.profiles.billing.primary_contact.email;
    const auto legal = planned.profiles.legal_business.primary_contact.email;
    edit(planned.profiles);
    for (const auto& [before, contact] :
         {std::pair(&billing, &planned.profiles.billing.primary_contact),
          std::pair(&legal, &planned.profiles.legal_business.primary_contact)})
        if (contact->email != *before) requireContact(partner, *contact);
    planned.profiles.version = version + 1;
    set.entry.new_value = recordValueOf(planned.profiles);
    set.changes.emplace_back(changes::ReplacePartnerProfiles{version, planned.profiles});
    return planned;
}

void PartnerService::requireContact(const PartnerId& partner, const Contact& contact) {
    const auto account = orNotFound(store_.find(partner), codes::kResourceAbsent);
    const accounts::PartnerForRules asking(account);
    auto view = asking.view();
    view.contact_email = contact.email;
    accounts::throwIfRefused(cloud_.facts(), cloud_.mayEnrol(view));
}

MpnProfile PartnerService::findByMpnId(std::string_view mpn_id) {
    return orNotFound(store_.findByMpnId(mpn_id), codes::kUnknownMpnId);
}

MpnProfile PartnerService::ownMpnProfile(const PartnerId& partner) {
    const auto account = orNotFound(store_.find(partner), codes::kResourceAbsent);
    return {account.name, account.mpn_id};
}

}  // namespace concordat::partners
