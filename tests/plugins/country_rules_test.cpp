#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <concordat/basic_internal/country_rules.hpp>
#include <concordat/basic_internal/expression.hpp>

namespace concordat::basic {

namespace {

using namespace std::string_view_literals;

rules::CountryFacts countryWith(std::string iso2, std::string postal = {}) {
    rules::CountryFacts facts;
    facts.iso2 = std::move(iso2);
    facts.postal_code_regex = std::move(postal);
    return facts;
}

}  // namespace

TEST(Expressions, FitWholeTextsAndNotParts) {
    const Expression five(R"(^\d{5}$)");
    EXPECT_TRUE(five.fits("98052"));
    for (const auto text :
         {""sv, "9805"sv, "980521"sv, "x98052"sv, "98052\n"sv, "98052\0"sv, "９８０５２"sv})
        EXPECT_FALSE(five.fits(text)) << text;
}

TEST(Expressions, FitNothingLongerThanTheyCheck) {
    const Expression any("^x*$");
    EXPECT_TRUE(any.fits(std::string(Expression::kLongestChecked, 'x')));
    EXPECT_FALSE(any.fits(std::string(Expression::kLongestChecked + 1, 'x')));
    EXPECT_FALSE(any.fits(std::string(1'000'000, 'x')));
}

TEST(Expressions, AreRefusedWhenTheyAreNone) {
    for (const auto* text : {"(", "[", "^(\\d{4}$", "a{2,1}", "*", "[z-a]", "\\"})
        EXPECT_THROW(Expression{text}, std::invalid_argument) << text;
}

TEST(Expressions, FitAlikeAfterTheyWereMoved) {
    Expression first("^a$");
    Expression second(std::move(first));
    EXPECT_TRUE(second.fits("a"));
    second = Expression("^b$");
    EXPECT_FALSE(second.fits("a"));
    EXPECT_TRUE(second.fits("b"));
}

TEST(CountryRulesOfOne, TakeEveryTextThatTheyDoNotCheck) {
    const auto facts = countryWith("JM");
    const CountryRules rules(facts);
    EXPECT_FALSE(rules.checksPostalCode());
    EXPECT_TRUE(rules.postalCodeFits("anything"));
    EXPECT_TRUE(rules.phoneNumberFits(""));
    EXPECT_TRUE(rules.registrationNumberFits("!?"));
    EXPECT_FALSE(rules.postalCodeFits(std::string(65, '1')));
    EXPECT_EQ(rules.spellPostalCode(" a b "), "a b");
}

TEST(CountryRulesOfOne, SpellACodeWithASpaceOrAHyphenWhereItBelongs) {
    const auto facts = countryWith("XX", R"(^\d{2}-\d{3}$)");
    const CountryRules rules(facts);
    for (const auto* code : {"12345", "12 345", "1 2345", "12-345", " 12-345 ", "1-2-3-4-5"})
        EXPECT_EQ(rules.spellPostalCode(code), "12-345") << code;
    for (const auto* code : {"1234", "123456", "12a45", "", "-"})
        EXPECT_FALSE(rules.postalCodeFits(rules.spellPostalCode(code))) << code;
}

TEST(CountryRulesOfOne, GiveBackWhatNoSpellingMakesRight) {
    const auto facts = countryWith("XX", R"(^[A-Z]\d$)");
    const CountryRules rules(facts);
    EXPECT_EQ(rules.spellPostalCode(" abc-1 "), "ABC-1");
    EXPECT_EQ(rules.spellPostalCode("a1"), "A1");
    EXPECT_EQ(rules.spellPostalCode("a 1"), "A1");
    const std::string longest(100, 'a');
    EXPECT_EQ(rules.spellPostalCode(longest), std::string(100, 'A'));
}

TEST(CountryRulesOfOne, KnowStatesInTheirCaseAlone) {
    auto facts = countryWith("US");
    facts.states = {"WA", "OR"};
    const CountryRules rules(facts);
    EXPECT_TRUE(rules.hasState("WA"));
    for (const auto state : {""sv, "wa"sv, "WA "sv, "W"sv, "WAX"sv, "CA"sv, "WA\0"sv})
        EXPECT_FALSE(rules.hasState(state)) << state;
}

TEST(CountryTables, FindCountriesByTwoLettersInAnyCase) {
    const std::vector<rules::CountryFacts> countries = {countryWith("AA"), countryWith("DE"),
                                                        countryWith("ZZ")};
    const CountryTable table(countries);
    for (const auto* code : {"DE", "de", "De", "dE", "AA", "zz"})
        EXPECT_NE(table.find(code), nullptr) << code;
    EXPECT_EQ(table.find("de")->facts().iso2, "DE");
    for (const auto code : {""sv, "D"sv, "DEU"sv, "D1"sv, "D "sv, " D"sv, "D\0"sv, "@A"sv, "[A"sv,
                            "`a"sv, "{a"sv, "\xC3\x84"sv, "AB"sv, "FR"sv})
        EXPECT_EQ(table.find(code), nullptr) << code;
}

TEST(SmallTexts, AreTrimmedOfSpacesAlone) {
    EXPECT_EQ(trimmed("  a b  "), "a b");
    EXPECT_EQ(trimmed(""), "");
    EXPECT_EQ(trimmed("   "), "");
    EXPECT_EQ(trimmed("\ta\n"), "\ta\n");
    EXPECT_EQ(trimmed("\u00A0a"), "\u00A0a");
}

TEST(SmallTexts, ChangeTheCaseOfAsciiLettersAlone) {
    EXPECT_EQ(upper("az09-é"), "AZ09-é");
    EXPECT_TRUE(equalButCase("aBc", "AbC"));
    EXPECT_TRUE(equalButCase("", ""));
    for (const auto& [one, other] :
         {std::pair{"a"sv, "b"sv}, std::pair{"a"sv, ""sv}, std::pair{"ab"sv, "a"sv},
          std::pair{"é"sv, "É"sv}, std::pair{"["sv, "{"sv}, std::pair{"a\0"sv, "a"sv}})
        EXPECT_FALSE(equalButCase(one, other)) << one;
}

TEST(SmallTexts, AreCountedInCharacters) {
    EXPECT_EQ(characters(""), 0U);
    EXPECT_EQ(characters("abc"), 3U);
    EXPECT_EQ(characters("äöü€😀"), 5U);
    EXPECT_EQ(characters("a\0b"sv), 3U);
}

}  // namespace concordat::basic
