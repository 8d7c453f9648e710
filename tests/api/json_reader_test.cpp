#include "core/api/json_reader.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

using namespace std::string_view_literals;

bool isRefused(std::string_view text, const JsonLimits& limits = {}) {
    try {
        const JsonDocument document(text, limits);
        return false;
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidRequest);
        EXPECT_EQ(error.code(), codes::kMalformedInput);
        return true;
    }
}

/// The path that an accessor names when it refuses; empty when it does not.
template <typename Read>
std::string refusedPath(std::string_view text, Read read) {
    const JsonDocument document(text);
    try {
        read(document.root());
    } catch (const Error& error) {
        return error.arguments().at(0);
    }
    return {};
}

TEST(JsonDocument, TakesStrictJson) {
    for (const auto text : {"{}"sv, "[]"sv, "null"sv, "\"success\""sv, " {\"a\":[1,2.5,true]} "sv})
        EXPECT_FALSE(isRefused(text)) << text;
}

TEST(JsonDocument, RefusesWhatIsNot) {
    for (const auto text :
         {""sv, " "sv, "{"sv, "{}x"sv, "{} {}"sv, "{'a':1}"sv, "{a:1}"sv, "[1,]"sv, "{\"a\":1,}"sv,
          "// c\n{}"sv, "NaN"sv, "[01]"sv, "[+1]"sv, "\"\n\""sv, "\"\\x\""sv, "{\"a\"}"sv, "{}\0"sv,
          "\xEF\xBB\xBF{}"sv, "[1e999]"sv})
        EXPECT_TRUE(isRefused(text)) << text;
}

TEST(JsonDocument, RefusesTextThatIsNotUtf8) {
    for (const auto text : {"\"\xFF\""sv, "\"\xC0\xAF\""sv, "\"\xED\xA0\x80\""sv, "\"\\uD800\""sv,
                            "\"\\uDC00\\uD800\""sv})
        EXPECT_TRUE(isRefused(text)) << text;
}

TEST(JsonDocument, RefusesANameTwiceWhateverItsCase) {
    EXPECT_TRUE(isRefused(R"({"a":1,"a":2})"));
    EXPECT_TRUE(isRefused(R"({"Domain":1,"domain":2})"));
    EXPECT_TRUE(isRefused(R"([{"x":{"b":1,"B":null}}])"));
    EXPECT_FALSE(isRefused(R"([{"a":1},{"a":2}])"));
}

TEST(JsonDocument, KeepsItsLimits) {
    const JsonLimits limits{.depth = 2, .values = 4, .members = 2};
    EXPECT_FALSE(isRefused("[[1,2]]", limits));
    EXPECT_TRUE(isRefused("[[[1]]]", limits));
    EXPECT_TRUE(isRefused("[1,2,3,4]", limits));
    EXPECT_TRUE(isRefused(R"({"a":1,"b":2,"c":3})", limits));
}

TEST(JsonDocument, IsNotExhaustedByDepth) {
    EXPECT_TRUE(isRefused(std::string(1'000'000, '[')));
    std::string objects;
    for (int depth = 0; depth < 100'000; ++depth) objects += "{\"a\":";
    EXPECT_TRUE(isRefused(objects));
}

TEST(JsonObject, FindsMembersWhateverTheirCase) {
    const JsonDocument document(R"({"CompanyName":"Adatum","attributes":{"ETAG":"7"}})");
    const auto root = document.root();
    EXPECT_EQ(root.text("companyName", {0, 10}), "Adatum");
    EXPECT_EQ(root.requireObject("Attributes").text("etag", {0, 10}), "7");
    EXPECT_FALSE(root.has("other"));
}

TEST(JsonObject, MissesARequiredTextOfBlanksAlone) {
    const JsonDocument document(R"({"b":"  ","a":" a "})");
    const auto root = document.root();
    EXPECT_EQ(root.requireText("a", {1, 10}), " a ");
    EXPECT_EQ(root.text("b", {1, 10}), "  ");
    EXPECT_THROW((void)root.requireText("b", {1, 10}), Error);
}

TEST(JsonObject, TakesNullAndZeroValuesAsNotGiven) {
    const JsonDocument document(
        R"({"a":null,"e":"unknown","n":"None","w":"monthly","d":"0001-01-01T00:00:00","t":""})");
    const auto root = document.root();
    EXPECT_FALSE(root.has("a"));
    EXPECT_EQ(root.text("a", {1, 2}), "");
    EXPECT_EQ(root.text("t", {1, 2}), "");
    EXPECT_EQ(root.object("a"), std::nullopt);
    EXPECT_EQ(root.integer("a"), std::nullopt);
    EXPECT_EQ(root.truth("a"), std::nullopt);
    EXPECT_EQ(root.word("e"), "");
    EXPECT_EQ(root.word("n"), "");
    EXPECT_EQ(root.word("w"), "monthly");
    EXPECT_EQ(root.instant("d"), std::nullopt);
}

TEST(JsonObject, ReadsEachKindOfValue) {
    const JsonDocument document(R"({"i":-3,"t":true,"d":"2026-11-22T10:00:00Z","l":[{"x":"y"}]})");
    const auto root = document.root();
    EXPECT_EQ(root.integer("i"), -3);
    EXPECT_EQ(root.truth("t"), true);
    EXPECT_EQ(root.instant("d"), parseInstant("2026-11-22T10:00:00Z"));
    EXPECT_TRUE(root.hasItems("l"));
    EXPECT_TRUE(root.anyItemHas("l", "X"));
    EXPECT_FALSE(root.anyItemHas("l", "z"));
}

TEST(JsonObject, NamesThePathOfAMemberThatIsWrong) {
    const auto text = R"({"a":{"b":{"c":7}},"s":"x","n":1.5,"ctl":"a\u0001"})";
    EXPECT_EQ(refusedPath(text,
                          [](const JsonObject& root) {
                              const auto a = root.requireObject("a");
                              (void)a.requireObject("b").text("c", {0, 9});
                          }),
              "a.b.c");
    EXPECT_EQ(refusedPath(text, [](const JsonObject& root) { (void)root.object("s"); }), "s");
    EXPECT_EQ(refusedPath(text, [](const JsonObject& root) { (void)root.integer("n"); }), "n");
    EXPECT_EQ(refusedPath(text, [](const JsonObject& root) { (void)root.truth("s"); }), "s");
    EXPECT_EQ(refusedPath(text, [](const JsonObject& root) { (void)root.instant("s"); }), "s");
    EXPECT_EQ(refusedPath(text, [](const JsonObject& root) { (void)root.word("n"); }), "n");
    EXPECT_EQ(refusedPath(text,
                          [](const JsonObject& root) {
                              (void)root.text("ctl", {0, 9});
                          }),
              "ctl");
    EXPECT_EQ(refusedPath(text, [](const JsonObject& root) { (void)root.requireText("z", {}); }),
              "z");
}

TEST(JsonObject, CountsLengthsInCodePoints) {
    const JsonDocument document(R"({"t":"äöü"})");
    EXPECT_EQ(document.root().text("t", {3, 3}), "äöü");
    EXPECT_EQ(refusedPath(R"({"t":"äöü"})",
                          [](const JsonObject& root) {
                              (void)root.text("t", {0, 2});
                          }),
              "t");
}

}  // namespace
}  // namespace concordat::api
