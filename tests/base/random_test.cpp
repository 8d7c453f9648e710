#include "core/base/random.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <gtest/gtest.h>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace concordat {
namespace {

TEST(FillRandom, TakesNoBytesAtAll) {
    fillRandom({});
}

TEST(FillRandom, FillsEverySizeUpToItsEnds) {
    // Around the sizes at which bytes no longer come out of the shared pool.
    for (const std::size_t size : {1U, 2U, 16U, 255U, 256U, 257U, 1023U, 1024U, 1025U, 100'000U}) {
        // A byte that no try of 32 has changed was not written: the odds are 2^-256.
        std::vector<bool> changed(size);
        for (int round = 0; round < 32; ++round) {
            std::vector<std::uint8_t> bytes(size);
            fillRandom(bytes);
            for (std::size_t i = 0; i < size; ++i) changed[i] = changed[i] || bytes[i] != 0;
        }
        EXPECT_TRUE(std::all_of(changed.begin(), changed.end(), [](bool is) { return is; }))
            << size;
    }
}

TEST(FillRandom, WritesNothingOutsideItsRange) {
    std::array<std::uint8_t, 32> bytes{};
    for (int round = 0; round < 100; ++round) fillRandom(std::span(bytes).subspan(8, 16));
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_EQ(bytes.at(i), 0);
        EXPECT_EQ(bytes.at(bytes.size() - 1 - i), 0);
    }
}

TEST(FillRandom, GivesNoBytesTwice) {
    std::set<std::array<std::uint8_t, 16>> seen;
    for (int i = 0; i < 5000; ++i) {
        std::array<std::uint8_t, 16> bytes{};
        fillRandom(bytes);
        EXPECT_TRUE(seen.insert(bytes).second);
    }
}

TEST(FillRandom, GivesThreadsDifferentBytes) {
    constexpr std::size_t kThreads = 8;
    std::array<std::array<std::uint8_t, 32>, kThreads> bytes{};
    std::vector<std::thread> threads;
    for (auto& own : bytes) threads.emplace_back([&own] { fillRandom(own); });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(std::set(bytes.begin(), bytes.end()).size(), kThreads);
}

TEST(OneTimePassword, HasACharacterForEveryFiveBitsAndOneMore) {
    for (const unsigned bits : {20U, 21U, 127U, 128U, 130U, 256U})
        EXPECT_EQ(makeOneTimePassword(bits).size(), (bits + 4) / 5 + 1) << bits;
}

TEST(OneTimePassword, HasEveryClassOfCharacterEvenWhenItIsShort) {
    for (int round = 0; round < 500; ++round) {
        const auto password = makeOneTimePassword(20);
        const auto has = [&](char first, char last) {
            return std::any_of(password.begin(), password.end(),
                               [=](char c) { return c >= first && c <= last; });
        };
        EXPECT_TRUE(has('A', 'Z') && has('a', 'z') && has('0', '9')) << password;
    }
}

TEST(OneTimePassword, HasNoCharacterThatIsReadForAnother) {
    std::string all;
    for (int round = 0; round < 200; ++round) all += makeOneTimePassword();
    EXPECT_EQ(all.find_first_of("0O1lIi \"'\\&<>"), std::string::npos);
}

TEST(OneTimePassword, UsesItsWholeAlphabet) {
    std::set<char> seen;
    for (int round = 0; round < 200; ++round)
        for (const char c : makeOneTimePassword()) seen.insert(c);
    EXPECT_EQ(seen.size(), 32U);
}

}  // namespace
}  // namespace concordat
