#include "core/base/text.hpp"

#include <gtest/gtest.h>

namespace concordat {
namespace {

TEST(FoldName, IgnoresCaseAndAccents) {
    EXPECT_EQ(foldName("Ação Comércio"), foldName("ACAO COMERCIO"));
    EXPECT_EQ(foldName("Straße"), foldName("STRASSE"));
    EXPECT_EQ(foldName("ÅNGSTRÖM"), "angstrom");
    EXPECT_EQ(foldName("Contoso GmbH"), "contoso gmbh");
}

TEST(FoldName, KeepsLettersThatAreNotAccents) {
    EXPECT_NE(foldName("株式会社"), foldName("株式"));
    EXPECT_EQ(foldName("\u0130"), "i");
}

TEST(ListKey, EndsBeforeTheLetterThatWouldBeTooMuch) {
    std::string cat;
    for (int i = 0; i < 300; ++i) cat += "\U0001F431";  // four bytes that fold to themselves
    EXPECT_EQ(listKeyOf(cat), cat.substr(0, kMostListKey));
    std::string kanji;
    for (int i = 0; i < 400; ++i) kanji += "\u682A";  // three bytes: the bound falls inside one
    EXPECT_EQ(listKeyOf(kanji), kanji.substr(0, kMostListKey - kMostListKey % 3));
    EXPECT_EQ(listKeyOf(std::string(2000, 'A')), std::string(kMostListKey, 'a'));
    std::string ligature;
    for (int i = 0; i < 200; ++i) ligature += "\uFDFA";  // folds to eighteen letters
    EXPECT_LE(listKeyOf(ligature).size(), kMostListKey);
    EXPECT_TRUE(isUtf8(listKeyOf(ligature)));
    EXPECT_EQ(listKeyOf("Ação Comércio"), "acao comercio");
}

TEST(IsStorable, RefusesWhatSomeStoreCannotHold) {
    EXPECT_TRUE(isStorable("São Paulo"));
    EXPECT_TRUE(isStorable(""));
    EXPECT_FALSE(isStorable("\xFF"));
    EXPECT_FALSE(isStorable(std::string_view("a\0b", 3)));
}

TEST(IsUtf8, RefusesOverlongFormsAndSurrogates) {
    EXPECT_TRUE(isUtf8("São Paulo"));
    EXPECT_FALSE(isUtf8("\xC0\x80"));
    EXPECT_FALSE(isUtf8("\xED\xA0\x80"));
    EXPECT_FALSE(isUtf8("\xFF"));
}

TEST(CountCodePoints, CountsCharactersNotBytes) {
    EXPECT_EQ(countCodePoints("São"), 3U);
}

TEST(EqualsIgnoringCase, ComparesAsciiLettersOnly) {
    EXPECT_TRUE(equalsIgnoringCase("CompanyProfile", "companyprofile"));
    EXPECT_FALSE(equalsIgnoringCase("a", "b"));
    EXPECT_FALSE(equalsIgnoringCase("[", "{"));
}

}  // namespace
}  // namespace concordat
