#include "core/runtime/residency.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_cloud.hpp"

namespace concordat::runtime {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Remembers what it is asked.
class AskedCloud final : public testing_support::FakeCloud {
public:
    rules::Decision mayUse(const rules::SinkView& sink) const override {
        asked.push_back(std::string(sink.kind) + " " + std::string(sink.backend) + " " +
                        std::string(sink.location) + (sink.encrypted_transport ? " tls" : ""));
        return verdict;
    }

    mutable std::vector<std::string> asked;
};

CloudSettings postgresqlAt(const std::string& host, const std::string& sslmode) {
    CloudSettings cloud;
    cloud.identity.built_in = true;
    cloud.store.backend = StoreBackend::Postgresql;
    cloud.store.location = "de";
    cloud.store.host = host;
    cloud.store.database = "records";
    cloud.store.sslmode = sslmode;
    return cloud;
}

CloudSettings issuerAt(const std::string& discovery, const std::string& keys = {}) {
    CloudSettings cloud;
    cloud.identity.location = "de";
    cloud.identity.discovery_uri = discovery;
    cloud.identity.jwks_uri = keys;
    return cloud;
}

TEST(Residency, CountsAHostAsOutsideUnlessItIsThisMachine) {
    for (const auto* here : {"127.0.0.1", "::1", "localhost", "/run/postgresql"})
        EXPECT_FALSE(sinksOf(postgresqlAt(here, "prefer")).front().outbound) << here;
    for (const auto* elsewhere : {"db.example", "10.0.0.7", "127.0.0.1.example", "2001:db8::1", ""})
        EXPECT_TRUE(sinksOf(postgresqlAt(elsewhere, "prefer")).front().outbound) << elsewhere;
    EXPECT_FALSE(sinksOf(issuerAt("http://127.0.0.1:8081/x")).back().outbound);
    EXPECT_TRUE(sinksOf(issuerAt("https://login.example/x")).back().outbound);
    EXPECT_TRUE(sinksOf(issuerAt("no address")).back().outbound)
        << "what cannot be told is outside";
}

TEST(Residency, TakesOnlyModesThatAlwaysEncryptForEncrypted) {
    for (const auto* mode : {"require", "verify-ca", "verify-full"})
        EXPECT_TRUE(sinksOf(postgresqlAt("db.example", mode)).front().encrypted) << mode;
    for (const auto* mode : {"disable", "allow", "prefer", ""})
        EXPECT_FALSE(sinksOf(postgresqlAt("db.example", mode)).front().encrypted) << mode;
    EXPECT_FALSE(sinksOf(issuerAt("http://127.0.0.1/x")).back().encrypted);
    EXPECT_TRUE(sinksOf(issuerAt("https://login.example/x")).back().encrypted);
}

TEST(Residency, ListsEachAddressOfAnIssuerAndNoneOfTheBuiltInAuthority) {
    EXPECT_EQ(sinksOf(issuerAt("https://a.example/d", "https://a.example/k")).size(), 3U);
    EXPECT_EQ(sinksOf(issuerAt("", "https://a.example/k")).back().destination,
              "https://a.example/k");
    auto built_in = issuerAt("https://a.example/d");
    built_in.identity.built_in = true;
    EXPECT_EQ(sinksOf(built_in).size(), 1U) << "the store alone";
}

TEST(Residency, ListsAnAccessLogOnlyWhereOneIsWritten) {
    auto cloud = postgresqlAt("db.example", "verify-full");
    EXPECT_EQ(sinksOf(cloud).size(), 1U);
    cloud.access_log = {.file = "-", .location = "de"};
    EXPECT_EQ(sinksOf(cloud).back().destination, "standard output");
    cloud.access_log.file = "/var/log/access.log";
    EXPECT_EQ(sinksOf(cloud).back().destination, "/var/log/access.log");
    EXPECT_EQ(sinksOf(cloud).back().location, "de");
}

TEST(Residency, ListsEveryHostOfWebhooks) {
    auto cloud = postgresqlAt("db.example", "verify-full");
    cloud.webhooks.receivers = {{"*.example.com", "de"}, {"127.0.0.1", "eu"}};
    const auto sinks = sinksOf(cloud);
    ASSERT_EQ(sinks.size(), 3U);
    EXPECT_EQ(sinks[1].destination, "*.example.com");
    EXPECT_EQ(sinks[1].setting, "webhooks.receivers");
    EXPECT_TRUE(sinks[1].outbound);
    EXPECT_TRUE(sinks[1].encrypted);
    EXPECT_FALSE(sinks[2].outbound);
    cloud.webhooks.allow_private = true;
    EXPECT_FALSE(sinksOf(cloud)[1].encrypted) << "receivers may then do without TLS";
}

TEST(Residency, AsksTheRulesInTheWordsThatAuthorsWerePromised) {
    AskedCloud rules;
    auto cloud = postgresqlAt("db.example", "verify-full");
    cloud.access_log = {.file = "a.log", .location = "fr"};
    cloud.identity = issuerAt("https://login.example/x").identity;
    cloud.webhooks.receivers = {{"hooks.example", "it"}};
    EXPECT_TRUE(refusedOf(rules, sinksOf(cloud)).empty());
    EXPECT_TRUE(refusedOf(rules, {backupSink("copy", "at")}).empty());
    EXPECT_THAT(rules.asked, ElementsAre("store postgresql de tls", "log  fr", "webhook  it tls",
                                         "issuer  de tls", "backup  at"));
}

TEST(Residency, ARefusalNamesRuleCloudSinkAndSetting) {
    AskedCloud rules;
    rules.verdict = rules::Decision::refuse("X-LOCATION-1");
    const auto refused = refusedOf(rules, {backupSink("/mnt/copy", "us")});
    ASSERT_EQ(refused.size(), 1U);
    const auto error = locationRefused("alpha", refused.front());
    EXPECT_EQ(error.event(), "RUNTIME-LOCATION-REFUSED");
    const std::string text = error.what();
    for (const auto* part : {"X-LOCATION-1", "alpha", "backup", "/mnt/copy", "'us'", "--location"})
        EXPECT_THAT(text, HasSubstr(part));
}

TEST(Residency, EverySinkThatIsRefusedIsTold) {
    AskedCloud rules;
    rules.verdict = rules::Decision::refuse("X-LOCATION-1");
    auto cloud = postgresqlAt("db.example", "verify-full");
    cloud.access_log = {.file = "a.log", .location = "fr"};
    const auto refused = refusedOf(rules, sinksOf(cloud));
    ASSERT_EQ(refused.size(), 2U);
    EXPECT_EQ(refused[0].sink.setting, "store.location");
    EXPECT_EQ(refused[1].sink.setting, "access_log.location");
    EXPECT_EQ(refused[1].rule, "X-LOCATION-1");
}

}  // namespace
}  // namespace concordat::runtime
