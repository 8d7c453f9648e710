#include "core/http/worker_pool.hpp"

#include <algorithm>

#include "core/http/quiet_thread.hpp"

namespace concordat::http {

WorkerPool::WorkerPool(std::size_t workers, std::size_t queue)
    : workers_(std::max<std::size_t>(workers, 1)), ring_(std::max<std::size_t>(queue, 1)) {}

WorkerPool::~WorkerPool() {
    abandonWaiting();
    stop();
}

void WorkerPool::start() {
    threads_.reserve(workers_);
    while (threads_.size() < workers_) threads_.push_back(quietThread([this] { run(); }));
}

bool WorkerPool::offer(Work& work) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || count_ == ring_.size()) return false;
        ring_[(first_ + count_++) % ring_.size()] = &work;
    }
    available_.notify_one();
    return true;
}

Work* WorkerPool::takeLocked() {
    Work* const work = ring_[first_];
    first_ = (first_ + 1) % ring_.size();
    --count_;
    return work;
}

void WorkerPool::run() {
    DateHeader date;
    std::unique_lock lock(mutex_);
    for (;;) {
        available_.wait(lock, [this] { return stopping_ || count_ != 0; });
        // Only when stopping: what waits is carried out first.
        if (count_ == 0) return;
        Work* const work = takeLocked();
        ++busy_;
        lock.unlock();
        work->perform(date);
        lock.lock();
        --busy_;
    }
}

void WorkerPool::abandonWaiting() {
    std::unique_lock lock(mutex_);
    while (count_ != 0) {
        Work* const work = takeLocked();
        lock.unlock();
        // Without the lock: it calls back into an event loop, which has a lock of its own.
        work->abandon();
        lock.lock();
    }
}

void WorkerPool::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    available_.notify_all();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
}

std::size_t WorkerPool::waiting() const {
    const std::lock_guard lock(mutex_);
    return count_;
}

std::size_t WorkerPool::busy() const {
    const std::lock_guard lock(mutex_);
    return busy_;
}

}  // namespace concordat::http
