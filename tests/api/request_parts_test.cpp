#include <chrono>
#include <cstdint>
#include <gtest/gtest.h>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/health.hpp"
#include "core/api/json_reader.hpp"
#include "core/api/quick_uuid.hpp"
#include "core/api/request_head.hpp"
#include "core/api/throttle.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

using namespace std::string_view_literals;

RequestHead headOf(std::vector<http::HeaderField> headers) {
    return readHead(headers);
}

TEST(ReadHead, FindsEveryHeaderWhateverItsCase) {
    const auto head = headOf({{"authorization", "a"},
                              {"ms-requestid", "b"},
                              {"MS-CORRELATIONID", "c"},
                              {"Ms-Contract-Version", "d"},
                              {"mS-continuationToken", "e"},
                              {"x-locale", "f"},
                              {"IF-MATCH", "g"},
                              {"content-type", "h"}});
    EXPECT_EQ(head.authorization, "a");
    EXPECT_EQ(head.request_id, "b");
    EXPECT_EQ(head.correlation_id, "c");
    EXPECT_EQ(head.contract_version, "d");
    EXPECT_EQ(head.continuation_token, "e");
    EXPECT_EQ(head.locale, "f");
    EXPECT_EQ(head.if_match, "g");
    EXPECT_EQ(head.content_type, "h");
}

TEST(ReadHead, LeavesEmptyWhatIsNotSent) {
    for (const auto& head : {headOf({}), headOf({{"Host", "x"}, {"X-Authorization", "y"}})}) {
        EXPECT_TRUE(head.authorization.empty());
        EXPECT_TRUE(head.request_id.empty());
        EXPECT_TRUE(head.content_type.empty());
    }
}

TEST(ReadHead, TakesNoNameForAnotherThatItIsLike) {
    const auto head = headOf({{"Authorizatio", "a"},
                              {"Authorization ", "b"},
                              {"Authorisation", "c"},
                              {"MS_RequestId", "d"},
                              {"MS-Request-Id", "e"},
                              {"", "f"}});
    EXPECT_TRUE(head.authorization.empty());
    EXPECT_TRUE(head.request_id.empty());
}

TEST(ReadHead, KeepsTheFirstOfAHeaderThatIsSentTwice) {
    const auto head = headOf({{"If-Match", "\"1\""}, {"If-Match", "\"2\""}, {"IF-MATCH", "*"}});
    EXPECT_EQ(head.if_match, "\"1\"");
}

TEST(IsJson, TakesJsonWithOrWithoutParameters) {
    for (const auto type :
         {"application/json"sv, "Application/JSON"sv, ""sv, "application/json;charset=utf-8"sv,
          "application/json ; charset=utf-8"sv, "application/json\t;x"sv, "application/json;"sv,
          ";"sv, "  "sv})
        EXPECT_TRUE(isJson(type)) << type;
}

TEST(IsJson, RefusesEveryOtherType) {
    for (const auto type :
         {"text/json"sv, "application/xml"sv, "application/json5"sv, "application/jso"sv,
          "application/json, text/plain"sv, " application/json"sv, "application / json"sv,
          "application/problem+json"sv, "*/*"sv, "application/x-www-form-urlencoded"sv,
          "multipart/form-data; boundary=application/json"sv, "application/json\0"sv})
        EXPECT_FALSE(isJson(type)) << type;
}

/// The version that a caller expects; -1 when none.
std::int64_t expectedOf(std::string_view if_match, std::string_view body,
                        bool* by_header = nullptr) {
    const JsonDocument document(body);
    RequestHead head;
    head.if_match = if_match;
    const auto expected = expectedVersion(head, document.root());
    if (expected && by_header != nullptr) *by_header = expected->if_match;
    return expected ? static_cast<std::int64_t>(expected->version) : -1;
}

TEST(ExpectedVersionOf, ReadsEtagsOfThisServer) {
    bool by_header = false;
    EXPECT_EQ(expectedOf("\"7\"", "{}", &by_header), 7);
    EXPECT_TRUE(by_header);
    EXPECT_EQ(expectedOf("", R"({"attributes":{"etag":"\"8\""}})", &by_header), 8);
    EXPECT_FALSE(by_header);
    EXPECT_EQ(expectedOf("9", R"({"attributes":{"etag":"8"}})"), 9);
}

TEST(ExpectedVersionOf, IsNothingForAnyVersionAndForNone) {
    EXPECT_EQ(expectedOf("*", R"({"attributes":{"etag":"8"}})"), -1);
    for (const auto body : {"{}"sv, R"({"attributes":null})"sv, R"({"attributes":{}})"sv,
                            R"({"attributes":{"etag":null}})"sv, R"({"attributes":{"etag":""}})"sv,
                            R"({"attributes":{"etag":"*"}})"sv})
        EXPECT_EQ(expectedOf("", body), -1) << body;
}

TEST(ExpectedVersionOf, IsAVersionThatNothingHasForAnEtagOfAnother) {
    for (const auto etag : {"W/\"7\""sv, "\"7"sv, "7\""sv, "\"\""sv, "\""sv, "seven"sv, "-7"sv,
                            "+7"sv, " 7"sv, "7 "sv, "\"7\", \"8\""sv, "0x7"sv, "7.0"sv,
                            "18446744073709551616"sv, "\"\"7\"\""sv, "**"sv})
        EXPECT_EQ(expectedOf(etag, "{}"), 0) << etag;
}

