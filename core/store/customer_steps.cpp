#include "core/base/text.hpp"
#include "core/store/sealed_values.hpp"
#include "core/store/steps.hpp"

namespace concordat::store {
namespace {

/// What has no key of the customer's and goes with it all the same.
void eraseOthers(StepWriter& writer, const CustomerId& customer) {
    for (const auto statement : {StatementId::EraseSales, StatementId::EraseGranularRelationships})
        writer.add(statement, {{"customer", customer}, {"partner", writer.partner()}},
                   std::nullopt);
}

}  // namespace

void addSteps(StepWriter& writer, const changes::AddCustomer& change) {
    const auto& customer = change.customer;
    const auto& administrator = change.administrator;
    writer.addWithEntry(
        StatementId::AddCustomer,
        {{"domain", std::string_view(customer.domain)},
         {"partner", writer.partner()},
         {"customer", customer.id},
         {"folded_name", writer.keep(listKeyOf(customer.company_name))},
         {"company_name", std::string_view(customer.company_name)},
         {"relationship", static_cast<std::int64_t>(customer.relationship)},
         {"delegated_access", customer.allow_delegated_access},
         {"commerce", customer.commerce_id},
         {"registration_number", std::string_view(customer.registration_number)},
         {"public_body", std::string_view(customer.public_body)},
         {"created", customer.created},
         {"version", customer.version},
         {"wrapped_key", writer.wrappedKey()},
         {"sealed", writer.seal(Sealed::Customer, customer.id.value, encode(customer.billing))},
         {"user", administrator.id},
         {"sealed_user",
          writer.seal(Sealed::CustomerUser, administrator.id.value, encode(administrator))}},
        std::nullopt);
}

void addSteps(StepWriter& writer, const changes::ReplaceBillingProfile& change) {
    const auto sealed =
        writer.seal(Sealed::Customer, change.customer.value, encode(change.profile));
    writer.plan().sealed_profile = sealed.view();
    writer.addWithEntry(StatementId::ReplaceBillingProfile,
                        {{"sealed", sealed},
                         {"customer", change.customer},
                         {"version", change.expected_version},
                         {"partner", writer.partner()}},
                        Outcome::Stale);
}

void addSteps(StepWriter& writer, const changes::RenameCustomer& change) {
    writer.add(StatementId::RenameCustomer,
               {{"partner", writer.partner()},
                {"customer", change.customer},
                {"company_name", std::string_view(change.company_name)},
                {"folded_name", writer.keep(listKeyOf(change.company_name))}},
               Outcome::Gone);
    writer.add(StatementId::RenameSharedCustomer,
               {{"partner", writer.partner()},
                {"customer", change.customer},
                {"company_name", std::string_view(change.company_name)},
                {"folded_name", writer.keep(listKeyOf(change.company_name))}},
               std::nullopt);
}

void addSteps(StepWriter& writer, const changes::RemoveRelationship& change) {
    writer.add(StatementId::RemoveRelationship,
               {{"partner", writer.partner()}, {"customer", change.customer}}, Outcome::Gone);
    writer.add(
        StatementId::EndGranularRelationships,
        {{"now", writer.now()}, {"partner", writer.partner()}, {"customer", change.customer}},
        std::nullopt);
}

void addSteps(StepWriter& writer, const changes::DeleteCustomer& change) {
    writer.add(StatementId::DeleteCustomer,
               {{"partner", writer.partner()}, {"customer", change.customer}}, Outcome::Gone);
    eraseOthers(writer, change.customer);
}

void addSteps(StepWriter& writer, const changes::DeleteEndedCustomer& change) {
    writer.add(StatementId::DeleteEndedCustomer,
               {{"customer", change.customer},
                {"partner", writer.partner()},
                {"domain", std::string_view(change.domain)}},
               Outcome::Gone);
    eraseOthers(writer, change.customer);
}

void addSteps(StepWriter& writer, const changes::LimitCustomers& change) {
    writer.add(StatementId::LimitCustomers, {{"partner", writer.partner()}, {"most", change.limit}},
               Outcome::Exhausted);
}

}  // namespace concordat::store
