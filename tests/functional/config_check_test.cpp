#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// What `concordat config check` says of settings that a start would refuse.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;

CommandResult check(const ConcordatServer& server) {
    return runConcordat({"config", "check", server.settingsFile()});
}

struct Mistake {
    const char* name;
    const char* from;
    const char* to;
    const char* place;  // of the key, whose line is named before it
    const char* text;
};

class ConfigCheck : public testing::TestWithParam<Mistake> {};

TEST_P(ConfigCheck, NamesFileLineAndWhatWouldBeRightWithoutMakingAnything) {
    const auto& [name, from, to, place, text] = GetParam();
    ConcordatServer server;
    server.editSettings(from, to);
    const auto result = check(server);
    EXPECT_EQ(result.exit_code, 3) << result.output;
    EXPECT_THAT(result.output, HasSubstr("'" + std::string(place) + "' "));
    EXPECT_THAT(result.output, HasSubstr(text));
    EXPECT_THAT(result.output, MatchesRegex("[^\n]*settings.yaml:[1-9][0-9]*: [^\n]*\n"));
    EXPECT_FALSE(exists(server.dataFolder()));
}

constexpr Mistake kMistakes[] = {
    {"MissingPlugin", "global/global.so", "global/nothing.so", "clouds[0].plugin.file",
     "PLUGIN-MISSING"},
    {"NoPlugin", "global/global.so", "global/cloud.yaml", "clouds[0].plugin.file", "PLUGIN-FORMAT"},
    {"OtherChecksum", "file: germany/germany.so",
     "file: germany/germany.so\n      sha256: "
     "0000000000000000000000000000000000000000000000000000000000000000",
     "clouds[2].plugin.sha256", "PLUGIN-CHECKSUM"},
    {"OtherCloud", "- id: us-government", "- id: us-goverment", "clouds[1].id",
     "is the plugin of cloud 'us-government'"},
    {"StoreElsewhere", "store: {backend: sqlite3, location: de}",
     "store: {backend: sqlite3, location: us}", "clouds[2].store.location",
     "is 'us', where cloud 'germany' keeps nothing: its facts allow de"},
    {"LogElsewhere", "germany/access.log\", location: de", "germany/access.log\", location: us",
     "clouds[2].access_log.location", "its facts allow de"},
    {"NoSeed", "/seed.yaml", "/no-seed.yaml", "seed_file", "is not there"},
    {"NoAgreements", "  - id: global\n", "  - id: global\n    agreements: {folder: nowhere}\n",
     "clouds[0].agreements.folder", "nothing can be read"},
    {"NoKeyOfTls", "administration:\n",
     "administration:\n  tls: {certificate: settings.yaml, key: missing.pem}\n",
     "administration.tls.key", "is not there"},
};

INSTANTIATE_TEST_SUITE_P(Table, ConfigCheck, testing::ValuesIn(kMistakes),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(ConfigCheckOfSeveralMistakes, NamesAllOfThemInOneGo) {
    ConcordatServer server;
    server.editSettings("global/global.so", "global/nothing.so");
    server.editSettings("store: {backend: sqlite3, location: us}",
                        "store: {backend: sqlite3, location: de}");
    server.editSettings("germany/access.log\", location: de", "germany/access.log\", location: us");
    server.editSettings("data_dir: data", "data_dri: data");
    const auto result = check(server);
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_THAT(result.output,
                AllOf(HasSubstr("PLUGIN-MISSING"), HasSubstr("'clouds[1].store.location' is 'de'"),
                      HasSubstr("'clouds[2].access_log.location' is 'us'"),
                      HasSubstr("did you mean 'data_dir'?"), HasSubstr("'data_dir' is missing")));
}

TEST(ConfigCheckOfFacts, NamesFactsThatAreNotBesideThePlugin) {
    ConcordatServer server;
    const auto folder = std::filesystem::path(server.settingsFile()).parent_path();
    const auto plugins = std::filesystem::path(CONCORDAT_PROGRAM).parent_path().parent_path();
    std::filesystem::copy_file(plugins / "clouds/global/global.so", folder / "global.so");
    server.editSettings("global/global.so", (folder / "global.so").string());
    const auto result = check(server);
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_THAT(result.output, AllOf(HasSubstr("'clouds[0].plugin.file' "), HasSubstr("cloud.yaml"),
                                     HasSubstr("cannot be read")));
}

TEST(ConfigCheckOfSecrets, NamesThemWhereTheyAreMissingOrOpenToEveryone) {
    ConcordatServer server;
    const auto folder = std::filesystem::path(server.settingsFile()).parent_path();
    std::ofstream(folder / "open.key") << std::string(64, 'a');
    permissions(folder / "open.key", std::filesystem::perms::others_read,
                std::filesystem::perm_options::add);
    server.editSettings("environment: development", "environment: production");
    server.editSettings("seed_file:", "# seed_file:");
    server.editSettings("listen: 127.0.0.1:0\n    access_log: {file: \"${data_dir}/global",
                        "listen: 127.0.0.1:0\n    master_key_file: open.key\n"
                        "    access_log: {file: \"${data_dir}/global");
    server.editSettings("listen: 127.0.0.1:0\n    access_log: {file: \"${data_dir}/germany",
                        "listen: 127.0.0.1:0\n    master_key_file: missing.key\n"
                        "    access_log: {file: \"${data_dir}/germany");
    const auto result = check(server);
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_THAT(result.output, AllOf(HasSubstr("'clouds[0].master_key_file' names the master key"),
                                     HasSubstr("can be read by others: give it mode 0600"),
                                     HasSubstr("'clouds[2].master_key_file' names the master key"),
                                     HasSubstr("is not there")));
}

}  // namespace
}  // namespace concordat::functional
