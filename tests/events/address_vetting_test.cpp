#include "core/events/address_vetting.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <string>

namespace concordat::events {
namespace {

bool isPublic(const std::string& text) {
    std::array<std::uint8_t, 16> bytes{};
    const bool six = text.find(':') != std::string::npos;
    EXPECT_EQ(inet_pton(six ? AF_INET6 : AF_INET, text.c_str(), bytes.data()), 1) << text;
    return isPublicAddress(std::span(bytes.data(), six ? 16 : 4));
}

TEST(AddressVetting, TakesAddressesOfThePublicInternet) {
    for (const auto* address :
         {"1.1.1.1",         "8.8.8.8",         "9.255.255.255",        "11.0.0.0",
          "100.63.255.255",  "100.128.0.0",     "126.255.255.255",      "128.0.0.0",
          "169.253.255.255", "169.255.0.0",     "172.15.255.255",       "172.32.0.0",
          "192.167.255.255", "192.169.0.0",     "198.17.255.255",       "198.20.0.0",
          "223.255.255.255", "2606:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001::1",
          "2001:200::1",     "3ffe::1"})
        EXPECT_TRUE(isPublic(address)) << address;
}

TEST(AddressVetting, RefusesWhatLeadsToThisMachineOrItsNeighbours) {
    for (const auto* address :
         {"0.0.0.0", "0.255.255.255", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
          "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255",
          "192.168.0.1", "192.168.255.255", "100.100.100.200", "192.0.0.192"})
        EXPECT_FALSE(isPublic(address)) << address;
    for (const auto* address :
         {"::", "::1", "fe80::1", "febf::1", "fc00::1", "fd00:ec2::254", "fec0::1"})
        EXPECT_FALSE(isPublic(address)) << address;
}

TEST(AddressVetting, RefusesWhatHidesAnotherAddress) {
    for (const auto* address : {"::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1",
                                "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::",
                                "2002:a00:1::1", "2001:0:4136:e378::1", "::ffff:0:127.0.0.1"})
        EXPECT_FALSE(isPublic(address)) << address;
}

TEST(AddressVetting, RefusesGroupsExamplesAndWhatIsReserved) {
    for (const auto* address :
         {"192.0.2.1",       "198.51.100.1", "203.0.113.1",     "198.18.0.1",      "198.19.255.255",
          "192.88.99.1",     "192.31.196.1", "192.52.193.1",    "192.175.48.1",    "224.0.0.1",
          "239.255.255.255", "240.0.0.1",    "255.255.255.255", "ff02::1",         "2001:db8::1",
          "3fff::1",         "3fff:fff::1",  "100::1",          "2620:4f:8000::1", "4000::1",
          "2001:1ff::1"})
        EXPECT_FALSE(isPublic(address)) << address;
}

TEST(AddressVetting, RefusesWhatIsNoAddress) {
    const std::array<std::uint8_t, 8> eight{8, 8, 8, 8};
    EXPECT_FALSE(isPublicAddress(eight));
    EXPECT_FALSE(isPublicAddress({}));
}

}  // namespace
}  // namespace concordat::events
