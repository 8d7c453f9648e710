#include "core/identity/caching_verifier.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "core/identity/jwks.hpp"
#include "tests/identity/token_forge.hpp"

namespace concordat::identity::testing {
namespace {

class CachingVerifierTest : public ::testing::Test {
protected:
    std::string token(const Claims& claims) {
        return "Bearer " + makeToken(key_, "ES256", headerOf("ES256", "ec"), toJson(claims));
    }

    TestKey key_ = TestKey::p256("ec");
    FixedKeys keys_{parseJwks(jwksOf({key_.jwk()})).value()};
    JwtVerifier verifier_{testIssuer(), keys_};
    CachingVerifier cache_{verifier_};
};

TEST_F(CachingVerifierTest, ATokenIsVerifiedOnceAndItsPrincipalShared) {
    const auto text = token(userClaims());
    const auto first = cache_.verify(text, kNow).principal;
    ASSERT_NE(first, nullptr);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(cache_.verify(text, kNow).principal, first);
    EXPECT_EQ(keys_.asked, 1);
}

TEST_F(CachingVerifierTest, ARememberedTokenExpiresAllTheSame) {
    const auto text = token(userClaims());
    ASSERT_NE(cache_.verify(text, kNow).principal, nullptr);
    const auto expiry = kNow + std::chrono::seconds(3600);
    EXPECT_NE(cache_.verify(text, expiry + std::chrono::seconds(59)).principal, nullptr);
    EXPECT_EQ(cache_.verify(text, expiry + std::chrono::seconds(60)).fault, TokenFault::Expired);
}

TEST_F(CachingVerifierTest, ARememberedTokenIsNotGoodBeforeItsTimeWhenTheClockGoesBack) {
    const auto text = token(userClaims());
    ASSERT_NE(cache_.verify(text, kNow).principal, nullptr);
    EXPECT_EQ(cache_.verify(text, kNow - std::chrono::hours(1)).fault, TokenFault::Expired);
}

TEST_F(CachingVerifierTest, RefusalsAreNotRemembered) {
    const auto text = token(with(userClaims(), "nbf", std::to_string(kNowSeconds + 100)));
    EXPECT_EQ(cache_.verify(text, kNow).fault, TokenFault::Expired);
    EXPECT_NE(cache_.verify(text, kNow + std::chrono::seconds(100)).principal, nullptr);
}

TEST_F(CachingVerifierTest, KeysThatChangeMakeItVerifyAgain) {
    const auto text = token(userClaims());
    ASSERT_NE(cache_.verify(text, kNow).principal, nullptr);
    keys_.replace(parseJwks(jwksOf({key_.jwk()})).value());
    EXPECT_NE(cache_.verify(text, kNow).principal, nullptr);
    EXPECT_EQ(keys_.asked, 2);
    keys_.replace({});
    EXPECT_EQ(cache_.verify(text, kNow).fault, TokenFault::UnknownKey);
}

TEST_F(CachingVerifierTest, OneCharacterMoreIsAnotherToken) {
    const auto text = token(userClaims());
    ASSERT_NE(cache_.verify(text, kNow).principal, nullptr);
    EXPECT_EQ(cache_.verify(text + "A", kNow).principal, nullptr);
    EXPECT_EQ(cache_.verify(text.substr(0, text.size() - 1), kNow).principal, nullptr);
    EXPECT_EQ(cache_.verify("", kNow).fault, TokenFault::Missing);
    EXPECT_EQ(cache_.verify("Bearer " + std::string(100'000, 'a'), kNow).fault,
              TokenFault::Malformed);
}

TEST_F(CachingVerifierTest, MoreTokensThanFitAreStillVerified) {
    CachingVerifier small(verifier_, 8);
    EXPECT_EQ(small.capacity(), 8U);
    const auto kept = token(userClaims());
    for (int i = 0; i < 100; ++i) {
        ASSERT_NE(small.verify(kept, kNow).principal, nullptr);
        ASSERT_NE(small.verify(token(with(userClaims(), "jti", std::to_string(i))), kNow).principal,
                  nullptr);
    }
    EXPECT_EQ(keys_.asked, 101) << "the token in use was never pushed out";
}

TEST_F(CachingVerifierTest, ManyThreadsGetTheRightPrincipals) {
    std::vector<std::string> tokens;
    tokens.reserve(16);
    for (int i = 0; i < 16; ++i)
        tokens.push_back(token(with(userClaims(), "upn", "\"user" + std::to_string(i) + "\"")));
    CachingVerifier small(verifier_, 8);
    std::atomic<int> wrong = 0;
    const auto ask = [&] {
        for (std::size_t i = 0; i < 400; ++i) {
            const auto verdict = small.verify(tokens[i % tokens.size()], kNow);
            const auto name = "user" + std::to_string(i % tokens.size());
            if (!verdict.principal || verdict.principal->user_name != name) ++wrong;
        }
    };
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int t = 0; t < 4; ++t) threads.emplace_back(ask);
    }
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace concordat::identity::testing
