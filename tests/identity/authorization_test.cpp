#include <algorithm>
#include <atomic>
#include <gmock/gmock.h>
#include <thread>

#include "core/base/sha256.hpp"
#include "core/identity/base64url.hpp"
#include "tests/identity/authority_fixture.hpp"

/// The authorization code grant of the built-in authority: what leads to a code, what a code is
/// good for, and everything that is refused.
namespace concordat::identity::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr auto kPages = "cccccccc-dddd-4eee-8fff-000000000000";
constexpr auto kCallback = "https://pages.example/callback";
constexpr auto kVerifier = "verifier-of-43-characters-or-more-0123456789";
constexpr auto kTyped = "username=ana%40contoso.example&password=correct+horse+battery+staple";

std::string headerOf(const AuthorityReply& reply, std::string_view name) {
    const auto found = std::find_if(reply.headers.begin(), reply.headers.end(),
                                    [&](const auto& header) { return header.first == name; });
    return found == reply.headers.end() ? std::string() : found->second;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

class AuthorizationTest : public AuthorityTest {
protected:
    static AuthoritySettings settingsWithPages() {
        auto settings = AuthorityTest::settings();
        settings.clients = {{ApplicationId{*Uuid::parse(kPages)}, kCallback}};
        return settings;
    }

    static std::string query() {
        return std::string("client_id=") + kPages +
               "&response_type=code&redirect_uri=https%3A%2F%2Fpages.example%2Fcallback"
               "&scope=openid&state=a+state%26more&nonce=once&code_challenge_method=S256"
               "&code_challenge=" +
               encodeBase64Url(sha256({kVerifier}));
    }

    AuthorityReply ask(const std::string& method, const std::string& query,
                       const std::string& typed = {}, std::string_view language = {},
                       std::string_view tenant = kTenant) {
        return pages_.serve({method,
                             "/" + std::string(tenant) + "/oauth2/v2.0/authorize",
                             "application/x-www-form-urlencoded",
                             {},
                             typed,
                             query,
                             language},
                            now_);
    }

    std::string signIn() {
        const auto reply = ask("POST", query(), kTyped);
        EXPECT_EQ(reply.status, 303) << reply.body;
        const auto location = headerOf(reply, "Location");
        const auto from = location.find("code=") + 5;
        return location.substr(from, location.find('&') - from);
    }

    static std::string form(const std::string& code) {
        return "grant_type=authorization_code&client_id=" + std::string(kPages) +
               "&redirect_uri=https%3A%2F%2Fpages.example%2Fcallback&code_verifier=" + kVerifier +
               "&code=" + code;
    }

    AuthorityReply redeem(const std::string& form) {
        return pages_.serve({"POST",
                             "/organizations/oauth2/v2.0/token",
                             "application/x-www-form-urlencoded",
                             {},
                             form},
                            now_);
    }

    Authority pages_{"development", settingsWithPages(), keys_, directory_, refresh_tokens_};
};

TEST_F(AuthorizationTest, ShowsALoginPageThatNoFrameAndNoScriptReaches) {
    const auto page = ask("GET", query() + "&login_hint=%22%3E%3Cscript%3E");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(headerOf(page, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(headerOf(page, "X-Frame-Options"), "DENY");
    EXPECT_THAT(headerOf(page, "Content-Security-Policy"),
                AllOf(HasSubstr("frame-ancestors 'none'"),
                      HasSubstr("form-action 'self' https://pages.example;")));
    EXPECT_THAT(page.body, AllOf(HasSubstr("Sign in"), Not(HasSubstr("<script")),
                                 HasSubstr("&quot;&gt;&lt;script&gt;")));
    EXPECT_THAT(ask("GET", query(), {}, "de-CH, en;q=0.1").body, HasSubstr("Kennwort"));
    EXPECT_THAT(ask("GET", query(), {}, "pt").body, HasSubstr("Senha"));
}

TEST_F(AuthorizationTest, ACodeBecomesAnIdTokenWithTheNonceAndTheRoles) {
    const auto reply = ask("POST", query(), kTyped);
    ASSERT_EQ(reply.status, 303) << reply.body;
    EXPECT_THAT(headerOf(reply, "Location"), AllOf(StartsWith(std::string(kCallback) + "?code="),
                                                   ::testing::EndsWith("&state=a%20state%26more")));
    const auto tokens = redeem(form(signIn()));
    ASSERT_EQ(tokens.status, 200) << tokens.body;
    const auto token = member(tokens, "id_token");
    const auto start = token.find('.') + 1;
    const auto claims = parseJsonObject(
        decodeBase64Url(token.substr(start, token.find('.', start) - start)).value());
    EXPECT_EQ(stringMember(*claims, "nonce"), "once");
    EXPECT_EQ(stringMember(*claims, "aud"), kPages);
    EXPECT_EQ(stringMember(*claims, "tid"), kTenant);
    EXPECT_EQ(stringMember(*claims, "oid"), kUser);
    EXPECT_EQ((*memberOf(*claims, "roles"))[0].GetString(), std::string("SalesAgent"));
    EXPECT_EQ(verify(token).principal, nullptr) << "it opens nothing";
    EXPECT_EQ(verify(member(tokens, "access_token")).principal, nullptr) << "as little";
}

TEST_F(AuthorizationTest, ACodeIsGoodOnceForAMinuteAndForItsOwnRequest) {
    const auto error = [&](const std::string& form) { return member(redeem(form), "error"); };
    const auto code = signIn();
    EXPECT_EQ(redeem(form(code)).status, 200);
    EXPECT_EQ(error(form(code)), "invalid_grant") << "used";
    EXPECT_EQ(error(form("unknown")), "invalid_grant");
    const auto shown = signIn();
    EXPECT_EQ(error(replaced(form(shown), kVerifier, std::string(43, 'x'))), "invalid_grant");
    EXPECT_EQ(error(form(shown)), "invalid_grant") << "a wrong verifier has used it up";
    EXPECT_EQ(error(replaced(form(signIn()), kVerifier, "short")), "invalid_grant");
    EXPECT_EQ(error(replaced(form(signIn()), "callback", "other")), "invalid_client");
    EXPECT_EQ(error(replaced(form(signIn()), kPages, kApplication.data())), "invalid_client");
    EXPECT_EQ(error(replaced(form(signIn()), "&code_verifier", "&other")), "invalid_request");
    const auto late = signIn();
    now_ += AuthorizationCodes::kLifetime;
    EXPECT_EQ(error(form(late)), "invalid_grant") << "expired";
}

TEST_F(AuthorizationTest, OfManyWhoShowACodeAtOnceOneGetsTokens) {
    const auto code = signIn();
    std::atomic<int> good{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] { good += redeem(form(code)).status == 200 ? 1 : 0; });
    }
    EXPECT_EQ(good, 1);
}

TEST_F(AuthorizationTest, WhoIsNotRegisteredIsNeverRedirectedTo) {
    for (const auto& bad :
         {replaced(query(), "pages.example", "evil.example"), replaced(query(), kPages, "x"),
          replaced(query(), "%2Fcallback", "%2Fcallback%2F"),
          replaced(query(), "%2Fcallback", "%2Fcallback%3Fa%3Db"),
          replaced(query(), "redirect_uri=", "other="), std::string()}) {
        for (const auto* method : {"GET", "POST"}) {
            const auto reply = ask(method, bad, kTyped);
            EXPECT_EQ(reply.status, 400) << bad;
            EXPECT_EQ(headerOf(reply, "Location"), "") << bad;
            EXPECT_EQ(headerOf(reply, "X-Frame-Options"), "DENY");
        }
    }
    EXPECT_EQ(
        authority_.serve({"GET", "/common/oauth2/v2.0/authorize", {}, {}, {}, query(), {}}, now_)
            .status,
        400)
        << "an authority without applications";
}

TEST_F(AuthorizationTest, OtherFaultsAreToldToTheApplication) {
    const auto location = [&](const std::string& query) {
        const auto reply = ask("GET", query);
        EXPECT_EQ(reply.status, 303) << query;
        return headerOf(reply, "Location");
    };
    const auto says = [&](const std::string& error) {
        return StartsWith(std::string(kCallback) + "?error=" + error + "&state=");
    };
    EXPECT_THAT(location(replaced(query(), "=code", "=token")), says("unsupported_response_type"));
    EXPECT_THAT(location(replaced(query(), "S256", "plain")), says("invalid_request"));
    EXPECT_THAT(location(replaced(query(), "code_challenge=", "other=")), says("invalid_request"));
    EXPECT_THAT(location(query() + "x"), says("invalid_request")) << "no SHA-256";
    EXPECT_THAT(location(replaced(query(), "openid", "profile")), says("invalid_scope"));
    EXPECT_THAT(location(query() + "&prompt=none"), says("login_required"));
    EXPECT_THAT(location(query() + "&response_mode=fragment"), says("invalid_request"));
    const auto split =
        location(replaced(query(), "a+state%26more", "x%0D%0ASet-Cookie%3Aa%3Db") + "&prompt=none");
    EXPECT_EQ(split.find_first_of("\r\n"), std::string::npos) << "no header of the caller's";
}

TEST_F(AuthorizationTest, AWrongPasswordAndAnUnknownNameGetTheSamePage) {
    const auto wrong = ask("POST", query(), replaced(kTyped, "horse", "cow"));
    EXPECT_EQ(wrong.status, 400);
    EXPECT_THAT(wrong.body, HasSubstr("is wrong"));
    EXPECT_EQ(ask("POST", query(), replaced(kTyped, "horse", "cow")).body, wrong.body);
    const auto unknown = ask("POST", query(), replaced(kTyped, "ana", "bob"));
    EXPECT_EQ(replaced(unknown.body, "bob", "ana"), wrong.body);
    EXPECT_EQ(ask("POST", query(), "").status, 400) << "nothing typed";
    EXPECT_EQ(ask("POST", query(), kTyped, {}, kFabrikam.value.toString()).status, 400);
}

TEST_F(AuthorizationTest, APasswordForOneUseWorksLikeAChosenOne) {
    auto& ana = directory_.users[{kContoso, kAna}];
    ana.one_time_salt = "salt";
    ana.password_hash = sha256({"salt", "first"});
    EXPECT_EQ(ask("POST", query(), "username=ana%40contoso.example&password=first").status, 303);
    EXPECT_EQ(ask("POST", query(), "username=ana%40contoso.example&password=second").status, 400);
}

TEST_F(AuthorizationTest, WithoutADirectoryInThePathThePageAsksForOne) {
    EXPECT_THAT(ask("GET", query(), {}, {}, "organizations").body, HasSubstr("Tenant id"));
    EXPECT_THAT(ask("GET", query()).body, Not(HasSubstr("Tenant id")));
    const auto typed = std::string(kTyped) + "&directory=";
    EXPECT_EQ(ask("POST", query(), typed + std::string(kTenant), {}, "common").status, 303);
    EXPECT_EQ(ask("POST", query(), typed + "contoso", {}, "common").status, 400);
    EXPECT_EQ(ask("POST", query(), kTyped, {}, "common").status, 400);
    EXPECT_EQ(ask("GET", query(), {}, {}, "contoso").status, 400) << "no directory";
}

TEST_F(AuthorizationTest, AClosedDirectoryLetsNobodyIn) {
    directory_.tenants[kContoso].may_sign_in = false;
    const auto closed = ask("POST", query(), kTyped);
    EXPECT_EQ(closed.status, 403);
    EXPECT_THAT(closed.body, HasSubstr("closed"));
}

TEST_F(AuthorizationTest, WhatCannotBeReadIsRefused) {
    EXPECT_EQ(ask("GET", query() + "&state=b").status, 400) << "a name twice";
    EXPECT_EQ(ask("GET", "a=%zz").status, 400);
    EXPECT_EQ(ask("POST", query(), std::string(70'000, 'x')).status, 400);
    EXPECT_EQ(ask("PUT", query()).status, 405);
    EXPECT_EQ(ask("HEAD", query()).status, 200);
    directory_.broken = true;
    EXPECT_EQ(ask("POST", query(), kTyped).status, 503);
}

TEST(AuthorizationCodes, MakeRoomForNewOnes) {
    AuthorizationCodes codes(2);
    const auto first = codes.issue({}, kNow);
    const auto second = codes.issue({}, kNow);
    const auto third = codes.issue({}, kNow);
    EXPECT_FALSE(codes.take(first, kNow));
    EXPECT_TRUE(codes.take(second, kNow));
    EXPECT_TRUE(codes.take(third, kNow));
}

}  // namespace
}  // namespace concordat::identity::testing
