#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <concordat/cloud_store/session_opener.hpp>

#include "core/base/error.hpp"
#include "plugins/host/host.hpp"

/// A cloud that was built against the first headers, in this host.
namespace concordat::sdk_tests {
namespace {

TEST(CloudOfTheFirstSdk, LoadsDecidesAndOpensItsStore) {
    const auto plugin = host::load(FIRST_CLOUD, {});
    EXPECT_EQ(plugin->info().sdk_minor, 0U);
    EXPECT_EQ(plugin->cloud().facts().rule("TINY-1")->code, 2030);
    EXPECT_TRUE(plugin->cloud().mayEnrol({.country = "DE"}).allowed());
    EXPECT_EQ(plugin->cloud().mayEnrol({.country = "FR"}),
              rules::Decision::refuse("TINY-1", "country"));
    EXPECT_EQ(plugin->cloud().validateAddress({.country = "DE"}).suggestions.size(), 1U);
    const auto opener =
        plugin->sessionOpener({.backend = "sqlite3", .location = "here", .path = "a.db"});
    EXPECT_EQ(opener->backend(), "sqlite3");
    EXPECT_EQ(plugin->faults(), 0U);
}

TEST(CloudOfTheFirstSdk, HasNoAbilityThatCameLater) {
    const auto plugin = host::load(FIRST_CLOUD, {});
    EXPECT_TRUE(plugin->migrations().empty());
    EXPECT_TRUE(plugin->catalogues().empty());
}

}  // namespace
}  // namespace concordat::sdk_tests
