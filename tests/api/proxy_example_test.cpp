#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <sstream>
#include <string>

#include "core/api/error_border.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

constexpr std::size_t kDefaultBodyBytes = 1'048'576;

/// What config/nginx.conf.example answers by itself: status and body.
std::map<int, std::string> answersOfTheExample() {
    std::ostringstream text;
    text << std::ifstream(CONCORDAT_PROXY_EXAMPLE).rdbuf();
    const auto content = text.str();
    const std::regex answer(R"(return (\d+) '(.*)';)");
    std::map<int, std::string> answers;
    for (std::sregex_iterator at(content.begin(), content.end(), answer), end; at != end; ++at)
        answers[std::stoi((*at)[1])] =
            std::regex_replace((*at)[2].str(), std::regex(R"(\\')"), "'");
    return answers;
}

std::string bodyOf(const Error& error) {
    http::Reply reply;
    writeError(reply, error, Language::English, nullptr);
    return reply.body;
}

TEST(ProxyExample, RefusesInTheWordsThatTheServerWouldUse) {
    const auto answers = answersOfTheExample();
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_EQ(
        answers.at(413),
        bodyOf({ErrorKind::TooLarge, codes::kBodyTooLarge, {std::to_string(kDefaultBodyBytes)}}));
    EXPECT_EQ(answers.at(431), bodyOf({ErrorKind::InvalidRequest, codes::kHeadTooLarge}));
    EXPECT_EQ(answers.at(503), bodyOf({ErrorKind::Overloaded, codes::kOverloaded}));
}

}  // namespace
}  // namespace concordat::api
