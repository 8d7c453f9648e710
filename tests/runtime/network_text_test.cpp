#include "core/runtime/network_text.hpp"

#include <gtest/gtest.h>

#include "core/runtime/closest_word.hpp"

namespace concordat::runtime {
namespace {

TEST(NetworkText, ReadsEndpointsOfBothFamilies) {
    EXPECT_EQ(parseEndpoint("127.0.0.1:80")->port, 80);
    EXPECT_EQ(parseEndpoint("[::1]:0")->address, "::1");
    for (const auto* bad : {"", ":", "80", "127.0.0.1:", "127.0.0.1:-1", "::1:80", "[127.0.0.1]:80",
                            "127.0.0.1:65536", "host:80", "127.0.0.1:80 ", "[]:1"})
        EXPECT_FALSE(parseEndpoint(bad)) << bad;
}

TEST(NetworkText, KnowsNetworks) {
    for (const auto* good : {"10.0.0.0/8", "10.1.2.3", "fd00::/64", "::1", "0.0.0.0/0"})
        EXPECT_TRUE(isNetwork(good)) << good;
    for (const auto* bad : {"10.0.0.0/33", "10.0.0/8", "fd00::/129", "/8", "10.0.0.0/", "a/8"})
        EXPECT_FALSE(isNetwork(bad)) << bad;
}

TEST(NetworkText, KnowsWhatIsOnThisMachineOnly) {
    for (const auto* local : {"127.0.0.1", "127.9.9.9", "::1", "localhost"})
        EXPECT_TRUE(isLoopback(local)) << local;
    for (const auto* remote : {"0.0.0.0", "::", "127.example", "192.0.2.1", ""})
        EXPECT_FALSE(isLoopback(remote)) << remote;
}

TEST(NetworkText, TakesAnAddressApart) {
    EXPECT_EQ(parseUrl("https://login.example:8443/keys")->host, "login.example");
    EXPECT_TRUE(parseUrl("https://login.example")->secure);
    EXPECT_EQ(parseUrl("http://[::1]:80/")->host, "::1");
    for (const auto* bad : {"", "ftp://a", "https://", "login.example", "https:///keys",
                            "https://user@host/", "http://[::1"})
        EXPECT_FALSE(parseUrl(bad)) << bad;
}

TEST(ClosestWord, FindsTheWordThatWasMeant) {
    const std::vector<std::string> words = {"listen", "store", "identity"};
    EXPECT_EQ(closestWord("listn", words), "listen");
    EXPECT_EQ(closestWord("stroe", words), "store");
    EXPECT_EQ(closestWord("zzzzzzzzz", words), "");
}

}  // namespace
}  // namespace concordat::runtime
