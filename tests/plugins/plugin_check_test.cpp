#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/support/temporary_folder.hpp"

/// `concordat plugin check`, `list` and `inspect`, run as an author runs them.
namespace concordat::tests {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Ran {
    int exit_code = -1;
    std::string output;
};

Ran run(std::vector<std::string> arguments,
        const std::map<std::string, std::string>& environment = {}) {
    arguments.insert(arguments.begin(), {CONCORDAT_PROGRAM, "plugin"});
    testing_support::ChildProcess process(arguments, environment);
    const int exit_code = process.wait();
    return {exit_code, process.output()};
}

std::string fileOf(const std::string& plugin) {
    return std::string(GALLERY_FOLDER) + "/" + plugin + ".so";
}

Ran check(const std::string& plugin, std::vector<std::string> options = {}) {
    options.insert(options.begin(), {"check", fileOf(plugin), "--rule-budget", RULE_BUDGET});
    return run(options);
}

/// What the report says below a check that failed; empty when it did not.
std::string findingOf(const std::string& report, const std::string& id) {
    const auto at = report.find("FAILED  " + id + " ");
    if (at == std::string::npos) return {};
    const auto line = report.find('\n', at) + 1;
    return report.substr(line, report.find('\n', line) - line);
}

/// One plugin of the gallery, the check that must find it out, and what its author must read.
struct Broken {
    const char* plugin;
    const char* check;
    const char* wrong;  ///< what is wrong
    const char* right;  ///< what would be right
};

class BrokenPluginCheck : public testing::TestWithParam<Broken> {};

}  // namespace

TEST_P(BrokenPluginCheck, TellsItsAuthorWhatToDo) {
    const auto& broken = GetParam();
    // Only the one that hangs is waited for.
    const bool hangs = std::string_view(broken.plugin) == "hangs_when_loaded";
    const auto ran = check(broken.plugin, {"--patience", hangs ? "2" : "120"});
    EXPECT_EQ(ran.exit_code, 1) << ran.output;
    EXPECT_THAT(findingOf(ran.output, broken.check),
                AllOf(HasSubstr(broken.wrong), HasSubstr(broken.right)))
        << ran.output;
}

constexpr Broken kGallery[] = {
    {"no_descriptor", "identity.descriptor", "no section", "concordat_add_cloud"},
    {"wrong_magic", "identity.descriptor", "the wrong magic", "CONCORDAT_PLUGIN"},
    {"bad_version", "identity.names", "version is 'newest'", "such as 1.0.0"},
    {"newer_major", "identity.sdk", "built with SDK 2.", "Build the plugin with this host's SDK"},
    {"other_compiler", "identity.tags", "compiler 'gcc 99'", "on the same system as Concordat"},
    {"throws_when_loaded", "load.create", "no licence was found", "static constructor"},
    {"exits_when_loaded", "load.create", "with exit status 0", "never calls exit()"},
    {"hangs_when_loaded", "load.create", "did not come back within", "static constructors"},
    {"throws_in_create", "load.create", "unknown key 'contry'", "Correct its cloud.yaml"},
    {"wrong_facts", "load.create", "of the cloud 'another'", "Correct its cloud.yaml"},
    {"incomplete_table", "load.create", "table of functions", "build it again"},
    {"tiny", "load.settings", "accepts a setting that it does not know", "throw for every name"},
    {"no_location", "facts.cloud", "no location is listed", "CloudFacts::locations"},
    {"incomplete_country", "facts.countries", "the country DE", "sales territory"},
    {"rule_without_source", "facts.rules", "EX-MARKET-1 lacks a source", "look the rule up"},
    {"rule_without_text", "facts.rules", "a text in 'de'", "for every language"},
    {"unknown_operation", "facts.operations", "'customer-creat' is unknown", "operations.yaml"},
    {"missing_operation", "facts.operations", "neither offered nor refused", "operations.yaml"},
    {"portal_without_https", "load.create", "managed service 'Mail'", "Correct its cloud.yaml"},
    {"service_of_no_sku", "facts.services", "an offer that gives its SKU 'nothing'",
     "see ManagedServiceFact"},
    {"throws_in_one_rule", "rules.examples", "mayChangeBilling: no such table",
     "a rule that the facts list"},
    {"unlisted_rule", "rules.examples", "a rule that is not a fact", "a rule that the facts list"},
    {"unknown_number", "rules.examples", "mayUse: it answered with an unknown number",
     "A rule answers everything"},
    {"value_in_decision", "rules.examples", "ada@adatum.example", "never put a value"},
    {"waits_in_rule", "rules.examples",
     "(mayAddCustomer, a customer in a country that does not exist) the rule mayAddCustomer did "
     "not return",
     "end their loops"},
    {"exits_in_rule", "rules.examples",
     "(mayEnrol, a customer in a country that does not exist) it ended the process with exit "
     "status 3",
     "never calls exit()"},
    {"crashes_in_rule", "rules.hostile",
     "(mayUse, where sink.location is very long) it ended the process by signal",
     "under a debugger"},
    {"deep_rule", "rules.examples",
     "(validateAddress, a customer in DE with a city of 500 letters) it needs more stack than the "
     "512 KiB",
     "replace deep recursion"},
    {"silent_rule", "rules.reached", "no question was refused by EX-SILENT-1",
     "under `examples` of cloud.yaml"},
    {"trusts_contact", "rules.hostile", "(mayEnrol, where partner.contact is", "A rule answers"},
    {"issuer_anywhere", "residency.locations", "mayUse allows a sink of kind 'issuer'",
     "records would leave"},
    {"counting_rule", "rules.deterministic", "the answers to one question were", "its input alone"},
    {"crowded_rule", "rules.threads", "threads at once got another answer",
     "Settle all state in the constructor"},
    {"leaking_thread", "rules.resources", "3 threads more", "ends what the constructor began"},
    {"everywhere", "residency.locations", "records would leave the cloud",
     "Refuse every location that is not listed"},
    {"opens_elsewhere", "residency.opener", "the records went somewhere else",
     "Open StoreSettings::path and nothing else"},
    {"migration_out_of_order", "load.create", "'0003_third' is the name of number 2",
     "without gaps"},
    {"migration_of_core_tables", "load.create", "'accounts' is not the cloud's own",
     "names begin with cloud_example_"},
    {"migration_that_fails", "migrations.sqlite",
     "a store that has 0 of the 2 migrations does not come up to date",
     "Correct the first migration"},
    {"leaking_session", "store.sessions", "20 file descriptors more", "keep none"},
};

