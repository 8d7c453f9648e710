#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <concordat/cloud_store/standard_session_opener.hpp>

namespace concordat::cloud_store {

namespace {

class SessionOpenerTest : public testing::Test {
protected:
    SessionOpenerTest() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "concordat-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~SessionOpenerTest() override { std::filesystem::remove_all(folder_); }

    static mode_t modeOf(const std::filesystem::path& path) {
        struct stat status {};
        EXPECT_EQ(::stat(path.c_str(), &status), 0);
        return status.st_mode & 0777U;
    }
    /// Asks from another process, since a process never sees its own locks.
    static bool isLockedForOthers(const std::filesystem::path& path) {
        const pid_t child = ::fork();
        if (child == 0) {
            const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
            struct flock lock {};
            lock.l_type = F_WRLCK;
            lock.l_whence = SEEK_SET;
            const bool asked = file >= 0 && ::fcntl(file, F_GETLK, &lock) == 0;
            ::_exit(asked && lock.l_type != F_UNLCK ? 0 : 1);
        }
        int status = 1;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        return status == 0;
    }
    static std::string messageOf(const StoreSettings& settings) {
        try {
            const StandardSessionOpener opener(settings);
        } catch (const std::invalid_argument& error) {
            return error.what();
        }
        return "accepted";
    }

    std::filesystem::path folder_;
};

}  // namespace

TEST_F(SessionOpenerTest, MakesAPrivateSqliteFileInAPrivateFolder) {
    const auto file = folder_ / "some cloud" / "store.db";
    const StandardSessionOpener opener({.backend = "sqlite3", .location = "de", .path = file});
    soci::session session;
    opener.open(session);
    session << "CREATE TABLE t (a INTEGER)";
    EXPECT_EQ(modeOf(file), 0600U);
    EXPECT_EQ(modeOf(file.parent_path()), 0700U);
}

TEST_F(SessionOpenerTest, AnotherSessionLeavesTheLocksOfThoseThatAreOpen) {
    const auto file = folder_ / "store.db";
    const StandardSessionOpener opener({.backend = "sqlite3", .path = file});
    soci::session first;
    opener.open(first);
    first << "PRAGMA journal_mode = WAL";
    first << "CREATE TABLE t (a INTEGER)";
    ASSERT_TRUE(isLockedForOthers(file));
    soci::session second;
    opener.open(second);
    // Otherwise another process would take itself for the last one and delete the write-ahead log.
    EXPECT_TRUE(isLockedForOthers(file));
}

TEST_F(SessionOpenerTest, TakesBackARightThatAnExistingFileGivesToOthers) {
    const auto file = folder_ / "store.db";
    std::ofstream(file).close();
    std::filesystem::permissions(file, std::filesystem::perms::all);
    soci::session session;
    StandardSessionOpener({.backend = "sqlite3", .path = file}).open(session);
    EXPECT_EQ(modeOf(file), 0600U);
}

TEST_F(SessionOpenerTest, FollowsNoSymbolicLinkInPlaceOfTheFile) {
    const auto link = folder_ / "store.db";
    std::filesystem::create_symlink(folder_ / "elsewhere.db", link);
    soci::session session;
    EXPECT_THROW(StandardSessionOpener({.backend = "sqlite3", .path = link}).open(session),
                 std::runtime_error);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "elsewhere.db"));
}

TEST_F(SessionOpenerTest, RefusesAPathThatWouldEndTheConnectionString) {
    soci::session session;
    const StandardSessionOpener opener({.backend = "sqlite3", .path = folder_ / "a\" vfs=\"x"});
    EXPECT_THROW(opener.open(session), std::runtime_error);
}

TEST_F(SessionOpenerTest, NamesTheSettingThatIsMissingOrUnknown) {
    EXPECT_THAT(messageOf({.backend = "oracle"}), testing::HasSubstr("'oracle' is unknown"));
    EXPECT_THAT(messageOf({.backend = "sqlite3"}), testing::HasSubstr("store.path is missing"));
    EXPECT_THAT(messageOf({.backend = "postgresql", .host = "h", .database = "d"}),
                testing::HasSubstr("store.user"));
}

TEST_F(SessionOpenerTest, RefusesAPasswordFileThatIsMissingOrEmpty) {
    StoreSettings settings{.backend = "postgresql",
                           .host = folder_,
                           .database = "d",
                           .user = "u",
                           .password_file = folder_ / "password"};
    soci::session session;
    EXPECT_THROW(StandardSessionOpener(settings).open(session), std::runtime_error);
    std::ofstream(settings.password_file) << "\n";
    EXPECT_THROW(StandardSessionOpener(settings).open(session), std::runtime_error);
}

TEST_F(SessionOpenerTest, DoesNotShowThePasswordWhenPostgresqlCannotBeReached) {
    const StandardSessionOpener opener({.backend = "postgresql",
                                        .host = folder_,
                                        .database = "d d",
                                        .user = "u",
                                        .password = "so secret",
                                        .connect_timeout_seconds = 1});
    soci::session session;
    try {
        opener.open(session);
        FAIL() << "nothing listens there";
    } catch (const std::exception& error) {
        EXPECT_THAT(error.what(), testing::Not(testing::HasSubstr("secret")));
        EXPECT_THAT(error.what(), testing::HasSubstr(folder_.string()));
    }
}

}  // namespace concordat::cloud_store
