#include "core/consent/visit.hpp"

#include <gtest/gtest.h>
#include <set>
#include <stdexcept>

namespace concordat::consent {
namespace {

const Instant kNow{std::chrono::seconds(1'800'000'000)};

Visit signedIn() {
    auto visit = beginVisit("a.link-1", PageLanguage::German, kNow);
    visit.user = {makeRandomUuid(), UserId{makeRandomUuid()}, "ana; <x>@müller.example",
                  identity::Role::GlobalAdmin};
    return visit;
}

class VisitTest : public testing::Test {
protected:
    void expectSame(const std::optional<Visit>& opened, const Visit& visit) const {
        ASSERT_TRUE(opened);
        EXPECT_EQ(opened->link, visit.link);
        EXPECT_EQ(opened->language, visit.language);
        EXPECT_EQ(opened->expires, visit.expires);
        EXPECT_EQ(signer_.stateOf(*opened), signer_.stateOf(visit));
        ASSERT_EQ(opened->user.has_value(), visit.user.has_value());
        if (!visit.user) return;
        EXPECT_EQ(opened->user->tenant, visit.user->tenant);
        EXPECT_EQ(opened->user->user, visit.user->user);
        EXPECT_EQ(opened->user->user_name, visit.user->user_name);
        EXPECT_EQ(opened->user->roles, visit.user->roles);
    }

    const VisitSigner signer_{std::string(32, 'k'), "example"};
};

TEST_F(VisitTest, ComesBackFromItsCookie) {
    const auto fresh = beginVisit("link", PageLanguage::Portuguese, kNow);
    expectSame(signer_.open(signer_.seal(fresh), kNow), fresh);
    const auto visit = signedIn();
    expectSame(signer_.open(signer_.seal(visit), kNow), visit);
    EXPECT_EQ(signer_.seal(visit).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst"
                                                    "uvwxyz0123456789-_."),
              std::string::npos);
}

TEST_F(VisitTest, EndsWithItsTime) {
    const auto text = signer_.seal(signedIn());
    EXPECT_TRUE(signer_.open(text, kNow + kVisitLife - std::chrono::seconds(1)));
    EXPECT_FALSE(signer_.open(text, kNow + kVisitLife));
}

TEST_F(VisitTest, CannotBeMadeOrChangedByOthers) {
    const auto text = signer_.seal(signedIn());
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto changed = text;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(signer_.open(changed, kNow)) << i;
        EXPECT_FALSE(signer_.open(text.substr(0, i), kNow)) << i;
    }
    EXPECT_FALSE(signer_.open(text + ".", kNow));
    EXPECT_FALSE(VisitSigner(std::string(32, 'x'), "example").open(text, kNow));
    EXPECT_FALSE(VisitSigner(std::string(32, 'k'), "other").open(text, kNow));
    EXPECT_THROW(VisitSigner("short", "example"), std::invalid_argument);
}

TEST_F(VisitTest, HasSecretsThatNothingElseTells) {
    const auto visit = signedIn();
    const auto other = signedIn();
    const std::set<std::string> secrets = {signer_.stateOf(visit),    signer_.nonceOf(visit),
                                           signer_.verifierOf(visit), signer_.formTokenOf(visit),
                                           signer_.stateOf(other),    signer_.nonceOf(other),
                                           signer_.verifierOf(other), signer_.formTokenOf(other)};
    EXPECT_EQ(secrets.size(), 8U);
    for (const auto& secret : secrets) {
        EXPECT_EQ(secret.size(), 43U);
        EXPECT_EQ(signer_.seal(visit).find(secret), std::string::npos);
    }
}

}  // namespace
}  // namespace concordat::consent
