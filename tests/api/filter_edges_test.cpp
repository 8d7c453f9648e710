#include <array>
#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>

#include "core/api/filter.hpp"
#include "core/api/json_reader.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

using namespace std::string_view_literals;

/// What a filter's refusal names; "taken" when it is none.
std::string faultOf(std::string_view json) {
    try {
        (void)parseFilter(json);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidRequest);
        EXPECT_EQ(error.code(), codes::kBadFilter);
        EXPECT_EQ(error.arguments().size(), 1U);
        return error.arguments().at(0);
    }
    return "taken";
}

std::string comparison(std::string_view operation, std::string_view field = R"("a")",
                       std::string_view value = R"("b")") {
    return R"({"field":)" + std::string(field) + R"(,"value":)" + std::string(value) +
           R"(,"operator":")" + std::string(operation) + "\"}";
}

TEST(FilterEdges, ReadsEveryOperatorInEverySpelling) {
    constexpr std::array<std::pair<const char*, FilterOperator>, 20> kWords = {
        {{"equals", FilterOperator::Equals},
         {"EQUALS", FilterOperator::Equals},
         {"not_equals", FilterOperator::NotEquals},
         {"notEquals", FilterOperator::NotEquals},
         {"greater_than", FilterOperator::GreaterThan},
         {"GreaterThan", FilterOperator::GreaterThan},
         {"greater_than_or_equals", FilterOperator::GreaterThanOrEquals},
         {"greaterThanOrEquals", FilterOperator::GreaterThanOrEquals},
         {"less_than", FilterOperator::LessThan},
         {"lessthan", FilterOperator::LessThan},
         {"less_than_or_equals", FilterOperator::LessThanOrEquals},
         {"LESS_THAN_OR_EQUALS", FilterOperator::LessThanOrEquals},
         {"substring", FilterOperator::Substring},
         {"SubString", FilterOperator::Substring},
         {"starts_with", FilterOperator::StartsWith},
         {"startsWith", FilterOperator::StartsWith},
         {"StartsWith", FilterOperator::StartsWith},
         {"not_starts_with", FilterOperator::NotStartsWith},
         {"notStartsWith", FilterOperator::NotStartsWith},
         {"_starts__with_", FilterOperator::StartsWith}}};
    for (const auto& [word, operation] : kWords)
        EXPECT_EQ(parseFilter(comparison(word)).operation, operation) << word;
}

TEST(FilterEdges, RefusesEveryOtherOperator) {
    for (const auto* word : {"", "equal", "equalss", "eq", "=", "starts with", "starts-with",
                             "contains", " equals", "equals ", "not", "xor", "_", "0"})
        EXPECT_EQ(faultOf(comparison(word)), "operator") << word;
    for (const auto* json : {R"({"field":"a","operator":7})", R"({"field":"a","operator":null})",
                             R"({"field":"a","operator":["equals"]})", R"({"field":"a"})"})
        EXPECT_EQ(faultOf(json), "operator") << json;
}

TEST(FilterEdges, WantsAFieldOfOneToSixtyFourCharacters) {
    EXPECT_EQ(faultOf(comparison("equals", '"' + std::string(64, 'f') + '"')), "taken");
    EXPECT_EQ(faultOf(comparison("equals", '"' + std::string(65, 'f') + '"')), "field");
    for (const auto* field : {R"("")", "null", "7", "true", "[]", "{}", R"("a\u0000")", R"("a\n")"})
        EXPECT_EQ(faultOf(comparison("equals", field)), "field") << field;
}

TEST(FilterEdges, TakesAValueOfUpToTwoHundredAndFiftySixCharacters) {
    EXPECT_EQ(faultOf(comparison("equals", R"("a")", '"' + std::string(256, 'v') + '"')), "taken");
    EXPECT_EQ(faultOf(comparison("equals", R"("a")", '"' + std::string(257, 'v') + '"')), "value");
    EXPECT_EQ(parseFilter(comparison("equals", R"("a")", R"("")")).value, "");
    EXPECT_EQ(parseFilter(comparison("equals", R"("a")", "null")).value, "");
    EXPECT_EQ(parseFilter(comparison("equals", R"("a")", R"("Ação & Söhne")")).value,
              "Ação & Söhne");
    for (const auto* value : {"7", "true", "[]", R"(["b"])", "{}", R"("a\u0000b")", R"("\t")"})
        EXPECT_EQ(faultOf(comparison("equals", R"("a")", value)), "value") << value;
}

TEST(FilterEdges, RefusesWhatIsNoObject) {
    for (const auto json : {""sv, " "sv, "null"sv, "7"sv, "\"x\""sv, "[]"sv, "[{}]"sv, "{"sv,
                            "{}{}"sv, "{'field':'a'}"sv, "{}\0"sv, "\xFF"sv, "\xEF\xBB\xBF{}"sv,
                            R"({"field":"a","Field":"b","operator":"equals"})"sv})
        EXPECT_EQ(faultOf(json), "JSON") << json;
}

TEST(FilterEdges, WantsBothSidesOfACompound) {
    const auto side = comparison("equals");
    const auto compound = [](const std::string& left, const std::string& right) {
        return R"({"leftFilter":)" + left + R"(,"rightFilter":)" + right + R"(,"operator":"and"})";
    };
    EXPECT_EQ(faultOf(compound(side, side)), "taken");
    EXPECT_EQ(faultOf(compound("null", side)), "leftFilter, rightFilter");
    EXPECT_EQ(faultOf(compound(side, "null")), "leftFilter, rightFilter");
    EXPECT_EQ(faultOf(compound("7", side)), "leftFilter");
    EXPECT_EQ(faultOf(compound(side, "[]")), "rightFilter");
    EXPECT_EQ(faultOf(compound("{}", side)), "operator");
    EXPECT_EQ(faultOf(compound(side, comparison("equals", "7"))), "rightFilter.field");
}

