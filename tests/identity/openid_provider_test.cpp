#include "tests/support/openid_provider.hpp"

#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <thread>

#include "core/identity/jwks_cache.hpp"
#include "core/identity/jwt_verifier.hpp"
#include "core/identity/poco_document_fetcher.hpp"

namespace concordat::identity::testing {
namespace {

using testing_support::OpenIdProvider;
using testing_support::ProviderUser;

const std::string kApplicationId = "31111111-1111-4111-8111-111111111111";
const std::string kSecret = "application secret";
const std::string kScope = "partner-accounts";

ProviderUser ada() {
    return {"ada",
            "a long password",
            "11111111-1111-4111-8111-111111111111",
            "21111111-1111-4111-8111-111111111111",
            {"AdminAgent", "HelpdeskAgent"}};
}

class OpenIdProviderTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        provider_ = std::make_unique<OpenIdProvider>();
        provider_->addScope(kScope);
        provider_->addApplication(kApplicationId, kSecret, kScope);
        provider_->addUser(ada(), kScope);
    }
    static void TearDownTestSuite() { provider_.reset(); }

    OpenIdProviderTest() {
        settings_.issuers = {provider_->issuer()};
        settings_.audiences = {kScope};
        settings_.discovery_uri = provider_->discoveryUri();
        settings_.claims.application = {"client_id"};
        settings_.claims.role_text = "roles";
    }

    static std::string bearerOfAda() {
        return "Bearer " + provider_->userToken(ada(), kApplicationId, kSecret, kScope);
    }

    static inline std::unique_ptr<OpenIdProvider> provider_;
    IssuerSettings settings_;
    PocoDocumentFetcher fetcher_;
    SystemClock clock_;
};

TEST_F(OpenIdProviderTest, ItsTokensSayWhoAsks) {
    JwksCache keys(settings_, fetcher_);
    ASSERT_TRUE(keys.refresh(clock_.now()));
    const auto verdict = JwtVerifier(settings_, keys).verify(bearerOfAda(), clock_.now());
    ASSERT_TRUE(verdict.principal) << static_cast<int>(verdict.fault);
    EXPECT_EQ(verdict.principal->partner.value.toString(), ada().tenant);
    EXPECT_EQ(verdict.principal->application.value.toString(), kApplicationId);
    ASSERT_TRUE(verdict.principal->user.has_value());
    EXPECT_EQ(verdict.principal->user->value.toString(), ada().object_id);
    EXPECT_EQ(verdict.principal->user_name, "ada@example.test");
    EXPECT_EQ(verdict.principal->roles, Roles(Role::AdminAgent) | Role::HelpdeskAgent);
}

TEST_F(OpenIdProviderTest, ItsNextKeyIsFollowedWithoutARestart) {
    JwksCache keys(settings_, fetcher_);
    ASSERT_TRUE(keys.refresh(clock_.now()));
    JwtVerifier verifier(settings_, keys);
    const auto before = bearerOfAda();
    ASSERT_TRUE(verifier.verify(before, clock_.now()).principal);
    provider_->rotateKey("second");
    // As clients do who are told to come again.
    const auto settled = [&](const std::string& bearer) {
        for (;; std::this_thread::yield()) {
            auto verdict = verifier.verify(bearer, clock_.now());
            if (verdict.principal || verdict.fault != TokenFault::KeysAwaited) return verdict;
        }
    };
    EXPECT_TRUE(settled(bearerOfAda()).principal);
    EXPECT_EQ(settled(before).fault, TokenFault::UnknownKey)
        << "the provider has withdrawn the key before";
}

TEST_F(OpenIdProviderTest, ATokenWithoutTenantIsRefused) {
    JwksCache keys(settings_, fetcher_);
    ASSERT_TRUE(keys.refresh(clock_.now()));
    const auto bearer = "Bearer " + provider_->applicationToken(kApplicationId, kSecret, kScope);
    const auto verdict = JwtVerifier(settings_, keys).verify(bearer, clock_.now());
    EXPECT_FALSE(verdict.principal);
    EXPECT_EQ(verdict.fault, TokenFault::Claims);
}

TEST_F(OpenIdProviderTest, ItsTokensForAnotherAudienceAreRefused) {
    settings_.audiences = {"another"};
    JwksCache keys(settings_, fetcher_);
    ASSERT_TRUE(keys.refresh(clock_.now()));
    EXPECT_EQ(JwtVerifier(settings_, keys).verify(bearerOfAda(), clock_.now()).fault,
              TokenFault::Audience);
}

}  // namespace
}  // namespace concordat::identity::testing
