#include "tests/support/simulated_disk.hpp"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace concordat::testing_support {
namespace {

constexpr auto kSector = SimulatedDisk::kSectorBytes;
constexpr std::uint64_t kSeeds = 200;
const std::string kPath = "/data/store.db";

class SimulatedDiskTest : public ::testing::Test {
protected:
    void sync() { disk_.synced(file_, disk_.progress()); }

    std::string contentAfter(Survival survival, std::uint64_t seed = 1) {
        return disk_.cut(survival, seed).at(kPath);
    }

    SimulatedDisk disk_;
    SimulatedDisk::Handle file_ = disk_.adopt(kPath, "");
};

TEST_F(SimulatedDiskTest, WhatWasSyncedSurvivesEveryCut) {
    disk_.write(file_, 0, "kept");
    sync();
    for (const auto survival : {Survival::Nothing, Survival::Prefix, Survival::Subset}) {
        EXPECT_EQ(contentAfter(survival), "kept");
    }
}

TEST_F(SimulatedDiskTest, WhatWasNotSyncedIsLostWhenNothingSurvives) {
    disk_.write(file_, 0, "kept");
    sync();
    disk_.write(file_, 0, "lost");
    disk_.truncate(file_, 1);
    EXPECT_EQ(contentAfter(Survival::Nothing), "kept");
}

TEST_F(SimulatedDiskTest, ASyncDoesNotCoverWritesThatCameWhileItRan) {
    disk_.write(file_, 0, "before");
    const auto begun = disk_.progress();
    disk_.write(file_, 0, "during");
    disk_.synced(file_, begun);
    EXPECT_EQ(contentAfter(Survival::Nothing), "before");
}

TEST_F(SimulatedDiskTest, WritesPastTheEndFillTheGapWithZeros) {
    disk_.write(file_, 3, "x");
    sync();
    EXPECT_EQ(contentAfter(Survival::Nothing), std::string(3, '\0') + "x");
}

TEST_F(SimulatedDiskTest, TruncationIsSyncedLikeAWrite) {
    disk_.write(file_, 0, "abcdef");
    disk_.truncate(file_, 2);
    sync();
    EXPECT_EQ(contentAfter(Survival::Nothing), "ab");
}

TEST_F(SimulatedDiskTest, ASubsetTearsWritesOnlyBetweenSectors) {
    disk_.write(file_, 0, std::string(4 * kSector, 'a'));
    sync();
    disk_.write(file_, 100, std::string(3 * kSector, 'b'));
    std::set<std::string> images;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const auto content = contentAfter(Survival::Subset, seed);
        ASSERT_EQ(content.size(), 4 * kSector);
        for (std::size_t i = 1; i < content.size(); ++i) {
            if (content[i] == content[i - 1]) continue;
            EXPECT_TRUE(i % kSector == 0 || i == 100 || i == 100 + 3 * kSector) << i;
        }
        images.insert(content);
    }
    EXPECT_EQ(images.size(), 16U) << "every choice among four parts of sectors";
}

TEST_F(SimulatedDiskTest, ASubsetMayKeepALaterWriteWithoutAnEarlierOne) {
    disk_.write(file_, 0, std::string(kSector, 'a'));
    disk_.write(file_, kSector, std::string(kSector, 'b'));
    bool seen = false;
    for (std::uint64_t seed = 0; seed < kSeeds && !seen; ++seed) {
        seen = contentAfter(Survival::Subset, seed) ==
               std::string(kSector, '\0') + std::string(kSector, 'b');
    }
    EXPECT_TRUE(seen);
}

TEST_F(SimulatedDiskTest, APrefixKeepsEarlierWritesWholeAndTearsOne) {
    for (const char letter : {'a', 'b', 'c'}) disk_.write(file_, 0, std::string(1024, letter));
    std::set<std::string> images;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        images.insert(contentAfter(Survival::Prefix, seed));
    }
    const std::string a(512, 'a');
    const std::string b(512, 'b');
    const std::string c(512, 'c');
    EXPECT_EQ(images, (std::set<std::string>{"", a, a + a, b + a, b + b, c + b, c + c}));
}

TEST_F(SimulatedDiskTest, TheSameSeedGivesTheSameImage) {
    for (std::uint64_t i = 0; i < 20; ++i) disk_.write(file_, i * kSector, std::string(900, 'x'));
    disk_.create("/data/other");
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        EXPECT_EQ(disk_.cut(Survival::Subset, seed), disk_.cut(Survival::Subset, seed));
    }
}

TEST_F(SimulatedDiskTest, ANewFileIsLostUntilItsDirectoryIsSynced) {
    const std::string path = "/data/store.db-wal";
    const auto log = disk_.create(path);
    disk_.write(log, 0, "content");
    disk_.synced(log, disk_.progress());
    EXPECT_FALSE(disk_.cut(Survival::Nothing, 1).contains(path));
    disk_.directorySynced("/elsewhere/file", disk_.progress());
    EXPECT_FALSE(disk_.cut(Survival::Nothing, 1).contains(path));
    disk_.directorySynced(path, disk_.progress());
    EXPECT_EQ(disk_.cut(Survival::Nothing, 1).at(path), "content");
}

TEST_F(SimulatedDiskTest, ARemovedFileComesBackUntilItsDirectoryIsSynced) {
    disk_.write(file_, 0, "content");
    sync();
    disk_.remove(kPath);
    EXPECT_EQ(disk_.find(kPath), nullptr);
    EXPECT_EQ(contentAfter(Survival::Nothing), "content");
    disk_.directorySynced(kPath, disk_.progress());
    EXPECT_TRUE(disk_.cut(Survival::Nothing, 1).empty());
}

TEST_F(SimulatedDiskTest, AFileMadeAgainUnderARemovedNameIsAnotherFile) {
    disk_.write(file_, 0, "old");
    sync();
    disk_.remove(kPath);
    const auto again = disk_.create(kPath);
    disk_.write(again, 0, "new");
    disk_.synced(again, disk_.progress());
    EXPECT_EQ(contentAfter(Survival::Nothing), "old");
    disk_.directorySynced(kPath, disk_.progress());
    EXPECT_EQ(contentAfter(Survival::Nothing), "new");
}

}  // namespace
}  // namespace concordat::testing_support
