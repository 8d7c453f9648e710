#include "core/base/uuid.hpp"

#include <gtest/gtest.h>
#include <set>

#include "core/base/random.hpp"

namespace concordat {
namespace {

TEST(Uuid, ReadsBothCasesAndWritesLowerCase) {
    const auto id = Uuid::parse("8E0A5C12-7B3D-4E5F-9A6B-0C1D2E3F4A5B");
    ASSERT_TRUE(id);
    EXPECT_EQ(id->toString(), "8e0a5c12-7b3d-4e5f-9a6b-0c1d2e3f4a5b");
}

TEST(Uuid, RefusesEverythingElse) {
    for (const auto* text :
         {"", "8e0a5c12", "8e0a5c127b3d4e5f9a6b0c1d2e3f4a5b",
          "{8e0a5c12-7b3d-4e5f-9a6b-0c1d2e3f4a5b}", "8e0a5c12-7b3d-4e5f-9a6b-0c1d2e3f4a5g",
          "8e0a5c12-7b3d-4e5f-9a6b-0c1d2e3f4a5b ", "8e0a5c1-27b3d-4e5f-9a6b-0c1d2e3f4a5b"})
        EXPECT_FALSE(Uuid::parse(text)) << text;
}

TEST(Uuid, Version7SortsByTimeAndNamesItsVersion) {
    const auto early = makeUuid(fromMicroseconds(1'000'000'000));
    const auto late = makeUuid(fromMicroseconds(2'000'000'000));
    EXPECT_LT(early, late);
    EXPECT_EQ(early.toString()[14], '7');
    EXPECT_EQ(makeRandomUuid().toString()[14], '4');
}

TEST(Uuid, NeverRepeats) {
    std::set<Uuid> seen;
    for (int i = 0; i < 10'000; ++i) EXPECT_TRUE(seen.insert(makeRandomUuid()).second);
}

TEST(OneTimePassword, HasTheBitsAndTheClassesThatDirectoriesDemand) {
    const auto password = makeOneTimePassword(128);
    EXPECT_GE(password.size() * 5, 128U);
    EXPECT_NE(password.find_first_of("ABCDEFGH"), std::string::npos);
    EXPECT_NE(password.find_first_of("23"), std::string::npos);
    EXPECT_NE(password, makeOneTimePassword(128));
}

}  // namespace
}  // namespace concordat
