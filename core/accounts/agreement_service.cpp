#include "core/accounts/agreement_service.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"

namespace concordat::accounts {
namespace {

/// What the record keeps of an agreement, in the form of record_values.hpp.
std::string recordValueOf(const Agreement& agreement) {
    const auto& contact = agreement.contact;
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .member("TemplateId", templateOf(agreement.type).id)
        .member("Type", templateOf(agreement.type).name)
        .member("DateAgreed", agreement.agreed)
        .memberIfAny("FirstName", contact.first_name)
        .memberIfAny("LastName", contact.last_name)
        .memberIfAny("Email", contact.email)
        .memberIfAny("PhoneNumber", contact.phone_number);
    if (agreement.user) json.member("UserId", agreement.user->value);
    json.endObject();
    return text;
}

}  // namespace

std::vector<Agreement> AgreementService::list(const PartnerId& partner, const CustomerId& customer,
                                              std::optional<AgreementType> type) {
    (void)customers_.get(partner, customer);
    auto all = store_.agreements(partner, customer);
    if (type) std::erase_if(all, [&](const auto& one) { return one.type != *type; });
    return all;
}

bool AgreementService::isDirectlySigned(const PartnerId& partner, const CustomerId& customer) {
    (void)customers_.get(partner, customer);
    return false;
}

PlannedAgreement AgreementService::planAdd(const PartnerId& partner, const audit::Actor& actor,
                                           const CustomerId& customer, Agreement agreement) {
    const auto held = customers_.get(partner, customer);
    if (agreement.agreed > actor.at + std::chrono::days(1))
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"dateAgreed"});
    PlannedAgreement planned;
    planned.agreement = std::move(agreement);
    planned.agreement.id = makeUuid(actor.at);
    auto& set = planned.changes;
    set.partner = partner;
    set.entry = audit::entryBy(actor, partner, audit::ResourceType::Agreement,
                               audit::OperationType::CreateAgreement);
    set.entry.customer = held.id;
    set.entry.customer_name = held.company_name;
    set.entry.customized_data = {
        {"AgreementTemplateId", templateOf(planned.agreement.type).id.toString()}};
    set.entry.new_value = recordValueOf(planned.agreement);
    set.changes.emplace_back(changes::AddAgreement{customer, planned.agreement});
    return planned;
}

}  // namespace concordat::accounts
