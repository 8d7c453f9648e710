#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/runtime/settings_fixture.hpp"

namespace concordat::runtime {
namespace {

constexpr auto kRight = R"(environment: production
data_dir: data
administration:
  listen: 127.0.0.1:8080
clouds:
  - id: alpha
    plugin:
      file: alpha.so
    listen: 127.0.0.1:8081
    store:
      backend: postgresql
      location: de
      host: db.example
      database: records
      user: concordat
    identity:
      external:
        issuers: [https://login.example]
        audiences: [https://api.example]
        jwks_uri: https://login.example/keys
        location: eu
    master_key_file: master.key
)";

// One line changed, and the complaint that follows.
struct Case {
    const char* name;
    const char* from;
    const char* to;
    const char* complaint;
};

std::string complaintAbout(const std::string& yaml) {
    const TemporaryFolder folder;
    try {
        (void)readSettings(folder.write("a.yaml", yaml), surroundingsWith());
    } catch (const SettingsRefused& refused) {
        const std::string text = refused.what();
        return text.substr(folder.path().string().size() + 1);
    }
    return "";
}

class SettingsMistakes : public testing::TestWithParam<Case> {};

TEST_P(SettingsMistakes, AreNamedWithTheirLineAndWhatWouldBeRight) {
    std::string yaml = kRight;
    const std::string from = GetParam().from;
    const auto at = yaml.find(from);
    ASSERT_NE(at, std::string::npos);
    yaml.replace(at, from.size(), GetParam().to);
    EXPECT_THAT(complaintAbout(yaml), testing::HasSubstr(GetParam().complaint));
}

constexpr Case kCases[] = {
    {"UnknownKey", "    listen: 127.0.0.1:8081", "    listn: 127.0.0.1:8081",
     "a.yaml:9: 'clouds[0].listn' is not a setting; did you mean 'listen'?"},
    {"UnknownKeyLikeNone", "data_dir: data", "data_dir: data\nzzzzzzzz: 1",
     "a.yaml:3: 'zzzzzzzz' is not a setting; here may stand: environment, data_dir"},
    {"RepeatedKey", "data_dir: data", "data_dir: data\ndata_dir: other",
     "a.yaml:3: 'data_dir' stands here twice"},
    {"UnknownEnvironment", "environment: production", "environment: staging",
     "a.yaml:1: 'environment' 'staging' is not one of: development, production"},
    {"NoEnvironment", "environment: production\n", "", "'environment' is missing"},
    {"NoDataDir", "data_dir: data\n", "", "'data_dir' is missing"},
    {"OtherVariable", "data_dir: data", "data_dir: ${HOME}/data",
     "may only begin with ${data_dir}"},
    {"Seed", "data_dir: data", "data_dir: data\nseed_file: seed.yaml",
     "a.yaml:3: 'seed_file' is for development only"},
    {"NoPort", "listen: 127.0.0.1:8080", "listen: 127.0.0.1",
     "a.yaml:4: 'administration.listen' '127.0.0.1' must be an address and a port"},
    {"PortTooHigh", "listen: 127.0.0.1:8080", "listen: 127.0.0.1:70000", "must be an address"},
    {"NameForAddress", "listen: 127.0.0.1:8080", "listen: localhost:8080", "must be an address"},
    {"PlaintextOffLoopback", "listen: 127.0.0.1:8081", "listen: 0.0.0.0:8081",
     "a.yaml:9: 'clouds[0].listen' would be reached without TLS from other machines"},
    {"PlaintextAdministration", "listen: 127.0.0.1:8080", "listen: 192.0.2.1:8080",
     "a.yaml:4: 'administration.listen' would be reached without TLS"},
    {"TlsWithoutKey", "listen: 127.0.0.1:8081",
     "listen: 127.0.0.1:8081\n    tls: {certificate: a.pem}",
     "'clouds[0].tls.key' is missing: a PEM file with the private key"},
    {"SamePort", "listen: 127.0.0.1:8081", "listen: 127.0.0.1:8080",
     "'clouds' let two listeners have port 8080"},
    {"AccessLogNowhere", "    master_key_file",
     "    access_log: {file: a.log}\n    master_key_file",
     "'clouds[0].access_log.location' is missing"},
    {"NoClouds", "clouds:\n", "cloudz:\n", "'cloudz' is not a setting; did you mean 'clouds'?"},
    {"CloudId", "id: alpha", "id: Alpha", "'clouds[0].id' must be lower-case letters"},
    {"CloudAsText", "  - id: alpha", "  - alpha\n  - id: alpha",
     "a.yaml:6: 'clouds[0]' must be a mapping"},
    {"PluginAsText", "    plugin:\n      file: alpha.so", "    plugin: alpha.so",
     "'clouds[0].plugin' must be a mapping"},
    {"BadPin", "file: alpha.so", "file: alpha.so\n      sha256: 12",
     "a.yaml:9: 'clouds[0].plugin.sha256' must be 64 hexadecimal digits"},
    {"NoBackend", "      backend: postgresql\n", "", "'clouds[0].store.backend' is missing"},
    {"UnknownBackend", "backend: postgresql", "backend: mysql",
     "'mysql' is not one of: sqlite3, postgresql"},
    {"NoLocation", "      location: de\n", "", "'clouds[0].store.location' is missing"},
    {"WrongBackendsKey", "      host: db.example",
     "      host: db.example\n      synchronous: full",
     "'clouds[0].store.synchronous' is not a setting"},
    {"Sslmode", "user: concordat", "user: concordat\n      sslmode: on",
     "'on' is not one of: disable"},
    {"SslmodeTooWeak", "user: concordat", "user: concordat\n      sslmode: require",
     "a.yaml:16: 'clouds[0].store.sslmode' must be verify-full"},
    {"Pool", "user: concordat", "user: concordat\n      pool: 0",
     "'0' is not a whole number from 1 to 512"},
    {"PortOfStore", "user: concordat", "user: concordat\n      port: 5432x",
     "'5432x' is not a whole number from 1 to 65535"},
    {"BuiltInInProduction", "      external:", "      built_in: {audiences: a}\n      unused:",
     "a.yaml:17: 'clouds[0].identity.built_in' is the token issuer for development"},
    {"TwoIssuers",
     "      external:", "      built_in: {audiences: a}\n      external:", "and not both"},
    {"NoIssuer", "        issuers: [https://login.example]\n", "",
     "'clouds[0].identity.external.issuers' is missing"},
    {"EmptyIssuers", "issuers: [https://login.example]", "issuers: []",
     "a.yaml:18: 'clouds[0].identity.external.issuers' must name at least one"},
    {"EmptyIssuer", "issuers: [https://login.example]", "issuers: [https://login.example, '']",
     "'clouds[0].identity.external.issuers' must name at least one, and none that is empty"},
    {"EmptyAudiences", "audiences: [https://api.example]", "audiences: []",
     "'clouds[0].identity.external.audiences' must name at least one"},
    {"NoAudience", "        audiences: [https://api.example]\n", "",
     "'clouds[0].identity.external.audiences' is missing"},
    {"EmptyAudiencesOfTheBuiltInAuthority",
     "      external:", "      built_in: {audiences: []}\n      external:",
     "'clouds[0].identity.built_in.audiences' must name at least one"},
    {"KeysWithoutTls", "jwks_uri: https://login.example/keys",
     "jwks_uri: http://login.example/keys", "must begin with https://"},
    {"KeysNowhere", "        jwks_uri: https://login.example/keys\n", "",
     "or 'jwks_uri' must be given"},
    {"NoPlaceOfTheIssuer", "        location: eu\n", "",
     "'clouds[0].identity.external.location' is missing"},
    {"UnknownClaim", "jwks_uri: https://login.example/keys",
     "jwks_uri: https://login.example/keys\n        claims: {tenent: tid}",
     "'clouds[0].identity.external.claims.tenent' is not a setting; did you mean 'tenant'?"},
    {"NoMasterKey", "    master_key_file: master.key\n", "",
     "'clouds[0].master_key_file' is missing"},
    {"ProxyName", "    master_key_file",
     "    trusted_proxies: [proxy.example]\n    master_key_file",
     "'proxy.example' must be an address or a network"},
    {"Throttling", "    master_key_file",
     "    throttling: {requests_per_minute: many}\n    master_key_file",
     "'many' is not a whole number"},
    {"ListForText", "user: concordat", "user: [concordat]",
     "'clouds[0].store.user' must be one value"},
    {"NotYaml", "data_dir: data", "data_dir: [data", "this is not YAML"},
};

INSTANTIATE_TEST_SUITE_P(Table, SettingsMistakes, testing::ValuesIn(kCases),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(SettingsMistakesTogether, AreAllNamedAtOnceInTheOrderOfLines) {
    const auto text = complaintAbout("environment: x\ndata_dir: a\nclouds:\n  - id: UPPER\n");
    EXPECT_THAT(text, testing::ContainsRegex("a.yaml:1: 'environment'(.|\n)*a.yaml:4: "
                                             "'clouds\\[0\\].id'"));
    EXPECT_GT(std::count(text.begin(), text.end(), '\n'), 5);
}

TEST(SettingsMistakesTogether, AreNoneInTheFileThatTheTableStartsFrom) {
    EXPECT_EQ(complaintAbout(kRight), "");
}

TEST(SettingsMistakesTogether, SayThatThereIsNoCloud) {
    EXPECT_THAT(complaintAbout("environment: development\ndata_dir: a\nclouds: []\n"),
                testing::HasSubstr("a.yaml:3: 'clouds' must have at least one cloud"));
}

TEST(SettingsMistakesTogether, SayThatAFileIsMissing) {
    EXPECT_THROW((void)readSettings("/nonexistent/a.yaml", surroundingsWith()), SettingsRefused);
}

TEST(SettingsMistakesTogether, RefuseADurabilityThatLosesDataInProduction) {
    std::string yaml = kRight;
    const auto from = yaml.find("      backend: postgresql");
    const auto to = yaml.find("    identity:");
    yaml.replace(from, to - from,
                 "      backend: sqlite3\n      location: de\n      synchronous: off\n");
    EXPECT_THAT(complaintAbout(yaml), testing::HasSubstr("must be full in production"));
}

TEST(SettingsMistakesTogether, RefuseACloudThatStandsTwiceWithAnotherPlugin) {
    std::string yaml = kRight;
    const auto cloud = yaml.substr(yaml.find("  - id: alpha"));
    yaml += cloud;
    yaml.replace(yaml.rfind("alpha.so"), 8, "other.so");
    EXPECT_THAT(complaintAbout(yaml), testing::HasSubstr("name the cloud 'alpha' twice"));
}

TEST(SettingsMistakesTogether, RefuseAStoreThatTwoCloudsShare) {
    std::string yaml = kRight;
    const auto cloud = yaml.substr(yaml.find("  - id: alpha"));
    yaml += cloud;
    yaml.replace(yaml.rfind("alpha"), 5, "beta ");
    EXPECT_THAT(complaintAbout(yaml), testing::HasSubstr("let two clouds keep their records in"));
}

}  // namespace
}  // namespace concordat::runtime
