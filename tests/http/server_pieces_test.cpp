#include <gtest/gtest.h>

#include "tests/http/server_fixture.hpp"

namespace concordat::http {
namespace {

using testing::eventually;
using testing::get;
using testing::Pieces;

/// Replies whose body comes in pieces, wherever their request is carried out.
class ServerPieces : public testing::ServerTest, public ::testing::WithParamInterface<const char*> {
protected:
    [[nodiscard]] static std::string path(const std::string& end) { return GetParam() + end; }

    [[nodiscard]] std::string bodyOf(const std::string& path) const {
        return "GET " + path + " " + Pieces::whole(service_.pieces);
    }
};

TEST_P(ServerPieces, ComeWholeAndLeaveTheConnectionToOthers) {
    start();
    auto client = connect();
    const auto reply = client.ask(get(path("/pieces")));
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.has("Transfer-Encoding: chunked\r\n"));
    EXPECT_FALSE(reply.has("Content-Length"));
    EXPECT_EQ(reply.body, bodyOf(path("/pieces")));
    EXPECT_EQ(client.ask(get("/")).body, "GET / ");
    EXPECT_TRUE(eventually([this] { return service_.sources_destroyed == 1; }));
}

TEST_P(ServerPieces, KeepTheOrderOfPipelinedRequests) {
    service_.pieces = 3;
    start();
    auto client = connect();
    client.send(get(path("/pieces")) + get("/") + get(path("/pieces")) + get("/last"));
    EXPECT_EQ(client.receive().body, bodyOf(path("/pieces")));
    EXPECT_EQ(client.receive().body, "GET / ");
    EXPECT_EQ(client.receive().body, bodyOf(path("/pieces")));
    EXPECT_EQ(client.receive().body, "GET /last ");
}

TEST_P(ServerPieces, AreMadeNoFasterThanTheClientTakesThem) {
    service_.pieces = 4000;  // 250 MiB, more than any socket holds
    start();
    auto slow = connect();
    slow.send(get(path("/pieces")));
    ASSERT_TRUE(eventually([this] { return service_.pieces_made > 0; }));
    auto other = connect();
    for (int i = 0; i < 200; ++i) ASSERT_EQ(other.ask(get(path("/other"))).status, 200);
    EXPECT_LT(service_.pieces_made, service_.pieces / 2);
}

TEST_P(ServerPieces, EndWithTheClient) {
    service_.pieces = 4000;
    start();
    {
        auto client = connect();
        client.send(get(path("/pieces")));
        ASSERT_TRUE(eventually([this] { return service_.pieces_made > 0; }));
    }
    EXPECT_TRUE(eventually([this] { return service_.sources_destroyed == 1; }));
    EXPECT_LT(service_.pieces_made, service_.pieces);
}

TEST_P(ServerPieces, ThatBreakOffAreNeverTakenForWhole) {
    start();
    auto client = connect();
    client.send(get(path("/broken")));
    const auto all = client.receiveToEnd();
    EXPECT_GT(all.size(), Pieces::kSize);
    EXPECT_FALSE(all.ends_with("0\r\n\r\n"));
    EXPECT_TRUE(eventually([this] { return service_.sources_destroyed == 1; }));
}

TEST_P(ServerPieces, GoToOldClientsUpToTheEndOfTheConnection) {
    start();
    auto client = connect();
    client.send("GET " + path("/pieces") + " HTTP/1.0\r\nHost: a\r\n\r\n");
    const auto all = client.receiveToEnd();
    EXPECT_EQ(all.find("Transfer-Encoding"), std::string::npos);
    EXPECT_NE(all.find("Connection: close"), std::string::npos);
    EXPECT_TRUE(all.ends_with("\r\n\r\n" + bodyOf(path("/pieces"))));
}

TEST_P(ServerPieces, AreLeftOutOfTheReplyToHead) {
    start();
    auto client = connect();
    client.send("HEAD " + path("/pieces") + " HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(client.receive(true).has("Transfer-Encoding: chunked"));
    EXPECT_EQ(client.ask(get("/")).body, "GET / ");
    EXPECT_EQ(service_.pieces_made, 0);
}

TEST_P(ServerPieces, AreGivenUpWhenTheClientTakesNothing) {
    service_.pieces = 4000;
    options_.limits.body_time = std::chrono::milliseconds(300);
    start();
    auto client = connect();
    client.send(get(path("/pieces")));
    EXPECT_TRUE(eventually([this] { return service_.sources_destroyed == 1; }));
    EXPECT_LT(service_.pieces_made, service_.pieces);
}

TEST_P(ServerPieces, AreFinishedWhenTheServerStops) {
    start();
    auto client = connect();
    client.send(get(path("/pieces")));
    ASSERT_TRUE(eventually([this] { return service_.pieces_made > 0; }));
    std::thread stopping([this] { server_->stop(testing::kPatience); });
    EXPECT_EQ(client.receive().body, bodyOf(path("/pieces")));
    stopping.join();
}

INSTANTIATE_TEST_SUITE_P(Everywhere, ServerPieces, ::testing::Values("", "/fiber", "/worker"),
                         [](const auto& chosen) {
                             const std::string name(chosen.param);
                             return name.empty() ? "EventThread" : name.substr(1);
                         });

}  // namespace
}  // namespace concordat::http
