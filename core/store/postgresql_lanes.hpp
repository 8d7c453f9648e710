#pragma once

#include <chrono>

#include "core/store/change_plan.hpp"
#include "core/store/pipeline_executor.hpp"
#include "core/store/postgresql_write_lane.hpp"
#include "core/store/session_pool.hpp"

namespace concordat::store {

/// A store in PostgreSQL as requests see it: in a fiber of an event thread they use that thread's
/// lanes, on any other thread a session of the pool, and know nothing of it. Thread-safe; outlives
/// the event threads.
class PostgresqlLanes final : public Sessions, public PlanExecutor {
public:
    /// Keeps `pool`. A lane whose session brings no result for `patience` closes it.
    PostgresqlLanes(SessionPool& pool, std::chrono::milliseconds patience)
        : pool_(pool), executor_(pool), patience_(patience) {}

    /// Gives an event thread a lane for reads and one for writes: two sessions beside those of the
    /// pool. Called on that thread.
    void attach(Reactor& reactor);

    [[nodiscard]] PooledSession acquire() override;
    [[nodiscard]] Outcome apply(const ChangePlan& plan) override;

    /// Of all lanes.
    [[nodiscard]] const LaneCounters& counters() const noexcept { return counters_; }

private:
    SessionPool& pool_;
    PipelineExecutor executor_;
    const std::chrono::milliseconds patience_;
    LaneCounters counters_;
};

}  // namespace concordat::store
