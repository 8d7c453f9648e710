#include "core/identity/jwt_verifier.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>

#include "core/identity/jwks.hpp"
#include "tests/identity/token_forge.hpp"

namespace concordat::identity::testing {
namespace {

class JwtVerifierTest : public ::testing::Test {
protected:
    TokenVerdict verify(const Claims& claims) {
        return verifier_.verify(
            "Bearer " + makeToken(rsa_, "RS256", headerOf("RS256", "rsa"), toJson(claims)), kNow);
    }

    const TestKey& rsa_ = sharedRsa("rsa");
    TestKey ec_ = TestKey::p256("ec");
    FixedKeys keys_{parseJwks(jwksOf({rsa_.jwk(), ec_.jwk("ES256")})).value()};
    JwtVerifier verifier_{testIssuer(), keys_};
};

TEST_F(JwtVerifierTest, AUserTokenBecomesAPrincipalWithItsRoles) {
    const auto verdict = verify(userClaims());
    ASSERT_NE(verdict.principal, nullptr);
    EXPECT_EQ(verdict.principal->partner.value.toString(), kTenant);
    EXPECT_EQ(verdict.principal->application.value.toString(), kApplication);
    ASSERT_TRUE(verdict.principal->user.has_value());
    EXPECT_EQ(verdict.principal->user->value.toString(), kUser);
    EXPECT_EQ(verdict.principal->user_name, "admin@contoso.example");
    EXPECT_EQ(verdict.principal->roles, Roles(Role::AdminAgent));
    EXPECT_FALSE(verdict.principal->application_only);
}

TEST_F(JwtVerifierTest, AnApplicationTokenActsAsAdminAgentWithoutUser) {
    const auto verdict = verify(applicationClaims());
    ASSERT_NE(verdict.principal, nullptr);
    EXPECT_TRUE(verdict.principal->application_only);
    EXPECT_EQ(verdict.principal->roles, Roles(Role::AdminAgent));
    EXPECT_FALSE(verdict.principal->user.has_value());
    EXPECT_TRUE(verdict.principal->user_name.empty());
}

TEST_F(JwtVerifierTest, AnApplicationNeedsNotSayThatItIsOne) {
    EXPECT_NE(verify(without(applicationClaims(), "idtyp")).principal, nullptr);
}

TEST_F(JwtVerifierTest, RolesInAnApplicationTokenAddNothing) {
    const auto verdict = verify(with(applicationClaims(), "roles", "[\"GlobalAdmin\"]"));
    ASSERT_NE(verdict.principal, nullptr);
    EXPECT_EQ(verdict.principal->roles, Roles(Role::AdminAgent));
}

TEST_F(JwtVerifierTest, OnlyAnApplicationMayUseTheDirectorysAudience) {
    const auto* const graph = "\"https://graph.cloud.example\"";
    EXPECT_NE(verify(with(applicationClaims(), "aud", graph)).principal, nullptr);
    EXPECT_EQ(verify(with(userClaims(), "aud", graph)).principal, nullptr);
}

TEST_F(JwtVerifierTest, UnknownRolesAreAnotherServicesAndCountForNothing) {
    const auto verdict = verify(with(userClaims(), "roles", "[\"Owner\",\"SalesAgent\"]"));
    ASSERT_NE(verdict.principal, nullptr);
    EXPECT_EQ(verdict.principal->roles, Roles(Role::SalesAgent));
    EXPECT_TRUE(verify(without(userClaims(), "roles")).principal->roles.empty());
}

TEST_F(JwtVerifierTest, TheSecondVersionsNamesAreReadToo) {
    auto claims = without(without(userClaims(), "upn"), "appid");
    claims["iss"] = "\"" + std::string(kIssuerV2) + "\"";
    claims["azp"] = "\"" + std::string(kApplication) + "\"";
    claims["preferred_username"] = "\"admin@contoso.example\"";
    ASSERT_NE(verify(claims).principal, nullptr);
    EXPECT_EQ(verify(claims).principal->user_name, "admin@contoso.example");
}

TEST_F(JwtVerifierTest, OneAcceptedAudienceInAListIsEnough) {
    EXPECT_NE(verify(with(userClaims(), "aud", "[\"x\",\"https://api.cloud.example\"]")).principal,
              nullptr);
}

TEST_F(JwtVerifierTest, ClocksMayDifferByLessThanAMinute) {
    const auto second = [](std::int64_t offset) { return std::to_string(kNowSeconds + offset); };
    EXPECT_NE(verify(with(userClaims(), "exp", second(-59))).principal, nullptr);
    EXPECT_EQ(verify(with(userClaims(), "exp", second(-60))).principal, nullptr);
    EXPECT_NE(verify(with(userClaims(), "nbf", second(60))).principal, nullptr);
    EXPECT_EQ(verify(with(userClaims(), "nbf", second(61))).principal, nullptr);
}

TEST_F(JwtVerifierTest, AllThreeAlgorithmsAreVerified) {
    const auto claims = toJson(userClaims());
    const auto accepted = [&](const TestKey& key, std::string_view algorithm) {
        return verifier_
                   .verify("Bearer " +
                               makeToken(key, algorithm, headerOf(algorithm, key.kid()), claims),
                           kNow)
                   .principal != nullptr;
    };
    EXPECT_TRUE(accepted(rsa_, "RS256"));
    EXPECT_TRUE(accepted(rsa_, "PS256"));
    EXPECT_TRUE(accepted(ec_, "ES256"));
}

TEST_F(JwtVerifierTest, TheSchemeIsReadWithoutRegardToCaseAndTheTypeMayBeAbsent) {
    const auto token =
        makeToken(rsa_, "RS256", "{\"alg\":\"RS256\",\"kid\":\"rsa\"}", toJson(userClaims()));
    EXPECT_NE(verifier_.verify("bearer " + token, kNow).principal, nullptr);
    EXPECT_NE(verifier_.verify("BEARER " + token, kNow).principal, nullptr);
}

TEST_F(JwtVerifierTest, AccessTokensOfTheStandardTypeAreAccepted) {
    const auto token =
        makeToken(rsa_, "RS256", "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"typ\":\"at+jwt\"}",
                  toJson(userClaims()));
    EXPECT_NE(verifier_.verify("Bearer " + token, kNow).principal, nullptr);
}

TEST_F(JwtVerifierTest, RolesMayBeOneTextWhereASettingSaysSo) {
    auto settings = testIssuer();
    settings.claims.role_text = "roles";
    JwtVerifier verifier(settings, keys_);
    const auto rolesIn = [&](const std::string& claim) -> std::optional<Roles> {
        const auto token = makeToken(rsa_, "RS256", headerOf("RS256", "rsa"),
                                     toJson(with(userClaims(), "roles", claim)));
        const auto verdict = verifier.verify("Bearer " + token, kNow);
        if (!verdict.principal) return std::nullopt;
        return verdict.principal->roles;
    };
    EXPECT_EQ(rolesIn("\"SalesAgent,Unknown, HelpdeskAgent\""),
              Roles(Role::SalesAgent) | Role::HelpdeskAgent);
    EXPECT_EQ(rolesIn("\"AdminAgent\""), Roles(Role::AdminAgent));
    EXPECT_EQ(rolesIn("\",,  NotAdminAgent\""), Roles());
    EXPECT_EQ(rolesIn("[\"AdminAgent\"]"), std::nullopt);
}

TEST_F(JwtVerifierTest, AnExternalProvidersClaimNamesAreASetting) {
    auto settings = testIssuer();
    settings.issuers = {"https://idp.example"};
    settings.claims.tenant = "organisation";
    settings.claims.application = {"client_id"};
    settings.claims.user = "sub";
    settings.claims.user_name = {"username"};
    settings.claims.roles = "groups";
    JwtVerifier external(settings, keys_);
    Claims claims = {{"iss", "\"https://idp.example\""},
                     {"aud", "\"https://api.cloud.example\""},
                     {"organisation", "\"" + std::string(kTenant) + "\""},
                     {"client_id", "\"" + std::string(kApplication) + "\""},
                     {"sub", "\"" + std::string(kUser) + "\""},
                     {"username", "\"ana\""},
                     {"scp", "\"api\""},
                     {"groups", "[\"HelpdeskAgent\"]"},
                     {"nbf", std::to_string(kNowSeconds)},
                     {"exp", std::to_string(kNowSeconds + 60)}};
    const auto token = makeToken(ec_, "ES256", headerOf("ES256", "ec"), toJson(claims));
    const auto verdict = external.verify("Bearer " + token, kNow);
    ASSERT_NE(verdict.principal, nullptr);
    EXPECT_EQ(verdict.principal->roles, Roles(Role::HelpdeskAgent));
    EXPECT_EQ(external.acceptedIssuer(), "https://idp.example");
}

}  // namespace
}  // namespace concordat::identity::testing
