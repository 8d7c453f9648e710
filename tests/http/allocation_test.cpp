#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <new>

#include "tests/http/server_fixture.hpp"

namespace {

/// Allocations of all threads but those that ask not to be counted.
std::atomic<std::size_t> allocations{0};
thread_local bool counted = true;

}  // namespace

void* operator new(std::size_t size) {
    if (counted) ++allocations;
    if (void* const memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace concordat::http {
namespace {

using testing::get;
using testing::post;

class ServerMemory : public testing::ServerTest, public ::testing::WithParamInterface<const char*> {
protected:
    ServerMemory() {
        counted = false;  // the client's
        options_.event_threads = 1;
        options_.workers = 1;
    }
};

TEST_P(ServerMemory, IsUsedAgainFromRequestToRequest) {
    start();
    auto client = connect();
    const std::string path = GetParam();
    const auto askOften = [&client, &path] {
        for (int i = 0; i < 500; ++i) {
            ASSERT_EQ(client.ask(get(path)).status, 200);
            ASSERT_EQ(client.ask(post(path, std::string(1000, 'x'))).status, 200);
        }
    };
    askOften();
    const auto before = allocations.load();
    askOften();
    EXPECT_EQ(allocations.load() - before, 0U);
}

INSTANTIATE_TEST_SUITE_P(Placements, ServerMemory, ::testing::Values("/event", "/worker"));

}  // namespace
}  // namespace concordat::http
