#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace concordat::runtime {

/// Something to be done again and again beside the requests.
struct Job {
    /// For the event of a failure.
    std::string name;
    /// From the end of one run to the begin of the next.
    std::chrono::milliseconds interval{};
    /// May block and may throw; holds up the cloud's other jobs meanwhile.
    std::function<void()> run;
};

/// A cloud's background jobs, one after another on a thread of their own. A job that throws is
/// logged (RUNTIME-JOB-FAILED) and tried again at its next turn. What the jobs refer to outlives
/// this.
class Jobs {
public:
    /// Starts the thread; every job runs first after its interval. `cloud` is its id, for events.
    Jobs(std::string cloud, std::vector<Job> jobs);

    /// Ends the thread; waits for the job that is running.
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

private:
    using Clock = std::chrono::steady_clock;

    struct Due {
        Job job;
        Clock::time_point at;
    };

    // The thread: waits for the next job that is due, runs it, and so on.
    void work();
    void runDue();
    void runOne(const Job& job) noexcept;

    std::string cloud_;
    // Used by the thread only, and so without the lock.
    std::vector<Due> jobs_;  // used by the thread only
    std::mutex mutex_;       // guards stopping_
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace concordat::runtime