TEST(ExpectedVersionOf, RefusesAttributesOfTheWrongType) {
    for (const auto body :
         {R"({"attributes":7})"sv, R"({"attributes":[]})"sv, R"({"attributes":{"etag":7}})"sv,
          R"({"attributes":{"etag":{}}})"sv, R"({"attributes":{"etag":"a\nb"}})"sv})
        EXPECT_THROW((void)expectedOf("", body), Error) << body;
    EXPECT_THROW((void)expectedOf("", R"({"attributes":{"etag":")" + std::string(65, '1') + "\"}}"),
                 Error);
}

TEST(QuickUuid, IsAVersionFourAndNeverTheSame) {
    std::set<Uuid> seen;
    for (int i = 0; i < 10'000; ++i) {
        const auto id = makeQuickUuid();
        EXPECT_EQ(id.bytes[6] >> 4U, 4);
        EXPECT_EQ(id.bytes[8] >> 6U, 2);
        EXPECT_TRUE(seen.insert(id).second);
    }
}

class ThrottleTest : public testing::Test {
protected:
    PartnerId partner_{makeRandomUuid()};
    PartnerId other_{makeRandomUuid()};
    Instant now_ = *parseInstant("2026-11-25T10:00:00Z");
};

TEST_F(ThrottleTest, LetsEverythingPassWithoutALimit) {
    Throttle throttle(0);
    for (int i = 0; i < 1000; ++i) EXPECT_EQ(throttle.take(partner_, now_), 0U);
}

TEST_F(ThrottleTest, RefusesTheRequestBeyondTheLimitAndSaysHowLongToWait) {
    Throttle throttle(60);
    for (int i = 0; i < 60; ++i) EXPECT_EQ(throttle.take(partner_, now_), 0U) << i;
    EXPECT_EQ(throttle.take(partner_, now_), 1U);
    EXPECT_EQ(throttle.take(partner_, now_ + std::chrono::milliseconds(900)), 1U);
    EXPECT_EQ(throttle.take(partner_, now_ + std::chrono::seconds(1)), 0U);
    EXPECT_EQ(throttle.take(partner_, now_ + std::chrono::seconds(1)), 1U);
}

TEST_F(ThrottleTest, WaitsLongerTheLowerTheLimit) {
    Throttle throttle(1);
    EXPECT_EQ(throttle.take(partner_, now_), 0U);
    EXPECT_EQ(throttle.take(partner_, now_), 60U);
    EXPECT_EQ(throttle.take(partner_, now_ + std::chrono::seconds(59)), 1U);
    EXPECT_EQ(throttle.take(partner_, now_ + std::chrono::seconds(60)), 0U);
}

TEST_F(ThrottleTest, TakesNothingForARefusedRequest) {
    Throttle throttle(1);
    EXPECT_EQ(throttle.take(partner_, now_), 0U);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(throttle.take(partner_, now_), 60U);
}

TEST_F(ThrottleTest, KeepsPartnersApart) {
    Throttle throttle(1);
    EXPECT_EQ(throttle.take(partner_, now_), 0U);
    EXPECT_EQ(throttle.take(other_, now_), 0U);
    EXPECT_EQ(throttle.take(partner_, now_), 60U);
}

TEST_F(ThrottleTest, SavesUpNoMoreThanAMinute) {
    Throttle throttle(2);
    EXPECT_EQ(throttle.take(partner_, now_), 0U);
    const auto much_later = now_ + std::chrono::hours(24);
    EXPECT_EQ(throttle.take(partner_, much_later), 0U);
    EXPECT_EQ(throttle.take(partner_, much_later), 0U);
    EXPECT_EQ(throttle.take(partner_, much_later), 30U);
}

TEST_F(ThrottleTest, GivesNothingForAClockThatGoesBack) {
    Throttle throttle(1);
    EXPECT_EQ(throttle.take(partner_, now_), 0U);
    EXPECT_EQ(throttle.take(partner_, now_ - std::chrono::hours(1)), 60U);
    EXPECT_EQ(throttle.take(partner_, now_ + std::chrono::seconds(60)), 0U);
}

TEST_F(ThrottleTest, GoesByANewRateAtOnceAndKeepsNothingAboveIt) {
    Throttle throttle(100);
    EXPECT_EQ(throttle.take(partner_, now_), 0U);
    throttle.setRate(1);
    const auto next = now_ + std::chrono::microseconds(1);
    EXPECT_EQ(throttle.take(partner_, next), 0U);
    EXPECT_EQ(throttle.take(partner_, next), 60U);
    throttle.setRate(0);
    EXPECT_EQ(throttle.take(partner_, next), 0U);
}

TEST(Health, IsReadyOnlyWhenEveryCheckIs) {
    const HealthCheck good{"store", [] { return true; }};
    const HealthCheck bad{"record", [] { return false; }};
    const HealthCheck worse{"keys", []() -> bool { throw std::runtime_error("secret"); }};
    http::Reply reply;
    writeReady(reply, {});
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"status":"ready","checks":{}})");
    reply.reset();
    writeReady(reply, {good});
    EXPECT_EQ(reply.status, 200);
    reply.reset();
    writeReady(reply, {good, bad, worse});
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.body, R"({"status":"not ready","checks":{"store":"ready",)"
                          R"("record":"not ready","keys":"not ready"}})");
}

TEST(Health, IsLiveAsLongAsItAnswers) {
    http::Reply reply;
    writeLive(reply);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"status":"live"})");
}

}  // namespace
}  // namespace concordat::api
