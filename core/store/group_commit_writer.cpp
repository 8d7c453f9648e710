#include "core/store/group_commit_writer.hpp"

#include <atomic>
#include <exception>
#include <optional>
#include <utility>

#include "core/base/error_codes.hpp"

namespace concordat::store {
namespace {

/// A group ends here even if more is waiting, so that its first member is not kept waiting.
constexpr std::size_t kLargestGroup = 64;

[[noreturn]] void throwUnavailable() {
    throw Error(ErrorKind::StoreUnavailable, codes::kStoreUnavailable);
}

}  // namespace

/// A caller's plan and what became of it. Members belong to the writer and are used again, so that
/// the wake-up of a caller that has already returned touches memory that is still there.
struct GroupCommitWriter::Member {
    const ChangePlan* plan = nullptr;
    Outcome outcome = Outcome::Applied;
    std::optional<Error> failure;  // a copy: no exception object is shared between threads
    std::atomic<int> done = 0;     // of the type that a futex has, so that waiting needs no table
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

Outcome GroupCommitWriter::apply(const ChangePlan& plan) {
    auto& member = enqueue(plan);
    member.done.wait(0, std::memory_order_acquire);
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
    member.done.store(0, std::memory_order_relaxed);
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
        runMembers(group);
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

void GroupCommitWriter::runMembers(Group& group) {
    std::size_t next = 0;
    do {
        for (; next < group.size(); ++next) runMember(*group[next]);
    } while (refill(group));
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
    for (auto* member : group) {
        member->done.store(1, std::memory_order_release);
        member->done.notify_one();
    }
}

}  // namespace concordat::store
