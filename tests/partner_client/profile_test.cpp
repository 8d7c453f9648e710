#include "tools/partner_client/profile.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "core/runtime/settings_file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace concordat::client {
namespace {

using testing::HasSubstr;

class ProfileTest : public testing::Test {
protected:
    std::filesystem::path write(const std::string& name, const std::string& text,
                                std::filesystem::perms mode = std::filesystem::perms::owner_read |
                                                              std::filesystem::perms::owner_write) {
        const auto path = folder_.path() / name;
        std::ofstream(path) << text;
        std::filesystem::permissions(path, mode);
        return path;
    }

    Profile read(const std::string& text) {
        return readProfile(write("profile.yaml", text), [this](const char* name) {
            const auto found = variables_.find(name);
            return found == variables_.end() ? std::nullopt : std::optional(found->second);
        });
    }

    std::string refusalOf(const std::string& text) {
        try {
            (void)read(text);
            return "taken";
        } catch (const runtime::SettingsRefused& refused) {
            return refused.what();
        }
    }

    testing_support::TemporaryFolder folder_;
    std::map<std::string, std::string> variables_;
};

constexpr auto kWhole = R"(endpoint: https://api.example/
token_endpoint: https://issuer.example/t/oauth2/token
resource: https://api.example
application: a
secret_file: secret
user: u@example
password_file: password
)";

TEST_F(ProfileTest, ReadsAWholeOneWithItsSecrets) {
    write("secret", "s3cret\n");
    write("password", "pass word\r\n");
    const auto profile = read(kWhole);
    EXPECT_EQ(profile.endpoint, "https://api.example");
    EXPECT_EQ(profile.secret, "s3cret");
    EXPECT_EQ(profile.password, "pass word");
    EXPECT_EQ(profile.user, "u@example");
}

TEST_F(ProfileTest, TakesSecretsFromTheEnvironmentFirst) {
    variables_ = {{"CONCORDAT_CLIENT_SECRET", "x"}, {"CONCORDAT_PASSWORD", "y"}};
    const auto profile = read(kWhole);
    EXPECT_EQ(profile.secret, "x");
    EXPECT_EQ(profile.password, "y");
}

TEST_F(ProfileTest, NeedsNoIssuerWithAToken) {
    EXPECT_THAT(refusalOf("endpoint: http://127.0.0.1:1\n"), HasSubstr("token_endpoint"));
    variables_ = {{"CONCORDAT_TOKEN", "t"}};
    EXPECT_EQ(read("endpoint: http://127.0.0.1:1\n").token, "t");
}

TEST_F(ProfileTest, RefusesSecretsThatOthersMayRead) {
    write("secret", "s");
    write("password", "p", std::filesystem::perms::owner_all | std::filesystem::perms::others_read);
    EXPECT_THAT(refusalOf(kWhole), HasSubstr("chmod 600"));
}

TEST_F(ProfileTest, NamesEveryMistakeWithItsLine) {
    const auto text = refusalOf("endpont: https://x\nresource: a\nscope: b\napplication: c\n");
    EXPECT_THAT(text, HasSubstr(":1: "));
    EXPECT_THAT(text, HasSubstr("endpoint"));
    EXPECT_THAT(text, HasSubstr("token_endpoint"));
    EXPECT_THAT(text, HasSubstr("not both"));
    EXPECT_THAT(text, HasSubstr("secret_file"));
    for (const auto* address : {"ftp://x", "http://api.example", "http://127.0.0.1.example",
                                "http://localhost:a@api.example", "http://localhostile:80"})
        EXPECT_THAT(refusalOf(std::string("endpoint: ") + address + "\n"),
                    HasSubstr("must begin with https://"))
            << address;
    for (const auto* address : {"http://localhost", "http://127.0.0.1:80", "\"http://[::1]/\""})
        EXPECT_THAT(refusalOf(std::string("endpoint: ") + address + "\n"),
                    testing::Not(HasSubstr("must begin with https://")))
            << address;
    EXPECT_THAT(refusalOf(std::string(kWhole)), HasSubstr("cannot be read"));
    EXPECT_THAT(refusalOf("[]"), testing::Not(HasSubstr("taken")));
}

TEST_F(ProfileTest, RefusesWhatIsNoAddress) {
    variables_ = {{"CONCORDAT_TOKEN", "t"}};
    EXPECT_THAT(refusalOf("endpoint: ''\n"), HasSubstr("'endpoint' must begin with https://"));
    for (const auto* address : {"https://", "https://api.example:99999", "http://127.0.0.1:x"})
        EXPECT_THAT(refusalOf(std::string("endpoint: ") + address + "\n"),
                    HasSubstr("'endpoint' is no address"))
            << address;
}

TEST_F(ProfileTest, RefusesACertificateThatIsNotThere) {
    variables_ = {{"CONCORDAT_TOKEN", "t"}};
    const std::string text = "endpoint: https://api.example\nroot_certificate: ca.pem\n";
    EXPECT_THAT(refusalOf(text), HasSubstr(":2: 'root_certificate' the file "));
    const auto certificate = write("ca.pem", "");
    EXPECT_EQ(read(text).root_certificate, certificate);
}

TEST_F(ProfileTest, NamesASecretThatCannotBeReadOnce) {
    write("secret", "s");
    const auto text = refusalOf(kWhole);
    EXPECT_THAT(text, HasSubstr("'password_file' the file "));
    EXPECT_THAT(text, testing::Not(HasSubstr("is needed")));
}

TEST_F(ProfileTest, IsNoFolder) {
    const auto none = [](const char*) { return std::optional<std::string>(); };
    EXPECT_THROW((void)readProfile(folder_.path(), none), runtime::SettingsRefused);
}

TEST_F(ProfileTest, IsFoundByNameOrPath) {
    const auto find = [this](const std::string& name) {
        return profileFile(name, [this](const char* variable) {
            const auto found = variables_.find(variable);
            return found == variables_.end() ? std::nullopt : std::optional(found->second);
        });
    };
    EXPECT_EQ(find("a/b"), "a/b");
    EXPECT_EQ(find("b.yaml"), "b.yaml");
    EXPECT_THROW((void)find("germany"), std::runtime_error);
    variables_["HOME"] = "/h";
    EXPECT_EQ(find("germany"), "/h/.config/concordat/germany.yaml");
    EXPECT_EQ(find(""), "/h/.config/concordat/default.yaml");
    variables_["XDG_CONFIG_HOME"] = "/c";
    variables_["CONCORDAT_PROFILE"] = "de";
    EXPECT_EQ(find(""), "/c/concordat/de.yaml");
}

}  // namespace
}  // namespace concordat::client
