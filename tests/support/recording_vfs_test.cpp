#include "tests/support/recording_vfs.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace concordat::testing_support {
namespace {

/// A plain SQLite connection.
class Database {
public:
    explicit Database(const std::string& path) {
        EXPECT_EQ(sqlite3_open(path.c_str(), &handle_), SQLITE_OK);
    }
    ~Database() { sqlite3_close(handle_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs statements; whether all succeeded.
    bool run(const std::string& sql) {
        return sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }

    /// The first column of the first row, or "none".
    std::string ask(const std::string& sql) {
        std::string answer = "none";
        const auto take = [](void* out, int, char** values, char**) {
            *static_cast<std::string*>(out) = values[0] == nullptr ? "" : values[0];
            return 1;
        };
        sqlite3_exec(handle_, sql.c_str(), take, &answer, nullptr);
        return answer;
    }

private:
    sqlite3* handle_ = nullptr;
};

/// A power cut at some operation: what it left, and how many rows had been committed before it.
struct Cut {
    DiskImage image;
    int committed = 0;
};

constexpr int kRows = 30;

/// A journal mode and the least `synchronous` with which it keeps what was committed.
struct Mode {
    std::string name;
    std::string synchronous;
};

class RecordingVfsTest : public ::testing::TestWithParam<Mode> {
protected:
    /// Commits rows under a journal mode, with a cut at every operation on the disk.
    std::vector<Cut> commitRows(const std::string& journal, const std::string& synchronous) {
        std::vector<Cut> cuts;
        int committed = 0;
        RecordingVfs* running = nullptr;
        RecordingVfs vfs([&](DiskOperation, FileKind) {
            const auto survival = static_cast<Survival>(cuts.size() % 3);
            cuts.push_back({running->disk().cut(survival, cuts.size()), committed});
        });
        running = &vfs;
        Database database(folder_.at("store.db"));
        EXPECT_TRUE(database.run("PRAGMA journal_mode=" + journal + "; PRAGMA synchronous=" +
                                 synchronous + "; PRAGMA wal_autocheckpoint=20;" +
                                 "CREATE TABLE t(id INTEGER PRIMARY KEY, filler TEXT);"));
        for (int row = 1; row <= kRows; ++row) {
            EXPECT_TRUE(database.run("INSERT INTO t VALUES(NULL, hex(randomblob(700)))"));
            committed = row;
        }
        return cuts;
    }

    /// Whether a restart from the cut is sound and has every committed row.
    static bool isWhole(const Cut& cut, const std::string& root) {
        const TemporaryFolder restarted;
        writeImage(cut.image, root, restarted.path());
        Database database(restarted.at("store.db"));
        (void)database.run("PRAGMA synchronous=OFF");  // the copy need not last
        if (database.ask("PRAGMA integrity_check") != "ok") return false;
        const auto rows = database.ask("SELECT count(*) FROM t");
        return cut.committed == 0 || (rows != "none" && std::stoi(rows) >= cut.committed);
    }

    TemporaryFolder folder_;
};

TEST_P(RecordingVfsTest, NothingCommittedIsLostWhereverThePowerIsCut) {
    const auto cuts = commitRows(GetParam().name, GetParam().synchronous);
    EXPECT_GT(cuts.size(), 2U * kRows);
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        EXPECT_TRUE(isWhole(cuts[i], folder_.path())) << "cut " << i << " of " << cuts.size();
    }
}

TEST_P(RecordingVfsTest, WithoutSyncsCommittedRowsAreLost) {
    const auto cuts = commitRows(GetParam().name, "OFF");
    std::size_t whole = 0;
    for (const auto& cut : cuts) whole += isWhole(cut, folder_.path()) ? 1 : 0;
    EXPECT_LT(whole, cuts.size() / 2);
}

INSTANTIATE_TEST_SUITE_P(JournalModes, RecordingVfsTest,
                         ::testing::Values(Mode{"DELETE", "EXTRA"}, Mode{"TRUNCATE", "FULL"},
                                           Mode{"WAL", "FULL"}),
                         [](const auto& mode) { return mode.param.name; });

TEST_F(RecordingVfsTest, AJournalWhoseRemovalWasNotSyncedTakesACommitBack) {
    const auto cuts = commitRows("DELETE", "FULL");
    const auto whole = [&](const auto& cut) { return isWhole(cut, folder_.path()); };
    EXPECT_FALSE(std::ranges::all_of(cuts, whole));
}

TEST(RecordingVfsCounts, OneSyncOfTheLogPerCommit) {
    const TemporaryFolder folder;
    RecordingVfs vfs;
    Database database(folder.at("store.db"));
    ASSERT_TRUE(
        database.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(x)"));
    const auto before = vfs.syncs(FileKind::Log);
    const auto checkpoints = vfs.syncs(FileKind::Database);
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(database.run("INSERT INTO t VALUES(1)"));
    EXPECT_EQ(vfs.syncs(FileKind::Log) - before, 10U);
    EXPECT_EQ(vfs.syncs(FileKind::Database), checkpoints);
    ASSERT_TRUE(database.run("PRAGMA wal_checkpoint"));
    EXPECT_EQ(vfs.syncs(FileKind::Database), checkpoints + 1);
}

TEST(RecordingVfsCounts, ADatabaseFromBeforeIsTakenOverAsSynced) {
    const TemporaryFolder folder;
    Database(folder.at("store.db")).run("CREATE TABLE t(x); INSERT INTO t VALUES(7)");
    RecordingVfs vfs;
    EXPECT_EQ(Database(folder.at("store.db")).ask("SELECT x FROM t"), "7");
    const TemporaryFolder restarted;
    writeImage(vfs.disk().cut(Survival::Nothing, 1), folder.path(), restarted.path());
    EXPECT_EQ(Database(restarted.at("store.db")).ask("SELECT x FROM t"), "7");
}

TEST(RecordingVfsCounts, TheSystemsFileSystemIsTheDefaultAgainAfterwards) {
    const std::string before = sqlite3_vfs_find(nullptr)->zName;
    {
        const RecordingVfs vfs;
        EXPECT_STREQ(sqlite3_vfs_find(nullptr)->zName, "recording");
    }
    EXPECT_EQ(sqlite3_vfs_find(nullptr)->zName, before);
}

}  // namespace
}  // namespace concordat::testing_support
