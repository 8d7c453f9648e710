#include "core/accounts/application_consent_service.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::accounts {
namespace {

/// What the record keeps of a consent, in the form of record_values.hpp.
std::string recordValueOf(const ApplicationConsent& consent) {
    std::string text;
    JsonWriter json(text);
    json.beginObject().member("ApplicationId", consent.application.value);
    json.name("ApplicationGrants").beginArray();
    for (const auto& grant : consent.grants)
        json.beginObject()
            .member("EnterpriseApplicationId", grant.enterprise_application)
            .member("Scope", grant.scope)
            .endObject();
    json.endArray().endObject();
    return text;
}

void name(PlannedConsent& planned) {
    planned.changes.entry.customized_data = {
        {"ApplicationId", planned.consent.application.value.toString()}};
}

}  // namespace

PlannedConsent ApplicationConsentService::begin(const PartnerId& partner, const audit::Actor& actor,
                                                const CustomerId& customer,
                                                audit::OperationType operation) {
    const auto held = customers_.getOwn(partner, customer);
    users_.requireAdministration(partner, held, DirectoryRole::CompanyAdministrator, actor.at);
    PlannedConsent planned;
    auto& set = planned.changes;
    set.partner = partner;
    set.entry = audit::entryBy(actor, partner, audit::ResourceType::ApplicationConsent, operation);
    set.entry.customer = customer;
    set.entry.customer_name = held.company_name;
    return planned;
}

PlannedConsent ApplicationConsentService::planAdd(const PartnerId& partner,
                                                  const audit::Actor& actor,
                                                  const CustomerId& customer,
                                                  ApplicationConsent consent) {
    auto planned = begin(partner, actor, customer, audit::OperationType::AddApplicationConsent);
    planned.consent = std::move(consent);
    name(planned);
    planned.changes.entry.new_value = recordValueOf(planned.consent);
    // Whoever else consents for this customer waits, so that they are counted.
    planned.changes.changes = {changes::HoldRelationship{customer},
                               changes::AddApplicationConsent{customer, planned.consent, kMost}};
    return planned;
}

PlannedConsent ApplicationConsentService::planDelete(const PartnerId& partner,
                                                     const audit::Actor& actor,
                                                     const CustomerId& customer,
                                                     const ApplicationId& application) {
    auto planned = begin(partner, actor, customer, audit::OperationType::DeleteApplicationConsent);
    auto held = store_.find(partner, customer, application);
    if (!held) throw Error(ErrorKind::NotFound, codes::kResourceAbsent);
    planned.consent = *std::move(held);
    name(planned);
    planned.changes.entry.old_value = recordValueOf(planned.consent);
    planned.changes.changes = {changes::DeleteApplicationConsent{customer, application}};
    return planned;
}

}  // namespace concordat::accounts
