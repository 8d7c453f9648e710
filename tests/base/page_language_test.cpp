#include "core/base/page_language.hpp"

#include <gtest/gtest.h>
#include <string>

namespace concordat {
namespace {

TEST(PageLanguage, IsTheOneThatTheBrowserLikesBest) {
    EXPECT_EQ(pageLanguageOf("de-DE,de;q=0.9,en;q=0.8"), PageLanguage::German);
    EXPECT_EQ(pageLanguageOf("pt-BR"), PageLanguage::Portuguese);
    EXPECT_EQ(pageLanguageOf("pt-PT,pt;q=0.9"), PageLanguage::Portuguese);
    EXPECT_EQ(pageLanguageOf("de-AT"), PageLanguage::German);
    EXPECT_EQ(pageLanguageOf("en;q=0.2, de;q=0.9"), PageLanguage::German);
    EXPECT_EQ(pageLanguageOf("fr, pt;q=0.3"), PageLanguage::Portuguese);
}

TEST(PageLanguage, IsEnglishWhereNothingElseCanBe) {
    for (const std::string header :
         {"", "fr", "*", "xx-YY", ";;;q=", "de;q=abc\x01", ",,,,", "en-GB,de;q=0.1"})
        EXPECT_EQ(pageLanguageOf(header), PageLanguage::English) << header;
    EXPECT_EQ(pageLanguageOf(std::string(100'000, 'd')), PageLanguage::English);
}

TEST(PageLanguage, HasATagThatIsItsOwn) {
    for (const auto language :
         {PageLanguage::English, PageLanguage::Portuguese, PageLanguage::German})
        EXPECT_EQ(pageLanguageOfTag(tagOf(language)), language);
    EXPECT_EQ(pageLanguageOfTag("german"), PageLanguage::English);
}

}  // namespace
}  // namespace concordat
