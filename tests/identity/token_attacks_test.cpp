#include <gtest/gtest.h>
#include <iostream>
#include <set>

#include "core/base/log.hpp"
#include "core/identity/caching_verifier.hpp"
#include "core/identity/jwks.hpp"
#include "core/identity/jwt_verifier.hpp"
#include "tests/identity/attacks.hpp"

namespace concordat::identity::testing {
namespace {

constexpr std::size_t kPromisedAttacks = 60;

class TokenAttacks : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        setLogSink([](std::string_view) {});  // the weak keys are there on purpose
        keys_ = std::make_unique<AttackKeys>();
    }
    static void TearDownTestSuite() {
        keys_.reset();
        setLogSink(nullptr);
    }

    static std::vector<Attack> all() {
        std::vector<Attack> attacks;
        for (const auto& group : {headerAttacks(*keys_), formAttacks(*keys_),
                                  signatureAttacks(*keys_), claimAttacks(*keys_)})
            attacks.insert(attacks.end(), group.begin(), group.end());
        return attacks;
    }

    static std::unique_ptr<AttackKeys> keys_;
    FixedKeys source_{parseJwks(keys_->jwks()).value()};
    JwtVerifier verifier_{testIssuer(), source_};
};

std::unique_ptr<AttackKeys> TokenAttacks::keys_;

TEST_F(TokenAttacks, NoneIsAcceptedAndEachIsSeenForWhatItIs) {
    const auto attacks = all();
    std::set<std::string> names;
    std::set<std::string> headers;
    for (const auto& attack : attacks) {
        const auto verdict = verifier_.verify(attack.authorization, kNow);
        EXPECT_EQ(verdict.principal, nullptr) << attack.name;
        EXPECT_EQ(static_cast<int>(verdict.fault), static_cast<int>(attack.fault)) << attack.name;
        names.insert(attack.name);
        headers.insert(attack.authorization);
    }
    EXPECT_EQ(names.size(), attacks.size()) << "two attacks have one name";
    EXPECT_EQ(headers.size(), attacks.size()) << "two attacks are the same";
    EXPECT_GE(attacks.size(), kPromisedAttacks);
    std::cout << "attack cases: " << attacks.size() << '\n';
}

TEST_F(TokenAttacks, NoneIsAcceptedByTheCacheHoweverOften) {
    CachingVerifier cache(verifier_);
    for (const auto& attack : all())
        for (int round = 0; round < 3; ++round)
            EXPECT_EQ(cache.verify(attack.authorization, kNow).principal, nullptr) << attack.name;
}

TEST_F(TokenAttacks, ForeignIssuersNeverMakeTheVerifierAskForKeys) {
    const auto foreign =
        makeToken(keys_->attacker, "RS256", headerOf("RS256", "attacker"),
                  toJson(with(userClaims(), "iss", "\"https://login.other.example/\"")));
    EXPECT_EQ(verifier_.verify("Bearer " + foreign, kNow).fault, TokenFault::Issuer);
    EXPECT_EQ(source_.asked, 0);
}

TEST_F(TokenAttacks, EveryTruncationOfAGoodTokenIsRefused) {
    const auto token =
        "Bearer " + makeToken(keys_->ec, "ES256", headerOf("ES256", "ec"), toJson(userClaims()));
    ASSERT_NE(verifier_.verify(token, kNow).principal, nullptr);
    for (std::size_t size = 0; size < token.size(); ++size)
        ASSERT_EQ(verifier_.verify(token.substr(0, size), kNow).principal, nullptr) << size;
}

}  // namespace
}  // namespace concordat::identity::testing
