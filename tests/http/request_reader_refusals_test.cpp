#include <gtest/gtest.h>
#include <ostream>
#include <string>

#include "tests/http/reader_driver.hpp"

namespace concordat::http {
namespace {

using testing::ReaderDriver;
using namespace std::string_literals;

struct Refusal {
    const char* why;
    std::string bytes;
    int status = 400;
};

void PrintTo(const Refusal& refusal, std::ostream* out) {
    *out << refusal.why;
}

std::string get(const std::string& fields) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

std::string target(const std::string& text) {
    return "GET " + text + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

std::string host(const std::string& value) {
    return "GET / HTTP/1.1\r\nHost: " + value + "\r\n\r\n";
}

std::string chunked(const std::string& body) {
    return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
}

class RequestReaderRefusals : public ::testing::TestWithParam<Refusal> {};

TEST_P(RequestReaderRefusals, AreTheSameHoweverTheBytesAreCut) {
    const auto& [why, bytes, status] = GetParam();
    const ReaderLimits limits{.head_bytes = 2048, .fields = 20};
    for (const std::size_t portion : {bytes.size(), std::size_t{1}, std::size_t{3}, std::size_t{7}})
        EXPECT_EQ(ReaderDriver(limits).feed(bytes, portion), std::to_string(status)) << portion;
}

INSTANTIATE_TEST_SUITE_P(
    RequestLine, RequestReaderRefusals,
    ::testing::Values(
        Refusal{"no version", "GET /\r\nHost: a\r\n\r\n"},
        Refusal{"version 0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n"},
        Refusal{"version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n"},
        Refusal{"version 2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
        Refusal{"version 1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n"},
        Refusal{"version in lower case", "GET / http/1.1\r\nHost: a\r\n\r\n"},
        Refusal{"another protocol", "GET / ICY/1.1\r\nHost: a\r\n\r\n"},
        Refusal{"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        Refusal{"TLS greeting", "\x16\x03\x01\x02\x00\x01\x00"s},
        Refusal{"blank before the method", " GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
        Refusal{"blank after the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"},
        Refusal{"two blanks before the target", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
        Refusal{"two blanks before the version", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n"},
        Refusal{"tabs between the parts", "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n"},
        Refusal{"method that is no token", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n"},
        Refusal{"two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"},
        Refusal{"bare LF first", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"},
        Refusal{"target without a slash", target("v1/customers")},
        Refusal{"asterisk for GET", target("*")},
        Refusal{"authority form", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"},
        Refusal{"absolute target of another host", target("http://b/v1")},
        Refusal{"absolute target of another scheme", target("ftp://a/v1")},
        Refusal{"absolute target with user", target("http://x@a/v1")},
        Refusal{"fragment", target("/v1#x")}, Refusal{"quotation mark", target("/v1?\"a\"")},
        Refusal{"angle bracket", target("/<v1>")}, Refusal{"backslash", target("/\\v1")},
        Refusal{"brace", target("/v1?filter={}")},
        Refusal{"byte beyond ASCII", target("/\xC3\xA9")},
        Refusal{"percent without digits", target("/v1%")},
        Refusal{"percent with one digit", target("/%4")},
        Refusal{"percent with junk", target("/%zz")}, Refusal{"NUL", target("/v1\0"s)},
        Refusal{"DEL", target("/v1\x7F")}));

INSTANTIATE_TEST_SUITE_P(
    Fields, RequestReaderRefusals,
    ::testing::Values(
        Refusal{"bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n"},
        Refusal{"bare LF after a field", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"},
        Refusal{"bare LF at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n"},
        Refusal{"lone CR in a value", get("X: a\rb\r\n")},
        Refusal{"lone CR at the end", "GET / HTTP/1.1\r\nHost: a\r\n\rX"},
        Refusal{"two CR", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n"},
        Refusal{"folded line", get("X: a\r\n b\r\n")},
        Refusal{"line folded by a tab", get("X: a\r\n\tb\r\n")},
        Refusal{"folded first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
        Refusal{"blank before the colon", get("Content-Length : 0\r\n")},
        Refusal{"tab before the colon", get("X\t: 0\r\n")}, Refusal{"no colon", get("Xabc\r\n")},
        Refusal{"empty name", get(": a\r\n")}, Refusal{"name with a bracket", get("X[0]: a\r\n")},
        Refusal{"name beyond ASCII", get("X\xC3: a\r\n")},
        Refusal{"NUL in a name", get("X\0: a\r\n"s)},
        Refusal{"NUL in a value", get("X: a\0b\r\n"s)},
        Refusal{"control character in a value", get("X: \x01\r\n")},
        Refusal{"DEL in a value", get("X: \x7F\r\n")},
        Refusal{"no Host", "GET / HTTP/1.1\r\nX: a\r\n\r\n"},
        Refusal{"no field at all", "GET / HTTP/1.1\r\n\r\n"},
        Refusal{"no Host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n"},
        Refusal{"two Hosts", get("Host: b\r\n")},
        Refusal{"the same Host twice", get("host: a\r\n")}, Refusal{"empty Host", host("")},
        Refusal{"blank Host", host(" \t ")}, Refusal{"Host with a path", host("a/b")},
        Refusal{"Host with a user", host("u@a")}, Refusal{"two names in Host", host("a b")},
        Refusal{"port only", host(":80")}, Refusal{"port with junk", host("a:8x")},
        Refusal{"port too long", host("a:123456")}, Refusal{"open bracket", host("[::1")},
        Refusal{"junk in brackets", host("[zz::1]")},
        Refusal{"junk after brackets", host("[::1]a")},
        Refusal{"broken Connection", get("Connection: a b\r\n")},
        Refusal{"head beyond the limit", get("X: " + std::string(2048, 'x') + "\r\n"), 431},
        Refusal{"target beyond the limit", target("/" + std::string(3000, 'x')), 431}));

TEST(RequestReaderFields, AreAtMostAsManyAsTheLimitSays) {
    const ReaderLimits limits{.fields = 3};
    const std::string three = get("A: 1\r\nB: 2\r\n");
    const std::string four = get("A: 1\r\nB: 2\r\nC: 3\r\n");
    EXPECT_NE(ReaderDriver(limits).feed(three, three.size()), "431");
    EXPECT_EQ(ReaderDriver(limits).feed(four, four.size()), "431");
}

INSTANTIATE_TEST_SUITE_P(
    Lengths, RequestReaderRefusals,
    ::testing::Values(
        Refusal{"length and chunks", get("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")},
        Refusal{"chunks and length", get("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n")},
        Refusal{"differing lengths", get("Content-Length: 1\r\nContent-Length: 2\r\n")},
        Refusal{"the same length twice", get("Content-Length: 1\r\nContent-Length: 1\r\n")},
        Refusal{"list of lengths", get("Content-Length: 1, 1\r\n")},
        Refusal{"plus", get("Content-Length: +1\r\n")},
        Refusal{"minus", get("Content-Length: -1\r\n")},
        Refusal{"empty length", get("Content-Length: \r\n")},
        Refusal{"hexadecimal length", get("Content-Length: 0x1\r\n")},
        Refusal{"fraction", get("Content-Length: 1.0\r\n")},
        Refusal{"blank in a length", get("Content-Length: 1 2\r\n")},
        Refusal{"junk length", get("Content-Length: abc\r\n")},
        Refusal{"length beyond 64 bits", get("Content-Length: 18446744073709551616\r\n")},
        Refusal{"unknown coding", get("Transfer-Encoding: gzip\r\n")},
        Refusal{"coding before chunked", get("Transfer-Encoding: gzip, chunked\r\n")},
        Refusal{"chunked twice", get("Transfer-Encoding: chunked, chunked\r\n")},
        Refusal{"two codings in two fields",
                get("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n")},
        Refusal{"empty coding", get("Transfer-Encoding: \r\n")},
        Refusal{"identity", get("Transfer-Encoding: identity\r\n")},
        Refusal{"misspelt chunked", get("Transfer-Encoding: xchunked\r\n")},
        Refusal{"chunked in quotes", get("Transfer-Encoding: \"chunked\"\r\n")},
        Refusal{"chunked with a parameter", get("Transfer-Encoding: chunked;a=b\r\n")},
        Refusal{"chunks in HTTP/1.0",
                "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}));

INSTANTIATE_TEST_SUITE_P(
    Chunks, RequestReaderRefusals,
    ::testing::Values(
        Refusal{"junk size", chunked("xyz\r\n")}, Refusal{"empty size", chunked("\r\n")},
        Refusal{"signed size", chunked("+5\r\nhello\r\n")},
        Refusal{"negative size", chunked("-1\r\n")},
        Refusal{"size with 0x", chunked("0x5\r\nhello\r\n")},
        Refusal{"blank before the size", chunked(" 5\r\n")},
        Refusal{"blank after the size", chunked("5 \r\n")},
        Refusal{"size of 16 digits", chunked("0000000000000005\r\n")},
        Refusal{"size beyond 64 bits", chunked("FFFFFFFFFFFFFFFFF\r\n")},
        Refusal{"bare LF after the size", chunked("5\nhello\r\n")},
        Refusal{"lone CR after the size", chunked("5\rhello\r\n")},
        Refusal{"data longer than its size", chunked("3\r\nhello\r\n")},
        Refusal{"bare LF after the data", chunked("5\r\nhello\n0\r\n\r\n")},
        Refusal{"lone CR after the data", chunked("5\r\nhello\rX")},
        Refusal{"extension without a name", chunked("5;\r\nhello\r\n")},
        Refusal{"extension with an open quote", chunked("5;a=\"b\r\nhello\r\n0\r\n\r\n")},
        Refusal{"NUL in an extension", chunked("5;a\0\r\n"s)},
        Refusal{"bare LF in an extension", chunked("5;a\nb\r\n")},
        Refusal{"extension beyond the bound", chunked("5;" + std::string(257, 'a') + "\r\n")},
        Refusal{"bare LF after the last chunk", chunked("0\n\n")},
        Refusal{"bare LF in trailers", chunked("0\r\nA: b\n\r\n")},
        Refusal{"folded trailer", chunked("0\r\nA: b\r\n c\r\n\r\n")},
        Refusal{"trailer without a colon", chunked("0\r\nA\r\n\r\n")},
        Refusal{"length as a trailer", chunked("0\r\nContent-Length: 5\r\n\r\n")},
        Refusal{"coding as a trailer", chunked("0\r\nTransfer-Encoding: chunked\r\n\r\n")},
        Refusal{"trailers beyond the limit",
                chunked("0\r\nA: " + std::string(2048, 'x') + "\r\n\r\n"), 431}));

}  // namespace
}  // namespace concordat::http
