#include "core/runtime/agreement_settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/runtime/settings_table.hpp"

namespace concordat::runtime {
namespace {

using testing::HasSubstr;

std::string complaint(const std::string& path, const std::string& value) {
    return complaintWith({kProduction, path}, value);
}

TEST(AgreementSettings, NameAFolderAndAnAddress) {
    const TemporaryFolder folder;
    const auto settings = readSettings(folder.write("a.yaml", kProduction), surroundingsWith());
    const auto& agreements = settings.clouds.front().agreements;
    EXPECT_EQ(agreements.folder, folder.path() / "texts");
    EXPECT_EQ(agreements.public_url, "https://api.example");
    EXPECT_EQ(complaint("c.agreements", ""), "accepted");
}

TEST(AgreementSettings, NeedAnAddressThatBrowsersReachSafely) {
    EXPECT_EQ(complaint("c.agreements.public_url", "http://127.0.0.1:8081"), "accepted");
    EXPECT_THAT(complaint("c.agreements.public_url", "http://api.example"),
                HasSubstr("must begin with https://"));
    for (const auto* url : {"api.example", "https://api.example/", "ftp://api.example"})
        EXPECT_THAT(complaint("c.agreements.public_url", url),
                    HasSubstr("must be an address such as"))
            << url;
    EXPECT_THAT(complaint("c.agreements.x", "1"), HasSubstr("is not a setting"));
    EXPECT_THAT(complaint("c.agreements", "x"), HasSubstr("must be a mapping"));
}

TEST(AgreementSettings, LeadLinksToTheAddressThatIsNamedNearest) {
    CloudSettings cloud;
    EXPECT_EQ(documentsUrlOf(cloud), "/documents/agreements/");
    cloud.listener.port = 8081;
    EXPECT_EQ(documentsUrlOf(cloud), "http://127.0.0.1:8081/documents/agreements/");
    cloud.webhooks.public_url = "https://hooks.example";
    EXPECT_EQ(documentsUrlOf(cloud), "https://hooks.example/documents/agreements/");
    cloud.consent.public_url = "https://consent.example";
    EXPECT_EQ(documentsUrlOf(cloud), "https://consent.example/documents/agreements/");
    cloud.agreements.public_url = "https://texts.example/x";
    EXPECT_EQ(documentsUrlOf(cloud), "https://texts.example/x/documents/agreements/");
}

}  // namespace
}  // namespace concordat::runtime
