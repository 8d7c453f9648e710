#include <array>
#include <gtest/gtest.h>
#include <map>
#include <rapidjson/document.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/error_border.hpp"
#include "core/api/error_catalogue.hpp"
#include "core/api/language.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

constexpr std::array kAllLanguages = {Language::English, Language::Portuguese, Language::German};

constexpr std::array kAllKinds = {ErrorKind::InvalidRequest,   ErrorKind::Unauthenticated,
                                  ErrorKind::Forbidden,        ErrorKind::NotOffered,
                                  ErrorKind::NotFound,         ErrorKind::MethodNotAllowed,
                                  ErrorKind::Conflict,         ErrorKind::PreconditionFailed,
                                  ErrorKind::TooLarge,         ErrorKind::UnsupportedMediaType,
                                  ErrorKind::TooManyRequests,  ErrorKind::NotBuilt,
                                  ErrorKind::StoreUnavailable, ErrorKind::Overloaded,
                                  ErrorKind::Internal};

/// How many places each text has, by code; all others have none.
const std::map<int, int>& placesByCode() {
    static const std::map<int, int> kPlaces = {{codes::kAccessDenied, 1},
                                               {codes::kUnknownCountry, 1},
                                               {codes::kBodyTooLarge, 1},
                                               {codes::kThrottled, 1},
                                               {codes::kNotBuilt, 1},
                                               {codes::kNotOfferedInCloud, 2},
                                               {codes::kNotOfferedSeePortal, 3},
                                               {codes::kRoleLacksRights, 1},
                                               {codes::kUserTokenRequired, 1},
                                               {codes::kRuleRefused, 1},
                                               {codes::kDomainTaken, 1},
                                               {codes::kDomainUnproven, 2},
                                               {codes::kMemberMissing, 1},
                                               {codes::kBadSelfServePolicyId, 1},
                                               {codes::kUnknownEnumValue, 1},
                                               {codes::kBadHeader, 1},
                                               {codes::kBadFilter, 1},
                                               {codes::kBadPageSize, 2},
                                               {codes::kAuditWindow, 1},
                                               {codes::kWebhookTarget, 1},
                                               {codes::kQuantityOutsideLimits, 2},
                                               {codes::kOfferNotForSale, 1},
                                               {codes::kNoFreeLicence, 1},
                                               {codes::kLicenceNotHeld, 1},
                                               {codes::kServiceUnknown, 1},
                                               {codes::kOfferNotInCountry, 1},
                                               {codes::kSandboxLicences, 1},
                                               {codes::kGranularState, 1}};
    return kPlaces;
}

int placesOf(const CatalogueEntry& entry) {
    if (entry.code == codes::kBadProperty) return entry.kind == ErrorKind::NotFound ? 0 : 1;
    const auto found = placesByCode().find(entry.code);
    return found == placesByCode().end() ? 0 : found->second;
}

std::size_t occurrences(std::string_view text, std::string_view of) {
    std::size_t count = 0;
    for (auto at = text.find(of); at != std::string_view::npos; at = text.find(of, at + 1)) ++count;
    return count;
}

TEST(ErrorTexts, HaveThePlacesOfTheirCodeOnceEachInEveryLanguage) {
    for (const auto& entry : catalogue()) {
        for (const auto language : kAllLanguages) {
            const auto text = entry.text[static_cast<std::size_t>(language)];
            SCOPED_TRACE(text);
            const auto places = placesOf(entry);
            for (int place = 0; place < 4; ++place)
                EXPECT_EQ(occurrences(text, '{' + std::to_string(place) + '}'), place < places);
            EXPECT_EQ(occurrences(text, "{"), static_cast<std::size_t>(places));
            EXPECT_EQ(occurrences(text, "}"), static_cast<std::size_t>(places));
        }
    }
}

TEST(ErrorTexts, AreSentencesInEveryLanguage) {
    for (const auto& entry : catalogue()) {
        for (const auto text : entry.text) {
            SCOPED_TRACE(text);
            EXPECT_TRUE(text.ends_with('.') || text.ends_with("{0}."));
            EXPECT_FALSE(text.starts_with(' '));
            EXPECT_EQ(text.find("  "), std::string_view::npos);
            for (const char c : text) EXPECT_GE(static_cast<unsigned char>(c), 0x20);
            EXPECT_TRUE(isUtf8(text));
        }
    }
}

