#include <csignal>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.hpp"
#include "tools/partner_client/users_import.hpp"

namespace concordat::client {
namespace {

/// Lets this process write no file beyond so many bytes, as on a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        (void)std::signal(SIGXFSZ, signal_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    void (*signal_)(int);
    rlimit before_{};
};

class PasswordFiles : public testing::Test {
protected:
    testing_support::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "passwords.csv";
};

TEST_F(PasswordFiles, AreForTheOwnerAlone) {
    PasswordFile file(path_);
    file.keep("ana@adatum.example", "secret");
    struct stat status {};
    ASSERT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    std::ifstream in(path_);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    EXPECT_EQ(text, "\xEF\xBB\xBFUser name,One-time password\r\nana@adatum.example,secret\r\n");
}

TEST_F(PasswordFiles, AreGoneWhenNothingIsInThem) {
    {
        const PasswordFile file(path_);
        EXPECT_FALSE(file.holdsAny());
    }
    EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(PasswordFiles, NameTheUserWhosePasswordIsThereInPartAlone) {
    {
        PasswordFile file(path_);
        file.keep("ana@adatum.example", "secret");
        const auto whole = std::filesystem::file_size(path_);
        const FullDisk disk(whole + 5);
        const auto keep = [&file] { file.keep("bob@adatum.example", "other"); };
        EXPECT_THAT(keep, testing::ThrowsMessage<std::runtime_error>(
                              "the password of bob@adatum.example, who was added, cannot be "
                              "written to " +
                              path_.string()));
        EXPECT_EQ(std::filesystem::file_size(path_), whole + 5) << "a part is there";
        EXPECT_TRUE(file.holdsAny());
    }
    EXPECT_TRUE(std::filesystem::exists(path_)) << "with the passwords of those before";
}

TEST_F(PasswordFiles, StayWhenNotEvenTheFirstPasswordFits) {
    {
        PasswordFile file(path_);
        const FullDisk disk(7);
        EXPECT_THROW(file.keep("ana@adatum.example", "secret"), std::runtime_error);
    }
    EXPECT_EQ(std::filesystem::file_size(path_), 7U) << "somebody has been added";
}

TEST_F(PasswordFiles, ReplaceNoFileAndFollowNoLink) {
    std::ofstream(path_) << "of an earlier run";
    EXPECT_THROW(PasswordFile{path_}, std::runtime_error);
    const auto link = folder_.path() / "link.csv";
    std::filesystem::create_symlink(folder_.path() / "elsewhere.csv", link);
    EXPECT_THROW(PasswordFile{link}, std::runtime_error);
    EXPECT_THROW(PasswordFile(folder_.path() / "none" / "x.csv"), std::runtime_error);
    EXPECT_TRUE(std::filesystem::exists(path_));
}

}  // namespace
}  // namespace concordat::client
