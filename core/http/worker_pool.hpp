#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

#include "core/http/date_header.hpp"

namespace concordat::http {

/// Something that a worker does.
class Work {
public:
    virtual ~Work() = default;

    /// Does it, on a worker's thread. `date` belongs to that thread.
    virtual void perform(DateHeader& date) noexcept = 0;

    /// Is told instead when it will never be performed.
    virtual void abandon() noexcept = 0;
};

/// A fixed number of threads and a bounded queue in front of them. Thread-safe.
class WorkerPool {
public:
    /// Room for `queue` pieces of work that wait; no thread runs yet.
    WorkerPool(std::size_t workers, std::size_t queue);
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Abandons what waits, then ends the threads.
    ~WorkerPool();

    void start();

    /// Queues `work`, which must live until it is performed or abandoned; false when the queue is
    /// full.
    [[nodiscard]] bool offer(Work& work);

    /// Abandons everything that waits. What is running runs on.
    void abandonWaiting();

    /// Waits for the workers to finish what they are doing and what waits, and ends them.
    void stop();

    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::size_t busy() const;

private:
    std::size_t workers_;
    mutable std::mutex mutex_;  ///< guards everything below but the threads
    std::condition_variable available_;
    std::vector<Work*> ring_;
    std::size_t first_ = 0;
    std::size_t count_ = 0;
    std::size_t busy_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;

    void run();
    Work* takeLocked();
};

}  // namespace concordat::http
