#include "core/base/sha256.hpp"

#include <array>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <string_view>

namespace concordat {
namespace {

std::string hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        out.push_back(kDigits[static_cast<unsigned char>(c) >> 4U]);
        out.push_back(kDigits[static_cast<unsigned char>(c) & 0xFU]);
    }
    return out;
}

// The examples of FIPS 180-4 and its companions.
TEST(Sha256, AgreesWithThePublishedExamples) {
    EXPECT_EQ(hex(sha256({""})),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha256({"abc"})),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256({"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"})),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(hex(sha256({std::string(1'000'000, 'a')})),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, TakesItsPartsAsOneText) {
    const auto whole = sha256({"abc"});
    EXPECT_EQ(sha256({"a", "bc"}), whole);
    EXPECT_EQ(sha256({"ab", "", "c", ""}), whole);
    EXPECT_EQ(sha256({}), sha256({""}));
}

TEST(Sha256, AlwaysHasThirtyTwoBytes) {
    for (const std::size_t size : {0U, 1U, 55U, 56U, 63U, 64U, 65U, 127U, 128U, 4096U})
        EXPECT_EQ(sha256({std::string(size, 'x')}).size(), 32U) << size;
}

TEST(Sha256, SeesEveryByteOfABlockAndItsNeighbours) {
    for (const std::size_t size : {55U, 56U, 64U, 65U}) {
        std::set<std::string> seen = {sha256({std::string(size, 'x')})};
        for (std::size_t at = 0; at < size; ++at) {
            std::string changed(size, 'x');
            changed[at] = '\0';
            EXPECT_TRUE(seen.insert(sha256({changed})).second) << at << " of " << size;
        }
    }
}

TEST(Sha256, SeesANulAndWhatFollowsIt) {
    const std::string one("a\0b", 3);
    const std::string other("a\0c", 3);
    EXPECT_NE(sha256({one}), sha256({other}));
    EXPECT_NE(sha256({one}), sha256({"a"}));
}

TEST(HmacSha256, IsThatOfRfc4231) {
    // Its second and sixth case: a short key, and one that is longer than a block.
    EXPECT_EQ(hex(hmacSha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex(hmacSha256(std::string(131, '\xaa'),
                             "Test Using Larger Than Block-Size Key - Hash Key First")),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(IsSameSecret, IsSaidOfEqualOnesAlone) {
    EXPECT_TRUE(isSameSecret("a", "a"));
    EXPECT_FALSE(isSameSecret("a", "b"));
    EXPECT_FALSE(isSameSecret("a", "ab"));
    EXPECT_FALSE(isSameSecret("", "")) << "none is no secret";
}

}  // namespace
}  // namespace concordat
