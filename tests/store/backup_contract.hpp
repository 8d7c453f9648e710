#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

#include "core/base/error.hpp"
#include "core/store/backup.hpp"
#include "core/store/maintenance.hpp"
#include "tests/store/backends.hpp"
#include "tests/store/samples.hpp"
#include "tests/support/temporary_folder.hpp"

namespace concordat::store {

/// What backup and restore promise.
template <typename Backend>
class BackupContract : public testing::Test {
protected:
    /// Makes a store with a few customers and backs it up.
    TableCounts makeBackup() {
        const auto store = backend.open();
        EXPECT_TRUE(store->partners().add(samples::partner(1), samples::profiles()));
        for (unsigned i = 1; i <= kCustomers; ++i)
            EXPECT_EQ(store->changes().apply(samples::addCustomer(samples::partnerId(1), i)),
                      Outcome::Applied);
        return backup(*backend.opener(), file);
    }

    std::string refusal(const StoreSettings& settings) {
        try {
            restore(*backend.opener(), settings, file);
            return {};
        } catch (const FatalError& error) {
            return error.event();
        }
    }

    static constexpr unsigned kCustomers = 5;

    testing_support::TemporaryFolder folder;
    Backend backend;
    std::string file = folder.at("backup");
};

TYPED_TEST_SUITE_P(BackupContract);

TYPED_TEST_P(BackupContract, ARestoredStoreHoldsWhatTheOtherHeld) {
    const auto counts = this->makeBackup();
    EXPECT_EQ(counts.at("customers"), this->kCustomers);
    EXPECT_EQ(counts.at("record"), this->kCustomers);
    this->backend.clear();
    EXPECT_EQ(restore(*this->backend.opener(), this->backend.settings(), this->file), counts);
    const auto store = this->backend.open();
    const auto customer = samples::customerId(3);
    EXPECT_EQ(store->customers().find(samples::partnerId(1), customer),
              samples::customer(3, "Contoso"));
    EXPECT_EQ(store->customers().find(samples::partnerId(2), customer), std::nullopt);
    EXPECT_EQ(store->changes().apply(samples::addCustomer(samples::partnerId(1), 9)),
              Outcome::Applied);
}

TYPED_TEST_P(BackupContract, ABackupIsOneMomentOfAStoreThatIsWritten) {
    const auto store = this->backend.open();
    ASSERT_TRUE(store->partners().add(samples::partner(1), samples::profiles()));
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        for (unsigned i = 1; !stop; ++i)
            EXPECT_EQ(store->changes().apply(samples::addCustomer(samples::partnerId(1), i)),
                      Outcome::Applied);
    });
    const auto counts = backup(*this->backend.opener(), this->file);
    stop = true;
    writer.join();
    // Each create writes one row to each of these.
    EXPECT_EQ(counts.at("customers"), counts.at("accounts"));
    EXPECT_EQ(counts.at("customers"), counts.at("record"));
    EXPECT_EQ(counts.at("customers"), counts.at("domains"));
}

TYPED_TEST_P(BackupContract, ABackupIsItsOwnersAloneAndHoldsNoPersonalData) {
    this->makeBackup();
    const auto permissions = std::filesystem::status(this->file).permissions();
    EXPECT_EQ(permissions,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::ifstream in(this->file, std::ios::binary);
    const std::string content(std::istreambuf_iterator<char>(in), {});
    EXPECT_GT(content.size(), 0U);
    EXPECT_EQ(content.find(samples::kPersonal), std::string::npos);
}

TYPED_TEST_P(BackupContract, AnExistingFileIsNotOverwritten) {
    this->makeBackup();
    EXPECT_THROW(backup(*this->backend.opener(), this->file), FatalError);
    EXPECT_GT(std::filesystem::file_size(this->file), 0U);
}

TYPED_TEST_P(BackupContract, AnEmptyStoreHasNoBackup) {
    EXPECT_THROW(backup(*this->backend.opener(), this->file), FatalError);
    EXPECT_FALSE(std::filesystem::exists(this->file));
}

TYPED_TEST_P(BackupContract, AStoreThatIsNotEmptyIsNotRestored) {
    this->makeBackup();
    EXPECT_EQ(this->refusal(this->backend.settings()), "STORE-RESTORE-REFUSED");
}

TYPED_TEST_P(BackupContract, AnotherCloudsBackupIsNotRestored) {
    this->makeBackup();
    this->backend.clear();
    auto settings = this->backend.settings();
    settings.cloud = "elsewhere";
    EXPECT_EQ(this->refusal(settings), "STORE-RESTORE-REFUSED");
    EXPECT_EQ(this->refusal(this->backend.settings()), "");
}

TYPED_TEST_P(BackupContract, ADamagedFileIsNotRestored) {
    this->makeBackup();
    this->backend.clear();
    std::filesystem::resize_file(this->file, std::filesystem::file_size(this->file) / 2);
    EXPECT_NE(this->refusal(this->backend.settings()), "");
    std::ofstream(this->file) << "no backup at all";
    EXPECT_NE(this->refusal(this->backend.settings()), "");
}

TYPED_TEST_P(BackupContract, AStoreComesToRestWhileItIsServed) {
    this->makeBackup();
    const auto store = this->backend.open();
    settle(*this->backend.opener());
    EXPECT_TRUE(store->customers().find(samples::partnerId(1), samples::customerId(1)));
}

REGISTER_TYPED_TEST_SUITE_P(BackupContract, AStoreComesToRestWhileItIsServed,
                            ARestoredStoreHoldsWhatTheOtherHeld,
                            ABackupIsOneMomentOfAStoreThatIsWritten,
                            ABackupIsItsOwnersAloneAndHoldsNoPersonalData,
                            AnExistingFileIsNotOverwritten, AnEmptyStoreHasNoBackup,
                            AStoreThatIsNotEmptyIsNotRestored, AnotherCloudsBackupIsNotRestored,
                            ADamagedFileIsNotRestored);

}  // namespace concordat::store
