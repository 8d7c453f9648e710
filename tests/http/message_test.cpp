#include "core/http/message.hpp"

#include <array>
#include <gtest/gtest.h>

namespace concordat::http {
namespace {

TEST(Request, FindsAHeaderWithoutRegardToCaseAndTheFirstOfTwo) {
    const std::array<HeaderField, 3> fields{{{"X-Locale", "de"}, {"ACCEPT", "a"}, {"Accept", "b"}}};
    Request request;
    request.headers = fields;
    EXPECT_EQ(request.header("accept"), "a");
    EXPECT_EQ(request.header("x-locale"), "de");
    EXPECT_EQ(request.header("X-Local"), "");
}

TEST(Reply, IsAnEmpty200AfterResetAndKeepsItsMemory) {
    Reply reply;
    reply.status = 404;
    reply.addHeader("Content-Type", "application/json");
    reply.body.assign(1000, 'x');
    EXPECT_EQ(reply.headers, "Content-Type: application/json\r\n");
    const auto capacity = reply.body.capacity();
    reply.reset();
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.headers.empty());
    EXPECT_TRUE(reply.body.empty());
    EXPECT_EQ(reply.body.capacity(), capacity);
}

}  // namespace
}  // namespace concordat::http
