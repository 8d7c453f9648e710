#include "core/http/html_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concordat::http {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(HtmlPage, EscapesWhatWouldBeMarkup) {
    EXPECT_EQ(escapeHtml(R"(<b class="x">&amp;)"), "&lt;b class=&quot;x&quot;&gt;&amp;amp;");
    EXPECT_EQ(escapeHtml("Müller, “Söhne” ação"), "Müller, “Söhne” ação");
    EXPECT_THAT(htmlPage(PageLanguage::German, "</title><script>", ""),
                testing::AllOf(HasSubstr("<title>&lt;/title&gt;&lt;script&gt;</title>"),
                               HasSubstr(R"(<html lang="de">)"), Not(HasSubstr("<script"))));
}

TEST(HtmlPage, AllowsNoScriptNoFrameAndNoMemory) {
    std::string all;
    for (const auto& [name, value] : pageHeaders("https://other.example"))
        all.append(name).append(": ").append(value).append("\n");
    for (const auto* line : {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'",
                             "form-action 'self' https://other.example;", "X-Frame-Options: DENY",
                             "Cache-Control: no-store", "Referrer-Policy: same-origin", "nosniff"})
        EXPECT_THAT(all, HasSubstr(line));
    EXPECT_THAT(all, Not(HasSubstr("unsafe")));
    EXPECT_THAT(all, Not(HasSubstr("script-src")));
}

TEST(HtmlPage, KnowsTheOriginOfAnAddress) {
    EXPECT_EQ(originOf("https://a.example:8443/b/c?d=e"), "https://a.example:8443");
    EXPECT_EQ(originOf("http://127.0.0.1:8081"), "http://127.0.0.1:8081");
}

}  // namespace
}  // namespace concordat::http
