#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/reactor.hpp"
#include "core/store/change_plan.hpp"
#include "core/store/sqlite_connection.hpp"

namespace concordat::store {

/// What the writer has done, for metrics.
struct WriterCounters {
    std::uint64_t members = 0;  ///< plans run
    std::uint64_t commits = 0;  ///< durable commits; members per commit is how well they share
    std::uint64_t failed_commits = 0;  ///< commits that failed, and with them all their members
    std::size_t waiting = 0;           ///< plans in the queue now
};

/// The one writer of a SQLite store: a thread that runs the plans of all callers, as many in one
/// commit as are waiting. A plan is acknowledged after the commit that holds it; a commit that
/// fails fails every plan in it. Nothing waits for company: a group ends when the queue is empty.
///
/// A commit costs a sync of the disk, whatever it holds; while it runs the next group gathers. One
/// at a time makes some 3,400 commits a second, sixteen in each some 21,900 plans. Each plan runs
/// in a savepoint, so that one that fails its guard leaves the others alone. Thread-safe. The
/// destructor finishes what is queued.
class GroupCommitWriter final : public PlanExecutor {
public:
    using Opener = std::function<std::unique_ptr<SqliteConnection>()>;

    /// Opens the writer's connection with `open`, now and whenever it breaks, and starts the
    /// thread. `open` is called by that thread later.
    /// @throws Error StoreUnavailable
    explicit GroupCommitWriter(Opener open);
    ~GroupCommitWriter() override;

    /// Lets the fibers of an event thread wait for their group without holding it. Called on that
    /// thread, which ends before the writer does.
    void attach(Reactor& reactor);

    /// Queues the plan and waits for its group; the plan is viewed until then. Blocks the thread,
    /// or puts the fiber aside.
    [[nodiscard]] Outcome apply(const ChangePlan& plan) override;

    /// For metrics; from any thread.
    [[nodiscard]] WriterCounters counters() const;

private:
    struct Member;
    using Group = std::vector<Member*>;

    Member& enqueue(const ChangePlan& plan);
    void work();
    void runGroup(Group& group);
    void failGroup(Group& group, const Error& error);
    [[nodiscard]] bool runTogether(Group& group);
    [[nodiscard]] std::optional<Outcome> tryMember(const Member& member);
    void runApart(Group& group);
    void runMember(Member& member);
    bool refill(Group& group);
    static void finish(Group& group);

    Opener open_;
    std::unique_ptr<SqliteConnection> connection_;  // used by the thread only
    mutable std::mutex mutex_;                      // guards everything below
    std::condition_variable queued_;
    // Those that wait for the next group.
    Group queue_;
    // Members that nobody uses; all are owned by `members_` and live as long as the writer.
    Group free_;
    std::vector<std::unique_ptr<Member>> members_;
    WriterCounters counters_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace concordat::store
