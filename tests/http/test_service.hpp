#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "core/http/service.hpp"

namespace concordat::http::testing {

/// Longer than anything here takes; what waits this long has failed.
inline constexpr std::chrono::seconds kPatience{30};

/// Waits until `condition` holds; false when it never does.
template <typename Condition>
bool eventually(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::yield();
    }
    return true;
}

/// Answers with what it was asked: method, target and body. Paths that begin with /worker may
/// block; /worker/gate does, until the test opens the gate.
class TestService final : public Service {
public:
    [[nodiscard]] Placement placementOf(const Request& head) noexcept override {
        return head.path.starts_with("/worker") ? Placement::Worker : Placement::EventThread;
    }

    [[nodiscard]] bool wantsBody(const Request& head) noexcept override {
        return head.path != "/unwanted";
    }

    void serve(const Request& request, Reply& reply) noexcept override {
        ++served;
        if (on_serve) on_serve(request);
        if (request.path == "/worker/gate") waitAtGate();
        const bool unwanted = request.path == "/unwanted";
        reply.status = request.body_too_large ? 413 : unwanted ? 401 : 200;
        if (request.path == "/empty") reply.status = 204;
        reply.addHeader("X-Peer", request.peer);
        reply.body.append(request.method_name).append(" ").append(request.target).append(" ");
        reply.body.append(request.body);
        if (request.path == "/large") reply.body.assign(kLargeReply, 'x');
        const std::lock_guard lock(mutex_);
        threads_.insert(std::this_thread::get_id());
    }

    void refuse(int status, Reply& reply) noexcept override {
        reply.status = status;
        reply.body = "refused";
    }

    void waitForArrivals(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this, count] { return arrived_ >= count; });
    }

    void openGate() {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }

    /// How many threads have served.
    std::size_t threads() {
        const std::lock_guard lock(mutex_);
        return threads_.size();
    }

    static constexpr std::size_t kLargeReply = 8 * 1024 * 1024;
    std::atomic<int> served{0};
    std::function<void(const Request&)>
        on_serve;  ///< called first, when it is set before the start

private:
    std::mutex mutex_;  ///< guards all that follows
    std::condition_variable changed_;
    std::set<std::thread::id> threads_;
    int arrived_ = 0;
    bool open_ = false;

    void waitAtGate() {
        std::unique_lock lock(mutex_);
        ++arrived_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
};

}  // namespace concordat::http::testing
