#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "core/base/uuid.hpp"
#include "tests/runtime/settings_table.hpp"

/// The settings of the consent pages: at an external issuer, and at the built-in one.
namespace concordat::runtime {
namespace {

using testing::HasSubstr;

std::string withConsent(std::string text, const std::string& before) {
    const auto at = text.find(before);
    EXPECT_NE(at, std::string::npos);
    return text.replace(at, before.size(),
                        "    consent: {public_url: 'https://pages.example', client_id: pages, "
                        "client_secret_file: secret}\n");
}

const std::string kExternal =
    withConsent(kProduction, "    consent_url: https://consent.example/\n");

std::string complaint(const std::string& path, const std::string& value) {
    return complaintWith({kExternal.c_str(), path}, value);
}

Settings read(const std::string& text) {
    const TemporaryFolder folder;
    return readSettings(folder.write("a.yaml", text), surroundingsWith());
}

TEST(ConsentSettings, NameThePagesAndTheirClient) {
    const auto settings = read(kExternal);
    const auto& consent = settings.clouds.front().consent;
    EXPECT_TRUE(consent.areOn());
    EXPECT_EQ(consent.public_url, "https://pages.example");
    EXPECT_EQ(consent.client_id, "pages");
    EXPECT_EQ(consent.client_secret_file.filename(), "secret");
    EXPECT_EQ(complaint("c.consent.client_secret_file", ""), "accepted");
    EXPECT_EQ(complaint("c.consent", ""), "accepted");
    EXPECT_FALSE(read(kDevelopment).clouds.front().consent.areOn());
}

TEST(ConsentSettings, NeedAnAddressThatBrowsersReachSafely) {
    EXPECT_THAT(complaint("c.consent.public_url", ""), HasSubstr("is missing"));
    EXPECT_THAT(complaint("c.consent.public_url", "http://pages.example"),
                HasSubstr("must begin with https://"));
    EXPECT_EQ(complaint("c.consent.public_url", "http://127.0.0.1:8081"), "accepted");
    for (const auto* url : {"pages.example", "https://pages.example/", "https://pages.example/x",
                            "https://u@pages.example", "ftp://pages.example"})
        EXPECT_THAT(complaint("c.consent.public_url", url),
                    HasSubstr("must be scheme, host and port alone"))
            << url;
}

TEST(ConsentSettings, NeedAClientAtAnIssuerThatCanBeFound) {
    EXPECT_THAT(complaint("c.consent.client_id", ""), HasSubstr("is missing"));
    EXPECT_THAT(complaint("c.identity.external.discovery_uri", ""),
                HasSubstr("needs 'discovery_uri'"));
    EXPECT_THAT(complaint("c.consent_url", "https://other.example/"),
                HasSubstr("lead the same links to different pages"));
    EXPECT_THAT(complaint("c.consent.x_y", "1"), HasSubstr("is not a setting"));
    EXPECT_THAT(complaint("c.consent", "x"), HasSubstr("must be a mapping"));
    for (const auto* key : {"public_url", "client_id", "client_secret_file"})
        EXPECT_THAT(complaint(std::string("c.consent.") + key, "[x]"),
                    HasSubstr("must be one value"));
}

TEST(ConsentSettings, HaveAClientOfTheirOwnAtTheBuiltInAuthority) {
    const Setting built_in{kDevelopment, "c.consent"};
    EXPECT_EQ(complaintWith(built_in, "{public_url: 'http://127.0.0.1:8081'}"), "accepted");
    EXPECT_THAT(complaintWith(built_in, "{public_url: 'http://127.0.0.1:8081', client_id: x}"),
                HasSubstr("is not a setting"));
    auto text = std::string(kDevelopment) + "    consent: {public_url: 'http://127.0.0.1:8081'}\n";
    EXPECT_TRUE(Uuid::parse(read(text).clouds.front().consent.client_id));
}

}  // namespace
}  // namespace concordat::runtime
