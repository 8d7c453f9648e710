#include "core/store/sealed_values.hpp"
#include "core/store/steps.hpp"

namespace concordat::store {
namespace {

Value sealedTexts(StepWriter& writer, const CustomerId& customer,
                  const accounts::Qualification& qualification) {
    return writer.seal(Sealed::Qualification, idOf(customer, qualification.kind),
                       encodeTexts(qualification));
}

}  // namespace

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
                {"created", added.created},
                {"sealed", sealedTexts(writer, change.customer, added)}},
               Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::ReviewQualification& change) {
    const auto& reviewed = change.reviewed;
    writer.add(StatementId::ReviewQualification,
               {{"partner", writer.partner()},
                {"customer", change.customer},
                {"qualification", static_cast<std::int64_t>(reviewed.kind)},
                {"vetting_status", static_cast<std::int64_t>(reviewed.vetting)},
                {"created", reviewed.created},
                {"decisions", reviewed.decisions},
                {"decided", reviewed.decided},
                {"sealed", sealedTexts(writer, change.customer, reviewed)},
                {"seen", change.seen_decisions}},
               Outcome::Stale);
}

}  // namespace concordat::store
