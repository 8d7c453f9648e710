#include "core/api/authority_pages.hpp"

#include <filesystem>

#include "core/identity/secrets.hpp"
#include "tests/api/api_fixture.hpp"
#include "tests/identity/directory_fake.hpp"

namespace concordat::api {
namespace {

using http::Method;

constexpr std::string_view kClient = "44444444-4444-4444-8444-444444444444";

/// An API with the built-in authority on its listener.
class AuthorityPagesTest : public ApiFixture {
protected:
    AuthorityPagesTest() {
        directory_accounts_.tenants[kContoso] = {};
        directory_accounts_.applications[{kContoso, {*Uuid::parse(kClient)}}] = {
            {identity::hashSecret("secret")}, false};
        authority_ = &built_in_;
        restart();
    }
    ~AuthorityPagesTest() override { std::filesystem::remove(file_); }

    static std::string form() {
        return "grant_type=client_credentials&client_id=" + std::string(kClient) +
               "&client_secret=secret&resource=https%3A%2F%2Fapi.example.test";
    }

    Call tokenCall() const {
        return {.method = Method::Post,
                .target = "/" + kContoso.value.toString() + "/oauth2/token",
                .body = form(),
                .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                .token = ""};
    }

    std::filesystem::path file_ =
        std::filesystem::temp_directory_path() / ("concordat-" + makeRandomUuid().toString());
    identity::SigningKeys keys_{file_};
    identity::testing::MemoryDirectory directory_accounts_;
    identity::MemoryRefreshTokenStore refresh_tokens_;
    identity::Authority built_in_{"development",
                                  {"http://127.0.0.1:8081", {"https://api.example.test"}, {}, {}},
                                  keys_,
                                  directory_accounts_,
                                  refresh_tokens_};
};

TEST_F(AuthorityPagesTest, IssuesTokensOnTheCloudsOwnListener) {
    const auto answer = send(tokenCall());
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/json");
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    EXPECT_STREQ(answer.json()["token_type"].GetString(), "Bearer");
}

TEST_F(AuthorityPagesTest, AnswersErrorsInTheFormOfTokenEndpoints) {
    auto call = tokenCall();
    call.body = "grant_type=client_credentials";
    const auto answer = send(call);
    EXPECT_EQ(answer.status, 400);
    EXPECT_TRUE(answer.json().HasMember("error"));
    call.body_too_large = true;
    EXPECT_EQ(send(call).status, 413);
    directory_accounts_.broken = true;
    EXPECT_GE(send(tokenCall()).status, 500);
}

TEST_F(AuthorityPagesTest, ShowsItsLoginPageAsOne) {
    const auto answer =
        send({.method = Method::Get,
              .target = "/" + kContoso.value.toString() + "/oauth2/v2.0/authorize?client_id=x",
              .token = ""});
    EXPECT_EQ(answer.status, 400) << "an application that is not registered";
    EXPECT_EQ(answer.header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(answer.header("X-Frame-Options"), "DENY");
}

TEST_F(AuthorityPagesTest, TakesBodiesWithoutATokenAndBlocksOnlyWorkers) {
    http::Request head;
    head.method = Method::Post;
    const std::string path = "/" + kContoso.value.toString() + "/oauth2/token";
    head.path = path;
    EXPECT_TRUE(api_->wantsBody(head));
    EXPECT_EQ(api_->placementOf(head), http::Placement::Worker);
}

TEST_F(AuthorityPagesTest, IsNotThereWithoutAnAuthority) {
    authority_ = nullptr;
    restart();
    EXPECT_EQ(send(tokenCall()).status, 404);
}

}  // namespace
}  // namespace concordat::api
