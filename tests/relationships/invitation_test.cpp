#include "core/relationships/invitation.hpp"

#include <cctype>
#include <gtest/gtest.h>
#include <string>

namespace concordat::relationships {
namespace {

const PartnerId kProvider{*Uuid::parse("11111111-1111-4111-8111-111111111111")};

TEST(InvitationToken, ComesBackFromItsText) {
    const auto made = makeInvitation(kProvider, Instant{});
    const auto read = InvitationToken::parse(made.toString());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->inviting, kProvider);
    EXPECT_EQ(read->invitation, made.invitation);
    EXPECT_EQ(read->secret, made.secret);
    EXPECT_EQ(read->hash(), made.hash());
    EXPECT_GE(made.secret.size(), 26U) << "five bits a letter, 128 at least";
}

TEST(InvitationToken, IsAnotherEachTimeAndItsHashDependsOnAllOfIt) {
    const auto made = makeInvitation(kProvider, Instant{});
    auto other = makeInvitation(kProvider, Instant{});
    EXPECT_NE(made.secret, other.secret);
    EXPECT_NE(made.invitation, other.invitation);
    EXPECT_EQ(made.hash().size(), 32U);
    other.secret = made.secret;
    EXPECT_NE(made.hash(), other.hash());
    other.invitation = made.invitation;
    EXPECT_EQ(made.hash(), other.hash());
    other.inviting = {makeRandomUuid()};
    EXPECT_NE(made.hash(), other.hash());
}

TEST(InvitationToken, NeedsNoEncodingInALink) {
    for (const char c : makeInvitation(kProvider, Instant{}).toString())
        EXPECT_TRUE(std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.') << c;
}

TEST(InvitationToken, IsNotReadFromAnythingElse) {
    const auto good = makeInvitation(kProvider, Instant{}).toString();
    for (const auto& bad :
         {std::string(), std::string("."), good.substr(1), good.substr(0, 74), good + "%",
          good + std::string(1, '\0'), good + ".x", "x" + good, std::string(100, '.'),
          std::string(36, '1') + "." + std::string(36, '1') + ".secret",
          good + std::string(64, 'a'), std::string(100'000, 'a')})
        EXPECT_FALSE(InvitationToken::parse(bad)) << bad.substr(0, 100);
    auto spaced = good;
    spaced[36] = ' ';
    EXPECT_FALSE(InvitationToken::parse(spaced));
}

}  // namespace
}  // namespace concordat::relationships
