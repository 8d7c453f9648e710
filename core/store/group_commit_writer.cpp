#include "core/store/group_commit_writer.hpp"

#include <exception>
#include <optional>
#include <utility>

#include "core/base/error_codes.hpp"
#include "core/store/commit_lane.hpp"

namespace concordat::store {
namespace {

/// A group ends here even if more is waiting, so that its first member is not kept waiting.
constexpr std::size_t kLargestGroup = 64;

[[noreturn]] void throwUnavailable() {
    throw Error(ErrorKind::StoreUnavailable, codes::kStoreUnavailable);
}

}  // namespace

/// A caller's plan and what became of it. Members belong to the writer and are used again, so that
/// the wake-up of a caller that has already returned touches memory that is still there. A
/// condition variable, not std::atomic::wait: that one yields the processor several times before it
/// sleeps, and a commit takes far longer than that.
struct GroupCommitWriter::Member {
    const ChangePlan* plan = nullptr;
    Outcome outcome = Outcome::Applied;
    std::optional<Error> failure;  // a copy: no exception object is shared between threads
    // Who waits is a fiber of that lane's thread; null: a thread.
    Fiber* fiber = nullptr;
    CommitLane* lane = nullptr;

    void await() {
        if (lane != nullptr) return fiber->suspend();
        std::unique_lock lock(mutex);
        finished.wait(lock, [this] { return done; });
    }

    void finish() {
        if (lane != nullptr) return lane->finished(*fiber);
        const std::lock_guard lock(mutex);
        done = true;
        finished.notify_one();
    }

    std::mutex mutex;  // guards done; what stands above is the writer's until then
    std::condition_variable finished;
    bool done = false;
};

GroupCommitWriter::GroupCommitWriter(Opener open)
    : open_(std::move(open)), connection_(open_()), thread_([this] { work(); }) {}

GroupCommitWriter::~GroupCommitWriter() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    queued_.notify_one();
    thread_.join();
}

void GroupCommitWriter::attach(Reactor& reactor) {
    reactor.add(this, std::make_unique<CommitLane>(reactor));
}

Outcome GroupCommitWriter::apply(const ChangePlan& plan) {
    auto& member = enqueue(plan);
    member.await();
    const auto outcome = member.outcome;
    const auto failure = std::exchange(member.failure, std::nullopt);
    {
        const std::lock_guard lock(mutex_);
        free_.push_back(&member);
    }
    if (failure) throw *failure;
    return outcome;
}

GroupCommitWriter::Member& GroupCommitWriter::enqueue(const ChangePlan& plan) {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) free_.push_back(members_.emplace_back(std::make_unique<Member>()).get());
    auto& member = *free_.back();
    free_.pop_back();
    member.plan = &plan;
    member.done = false;
    member.fiber = Fiber::current();
    const auto* const reactor = Reactor::current();
    member.lane = reactor == nullptr ? nullptr : static_cast<CommitLane*>(reactor->find(this));
    if (queue_.empty()) queued_.notify_one();
    queue_.push_back(&member);
    return member;
}

WriterCounters GroupCommitWriter::counters() const {
    const std::lock_guard lock(mutex_);
    auto counters = counters_;
    counters.waiting = queue_.size();
    return counters;
}

void GroupCommitWriter::work() {
    Group group;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            queued_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            group.swap(queue_);
        }
        runGroup(group);
        finish(group);
        group.clear();
    }
}

void GroupCommitWriter::runGroup(Group& group) {
    try {
        if (!connection_ || connection_->isBroken()) {
            connection_.reset();
            connection_ = open_();
        }
        connection_->begin();
        if (!runTogether(group)) {
            connection_->rollback();
            connection_->begin();
            runApart(group);
        }
        connection_->commit();
        const std::lock_guard lock(mutex_);
        ++counters_.commits;
        counters_.members += group.size();
    } catch (const Error& error) {
        failGroup(group, error);
    } catch (const std::exception&) {
        failGroup(group, Error(ErrorKind::Internal, codes::kUnexpected));
    }
}

void GroupCommitWriter::failGroup(Group& group, const Error& error) {
    // The members' own outcomes stand for nothing: none of them is durable.
    if (connection_) connection_->rollback();
    for (auto* member : group) member->failure = error;
    const std::lock_guard lock(mutex_);
    ++counters_.failed_commits;
}

/// Runs the members without a savepoint each; false when one of them has to be undone alone.
bool GroupCommitWriter::runTogether(Group& group) {
    std::size_t next = 0;
    do {
        for (; next < group.size(); ++next) {
            const auto outcome = tryMember(*group[next]);
            if (!outcome) return false;
            group[next]->outcome = *outcome;
        }
    } while (refill(group));
    return true;
}

std::optional<Outcome> GroupCommitWriter::tryMember(const Member& member) {
    try {
        return connection_->applyUnguarded(*member.plan);
    } catch (const std::exception&) {
        return std::nullopt;  // whose fault it is shows when each runs for itself
    }
}

/// Runs each member so that its failing leaves the others as they are.
void GroupCommitWriter::runApart(Group& group) {
    for (auto* member : group) runMember(*member);
}

void GroupCommitWriter::runMember(Member& member) {
    try {
        member.outcome = connection_->applyMember(*member.plan);
    } catch (const Error& error) {
        member.failure = error;
    } catch (const std::exception&) {
        member.failure = Error(ErrorKind::Internal, codes::kUnexpected);
    }
    // Some errors (a full disk) end the transaction under all members.
    if (!connection_->inTransaction()) throwUnavailable();
}

bool GroupCommitWriter::refill(Group& group) {
    if (group.size() >= kLargestGroup) return false;
    const std::lock_guard lock(mutex_);
    if (queue_.empty()) return false;
    group.insert(group.end(), queue_.begin(), queue_.end());
    queue_.clear();
    return true;
}

void GroupCommitWriter::finish(Group& group) {
    for (auto* member : group) member->finish();
}

}  // namespace concordat::store
