#pragma once

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#elif defined(CONCORDAT_UNDER_THREAD_SANITIZER)
#include <sanitizer/tsan_interface.h>
#endif

namespace concordat {

/// Tells the sanitizers that a thread goes on on another stack: they would take that for an
/// overflow, or for a race with itself. Without a sanitizer nothing is left of it. One per fiber;
/// `enter` and `entered` are called outside around a switch into it, `leave` and `left` inside
/// around one out of it, `begun` inside when it runs for the first time, `ending` before the last
/// way out.
class StackSwitch {
public:
#if defined(__SANITIZE_ADDRESS__)
    StackSwitch(void* top, std::size_t size)
        : bottom_(static_cast<char*>(top) - size), size_(size) {}
    void enter() { __sanitizer_start_switch_fiber(&outside_fake_, bottom_, size_); }
    void entered() { __sanitizer_finish_switch_fiber(outside_fake_, nullptr, nullptr); }
    void begun() { __sanitizer_finish_switch_fiber(nullptr, &outside_bottom_, &outside_size_); }
    void leave() { __sanitizer_start_switch_fiber(&fake_, outside_bottom_, outside_size_); }
    void ending() { __sanitizer_start_switch_fiber(nullptr, outside_bottom_, outside_size_); }
    void left() { __sanitizer_finish_switch_fiber(fake_, &outside_bottom_, &outside_size_); }

private:
    void* outside_fake_ = nullptr;
    void* fake_ = nullptr;
    const void* bottom_;
    std::size_t size_;
    const void* outside_bottom_ = nullptr;
    std::size_t outside_size_ = 0;
#elif defined(CONCORDAT_UNDER_THREAD_SANITIZER)
    StackSwitch(void*, std::size_t) : fiber_(__tsan_create_fiber(0)) {}
    ~StackSwitch() { __tsan_destroy_fiber(fiber_); }
    StackSwitch(const StackSwitch&) = delete;
    StackSwitch& operator=(const StackSwitch&) = delete;
    void enter() {
        outside_ = __tsan_get_current_fiber();
        __tsan_switch_to_fiber(fiber_, 0);
    }
    void entered() {}
    void begun() {}
    void leave() { __tsan_switch_to_fiber(outside_, 0); }
    void ending() { leave(); }
    void left() {}

private:
    void* fiber_;
    void* outside_ = nullptr;
#else
    StackSwitch(void*, std::size_t) {}
    void enter() {}
    void entered() {}
    void begun() {}
    void leave() {}
    void ending() {}
    void left() {}
#endif
};

}  // namespace concordat
