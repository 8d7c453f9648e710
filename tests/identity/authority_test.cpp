#include "core/identity/authority.hpp"

#include <algorithm>
#include <tuple>

#include "core/base/error.hpp"
#include "core/identity/base64url.hpp"
#include "core/identity/jwks.hpp"
#include "tests/identity/authority_fixture.hpp"

namespace concordat::identity::testing {
namespace {

constexpr const char* kV1 = "oauth2/token";
constexpr const char* kV2 = "oauth2/v2.0/token";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string headerOf(const AuthorityReply& reply, std::string_view name) {
    const auto found = std::find_if(reply.headers.begin(), reply.headers.end(),
                                    [&](const auto& header) { return header.first == name; });
    return found == reply.headers.end() ? std::string() : std::string(found->second);
}

TEST_F(AuthorityTest, AnApplicationGetsATokenThatItsCloudAccepts) {
    for (const auto* path : {kV1, kV2}) {
        const auto reply = post(path, clientForm());
        ASSERT_EQ(reply.status, 200) << reply.body;
        EXPECT_EQ(headerOf(reply, "Cache-Control"), "no-store");
        EXPECT_EQ(member(reply, "token_type"), "Bearer");
        EXPECT_EQ(memberOf(*jsonOf(reply), "expires_in")->GetInt(), 3600);
        EXPECT_EQ(member(reply, "refresh_token"), "");
        const auto principal = verify(member(reply, "access_token")).principal;
        ASSERT_NE(principal, nullptr) << path;
        EXPECT_TRUE(principal->application_only);
        EXPECT_EQ(principal->partner, kContoso);
        EXPECT_EQ(principal->application, kWebApp);
    }
}

TEST_F(AuthorityTest, AUserGetsATokenWithItsRoles) {
    for (const auto* path : {kV1, kV2}) {
        const auto reply = post(path, passwordForm());
        ASSERT_EQ(reply.status, 200) << reply.body;
        const auto principal = verify(member(reply, "access_token")).principal;
        ASSERT_NE(principal, nullptr) << path;
        EXPECT_FALSE(principal->application_only);
        EXPECT_EQ(principal->user, kAna);
        EXPECT_EQ(principal->user_name, "ana@contoso.example");
        EXPECT_EQ(principal->roles, Roles(Role::SalesAgent));
        EXPECT_FALSE(member(reply, "refresh_token").empty());
    }
}

TEST_F(AuthorityTest, TheTwoFormsOfTokenNameIssuerAndApplicationEachInItsWay) {
    const auto claimsOf = [&](const AuthorityReply& reply) {
        const auto token = member(reply, "access_token");
        const auto start = token.find('.') + 1;
        const auto text = decodeBase64Url(token.substr(start, token.find('.', start) - start));
        return parseJsonObject(text.value());
    };
    const auto v1 = claimsOf(post(kV1, passwordForm()));
    EXPECT_EQ(stringMember(*v1, "iss"), "http://127.0.0.1:8081/" + std::string(kTenant) + "/");
    EXPECT_EQ(stringMember(*v1, "appid"), kApplication);
    EXPECT_EQ(stringMember(*v1, "upn"), "ana@contoso.example");
    EXPECT_EQ(stringMember(*v1, "ver"), "1.0");
    EXPECT_EQ(stringMember(*v1, "aud"), "https://api.cloud.example");
    const auto v2 = claimsOf(post(kV2, passwordForm()));
    EXPECT_EQ(stringMember(*v2, "iss"), "http://127.0.0.1:8081/" + std::string(kTenant) + "/v2.0");
    EXPECT_EQ(stringMember(*v2, "azp"), kApplication);
    EXPECT_EQ(stringMember(*v2, "preferred_username"), "ana@contoso.example");
    EXPECT_EQ(stringMember(*v2, "ver"), "2.0");
    EXPECT_EQ(secondsMember(*v2, "exp"), kNowSeconds + 3600);
}

TEST_F(AuthorityTest, AnIdTokenOpensNothing) {
    const auto reply = post(kV2, passwordForm());
    const auto id_token = member(reply, "id_token");
    ASSERT_FALSE(id_token.empty());
    EXPECT_EQ(verify(id_token).principal, nullptr);
    EXPECT_EQ(member(post(kV1, passwordForm()), "id_token"), "");
}

TEST_F(AuthorityTest, TheDirectorysResourceIsForApplicationsAlone) {
    const auto graph = "https%3A%2F%2Fgraph.cloud.example";
    const auto api = "https%3A%2F%2Fapi.cloud.example";
    const auto reply = post(kV1, replaced(clientForm(), api, graph));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(member(reply, "resource"), "https://graph.cloud.example/");
    EXPECT_NE(verify(member(reply, "access_token")).principal, nullptr);
    EXPECT_EQ(member(post(kV1, replaced(passwordForm(), api, graph)), "error"), "invalid_resource");
}

TEST_F(AuthorityTest, AWrongSecretAndAnUnknownApplicationAreAnsweredAlike) {
    const auto wrong = post(kV1, replaced(clientForm(), secret_, "wrong"));
    const auto unknown = post(kV1, replaced(clientForm(), std::string(kApplication),
                                            "cccccccc-cccc-4ccc-8ccc-cccccccccccc"));
    const auto no_uuid = post(kV1, replaced(clientForm(), std::string(kApplication), "app"));
    const auto no_secret = post(kV1, replaced(clientForm(), secret_, ""));
    for (const auto& reply : {wrong, unknown, no_uuid, no_secret}) {
        EXPECT_EQ(reply.status, 401);
        EXPECT_EQ(member(reply, "error"), "invalid_client");
        EXPECT_EQ(member(reply, "error_description"), member(wrong, "error_description"));
        EXPECT_FALSE(headerOf(reply, "WWW-Authenticate").empty());
    }
}

TEST_F(AuthorityTest, AnErrorHasTheMembersThatClientsReadAndNothingOfTheRequest) {
    const auto reply = post(kV1, replaced(passwordForm(), "battery", "wrong"));
    EXPECT_EQ(reply.status, 400);
    const auto json = jsonOf(reply);
    EXPECT_EQ(stringMember(*json, "error"), "invalid_grant");
    ASSERT_TRUE(memberOf(*json, "error_codes")->IsArray());
    EXPECT_EQ((*memberOf(*json, "error_codes"))[0].GetInt(), 50126);
    EXPECT_EQ(stringMember(*json, "timestamp"), "2027-01-15 08:00:00Z");
    EXPECT_TRUE(Uuid::parse(*stringMember(*json, "trace_id")).has_value());
    EXPECT_TRUE(Uuid::parse(*stringMember(*json, "correlation_id")).has_value());
    EXPECT_EQ(reply.body.find("ana"), std::string::npos);
    EXPECT_EQ(reply.body.find("wrong horse"), std::string::npos);
}

TEST_F(AuthorityTest, AParameterThatIsMissingIsNamed) {
    const auto whole = clientForm();
    for (const auto& [path, form, name] : {
             std::tuple{kV1, std::string("x=y"), "grant_type"},
             std::tuple{kV1, std::string("grant_type=password"), "client_id"},
             std::tuple{kV1, replaced(whole, "resource=", "resource=&x="), "resource"},
             std::tuple{kV2, replaced(whole, "scope=", "x="), "scope"},
             std::tuple{kV1, replaced(passwordForm(), "username=", "x="), "username"},
             std::tuple{kV1, replaced(passwordForm(), "password=", "x="), "password"},
         }) {
        const auto reply = post(path, form);
        EXPECT_EQ(member(reply, "error"), "invalid_request") << form;
        EXPECT_EQ(member(reply, "error_description"),
                  name + std::string(" is missing or empty, and this grant needs it."));
    }
}

TEST_F(AuthorityTest, AWrongPasswordAndAnUnknownUserAreAnsweredAlike) {
    const auto wrong = post(kV1, replaced(passwordForm(), "battery", "b4ttery"));
    const auto unknown = post(kV1, replaced(passwordForm(), "Ana", "Bea"));
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(unknown.status, 400);
    EXPECT_EQ(member(wrong, "error_description"), member(unknown, "error_description"));
}

TEST_F(AuthorityTest, AUserWithoutPasswordCannotSignInByOne) {
    directory_.users[{kContoso, kAna}].password_hash.clear();
    EXPECT_EQ(member(post(kV1, passwordForm()), "error"), "invalid_grant");
}

TEST_F(AuthorityTest, AClosedDirectoryGetsNoTokens) {
    const auto refresh_token = member(post(kV1, passwordForm()), "refresh_token");
    directory_.tenants[kContoso].may_sign_in = false;
    for (const auto& form : {clientForm(), passwordForm(), refreshForm(refresh_token)}) {
        const auto reply = post(kV1, form);
        EXPECT_EQ(reply.status, 400);
        EXPECT_EQ(member(reply, "error"), "unauthorized_client");
    }
    EXPECT_EQ(post(kV1, replaced(clientForm(), secret_, "wrong")).status, 401)
        << "only who proves itself learns that the directory is closed";
}

TEST_F(AuthorityTest, AnApplicationIsKnownInItsOwnDirectoryAlone) {
    const auto path = "/" + kFabrikam.value.toString() + "/oauth2/token";
    const auto reply = authority_.serve(
        {"POST", path, "application/x-www-form-urlencoded", {}, clientForm()}, now_);
    EXPECT_EQ(reply.status, 401);
}

TEST_F(AuthorityTest, UnknownDirectoriesAreRefused) {
    for (const auto* tenant : {"common", "contoso", "00000000-0000-4000-8000-000000000000"}) {
        const auto reply = authority_.serve({"POST",
                                             "/" + std::string(tenant) + "/oauth2/token",
                                             "application/x-www-form-urlencoded",
                                             {},
                                             clientForm()},
                                            now_);
        EXPECT_EQ(reply.status, 400) << tenant;
        EXPECT_EQ(member(reply, "error"), "invalid_request") << tenant;
    }
}

TEST_F(AuthorityTest, APublicApplicationMaySignUsersInButGetsNoTokenOfItsOwn) {
    const auto without_secret = [&](const std::string& form) {
        return replaced(replaced(form, "&client_secret=" + secret_, ""), std::string(kApplication),
                        kNativeApp.value.toString());
    };
    EXPECT_EQ(post(kV1, without_secret(passwordForm())).status, 200);
    EXPECT_EQ(member(post(kV1, without_secret(clientForm())), "error"), "invalid_client");
    const auto wrong =
        replaced(passwordForm(), std::string(kApplication), kNativeApp.value.toString());
    EXPECT_EQ(member(post(kV1, wrong), "error"), "invalid_client");
}

TEST_F(AuthorityTest, CredentialsMayComeInTheBasicHeaderButNotTwice) {
    auto pair = encodeBase64Url(std::string(kApplication) + ":" + secret_);
    std::replace(pair.begin(), pair.end(), '-', '+');
    std::replace(pair.begin(), pair.end(), '_', '/');
    const auto form = replaced(clientForm(), "&client_secret=" + secret_, "");
    EXPECT_EQ(post(kV1, form, "Basic " + pair).status, 200);
    EXPECT_EQ(member(post(kV1, clientForm(), "Basic " + pair), "error"), "invalid_request");
    for (const auto* bad : {"Basic !!!", "Basic ", "Bearer x", "Basic YQ=="})
        EXPECT_EQ(post(kV1, form, bad).status, 401) << bad;
}

TEST_F(AuthorityTest, RequestsThatLackSomethingSaySo) {
    const auto error = [&](const char* path, const std::string& form) {
        return member(post(path, form), "error");
    };
    EXPECT_EQ(error(kV1, ""), "invalid_request");
    EXPECT_EQ(error(kV1, "grant_type=client_credentials"), "invalid_request");
    EXPECT_EQ(error(kV1, replaced(clientForm(), "client_credentials", "implicit")),
              "unsupported_grant_type");
    EXPECT_EQ(error(kV1, replaced(clientForm(), "&resource=https%3A%2F%2Fapi.cloud.example", "")),
              "invalid_request");
    EXPECT_EQ(error(kV1, replaced(clientForm(), "api.cloud", "other.cloud")), "invalid_resource");
    EXPECT_EQ(error(kV1, replaced(passwordForm(), "&password=", "&pass=")), "invalid_request");
    EXPECT_EQ(error(kV1, replaced(passwordForm(), "&username=", "&user=")), "invalid_request");
    EXPECT_EQ(error(kV1, refreshForm("")), "invalid_request");
}

TEST_F(AuthorityTest, ScopesThatNameNoResourceOrSeveralAreRefused) {
    const auto start = "grant_type=client_credentials&client_id=" + std::string(kApplication) +
                       "&client_secret=" + secret_ + "&scope=";
    for (const auto* scope :
         {"openid", "https://api.cloud.example", "https://other.example/.default",
          "https://api.cloud.example/user_impersonation", ".default",
          "https://api.cloud.example/.default+https://graph.cloud.example/.default"})
        EXPECT_EQ(member(post(kV2, start + scope), "error"), "invalid_scope") << scope;
    EXPECT_EQ(member(post(kV2, start), "error"), "invalid_request");
    EXPECT_EQ(post(kV2, start + "https://api.cloud.example//.default").status, 200);
}

TEST_F(AuthorityTest, FormsThatCannotBeReadAreRefused) {
    for (const auto& form :
         {clientForm() + "&grant_type=password", clientForm() + "&x=%zz", clientForm() + "&x=%4",
          clientForm() + "&x=%00", clientForm() + "&x=%FF",
          replaced(passwordForm(), "username=Ana", "username=%FF"),
          replaced(passwordForm(), "username=Ana", "username=%00"), std::string(70'000, 'a')})
        EXPECT_EQ(member(post(kV1, form), "error"), "invalid_request");
    const auto json = authority_.serve({"POST",
                                        "/" + std::string(kTenant) + "/oauth2/token",
                                        "application/json",
                                        {},
                                        clientForm()},
                                       now_);
    EXPECT_EQ(json.status, 400);
}

TEST_F(AuthorityTest, ADirectoryThatCannotBeReadIsAnsweredWithRetryAfter) {
    directory_.broken = true;
    const auto reply = post(kV1, clientForm());
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(headerOf(reply, "Retry-After"), "5");
    EXPECT_EQ(member(reply, "error"), "temporarily_unavailable");
}

TEST_F(AuthorityTest, ARefreshTokenWorksOnceAndIsReplaced) {
    const auto first = member(post(kV1, passwordForm()), "refresh_token");
    const auto reply = post(kV1, refreshForm(first));
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto second = member(reply, "refresh_token");
    EXPECT_NE(second, first);
    ASSERT_NE(verify(member(reply, "access_token")).principal, nullptr);
    EXPECT_EQ(post(kV2, refreshForm(second)).status, 200);
}

TEST_F(AuthorityTest, ARefreshTokenUsedTwiceRevokesAllThatCameOfItsSignIn) {
    const auto first = member(post(kV1, passwordForm()), "refresh_token");
    const auto second = member(post(kV1, refreshForm(first)), "refresh_token");
    const auto other_sign_in = member(post(kV1, passwordForm()), "refresh_token");
    EXPECT_EQ(member(post(kV1, refreshForm(first)), "error"), "invalid_grant");
    EXPECT_EQ(member(post(kV1, refreshForm(second)), "error"), "invalid_grant");
    EXPECT_NE(log_.find("IDENTITY-REFRESH-TOKEN-REUSED"), std::string::npos);
    EXPECT_EQ(log_.find(first), std::string::npos);
    EXPECT_EQ(post(kV1, refreshForm(other_sign_in)).status, 200);
}

TEST_F(AuthorityTest, ARefreshThatTheStoreLetDownMayBeRepeated) {
    const auto token = member(post(kV1, passwordForm()), "refresh_token");
    directory_.users_broken = true;
    EXPECT_EQ(post(kV1, refreshForm(token)).status, 503);
    directory_.users_broken = false;
    const auto reply = post(kV1, refreshForm(token));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(post(kV1, refreshForm(member(reply, "refresh_token"))).status, 200);
    EXPECT_EQ(log_.find("IDENTITY-REFRESH-TOKEN-REUSED"), std::string::npos);
}

TEST_F(AuthorityTest, ARefreshTokenIsGoodForItsOwnApplicationAlone) {
    const auto token = member(post(kV1, passwordForm()), "refresh_token");
    const auto other = "grant_type=refresh_token&client_id=" + kNativeApp.value.toString() +
                       "&refresh_token=" + token;
    EXPECT_EQ(member(post(kV1, other), "error"), "invalid_grant");
    EXPECT_EQ(post(kV1, refreshForm(token)).status, 200) << "the attempt did not use it up";
}

TEST_F(AuthorityTest, ARefreshTokenEndsWithItsTimeAndWithItsUser) {
    const auto token = member(post(kV1, passwordForm()), "refresh_token");
    const auto other = member(post(kV1, passwordForm()), "refresh_token");
    directory_.users[{kContoso, kAna}].roles = Role::HelpdeskAgent;
    const auto reply = post(kV1, refreshForm(token));
    EXPECT_EQ(verify(member(reply, "access_token")).principal->roles, Roles(Role::HelpdeskAgent));
    directory_.users.clear();
    EXPECT_EQ(member(post(kV1, refreshForm(other)), "error"), "invalid_grant");
    now_ += std::chrono::hours(24 * 90);
    EXPECT_EQ(member(post(kV1, refreshForm(member(reply, "refresh_token"))), "error"),
              "invalid_grant");
}

TEST_F(AuthorityTest, WithoutOfflineAccessThereIsNoRefreshToken) {
    const auto reply = post(kV2, replaced(passwordForm(), "offline_access+", ""));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(member(reply, "refresh_token"), "");
}

TEST_F(AuthorityTest, DiscoveryLeadsToTheKeysThatVerifyItsTokens) {
    for (const auto* tenant : {kTenant.data(), "common"}) {
        for (const auto* version : {"/", "/v2.0/"}) {
            const auto root = "/" + std::string(tenant);
            const auto reply = get(root + version + ".well-known/openid-configuration");
            ASSERT_EQ(reply.status, 200);
            EXPECT_FALSE(member(reply, "token_endpoint").empty());
            EXPECT_TRUE(Authority::owns(member(reply, "authorization_endpoint").substr(21)));
            const auto uri = member(reply, "jwks_uri");
            ASSERT_TRUE(uri.starts_with("http://127.0.0.1:8081/"));
            const auto keys = parseJwks(get(uri.substr(21)).body);
            ASSERT_TRUE(keys.has_value());
            EXPECT_EQ(keys->count(keys_.current()->kid()), 1U);
        }
    }
    EXPECT_EQ(member(get("/common/.well-known/openid-configuration"), "issuer"),
              "http://127.0.0.1:8081/{tenantid}/");
    EXPECT_EQ(member(get("/common/v2.0/.well-known/openid-configuration"), "issuer"),
              "http://127.0.0.1:8081/{tenantid}/v2.0");
    EXPECT_EQ(get("/contoso/discovery/keys").status, 400);
}

TEST_F(AuthorityTest, KeysAreShownWithoutTheirPrivateHalf) {
    const auto reply = get("/common/discovery/v2.0/keys");
    for (const auto* secret : {"\"d\"", "\"p\"", "\"q\"", "\"dp\"", "PRIVATE"})
        EXPECT_EQ(reply.body.find(secret), std::string::npos) << secret;
}

TEST_F(AuthorityTest, ItOwnsItsPathsAndNoOthers) {
    EXPECT_TRUE(Authority::owns("/x/oauth2/token"));
    EXPECT_TRUE(Authority::mayBlock("/x/oauth2/v2.0/token"));
    EXPECT_TRUE(Authority::mayBlock("/x/oauth2/v2.0/authorize"));
    EXPECT_FALSE(Authority::mayBlock("/x/discovery/keys"));
    for (const auto* path : {"", "/", "/oauth2/token", "//oauth2/token", "/v1/customers",
                             "/x/y/oauth2/token", "/x/oauth2/token/", "/x/oauth2/tokens"})
        EXPECT_FALSE(Authority::owns(path)) << path;
}

TEST_F(AuthorityTest, OtherMethodsAreRefusedWithAllow) {
    const auto path = "/" + std::string(kTenant) + "/oauth2/token";
    const auto reply = authority_.serve({"GET", path, {}, {}, {}}, now_);
    EXPECT_EQ(reply.status, 405);
    EXPECT_EQ(headerOf(reply, "Allow"), "POST");
    EXPECT_EQ(authority_.serve({"POST", "/common/discovery/keys", {}, {}, {}}, now_).status, 405);
    EXPECT_EQ(authority_.serve({"HEAD", "/common/discovery/keys", {}, {}, {}}, now_).status, 200);
}

TEST_F(AuthorityTest, ProductionRefusesIt) {
    try {
        Authority authority("production", settings(), keys_, directory_, refresh_tokens_);
        FAIL() << "it started";
    } catch (const FatalError& error) {
        EXPECT_EQ(error.event(), "IDENTITY-AUTHORITY-IN-PRODUCTION");
    }
}

TEST_F(AuthorityTest, TokensOfAnotherCloudsAuthorityAreRefusedForTheirIssuer) {
    auto other = settings();
    other.base = "http://127.0.0.1:8082";
    const TokenMinter minter(other, keys_);
    const auto token = minter.mint({kContoso, kWebApp, std::nullopt}, other.audiences.front(),
                                   TokenVersion::V1, now_);
    EXPECT_EQ(verify(token).fault, TokenFault::Issuer);
}

TEST_F(AuthorityTest, ToolsMintTokensFromTheKeyFileAlone) {
    const SigningKeys same(keyFile());
    const TokenMinter minter(settings(), same);
    UserAccount user{kAna, "ana@contoso.example", {}, Roles(Role::AdminAgent) | Role::GlobalAdmin};
    const auto token = minter.mint({kContoso, kWebApp, user}, settings().audiences.front(),
                                   TokenVersion::V2, now_);
    const auto principal = verify(token).principal;
    ASSERT_NE(principal, nullptr);
    EXPECT_EQ(principal->roles, Roles(Role::AdminAgent) | Role::GlobalAdmin);
}

}  // namespace
}  // namespace concordat::identity::testing
