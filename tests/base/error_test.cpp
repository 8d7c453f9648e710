#include "core/base/error.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include "core/base/error_codes.hpp"
#include "core/base/expected_version.hpp"
#include "core/base/ids.hpp"

namespace concordat {
namespace {

TEST(Error, CarriesKindCodeAndArguments) {
    const Error error(ErrorKind::Conflict, codes::kDomainTaken, {"adatum.example.test", ""});
    EXPECT_EQ(error.kind(), ErrorKind::Conflict);
    EXPECT_EQ(error.code(), codes::kDomainTaken);
    EXPECT_EQ(error.arguments(), (std::vector<std::string>{"adatum.example.test", ""}));
    EXPECT_TRUE(Error(ErrorKind::NotFound, codes::kResourceAbsent).arguments().empty());
}

TEST(Error, TellsALogNothingOfItsArguments) {
    const Error error(ErrorKind::InvalidRequest, codes::kBadProperty, {"ana@example.test"});
    EXPECT_STREQ(error.what(), "concordat::Error");
}

TEST(FatalError, TellsTheOperatorItsEventAndMessage) {
    const FatalError error("TEST-EVENT", "say what to do");
    EXPECT_EQ(error.event(), "TEST-EVENT");
    EXPECT_STREQ(error.what(), "say what to do");
}

TEST(ExpectedVersion, RefusesEveryOtherVersion) {
    constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
    for (const std::uint64_t version :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{7}, kMost}) {
        const ExpectedVersion expected{version, false};
        EXPECT_NO_THROW(expected.require(version));
        EXPECT_THROW(expected.require(version + 1), Error) << version;
        EXPECT_THROW(expected.require(version - 1), Error) << version;
    }
}

TEST(ExpectedVersion, GivesIfMatchAnotherKindThanTheBody) {
    EXPECT_EQ((ExpectedVersion{1, true}.staleError().kind()), ErrorKind::PreconditionFailed);
    EXPECT_EQ((ExpectedVersion{1, false}.staleError().kind()), ErrorKind::Conflict);
    EXPECT_EQ((ExpectedVersion{1, true}.staleError().code()), codes::kStaleEtag);
    EXPECT_EQ((ExpectedVersion{1, false}.staleError().code()), codes::kStaleEtag);
    try {
        ExpectedVersion{1, true}.require(2);
        FAIL() << "version 2 passed for 1";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::PreconditionFailed);
    }
}

TEST(Ids, AreOrderedAndEqualAsTheirBytes) {
    const PartnerId low{*Uuid::parse("00000000-0000-4000-8000-000000000001")};
    const PartnerId high{*Uuid::parse("00000000-0000-4000-8000-000000000002")};
    EXPECT_LT(low, high);
    EXPECT_EQ(low, PartnerId{low.value});
    EXPECT_NE(low, high);
    EXPECT_FALSE((std::is_convertible_v<PartnerId, CustomerId>));
    EXPECT_FALSE((std::is_convertible_v<Uuid, PartnerId>));
}

TEST(Ids, HashDifferentlyWhenTheyWereMadeAtOneTime) {
    std::unordered_set<std::size_t> hashes;
    const auto now = fromMicroseconds(1'763'806'830'000'000);
    for (int i = 0; i < 1000; ++i) hashes.insert(IdHash{}(CustomerId{makeUuid(now)}));
    EXPECT_GT(hashes.size(), 990U);
}

TEST(Uuids, CarryTheirTimeInTheirFirstSixBytes) {
    const auto id = makeUuid(*parseInstant("1970-01-01T00:00:01.999999Z"));
    EXPECT_EQ(id.toString().substr(0, 13), "00000000-07cf");
}

TEST(Uuids, NameTheVariantOfTheirStandard) {
    for (int i = 0; i < 100; ++i) {
        EXPECT_NE(std::string_view("89ab").find(makeRandomUuid().toString()[19]),
                  std::string_view::npos);
        EXPECT_NE(std::string_view("89ab").find(makeUuid(fromMicroseconds(0)).toString()[19]),
                  std::string_view::npos);
    }
}

TEST(Uuids, RefuseEveryCharacterThatIsNoDigitAtEveryPlace) {
    const std::string good = "8e0a5c12-7b3d-4e5f-9a6b-0c1d2e3f4a5b";
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (const char bad : {'g', 'G', ' ', '\0', '/', ':', '@', '`', '\x7F', '\xC3'}) {
            auto text = good;
            text[at] = bad;
            EXPECT_FALSE(Uuid::parse(text)) << at;
        }
        auto text = good;
        text[at] = good[at] == '-' ? '0' : '-';
        EXPECT_FALSE(Uuid::parse(text)) << at;
        text = good;
        EXPECT_FALSE(Uuid::parse(text.erase(at, 1))) << at;
    }
}

TEST(Uuids, ComeBackAsTheyWereWritten) {
    EXPECT_TRUE(Uuid{}.isNil());
    for (int i = 0; i < 200; ++i) {
        const auto id = makeRandomUuid();
        EXPECT_FALSE(id.isNil());
        EXPECT_EQ(Uuid::parse(id.toString()), id);
    }
}

}  // namespace
}  // namespace concordat
