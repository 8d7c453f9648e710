#include "tests/identity/authority_fixture.hpp"

#include <Poco/TemporaryFile.h>

namespace concordat::identity::testing {
namespace {

/// Made once: a slow hash is meant to be slow.
const std::string& passwordHash() {
    static const std::string hash = hashPassword("correct horse battery staple");
    return hash;
}

}  // namespace

AuthorityTest::AuthorityTest() {
    setLogSink([this](std::string_view line) { log_.append(line).append("\n"); });
    directory_.tenants[kContoso] = {};
    directory_.tenants[kFabrikam] = {};
    directory_.applications[{kContoso, kWebApp}] = {{hashSecret("old"), hashSecret(secret_)},
                                                    false};
    directory_.applications[{kContoso, kNativeApp}] = {{}, true};
    directory_.users[{kContoso, kAna}] = {kAna, "ana@contoso.example", passwordHash(),
                                          Role::SalesAgent};
}

SigningKeys& AuthorityTest::sharedKeys() {
    static SigningKeys keys(keyFile());
    return keys;
}

std::filesystem::path AuthorityTest::keyFile() {
    static const Poco::TemporaryFile folder;
    return std::filesystem::path(folder.path()) / "authority.pem";
}

AuthoritySettings AuthorityTest::settings() {
    AuthoritySettings settings;
    settings.base = "http://127.0.0.1:8081";
    settings.audiences = {"https://api.cloud.example"};
    settings.application_audiences = {"https://graph.cloud.example/"};
    return settings;
}

AuthorityReply AuthorityTest::post(const std::string& path, const std::string& form,
                                   const std::string& authorization) {
    return authority_.serve(
        {"POST", "/" + std::string(kTenant) + "/" + path,
         "application/x-www-form-urlencoded; charset=utf-8", authorization, form},
        now_);
}

AuthorityReply AuthorityTest::get(const std::string& path) {
    return authority_.serve({"GET", path, {}, {}, {}}, now_);
}

std::string AuthorityTest::clientForm() const {
    return "grant_type=client_credentials&client_id=" + std::string(kApplication) +
           "&client_secret=" + secret_ +
           "&resource=https%3A%2F%2Fapi.cloud.example"
           "&scope=https%3A%2F%2Fapi.cloud.example%2F.default";
}

std::string AuthorityTest::passwordForm() const {
    return "grant_type=password&client_id=" + std::string(kApplication) +
           "&client_secret=" + secret_ +
           "&username=Ana%40contoso.example&password=correct+horse+battery+staple"
           "&resource=https%3A%2F%2Fapi.cloud.example"
           "&scope=openid+offline_access+https%3A%2F%2Fapi.cloud.example%2Fuser_impersonation";
}

std::string AuthorityTest::refreshForm(const std::string& token) const {
    return "grant_type=refresh_token&client_id=" + std::string(kApplication) +
           "&client_secret=" + secret_ + "&refresh_token=" + token;
}

JsonObject AuthorityTest::jsonOf(const AuthorityReply& reply) {
    auto document = parseJsonObject(reply.body);
    EXPECT_NE(document, nullptr) << reply.body;
    return document ? std::move(document) : parseJsonObject("{}");
}

std::string AuthorityTest::member(const AuthorityReply& reply, std::string_view name) {
    return std::string(stringMember(*jsonOf(reply), name).value_or(""));
}

}  // namespace concordat::identity::testing
