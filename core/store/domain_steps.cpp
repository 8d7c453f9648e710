#include "core/store/steps.hpp"

namespace concordat::store {

void addSteps(StepWriter& writer, const changes::AddVerifiedDomain& change) {
    writer.add(StatementId::AddCustomerDomain,
               {{"partner", writer.partner()},
                {"customer", change.customer},
                {"domain", std::string_view(change.domain)},
                {"added", writer.now()},
                {"most", change.most}},
               Outcome::Exhausted);
}

}  // namespace concordat::store
