#include "core/base/text.hpp"
#include "core/store/sealed_values.hpp"
#include "core/store/steps.hpp"

namespace concordat::store {
namespace {

/// The name of the customer that such an entry is about.
void addCustomerName(StepWriter& writer, std::vector<Parameter>& parameters,
                     const audit::Entry& told) {
    parameters.insert(parameters.end(),
                      {{"customer_name", std::string_view(told.customer_name)},
                       {"folded_name", writer.keep(foldName(told.customer_name))}});
}

}  // namespace

void addTold(StepWriter& writer, std::vector<Parameter>& parameters, const audit::Entry& told) {
    parameters.insert(parameters.end(),
                      {{"now", writer.now()},
                       {"told", told.id},
                       {"resource", static_cast<std::int64_t>(told.resource)},
                       {"operation", static_cast<std::int64_t>(told.operation)},
                       {"correlation", told.correlation},
                       {"customized", writer.keepBytes(encodeCustomized(told.customized_data))}});
}

void addSteps(StepWriter& writer, const changes::AddInvitation& change) {
    writer.add(StatementId::AddInvitation,
               {{"partner", writer.partner()},
                {"invitation", change.id},
                {"hash", Value::bytes(change.secret_hash)},
                {"now", writer.now()},
                {"expires", change.expires},
                {"most", change.most}},
               Outcome::Exhausted);
}

void addSteps(StepWriter& writer, const changes::AcceptPartnership& change) {
    std::vector<Parameter> parameters{{"partner", writer.partner()},
                                      {"inviting", change.inviting},
                                      {"invitation", change.invitation},
                                      {"hash", Value::bytes(change.secret_hash)}};
    addTold(writer, parameters, change.told);
    writer.add(StatementId::AcceptPartnership, std::move(parameters), Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::EndPartnership& change) {
    std::vector<Parameter> parameters{{"partner", writer.partner()}, {"other", change.other}};
    addTold(writer, parameters, change.told);
    writer.add(StatementId::EndPartnership, std::move(parameters), Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::AcceptRequest& change) {
    writer.add(StatementId::AcceptRequest,
               {{"partner", writer.partner()},
                {"customer", change.customer},
                {"request", change.request},
                {"now", writer.now()},
                {"until", change.until ? Value(*change.until) : Value()}},
               Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::AdoptCustomer& change) {
    const auto& customer = change.customer;
    writer.add(StatementId::HoldTenant,
               {{"partner", writer.partner()},
                {"customer", customer.id},
                {"domain", std::string_view(customer.domain)}},
               Outcome::Gone);
    writer.add(
        StatementId::AdoptCustomer,
        {{"partner", writer.partner()},
         {"customer", customer.id},
         {"folded_name", writer.keep(listKeyOf(customer.company_name))},
         {"company_name", std::string_view(customer.company_name)},
         {"domain", std::string_view(customer.domain)},
         {"relationship", static_cast<std::int64_t>(customer.relationship)},
         {"until", change.until ? Value(*change.until) : Value()},
         {"commerce", customer.commerce_id},
         {"registration_number", std::string_view(customer.registration_number)},
         {"public_body", std::string_view(customer.public_body)},
         {"created", customer.created},
         {"version", customer.version},
         {"wrapped_key", writer.wrappedKey()},
         {"sealed", writer.seal(Sealed::Customer, customer.id.value, encode(customer.billing))},
         {"request", change.request},
         {"now", writer.now()}},
        std::nullopt);
}

void addSteps(StepWriter& writer, const changes::DeclineRequest& change) {
    writer.add(StatementId::DeclineRequest,
               {{"partner", writer.partner()},
                {"customer", change.customer},
                {"request", change.request},
                {"now", writer.now()}},
               std::nullopt);
}

void addSteps(StepWriter& writer, const changes::WithdrawDelegation& change) {
    writer.add(StatementId::WithdrawDelegation,
               {{"partner", writer.partner()}, {"customer", change.customer}}, Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::ExpireDelegation& change) {
    writer.add(
        StatementId::ExpireDelegation,
        {{"partner", writer.partner()}, {"customer", change.customer}, {"now", writer.now()}},
        Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::ShareCustomer& change) {
    std::vector<Parameter> parameters{{"partner", writer.partner()},
                                      {"reseller", change.reseller},
                                      {"customer", change.customer}};
    addTold(writer, parameters, change.told);
    addCustomerName(writer, parameters, change.told);
    writer.add(StatementId::ShareCustomer, std::move(parameters), Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::UnshareCustomer& change) {
    std::vector<Parameter> parameters{{"partner", writer.partner()}, {"customer", change.customer}};
    addTold(writer, parameters, change.told);
    addCustomerName(writer, parameters, change.told);
    writer.add(StatementId::UnshareCustomer, std::move(parameters), std::nullopt);
}

}  // namespace concordat::store
