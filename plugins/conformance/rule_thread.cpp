#include "plugins/conformance/rule_thread.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <stdexcept>
#include <sys/mman.h>
#include <utility>

#include <concordat/rules/cloud.hpp>

#include "plugins/conformance/whereabouts.hpp"

namespace concordat::conformance {

namespace {

/// A frame larger than one page would step over a guard page: the gap is for frames up to its size.
constexpr std::size_t kGap = std::size_t{16} * 1024 * 1024;
/// Of the handler, which does little, and of a sanitizer's, which does more.
constexpr std::size_t kSignalStack = std::size_t{256} * 1024;

/// What the handler needs to know, for a signal of this thread.
thread_local const char* gap_begin = nullptr;
/// Of the child, which asks one plugin.
std::atomic<Whereabouts*> told{nullptr};
/// Who answers such a signal otherwise: the system, or a sanitizer that the plugin was built with.
struct sigaction others {};

void onFault(int signal, siginfo_t* info, void*) {
    const auto* const at = static_cast<const char*>(info->si_addr);
    auto* const whereabouts = told.load();
    if (gap_begin != nullptr && whereabouts != nullptr && at >= gap_begin && at < gap_begin + kGap)
        whereabouts->overflowed();
    // On return the same instruction faults again.
    ::sigaction(signal, &others, nullptr);
}

void watchForOverflow(Whereabouts& whereabouts) {
    // Once, or the handler would be its own predecessor.
    if (told.exchange(&whereabouts) != nullptr) return;
    struct sigaction action {};
    action.sa_sigaction = onFault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    ::sigaction(SIGSEGV, &action, &others);
}

}  // namespace

/// The gap, and above it the stack.
class RuleThread::Stack {
public:
    Stack()
        : memory_(static_cast<char*>(::mmap(nullptr, kGap + rules::kRuleStackBytes, PROT_NONE,
                                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))) {
        if (memory_ == MAP_FAILED) throw std::runtime_error("no memory for a stack");
        if (::mprotect(bottom(), rules::kRuleStackBytes, PROT_READ | PROT_WRITE) != 0)
            throw std::runtime_error("no memory for a stack");
    }
    ~Stack() { ::munmap(memory_, kGap + rules::kRuleStackBytes); }
    Stack(const Stack&) = delete;
    Stack& operator=(const Stack&) = delete;

    [[nodiscard]] const char* gap() const { return memory_; }
    [[nodiscard]] char* bottom() const { return memory_ + kGap; }

private:
    char* memory_;
};

/// Where the handler runs when the stack is used up.
class RuleThread::SignalStack {
public:
    SignalStack() : memory_(std::make_unique<std::array<char, kSignalStack>>()) {
        const stack_t mine{.ss_sp = memory_->data(), .ss_flags = 0, .ss_size = memory_->size()};
        ::sigaltstack(&mine, &before_);
    }
    ~SignalStack() { ::sigaltstack(&before_, nullptr); }
    SignalStack(const SignalStack&) = delete;
    SignalStack& operator=(const SignalStack&) = delete;

private:
    std::unique_ptr<std::array<char, kSignalStack>> memory_;
    stack_t before_{};
};

RuleThread::RuleThread(Whereabouts& whereabouts, std::function<void()> work)
    : work_(std::move(work)), stack_(std::make_unique<const Stack>()) {
    watchForOverflow(whereabouts);
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstack(&attributes, stack_->bottom(), rules::kRuleStackBytes);
    running_ = ::pthread_create(&thread_, &attributes, run, this) == 0;
    ::pthread_attr_destroy(&attributes);
    if (!running_) throw std::runtime_error("no thread can be started");
}

RuleThread::~RuleThread() {
    if (running_) ::pthread_join(thread_, nullptr);
}

void* RuleThread::run(void* self) noexcept {
    auto& thread = *static_cast<RuleThread*>(self);
    gap_begin = thread.stack_->gap();
    const SignalStack handler;
    try {
        thread.work_();
    } catch (...) {
        thread.thrown_ = std::current_exception();
    }
    return nullptr;
}

void RuleThread::join() {
    ::pthread_join(thread_, nullptr);
    running_ = false;
    if (thrown_) std::rethrow_exception(thrown_);
}

void onRuleStack(Whereabouts& whereabouts, std::function<void()> work) {
    RuleThread(whereabouts, std::move(work)).join();
}

}  // namespace concordat::conformance
