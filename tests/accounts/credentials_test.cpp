#include "core/accounts/credentials.hpp"

#include <gtest/gtest.h>

namespace concordat::accounts {
namespace {

TEST(MakeAdministrator, KeepsOnlyASaltedHashOfThePassword) {
    const auto made = makeAdministrator(Instant{});
    EXPECT_EQ(made.administrator.user_name, "admin");
    EXPECT_EQ(made.administrator.password_salt.size(), 16U);
    EXPECT_EQ(made.administrator.password_hash,
              hashOneTimePassword(made.administrator.password_salt, made.password));
    EXPECT_NE(made.administrator.password_hash, hashOneTimePassword("", made.password));
}

TEST(MakeAdministrator, NeverMakesTheSamePasswordOrSaltTwice) {
    const auto one = makeAdministrator(Instant{});
    const auto other = makeAdministrator(Instant{});
    EXPECT_NE(one.password, other.password);
    EXPECT_NE(one.administrator.password_salt, other.administrator.password_salt);
}

TEST(HashOneTimePassword, IsSha256OfSaltAndPassword) {
    const auto hash = hashOneTimePassword("a", "bc");
    ASSERT_EQ(hash.size(), 32U);
    EXPECT_EQ(static_cast<unsigned char>(hash[0]), 0xBA);  // SHA-256("abc"), FIPS 180-4
    EXPECT_EQ(static_cast<unsigned char>(hash[31]), 0xAD);
}

}  // namespace
}  // namespace concordat::accounts
