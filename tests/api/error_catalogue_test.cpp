#include "core/api/error_catalogue.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "core/api/error_border.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

TEST(ErrorCatalogue, HasATextInEveryLanguageWithTheSamePlaces) {
    for (const auto& entry : catalogue()) {
        SCOPED_TRACE(entry.code);
        for (const auto text : entry.text) {
            EXPECT_FALSE(text.empty());
            EXPECT_TRUE(isUtf8(text));
            for (const auto* place : {"{0}", "{1}", "{2}"})
                EXPECT_EQ(text.find(place) == std::string_view::npos,
                          entry.text[0].find(place) == std::string_view::npos);
        }
    }
}

TEST(ErrorCatalogue, HasEveryCodeThatThereIs) {
    std::ifstream file(CONCORDAT_ERROR_CODES);
    std::stringstream text;
    text << file.rdbuf();
    const std::string source = text.str();
    std::set<int> known;
    for (const auto& entry : catalogue()) known.insert(entry.code);
    int found = 0;
    constexpr std::string_view kDefinition = "constexpr int k";
    for (auto at = source.find(kDefinition); at != std::string::npos;
         at = source.find(kDefinition, at + 1)) {
        const auto number = source.find_first_of("0123456789", source.find('=', at));
        const int code = std::stoi(source.substr(number));
        EXPECT_TRUE(known.contains(code)) << code;
        ++found;
    }
    EXPECT_GT(found, 40);
}

TEST(ErrorCatalogue, GivesACodeOneMeaningPerKind) {
    std::set<std::pair<int, ErrorKind>> seen;
    for (const auto& entry : catalogue())
        EXPECT_TRUE(seen.emplace(entry.code, entry.kind).second) << entry.code;
}

TEST(ErrorCatalogue, FillsPlacesAndLeavesOutWhatIsNotGiven) {
    const Error error(ErrorKind::NotOffered, codes::kNotOfferedSeePortal, {"op", "cloud"});
    EXPECT_EQ(describe(error, Language::English),
              "The operation op is not available in the cloud cloud. Use  instead.");
}

TEST(ErrorCatalogue, TellsTheTwoMeaningsOfANumberApart) {
    EXPECT_NE(describe({ErrorKind::NotFound, codes::kUnknownMpnId}, Language::English),
              describe({ErrorKind::InvalidRequest, codes::kBadProperty}, Language::English));
}

TEST(ErrorCatalogue, DescribesAnUnknownCodeAsUnexpected) {
    EXPECT_EQ(describe({ErrorKind::Internal, -1}, Language::German),
              describe({ErrorKind::Internal, codes::kUnexpected}, Language::German));
}

TEST(ErrorBorder, GivesEachKindItsStatus) {
    EXPECT_EQ(httpStatusFor(ErrorKind::PreconditionFailed), 412);
    EXPECT_EQ(httpStatusFor(ErrorKind::NotOffered), 403);
    EXPECT_EQ(httpStatusFor(ErrorKind::Overloaded), 503);
    EXPECT_EQ(httpStatusFor(ErrorKind::Internal), 500);
}

TEST(ErrorBorder, AlwaysWritesAnArrayAndForgetsWhatTheReplyHeld) {
    http::Reply reply;
    reply.body = "half a reply";
    reply.headers = "ETag: \"1\"\r\n";
    writeError(reply, {ErrorKind::StoreUnavailable, codes::kStoreUnavailable}, Language::English,
               nullptr);
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(reply.headers, "");
    EXPECT_NE(reply.body.find("\"data\":[]"), std::string::npos);
}

}  // namespace
}  // namespace concordat::api
