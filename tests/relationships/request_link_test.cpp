#include "core/relationships/request_link.hpp"

#include <cctype>
#include <gtest/gtest.h>
#include <stdexcept>
#include <string>

namespace concordat::relationships {
namespace {

const std::string kKey(32, 'k');

RequestLink linkFor(std::optional<PartnerId> reseller = {}) {
    return {{*Uuid::parse("11111111-1111-4111-8111-111111111111")},
            *Uuid::parse("22222222-2222-4222-8222-222222222222"),
            Instant(std::chrono::hours(480'000)),
            reseller};
}

TEST(RequestLinks, ComeBackFromTheirText) {
    const RequestSigner signer(kKey, "global");
    for (const auto& link : {linkFor(), linkFor(PartnerId{makeRandomUuid()})})
        EXPECT_EQ(signer.open(signer.seal(link)), link);
}

TEST(RequestLinks, NeedNoEncoding) {
    for (const char c : RequestSigner(kKey, "global").seal(linkFor()))
        EXPECT_TRUE(std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.') << c;
}

TEST(RequestLinks, AreGoodWithTheKeyOfTheirCloudAlone) {
    const auto text = RequestSigner(kKey, "global").seal(linkFor());
    EXPECT_TRUE(RequestSigner(kKey, "global").open(text));
    EXPECT_FALSE(RequestSigner(kKey, "germany").open(text));
    EXPECT_FALSE(RequestSigner(std::string(32, 'x'), "global").open(text));
    EXPECT_THROW(RequestSigner(std::string(31, 'k'), "global"), std::invalid_argument);
}

TEST(RequestLinks, AreRefusedWhateverLetterIsChanged) {
    const RequestSigner signer(kKey, "global");
    const auto good = signer.seal(linkFor(PartnerId{makeRandomUuid()}));
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto bad = good;
        bad[at] = bad[at] == '0' ? '1' : '0';
        EXPECT_FALSE(signer.open(bad)) << at;
        EXPECT_FALSE(signer.open(good.substr(0, at))) << at;
    }
    for (const auto& bad : {std::string(), good + "0", "0" + good, good + good,
                            std::string(100'000, '.'), std::string(200, '\0')})
        EXPECT_FALSE(signer.open(bad)) << bad.substr(0, 100);
}

TEST(RequestLinks, OfAnotherSpellingAreRefused) {
    const RequestSigner signer(kKey, "global");
    auto shouted =
        signer.seal(linkFor(PartnerId{*Uuid::parse("abcdefab-cdef-4abc-8abc-abcdefabcdef")}));
    for (auto& letter : shouted)
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    EXPECT_FALSE(signer.open(shouted)) << "what was signed is what is compared";
}

TEST(GranularLinks, ComeBackFromTheirTextAndAreNoOtherLinks) {
    const RequestSigner signer(kKey, "global");
    const GranularLink link{{makeRandomUuid()},
                            {makeRandomUuid()},
                            {makeRandomUuid()},
                            Instant(std::chrono::hours(480'000))};
    const auto text = signer.seal(link);
    EXPECT_EQ(signer.openGranular(text), link);
    EXPECT_FALSE(signer.open(text));
    EXPECT_FALSE(signer.openGranular(signer.seal(linkFor(PartnerId{makeRandomUuid()}))));
    EXPECT_FALSE(RequestSigner(kKey, "germany").openGranular(text));
    EXPECT_FALSE(signer.openGranular(text + "0"));
}

}  // namespace
}  // namespace concordat::relationships
