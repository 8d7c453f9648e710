#include <gtest/gtest.h>

#include "tests/runtime/settings_fixture.hpp"

namespace concordat::runtime {
namespace {

Settings shipped(const std::string& name) {
    return readSettings(std::filesystem::path(CONCORDAT_CONFIG_DIR) / name, surroundingsWith());
}

TEST(ConfigFiles, OfDevelopmentStartThreeCloudsOnTheirPorts) {
    const auto settings = shipped("development.yaml");
    EXPECT_EQ(settings.environment, Environment::Development);
    EXPECT_EQ(settings.administration.port, 8080);
    ASSERT_EQ(settings.clouds.size(), 3U);
    std::uint16_t port = 8081;
    for (const auto& cloud : settings.clouds) {
        EXPECT_EQ(cloud.listener.port, port++);
        EXPECT_EQ(cloud.listener.address, "127.0.0.1");
        EXPECT_TRUE(cloud.identity.built_in);
        EXPECT_EQ(cloud.store.backend, StoreBackend::Sqlite3);
        EXPECT_EQ(cloud.requests_per_minute, 0U);
    }
}

TEST(ConfigFiles, OfProductionExistForEveryCloudAndAreRight) {
    for (const auto& cloud : shipped("development.yaml").clouds) {
        const auto settings = shipped("production-" + cloud.id + ".yaml");
        EXPECT_EQ(settings.environment, Environment::Production);
        ASSERT_EQ(settings.clouds.size(), 1U);
        const auto& one = settings.clouds[0];
        EXPECT_EQ(one.id, cloud.id);
        EXPECT_EQ(one.plugin.file.filename(), cloud.plugin.file.filename());
        EXPECT_EQ(one.store.backend, StoreBackend::Postgresql);
        EXPECT_TRUE(one.listener.tls.has_value());
        EXPECT_FALSE(one.identity.built_in);
        EXPECT_FALSE(one.trusted_proxies.empty());
        EXPECT_EQ(one.requests_per_minute, 500U);
    }
}

}  // namespace
}  // namespace concordat::runtime
