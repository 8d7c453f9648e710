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
