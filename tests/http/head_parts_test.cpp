#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "core/http/character_sets.hpp"
#include "core/http/chunk_scanner.hpp"
#include "core/http/head_rules.hpp"
#include "core/http/head_scanner.hpp"
#include "core/http/reply_writer.hpp"

namespace concordat::http {
namespace {

using namespace std::string_view_literals;

TEST(MethodNamed, KnowsMethodsInCapitalsAlone) {
    EXPECT_EQ(methodNamed("GET"), Method::Get);
    EXPECT_EQ(methodNamed("HEAD"), Method::Head);
    EXPECT_EQ(methodNamed("POST"), Method::Post);
    EXPECT_EQ(methodNamed("PUT"), Method::Put);
    EXPECT_EQ(methodNamed("PATCH"), Method::Patch);
    EXPECT_EQ(methodNamed("DELETE"), Method::Delete);
    EXPECT_EQ(methodNamed("OPTIONS"), Method::Options);
    for (const auto name :
         {""sv, "get"sv, "Get"sv, "GET "sv, "GE"sv, "GETS"sv, "TRACE"sv, "CONNECT"sv, "GET\0"sv,
          "\xC7\xA6"
          "ET"sv})
        EXPECT_EQ(methodNamed(name), Method::Other) << name;
}

TEST(IsHost, TakesNamesAddressesAndPorts) {
    for (const auto host :
         {"a"sv, "example.test"sv, "EXAMPLE.test."sv, "example.test:80"sv, "example.test:"sv,
          "127.0.0.1"sv, "127.0.0.1:65535"sv, "[::1]"sv, "[::1]:8081"sv, "[2001:db8::192.0.2.1]"sv,
          "xn--e1afmkfd.test"sv, "under_score"sv, "a:00080"sv})
        EXPECT_TRUE(isHost(host)) << host;
}

TEST(IsHost, RefusesEverythingElse) {
    for (const auto host :
         {""sv,        ":"sv,       ":80"sv,          "a b"sv,      "a\tb"sv,  "a\0b"sv,
          "a/b"sv,     "a@b"sv,     "a:b"sv,          "a:80:80"sv,  "a:-1"sv,  "a:123456"sv,
          "a,b:80 "sv, "[]"sv,      "[:]"sv,          "[::1"sv,     "::1"sv,   "[::1]x"sv,
          "[g::1]"sv,  "[::1]:x"sv, "[::1%25eth0]"sv, "http://a"sv, "a%20b"sv, "\xC3\xA9.test"sv,
          "a?b"sv,     "a#b"sv,     "a\r\n"sv})
        EXPECT_FALSE(isHost(host)) << host;
}

struct Split {
    std::string_view target;
    std::string_view path;
    std::string_view query;
};

TEST(SplitTarget, CutsAtTheFirstQuestionMark) {
    for (const auto& [target, path, query] :
         {Split{"/", "/", ""}, Split{"/a", "/a", ""}, Split{"/a?", "/a", ""},
          Split{"/a?b", "/a", "b"}, Split{"/a?b?c", "/a", "b?c"}, Split{"/?", "/", ""},
          Split{"//a", "//a", ""}, Split{"/a%2Fb?c=%3F", "/a%2Fb", "c=%3F"},
          Split{"/a/../b", "/a/../b", ""}, Split{"http://example.test/a?b", "/a", "b"},
          Split{"HTTPS://EXAMPLE.test/", "/", ""}}) {
        Request request;
        ASSERT_TRUE(splitTarget(target, "example.test", request)) << target;
        EXPECT_EQ(request.path, path) << target;
        EXPECT_EQ(request.query, query) << target;
        EXPECT_EQ(request.target, target);
    }
}

TEST(SplitTarget, RefusesTargetsThatAreNoneOrAnothers) {
    for (const auto target : {"a"sv,
                              "a/b"sv,
                              "?a"sv,
                              "%2Fa"sv,
                              "/a b"sv,
                              "/a\0b"sv,
                              "/a\"b"sv,
                              "/<a>"sv,
                              "/a|b"sv,
                              "/a\\b"sv,
                              "/a^b"sv,
                              "/{a}"sv,
                              "/a#b"sv,
                              "/%"sv,
                              "/%2"sv,
                              "/%2G"sv,
                              "/%%20"sv,
                              "/\xC3\xA9"sv,
                              "/a\x7F"sv,
                              "http://other.test/a"sv,
                              "http://example.test.other/a"sv,
                              "http://example.test:80/a"sv,
                              "http://user@example.test/a"sv,
                              "http://example.test"sv,
                              "http://example.test?a"sv,
                              "ftp://example.test/a"sv,
                              "://example.test/a"sv,
                              "http:/example.test/a"sv,
                              "example.test:443"sv}) {
        Request request;
        EXPECT_FALSE(splitTarget(target, "example.test", request)) << target;
    }
}

TEST(SplitTarget, TakesAStarForOptionsAlone) {
    for (const auto method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch,
                              Method::Delete, Method::Options, Method::Other}) {
        Request request;
        request.method = method;
        EXPECT_EQ(splitTarget("*", "example.test", request), method == Method::Options);
    }
}

TEST(CharacterSets, HoldWhatTheirStandardsSay) {
    for (int c = 0; c < 256; ++c) {
        const auto character = static_cast<char>(c);
        const bool digit = c >= '0' && c <= '9';
        EXPECT_EQ(isIn(character, kDigit), digit) << c;
        EXPECT_EQ(isIn(character, kHexDigit),
                  digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
            << c;
        EXPECT_EQ(isIn(character, kTextCharacter), c == '\t' || (c >= 0x20 && c != 0x7F)) << c;
        const bool visible = c > 0x20 && c < 0x7F;
        EXPECT_TRUE(visible ||
                    !isIn(character, kTokenCharacter | kTargetCharacter | kHostCharacter))
            << c;
    }
    for (const char separator : "\"(),/:;<=>?@[\\]{}"sv)
        EXPECT_FALSE(isIn(separator, kTokenCharacter));
    for (const char bad : "\"<>\\^`{|}#[] "sv) EXPECT_FALSE(isIn(bad, kTargetCharacter)) << bad;
    for (const char bad : "/?#@:[]%"sv) EXPECT_FALSE(isIn(bad, kHostCharacter)) << bad;
    EXPECT_TRUE(isAllIn("", kDigit));
}

/// What a scanner of heads says of bytes that come in portions of `portion`.
HeadScanner::Result scanHead(std::string_view bytes, std::size_t portion, std::size_t& size) {
    HeadScanner scanner;
    scanner.startHead();
    auto result = HeadScanner::Result::NeedMore;
    while (!bytes.empty() && result == HeadScanner::Result::NeedMore) {
        result = scanner.scan(bytes.substr(0, portion));
        bytes.remove_prefix(std::min(portion, bytes.size()));
    }
    size = scanner.size();
    return result;
}

TEST(HeadScannerParts, EndsAHeadAtItsEmptyLineHoweverItIsCut) {
    for (const auto head : {"GET / HTTP/1.1\r\n\r\n"sv, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"sv,
                            "\r\nGET / HTTP/1.1\r\nHost: a\r\nX:\r\nY: \xFF\t\r\n\r\n"sv}) {
        const auto more = std::string(head) + "POST";
        for (std::size_t portion = 1; portion <= more.size(); ++portion) {
            std::size_t size = 0;
            EXPECT_EQ(scanHead(more, portion, size), HeadScanner::Result::Complete) << portion;
            EXPECT_EQ(size, head.size()) << portion;
        }
        std::size_t size = 0;
        for (std::size_t cut = 0; cut < head.size(); ++cut)
            EXPECT_EQ(scanHead(head.substr(0, cut), 1, size), HeadScanner::Result::NeedMore) << cut;
    }
}

TEST(HeadScannerParts, RefusesWhatLenientParsersLetThroughHoweverItIsCut) {
    for (const auto head :
         {"GET / HTTP/1.1\nHost: a\r\n\r\n"sv, "GET / HTTP/1.1\r\nHost: a\n\r\n"sv,
          "GET / HTTP/1.1\r\nHost : a\r\n\r\n"sv, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"sv,
          "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n"sv, "GET / HTTP/1.1\r\nHost\r\n\r\n"sv,
          "GET / HTTP/1.1\r\n: a\r\n\r\n"sv, "GET / HTTP/1.1\r\nX: a\0b\r\n\r\n"sv,
          "GET / HTTP/1.1\r\nX: a\rb\r\n\r\n"sv, "GET / HTTP/1.1\r\nX: a\r\n\rb"sv,
          "GET / HTTP/1.1\r\nX\xC3\xA9: a\r\n\r\n"sv, "\r\n\r\nGET / HTTP/1.1\r\n\r\n"sv,
          " GET / HTTP/1.1\r\n\r\n"sv, "\nGET / HTTP/1.1\r\n\r\n"sv, "\x16\x03\x01"sv, "\0"sv}) {
        for (std::size_t portion = 1; portion <= head.size(); ++portion) {
            std::size_t size = 0;
            EXPECT_EQ(scanHead(head, portion, size), HeadScanner::Result::Malformed) << head;
        }
    }
}

ChunkScanner::Result scanChunk(std::string_view bytes, bool first, std::size_t portion = 1) {
    ChunkScanner scanner;
    scanner.start(first);
    auto result = ChunkScanner::Result::NeedMore;
    while (!bytes.empty() && result == ChunkScanner::Result::NeedMore) {
        result = scanner.scan(bytes.substr(0, portion), 64);
        bytes.remove_prefix(std::min(portion, bytes.size()));
    }
    return result;
}

TEST(ChunkScannerParts, TakesSizesExtensionsAndTrailers) {
    for (const auto bytes : {"5\r\n"sv, "aF\r\n"sv, "000000000000005\r\n"sv, "5;name=value\r\n"sv,
                             "5; x\r\n"sv, "0\r\n\r\n"sv, "000\r\n\r\n"sv, "0\r\nA: b\r\n\r\n"sv})
        for (const std::size_t portion : {1U, 2U, 64U})
            EXPECT_EQ(scanChunk(bytes, true, portion), ChunkScanner::Result::Complete) << bytes;
    EXPECT_EQ(scanChunk("\r\n5\r\n", false), ChunkScanner::Result::Complete);
}

TEST(ChunkScannerParts, RefusesEveryOtherByteWhereItStands) {
    for (const auto bytes : {"\r\n"sv, " 5\r\n"sv, "5 \r\n"sv, "+5\r\n"sv, "-5\r\n"sv, "0x5\r\n"sv,
                             "g\r\n"sv, "5\n"sv, "5\r5"sv, "5;\x01\r\n"sv, "5;\n"sv, "5,5\r\n"sv,
                             "0000000000000005\r\n"sv, "0\r\n A: b\r\n\r\n"sv,
                             "0\r\nA : b\r\n\r\n"sv, "0\r\nA\r\n\r\n"sv, "0\r\n\n"sv, "\0\r\n"sv})
        for (const std::size_t portion : {1U, 2U, 64U})
            EXPECT_EQ(scanChunk(bytes, true, portion), ChunkScanner::Result::Malformed) << bytes;
    for (const auto bytes : {"5\r\n"sv, "\n5\r\n"sv, "x\r\n"sv, "\rx"sv})
        EXPECT_EQ(scanChunk(bytes, false), ChunkScanner::Result::Malformed) << bytes;
}

TEST(ChunkScannerParts, BoundsExtensionsAndTrailers) {
    const std::string longest(ChunkScanner::kMaxExtension, 'x');
    EXPECT_EQ(scanChunk("5;" + longest + "\r\n", true), ChunkScanner::Result::Complete);
    EXPECT_EQ(scanChunk("5;" + longest + "x\r\n", true), ChunkScanner::Result::Malformed);
    EXPECT_EQ(scanChunk("0\r\nA: " + std::string(200, 'x') + "\r\n\r\n", true),
              ChunkScanner::Result::TooLong);
    EXPECT_EQ(scanChunk("5", true), ChunkScanner::Result::NeedMore);
    EXPECT_EQ(scanChunk("0\r\n", true), ChunkScanner::Result::NeedMore);
}

TEST(ReplyLines, CarryWhatTheServiceAddsInItsOrder) {
    Reply reply;
    reply.addHeader("X-A", "1");
    reply.addHeader("X-B", "");
    reply.addHeader("X-A", "2");
    EXPECT_EQ(reply.headers, "X-A: 1\r\nX-B: \r\nX-A: 2\r\n");
    std::string out;
    appendReply(out, reply, {.close = true});
    EXPECT_EQ(out,
              "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\nX-A: 1\r\nX-B: \r\n"
              "X-A: 2\r\n\r\n");
}

TEST(ReplyLines, NameStatusesThatNobodyNamed) {
    for (const int status : {0, 1, 99, 199, 299, 418, 599, 600, 1000, -1})
        EXPECT_EQ(reasonPhrase(status), "Unknown") << status;
}

}  // namespace
}  // namespace concordat::http
