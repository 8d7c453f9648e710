#include "core/store/steps.hpp"

namespace concordat::store {
namespace {

/// A line for each: the other application, a blank, the scope.
std::string textOf(const std::vector<accounts::ApplicationGrant>& grants) {
    std::string text;
    for (const auto& grant : grants)
        text.append(grant.enterprise_application.toString())
            .append(1, ' ')
            .append(grant.scope)
            .append(1, '\n');
    return text;
}

}  // namespace

void addSteps(StepWriter& writer, const changes::AddApplicationConsent& change) {
    writer.add(StatementId::AddApplicationConsent,
               {{"partner", writer.partner()},
                {"customer", change.customer},
                {"application", change.consent.application},
                {"grants", writer.keep(textOf(change.consent.grants))},
                {"given", writer.now()},
                {"most", change.most}},
               Outcome::Exhausted);
}

void addSteps(StepWriter& writer, const changes::DeleteApplicationConsent& change) {
    writer.add(StatementId::DeleteApplicationConsent,
               {{"partner", writer.partner()},
                {"customer", change.customer},
                {"application", change.application}},
               Outcome::Gone);
}

}  // namespace concordat::store
