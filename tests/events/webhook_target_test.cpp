#include "core/events/webhook_target.hpp"

#include <gtest/gtest.h>

namespace concordat::events {
namespace {

TEST(WebhookTarget, TakesAnAddressApart) {
    EXPECT_EQ(parseTarget("https://Hooks.Example.com/a?b=c&d"),
              (WebhookTarget{true, "hooks.example.com", 443, "/a?b=c&d"}));
    EXPECT_EQ(parseTarget("HTTP://h.example:8080"), (WebhookTarget{false, "h.example", 8080, "/"}));
    EXPECT_EQ(parseTarget("https://h.example?x"), (WebhookTarget{true, "h.example", 443, "/?x"}));
    EXPECT_EQ(parseTarget("https://8.8.8.8:444/"), (WebhookTarget{true, "8.8.8.8", 444, "/"}));
    EXPECT_EQ(parseTarget("https://[2606:4700::1]:444/"),
              (WebhookTarget{true, "2606:4700::1", 444, "/"}));
    EXPECT_EQ(parseTarget("https://xn--mnchen-3ya.example/%2e%2e/"),
              (WebhookTarget{true, "xn--mnchen-3ya.example", 443, "/%2e%2e/"}));
}

TEST(WebhookTarget, SaysTheHostAsAHeaderDoes) {
    EXPECT_EQ(parseTarget("https://h.example")->authority(), "h.example");
    EXPECT_EQ(parseTarget("https://h.example:444")->authority(), "h.example:444");
    EXPECT_EQ(parseTarget("https://[2606:4700::1]/")->authority(), "[2606:4700::1]");
}

TEST(WebhookTarget, RefusesWhatTwoProgramsReadDifferently) {
    for (const auto* url : {"",
                            "h.example",
                            "//h.example",
                            "ftp://h.example/",
                            "file:///etc/passwd",
                            "gopher://h/",
                            "https:h.example",
                            "https:/h.example",
                            "https://",
                            "https:///path",
                            "https://:443/",
                            "https://user@h.example/",
                            "https://user:pass@h.example/",
                            "https://good.example@evil.example/",
                            "https://good.example\\@evil.example/",
                            "https://h.example\\.evil.example/",
                            "https://h.example#@evil.example/",
                            "https://h.example/#x",
                            "https://h.example /",
                            " https://h.example/",
                            "https://h.example/\r\nHost: evil",
                            "https://h.example/\n",
                            "https://h.example/a b",
                            "https://h.example:0/",
                            "https://h.example:65536/",
                            "https://h.example:/",
                            "https://h.example:+443/",
                            "https://h.example:443a/",
                            "https://h.example:443:443/",
                            "https://m\xc3\xbcnchen.example/",
                            "https://h.example%2eevil.example/",
                            "https://h_.-/",
                            "https://-h.example/",
                            "https://h-.example/",
                            "https://h..example/",
                            "https://.example/",
                            "https://h.example./",
                            "https://[::1/",
                            "https://::1/",
                            "https://[]/",
                            "https://[h.example]/",
                            "https://[::1]x/",
                            "https://[fe80::1%25eth0]/",
                            "https://{h}.example/",
                            "https://h.example/`x`"})
        EXPECT_EQ(parseTarget(url), std::nullopt) << url;
    EXPECT_EQ(parseTarget("https://" + std::string(64, 'a') + ".example/"), std::nullopt);
    std::string longest = "https://a";
    for (int i = 0; i < 130; ++i) longest += ".a";
    EXPECT_EQ(parseTarget(longest), std::nullopt);
}

TEST(WebhookTarget, RefusesNumbersThatStandForAnAddress) {
    for (const auto* url : {"https://2130706433/", "https://0x7f000001/", "https://0x7f.1/",
                            "https://127.1/", "https://017700000001/", "https://0177.0.0.1/",
                            "https://127.0.0.01/", "https://127.0.0.256/", "https://1.2.3.4.5/",
                            "https://127.0.0.1./", "https://h.0x1/", "https://1/"})
        EXPECT_EQ(parseTarget(url), std::nullopt) << url;
}

TEST(WebhookTarget, GoesWhereTheSettingsSay) {
    const TargetSettings settings{.hosts = {"hooks.example.com", "*.example.org"}};
    const auto may = [&](const char* url) { return mayTarget(settings, *parseTarget(url)); };
    EXPECT_TRUE(may("https://hooks.example.com/"));
    EXPECT_TRUE(may("https://HOOKS.example.com:8443/"));
    EXPECT_TRUE(may("https://a.example.org/"));
    EXPECT_TRUE(may("https://a.b.example.org/"));
    EXPECT_FALSE(may("https://example.org/"));
    EXPECT_FALSE(may("https://a.hooks.example.com/"));
    EXPECT_FALSE(may("https://evilexample.org/"));
    EXPECT_FALSE(may("https://hooks.example.com.evil.example/"));
    EXPECT_FALSE(may("http://hooks.example.com/")) << "in clear";
}

TEST(WebhookTarget, NoHostsMeansNoWebhooksAndAStarAll) {
    const auto target = *parseTarget("https://h.example/");
    EXPECT_FALSE(mayTarget({}, target));
    EXPECT_FALSE(mayTarget({.hosts = {}, .allow_private = true}, target));
    EXPECT_TRUE(mayTarget({.hosts = {"*"}}, target));
    EXPECT_FALSE(mayTarget({.hosts = {"*"}}, *parseTarget("http://h.example/")));
    EXPECT_TRUE(
        mayTarget({.hosts = {"*"}, .allow_private = true}, *parseTarget("http://127.0.0.1:8080/")));
}

TEST(WebhookTarget, KnowsAPatternOfHosts) {
    for (const auto* good : {"*", "*.example.com", "a.example", "localhost", "8.8.8.8", "::1"})
        EXPECT_TRUE(isHostPattern(good)) << good;
    for (const auto* bad : {"", "*.", "*a.example", "a.*.example", "A.example", "a b", "a/b",
                            "https://a.example", "a.example:443", "127.1"})
        EXPECT_FALSE(isHostPattern(bad)) << bad;
}

}  // namespace
}  // namespace concordat::events
