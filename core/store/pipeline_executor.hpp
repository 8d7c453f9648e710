#pragma once

#include "core/store/change_plan.hpp"
#include "core/store/session_pool.hpp"

namespace concordat::store {

/// Runs plans on PostgreSQL: each as one pipeline on a session of the pool. Thread-safe.
class PipelineExecutor final : public PlanExecutor {
public:
    explicit PipelineExecutor(SessionPool& sessions) : sessions_(sessions) {}

    [[nodiscard]] Outcome apply(const ChangePlan& plan) override {
        return sessions_.acquire()->apply(plan);
    }

private:
    SessionPool& sessions_;  // not owned; outlives the executor
};

}  // namespace concordat::store
