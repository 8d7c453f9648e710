#include "core/identity/jwks.hpp"

#include <gtest/gtest.h>

#include "core/base/log.hpp"
#include "tests/identity/token_forge.hpp"

namespace concordat::identity::testing {
namespace {

class JwksTest : public ::testing::Test {
protected:
    JwksTest() {
        setLogSink([this](std::string_view line) { log_ += line; });
    }
    ~JwksTest() override { setLogSink(nullptr); }

    std::string log_;
};

TEST_F(JwksTest, KeysAreFoundByTheirKid) {
    const auto keys = parseJwks(
        jwksOf({TestKey::rsa("a").jwk("RS256"), TestKey::p256("b").jwk(), sharedRsa("c").jwk()}));
    ASSERT_TRUE(keys.has_value());
    ASSERT_EQ(keys->size(), 3U);
    EXPECT_TRUE(keys->at("a")->fits(Algorithm::RS256));
    EXPECT_FALSE(keys->at("a")->fits(Algorithm::PS256));
    EXPECT_TRUE(keys->at("b")->fits(Algorithm::ES256));
    EXPECT_FALSE(keys->at("b")->fits(Algorithm::RS256));
    EXPECT_TRUE(keys->at("c")->fits(Algorithm::PS256));
    EXPECT_FALSE(keys->at("c")->fits(Algorithm::ES256));
    EXPECT_TRUE(log_.empty());
}

TEST_F(JwksTest, KeysOfOtherKindsArePassedOverInSilence) {
    const auto keys = parseJwks(
        "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"AAAA\"},{\"kty\":\"OKP\"},"
        "{\"kty\":\"RSA\",\"use\":\"enc\",\"kid\":\"e\"},"
        "{\"kty\":\"RSA\",\"alg\":\"RSA-OAEP\",\"kid\":\"o\"},"
        "{\"kty\":\"RSA\",\"key_ops\":[\"encrypt\"],\"kid\":\"k\"},null,7]}");
    ASSERT_TRUE(keys.has_value());
    EXPECT_TRUE(keys->empty());
    EXPECT_TRUE(log_.empty());
}

TEST_F(JwksTest, WeakKeysAreRefusedAndNamedInTheLog) {
    const auto keys = parseJwks(jwksOf({TestKey::rsa("small", 1024).jwk()}));
    ASSERT_TRUE(keys.has_value());
    EXPECT_TRUE(keys->empty());
    EXPECT_NE(log_.find("IDENTITY-KEY-REFUSED"), std::string::npos);
    EXPECT_NE(log_.find("small"), std::string::npos);
}

TEST_F(JwksTest, OfTwoKeysWithOneKidTheFirstCounts) {
    const auto first = TestKey::rsa("same");
    const auto keys = parseJwks(jwksOf({first.jwk(), TestKey::p256("same").jwk()}));
    ASSERT_EQ(keys->size(), 1U);
    EXPECT_TRUE(keys->at("same")->fits(Algorithm::RS256));
    EXPECT_NE(log_.find("IDENTITY-KEY-REFUSED"), std::string::npos);
}

TEST_F(JwksTest, WhatIsNoKeySetIsNothing) {
    for (const auto* text : {"", "null", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[],\"keys\":[]}",
                             "<html>", "{\"keys\":[]"})
        EXPECT_FALSE(parseJwks(text).has_value()) << text;
    EXPECT_TRUE(parseJwks("{\"keys\":[]}").has_value());
}

TEST_F(JwksTest, ADifferentKeyUnderTheSameKidIsSeenAsAChange) {
    const auto a = TestKey::rsa("a").jwk();
    const auto before = parseJwks(jwksOf({a})).value();
    EXPECT_TRUE(keepsAllKeys(before, before));
    EXPECT_TRUE(keepsAllKeys(before, parseJwks(jwksOf({a, TestKey::rsa("b").jwk()})).value()));
    EXPECT_FALSE(keepsAllKeys(before, parseJwks(jwksOf({TestKey::rsa("a").jwk()})).value()));
    EXPECT_FALSE(keepsAllKeys(before, {}));
}

}  // namespace
}  // namespace concordat::identity::testing
