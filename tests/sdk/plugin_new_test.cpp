#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sdk/outside_project.hpp"
#include "tests/support/child_process.hpp"

/// `concordat plugin new`, of the installed program.
namespace concordat::sdk_tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing_support::TemporaryFolder;

struct Outcome {
    int exit_code;
    std::string output;
};

Outcome concordat(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), installation().program());
    testing_support::ChildProcess process(arguments);
    const int exit_code = process.wait();
    return {exit_code, process.output()};
}

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

class NewPlugin : public testing::TestWithParam<const char*> {};

TEST_P(NewPlugin, BuildsLoadsAndPassesItsCheckAsItIs) {
    const std::string name = GetParam();
    const TemporaryFolder folder;
    const auto project = folder.path() / "deep" / "project";
    const auto made = concordat({"plugin", "new", name, project.string()});
    ASSERT_EQ(made.exit_code, 0) << made.output;
    buildOutside(project);
    const auto plugin = installation().prefix() / "lib/concordat/clouds" / name / (name + ".so");
    const auto info = concordat({"plugin", "inspect", plugin.string()});
    EXPECT_THAT(info.output, HasSubstr("cloud     " + name + "\n"));
    // Making the store loads the plugin and reads its facts.
    const auto migrated = concordat({"migrate", "--config", (project / "settings.yaml").string()});
    EXPECT_EQ(migrated.exit_code, 0) << migrated.output;
    EXPECT_THAT(migrated.output, HasSubstr(name + ": "));
    // The budget is for builds without optimisation.
    const auto checked = concordat({"plugin", "check", plugin.string(), "--rule-budget", "500"});
    EXPECT_EQ(checked.exit_code, 0) << checked.output;
    EXPECT_THAT(checked.output, HasSubstr(" 0 failed"));
}

// The last is a word of C++.
INSTANTIATE_TEST_SUITE_P(Names, NewPlugin, testing::Values("sud-2-abcdefghijklmnopqr", "new"));

TEST(NewPluginFiles, HaveNoPlaceLeftToFill) {
    const TemporaryFolder folder;
    ASSERT_EQ(concordat({"plugin", "new", "x", folder.path().string()}).exit_code, 0);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        EXPECT_THAT(contentOf(entry.path()), testing::Not(HasSubstr("@"))) << entry.path();
        EXPECT_EQ(entry.path().extension().string() == ".in", false) << entry.path();
        ++files;
    }
    EXPECT_EQ(files, 7);
    EXPECT_THAT(contentOf(folder.path() / "cloud.yaml"), HasSubstr("rule_prefix: XX\n"));
}

TEST(NewPluginRefusals, NameWhatANameMayBe) {
    const TemporaryFolder folder;
    for (const auto* name : {"", "France", "fr ance", "2fr", "fr-", "fr--sud", "fr_sud", "../fr",
                             "fr.so", "été", "abcdefghijklmnopqrstuvwxy"}) {
        const auto refused = concordat({"plugin", "new", name, folder.at("p")});
        EXPECT_EQ(refused.exit_code, 1) << name;
        EXPECT_THAT(refused.output, HasSubstr("cannot be the name of a cloud")) << name;
        EXPECT_FALSE(std::filesystem::exists(folder.path() / "p")) << name;
    }
}

TEST(NewPluginRefusals, LeaveAFolderWithFilesAlone) {
    const TemporaryFolder folder;
    std::ofstream(folder.at("kept")) << "mine";
    const auto refused = concordat({"plugin", "new", "france", folder.path().string()});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.output, HasSubstr("not empty"));
    const auto file = concordat({"plugin", "new", "france", folder.at("kept")});
    EXPECT_EQ(file.exit_code, 1);
    EXPECT_THAT(file.output, HasSubstr("is no folder"));
    EXPECT_EQ(contentOf(folder.at("kept")), "mine");
}

TEST(NewPluginRefusals, NameTheArgumentThatIsMissing) {
    EXPECT_EQ(concordat({"plugin", "new", "france"}).exit_code, 2);
}

}  // namespace
}  // namespace concordat::sdk_tests
