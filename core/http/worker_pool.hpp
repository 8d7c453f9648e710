#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

#include "core/http/date_header.hpp"

namespace concordat::http {

/// Something that a worker does. Exactly one of the two functions is called, once for each time it
/// was queued.
class Work {
public:
    virtual ~Work() = default;

    /// Does it, on a worker's thread. `date` belongs to that thread.
    virtual void perform(DateHeader& date) noexcept = 0;

    /// Is told instead when it will never be performed. Called by whoever empties the queue.
    virtual void abandon() noexcept = 0;
};

/// A fixed number of threads and a bounded queue in front of them, first come, first served.
/// Thread-safe. Owned by the Server; work is not owned.
class WorkerPool {
public:
    /// Room for `queue` pieces of work that wait; no thread runs yet.
    WorkerPool(std::size_t workers, std::size_t queue);
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Abandons what waits, then ends the threads.
    ~WorkerPool();

    /// Starts the threads. Call once.
    void start();

    /// Queues `work`, which must live until it is performed or abandoned; false when the queue is
    /// full or the pool is being stopped. Never blocks: whoever is told false answers 503. After
    /// true, `work` may already be gone.
    [[nodiscard]] bool offer(Work& work);

    /// Abandons everything that waits. What is running runs on.
    void abandonWaiting();

    /// Waits for the workers to finish what they are doing and what waits, and ends them. For as
    /// long as that takes: a call that never returns is never cut off.
    void stop();

    /// Queued and not begun.
    [[nodiscard]] std::size_t waiting() const;
    /// Being performed.
    [[nodiscard]] std::size_t busy() const;

private:
    std::size_t workers_;
    mutable std::mutex mutex_;  ///< guards everything below but the threads
    std::condition_variable available_;
    // The queue: a ring of fixed size, so that queueing never allocates.
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
