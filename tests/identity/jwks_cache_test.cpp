#include "core/identity/jwks_cache.hpp"

#include <gtest/gtest.h>
#include <latch>
#include <thread>
#include <vector>

#include "core/base/log.hpp"
#include "core/identity/caching_verifier.hpp"
#include "tests/identity/fake_fetcher.hpp"
#include "tests/identity/token_forge.hpp"

namespace concordat::identity::testing {
namespace {

constexpr std::string_view kDiscovery = "https://login.cloud.example/common/discovery";
constexpr std::string_view kJwks = "https://login.cloud.example/keys";

class JwksCacheTest : public ::testing::Test {
protected:
    JwksCacheTest() {
        setLogSink([this](std::string_view line) { log_.append(line).append("\n"); });
        publish({a_.jwk()});
        discover("https://login.cloud.example/{tenantid}/v2.0", kJwks);
    }
    ~JwksCacheTest() override { setLogSink(nullptr); }

    static IssuerSettings settings() {
        auto settings = testIssuer();
        settings.discovery_uri = kDiscovery;
        return settings;
    }

    void publish(std::initializer_list<std::string> jwks) {
        fetcher_.put(std::string(kJwks), jwksOf(jwks));
    }

    void discover(std::string_view issuer, std::string_view jwks_uri) {
        fetcher_.put(std::string(kDiscovery), "{\"issuer\":\"" + std::string(issuer) +
                                                  "\",\"jwks_uri\":\"" + std::string(jwks_uri) +
                                                  "\"}");
    }

    static std::string userToken(const TestKey& key) {
        return "Bearer " +
               makeToken(key, "RS256", headerOf("RS256", key.kid()), toJson(userClaims()));
    }

    /// What callers know once the fetch that their question caused is over.
    std::shared_ptr<const VerificationKey> settled(std::string_view kid, Instant now) {
        for (;; std::this_thread::yield()) {
            const auto found = cache_.find(kid, now);
            if (!found.awaited) return found.key;
        }
    }

