#include "core/base/keyed_tag.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "core/base/sha256.hpp"

namespace concordat {
namespace {

TEST(KeyedTag, IsOfPurposeCloudAndContentWithZeroBytesBetween) {
    using namespace std::string_view_literals;
    const auto hash = keyedHash("key", "links", "global", "content");
    EXPECT_EQ(hash, hmacSha256("key", "links\0global\0content"sv));
    const auto tag = keyedTag("key", "links", "global", "content");
    EXPECT_TRUE(std::equal(tag.bytes.begin(), tag.bytes.end(), hash.begin(),
                           [](auto a, char b) { return a == static_cast<std::uint8_t>(b); }));
}

TEST(KeyedTag, IsNoneOfAnotherKeyPurposeCloudOrContent) {
    const auto one = keyedTag("key", "links", "global", "content");
    EXPECT_NE(one, keyedTag("other", "links", "global", "content"));
    EXPECT_NE(one, keyedTag("key", "proofs", "global", "content"));
    EXPECT_NE(one, keyedTag("key", "links", "germany", "content"));
    EXPECT_NE(one, keyedTag("key", "links", "global", "contents"));
    EXPECT_NE(one, keyedTag("key", "linksg", "lobal", "content")) << "nor do parts run together";
}

}  // namespace
}  // namespace concordat
