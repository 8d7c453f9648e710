#include "core/http/server.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/http/server_fixture.hpp"

namespace concordat::http {
namespace {

using testing::get;
using testing::post;
using testing::RawClient;

class ServerReplies : public testing::ServerTest {};

TEST_F(ServerReplies, CarryDateLengthAndTheServicesFields) {
    start();
    auto client = connect();
    const auto reply = client.ask(get("/v1?x=1"));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "GET /v1?x=1 ");
    EXPECT_TRUE(reply.has("\r\nDate: ")) << reply.head;
    EXPECT_TRUE(reply.has("\r\nContent-Length: 12\r\n")) << reply.head;
    EXPECT_TRUE(reply.has("\r\nX-Peer: 127.0.0.1\r\n")) << reply.head;
    EXPECT_FALSE(reply.has("Connection:")) << reply.head;
}

TEST_F(ServerReplies, FollowEachOtherOnOneConnection) {
    start();
    auto client = connect();
    for (int i = 0; i < 50; ++i) {
        const std::string path = (i % 2 == 0 ? "/" : "/worker/") + std::to_string(i);
        EXPECT_EQ(client.ask(post(path, "body")).body, "POST " + path + " body");
    }
    EXPECT_EQ(server_->statistics().connections_accepted, 1U);
    EXPECT_EQ(server_->statistics().requests, 50U);
}

TEST_F(ServerReplies, ComeInOrderWhenEventThreadAndWorkersAreMixed) {
    start();
    auto client = connect();
    std::string all;
    constexpr int kRequests = 200;
    for (int i = 0; i < kRequests; ++i)
        all +=
            i % 3 == 0 ? post("/worker/" + std::to_string(i), "w") : get("/" + std::to_string(i));
    client.send(all);
    for (int i = 0; i < kRequests; ++i) {
        const auto number = std::to_string(i);
        EXPECT_EQ(client.receive().body,
                  i % 3 == 0 ? "POST /worker/" + number + " w" : "GET /" + number + " ");
    }
}

TEST_F(ServerReplies, AreTheSameToAClientThatSendsOneByteAtATime) {
    start();
    auto client = connect();
    client.sendByteByByte(post("/slow", "one byte at a time"));
    EXPECT_EQ(client.receive().body, "POST /slow one byte at a time");
    client.sendByteByByte(
        "PUT /worker HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
        "chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    EXPECT_EQ(client.receive().body, "PUT /worker abc");
}

TEST_F(ServerReplies, ToHeadHaveTheLengthButNoBody) {
    start();
    auto client = connect();
    client.send("HEAD /v1 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
    const auto reply = client.receive(true);
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.has("\r\nContent-Length: 9\r\n")) << reply.head;
    EXPECT_EQ(client.receive().body, "GET /next ");
}

TEST_F(ServerReplies, WithNoContentHaveNeitherLengthNorBody) {
    start();
    auto client = connect();
    client.send(get("/empty") + get("/next"));
    const auto reply = client.receive();
    EXPECT_EQ(reply.status, 204);
    EXPECT_FALSE(reply.has("Content-Length")) << reply.head;
    EXPECT_EQ(client.receive().body, "GET /next ");
}

TEST_F(ServerReplies, LargerThanTheSocketTakesArriveWhole) {
    start();
    auto client = connect();
    client.send(get("/large") + get("/next"));
    EXPECT_EQ(client.receive().body.size(), testing::TestService::kLargeReply);
    EXPECT_EQ(client.receive().body, "GET /next ");
    EXPECT_EQ(client.ask(get("/worker/after")).body, "GET /worker/after ");
}

TEST_F(ServerReplies, ReachAClientThatHasFinishedSending) {
    start();
    auto client = connect();
    client.send(get("/1") + get("/worker/2"));
    client.finishSending();
    EXPECT_EQ(client.receive().body, "GET /1 ");
    EXPECT_EQ(client.receive().body, "GET /worker/2 ");
    EXPECT_TRUE(client.isClosedByServer());
}

class ServerConnection : public testing::ServerTest {};

TEST_F(ServerConnection, ClosesAfterHttp10) {
    start();
    auto client = connect();
    const auto reply = client.ask("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.has("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(reply.has("Connection: close\r\n"));
    EXPECT_TRUE(client.isClosedByServer());
}

TEST_F(ServerConnection, ClosesWhenTheClientAsks) {
    start();
    auto client = connect();
    client.send("GET /worker HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get("/never"));
    EXPECT_TRUE(client.receive().has("Connection: close\r\n"));
    EXPECT_TRUE(client.isClosedByServer());
    EXPECT_EQ(service_.served, 1);
}

TEST_F(ServerConnection, ClosesAfterItsLastRequestAndSaysSo) {
    options_.limits.requests_per_connection = 3;
    start();
    auto client = connect();
    EXPECT_FALSE(client.ask(get("/1")).has("Connection: close"));
    EXPECT_FALSE(client.ask(get("/2")).has("Connection: close"));
    EXPECT_TRUE(client.ask(get("/3")).has("Connection: close\r\n"));
    EXPECT_TRUE(client.isClosedByServer());
}

TEST_F(ServerConnection, IsToldToContinueBeforeItsBody) {
    start();
    auto client = connect();
    client.send(
        "POST /worker HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    const auto interim = client.receive();
    EXPECT_EQ(interim.head, "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(client.ask("body").body, "POST /worker body");
    EXPECT_EQ(client.ask(get("/next")).status, 200);
}

TEST_F(ServerConnection, IsRefusedWithoutItsBodyWhenTheServiceDoesNotWantIt) {
    start();
    auto client = connect();
    const auto reply = client.ask(
        "POST /unwanted HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    EXPECT_EQ(reply.status, 401);
    EXPECT_EQ(reply.body, "POST /unwanted ");
    EXPECT_TRUE(reply.has("Connection: close\r\n"));
    EXPECT_TRUE(client.isClosedByServer());
}

TEST_F(ServerConnection, LetsTheServiceAnswerABodyThatIsTooLargeAndCloses) {
    options_.limits.reader.body_bytes = 100;
    start();
    for (const std::string path : {"/", "/worker"}) {
        auto client = connect();
        // More than the sockets hold: the reply must arrive although nobody reads the body.
        client.send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n");
        client.send(std::string(900'000, 'x'));
        const auto reply = client.receive();
        EXPECT_EQ(reply.status, 413);
        EXPECT_EQ(reply.body, "POST " + path + " ");
        EXPECT_TRUE(reply.has("Connection: close\r\n"));
        client.finishSending();
        EXPECT_TRUE(client.isClosedByServer());
    }
}

TEST_F(ServerConnection, AnswersAHeadBeyondTheLimitWith431) {
    options_.limits.reader.head_bytes = 1000;
    start();
    auto client = connect();
    const auto reply = client.ask("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(100'000, 'x'));
    EXPECT_EQ(reply.status, 431);
    EXPECT_TRUE(reply.has("Connection: close\r\n"));
    EXPECT_EQ(server_->statistics().malformed, 1U);
    EXPECT_EQ(server_->statistics().requests, 0U);
}

class ServerStart : public testing::ServerTest {};

TEST_F(ServerStart, RefusesAPortThatIsTaken) {
    start();
    options_.port = server_->port();
    Server second(options_, service_);
    try {
        second.start();
        FAIL() << "two servers on one port";
    } catch (const FatalError& error) {
        EXPECT_EQ(error.event(), "HTTP-LISTEN-FAILED");
        EXPECT_NE(std::string(error.what()).find(std::to_string(options_.port)), std::string::npos);
    }
}

TEST_F(ServerStart, RefusesAnAddressThatIsNone) {
    options_.address = "localhost";
    Server server(options_, service_);
    EXPECT_THROW(server.start(), FatalError);
    EXPECT_EQ(server.port(), 0);
}

TEST_F(ServerStart, SharesConnectionsEvenlyAmongItsThreads) {
    start();
    std::vector<RawClient> clients;
    for (int i = 0; i < 4; ++i) clients.push_back(connect());
    for (auto& client : clients) EXPECT_EQ(client.ask(get("/")).status, 200);
    EXPECT_EQ(service_.threads(), options_.event_threads);
}

}  // namespace
}  // namespace concordat::http
