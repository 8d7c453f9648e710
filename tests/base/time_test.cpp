#include "core/base/time.hpp"

#include <gtest/gtest.h>

namespace concordat {
namespace {

TEST(Instant, PrintsIso8601WithMicroseconds) {
    EXPECT_EQ(toString(fromMicroseconds(0)), "1970-01-01T00:00:00.000000Z");
    EXPECT_EQ(toString(fromMicroseconds(1'763'806'830'123'456)), "2025-11-22T10:20:30.123456Z");
}

TEST(Instant, ReadsEveryFormThatExistingClientsSend) {
    const auto expected = parseInstant("2026-11-22T10:20:30Z");
    ASSERT_TRUE(expected);
    for (const auto* text :
         {"2026-11-22T10:20:30", "2026-11-22T11:20:30+01:00", "2026-11-22T10:20:30.000Z",
          "2026-11-22 10:20:30", "2026-11-22T10:20:30.0000000Z", "11/22/2026 10:20:30"})
        EXPECT_EQ(parseInstant(text), expected) << text;
    EXPECT_EQ(parseInstant("2026-11-22"), parseInstant("2026-11-22T00:00:00Z"));
    EXPECT_EQ(parseInstant("11/22/2026"), parseInstant("2026-11-22T00:00:00Z"));
}

TEST(Instant, RefusesWhatNoCalendarHas) {
    for (const auto* text : {"", "2026", "2026-13-01", "2026-02-30", "2026-11-22T24:00:00Z",
                             "2026-11-22T10:20", "2026-11-22T10:20:30.Z", "2026-11-22T10:20:30Zx",
                             "22/11/2026", "2026-11-22T10:20:30+1", "yesterday"})
        EXPECT_FALSE(parseInstant(text)) << text;
}

TEST(Instant, ReadsWhatItPrints) {
    const auto instant = fromMicroseconds(1'763'806'830'000'001);
    EXPECT_EQ(parseInstant(toString(instant)), instant);
}

}  // namespace
}  // namespace concordat
