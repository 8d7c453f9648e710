#include "core/identity/secrets.hpp"

#include <gtest/gtest.h>
#include <set>

#include "core/base/uuid.hpp"
#include "core/identity/form.hpp"
#include "core/identity/refresh_tokens.hpp"

namespace concordat::identity {
namespace {

TEST(Secrets, AreLongAndNeverTheSame) {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(seen.insert(makeSecret()).second);
    EXPECT_EQ(makeSecret().size(), 43U);
}

TEST(Secrets, AnyOfSeveralHashesWillDo) {
    const std::vector<std::string> hashes = {hashSecret("a"), hashSecret("b")};
    EXPECT_TRUE(matchesAny(hashes, "a"));
    EXPECT_TRUE(matchesAny(hashes, "b"));
    EXPECT_FALSE(matchesAny(hashes, "c"));
    EXPECT_FALSE(matchesAny(hashes, ""));
    EXPECT_FALSE(matchesAny({}, ""));
    EXPECT_FALSE(matchesAny({""}, ""));
}

TEST(Passwords, AreSaltedAndFoundAgain) {
    const auto hash = hashPassword("pässword");
    EXPECT_NE(hash, hashPassword("pässword"));
    EXPECT_EQ(hash.find("pässword"), std::string::npos);
    EXPECT_TRUE(hash.starts_with("pbkdf2-sha256$600000$"));
    EXPECT_TRUE(passwordMatches(hash, "pässword"));
    EXPECT_FALSE(passwordMatches(hash, "passwort"));
    EXPECT_FALSE(passwordMatches(hash, ""));
}

TEST(Passwords, AreCheckedWithTheRoundsThatTheirHashNames) {
    // Computed elsewhere: of "password" with the salt "salt". Earlier versions took 210,000 rounds.
    for (const auto* hash :
         {"pbkdf2-sha256$1$c2FsdA$Eg-2z_z4syxD5yJSVsT4N6hlSMkszDVICAWYfLcL4Xs",
          "pbkdf2-sha256$210000$c2FsdA$nV9od0MG6u5secW006JjkH-BxV1NqhxQWF4ehJBl4JA"}) {
        EXPECT_TRUE(passwordMatches(hash, "password")) << hash;
        EXPECT_FALSE(passwordMatches(hash, "passwort")) << hash;
    }
}

TEST(Passwords, WhatIsNoHashMatchesNothing) {
    for (const auto* hash : {"", "x", "pbkdf2-sha256", "pbkdf2-sha256$0$AAAA$AAAA",
                             "pbkdf2-sha256$99999999999$AAAA$AAAA", "pbkdf2-sha256$1$AAAA$",
                             "pbkdf2-sha256$1x$AAAA$AAAA", "md5$1$AAAA$AAAA"})
        EXPECT_FALSE(passwordMatches(hash, "")) << hash;
}

TEST(Forms, AreReadStrictly) {
    const auto form = parseForm("a=1&b=x+y%2B&c&&d=");
    ASSERT_TRUE(form.has_value());
    EXPECT_EQ(valueOf(*form, "a"), "1");
    EXPECT_EQ(valueOf(*form, "b"), "x y+");
    EXPECT_EQ(valueOf(*form, "c"), "");
    EXPECT_EQ(valueOf(*form, "absent"), "");
    for (const auto* bad : {"a=1&a=2", "a=%", "a=%1", "a=%g0", "%=1", "a=%00", "a=%C3"})
        EXPECT_FALSE(parseForm(bad).has_value()) << bad;
    std::string many;
    for (int i = 0; i < 51; ++i) many += "p" + std::to_string(i) + "=1&";
    EXPECT_FALSE(parseForm(many).has_value());
}

TEST(MemoryRefreshTokens, TheOldestMakeRoom) {
    MemoryRefreshTokenStore store(2);
    const RefreshGrant grant{{}, {}, {}, "aud", makeRandomUuid(), Instant(std::chrono::hours(1))};
    for (const auto* hash : {"a", "b", "c"}) store.add(hash, grant);
    EXPECT_EQ(store.exchange({}, {}, "a", "x", Instant()).state, RefreshState::Unknown);
    EXPECT_EQ(store.exchange({}, {}, "c", "x", Instant()).state, RefreshState::Good);
}

}  // namespace
}  // namespace concordat::identity
