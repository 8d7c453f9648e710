#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <concordat/rules/portal_address.hpp>

namespace concordat::rules {

namespace {

using testing::HasSubstr;

constexpr auto kAddress = "https://portal.example.test:8443/a/b?t={tenant}&d={domain}#c%2Fd";

}  // namespace

TEST(PortalAddress, LeadsToACustomer) {
    for (const auto* good : {kAddress, "https://portal.example.test/{tenant}", "https://p?{domain}",
                             "https://p/#{tenant}", "https://10.0.0.1/{tenant}{tenant}{domain}",
                             "https://xn--mnchen-3ya.example/!$&'()*+,;=-._~[]:@/{tenant}"})
        EXPECT_EQ(PortalAddress::faultOf(good), "") << good;
}

TEST(PortalAddress, IsFilledWithTheCustomersOwn) {
    EXPECT_EQ(PortalAddress::fill(kAddress, "T-1", "adatum.example"),
              "https://portal.example.test:8443/a/b?t=T-1&d=adatum.example#c%2Fd");
    EXPECT_EQ(PortalAddress::fill("https://p/{tenant}{domain}{tenant}", "1", "2"), "https://p/121");
}

TEST(PortalAddress, TakesWhatIsFilledInForNothingElse) {
    EXPECT_EQ(PortalAddress::fill("https://p/?t={tenant}&x=1", "{domain}&x=2#/\"\r\n", "d"),
              "https://p/?t=%7Bdomain%7D%26x%3D2%23%2F%22%0D%0A&x=1");
    EXPECT_EQ(PortalAddress::fill("https://p/{domain}", "t", "m\xC3\xBCnchen"),
              "https://p/m%C3%BCnchen");
    EXPECT_EQ(PortalAddress::fill("https://p/{tenant}", "", ""), "https://p/");
}

TEST(PortalAddress, IsOfHttpsAlone) {
    for (const auto* bad :
         {"", "http://portal.example.test/{tenant}", "HTTPS://portal.example.test/{tenant}",
          "javascript:alert('{tenant}')", "//portal.example.test/{tenant}", "{tenant}",
          " https://portal.example.test/{tenant}"})
        EXPECT_THAT(PortalAddress::faultOf(bad), HasSubstr("https://")) << bad;
}

TEST(PortalAddress, HasAHostThatNobodyMistakesForAnother) {
    for (const auto* bad :
         {"https://", "https:///{tenant}", "https://portal.example.test@evil.test/{tenant}",
          "https://{tenant}.example.test/{tenant}", "https://a..b/{tenant}", "https://.a/{tenant}",
          "https://-a/{tenant}", "https://a./{tenant}", "https://a:/{tenant}",
          "https://a:b/{tenant}", "https://a:443443/{tenant}", "https://a:1:2/{tenant}",
          "https://a b/{tenant}", "https://m\xC3\xBCnchen/{tenant}", "https://[::1]/{tenant}",
          "https://a\\b/{tenant}"})
        EXPECT_THAT(PortalAddress::faultOf(bad), HasSubstr("no plain host")) << bad;
}

TEST(PortalAddress, HasNoOtherPlacesAndNoOtherCharacters) {
    for (const auto* bad :
         {"https://p/{customer}{tenant}", "https://p/{Tenant}{tenant}", "https://p/{tenant",
          "https://p/{}{tenant}", "https://p/{tenant}}", "https://p/{{tenant}}",
          "https://p/{tenant} ", "https://p/\"{tenant}", "https://p/<{tenant}>",
          "https://p/{tenant}\n", "https://p/%{tenant}", "https://p/{tenant}%2",
          "https://p/{tenant}%zz", "https://p/\xC3\xBC{tenant}", "https://p/\\{tenant}"})
        EXPECT_THAT(PortalAddress::faultOf(bad), HasSubstr("a character")) << bad;
    EXPECT_THAT(PortalAddress::faultOf(std::string("https://p/\0{tenant}", 19)),
                HasSubstr("a character"));
}

TEST(PortalAddress, NamesTheCustomer) {
    EXPECT_THAT(PortalAddress::faultOf("https://portal.example.test/"),
                HasSubstr("leads to no customer"));
    EXPECT_THAT(PortalAddress::faultOf("https://portal.example.test"),
                HasSubstr("leads to no customer"));
}

TEST(PortalAddress, HasALength) {
    const std::string start = "https://p/{tenant}";
    EXPECT_EQ(PortalAddress::faultOf(start + std::string(1024 - start.size(), 'a')), "");
    EXPECT_THAT(PortalAddress::faultOf(start + std::string(1025 - start.size(), 'a')),
                HasSubstr("longer"));
}

}  // namespace concordat::rules
