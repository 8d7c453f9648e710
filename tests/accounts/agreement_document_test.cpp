#include "core/accounts/agreement_document.hpp"

#include <gtest/gtest.h>
#include <set>

#include "core/accounts/agreement_languages.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::accounts {
namespace {

/// Has texts in German and English.
class TwoLanguages final : public AgreementTexts {
public:
    [[nodiscard]] std::string_view languageOf(AgreementType,
                                              std::string_view language) const override {
        return language == "de-DE" ? language : kEnglishLanguage;
    }
};

constexpr auto kTemplate = "117a77b0-9360-443b-8795-c6dedc750cf9";
const auto kNow = *parseInstant("2026-11-26T10:00:00Z");

class AgreementDocumentsTest : public testing::Test {
protected:
    AgreementDocument offered(const std::string& language, const std::string& country) {
        return documents_.offer(kTemplate, language, country, kNow).document;
    }

    std::pair<ErrorKind, std::string> refusal(const std::string& id, const std::string& language,
                                              const std::string& country) {
        try {
            (void)documents_.offer(id, language, country, kNow);
        } catch (const Error& error) {
            return {error.kind(), error.arguments().empty() ? std::to_string(error.code())
                                                            : error.arguments()[0]};
        }
        return {ErrorKind::Internal, "not refused"};
    }

    TwoLanguages texts_;
    const AgreementDocuments documents_{texts_, std::string(32, 'k'), "global"};
};

TEST_F(AgreementDocumentsTest, AreEnglishAndForTheUnitedStatesUnlessSaidOtherwise) {
    const auto type = AgreementType::MicrosoftCustomerAgreement;
    EXPECT_EQ(offered("", ""), (AgreementDocument{type, "en-US", "US"}));
    EXPECT_EQ(offered("", "DE"), (AgreementDocument{type, "en-US", "DE"}));
    EXPECT_EQ(offered("de-de", "AT"), (AgreementDocument{type, "de-DE", "AT"}));
    EXPECT_EQ(documents_.offer("998B88DE-AA99-4388-A42C-1B3517D49490", "", "", kNow).document.type,
              AgreementType::MicrosoftCloudAgreement);
}

TEST_F(AgreementDocumentsTest, SayEnglishWhereThereIsNoTextInTheLanguage) {
    EXPECT_EQ(offered("fr-FR", "FR").language, "en-US");
}

TEST_F(AgreementDocumentsTest, RefuseTemplatesCountriesAndLanguagesThatThereAreNot) {
    using Refusal = std::pair<ErrorKind, std::string>;
    const auto unknown = std::to_string(codes::kUnknownTemplate);
    for (const auto* id : {"", "x", "117a77b0-9360-443b-8795-c6dedc750cf8"})
        EXPECT_EQ(refusal(id, "", ""), Refusal(ErrorKind::NotFound, unknown)) << id;
    for (const auto* country : {"de", "USA", "XX", "D", " DE", "DE ", "A ", "X F"})
        EXPECT_EQ(refusal(kTemplate, "", country), Refusal(ErrorKind::InvalidRequest, "country"))
            << country;
    for (const auto* language : {"fr-FR", "de", "en", "de_DE", "x", "en-GB"})
        EXPECT_EQ(refusal(kTemplate, language, "DE"),
                  Refusal(ErrorKind::InvalidRequest, "language"))
            << language;
    EXPECT_EQ(refusal(kTemplate, "de-DE", "US"), Refusal(ErrorKind::InvalidRequest, "language"));
}

TEST_F(AgreementDocumentsTest, AreFoundByTheirLinksWhileThoseAreGood) {
    const auto offered = documents_.offer(kTemplate, "de-DE", "DE", kNow);
    EXPECT_EQ(documents_.open(offered.link, kNow), offered.document);
    EXPECT_EQ(offered.link.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             "0123456789-."),
              std::string::npos);
    const auto end = kNow + AgreementDocuments::kLinkLife;
    EXPECT_TRUE(documents_.open(offered.link, end - std::chrono::microseconds(1)));
    EXPECT_FALSE(documents_.open(offered.link, end));
}

TEST_F(AgreementDocumentsTest, OpenNoLinkOfAnotherCloudOrKey) {
    const auto link = documents_.offer(kTemplate, "", "", kNow).link;
    EXPECT_FALSE(AgreementDocuments(texts_, std::string(32, 'k'), "germany").open(link, kNow));
    EXPECT_FALSE(AgreementDocuments(texts_, std::string(32, 'x'), "global").open(link, kNow));
    EXPECT_FALSE(documents_.open("", kNow));
    EXPECT_FALSE(documents_.open("....", kNow));
    EXPECT_THROW(AgreementDocuments(texts_, "short", "global"), std::invalid_argument);
}

TEST(AgreementLanguages, AreOneForEachCountryBesideEnglish) {
    std::set<std::string_view> seen;
    for (const auto language : agreementLanguages())
        EXPECT_TRUE(seen.insert(language).second) << language;
    EXPECT_EQ(seen.size(), 40U);
    EXPECT_EQ(agreementLanguage("DE", "DE-de"), "de-DE");
    EXPECT_EQ(agreementLanguage("GB", "en-us"), "en-US");
    EXPECT_EQ(agreementLanguage("GB", "de-DE"), "");
    EXPECT_EQ(agreementLanguage("RS", "sr-Latn-RS"), "sr-Latn-RS");
    EXPECT_TRUE(hasAgreements("ZW"));
    EXPECT_TRUE(hasAgreements("AX"));
    EXPECT_FALSE(hasAgreements("CN"));
    EXPECT_FALSE(hasAgreements(""));
}

}  // namespace
}  // namespace concordat::accounts
