#pragma once

#include "core/store/change_plan.hpp"
#include "core/store/session_pool.hpp"

namespace concordat::store {

/// Runs plans on PostgreSQL: each as one pipeline on a session of the pool. Thread-safe; as many at
/// once as the pool has sessions.
class PipelineExecutor final : public PlanExecutor {
public:
    /// Borrows `sessions`.
    explicit PipelineExecutor(SessionPool& sessions) : sessions_(sessions) {}

    /// Holds a session for one round trip.
    [[nodiscard]] Outcome apply(const ChangePlan& plan) override {
        return sessions_.acquire()->apply(plan);
    }

private:
    SessionPool& sessions_;  // not owned; outlives the executor
};

}  // namespace concordat::store
