#include "core/store/postgresql_write_lane.hpp"

#include <algorithm>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/store/store_error.hpp"

namespace concordat::store {
namespace {

/// Those beyond wait for the next transaction, so that the first are not kept waiting.
constexpr std::size_t kLargestTransaction = 64;
/// Not a step of the plan.
constexpr std::size_t kPartner = static_cast<std::size_t>(-1);

Error unavailable() {
    return {ErrorKind::StoreUnavailable, codes::kStoreUnavailable};
}

}  // namespace

/// A fiber's plan and what became of it.
struct PostgresqlWriteLane::Member {
    const ChangePlan* plan;
    Fiber* fiber;
    Outcome outcome = Outcome::Applied;
    std::optional<Error> failure;
};

Outcome PostgresqlWriteLane::apply(const ChangePlan& plan) {
    if (pipeline() == nullptr || pipeline()->isBroken()) throw unavailable();
    Member member{&plan, Fiber::current(), Outcome::Applied, std::nullopt};
    waiting_.push_back(&member);
    member.fiber->suspend();
    if (member.failure) throw *member.failure;
    return member.outcome;
}

void PostgresqlWriteLane::send() {
    if (!running_.empty()) return;
    while (!alone_.empty()) {
        auto* const member = alone_.back();
        alone_.pop_back();
        sendTransaction({member});
    }
    if (waiting_.empty() || !running_.empty()) return;
    const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kLargestTransaction));
    Members members(waiting_.begin(), waiting_.begin() + count);
    waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    std::stable_sort(members.begin(), members.end(), [](const Member* one, const Member* other) {
        return one->plan->partner < other->plan->partner;
    });
    sendTransaction(std::move(members));
}

void PostgresqlWriteLane::sendTransaction(Members members) {
    const auto& kept = running_.emplace_back(std::move(members));
    for (auto* const member : kept) {
        const auto& plan = *member->plan;
        if (pipeline()->sendPartner(plan.partner)) due_.push_back({member, kPartner});
        for (std::size_t step = 0; step < plan.steps.size(); ++step) {
            pipeline()->send(plan.steps[step].statement, plan.steps[step].parameters);
            due_.push_back({member, step});
        }
    }
    pipeline()->end();
    due_.push_back({nullptr, 0});
}

void PostgresqlWriteLane::take(PostgresqlResult result) {
    const auto due = due_.front();
    if (due.member == nullptr && !isEnd(result)) {
        // The commit itself has failed; the end is still to come.
        if (!failing_) failing_ = Failing{{running_.front().front(), kPartner}, sqlstateOf(result)};
        return;
    }
    due_.pop_front();
    if (due.member == nullptr) return finishTransaction();
    if (isEnd(result)) return pipeline()->giveUp();
    if (!failing_ && hasFailed(result)) failing_ = Failing{due, sqlstateOf(result)};
}

void PostgresqlWriteLane::finishTransaction() {
    const auto members = std::move(running_.front());
    running_.pop_front();
    const auto failing = std::exchange(failing_, std::nullopt);
    if (failing && members.size() > 1) {
        alone_.assign(members.rbegin(), members.rend());
        return;
    }
    if (failing) {
        conclude(*members.front(), *failing);
    } else {
        counters_.members.fetch_add(members.size(), std::memory_order_relaxed);
        counters_.commits.fetch_add(1, std::memory_order_relaxed);
    }
    for (auto* const member : members) member->fiber->resume();
}

/// What the failure of its own transaction means to a member.
void PostgresqlWriteLane::conclude(Member& member, const Failing& failing) {
    const auto step = failing.due.step;
    std::string_view operation = "transaction";
    if (step != kPartner) {
        if (const auto outcome = outcomeOf(*member.plan, step, failing.sqlstate)) {
            member.outcome = *outcome;
            return;
        }
        operation = postgresqlStatement(member.plan->steps[step].statement).name;
    }
    try {
        throwStoreError(failureOfPostgresql(failing.sqlstate), operation, failing.sqlstate);
    } catch (const Error& error) {
        member.failure = error;
    }
}

void PostgresqlWriteLane::failAll() {
    due_.clear();
    failing_.reset();
    auto running = std::exchange(running_, {});
    running.push_back(std::exchange(alone_, {}));
    running.push_back(std::exchange(waiting_, {}));
    for (const auto& members : running) {
        for (auto* const member : members) {
            member->failure = unavailable();
            member->fiber->resume();
        }
    }
}

}  // namespace concordat::store
