#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/text.hpp"

namespace concordat {
namespace {

using namespace std::string_view_literals;

using Pair = std::pair<std::string_view, std::string_view>;

TEST(FoldNameEdges, MakesSpellingsOfOneNameEqual) {
    for (const auto& [one, other] :
         {Pair{"", ""}, Pair{"CONTOSO", "contoso"}, Pair{"Café", "cafe"},
          Pair{"Café", "Cafe\u0301"}, Pair{"GROẞ", "gross"}, Pair{"ﬁrma", "FIRMA"}, Pair{"Ⅳ", "iv"},
          Pair{"Ｃｏｎｔｏｓｏ", "contoso"}, Pair{"ΣΊΣΥΦΟΣ", "σισυφος"}, Pair{"ЙОГА", "иога"},
          Pair{"①", "1"}})
        EXPECT_EQ(foldName(one), foldName(other)) << one << " and " << other;
}

TEST(FoldNameEdges, KeepsDifferentNamesApart) {
    for (const auto& [one, other] :
         {Pair{"contoso", "contoso "}, Pair{"contoso", "contos"}, Pair{"ß", "s"}, Pair{"æ", "ae"},
          Pair{"ø", "o"}, Pair{"ł", "l"}, Pair{"đ", "d"}, Pair{"東京", "京東"}, Pair{"a-b", "ab"},
          Pair{"a b", "ab"}, Pair{"a\0b"sv, "ab"sv}, Pair{"а", "a"}})
        EXPECT_NE(foldName(one), foldName(other)) << one << " and " << other;
}

TEST(FoldNameEdges, ChangesNothingWhenDoneTwice) {
    for (const auto name : {"Ação Comércio Ltda."sv, "GROẞE Straße"sv, "İstanbul"sv, "ﬃ"sv, "ǅ"sv,
                            "Ω"sv, "ÅNGSTRÖM"sv, "한국어"sv, "नमस्ते"sv, "\xFF"sv, "a\0b"sv}) {
        const auto once = foldName(name);
        EXPECT_EQ(foldName(once), once) << name;
    }
}

TEST(FoldNameEdges, AlwaysAnswersInUtf8) {
    for (const auto name : {"\xFF"sv, "a\xC3"sv, "\xED\xA0\x80z"sv, "\xF5\x80\x80\x80"sv,
                            "\xC0\x80"sv, "ok\x80ok"sv, "\xE2\x28\xA1"sv})
        EXPECT_TRUE(isUtf8(foldName(name)));
    EXPECT_NE(foldName("a\xFFz").find("\uFFFD"), std::string::npos);
}

TEST(FoldNameEdges, KeepsAsciiThatIsNoLetter) {
    std::string text;
    for (char c = 0; c < 'A'; ++c) text.push_back(c);
    EXPECT_EQ(foldName(text), text);
    EXPECT_EQ(foldName("[\\]^_`{|}~\x7F"), "[\\]^_`{|}~\x7F");
}

TEST(FoldNameEdges, TakesLongNames) {
    EXPECT_EQ(foldName(std::string(100'000, 'A')), std::string(100'000, 'a'));
    std::string accents;
    std::string plain;
    for (int i = 0; i < 10'000; ++i) {
        accents += "É";
        plain += 'e';
    }
    EXPECT_EQ(foldName(accents), plain);
}

TEST(ToLowerAscii, LowersTheLettersOfAsciiAndNothingElse) {
    for (int c = 0; c < 256; ++c) {
        const std::string text(1, static_cast<char>(c));
        const bool upper = c >= 'A' && c <= 'Z';
        EXPECT_EQ(toLowerAscii(text), upper ? std::string(1, static_cast<char>(c + 32)) : text)
            << c;
    }
    EXPECT_EQ(toLowerAscii(""), "");
    EXPECT_EQ(toLowerAscii("Ä.EXAMPLE"), "Ä.example");
    EXPECT_EQ(toLowerAscii("A\0B"sv), "a\0b"sv);
}

TEST(EqualsIgnoringCaseEdges, AgreesWithLowering) {
    for (int a = 0; a < 256; ++a) {
        for (int b = 0; b < 256; ++b) {
            const std::string one(1, static_cast<char>(a));
            const std::string other(1, static_cast<char>(b));
            EXPECT_EQ(equalsIgnoringCase(one, other), toLowerAscii(one) == toLowerAscii(other));
        }
    }
}

TEST(EqualsIgnoringCaseEdges, ComparesWholeTexts) {
    EXPECT_TRUE(equalsIgnoringCase("", ""));
    EXPECT_FALSE(equalsIgnoringCase("", "a"));
    EXPECT_FALSE(equalsIgnoringCase("abc", "ab"));
    EXPECT_FALSE(equalsIgnoringCase("ab", "abc"));
    EXPECT_FALSE(equalsIgnoringCase("ab\0"sv, "ab"sv));
    EXPECT_FALSE(equalsIgnoringCase("a\0b"sv, "a\0c"sv));
    EXPECT_FALSE(equalsIgnoringCase("É", "é"));
    EXPECT_FALSE(equalsIgnoringCase("K", "\u212A"));  // the Kelvin sign
}

TEST(IsUtf8Edges, TakesTheFirstAndLastOfEachLength) {
    for (const auto text :
         {""sv, "\0"sv, "\x7F"sv, "\xC2\x80"sv, "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv,
          "\xEE\x80\x80"sv, "\xEF\xBF\xBF"sv, "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv})
        EXPECT_TRUE(isUtf8(text));
}

TEST(IsUtf8Edges, RefusesTheirNeighbours) {
    for (const auto text :
         {"\x80"sv, "\xBF"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xED\xBF\xBF"sv,
          "\xF0\x8F\xBF\xBF"sv, "\xF4\x90\x80\x80"sv, "\xF8\x88\x80\x80\x80"sv, "\xFE"sv})
        EXPECT_FALSE(isUtf8(text));
}

TEST(IsUtf8Edges, RefusesCharactersThatAreCutOff) {
    for (const auto whole : {"é"sv, "€"sv, "😀"sv}) {
        for (std::size_t size = 1; size < whole.size(); ++size) {
            EXPECT_FALSE(isUtf8(whole.substr(0, size)));
            EXPECT_FALSE(isUtf8(std::string(whole.substr(0, size)) + "a"));
        }
        EXPECT_TRUE(isUtf8(whole));
    }
}

TEST(CountCodePointsEdges, CountsEachCharacterOnce) {
    EXPECT_EQ(countCodePoints(""), 0U);
    EXPECT_EQ(countCodePoints("\0\0"sv), 2U);
    EXPECT_EQ(countCodePoints("aé€😀"), 4U);
    EXPECT_EQ(countCodePoints("e\u0301"), 2U);  // a letter and its accent
    EXPECT_EQ(countCodePoints(std::string(1000, 'x')), 1000U);
}

}  // namespace
}  // namespace concordat
