#include "core/identity/id_token_verifier.hpp"

#include <gtest/gtest.h>

#include "core/identity/jwks.hpp"
#include "tests/identity/token_forge.hpp"

namespace concordat::identity::testing {
namespace {

constexpr auto kClient = "the pages";

class IdTokenVerifierTest : public ::testing::Test {
protected:
    static Claims idClaims() {
        auto claims = without(without(userClaims(), "scp"), "idtyp");
        claims["aud"] = "\"the pages\"";
        claims["nonce"] = "\"once\"";
        claims["iat"] = std::to_string(kNowSeconds - 10);
        return claims;
    }

    IdTokenVerdict verify(const Claims& claims, std::string_view nonce = "once") {
        return verifier_.verify(makeToken(rsa_, "RS256", headerOf("RS256", "rsa"), toJson(claims)),
                                nonce, kNow);
    }

    const TestKey& rsa_ = sharedRsa("rsa");
    FixedKeys keys_{parseJwks(jwksOf({rsa_.jwk()})).value()};
    IdTokenVerifier verifier_{testIssuer(), kClient, keys_};
};

TEST_F(IdTokenVerifierTest, AnIdTokenTellsWhoSignedIn) {
    const auto verdict = verify(idClaims());
    ASSERT_TRUE(verdict.user);
    EXPECT_EQ(verdict.user->tenant.toString(), kTenant);
    EXPECT_EQ(verdict.user->user.value.toString(), kUser);
    EXPECT_EQ(verdict.user->user_name, "admin@contoso.example");
    EXPECT_EQ(verdict.user->roles, Roles(Role::AdminAgent));
    EXPECT_TRUE(verify(without(idClaims(), "roles")).user->roles.empty());
    EXPECT_TRUE(verify(with(idClaims(), "aud", "[\"the pages\"]")).user);
}

TEST_F(IdTokenVerifierTest, ItIsForOneRequestAndOneApplication) {
    EXPECT_EQ(verify(idClaims(), "twice").fault, TokenFault::Claims);
    EXPECT_FALSE(verify(idClaims(), "twice").user);
    EXPECT_FALSE(verify(without(idClaims(), "nonce")).user);
    EXPECT_FALSE(verify(with(idClaims(), "nonce", "\"\""), "").user);
    EXPECT_FALSE(verify(with(idClaims(), "nonce", "1")).user);
    for (const auto* audience : {"\"other\"", "[]", "[\"the pages\",\"other\"]", "[1]", "1"})
        EXPECT_EQ(verify(with(idClaims(), "aud", audience)).fault, TokenFault::Audience)
            << audience;
    EXPECT_FALSE(verify(without(idClaims(), "aud")).user);
}

TEST_F(IdTokenVerifierTest, WhatIsMissingOrOfTheWrongTypeIsRefused) {
    for (const auto* claim : {"tid", "oid", "upn", "exp", "iss"})
        EXPECT_FALSE(verify(without(idClaims(), claim)).user) << claim;
    for (const auto* claim : {"tid", "oid", "upn", "roles", "exp", "nbf", "iss"})
        EXPECT_FALSE(verify(with(idClaims(), claim, "{}")).user) << claim;
    EXPECT_FALSE(verify(with(idClaims(), "tid", "\"00000000-0000-0000-0000-000000000000\"")).user);
}

TEST_F(IdTokenVerifierTest, ItIsGoodForItsTime) {
    const auto at = [](std::int64_t seconds) { return std::to_string(kNowSeconds + seconds); };
    EXPECT_EQ(verify(with(idClaims(), "exp", at(-60))).fault, TokenFault::Expired);
    EXPECT_EQ(verify(with(idClaims(), "nbf", at(61))).fault, TokenFault::Expired);
    EXPECT_TRUE(verify(without(idClaims(), "nbf")).user) << "not all issuers say it";
    EXPECT_FALSE(verify(with(without(idClaims(), "nbf"), "iat", at(61))).user);
    EXPECT_FALSE(verify(without(without(idClaims(), "nbf"), "iat")).user);
}

TEST_F(IdTokenVerifierTest, OthersSignaturesAndTextsThatAreNoTokensAreRefused) {
    EXPECT_FALSE(verifier_
                     .verify(makeToken(TestKey::rsa("rsa"), "RS256", headerOf("RS256", "rsa"),
                                       toJson(idClaims())),
                             "once", kNow)
                     .user);
    const auto none = makeToken(rsa_, "RS256", headerOf("none", "rsa"), toJson(idClaims()));
    EXPECT_EQ(verifier_.verify(none, "once", kNow).fault, TokenFault::Algorithm);
    for (const auto* text : {"", "a", "a.b", "a.b.c", "a.b.c.d"})
        EXPECT_EQ(verifier_.verify(text, "once", kNow).fault, TokenFault::Malformed) << text;
}

}  // namespace
}  // namespace concordat::identity::testing
