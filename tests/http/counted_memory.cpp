#include "tests/http/counted_memory.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> count{0};
thread_local bool counted = true;

}  // namespace

void* operator new(std::size_t size) {
    if (counted) ++count;
    if (void* const memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace concordat::http::testing {

std::size_t allocations() {
    return count.load();
}

void leaveThisThreadOut() {
    counted = false;
}

}  // namespace concordat::http::testing
