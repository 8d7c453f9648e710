#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/reactor.hpp"
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

/// What requests in fibers wait for: a bell that is rung at the end of each round, or, for those at
/// the gate, by the test.
class Bell final : public Reactor::Part {
public:
    explicit Bell(const std::atomic<bool>& usable) : usable_(usable) {}

    bool usable() override { return usable_; }
    void handle() override {}
    void tick(Reactor::TimePoint) override { ring(at_gate_); }
    void endRound() override { ring(waiting_); }

    void wait() { suspendIn(waiting_); }
    void waitAtGate(const std::atomic<bool>& open) {
        while (!open) suspendIn(at_gate_);
    }

private:
    static void suspendIn(std::vector<Fiber*>& waiting) {
        waiting.push_back(Fiber::current());
        Fiber::current()->suspend();
    }

    static void ring(std::vector<Fiber*>& waiting) {
        const auto all = std::exchange(waiting, {});
        for (auto* const fiber : all) fiber->resume();
    }

    const std::atomic<bool>& usable_;
    std::vector<Fiber*> waiting_;
    std::vector<Fiber*> at_gate_;
};

/// A body in as many pieces as the test asks for, each a line of its number; breaks off in the
/// middle if it is to.
class Pieces final : public BodySource {
public:
    static constexpr std::size_t kSize = std::size_t{64} * 1024;

    Pieces(int count, bool breaks, std::atomic<int>& made, std::atomic<int>& destroyed)
        : count_(count), breaks_(breaks), made_(made), destroyed_(destroyed) {}
    ~Pieces() override { ++destroyed_; }

    Progress next(std::string& out) noexcept override {
        ++made_;
        if (breaks_ && number_ == count_ / 2) return Progress::Broken;
        out.append(kSize, static_cast<char>('a' + number_ % 26));
        return ++number_ == count_ ? Progress::Last : Progress::More;
    }

    /// What a client gets of it, after the first line.
    static std::string whole(int count) {
        std::string all;
        for (int i = 0; i < count; ++i) all.append(kSize, static_cast<char>('a' + i % 26));
        return all;
    }

private:
    const int count_;
    const bool breaks_;
    std::atomic<int>& made_;
    std::atomic<int>& destroyed_;
    int number_ = 0;
};

/// Answers with what it was asked: method, target and body. Paths that begin with /worker may
/// block; /worker/gate does, until the test opens the gate. Those that begin with /fiber wait in a
/// fiber, /fiber/gate until the test opens the gate. Those that end in /pieces have pieces behind
/// their body, those in /broken break off.
class TestService final : public Service {
public:
    [[nodiscard]] Placement placementOf(const Request& head) noexcept override {
        if (head.path.starts_with("/fiber")) return Placement::Fiber;
        return head.path.starts_with("/worker") ? Placement::Worker : Placement::EventThread;
    }

    void attach(Reactor& reactor) noexcept override {
        reactor.add(this, std::make_unique<Bell>(fibers_usable));
    }

    [[nodiscard]] bool wantsBody(const Request& head) noexcept override {
        return head.path != "/unwanted";
    }

    void serve(const Request& request, Reply& reply) noexcept override {
        ++served;
        if (on_serve) on_serve(request);
        if (request.path == "/worker/gate") waitAtGate();
        if (request.path.starts_with("/fiber")) waitInFiber(request.path == "/fiber/gate");
        const bool unwanted = request.path == "/unwanted";
        reply.status = request.body_too_large ? 413 : unwanted ? 401 : 200;
        if (request.path == "/empty") reply.status = 204;
        reply.addHeader("X-Peer", request.peer);
        reply.body.append(request.method_name).append(" ").append(request.target).append(" ");
        reply.body.append(request.body);
        const bool breaks = request.path.ends_with("/broken");
        if (breaks || request.path.ends_with("/pieces"))
            reply.rest = std::make_unique<Pieces>(pieces, breaks, pieces_made, sources_destroyed);
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
        open_ = true;  // those in fibers look at it at the next tick
        changed_.notify_all();
    }

    /// How many threads have served.
    std::size_t threads() {
        const std::lock_guard lock(mutex_);
        return threads_.size();
    }

    std::atomic<bool> fibers_usable{true};
    std::atomic<int> in_fibers{0};  ///< requests that began in a fiber
    int pieces = 40;                ///< of a body that comes in pieces
    std::atomic<int> pieces_made{0};
    std::atomic<int> sources_destroyed{0};
    static constexpr std::size_t kLargeReply = 8 * 1024 * 1024;
    std::atomic<int> served{0};
    std::function<void(const Request&)>
        on_serve;  ///< called first, when it is set before the start

private:
    std::mutex mutex_;  ///< guards all that follows
    std::condition_variable changed_;
    std::set<std::thread::id> threads_;
    int arrived_ = 0;
    std::atomic<bool> open_{false};

    void waitInFiber(bool at_gate) {
        auto* const reactor = Reactor::current();
        if (reactor == nullptr) return;  // at a worker
        ++in_fibers;
        auto& bell = static_cast<Bell&>(*reactor->find(this));
        if (at_gate)
            bell.waitAtGate(open_);
        else
            bell.wait();
    }

    void waitAtGate() {
        std::unique_lock lock(mutex_);
        ++arrived_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_.load(); });
    }
};

}  // namespace concordat::http::testing
