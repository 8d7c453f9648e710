#include "core/store/sealed_values.hpp"
#include "core/store/steps.hpp"

namespace concordat::store {

void addSteps(StepWriter& writer, const changes::AddAgreement& change) {
    const auto& agreement = change.agreement;
    writer.add(StatementId::AddAgreement,
               {{"agreement", agreement.id},
                {"type", static_cast<std::int64_t>(agreement.type)},
                {"agreed", agreement.agreed},
                {"sealed", writer.seal(Sealed::Agreement, agreement.id, encode(agreement))},
                {"partner", writer.partner()},
                {"customer", change.customer}},
               Outcome::Gone);
}

}  // namespace concordat::store
