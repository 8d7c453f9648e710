#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <string_view>

#include "core/api/error_border.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

constexpr std::size_t kDefaultBodyBytes = 1'048'576;

/// A text in single quotes, as nginx reads it: from behind the first one up to the next that is not
/// escaped.
std::string unquoted(std::string_view rest) {
    std::string text;
    for (std::size_t at = 0; at < rest.size() && rest[at] != '\''; ++at) {
        if (rest[at] == '\\') ++at;
        text.push_back(rest[at]);
    }
    return text;
}

/// What config/nginx.conf.example answers by itself: status and body, from lines such as
/// `return 413 '...';`.
std::map<int, std::string> answersOfTheExample() {
    constexpr std::string_view kReturn = "return ";
    std::map<int, std::string> answers;
    std::ifstream file(CONCORDAT_PROXY_EXAMPLE);
    for (std::string line; std::getline(file, line);) {
        const auto at = line.find(kReturn);
        const auto quote = line.find('\'');
        if (at == std::string::npos || quote == std::string::npos || quote < at) continue;
        answers[std::stoi(line.substr(at + kReturn.size()))] =
            unquoted(std::string_view(line).substr(quote + 1));
    }
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
