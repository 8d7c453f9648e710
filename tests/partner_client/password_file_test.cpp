#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <stdexcept>
#include <sys/stat.h>

#include "tests/support/temporary_folder.hpp"
#include "tools/partner_client/users_import.hpp"

namespace concordat::client {
namespace {

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
