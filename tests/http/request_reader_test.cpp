#include "core/http/request_reader.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/http/reader_driver.hpp"

namespace concordat::http {
namespace {

using testing::ReaderDriver;

std::string readWhole(std::string_view bytes, const ReaderLimits& limits = {}) {
    return ReaderDriver(limits).feed(bytes, bytes.size());
}

/// Every cut into equal portions must give what the whole gave.
void expectSameHoweverCut(std::string_view bytes, std::string_view expected) {
    const ReaderLimits limits;
    for (std::size_t portion = 1; portion <= bytes.size(); ++portion)
        ASSERT_EQ(ReaderDriver(limits).feed(bytes, portion), expected) << "portion " << portion;
}

TEST(RequestReader, ReadsAGetHoweverItIsCut) {
    expectSameHoweverCut(
        "GET /v1/customers?size=5&filter=%7B%7D HTTP/1.1\r\nHost: a.example:8081\r\nAccept:  x\t "
        "\r\n\r\n",
        "GET /v1/customers?size=5&filter=%7B%7D\nHost=a.example:8081\nAccept=x\n\nkeep\n");
}

TEST(RequestReader, ReadsABodyOfAnyBytesHoweverItIsCut) {
    const std::string body("{\"a\":\r\n\0\x01\x7F\xFF}", 12);
    const std::string bytes = "POST /v1 HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n" + body;
    expectSameHoweverCut(bytes, "POST /v1?\nHost=a\nContent-Length=12\n" + body + "\nkeep\n");
}

TEST(RequestReader, DecodesChunksWithExtensionsAndTrailersHoweverTheyAreCut) {
    expectSameHoweverCut(
        "PUT /v1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
        "5\r\nhello\r\n00A;name=\"va lue\";b\r\n, world\r\n!\r\n0\r\nX-Sum: 1\r\n\r\n"
        "GET /next HTTP/1.1\r\nHost: a\r\n\r\n",
        "PUT /v1?\nHost=a\nTransfer-Encoding=Chunked\nhello, world\r\n!\nkeep\n"
        "GET /next?\nHost=a\n\nkeep\n");
}

TEST(RequestReader, ReadsPipelinedRequestsInOrder) {
    expectSameHoweverCut(
        "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
        "\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
        "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /never",
        "GET /1?\nHost=a\n\nkeep\nPOST /2?\nHost=a\nContent-Length=2\nab\nkeep\n"
        "GET /3?\nHost=a\nConnection=close\n\nclose\n");
}

TEST(RequestReader, ClosesAfterHttp10EvenWhenItAsksToKeep) {
    EXPECT_EQ(readWhole("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n"),
              "GET /?\nHost=a\nConnection=keep-alive\n\nclose\n");
}

TEST(RequestReader, AcceptsEveryFormOfHost) {
    for (const std::string host :
         {"a", "A.b-c.example", "127.0.0.1:8081", "[::1]", "[::1]:80", "a:"})
        EXPECT_NE(readWhole("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"), "400") << host;
}

TEST(RequestReader, TakesThePathOfAnAbsoluteTargetForItsHost) {
    EXPECT_EQ(readWhole("GET http://A.example/v1?x HTTP/1.1\r\nHost: a.example\r\n\r\n"),
              "GET /v1?x\nHost=a.example\n\nkeep\n");
}

TEST(RequestReader, KnowsTheMethodsAndLeavesOthersToTheService) {
    const std::vector<std::pair<std::string, Method>> methods{
        {"GET", Method::Get},         {"HEAD", Method::Head},   {"POST", Method::Post},
        {"PUT", Method::Put},         {"PATCH", Method::Patch}, {"DELETE", Method::Delete},
        {"OPTIONS", Method::Options}, {"get", Method::Other},   {"BREW", Method::Other}};
    for (const auto& [name, method] : methods) {
        const ReaderLimits limits;
        ReaderDriver driver(limits);
        const std::string bytes = name + " / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        driver.feed(bytes, bytes.size());
        EXPECT_EQ(driver.reader().request().method, method) << name;
    }
}

TEST(RequestReader, LeavesABodyBeyondTheLimitUnreadAndCloses) {
    const ReaderLimits limits{.body_bytes = 10};
    EXPECT_EQ(readWhole("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n", limits),
              "POST /?\nHost=a\nContent-Length=11\n(too large)\nclose\n");
    const std::string chunked =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
        "chunked\r\n\r\n6\r\nabcdef\r\n5\r\nghijk\r\n";
    for (std::size_t portion = 1; portion <= chunked.size(); ++portion)
        EXPECT_EQ(ReaderDriver(limits).feed(chunked, portion),
                  "POST /?\nHost=a\nTransfer-Encoding=chunked\n(too large)\nclose\n");
}

TEST(RequestReader, AcceptsABodyOfExactlyTheLimit) {
    const ReaderLimits limits{.body_bytes = 3};
    EXPECT_EQ(readWhole("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", limits),
              "POST /?\nHost=a\nContent-Length=3\nabc\nkeep\n");
}

TEST(RequestReader, SaysWhenAClientWaitsForContinue) {
    const ReaderLimits limits;
    const auto waits = [&limits](std::string_view bytes) {
        RequestReader reader(limits);
        const auto room = reader.space();
        std::copy(bytes.begin(), bytes.end(), room.begin());
        reader.received(bytes.size());
        EXPECT_EQ(reader.advance(), RequestReader::Progress::HeadComplete);
        return reader.awaitsContinue();
    };
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n";
    EXPECT_TRUE(waits(head + "Content-Length: 2\r\n\r\n"));
    EXPECT_TRUE(waits(head + "Transfer-Encoding: chunked\r\n\r\n"));
    EXPECT_FALSE(waits(head + "Content-Length: 2\r\n\r\na"));
    EXPECT_FALSE(waits(head + "Content-Length: 0\r\n\r\n"));
    EXPECT_FALSE(waits(head + "\r\n"));
    EXPECT_FALSE(
        waits("POST / HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
}

TEST(RequestReader, SkipsTheBodyWhenToldTo) {
    const ReaderLimits limits;
    RequestReader reader(limits);
    const std::string_view bytes = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n";
    std::copy(bytes.begin(), bytes.end(), reader.space().begin());
    reader.received(bytes.size());
    ASSERT_EQ(reader.advance(), RequestReader::Progress::HeadComplete);
    reader.skipBody();
    EXPECT_EQ(reader.advance(), RequestReader::Progress::Complete);
    EXPECT_TRUE(reader.request().body.empty());
    EXPECT_FALSE(reader.request().body_too_large);
    EXPECT_FALSE(reader.keepAlive());
}

TEST(RequestReader, ChunksOfOneByteDoNotFillMemoryBeyondTheBody) {
    const ReaderLimits limits{.body_bytes = 100'000};
    RequestReader reader(limits);
    std::string bytes = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string extension(ChunkScanner::kMaxExtension - 1, 'x');
    for (int i = 0; i < 2000; ++i) bytes += "1;" + extension + "\r\nx\r\n";
    std::size_t largest = 0;
    for (const char c : bytes) {
        const auto room = reader.space();
        largest = std::max(largest, room.size());
        room[0] = c;
        reader.received(1);
        ASSERT_NE(reader.advance(), RequestReader::Progress::Refused);
    }
    EXPECT_LE(largest, 16U * 1024);
}

}  // namespace
}  // namespace concordat::http
