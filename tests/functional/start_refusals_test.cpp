#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// What stops a start, and what the operator then reads.
namespace concordat::functional {
namespace {

struct Refusal {
    const char* name;
    const char* from;
    const char* to;
    int exit_code;
    const char* message;
};

class StartRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(StartRefusal, NamesWhatIsWrong) {
    ConcordatServer server;
    server.editSettings(GetParam().from, GetParam().to);
    const auto result = runConcordat({"serve", "--config", server.settingsFile()});
    EXPECT_EQ(result.exit_code, GetParam().exit_code);
    EXPECT_THAT(result.output, testing::HasSubstr(GetParam().message));
}

constexpr Refusal kRefusals[] = {
    {"UnknownSetting", "seed_file:", "seed_fil:", 3, "did you mean 'seed_file'?"},
    {"Production", "environment: development", "environment: production", 3,
     "'clouds[0].identity.built_in' is the token issuer for development"},
    {"DataFolderThatIsAFile", "data_dir: data", "data_dir: settings.yaml", 1,
     "settings.yaml/global cannot be made or used: Not a directory"},
    {"MissingPlugin", "global/global.so", "global/nothing.so", 1, "PLUGIN-MISSING"},
    {"WrongChecksum", "file: germany/germany.so",
     "file: germany/germany.so\n      sha256: "
     "0000000000000000000000000000000000000000000000000000000000000000",
     1, "PLUGIN-CHECKSUM"},
    {"OtherCloudsPlugin", "global/global.so", "germany/germany.so", 1, "RUNTIME-OTHER-CLOUD"},
    {"TwoPluginsOfOneCloud", "- id: global", "- id: germany", 3,
     "'clouds' name the cloud 'germany' twice"},
    {"StoreElsewhere", "store: {backend: sqlite3, location: de}",
     "store: {backend: sqlite3, location: us}", 1, "RUNTIME-LOCATION-REFUSED"},
    {"LogElsewhere", "germany/access.log\", location: de", "germany/access.log\", location: us", 1,
     "RUNTIME-LOCATION-REFUSED"},
    {"SettingOfTheCloud", "# settings: {closes_for_new_customers: 2030-01-01}",
     "settings: {closes_for_new_customers: tomorrow}", 1, "closes_for_new_customers"},
};

INSTANTIATE_TEST_SUITE_P(Table, StartRefusal, testing::ValuesIn(kRefusals),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Start, NamesAStoreThatIsNoDatabase) {
    ConcordatServer server;
    std::filesystem::create_directories(server.dataFolder() / "global");
    std::ofstream(server.dataFolder() / "global" / "concordat.db") << std::string(8192, 'x');
    const auto result = runConcordat({"serve", "--config", server.settingsFile()});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, testing::HasSubstr("the file of the store is no SQLite database"));
}

TEST(Start, ClosesACloudForNewCustomersWhenItsSettingSaysSo) {
    ConcordatServer server;
    server.editSettings("# settings: {closes_for_new_customers: 2030-01-01}",
                        "settings: {closes_for_new_customers: 2018-10-01}");
    server.editSettings("seed_file:", "# seed_file:");
    server.start();
    const auto added = runConcordat({"partner", "add", "--config", server.settingsFile(), "--cloud",
                                     "germany", "late", "--tenant",
                                     "30000000-0000-4000-8000-00000000000f", "--country", "DE"});
    ASSERT_EQ(added.exit_code, 0) << added.output;
    const auto answer = server.call("germany", server.token("germany", "late"), "POST",
                                    "/v1/customers", newCustomer("germany", "toolate"));
    EXPECT_EQ(answer.status, 403) << answer.body;
    EXPECT_THAT(answer.body, testing::HasSubstr("DE-CLOSED-1"));
    EXPECT_EQ(server.stop(), 0);
}

}  // namespace
}  // namespace concordat::functional
