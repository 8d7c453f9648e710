#include "core/store/postgresql_connection.hpp"

#include <utility>

namespace concordat::store {

Rows& PostgresqlConnection::query(const PartnerId& partner, StatementId statement,
                                  Parameters parameters) {
    pipeline_->sendPartner(partner);
    pipeline_->send(statement, parameters);
    pipeline_->end();
    return readRows(statement);
}

Rows& PostgresqlConnection::query(StatementId statement, Parameters parameters) {
    pipeline_->send(statement, parameters);
    pipeline_->end();
    return readRows(statement);
}

Rows& PostgresqlConnection::readRows(StatementId statement) {
    const auto& name = postgresqlStatement(statement).name;
    auto verdict = takeVerdict(name);
    if (verdict.failed) pipeline_->fail(verdict.sqlstate, name);
    rows_.start(std::move(verdict.last));
    return rows_;
}

PostgresqlConnection::Verdict PostgresqlConnection::takeVerdict(std::string_view operation) {
    Verdict verdict;
    for (std::size_t i = 0;; ++i) {
        auto result = pipeline_->take();
        if (!result) pipeline_->fail({}, operation);
        if (isEnd(result)) return verdict;
        if (verdict.failed || wasPassedOver(result)) continue;
        if (hasFailed(result)) {
            verdict.failed = true;
            verdict.statement = i;
            verdict.sqlstate = sqlstateOf(result);
        } else {
            verdict.last = std::move(result);
        }
    }
}

Outcome PostgresqlConnection::apply(const ChangePlan& plan) {
    pipeline_->sendPartner(plan.partner);
    for (const auto& step : plan.steps) pipeline_->send(step.statement, step.parameters);
    pipeline_->end();
    const auto verdict = takeVerdict("transaction");
    if (!verdict.failed) return Outcome::Applied;
    if (verdict.statement == 0) pipeline_->fail(verdict.sqlstate, "set_partner");
    const auto step = verdict.statement - 1;
    if (step >= plan.steps.size()) pipeline_->fail(verdict.sqlstate, "commit");
    if (const auto outcome = outcomeOf(plan, step, verdict.sqlstate)) return *outcome;
    pipeline_->fail(verdict.sqlstate, postgresqlStatement(plan.steps[step].statement).name);
}

}  // namespace concordat::store
