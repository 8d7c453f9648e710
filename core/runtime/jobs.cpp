#include "core/runtime/jobs.hpp"

#include <algorithm>

#include "core/base/log.hpp"

namespace concordat::runtime {

Jobs::Jobs(std::string cloud, std::vector<Job> jobs) : cloud_(std::move(cloud)) {
    const auto now = Clock::now();
    for (auto& job : jobs) {
        // Not at once: start() has done by itself what cannot wait.
        const auto first = now + job.interval;
        jobs_.push_back({std::move(job), first});
    }
    thread_ = std::thread([this] { work(); });
}

Jobs::~Jobs() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Jobs::work() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const auto next = std::min_element(jobs_.begin(), jobs_.end(),
                                           [](const Due& a, const Due& b) { return a.at < b.at; });
        if (next == jobs_.end()) {
            wake_.wait(lock);
            continue;
        }
        if (wake_.wait_until(lock, next->at, [this] { return stopping_; })) return;
        // A job may take long, and the destructor must be able to say so meanwhile.
        lock.unlock();
        runDue();
        lock.lock();
    }
}

void Jobs::runDue() {
    const auto now = Clock::now();
    for (auto& [job, at] : jobs_) {
        if (at > now) continue;
        runOne(job);
        at = Clock::now() + job.interval;
    }
}

void Jobs::runOne(const Job& job) noexcept {
    try {
        job.run();
    } catch (const std::exception& error) {
        logEvent(Severity::Warning, "RUNTIME-JOB-FAILED", "A background job failed; it runs again",
                 {{"cloud", cloud_}, {"job", job.name}, {"error", error.what()}});
    }
}

}  // namespace concordat::runtime