TEST(ErrorTexts, AreTranslatedAndNotRepeated) {
    for (std::size_t language = 0; language < kLanguages; ++language) {
        std::set<std::string_view> seen;
        for (const auto& entry : catalogue())
            EXPECT_TRUE(seen.insert(entry.text[language]).second) << entry.text[language];
    }
    for (const auto& entry : catalogue()) {
        EXPECT_NE(entry.text[0], entry.text[1]);
        EXPECT_NE(entry.text[0], entry.text[2]);
        EXPECT_NE(entry.text[1], entry.text[2]);
    }
}

TEST(ErrorTexts, ShowArgumentsInTheirPlaces) {
    const std::vector<std::string> arguments = {"<first>", "<second>", "<third>"};
    for (const auto& entry : catalogue()) {
        for (const auto language : kAllLanguages) {
            const auto text = describe({entry.kind, entry.code, arguments}, language);
            SCOPED_TRACE(text);
            for (int place = 0; place < 3; ++place)
                EXPECT_EQ(occurrences(text, arguments[static_cast<std::size_t>(place)]),
                          place < placesOf(entry));
            EXPECT_EQ(text.find_first_of("{}"), std::string::npos);
        }
    }
}

TEST(ErrorTexts, NeverFillPlacesOfAnArgument) {
    const Error error(ErrorKind::InvalidRequest, codes::kBadPageSize, {"{1}", "{0}"});
    EXPECT_EQ(describe(error, Language::English), "size must be {1} to {0}, or 0 for the default.");
}

TEST(ErrorTexts, KeepArgumentsThatAreEmptyLongOrNotAscii) {
    const auto text = [](std::string argument) {
        return describe({ErrorKind::InvalidRequest, codes::kMemberMissing, {std::move(argument)}},
                        Language::German);
    };
    EXPECT_EQ(text(""), " ist erforderlich.");
    EXPECT_EQ(text("straße"), "straße ist erforderlich.");
    EXPECT_EQ(text(std::string(5000, 'x')).size(), 5000 + std::string(" ist erforderlich.").size());
}

TEST(ErrorTexts, TakeAnotherKindOfACodeBeforeTheTextOfTheUnexpected) {
    // A stale etag is PreconditionFailed for If-Match, and listed once, as a conflict.
    EXPECT_EQ(describe({ErrorKind::PreconditionFailed, codes::kStaleEtag}, Language::English),
              describe({ErrorKind::Conflict, codes::kStaleEtag}, Language::English));
    for (const int code : {0, -1, 1, 401, 999999, 2147483647})
        EXPECT_EQ(describe({ErrorKind::NotFound, code}, Language::Portuguese),
                  describe({ErrorKind::Internal, codes::kUnexpected}, Language::Portuguese));
}

TEST(ErrorStatus, IsAnErrorOfHttpForEveryKind) {
    const std::set<int> known = {400, 401, 403, 404, 405, 409, 412, 413, 415, 429, 500, 501, 503};
    std::set<int> seen;
    for (const auto kind : kAllKinds) seen.insert(httpStatusFor(kind));
    EXPECT_EQ(seen, known);
}

TEST(ErrorReply, IsJsonWithTheFourMembersOfThePartnerApi) {
    for (const auto kind : kAllKinds) {
        http::Reply reply;
        writeError(reply, {kind, codes::kUnexpected, {"a\"b", "\x01"}}, Language::English, nullptr);
        rapidjson::Document json;
        json.Parse(reply.body.data(), reply.body.size());
        ASSERT_FALSE(json.HasParseError()) << reply.body;
        EXPECT_EQ(json.MemberCount(), 4U);
        EXPECT_EQ(json["code"].GetInt(), codes::kUnexpected);
        EXPECT_TRUE(json["description"].IsString());
        EXPECT_STREQ(json["data"][0].GetString(), "a\"b");
        EXPECT_EQ(json["data"].Size(), 2U);
        EXPECT_STREQ(json["source"].GetString(), "PartnerFD");
        EXPECT_EQ(reply.status, httpStatusFor(kind));
    }
}

rules::CloudFacts factsWith(rules::LocalizedText text) {
    rules::CloudFacts facts;
    facts.rules = {
        {.id = "XX-1", .kind = {}, .code = 0, .text = std::move(text), .source = "a test"}};
    return facts;
}

std::string descriptionOf(const rules::CloudFacts& facts, Language language) {
    http::Reply reply;
    writeError(reply, {ErrorKind::Forbidden, codes::kRuleRefused, {"XX-1"}}, language, &facts);
    rapidjson::Document json;
    json.Parse(reply.body.data(), reply.body.size());
    return json["description"].GetString();
}

