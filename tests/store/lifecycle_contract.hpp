#pragma once

#include "core/base/error.hpp"
#include "core/store/migrations.hpp"
#include "tests/store/store_contract.hpp"

namespace concordat::store {

/// What opening a store promises, and what health asks of it.
template <typename Backend>
class StoreLifecycle : public testing::Test {
protected:
    /// The event with which opening under `settings` is refused; empty when it is not.
    std::string refusal(const StoreSettings& settings, Vault vault = testVault()) {
        try {
            static_cast<void>(Store::open(settings, backend.opener(), std::move(vault)));
            return {};
        } catch (const FatalError& error) {
            return error.event();
        }
    }

    Backend backend;
};

TYPED_TEST_SUITE_P(StoreLifecycle);

TYPED_TEST_P(StoreLifecycle, AStoreWithoutSchemaIsRefusedUntilMigrated) {
    EXPECT_EQ(this->refusal(this->backend.settings()), "STORE-SCHEMA-BEHIND");
    for (const auto& migration : migrationStatus(*this->backend.opener()))
        EXPECT_FALSE(migration.applied) << migration.name;
    const auto settings = this->backend.settings();
    const auto count = migrate(*this->backend.opener(), settings, testVault(), samples::kNow);
    EXPECT_EQ(count, migrationStatus(*this->backend.opener()).size());
    EXPECT_EQ(migrate(*this->backend.opener(), settings, testVault(), samples::kNow), 0U);
    for (const auto& migration : migrationStatus(*this->backend.opener()))
        EXPECT_TRUE(migration.applied) << migration.name;
    EXPECT_EQ(this->refusal(settings), "");
}

TYPED_TEST_P(StoreLifecycle, AnotherCloudsStoreIsRefused) {
    static_cast<void>(this->backend.open());
    auto settings = this->backend.settings();
    settings.cloud = "elsewhere";
    EXPECT_EQ(this->refusal(settings), "STORE-OTHER-CLOUD");
    settings = this->backend.settings();
    settings.location = "us";
    EXPECT_EQ(this->refusal(settings), "STORE-OTHER-CLOUD");
    EXPECT_THROW(migrate(*this->backend.opener(), settings, testVault(), samples::kNow),
                 FatalError);
}

TYPED_TEST_P(StoreLifecycle, AnotherMasterKeyIsRefusedBeforeAnythingIsWrittenUnderIt) {
    static_cast<void>(this->backend.open());
    const auto settings = this->backend.settings();
    EXPECT_EQ(this->refusal(settings, testVault(9)), "STORE-OTHER-KEY");
    EXPECT_THROW(migrate(*this->backend.opener(), settings, testVault(9), samples::kNow),
                 FatalError);
    EXPECT_EQ(this->refusal(settings), "");
}

TYPED_TEST_P(StoreLifecycle, AChangedMigrationIsRefused) {
    static_cast<void>(this->backend.open());
    this->backend.execute("UPDATE schema_migrations SET checksum = 'other' WHERE number = 1");
    EXPECT_EQ(this->refusal(this->backend.settings()), "STORE-SCHEMA-CHANGED");
}

TYPED_TEST_P(StoreLifecycle, ASchemaOfANewerProgramIsRefused) {
    static_cast<void>(this->backend.open());
    this->backend.execute(
        "INSERT INTO schema_migrations (number, name, checksum, applied) "
        "VALUES (9999, '9999_future', 'x', 0)");
    EXPECT_EQ(this->refusal(this->backend.settings()), "STORE-SCHEMA-NEWER");
    EXPECT_THROW(static_cast<void>(migrationStatus(*this->backend.opener())), FatalError);
}

TYPED_TEST_P(StoreLifecycle, WhatWasWrittenIsThereAfterOpeningAgain) {
    const auto partner = samples::partner(1);
    ASSERT_TRUE(this->backend.open()->partners().add(partner, samples::profiles()));
    EXPECT_EQ(this->backend.open()->partners().find(partner.id), partner);
}

TYPED_TEST_P(StoreLifecycle, AnOpenStoreIsReachableAndItsRecordWritable) {
    const auto store = this->backend.open();
    EXPECT_TRUE(store->reachable());
    EXPECT_TRUE(store->recordWritable());
    EXPECT_GE(store->counters().sessions.open, 1U);
}

TYPED_TEST_P(StoreLifecycle, ACloudsOwnTablesAreMadeOnceAndInOrder) {
    auto settings = this->backend.settings();
    const std::string first = "CREATE TABLE cloud_test_a (id BIGINT)";
    const std::string second = "INSERT INTO cloud_test_a (id) VALUES (1)";
    static_cast<void>(this->backend.open());
    settings.own_migrations = {{"0001_a", first, first}};
    const auto& opener = *this->backend.opener();
    EXPECT_EQ(this->refusal(settings), "STORE-SCHEMA-BEHIND");
    EXPECT_EQ(migrate(opener, settings, testVault(), samples::kNow), 1U);
    settings.own_migrations.push_back({"0002_b", second, second});
    EXPECT_FALSE(migrationStatus(opener, settings.own_migrations).back().applied);
    EXPECT_EQ(migrate(opener, settings, testVault(), samples::kNow), 1U);
    EXPECT_EQ(migrate(opener, settings, testVault(), samples::kNow), 0U);
    EXPECT_EQ(migrationStatus(opener, settings.own_migrations).back().name, "0002_b");
    EXPECT_TRUE(migrationStatus(opener, settings.own_migrations).back().applied);
    EXPECT_EQ(this->refusal(settings), "");
}

TYPED_TEST_P(StoreLifecycle, AnotherTextOrAnOlderPluginThanTheStoreHasIsRefused) {
    auto settings = this->backend.settings();
    const std::string text = "CREATE TABLE cloud_test_a (id BIGINT)";
    settings.own_migrations = {{"0001_a", text, text}};
    static_cast<void>(migrate(*this->backend.opener(), settings, testVault(), samples::kNow));
    settings.own_migrations = {{"0001_a", text + " ", text + " "}};
    EXPECT_EQ(this->refusal(settings), "STORE-SCHEMA-CHANGED");
    settings.own_migrations.clear();
    EXPECT_EQ(this->refusal(settings), "STORE-SCHEMA-NEWER");
    EXPECT_THROW(migrate(*this->backend.opener(), settings, testVault(), samples::kNow),
                 FatalError);
}

TYPED_TEST_P(StoreLifecycle, AnOwnMigrationThatFailsLeavesNothingBehind) {
    auto settings = this->backend.settings();
    const std::string text =
        "CREATE TABLE cloud_test_a (id BIGINT); INSERT INTO cloud_test_a (other) VALUES (1)";
    settings.own_migrations = {{"0001_a", text, text}};
    EXPECT_THROW(migrate(*this->backend.opener(), settings, testVault(), samples::kNow),
                 FatalError);
    const std::string right = "CREATE TABLE cloud_test_a (id BIGINT)";
    settings.own_migrations = {{"0001_a", right, right}};
    EXPECT_EQ(migrate(*this->backend.opener(), settings, testVault(), samples::kNow), 1U);
}

REGISTER_TYPED_TEST_SUITE_P(
    StoreLifecycle, AStoreWithoutSchemaIsRefusedUntilMigrated, AnotherCloudsStoreIsRefused,
    AnotherMasterKeyIsRefusedBeforeAnythingIsWrittenUnderIt, AChangedMigrationIsRefused,
    ASchemaOfANewerProgramIsRefused, WhatWasWrittenIsThereAfterOpeningAgain,
    AnOpenStoreIsReachableAndItsRecordWritable, ACloudsOwnTablesAreMadeOnceAndInOrder,
    AnotherTextOrAnOlderPluginThanTheStoreHasIsRefused, AnOwnMigrationThatFailsLeavesNothingBehind);

}  // namespace concordat::store
