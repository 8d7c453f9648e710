#include "core/base/fiber.hpp"

#include <boost/context/fiber.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>
#include <exception>
#include <stdexcept>
#include <utility>

#include "core/base/stack_switch.hpp"

namespace concordat {
namespace {

namespace context = boost::context;

thread_local Fiber* running = nullptr;

}  // namespace

Fiber* Fiber::current() noexcept {
    return running;
}

/// Runs one task after the other: making a context anew for each would cost more than many tasks
/// do.
class FiberPool::PooledFiber final : public Fiber {
public:
    explicit PooledFiber(FiberPool& pool)
        : pool_(pool),
          stack_(context::protected_fixedsize_stack(kStackBytes).allocate()),
          switch_(stack_.sp, stack_.size),
          inside_(std::allocator_arg, context::preallocated(stack_.sp, stack_.size, stack_),
                  context::protected_fixedsize_stack(kStackBytes),
                  [this](context::fiber&& outside) { return work(std::move(outside)); }) {}

    /// Idle: ends it on its own stack, so that everything there is destroyed.
    ~PooledFiber() override {
        ending_ = true;
        resume();
    }
    PooledFiber(const PooledFiber&) = delete;
    PooledFiber& operator=(const PooledFiber&) = delete;

    void start(std::function<void()> task) {
        task_ = std::move(task);
        resume();
    }

    void suspend() override {
        if (std::current_exception() != nullptr)
            throw std::logic_error("a fiber put aside while it handles an exception");
        leave();
    }

    void resume() override {
        running = this;
        switch_.enter();
        inside_ = std::move(inside_).resume();
        switch_.entered();
        running = nullptr;
    }

private:
    context::fiber work(context::fiber&& outside) {
        switch_.begun();
        outside_ = std::move(outside);
        while (!ending_) {
            task_();
            task_ = nullptr;
            pool_.idle_.push_back(this);
            leave();
        }
        switch_.ending();
        return std::move(outside_);
    }

    void leave() {
        switch_.leave();
        outside_ = std::move(outside_).resume();
        switch_.left();
    }

    FiberPool& pool_;
    context::stack_context stack_;
    StackSwitch switch_;
    std::function<void()> task_;
    bool ending_ = false;
    context::fiber inside_;
    context::fiber outside_;
};

FiberPool::FiberPool(std::size_t most) : most_(most) {
    idle_.reserve(most);
}

FiberPool::~FiberPool() = default;

bool FiberPool::run(std::function<void()> task) {
    if (idle_.empty()) {
        if (fibers_.size() == most_) return false;
        idle_.push_back(fibers_.emplace_back(std::make_unique<PooledFiber>(*this)).get());
    }
    auto* const fiber = idle_.back();
    idle_.pop_back();
    fiber->start(std::move(task));
    return true;
}

}  // namespace concordat
