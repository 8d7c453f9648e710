#include "core/store/steps.hpp"

namespace concordat::store {
namespace {

/// What all statements about a user's licence have.
std::vector<Parameter> licenceOf(const StepWriter& writer, const CustomerId& customer,
                                 const UserId& user, std::string_view sku) {
    return {{"customer", customer}, {"user", user}, {"sku", sku}, {"partner", writer.partner()}};
}

void count(StepWriter& writer, StatementId statement, const CustomerId& customer,
           std::string_view sku, Outcome if_none) {
    writer.add(statement, {{"customer", customer}, {"sku", sku}, {"partner", writer.partner()}},
               if_none);
}

void put(StepWriter& writer, const CustomerId& customer, const UserId& user,
         const commerce::UserLicence& licence) {
    std::string disabled;  // ids, which have no blanks
    for (const auto& id : licence.disabled) disabled.append(disabled.empty() ? "" : " ").append(id);
    auto parameters = licenceOf(writer, customer, user, licence.sku_id);
    parameters.push_back({"disabled", writer.keep(std::move(disabled))});
    writer.add(StatementId::PutUserLicence, std::move(parameters), std::nullopt);
}

void remove(StepWriter& writer, const CustomerId& customer, const UserId& user,
            std::string_view sku) {
    writer.add(StatementId::RemoveUserLicence, licenceOf(writer, customer, user, sku),
               Outcome::Gone);
}

}  // namespace

void addSteps(StepWriter& writer, const changes::TakeLicence& change) {
    count(writer, StatementId::TakeLicence, change.customer, change.licence.sku_id,
          Outcome::Exhausted);
    put(writer, change.customer, change.user, change.licence);
}

void addSteps(StepWriter& writer, const changes::ReturnLicence& change) {
    count(writer, StatementId::ReturnLicence, change.customer, change.sku_id, Outcome::Gone);
    remove(writer, change.customer, change.user, change.sku_id);
}

void addSteps(StepWriter& writer, const changes::ReplaceLicence& change) {
    put(writer, change.customer, change.user, change.licence);
}

void addSteps(StepWriter& writer, const changes::ForgetLicence& change) {
    remove(writer, change.customer, change.user, change.sku_id);
}

}  // namespace concordat::store