TEST(FilterEdges, NestsToItsDepthAndNotBeyond) {
    auto filter = comparison("equals");
    const auto around = [](const std::string& inner) {
        return R"({"leftFilter":)" + inner + R"(,"rightFilter":)" + comparison("equals") +
               R"(,"operator":"or"})";
    };
    for (int depth = 1; depth < 6; ++depth) filter = around(filter);
    EXPECT_EQ(faultOf(filter), "taken");
    EXPECT_EQ(faultOf(around(filter)), "JSON");
}

TEST(FilterEdges, ComparesFieldsWithoutCaseAndOperatorsExactly) {
    const auto filter = parseFilter(comparison("substring", R"("CompanyName")"));
    EXPECT_TRUE(filter.compares("companyNAME", FilterOperator::Substring));
    EXPECT_FALSE(filter.compares("company_name", FilterOperator::Substring));
    EXPECT_FALSE(filter.compares("CompanyName", FilterOperator::Equals));
    EXPECT_FALSE(filter.compares("", FilterOperator::Substring));
}

TEST(JsonNumbers, AreWholeAndFitSixtyFourBits) {
    const auto integerOf = [](std::string_view value) {
        const JsonDocument document(R"({"n":)" + std::string(value) + "}");
        return document.root().integer("n");
    };
    EXPECT_EQ(integerOf("0"), 0);
    EXPECT_EQ(integerOf("-0"), 0);
    EXPECT_EQ(integerOf("9223372036854775807"), INT64_MAX);
    EXPECT_EQ(integerOf("-9223372036854775808"), INT64_MIN);
    for (const auto* value : {"9223372036854775808", "-9223372036854775809", "1.0", "1e3", "0.5",
                              R"("1")", "true", "[]", "{}"})
        EXPECT_THROW((void)integerOf(value), Error) << value;
}

TEST(JsonTruth, IsTrueOrFalseAndNothingElse) {
    for (const auto* value : {"0", "1", R"("true")", R"("")", "[]", "{}"}) {
        const JsonDocument document(R"({"t":)" + std::string(value) + "}");
        EXPECT_THROW((void)document.root().truth("t"), Error) << value;
    }
    const JsonDocument document(R"({"t":false})");
    EXPECT_EQ(document.root().truth("T"), false);
    EXPECT_EQ(document.root().truth("absent"), std::nullopt);
}

TEST(JsonInstants, AreReadOrRefusedAndNeverGuessed) {
    for (const auto* value :
         {R"("")", R"("now")", R"("2026-02-30")", "7", "true", R"("0002-13-01")"}) {
        const JsonDocument document(R"({"d":)" + std::string(value) + "}");
        EXPECT_THROW((void)document.root().instant("d"), Error) << value;
    }
    for (const auto* value : {"null", R"("0001-01-01")", R"("0001-01-01T00:00:00Z")"}) {
        const JsonDocument document(R"({"d":)" + std::string(value) + "}");
        EXPECT_EQ(document.root().instant("d"), std::nullopt) << value;
    }
}

TEST(JsonItems, AreLookedAtWithoutTrustInTheirTypes) {
    const JsonDocument document(
        R"({"a":[1,"x",null,[],{}],"b":[{"m":""}],"c":[{"m":[]}],"d":[{"m":null}],"e":{"m":1},)"
        R"("f":[1,{"m":0}],"g":[{"M":"x"}],"h":"m","i":[]})");
    const auto root = document.root();
    for (const auto* name : {"a", "b", "c", "d", "e", "h", "i", "absent"})
        EXPECT_FALSE(root.anyItemHas(name, "m")) << name;
    for (const auto* name : {"f", "g"}) EXPECT_TRUE(root.anyItemHas(name, "m")) << name;
    for (const auto* name : {"e", "h", "i", "absent"}) EXPECT_FALSE(root.hasItems(name)) << name;
    EXPECT_TRUE(root.hasItems("a"));
}

TEST(JsonPeek, LooksAtTextsAsTheyAre) {
    const JsonDocument document(R"({"t":"a\u0000b","n":7,"o":{},"z":null,"e":""})");
    EXPECT_EQ(document.root().peek("T"), "a\0b"sv);
    for (const auto* name : {"n", "o", "z", "e", "absent"})
        EXPECT_EQ(document.root().peek(name), "") << name;
}

TEST(JsonRoot, IsAnObject) {
    for (const auto* text : {"[]", "7", "null", "true", R"("x")", "[{}]"}) {
        const JsonDocument document(text);
        EXPECT_FALSE(document.isObject()) << text;
        EXPECT_THROW((void)document.root(), Error) << text;
    }
}

TEST(JsonLimits, HoldAtTheirNumbersAndNotBeyond) {
    const auto taken = [](const std::string& text, const JsonLimits& limits) {
        try {
            const JsonDocument document(text, limits);
            return true;
        } catch (const Error&) {
            return false;
        }
    };
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_TRUE(taken(nested(16), {}));
    EXPECT_FALSE(taken(nested(17), {}));
    std::string items = "[0";
    for (int i = 1; i < 4095; ++i) items += ",0";
    EXPECT_TRUE(taken(items + "]", {}));
    EXPECT_FALSE(taken(items + ",0]", {}));
    std::string members = R"({"m0":0)";
    for (int i = 1; i < 128; ++i) members += R"(,"m)" + std::to_string(i) + R"(":0)";
    EXPECT_TRUE(taken(members + "}", {}));
    EXPECT_FALSE(taken(members + R"(,"x":0})", {}));
}

}  // namespace
}  // namespace concordat::api
