#include <array>
#include <cstdint>
#include <gtest/gtest.h>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/time.hpp"

namespace concordat {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

struct Reading {
    std::string_view text;
    std::int64_t microseconds;
};

void expectReadings(std::initializer_list<Reading> readings) {
    for (const auto& reading : readings) {
        const auto instant = parseInstant(reading.text);
        ASSERT_TRUE(instant) << reading.text;
        EXPECT_EQ(toMicroseconds(*instant), reading.microseconds) << reading.text;
    }
}

void expectNone(std::initializer_list<std::string_view> texts) {
    for (const auto text : texts) EXPECT_FALSE(parseInstant(text)) << text;
}

TEST(InstantForms, CountsFromTheStartOf1970) {
    expectReadings({{"1970-01-01", 0},
                    {"1970-01-01T00:00:00", 0},
                    {"1970-01-01T00:00:01Z", kSecond},
                    {"1970-01-02", kDay},
                    {"1969-12-31", -kDay},
                    {"1969-12-31T23:59:59.999999Z", -1}});
}

TEST(InstantForms, TakesASmallTAndASmallZ) {
    expectReadings({{"1970-01-01t01:00:00z", kHour}, {"1970-01-01 01:00:00z", kHour}});
}

TEST(InstantForms, KeepsSixDigitsOfAFractionAndReadsUpToNine) {
    expectReadings({{"1970-01-01T00:00:00.1Z", 100'000},
                    {"1970-01-01T00:00:00.12Z", 120'000},
                    {"1970-01-01T00:00:00.123Z", 123'000},
                    {"1970-01-01T00:00:00.000001Z", 1},
                    {"1970-01-01T00:00:00.1234567Z", 123'456},
                    {"1970-01-01T00:00:00.999999999Z", 999'999}});
    expectNone({"1970-01-01T00:00:00.Z", "1970-01-01T00:00:00.", "1970-01-01T00:00:00.1234567890Z",
                "1970-01-01T00:00:00.-1Z", "1970-01-01T00:00:00,5Z", "1970-01-01T00:00:00. 5Z"});
}

TEST(InstantForms, TakesAnOffsetAwayToReachUtc) {
    expectReadings({{"1970-01-01T00:00:00+00:00", 0},
                    {"1970-01-01T00:00:00-00:00", 0},
                    {"1970-01-01T01:00:00+01:00", 0},
                    {"1970-01-01T00:00:00-03:00", 3 * kHour},
                    {"1970-01-01T05:45:00+05:45", 0},
                    {"1970-01-01T00:00:00.5-00:30", 30 * kMinute + kSecond / 2},
                    {"1970-01-01T00:00:00+14:00", -14 * kHour},
                    {"1970-01-01T00:00:00-12:00", 12 * kHour}});
}

TEST(InstantForms, RefusesOffsetsThatNoPlaceHas) {
    expectNone({"1970-01-01T00:00:00+24:00", "1970-01-01T00:00:00-99:00",
                "1970-01-01T00:00:00+01:60", "1970-01-01T00:00:00+00:99"});
}

TEST(InstantForms, RefusesOffsetsInAnotherForm) {
    expectNone({"1970-01-01T00:00:00+", "1970-01-01T00:00:00+1", "1970-01-01T00:00:00+01",
                "1970-01-01T00:00:00+0100", "1970-01-01T00:00:00+01:0",
                "1970-01-01T00:00:00+01:000", "1970-01-01T00:00:00+-1:00",
                "1970-01-01T00:00:00 +01:00", "1970-01-01T00:00:00Z+01:00",
                "1970-01-01T00:00:00+01:00Z", "1970-01-01T00:00:00UTC"});
}

TEST(InstantForms, KnowsTheLengthOfEveryMonth) {
    constexpr std::array<unsigned, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (unsigned month = 1; month <= kDays.size(); ++month) {
        const auto prefix = "2026-" + std::string(month < 10 ? "0" : "") + std::to_string(month);
        const auto last = kDays.at(month - 1);
        EXPECT_TRUE(parseInstant(prefix + "-" + std::to_string(last))) << month;
        EXPECT_FALSE(parseInstant(prefix + "-" + std::to_string(last + 1))) << month;
        EXPECT_FALSE(parseInstant(prefix + "-00")) << month;
    }
}

TEST(InstantForms, KnowsLeapYears) {
    for (const auto* leap : {"2024-02-29", "2000-02-29", "2400-02-29", "1972-02-29"})
        EXPECT_TRUE(parseInstant(leap)) << leap;
    expectNone({"2026-02-29", "1900-02-29", "2100-02-29", "2024-02-30"});
}

TEST(InstantForms, EndsADayBeforeMidnightAndTakesALeapSecond) {
    expectReadings({{"1970-01-01T23:59:59Z", kDay - kSecond}, {"1970-01-01T23:59:60Z", kDay}});
    expectNone({"1970-01-01T24:00:00Z", "1970-01-01T23:60:00Z", "1970-01-01T23:59:61Z",
                "1970-01-01T99:00:00Z"});
}

TEST(InstantForms, RefusesPartsOfAnotherLength) {
    expectNone({"1970-1-01", "1970-01-1", "70-01-01", "01970-01-01", "1970-001-01",
                "1970-01-01T0:00:00Z", "1970-01-01T00:0:00Z", "1970-01-01T00:00:0Z",
                "1970-01-01T000:00:00Z", "1970-01-01T", "1970-01-01 ", "1970-01-01T00",
                "1970-01-01T00:00", "1970-01-01T00:00Z", "1970-01", "1970-01-"});
}

TEST(InstantForms, RefusesWhatStandsAroundADate) {
    expectNone({" 1970-01-01", "1970-01-01\n", "\t1970-01-01", "1970-01-01\0"sv, "\0"sv,
                "1970-01-01T00:00:00Z\0"sv, "1970-01-01T00:00:00Z ", "(1970-01-01)",
                "\"1970-01-01\"", "+1970-01-01", "-1970-01-01"});
}

TEST(InstantForms, RefusesDigitsThatAreNotAscii) {
    expectNone({"１９７０-01-01", "1970–01–01", "1970-01-01T00：00：00Z", "١٩٧٠-01-01"});
}

TEST(InstantForms, ReadsTheInvariantFormWithItsMonthFirst) {
    expectReadings({{"01/02/1970", kDay},
                    {"01/02/1970 03:04:05", kDay + 3 * kHour + 4 * kMinute + 5 * kSecond},
                    {"12/31/1969 23:59:59", -kSecond}});
    expectNone({"13/01/1970", "00/01/1970", "01/32/1970", "1/02/1970", "01/2/1970", "01/02/70",
                "01/02/1970T03:04:05", "01/02/1970 03:04", "01/02/1970 03:04:05Z",
                "01/02/1970 03:04:05.5", "01/02/1970 ", "01/02/1970 24:00:00", "01-02/1970",
                "01/02-1970"});
}

TEST(InstantForms, PrintsTwentySevenCharactersWhateverTheTime) {
    const std::array<Reading, 6> printed = {
        {{"0001-01-01T00:00:00.000000Z", toMicroseconds(*parseInstant("0001-01-01"))},
         {"1969-12-31T23:59:59.999999Z", -1},
         {"1970-01-01T00:00:00.000001Z", 1},
         {"2000-02-29T00:00:00.000000Z", toMicroseconds(*parseInstant("2000-02-29"))},
         {"2026-11-25T18:00:00.654321Z",
          toMicroseconds(*parseInstant("2026-11-25T18:00:00.654321"))},
         {"9999-12-31T23:59:59.999999Z",
          toMicroseconds(*parseInstant("9999-12-31T23:59:59.999999Z"))}}};
    for (const auto& [text, microseconds] : printed) {
        EXPECT_EQ(toString(fromMicroseconds(microseconds)), text);
        EXPECT_EQ(text.size(), kInstantTextSize);
    }
}

TEST(InstantForms, WritesNothingBehindItsText) {
    std::array<char, kInstantTextSize + 1> out{};
    out.back() = '#';
    EXPECT_EQ(writeInstant(fromMicroseconds(0), out.data()), kInstantTextSize);
    EXPECT_EQ(out.back(), '#');
}

TEST(InstantForms, PrintsInTheOrderOfTime) {
    std::string before;
    for (std::int64_t at = 0; at < 400 * kDay; at += 13 * kHour + 7 * kMinute + 11) {
        const auto text = toString(fromMicroseconds(at));
        EXPECT_LT(before, text);
        EXPECT_EQ(parseInstant(text), fromMicroseconds(at));
        before = text;
    }
}

TEST(SystemClock, IsInThisCentury) {
    const auto now = SystemClock().now();
    EXPECT_GT(now, *parseInstant("2025-01-01"));
    EXPECT_LT(now, *parseInstant("2100-01-01"));
}

}  // namespace
}  // namespace concordat
