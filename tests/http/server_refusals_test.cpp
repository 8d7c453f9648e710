#include <gtest/gtest.h>
#include <ostream>

#include "tests/http/server_fixture.hpp"

namespace concordat::http {
namespace {

using testing::get;

struct Smuggling {
    const char* how;
    std::string
        bytes;  ///< hides a request for /hidden in what one of two readers would take for a body
};

void PrintTo(const Smuggling& smuggling, std::ostream* out) {
    *out << smuggling.how;
}

std::string attack(const std::string& fields, const std::string& body) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}

const std::string kHidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";

class ServerSmuggling : public testing::ServerTest,
                        public ::testing::WithParamInterface<Smuggling> {};

TEST_P(ServerSmuggling, IsAnswered400AndTheConnectionClosed) {
    start();
    auto client = connect();
    client.send(GetParam().bytes);
    const auto reply = client.receive();
    EXPECT_EQ(reply.status, 400);
    EXPECT_TRUE(reply.has("Connection: close\r\n"));
    client.finishSending();
    EXPECT_TRUE(client.isClosedByServer());
    EXPECT_EQ(service_.served, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Requests, ServerSmuggling,
    ::testing::Values(
        Smuggling{
            "length before chunks",
            attack("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + kHidden)},
        Smuggling{
            "chunks before length",
            attack("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n" + kHidden)},
        Smuggling{"two lengths", attack("Content-Length: 0\r\nContent-Length: 33\r\n", kHidden)},
        Smuggling{"two lengths in one field", attack("Content-Length: 0, 33\r\n", kHidden)},
        Smuggling{"signed length", attack("Content-Length: +0\r\n", kHidden)},
        Smuggling{"blank before the colon", attack("Content-Length : 33\r\n", kHidden)},
        Smuggling{
            "blank before the colon of chunks",
            attack("Content-Length: 4\r\nTransfer-Encoding : chunked\r\n", "0\r\n\r\n" + kHidden)},
        Smuggling{"coding with a control character",
                  attack("Content-Length: 4\r\nTransfer-Encoding: \x0b"
                         "chunked\r\n",
                         "0\r\n\r\n" + kHidden)},
        Smuggling{"coding on a folded line",
                  attack("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n" + kHidden)},
        Smuggling{"unknown coding", attack("Transfer-Encoding: xchunked\r\n", kHidden)},
        Smuggling{"coding twice",
                  attack("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                         "0\r\n\r\n" + kHidden)},
        Smuggling{"field after a bare LF",
                  "POST / HTTP/1.1\r\nHost: a\r\nX: b\nContent-Length: 33\r\n\r\n" + kHidden},
        Smuggling{"field after a lone CR",
                  "POST / HTTP/1.1\r\nHost: a\r\nX: b\rContent-Length: 33\r\n\r\n" + kHidden},
        Smuggling{"huge chunk",
                  attack("Transfer-Encoding: chunked\r\n", "10000000000000000\r\n" + kHidden)},
        Smuggling{"chunk with a sign",
                  attack("Transfer-Encoding: chunked\r\n", "+0\r\n\r\n" + kHidden)},
        Smuggling{"chunk with a bare LF",
                  attack("Transfer-Encoding: chunked\r\n", "0\n\n" + kHidden)},
        Smuggling{"chunk without its end",
                  attack("Transfer-Encoding: chunked\r\n", "1\r\naXX0\r\n\r\n" + kHidden)},
        Smuggling{"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + kHidden},
        Smuggling{"no Host", "GET / HTTP/1.1\r\n\r\n" + kHidden},
        Smuggling{"unknown version", "GET / HTTP/3.0\r\nHost: a\r\n\r\n" + kHidden},
        Smuggling{"NUL in a name", attack(std::string("Content-Length\0: 33\r\n", 21), kHidden)}));

class ServerTimeLimits : public testing::ServerTest {
protected:
    ServerTimeLimits() {
        options_.limits.head_time = options_.limits.body_time = std::chrono::milliseconds(60);
        options_.limits.idle_time = std::chrono::seconds(60);
    }
};

TEST_F(ServerTimeLimits, AnswerAHalfSentHeadWith408) {
    start();
    auto client = connect();
    const auto reply = client.ask("GET / HTTP/1.1\r\nHo");
    EXPECT_EQ(reply.status, 408);
    EXPECT_TRUE(reply.has("Connection: close\r\n"));
    client.finishSending();
    EXPECT_TRUE(client.isClosedByServer());
    EXPECT_EQ(server_->statistics().timeouts, 1U);
}

TEST_F(ServerTimeLimits, AnswerAHalfSentBodyWith408) {
    start();
    auto client = connect();
    EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc").status, 408);
    auto chunks = connect();
    EXPECT_EQ(chunks.ask("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc")
                  .status,
              408);
}

TEST_F(ServerTimeLimits, AreNotExtendedByMoreBytesOfTheSameHead) {
    start();
    auto client = connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    while (!client.isReadable(5)) client.send("x");
    EXPECT_EQ(client.receive().status, 408);
}

TEST_F(ServerTimeLimits, CloseAnIdleConnectionSilently) {
    options_.limits.idle_time = std::chrono::milliseconds(60);
    start();
    auto fresh = connect();
    auto used = connect();
    EXPECT_EQ(used.ask(get("/worker")).status, 200);
    EXPECT_TRUE(fresh.isClosedByServer());
    EXPECT_TRUE(used.isClosedByServer());
    EXPECT_EQ(server_->statistics().timeouts, 0U);
}

TEST_F(ServerTimeLimits, EndAConnectionWhoseClientDoesNotTakeItsReply) {
    start();
    auto client = connect();
    client.send(get("/large"));
    EXPECT_TRUE(testing::eventually([this] {
        const auto now = server_->statistics();
        return now.requests == 1 && now.connections_open == 0;
    }));
}

}  // namespace
}  // namespace concordat::http
