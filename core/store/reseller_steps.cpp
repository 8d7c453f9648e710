#include "core/base/text.hpp"
#include "core/store/sealed_values.hpp"
#include "core/store/steps.hpp"

namespace concordat::store {

void addSteps(StepWriter& writer, const changes::HoldReseller& change) {
    writer.add(StatementId::HoldReseller,
               {{"partner", writer.partner()},
                {"reseller", change.reseller},
                {"customer", change.customer}},
               Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::LimitSandboxResellers& change) {
    writer.add(StatementId::LimitSandboxResellers,
               {{"partner", writer.partner()}, {"most", change.most}}, Outcome::Exhausted);
}

void addSteps(StepWriter& writer, const changes::AddSandboxReseller& change) {
    const auto& reseller = change.reseller;
    const auto sealed = writer.sealPartner(reseller.id, encode(change.profiles));
    std::vector<Parameter> parameters{
        {"partner", writer.partner()},
        {"reseller", reseller.id},
        {"name", std::string_view(reseller.name)},
        {"folded_name", writer.keep(foldName(reseller.name))},
        {"country", std::string_view(reseller.country)},
        {"mpn", std::string_view(reseller.mpn_id)},
        {"version", change.profiles.version},
        {"wrapped_key", sealed.wrapped_key},
        {"sealed", sealed.profiles},
        {"domain", std::string_view(change.profiles.organization.domain)}};
    addTold(writer, parameters, change.told);
    writer.add(StatementId::AddSandboxReseller, std::move(parameters), Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::RemoveSandboxReseller& change) {
    writer.add(StatementId::HoldSandboxReseller,
               {{"partner", writer.partner()}, {"reseller", change.reseller}}, Outcome::Gone);
    std::vector<Parameter> parameters{{"partner", writer.partner()}, {"reseller", change.reseller}};
    addTold(writer, parameters, change.told);
    writer.add(StatementId::RemoveSandboxReseller, std::move(parameters), Outcome::Exhausted);
}

}  // namespace concordat::store
