#include "core/store/postgresql_read_lane.hpp"

#include <utility>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/store/postgresql_rows.hpp"
#include "core/store/store_error.hpp"

namespace concordat::store {
namespace {

/// Each time another read of the round has failed before it.
constexpr int kMostAttempts = 4;

[[noreturn]] void throwUnavailable() {
    throw Error(ErrorKind::StoreUnavailable, codes::kStoreUnavailable);
}

}  // namespace

/// A fiber that is put aside, and what it is to be resumed with.
struct PostgresqlReadLane::Waiting {
    Fiber* fiber = nullptr;
    PostgresqlResult result;  // null: the session is gone
};

/// What a fiber borrows: rows of its own over the session that all share.
class PostgresqlReadLane::LaneConnection final : public Connection {
public:
    explicit LaneConnection(PostgresqlReadLane& lane) : lane_(lane) {}

    using Connection::query;

    Rows& query(const PartnerId& partner, StatementId statement, Parameters parameters) override {
        rows_.start(lane_.run(&partner, statement, parameters));
        return rows_;
    }

    Rows& query(StatementId statement, Parameters parameters) override {
        rows_.start(lane_.run(nullptr, statement, parameters));
        return rows_;
    }

    /// Plans go through the lane of writes.
    Outcome apply(const ChangePlan&) override { throwUnavailable(); }

    bool isBroken() const override { return false; }

private:
    PostgresqlReadLane& lane_;
    PostgresqlRows rows_;
};

PooledSession PostgresqlReadLane::lend() {
    if (idle_.empty()) idle_.push_back(std::make_unique<LaneConnection>(*this));
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return {*this, std::move(connection)};
}

void PostgresqlReadLane::giveBack(std::unique_ptr<Connection> connection) noexcept {
    idle_.push_back(std::move(connection));
}

PostgresqlResult PostgresqlReadLane::run(const PartnerId* partner, StatementId statement,
                                         Parameters parameters) {
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
        auto result = await(partner, statement, parameters);
        if (wasPassedOver(result)) continue;
        if (!hasFailed(result)) return result;
        const auto state = sqlstateOf(result);
        throwStoreError(failureOfPostgresql(state), postgresqlStatement(statement).name, state);
    }
    throwUnavailable();
}

/// Sends a statement and waits, without the thread, for its result.
PostgresqlResult PostgresqlReadLane::await(const PartnerId* partner, StatementId statement,
                                           Parameters parameters) {
    if (pipeline() == nullptr || pipeline()->isBroken()) throwUnavailable();
    Waiting waiting{Fiber::current(), nullptr};
    // In this order: what is due is due from the moment at which it is sent.
    const bool first =
        partner != nullptr ? pipeline()->sendPartner(*partner) : pipeline()->sendNobody();
    begun_ = true;
    pipeline()->send(statement, parameters);
    due_.push_back({&waiting, first});
    waiting.fiber->suspend();
    if (!waiting.result) throwUnavailable();
    return std::move(waiting.result);
}

void PostgresqlReadLane::send() {
    if (!std::exchange(begun_, false)) return;
    pipeline()->end();
    due_.push_back({nullptr, false});
}

void PostgresqlReadLane::take(PostgresqlResult result) {
    auto& due = due_.front();
    // Had that failed, what follows is passed over and sent again.
    if (std::exchange(due.partner, false)) return;
    auto* const waiting = due.waiting;
    due_.pop_front();
    if (waiting == nullptr) {
        if (!isEnd(result)) pipeline()->giveUp();
        return;
    }
    waiting->result = std::move(result);
    waiting->fiber->resume();
}

void PostgresqlReadLane::failAll() {
    begun_ = false;
    const auto due = std::exchange(due_, {});
    for (const auto& one : due)
        if (one.waiting != nullptr) one.waiting->fiber->resume();
}

}  // namespace concordat::store
