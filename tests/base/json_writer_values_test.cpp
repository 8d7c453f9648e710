#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <rapidjson/document.h>
#include <string>
#include <string_view>

#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"

namespace concordat {
namespace {

using namespace std::string_view_literals;

template <typename Value>
std::string written(const Value& value) {
    std::string out;
    JsonWriter(out).value(value);
    return out;
}

/// What a parser makes of a text that the writer wrote.
std::string readBack(std::string_view text) {
    const auto json = written(text);
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    EXPECT_FALSE(document.HasParseError()) << json;
    return {document.GetString(), document.GetStringLength()};
}

TEST(JsonWriterValues, WritesNumbersToTheirLimits) {
    EXPECT_EQ(written(0), "0");
    EXPECT_EQ(written(-1), "-1");
    EXPECT_EQ(written(std::numeric_limits<int>::min()), "-2147483648");
    EXPECT_EQ(written(std::numeric_limits<int>::max()), "2147483647");
    EXPECT_EQ(written(std::numeric_limits<std::uint32_t>::max()), "4294967295");
    EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(written(std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
    EXPECT_EQ(written(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
}

TEST(JsonWriterValues, WritesTruthAsAWordAndNotAsANumber) {
    EXPECT_EQ(written(true), "true");
    EXPECT_EQ(written(false), "false");
}

TEST(JsonWriterValues, TakesALiteralForATextAndNotForTruth) {
    EXPECT_EQ(written("true"), "\"true\"");
    EXPECT_EQ(written(""), "\"\"");
}

TEST(JsonWriterValues, GivesBackEveryTextThatIsUtf8) {
    for (const auto text :
         {""sv, " "sv, "plain"sv, "\""sv, "\\"sv, "\\\\\""sv, "\n\r\t\b\f"sv, "\0"sv, "a\0b"sv,
          "\x01\x1F"sv, "\x7F"sv, "é€😀"sv, "</script>"sv, "\u2028\u2029"sv, "{\"a\":[1]}"sv})
        EXPECT_EQ(readBack(text), text);
}

TEST(JsonWriterValues, GivesBackEveryAsciiCharacterAtEveryPlaceOfAWord) {
    for (int c = 0; c < 0x80; ++c) {
        for (std::size_t at = 0; at < 9; ++at) {
            std::string text(9, 'x');
            text[at] = static_cast<char>(c);
            EXPECT_EQ(readBack(text), text) << c << " at " << at;
        }
    }
}

TEST(JsonWriterValues, ReplacesEveryBadByteAndKeepsWhatStandsAroundIt) {
    EXPECT_EQ(readBack("a\xFFz"), "a\uFFFDz");
    EXPECT_EQ(readBack("\xFF\xFE"), "\uFFFD\uFFFD");
    EXPECT_EQ(readBack("\xC3"), "\uFFFD");
    EXPECT_EQ(readBack("é\xC3"), "é\uFFFD");
    EXPECT_EQ(readBack("\xC3\""), "\uFFFD\"");
    for (int c = 0x80; c < 0x100; ++c)
        EXPECT_TRUE(isUtf8(written(std::string_view(std::string(1, static_cast<char>(c)))))) << c;
}

TEST(JsonWriterValues, NeverLetsATextEndItsString) {
    const auto json = written(std::string_view("\",\"admin\":true,\"x\":\""));
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    ASSERT_FALSE(document.HasParseError());
    EXPECT_TRUE(document.IsString());
}

TEST(JsonWriterValues, SeparatesValuesOfEveryKind) {
    std::string out;
    JsonWriter json(out);
    json.beginArray().value(1).value("a").value(true).value(Uuid{}).value(fromMicroseconds(0));
    json.raw("{}").beginArray().endArray().beginObject().endObject().value(2U).endArray();
    EXPECT_EQ(out, R"([1,"a",true,"00000000-0000-0000-0000-000000000000",)"
                   R"("1970-01-01T00:00:00.000000Z",{},[],{},2])");
}

TEST(JsonWriterValues, PutsNoCommaBehindAName) {
    std::string out;
    JsonWriter json(out);
    json.beginObject().name("a").beginArray().endArray().name("b").raw("null");
    json.name("c").beginObject().member("d", 1).endObject().member("e", false).endObject();
    EXPECT_EQ(out, R"({"a":[],"b":null,"c":{"d":1},"e":false})");
}

TEST(JsonWriterValues, LeavesOutOnlyTextsThatAreEmpty) {
    std::string out;
    JsonWriter json(out);
    json.beginObject().memberIfAny("a", "").memberIfAny("b", " ").memberIfAny("c", "\0"sv);
    json.memberIfAny("d", "").endObject();
    EXPECT_EQ(out, R"({"b":" ","c":"\u0000"})");
}

TEST(JsonWriterValues, AppendsToWhatTheBufferHolds) {
    std::string out = "before ";
    JsonWriter(out).beginObject().endObject();
    EXPECT_EQ(out, "before {}");
}

TEST(JsonWriterValues, WritesLongTextsWhole) {
    const std::string plain(1'000'000, 'a');
    EXPECT_EQ(written(std::string_view(plain)).size(), plain.size() + 2);
    const std::string quotes(10'000, '"');
    EXPECT_EQ(readBack(quotes), quotes);
}

}  // namespace
}  // namespace concordat
