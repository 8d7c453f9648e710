#include "core/api/query.hpp"

#include <gtest/gtest.h>

#include "core/api/filter.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

TEST(Query, FindsParametersWhateverTheirCase) {
    const Query query("Size=7&seekOperation=Next&empty=&flag&size=9");
    EXPECT_EQ(query.raw("size"), "7");
    EXPECT_TRUE(query.is("SEEKOPERATION", "next"));
    EXPECT_FALSE(query.has("empty"));
    EXPECT_FALSE(query.has("flag"));
    EXPECT_FALSE(query.has("other"));
    EXPECT_FALSE(Query("").has("size"));
}

TEST(Query, DecodesFormsAndUris) {
    const Query query("a=x+y%20z%2B%C3%A4&b=100%");
    EXPECT_EQ(query.text("a"), "x y z+ä");
    EXPECT_EQ(query.text("a", Plus::IsPlus), "x+y z+ä");
    EXPECT_EQ(query.text("b"), "100%");
    EXPECT_EQ(query.text("b", Plus::IsPlus), "100%");
}

TEST(Query, LetsAFilterRunToItsClosingBrace) {
    const Query plain(R"(filter={"Value":"a&size=3}","x":{"y":"\"}"}}&size=5)");
    EXPECT_EQ(plain.text("filter", Plus::IsPlus), R"({"Value":"a&size=3}","x":{"y":"\"}"}})");
    EXPECT_EQ(plain.raw("size"), "5");
    const Query encoded("filter=%7B%22Value%22%3A%22a&b%7D%22%7D&size=6");
    EXPECT_EQ(encoded.text("filter"), R"({"Value":"a&b}"})");
    EXPECT_EQ(encoded.raw("size"), "6");
}

TEST(Query, EndsAFilterThatNeverClosesAtTheNextAmpersand) {
    const Query query(R"(filter={"Value":"a&size=3)");
    EXPECT_EQ(query.raw("filter"), R"({"Value":"a)");
    EXPECT_EQ(query.raw("size"), "3");
}

TEST(Query, IgnoresParametersBeyondItsLimit) {
    std::string text;
    for (int number = 0; number < 100; ++number) text += "p" + std::to_string(number) + "=1&";
    const Query query(text);
    EXPECT_TRUE(query.has("p0"));
    EXPECT_FALSE(query.has("p99"));
}

TEST(Query, ReadsNumbersWithinBounds) {
    const Query query("n=5&big=4294967296&word=x&minus=-1");
    EXPECT_EQ(query.number("n", 0, 9, 1), 5U);
    EXPECT_EQ(query.number("absent", 0, 9, 1), 1U);
    for (const auto* name : {"big", "word", "minus"})
        EXPECT_THROW((void)query.number(name, 0, 9, 1), Error) << name;
    EXPECT_THROW((void)query.number("n", 6, 9, 1), Error);
}

TEST(Percent, EncodesWhatAQueryMustNotHold) {
    std::string out;
    appendEncoded(out, "a b&c=ä~");
    EXPECT_EQ(out, "a%20b%26c%3D%C3%A4~");
    EXPECT_EQ(decodePercent("%4"), std::nullopt);
    EXPECT_EQ(decodePercent("%zz"), std::nullopt);
    EXPECT_EQ(decodePercent("%00"), '\0');
}

std::string faultOf(std::string_view json) {
    try {
        (void)parseFilter(json);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), codes::kBadFilter);
        return error.arguments().at(0);
    }
    return "none";
}

TEST(Filter, ReadsAComparison) {
    const auto filter =
        parseFilter(R"({"Field":"CompanyName","Value":"abc","Operator":"starts_with"})");
    EXPECT_TRUE(filter.compares("companyname", FilterOperator::StartsWith));
    EXPECT_EQ(filter.value, "abc");
    EXPECT_EQ(parseFilter(R"({"field":"a","value":"b","operator":"NotStartsWith"})").operation,
              FilterOperator::NotStartsWith);
}

TEST(Filter, ReadsACompound) {
    const auto filter = parseFilter(
        R"({"LeftFilter":{"Field":"a","Value":"1","Operator":"equals"},)"
        R"("RightFilter":{"Field":"b","Value":"2","Operator":"less_than"},"Operator":"or"})");
    EXPECT_EQ(filter.operation, FilterOperator::Or);
    ASSERT_EQ(filter.parts.size(), 2U);
    EXPECT_EQ(filter.parts[1].field, "b");
}

TEST(Filter, SaysWhatIsWrongWithoutRepeatingIt) {
    EXPECT_EQ(faultOf("secret"), "JSON");
    EXPECT_EQ(faultOf("[]"), "JSON");
    EXPECT_EQ(faultOf("{}"), "operator");
    EXPECT_EQ(faultOf(R"({"operator":"secret"})"), "operator");
    EXPECT_EQ(faultOf(R"({"operator":"equals"})"), "field");
    EXPECT_EQ(faultOf(R"({"operator":"equals","field":7})"), "field");
    EXPECT_EQ(faultOf(R"({"operator":"equals","field":"a","value":7})"), "value");
    EXPECT_EQ(faultOf(R"({"operator":"and","leftFilter":{}})"), "leftFilter, rightFilter");
}

TEST(Filter, IsNotExhaustedByDepth) {
    std::string deep;
    for (int depth = 0; depth < 1000; ++depth) deep += R"({"operator":"and","leftFilter":)";
    EXPECT_EQ(faultOf(deep), "JSON");
}

}  // namespace
}  // namespace concordat::api