    const TestKey& a_ = sharedRsa("a");
    const TestKey& b_ = sharedRsa("b");
    FakeFetcher fetcher_;
    std::string log_;
    JwksCache cache_{settings(), fetcher_};
};

TEST_F(JwksCacheTest, KeysComeFromTheDiscoveredAddress) {
    EXPECT_TRUE(cache_.refresh(kNow));
    EXPECT_NE(settled("a", kNow), nullptr);
    EXPECT_EQ(fetcher_.fetches(), 2);
}

TEST_F(JwksCacheTest, ASetAddressNeedsNoDiscovery) {
    auto direct = testIssuer();
    direct.jwks_uri = kJwks;
    JwksCache cache(direct, fetcher_);
    EXPECT_TRUE(cache.refresh(kNow));
    EXPECT_NE(cache.find("a", kNow).key, nullptr);
    EXPECT_EQ(fetcher_.fetches(), 1);
}

TEST_F(JwksCacheTest, ADiscoveryDocumentOfAnotherIssuerIsRefused) {
    discover("https://login.other.example", kJwks);
    EXPECT_FALSE(cache_.refresh(kNow));
    EXPECT_EQ(settled("a", kNow), nullptr);
    EXPECT_NE(log_.find("IDENTITY-DISCOVERY-REFUSED"), std::string::npos);
}

TEST_F(JwksCacheTest, KeysOnAnotherHostAreRefused) {
    for (const auto* uri :
         {"https://evil.example/keys", "http://login.cloud.example/keys",
          "https://login.cloud.example:444/keys", "https://x@login.cloud.example/keys", "",
          "https://login.cloud.example.evil.example/keys", "::"}) {
        discover("https://login.cloud.example/{tenantid}/v2.0", uri);
        EXPECT_FALSE(cache_.refresh(kNow)) << uri;
    }
}

TEST_F(JwksCacheTest, ARotatedKeyIsFoundWithoutRestart) {
    ASSERT_TRUE(cache_.refresh(kNow));
    publish({a_.jwk(), b_.jwk()});
    EXPECT_NE(settled("b", kNow), nullptr);
    EXPECT_NE(settled("a", kNow), nullptr);
    EXPECT_EQ(cache_.generation(), 0U) << "nothing was withdrawn";
}

TEST_F(JwksCacheTest, UnknownNamesCauseAtMostOneFetchPerInterval) {
    ASSERT_TRUE(cache_.refresh(kNow));
    const int before = fetcher_.fetches();
    for (int i = 0; i < 100; ++i) EXPECT_EQ(settled("unknown-" + std::to_string(i), kNow), nullptr);
    EXPECT_EQ(fetcher_.fetches(), before + 2);  // discovery and keys, once
    EXPECT_EQ(settled("unknown", kNow + std::chrono::seconds(29)), nullptr);
    EXPECT_EQ(fetcher_.fetches(), before + 2);
    EXPECT_EQ(settled("unknown", kNow + std::chrono::seconds(30)), nullptr);
    EXPECT_EQ(fetcher_.fetches(), before + 4);
}

TEST_F(JwksCacheTest, AClockThatWentBackDoesNotStopRefetching) {
    ASSERT_TRUE(cache_.refresh(kNow));
    EXPECT_EQ(settled("unknown", kNow), nullptr);
    publish({b_.jwk()});
    EXPECT_NE(settled("b", kNow - std::chrono::hours(24)), nullptr);
}

TEST_F(JwksCacheTest, OldKeysStayWhenAFetchFails) {
    ASSERT_TRUE(cache_.refresh(kNow));
    fetcher_.remove(std::string(kJwks));
    EXPECT_FALSE(cache_.refresh(kNow));
    fetcher_.put(std::string(kJwks), "<html>maintenance</html>");
    EXPECT_FALSE(cache_.refresh(kNow));
    fetcher_.remove(std::string(kDiscovery));
    EXPECT_FALSE(cache_.refresh(kNow));
    fetcher_.put(std::string(kDiscovery), "[]");
    EXPECT_FALSE(cache_.refresh(kNow));
    EXPECT_NE(settled("a", kNow), nullptr);
    EXPECT_EQ(cache_.generation(), 0U);
    EXPECT_NE(log_.find("IDENTITY-KEYS-UNAVAILABLE"), std::string::npos);
}

TEST_F(JwksCacheTest, AnIssuerThatPublishesNoKeysWithdrawsThemAll) {
    ASSERT_TRUE(cache_.refresh(kNow));
    publish({});
    EXPECT_TRUE(cache_.refresh(kNow));
    EXPECT_EQ(settled("a", kNow), nullptr);
    EXPECT_NE(log_.find("IDENTITY-NO-KEYS"), std::string::npos);
}

TEST_F(JwksCacheTest, AWithdrawnKeyTakesItsCachedTokensAlong) {
    ASSERT_TRUE(cache_.refresh(kNow));
    JwtVerifier verifier(settings(), cache_);
    CachingVerifier caching(verifier);
    const auto token = userToken(a_);
    ASSERT_NE(caching.verify(token, kNow).principal, nullptr);
    ASSERT_NE(caching.verify(token, kNow).principal, nullptr);
    publish({b_.jwk()});
    ASSERT_TRUE(cache_.refresh(kNow));
    EXPECT_EQ(caching.verify(token, kNow).principal, nullptr) << "at once, whatever is fetched";
    EXPECT_EQ(settled("a", kNow), nullptr);
    EXPECT_EQ(caching.verify(token, kNow).fault, TokenFault::UnknownKey);
    EXPECT_NE(caching.verify(userToken(b_), kNow).principal, nullptr);
}

TEST_F(JwksCacheTest, ANewKeyUnderAnOldNameTakesTheOldTokensAlong) {
    ASSERT_TRUE(cache_.refresh(kNow));
    JwtVerifier verifier(settings(), cache_);
    CachingVerifier caching(verifier);
    const auto token = userToken(a_);
    ASSERT_NE(caching.verify(token, kNow).principal, nullptr);
    publish({TestKey::rsa("a").jwk()});
    ASSERT_TRUE(cache_.refresh(kNow));
    EXPECT_EQ(caching.verify(token, kNow).fault, TokenFault::Signature);
}

TEST_F(JwksCacheTest, SixtyFourCallersShareOneFetch) {
    constexpr int kCallers = 64;
    ASSERT_TRUE(cache_.refresh(kNow));
    publish({a_.jwk(), b_.jwk()});
    const int before = fetcher_.fetches();
    fetcher_.hold();
    std::atomic<int> found = 0;
    std::latch ready(kCallers);
    std::vector<std::jthread> callers;
    callers.reserve(kCallers);
    for (int i = 0; i < kCallers; ++i)
        callers.emplace_back([&] {
            ready.arrive_and_wait();
            if (settled("b", kNow)) ++found;
        });
    fetcher_.awaitFetches(before + 1);
    fetcher_.release();
    callers.clear();
    EXPECT_EQ(found, kCallers);
    EXPECT_EQ(fetcher_.fetches(), before + 2);
}

TEST_F(JwksCacheTest, NobodyWaitsForAnIssuerThatDoesNotAnswer) {
    fetcher_.hold();
    // The issuer is held until every one of these has been answered: a wait would never end.
    for (int i = 0; i < 100; ++i) {
        const auto found = cache_.find("a", kNow);
        EXPECT_EQ(found.key, nullptr);
        EXPECT_TRUE(found.awaited);
    }
    fetcher_.release();
    EXPECT_NE(settled("a", kNow), nullptr);
    EXPECT_EQ(fetcher_.fetches(), 2);
}

TEST_F(JwksCacheTest, ATokenUnderAKeyThatIsBeingFetchedIsAskedToComeAgainAndThenAccepted) {
    JwtVerifier verifier(settings(), cache_);
    CachingVerifier caching(verifier);
    const auto token = userToken(a_);
    fetcher_.hold();
    EXPECT_EQ(caching.verify(token, kNow).fault, TokenFault::KeysAwaited);
    fetcher_.release();
    ASSERT_NE(settled("a", kNow), nullptr);
    EXPECT_NE(caching.verify(token, kNow).principal, nullptr);
    EXPECT_EQ(settled("b", kNow), nullptr);
    EXPECT_EQ(caching.verify(userToken(b_), kNow).fault, TokenFault::UnknownKey)
        << "within the interval nothing is fetched, and nothing is awaited";
}

TEST_F(JwksCacheTest, UnknownNamesAreAwaitedUntilTheIssuerHasBeenAsked) {
    fetcher_.remove(std::string(kDiscovery));
    EXPECT_FALSE(cache_.refresh(kNow));
    // The fetch that the first of these causes may be over or not.
    for (int i = 0; i < 100; ++i) {
        const auto found = cache_.find("a", kNow);
        EXPECT_EQ(found.key, nullptr);
        EXPECT_TRUE(found.awaited) << "nobody knows whether the issuer has this key";
    }
    fetcher_.awaitFetches(2);
    discover("https://login.cloud.example/{tenantid}/v2.0", kJwks);
    const auto later = kNow + std::chrono::seconds(30);
    EXPECT_NE(settled("a", later), nullptr);
    EXPECT_EQ(settled("b", later), nullptr) << "the issuer has been asked";
}

TEST_F(JwksCacheTest, KnownKeysAreServedWhileAFetchIsUnderWay) {
    ASSERT_TRUE(cache_.refresh(kNow));
    fetcher_.hold();
    std::jthread refreshing([&] { EXPECT_TRUE(cache_.refresh(kNow)); });
    fetcher_.awaitFetches(3);
    EXPECT_NE(cache_.find("a", kNow).key, nullptr);
    fetcher_.release();
}

TEST_F(JwksCacheTest, VerifyingAndRotatingAtOnceNeverAcceptsAWithdrawnKeyForLong) {
    ASSERT_TRUE(cache_.refresh(kNow));
    JwtVerifier verifier(settings(), cache_);
    CachingVerifier caching(verifier);
    const auto token_a = userToken(a_);
    const auto token_b = userToken(b_);
    {
        std::vector<std::jthread> callers;
        callers.reserve(4);
        for (int i = 0; i < 4; ++i)
            callers.emplace_back([&](const std::stop_token& stop) {
                while (!stop.stop_requested()) {
                    std::ignore = caching.verify(token_a, kNow);
                    std::ignore = caching.verify(token_b, kNow);
                }
            });
        for (int round = 0; round < 50; ++round) {
            publish({round % 2 == 0 ? b_.jwk() : a_.jwk()});
            ASSERT_TRUE(cache_.refresh(kNow));
        }
    }
    EXPECT_NE(caching.verify(token_a, kNow).principal, nullptr);
    EXPECT_EQ(caching.verify(token_b, kNow).principal, nullptr);
}

}  // namespace
}  // namespace concordat::identity::testing
