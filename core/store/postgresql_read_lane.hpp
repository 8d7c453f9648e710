#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/store/postgresql_lane.hpp"
#include "core/store/sessions.hpp"

namespace concordat::store {

/// The reads of one event thread's fibers. Those of a round are one transaction, each with its
/// partner set before it; each sees what was committed when it runs. Where one fails, those after
/// it are sent again.
class PostgresqlReadLane final : public PostgresqlLane, public Lender {
public:
    using PostgresqlLane::PostgresqlLane;

    /// A session for the running fiber, of the lane's one.
    [[nodiscard]] PooledSession lend();

    /// Keeps it for the next one.
    void giveBack(std::unique_ptr<Connection> connection) noexcept override;

private:
    class LaneConnection;
    struct Waiting;

    // Null: the end of a round's transaction.
    struct Due {
        Waiting* waiting;
        bool partner;  // the result of setting the partner comes first
    };

    void take(PostgresqlResult result) override;
    void send() override;
    [[nodiscard]] bool awaits() const noexcept override { return !due_.empty(); }
    void failAll() override;

    PostgresqlResult run(const PartnerId* partner, StatementId statement, Parameters parameters);
    PostgresqlResult await(const PartnerId* partner, StatementId statement, Parameters parameters);

    std::deque<Due> due_;
    // Something was sent since the last end.
    bool begun_ = false;
    std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace concordat::store
