#include <gtest/gtest.h>

#include "tests/http/counted_memory.hpp"
#include "tests/http/server_fixture.hpp"

namespace concordat::http {
namespace {

using testing::allocations;
using testing::get;
using testing::post;

class ServerMemory : public testing::ServerTest, public ::testing::WithParamInterface<const char*> {
protected:
    ServerMemory() {
        testing::leaveThisThreadOut();  // it is the client
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
    const auto before = allocations();
    askOften();
    EXPECT_EQ(allocations() - before, 0U);
}

INSTANTIATE_TEST_SUITE_P(Placements, ServerMemory, ::testing::Values("/event", "/worker"));

}  // namespace
}  // namespace concordat::http