INSTANTIATE_TEST_SUITE_P(Gallery, BrokenPluginCheck, testing::ValuesIn(kGallery),
                         [](const auto& one) { return std::string(one.param.plugin); });

TEST(PluginCheck, FindsNothingInAConformingPluginAndSaysWhatItDidNotTry) {
    const auto ran = check("conforming");
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
    EXPECT_THAT(ran.output,
                AllOf(HasSubstr("22 passed, 0 failed, 3 not run"),
                      HasSubstr("not-run store.postgresql"), HasSubstr("no PostgreSQL was given")));
}

/// What the kit says of a plugin beside which these examples stand.
std::string checkWith(const std::string& plugin, const std::string& examples) {
    const testing_support::TemporaryFolder folder;
    for (const auto& name : {plugin + ".so", std::string("operations.yaml")})
        std::filesystem::copy_file(std::string(GALLERY_FOLDER) + "/" + name, folder.at(name));
    std::ofstream(folder.at("cloud.yaml")) << "schema: 1\nexamples:\n" << examples;
    return run({"check", folder.at(plugin + ".so"), "--rule-budget", RULE_BUDGET}).output;
}

TEST(PluginCheck, ShowsForEveryRuleWhatItRefusedAndWhatWasAllowed) {
    EXPECT_THAT(check("conforming").output,
                AllOf(HasSubstr("EX-DOMAIN-1: refused (mayAddCustomer, a customer in DE with a "
                                "domain elsewhere), allowed (mayAddCustomer, a customer in DE)\n"),
                      HasSubstr("EX-LOCATION-1: refused (mayUse, ")));
}

TEST(PluginCheck, AsksTheExamplesThatStandBesideThePlugin) {
    EXPECT_THAT(checkWith("setting_rule",
                          "  - name: closed\n    settings: {closed: 'yes'}\n"
                          "    refused: EX-CLOSED-1\n"
                          "  - name: open\n    members: {now: '2020-01-01'}\n"),
                AllOf(HasSubstr("EX-CLOSED-1: refused (mayAddCustomer, example 'closed'), allowed "
                                "(mayAddCustomer, a customer in DE)\n"),
                      HasSubstr(" 0 failed")));
    EXPECT_THAT(findingOf(check("setting_rule").output, "rules.reached"),
                HasSubstr("no question was refused by EX-CLOSED-1"));
}

struct WrongExample {
    const char* name;
    const char* text;
    const char* finding;
};

class WrongExamples : public testing::TestWithParam<WrongExample> {};

TEST_P(WrongExamples, AreFindings) {
    const auto report =
        checkWith("conforming", "  - name: one\n    " + std::string(GetParam().text) + "\n");
    EXPECT_THAT(report, HasSubstr("FAILED  rules."));
    EXPECT_THAT(report, HasSubstr(GetParam().finding));
}

constexpr WrongExample kWrongExamples[] = {
    {"NotRefused", "refused: EX-DOMAIN-1",
     "(mayAddCustomer, example 'one') it should be refused by EX-DOMAIN-1 and would be allowed"},
    {"NotAllowed", "without: [companyProfile.domain]",
     "it should be allowed and would be refused by EX-DOMAIN-1"},
    {"UnknownRule", "refused: EX-NONE-1", "cloud.yaml:4: there is no rule 'EX-NONE-1'"},
    {"UnknownQuestion", "asks: mayDoIt", "cloud.yaml:4: there is no question 'mayDoIt'"},
    {"UnknownKey", "refuses: EX-DOMAIN-1", "cloud.yaml:4: unknown key 'refuses'"},
    {"UnknownMember", "members: {companyProfile.domian: a}",
     "example 'one' of cloud.yaml: there is no member 'companyProfile.domian'; there are"},
    {"NoTime", "members: {now: soon}", "'soon' is no time"},
    {"NoKind", "members: {partner.kind: distributor}", "there is no kind of partner 'distributor'"},
    {"NoEligibility", "members: {account.eligibility: perhaps}",
     "there is no eligibility 'perhaps'"},
    {"NoFlag", "members: {partner.sandbox: '1'}", "'1' is neither true nor false"},
    {"OtherCountry", "country: JP", "no customer may be in 'JP'"},
    {"UnknownSetting", "settings: {colour: red}", "the setting 'colour' is unknown"},
    {"Twice", "country: DE\n  - name: one", "cloud.yaml:5: this name stands twice"},
};

