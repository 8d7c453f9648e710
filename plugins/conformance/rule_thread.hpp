#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <pthread.h>

namespace concordat::conformance {

class Whereabouts;

/// A thread with the stack that rules are promised and no more, below it a gap that nothing may
/// touch: a rule that needs more is stopped there, and `whereabouts` says so. The process ends by
/// the signal all the same, as a server would.
class RuleThread {
public:
    /// Runs `work` on it. @throws std::runtime_error when there is no thread
    RuleThread(Whereabouts& whereabouts, std::function<void()> work);
    /// Waits for its end.
    ~RuleThread();
    RuleThread(const RuleThread&) = delete;
    RuleThread& operator=(const RuleThread&) = delete;

    /// Waits for its end. @throws what the work threw
    void join();

private:
    class Stack;
    class SignalStack;

    static void* run(void* self) noexcept;

    const std::function<void()> work_;
    std::unique_ptr<const Stack> stack_;
    std::exception_ptr thrown_;
    pthread_t thread_{};
    bool running_ = false;
};

/// Runs `work` on such a thread and waits for it. @throws what it throws
void onRuleStack(Whereabouts& whereabouts, std::function<void()> work);

}  // namespace concordat::conformance