TEST(ErrorReply, DescribesARuleInTheCallersLanguageElseInEnglish) {
    const auto facts = factsWith({{"en", "no"}, {"pt-BR", "não"}});
    EXPECT_EQ(descriptionOf(facts, Language::English), "no");
    EXPECT_EQ(descriptionOf(facts, Language::Portuguese), "não");
    EXPECT_EQ(descriptionOf(facts, Language::German), "no");
}

TEST(ErrorReply, DescribesARuleWithoutATextInTheCataloguesWords) {
    EXPECT_EQ(descriptionOf(factsWith({}), Language::German),
              "Die Regel XX-1 dieser Cloud lässt die Anfrage nicht zu.");
    EXPECT_EQ(descriptionOf(factsWith({{"fr", "non"}}), Language::English),
              "The rule XX-1 of this cloud does not allow the request.");
    EXPECT_EQ(descriptionOf({}, Language::English),
              "The rule XX-1 of this cloud does not allow the request.");
}

TEST(LanguageOf, TakesTheFirstPartOfALocaleInAnyCase) {
    for (const auto* locale : {"de", "DE", "de-AT", "De-de", "de-"})
        EXPECT_EQ(languageOf(locale), Language::German) << locale;
    for (const auto* locale : {"pt", "pt-BR", "PT-pt"})
        EXPECT_EQ(languageOf(locale), Language::Portuguese) << locale;
}

TEST(LanguageOf, AnswersInEnglishToEverythingElse) {
    using namespace std::string_view_literals;
    for (const auto locale :
         {""sv, "en"sv, "en-US"sv, "fr-FR"sv, "d"sv, "dee"sv, "deu"sv, "-de"sv, " de"sv, "de "sv,
          "de_DE"sv, "de\0"sv, "*"sv, "de;q=0.5"sv, "ptbr"sv, "\xFF"sv})
        EXPECT_EQ(languageOf(locale), Language::English) << locale;
    EXPECT_EQ(languageOf(std::string(100'000, 'd')), Language::English);
}

TEST(TagOf, NamesEachLanguageOnce) {
    EXPECT_EQ(tagOf(Language::English), "en");
    EXPECT_EQ(tagOf(Language::Portuguese), "pt-BR");
    EXPECT_EQ(tagOf(Language::German), "de");
    for (const auto language : kAllLanguages) EXPECT_EQ(languageOf(tagOf(language)), language);
}

const rules::Catalogue kFrench{
    "fr-FR", {{"3000", "Incorrect : {0}."}, {"3000-404", "Inconnu."}, {"60003", "{x} {9}"}}};

TEST(OwnLanguage, IsThatOfTheFirstPartAndNeverOneOfOurs) {
    const std::vector<rules::Catalogue> all{kFrench, {"de", {}}};
    for (const auto* locale : {"fr", "FR-be", "fr-FR"})
        EXPECT_EQ(ownLanguageOf(locale, all), &all[0]) << locale;
    for (const auto* locale : {"", "f", "french", "de", "de-AT", "en", "en-FR", "pt", "-fr"})
        EXPECT_EQ(ownLanguageOf(locale, all), nullptr) << locale;
    EXPECT_EQ(ownLanguageOf("fr", {}), nullptr);
}

TEST(OwnLanguage, GoesByCodeAndStatusThenByCode) {
    const auto text = [](ErrorKind kind, int code) {
        return describe({kind, code, {"a"}}, Language::English, &kFrench);
    };
    EXPECT_EQ(text(ErrorKind::InvalidRequest, codes::kBadProperty), "Incorrect : a.");
    EXPECT_EQ(text(ErrorKind::NotFound, codes::kUnknownMpnId), "Inconnu.");
    EXPECT_EQ(text(ErrorKind::NotFound, codes::kUnknownTenant), "{x} ");
    EXPECT_EQ(text(ErrorKind::Conflict, codes::kDomainTaken), "The domain a is taken.");
}

TEST(OwnLanguage, OfARuleIsTheCloudsOrEnglish) {
    const rules::LocalizedText both{{"en", "no"}, {"fr-FR", "non"}};
    EXPECT_EQ(*textIn(both, Language::English, &kFrench), "non");
    EXPECT_EQ(*textIn({{"en", "no"}}, Language::English, &kFrench), "no");
    EXPECT_EQ(textIn({}, Language::English, &kFrench), nullptr);
}

}  // namespace
}  // namespace concordat::api
