#include "core/identity/json_object.hpp"

#include <gtest/gtest.h>
#include <string>

namespace concordat::identity {
namespace {

std::string nested(int levels) {
    std::string text;
    for (int i = 0; i < levels; ++i) text += R"({"a":)";
    return text + "1" + std::string(static_cast<std::size_t>(levels), '}');
}

TEST(JsonObject, MembersAreFoundByTheirExactName) {
    const auto object = parseJsonObject(R"({"aud":"one","AUD":"two"})");
    ASSERT_NE(object, nullptr);
    EXPECT_EQ(stringMember(*object, "aud"), "one");
    EXPECT_EQ(stringMember(*object, "AUD"), "two");
    EXPECT_EQ(stringMember(*object, "Aud"), std::nullopt);
}

TEST(JsonObject, OnlyWholeSecondsBeforeTheYear10000AreTimes) {
    const auto object = parseJsonObject(
        R"({"zero":0,"last":253402300799,"after":253402300800,"below":-1,"part":1.5,"power":1e3,"text":"1"})");
    ASSERT_NE(object, nullptr);
    EXPECT_EQ(secondsMember(*object, "zero"), 0);
    EXPECT_EQ(secondsMember(*object, "last"), 253'402'300'799);
    for (const auto* name : {"after", "below", "part", "power", "text", "absent"})
        EXPECT_EQ(secondsMember(*object, name), std::nullopt) << name;
}

TEST(JsonObject, NumbersAtTheEdgeOfADoubleAreReadOrRefused) {
    for (const auto* number : {"0e55", "0E+308", "-0.0e-400", "4.9e-324", "1.7976931348623157e308",
                               "123456789012345678901234567890", "0.1e-999"})
        EXPECT_NE(parseJsonObject(std::string(R"({"n":)") + number + "}"), nullptr) << number;
    for (const auto* number : {"1e309", "-1e999", "01", "+1", ".5", "1.", "0x1", "NaN", "Infinity"})
        EXPECT_EQ(parseJsonObject(std::string(R"({"n":)") + number + "}"), nullptr) << number;
}

TEST(JsonObject, WhatTwoReadersCouldSeeDifferentlyIsRefused) {
    for (const auto* text :
         {"", "[]", "1", "null", R"({"a":1,"a":2})", R"({"a":{"b":1,"b":1}})", R"({"a":1}x)",
          R"({"a":1} {})", "\xEF\xBB\xBF{}", R"({'a':1})", R"({"a":1,})", R"({"a":"\uD800"})",
          "{\"a\":\"\xFF\"}", R"({"a":1/**/})"})
        EXPECT_EQ(parseJsonObject(text), nullptr) << text;
    EXPECT_EQ(parseJsonObject(std::string_view("{}\0", 3)), nullptr);
}

TEST(JsonObject, DepthAndMembersAreBounded) {
    EXPECT_NE(parseJsonObject(nested(8)), nullptr);
    EXPECT_EQ(parseJsonObject(nested(9)), nullptr);
    std::string members;
    for (int i = 0; i < 200; ++i) members += (i == 0 ? "\"m" : ",\"m") + std::to_string(i) + "\":0";
    EXPECT_NE(parseJsonObject("{" + members + "}"), nullptr);
    EXPECT_EQ(parseJsonObject("{" + members + R"(,"one":0})"), nullptr);
}

}  // namespace
}  // namespace concordat::identity
