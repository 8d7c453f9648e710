#include "core/store/steps.hpp"

namespace concordat::store {

void addSteps(StepWriter& writer, const changes::UseValidationCode& change) {
    writer.add(StatementId::UseValidationCode,
               {{"partner", writer.partner()}, {"code", std::string_view(change.code)}},
               Outcome::Exhausted);
}

void addSteps(StepWriter& writer, const changes::AddQualification& change) {
    const auto& added = change.qualification;
    writer.add(StatementId::AddQualification,
               {{"partner", writer.partner()},
                {"customer", change.customer},
                {"qualification", static_cast<std::int64_t>(added.kind)},
                {"vetting_status", static_cast<std::int64_t>(added.vetting)},
                {"created", added.created}},
               Outcome::Gone);
}

}  // namespace concordat::store
