#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/store/postgresql_lane.hpp"

namespace concordat::store {

/// What the lanes of writes have done, for metrics; added up by all of them.
struct LaneCounters {
    std::atomic<std::uint64_t> members{0};  ///< plans applied
    std::atomic<std::uint64_t> commits{0};  ///< transactions that committed
};

/// The writes of one event thread's fibers: those that gather while a transaction is under way are
/// the next one, so that they share its commit. Each is acknowledged after the commit that holds
/// it. Where one fails, all are run again, each in a transaction of its own. Within a transaction
/// they are in the order of their partners, so that two lanes do not wait for each other.
class PostgresqlWriteLane final : public PostgresqlLane {
public:
    /// As a PostgresqlLane; counts in `counters`, which outlives it.
    PostgresqlWriteLane(Reactor& reactor, SessionPool& pool, std::chrono::milliseconds patience,
                        LaneCounters& counters)
        : PostgresqlLane(reactor, pool, patience), counters_(counters) {}

    /// Applies a plan for the running fiber, as PlanExecutor::apply; puts it aside meanwhile.
    [[nodiscard]] Outcome apply(const ChangePlan& plan);

private:
    struct Member;
    using Members = std::vector<Member*>;

    // A result: of a member's step, of setting its partner, or, without a member, of the end.
    struct Due {
        Member* member;
        std::size_t step;
    };

    // The first failure of the transaction whose results are coming.
    struct Failing {
        Due due;
        std::string sqlstate;
    };

    void take(PostgresqlResult result) override;
    void send() override;
    [[nodiscard]] bool awaits() const noexcept override { return !due_.empty(); }
    void failAll() override;

    void sendTransaction(Members members);
    void finishTransaction();
    void conclude(Member& member, const Failing& failing);

    LaneCounters& counters_;
    Members waiting_;
    // To be run again, each in a transaction of its own.
    Members alone_;
    std::deque<Members> running_;
    std::deque<Due> due_;
    std::optional<Failing> failing_;
};

}  // namespace concordat::store
