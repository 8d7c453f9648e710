#include "core/identity/base64url.hpp"

#include <gtest/gtest.h>

namespace concordat::identity {
namespace {

TEST(Base64Url, WhatIsWrittenIsReadBack) {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        EXPECT_EQ(decodeBase64Url(encodeBase64Url(bytes)), bytes) << i;
        bytes.push_back(static_cast<char>(i * 7));
    }
}

TEST(Base64Url, KnownValuesAgree) {
    EXPECT_EQ(encodeBase64Url(""), "");
    EXPECT_EQ(encodeBase64Url("f"), "Zg");
    EXPECT_EQ(encodeBase64Url("fo"), "Zm8");
    EXPECT_EQ(encodeBase64Url("foo"), "Zm9v");
    EXPECT_EQ(encodeBase64Url("\xFB\xFF"), "-_8");
}

TEST(Base64Url, OnlyTheCanonicalSpellingIsRead) {
    for (const auto* text :
         {"Zg==", "Zg=", "Zh", "Zm9", "A", "AAAAA", "+/8", "Z g", "Zg\n", "Zm9v.", "\xC3\xA9"})
        EXPECT_EQ(decodeBase64Url(text), std::nullopt) << text;
    EXPECT_EQ(decodeBase64Url(std::string_view("Zg\0\0", 4)), std::nullopt);
}

}  // namespace
}  // namespace concordat::identity