INSTANTIATE_TEST_SUITE_P(Table, WrongExamples, testing::ValuesIn(kWrongExamples),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(PluginCheck, FindsARuleThatIsTooSlowForItsBudget) {
    const auto ran = run({"check", fileOf("slow_rule"), "--rule-budget", "2"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(findingOf(ran.output, "rules.budget"),
                AllOf(HasSubstr("mayUse"), HasSubstr("Prepare in the constructor")))
        << ran.output;
}

TEST(PluginCheck, GoesOnAfterACrashAndJudgesTheRest) {
    const auto ran = check("crashes_in_rule");
    EXPECT_THAT(ran.output,
                AllOf(HasSubstr("passed  rules.examples"), HasSubstr("FAILED  rules.hostile"),
                      HasSubstr("passed  store.sqlite")));
}

TEST(PluginCheck, TriesNothingMoreOfAPluginThatCannotBeLoaded) {
    const auto ran = check("throws_in_create");
    EXPECT_THAT(ran.output, AllOf(HasSubstr("not-run store.sqlite"),
                                  HasSubstr("load.create failed, so this could not be tried")));
}

TEST(PluginCheck, WritesJsonForPrograms) {
    const auto ran = check("unlisted_rule", {"--json"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.output,
                AllOf(testing::StartsWith("{\"file\":\""), testing::EndsWith("]}\n"),
                      HasSubstr("\"not_run\":3,"),
                      HasSubstr("{\"id\":\"rules.examples\",\"what\":\"every rule answers"),
                      HasSubstr("\"result\":\"failed\",\"message\":\"(mayEnrol,")));
}

TEST(PluginCheck, SpeaksOfTheCommandLineWithItsOwnExitCode) {
    EXPECT_EQ(run({"check"}).exit_code, 2);
    EXPECT_EQ(check("conforming", {"--setting", "novalue"}).exit_code, 2);
    EXPECT_EQ(check("conforming", {"--patience", "0"}).exit_code, 2);
}

TEST(PluginCheck, GivesThePluginTheSettingsThatItIsTold) {
    const auto ran = check("conforming", {"--setting", "colour=red"});
    EXPECT_THAT(findingOf(ran.output, "load.create"), HasSubstr("the setting 'colour' is unknown"));
}

TEST(PluginCheck, TriesTheStoreOnPostgresqlInADatabaseOfItsOwn) {
    std::ifstream in(std::getenv("CONCORDAT_TEST_POSTGRESQL"));
    std::string connection = "dbname=postgres";
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("host=") || line.starts_with("port=") || line.starts_with("user=") ||
            line.starts_with("password="))
            connection += " " + line;
    const auto ran = check("conforming", {"--postgresql", connection});
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr("23 passed, 0 failed, 2 not run"));
    EXPECT_THAT(findingOf(check("opens_elsewhere", {"--postgresql", connection + " port=1"}).output,
                          "store.postgresql"),
                HasSubstr("a role that may create databases"));
}

TEST(PluginList, NamesTwoPluginsThatClaimOneCloud) {
    const testing_support::TemporaryFolder folder;
    std::filesystem::copy_file(fileOf("conforming"), folder.at("one.so"));
    EXPECT_EQ(run({"list", "--dir", folder.path().string()}).exit_code, 0);
    std::filesystem::copy_file(fileOf("everywhere"), folder.at("two.so"));
    const auto ran = run({"list", "--dir", folder.path().string()});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.output, AllOf(HasSubstr("'example' is claimed by two plugins"),
                                  HasSubstr("one.so and "), HasSubstr("two.so")));
}

TEST(PluginInspect, RunsNoCodeOfThePlugin) {
    const testing_support::TemporaryFolder folder;
    const auto mark = folder.at("mark");
    const auto plugin = fileOf("marks_when_loaded");
    const auto inspected = run({"inspect", plugin}, {{"CONCORDAT_TEST_MARK", mark}});
    EXPECT_EQ(inspected.exit_code, 0) << inspected.output;
    EXPECT_FALSE(std::filesystem::exists(mark));
    (void)run({"list", "--dir", GALLERY_FOLDER}, {{"CONCORDAT_TEST_MARK", mark}});
    EXPECT_FALSE(std::filesystem::exists(mark));
    (void)run({"check", plugin}, {{"CONCORDAT_TEST_MARK", mark}});
    EXPECT_TRUE(std::filesystem::exists(mark)) << "the plugin would have left its mark";
}

}  // namespace concordat::tests
