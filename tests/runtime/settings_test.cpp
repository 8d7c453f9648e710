#include <gtest/gtest.h>

#include "tests/runtime/settings_fixture.hpp"

namespace concordat::runtime {
namespace {

constexpr auto kDevelopment = R"(environment: development
data_dir: data
administration: {listen: 127.0.0.1:8080}
clouds:
  - id: alpha
    plugin: {file: alpha/alpha.so, settings: {closes: 2030-01-01}}
    listen: 127.0.0.1:8081
    store: {backend: sqlite3, location: de}
    identity: {built_in: {audiences: https://api.example}}
)";

constexpr auto kProduction = R"(environment: production
data_dir: /var/lib/concordat
administration: {listen: "[::1]:8080"}
threads: {event_threads: 2, workers: 8, queue: 16}
limits: {head_bytes: 8192, body_bytes: 65536, head_seconds: 5, body_seconds: 6, idle_seconds: 7,
         requests_per_connection: 8, connections: 9}
clouds:
  - id: a-b
    plugin:
      file: /usr/lib/concordat/a.so
      sha256: 0123456789012345678901234567890123456789012345678901234567890123
      restart_on_hang: true
    listen: 192.0.2.1:443
    tls: {certificate: /etc/cert.pem, key: /etc/key.pem}
    access_log: {file: /var/log/concordat/access.log, location: de}
    trusted_proxies: [127.0.0.1, 10.0.0.0/8, "::1"]
    consent_url: https://consent.example/
    store:
      backend: postgresql
      location: de
      host: db.example
      port: 5433
      database: records
      user: concordat
      password_file: secret
      pool: 4
    identity:
      external:
        issuers: ["https://login.example/{tenantid}/"]
        audiences: https://api.example
        jwks_uri: https://login.example/keys
        location: de
        claims: {user_name: [upn, email]}
    master_key_file: /etc/master.key
    throttling: {requests_per_minute: 500}
)";

TEST(Settings, NeedLittleInDevelopment) {
    const TemporaryFolder folder;
    const auto settings = readSettings(folder.write("a.yaml", kDevelopment), surroundingsWith());
    EXPECT_EQ(settings.data_dir, folder.path() / "data");
    ASSERT_EQ(settings.clouds.size(), 1U);
    const auto& cloud = settings.clouds[0];
    EXPECT_EQ(cloud.plugin.file, "/plugins/alpha/alpha.so");
    EXPECT_EQ(cloud.plugin.settings.at("closes"), "2030-01-01");
    EXPECT_EQ(cloud.store.file, folder.path() / "data/alpha/concordat.db");
    EXPECT_EQ(cloud.store.synchronous, Synchronous::Full);
    EXPECT_EQ(cloud.master_key_file, folder.path() / "data/alpha/master.key");
    EXPECT_EQ(cloud.identity.signing_key_file, folder.path() / "data/alpha/authority.pem");
    EXPECT_TRUE(cloud.identity.built_in);
    EXPECT_EQ(cloud.requests_per_minute, 0U);
}

TEST(Settings, AreReadCompletely) {
    const TemporaryFolder folder;
    const auto settings = readSettings(folder.write("a.yaml", kProduction), surroundingsWith());
    EXPECT_EQ(settings.environment, Environment::Production);
    EXPECT_EQ(settings.administration.address, "::1");
    EXPECT_EQ(settings.administration.port, 8080);
    EXPECT_EQ(settings.clouds[0].access_log.file, "/var/log/concordat/access.log");
    EXPECT_EQ(settings.threads.event_threads, 2U);
    EXPECT_EQ(settings.threads.workers, 8U);
    EXPECT_EQ(settings.threads.queue, 16U);
    EXPECT_EQ(settings.limits.head_bytes, 8192U);
    EXPECT_EQ(settings.limits.body_bytes, 65536U);
    EXPECT_EQ(settings.limits.head_time.count(), 5);
    EXPECT_EQ(settings.limits.body_time.count(), 6);
    EXPECT_EQ(settings.limits.idle_time.count(), 7);
    EXPECT_EQ(settings.limits.requests_per_connection, 8U);
    EXPECT_EQ(settings.limits.connections, 9U);
}

TEST(Settings, OfACloudAreReadCompletely) {
    const TemporaryFolder folder;
    const auto settings = readSettings(folder.write("a.yaml", kProduction), surroundingsWith());
    const auto* cloud = settings.cloud("a-b");
    ASSERT_NE(cloud, nullptr);
    EXPECT_EQ(settings.cloud("other"), nullptr);
    EXPECT_EQ(cloud->plugin.file, "/usr/lib/concordat/a.so");
    EXPECT_EQ(cloud->plugin.sha256.size(), 64U);
    EXPECT_TRUE(cloud->plugin.restart_on_hang);
    EXPECT_EQ(cloud->listener.port, 443);
    EXPECT_EQ(cloud->listener.tls->key, "/etc/key.pem");
    EXPECT_EQ(cloud->trusted_proxies.size(), 3U);
    EXPECT_EQ(cloud->consent_url, "https://consent.example/");
    EXPECT_EQ(cloud->store.backend, StoreBackend::Postgresql);
    EXPECT_EQ(cloud->store.port, 5433);
    EXPECT_EQ(cloud->store.sslmode, "verify-full");
    EXPECT_EQ(cloud->store.password_file, folder.path() / "secret");
    EXPECT_EQ(cloud->store.pool, 4U);
    EXPECT_EQ(cloud->identity.audiences, std::vector<std::string>{"https://api.example"});
    EXPECT_EQ(cloud->identity.claims.at("user_name").size(), 2U);
    EXPECT_EQ(cloud->requests_per_minute, 500U);
}

TEST(Settings, TakeTheDataFolderFromTheEnvironment) {
    const TemporaryFolder folder;
    const auto settings = readSettings(folder.write("a.yaml", kDevelopment),
                                       surroundingsWith({{"CONCORDAT_DATA_DIR", "/elsewhere"}}));
    EXPECT_EQ(settings.data_dir, "/elsewhere");
    EXPECT_EQ(settings.clouds[0].store.file, "/elsewhere/alpha/concordat.db");
}

TEST(Settings, TakeSecretsFromTheEnvironment) {
    const TemporaryFolder folder;
    const std::string key(64, 'a');
    const auto settings = readSettings(folder.write("a.yaml", kProduction),
                                       surroundingsWith({{"CONCORDAT_STORE_PASSWORD_A_B", "secret"},
                                                         {"CONCORDAT_MASTER_KEY_A_B", key}}));
    EXPECT_EQ(settings.clouds[0].store.password, "secret");
    EXPECT_EQ(settings.clouds[0].master_key, key);
}

}  // namespace
}  // namespace concordat::runtime
