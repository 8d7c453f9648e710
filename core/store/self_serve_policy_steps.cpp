#include "core/store/steps.hpp"

namespace concordat::store {

void addSteps(StepWriter& writer, const changes::AddSelfServePolicy& change) {
    const auto& policy = change.policy;
    writer.add(StatementId::AddSelfServePolicy,
               {{"policy", policy.id},
                {"permissions", policy.permissions.bits()},
                {"partner", writer.partner()},
                {"customer", policy.customer}},
               Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::ReplaceSelfServePolicy& change) {
    const auto& policy = change.policy;
    writer.add(StatementId::ReplaceSelfServePolicy,
               {{"permissions", policy.permissions.bits()},
                {"partner", writer.partner()},
                {"policy", policy.id},
                {"version", change.expected_version}},
               Outcome::Stale);
}

void addSteps(StepWriter& writer, const changes::DeleteSelfServePolicy& change) {
    writer.add(StatementId::DeleteSelfServePolicy,
               {{"partner", writer.partner()},
                {"policy", change.policy},
                {"version", change.expected_version}},
               Outcome::Stale);
}

}  // namespace concordat::store
