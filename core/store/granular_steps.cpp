#include "core/store/steps.hpp"

namespace concordat::store {
namespace {

using relationships::GranularRelationship;

/// What both statements that write one have in common.
std::vector<Parameter> changeable(const StepWriter& writer, const GranularRelationship& one) {
    return {{"state", static_cast<std::int64_t>(one.state)},
            {"changed", one.changed},
            {"activated", one.activated},
            {"ends", one.ends},
            {"partner", writer.partner()},
            {"customer", one.customer},
            {"relationship", one.id},
            {"version", one.version}};
}

}  // namespace

void addSteps(StepWriter& writer, const changes::AddGranularRelationship& change) {
    const auto& one = change.relationship;
    auto parameters = changeable(writer, one);
    const std::vector<Parameter> settled = {{"customer_name", std::string_view(one.customer_name)},
                                            {"display_name", std::string_view(one.display_name)},
                                            {"roles", one.roles.bits()},
                                            {"days", one.days},
                                            {"auto_extend", one.auto_extend},
                                            {"created", one.created},
                                            {"most", change.most}};
    parameters.insert(parameters.end(), settled.begin(), settled.end());
    writer.add(StatementId::AddGranularRelationship, std::move(parameters), Outcome::Exhausted);
}

void addSteps(StepWriter& writer, const changes::ReplaceGranularRelationship& change) {
    writer.add(StatementId::ReplaceGranularRelationship, changeable(writer, change.relationship),
               Outcome::Stale);
}

void addSteps(StepWriter& writer, const changes::DeleteGranularRelationship& change) {
    writer.add(StatementId::DeleteGranularRelationship,
               {{"partner", writer.partner()},
                {"customer", change.customer},
                {"relationship", change.id},
                {"version", change.version}},
               Outcome::Stale);
}

}  // namespace concordat::store
