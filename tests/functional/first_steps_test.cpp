#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// What a newcomer meets: commands before there is a store, and words that are misspelt.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct EarlyCommand {
    const char* name;
    std::vector<std::string> words;
};

class BeforeTheFirstMigration : public testing::TestWithParam<EarlyCommand> {};

TEST_P(BeforeTheFirstMigration, SaysWhatToRunFirstAndMakesNoFile) {
    const ConcordatServer server;
    auto words = GetParam().words;
    words.insert(words.end(), {"--cloud", "global", "--config", server.settingsFile()});
    const auto result = runConcordat(words);
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, AllOf(HasSubstr("the store of cloud 'global' has not been set up"),
                                     HasSubstr("run 'concordat migrate'")));
    EXPECT_FALSE(exists(server.dataFolder()));
}

const EarlyCommand kEarly[] = {
    {"List", {"partner", "list"}},
    {"Add",
     {"partner", "add", "wingtip", "--tenant", "10000000-0000-4000-8000-0000000000ff", "--country",
      "US"}},
    {"Suspend", {"partner", "suspend", "contoso"}},
    {"Token", {"token", "--partner", "contoso"}},
    {"Seed", {"seed", "--partners", "1", "--customers", "1"}},
    {"Backup", {"backup", "copy", "--location", "eu"}},
    {"Erase",
     {"customer", "erase", "--yes", "--partner", "contoso", "--customer",
      "10000000-0000-4000-8000-0000000000ff"}},
};

INSTANTIATE_TEST_SUITE_P(Table, BeforeTheFirstMigration, testing::ValuesIn(kEarly),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(FirstSteps, TheStatusOfAStoreThatIsNotThereMakesNone) {
    const ConcordatServer server;
    const auto status = runConcordat({"migrate", "--status", "--config", server.settingsFile()});
    EXPECT_EQ(status.exit_code, 4);
    EXPECT_THAT(status.output, HasSubstr("germany: no store yet"));
    EXPECT_FALSE(exists(server.dataFolder()));
}

TEST(FirstSteps, ABackupThatIsNotThereIsRestoredToNothing) {
    const ConcordatServer server;
    const auto result = runConcordat({"restore", "nothing", "--location", "eu", "--cloud", "global",
                                      "--config", server.settingsFile()});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, HasSubstr("there is no backup at nothing"));
    EXPECT_FALSE(exists(server.dataFolder()));
}

TEST(FirstSteps, ACloudThatTheSettingsDoNotHaveIsNamed) {
    const ConcordatServer server;
    for (const auto& words : std::vector<std::vector<std::string>>{
             {"migrate"}, {"partner", "list"}, {"token", "--partner", "contoso"}}) {
        auto all = words;
        all.insert(all.end(), {"--cloud", "france", "--config", server.settingsFile()});
        const auto result = runConcordat(all);
        EXPECT_EQ(result.exit_code, 1);
        EXPECT_THAT(result.output, AllOf(HasSubstr("there is no cloud 'france'"),
                                         HasSubstr("global, us-government, germany")));
    }
}

TEST(FirstSteps, CountryAndCurrencyOfAPartnerAreCodes) {
    const std::vector<std::string> add = {
        "partner", "add",   "wingtip", "--tenant", "10000000-0000-4000-8000-0000000000ff",
        "--cloud", "global"};
    const std::vector<std::pair<std::vector<std::string>, const char*>> wrong = {
        {{"--country", "Germany"}, "--country: 'Germany' must be 2 letters, such as DE"},
        {{"--country", "DE", "--currency", "euro"},
         "--currency: 'euro' must be 3 letters, such as EUR"}};
    for (const auto& [options, message] : wrong) {
        auto words = add;
        words.insert(words.end(), options.begin(), options.end());
        const auto result = runConcordat(words);
        EXPECT_EQ(result.exit_code, 1);
        EXPECT_THAT(result.output, HasSubstr(message));
    }
}

struct Misspelling {
    const char* name;
    std::vector<std::string> words;
    const char* message;
};

class Misspelt : public testing::TestWithParam<Misspelling> {};

TEST_P(Misspelt, IsNamedWithWhatWasProbablyMeant) {
    const auto result = runConcordat(GetParam().words);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.output, AllOf(HasSubstr(GetParam().message), HasSubstr("--help' for more")));
}

const Misspelling kMisspelt[] = {
    {"Command", {"sevre"}, "'concordat' has no command 'sevre'; did you mean 'serve'?"},
    {"CommandLikeNone", {"zzzzzzzz"}, "'concordat' has no command 'zzzzzzzz'; it has: serve, "},
    {"CommandWithItsOptions",
     {"sevre", "--config", "a.yaml"},
     "'concordat' has no command 'sevre'; did you mean 'serve'?"},
    {"Subcommand",
     {"partner", "lst"},
     "'concordat partner' has no command 'lst'; did you mean 'list'?"},
    {"Option",
     {"token", "--partnr", "contoso"},
     "'concordat token' has no option '--partnr'; did you mean '--partner'?"},
    {"OptionWithItsValue",
     {"migrate", "--confg=a.yaml"},
     "'concordat migrate' has no option '--confg'; did you mean '--config'?"},
    {"OptionLikeNone",
     {"migrate", "--zzzzzzzzz"},
     "'concordat migrate' has no option '--zzzzzzzzz'; it has: --help"},
    {"OptionTooEarly",
     {"--config", "a.yaml", "partner", "list"},
     "the option '--config' belongs behind 'concordat partner list'"},
    {"WordTooMany", {"version", "2"}, "'2' is one word too many for 'concordat version'"},
    {"NoCommand", {}, "say what 'concordat' shall do: serve, "},
    {"NoSubcommand", {"partner"}, "say what 'concordat partner' shall do: add, suspend, "},
    {"RequiredOption", {"token"}, "--partner is required"},
};

INSTANTIATE_TEST_SUITE_P(Table, Misspelt, testing::ValuesIn(kMisspelt),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace concordat::functional
