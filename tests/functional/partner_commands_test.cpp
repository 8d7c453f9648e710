#include "tests/functional/partner_commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/child_process.hpp"

/// The commands that partners use, over the public API of a running server.
namespace concordat::functional {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(PartnerCommands, ListShowAndExportCustomers) {
    const auto list = run({"customers", "list"});
    EXPECT_EQ(list.exit_code, 0) << list.output;
    EXPECT_THAT(list.output, HasSubstr("COMPANY NAME"));
    EXPECT_THAT(list.output, HasSubstr("adatum.onmicrosoft.com"));
    const auto found = run({"customers", "list", "--name", "DATUM", "--contains"});
    EXPECT_THAT(found.output, HasSubstr("Adatum Corporation"));
    EXPECT_THAT(found.output, Not(HasSubstr("Litware")));
    EXPECT_THAT(run({"customers", "list", "--format", "json"}).output,
                testing::StartsWith("[\n{\"id\":\""));
    const auto file = (folder_.path() / "all.csv").string();
    EXPECT_EQ(run({"customers", "export", "--output", file}).exit_code, 0);
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const auto again = run({"customers", "export", "--output", file});
    EXPECT_EQ(again.exit_code, 1);
    EXPECT_THAT(again.output, HasSubstr("--force"));
}

class PartnerCommandsOfClouds : public PartnerCommands {
protected:
    PartnerCommandsOfClouds() : PartnerCommands(true) {}
};

TEST_F(PartnerCommandsOfClouds, SayWhatTheApiRefuses) {
    const auto absent = run({"customers", "show", "10000000-0000-4000-8000-00000000dead"});
    EXPECT_EQ(absent.exit_code, 1);
    EXPECT_THAT(absent.output, HasSubstr("There is no such customer. (status 404, code 60003"));
    EXPECT_THAT(run({"customers", "list", "--name", "ab", "--contains"}).output,
                HasSubstr("status 400"));
    useToken(server_.token("germany"));
    EXPECT_THAT(run({"customers", "list"}).output, HasSubstr("status 401"));
    environment_["CONCORDAT_PROFILE"] = (folder_.path() / "none.yaml").string();
    EXPECT_EQ(run({"customers", "list"}).exit_code, 3);
    server_.stop();
    environment_["CONCORDAT_PROFILE"] = write("gone.yaml", "endpoint: http://127.0.0.1:1\n");
    const auto unreachable = run({"customers", "list"});
    EXPECT_EQ(unreachable.exit_code, 1);
    EXPECT_THAT(unreachable.output, HasSubstr("http://127.0.0.1:1 cannot be reached"));
}

constexpr auto kHead =
    "Company name,Primary domain name,First name,Last name,Email,Culture,Language,Country,State,"
    "City,Postal code,Address line 1,Phone number\n";

/// As many as the cloud's facts let a sandbox have.
constexpr std::size_t kSandboxCustomers = 75;

class CustomerImport : public PartnerCommands {
protected:
    static std::string rowOf(const std::string& company, const std::string& domain,
                             const std::string& state = "WA") {
        return company + "," + domain + ",Nina,Newton,nina@alpine.example,en-US,en,US," + state +
               ",Redmond,98052,1 Main Street,4255550111\n";
    }

    std::size_t customers() {
        const auto list = run({"customers", "list", "--format", "csv"}).output;
        return static_cast<std::size_t>(std::count(list.begin(), list.end(), '\n')) - 1;
    }
};

TEST_F(CustomerImport, AcceptsOrRefusesEachRowWithLineFieldAndReason) {
    const auto before = customers();
    const auto file = write("in.csv", kHead + rowOf("\"Alpine, Inc\"", "alpine1.onmicrosoft.com") +
                                          rowOf("Bad state", "bad1.onmicrosoft.com", "XX") +
                                          rowOf("Twice", "alpine1.onmicrosoft.com") +
                                          rowOf("Held", "adatum.onmicrosoft.com") +
                                          rowOf("Another's", "proseware.onmicrosoft.com") +
                                          "short,row\n" + rowOf("Good", "good1.onmicrosoft.com") +
                                          rowOf("Spelling", "small1.onmicrosoft.com", "wa"));
    const auto trial = run({"customers", "import", file, "--dry-run"});
    EXPECT_EQ(trial.exit_code, 1);
    EXPECT_THAT(trial.output, HasSubstr("line 3: refused, address: "));
    EXPECT_THAT(trial.output,
                HasSubstr("line 9: refused, address: is to be written with state 'WA' postalCode "
                          "'98052'"));
    EXPECT_EQ(customers(), before);
    const auto result = run({"customers", "import", file});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, HasSubstr("line 3: refused, GL-STATE-1: "));
    EXPECT_THAT(result.output, HasSubstr("line 4: refused, domain: "));
    EXPECT_THAT(result.output, HasSubstr("line 5: held"));
    EXPECT_THAT(result.output, HasSubstr("line 7: refused: has 2 cells"));
    EXPECT_THAT(result.output, HasSubstr("line 6: exists: "));
    EXPECT_THAT(result.output, HasSubstr("line 9: refused, GL-STATE-1: "));
    EXPECT_EQ(customers(), before + 2);
}

TEST_F(CustomerImport, GoesOnWhereItWasAndAddsNothingTwice) {
    const auto before = customers();
    std::string text = kHead;
    for (int i = 0; i < 20; ++i)
        text += rowOf("Company " + std::to_string(i), "c" + std::to_string(i) + ".onmicrosoft.com");
    const auto file = write("in.csv", text);
    EXPECT_THAT(run({"customers", "import", file}).output, HasSubstr("20 added"));
    EXPECT_THAT(
        run({"customers", "import", file}).output,
        HasSubstr("0 added, 0 held already, 0 are tenants to be asked, 0 refused, 20 done"));
    // Even without its results: the request ids follow from the rows.
    std::filesystem::remove(file + ".results.jsonl");
    EXPECT_THAT(run({"customers", "import", file}).output, HasSubstr("20 added"));
    EXPECT_EQ(customers(), before + 20);
    struct stat status {};
    ASSERT_EQ(::stat((file + ".results.jsonl").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(CustomerImport, CountsItsRowsOnATerminalAlone) {
    const auto file = write("in.csv", kHead + rowOf("One", "one1.onmicrosoft.com") +
                                          rowOf("Two", "two2.onmicrosoft.com"));
    testing_support::ChildProcess terminal(
        {"script", "-qec", std::string(CONCORDAT_PROGRAM) + " customers import " + file,
         "/dev/null"},
        environment_);
    EXPECT_EQ(terminal.wait(), 0);
    EXPECT_THAT(terminal.output(), HasSubstr("\r1 rows\r2 rows\r\x1B[K2 added"));
    EXPECT_THAT(run({"customers", "import", file}).output, Not(HasSubstr(" rows")));
}

TEST_F(CustomerImport, KeepsALineForEachResultBehindOneThatWasCutShort) {
    const auto file = write("in.csv", kHead + rowOf("One", "one1.onmicrosoft.com"));
    const auto results = write("in.csv.results.jsonl", "{\"line\":2,\"row\":\"cut");
    std::filesystem::permissions(results, std::filesystem::perms(0600));
    EXPECT_THAT(run({"customers", "import", file}).output, HasSubstr("1 added"));
    EXPECT_THAT(run({"customers", "import", file}).output, HasSubstr("1 done by an earlier run"));
}

TEST_F(CustomerImport, EndsWithWhatConcernsEveryRowAndTellsWhatWasDone) {
    const auto before = customers();
    std::string text = kHead;
    for (std::size_t i = before; i < kSandboxCustomers + 2; ++i)
        text += rowOf("Company " + std::to_string(i), "c" + std::to_string(i) + ".onmicrosoft.com");
    const auto file = write("in.csv", text);
    const auto result = run({"customers", "import", file});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output,
                HasSubstr(std::to_string(kSandboxCustomers - before) + " added, 0 held already"));
    EXPECT_THAT(result.output, HasSubstr("0 refused"));
    EXPECT_THAT(result.output, HasSubstr("code 800018"));
}

TEST_F(CustomerImport, NeverTakesATenantOver) {
    const auto before = customers();
    const auto file = write("in.csv", kHead + rowOf("Mine now", "proseware.onmicrosoft.com"));
    const auto result = run({"customers", "import", file});
    EXPECT_EQ(result.exit_code, 0) << result.output;
    EXPECT_THAT(result.output, HasSubstr("line 2: exists: the domain is a tenant's already"));
    EXPECT_EQ(customers(), before);
}

TEST_F(PartnerCommands, SayPlainlyWhatTheyCannotUse) {
    const auto folder = folder_.path().string();
    for (const auto* command : {"create", "import"})
        EXPECT_THAT(run({"customers", command, folder}).output,
                    HasSubstr(folder + " cannot be read"));
    EXPECT_THAT(run({"customers", "create", write("empty.json", "")}).output,
                HasSubstr("status 400"));
    const auto nobody = run({"customers", "show", ""});
    EXPECT_EQ(nobody.exit_code, 2);
    EXPECT_THAT(nobody.output, HasSubstr("CUSTOMER: must not be empty"));
    EXPECT_EQ(run({"users", "delete", "x", ""}).exit_code, 2);
    EXPECT_EQ(run({"users", "list", ""}).exit_code, 2);
    EXPECT_THAT(run({"customers", "list", "--format", "xml"}).output,
                HasSubstr("--format: 'xml' is not one of csv,json,table"));
    EXPECT_THAT(run({"users", "list", "x", "--sort", "age"}).output,
                HasSubstr("--sort: 'age' is not one of display-name,user-name"));
    environment_["CONCORDAT_PROFILE"] = folder + "/";
    EXPECT_EQ(run({"customers", "list"}).exit_code, 3);
}

TEST_F(PartnerCommands, FailWhereTheirOutputIsLost) {
    for (const auto* form : {"table", "json", "csv"}) {
        testing_support::ChildProcess lost(
            {"sh", "-c", "\"$0\" customers list --format $1 >/dev/full", CONCORDAT_PROGRAM, form},
            environment_);
        EXPECT_EQ(lost.wait(), 1) << form;
        EXPECT_THAT(lost.output(), HasSubstr("standard output cannot be written"));
    }
}

TEST_F(PartnerCommands, ListAndExportTheRecord) {
    const auto list = run({"audit", "list", "--company", "adatum"});
    EXPECT_EQ(list.exit_code, 0) << list.output;
    EXPECT_THAT(list.output, HasSubstr("add_customer"));
    EXPECT_THAT(list.output, Not(HasSubstr("Litware")));
    EXPECT_THAT(run({"audit", "export"}).output, HasSubstr("Date,Affected customer,Action"));
    EXPECT_EQ(run({"audit", "list", "--from", "yesterday"}).exit_code, 1);
}

TEST_F(PartnerCommands, CompleteInAShell) {
    const auto script = run({"completion", "bash"});
    EXPECT_EQ(script.exit_code, 0);
    EXPECT_THAT(script.output, HasSubstr("['customers']='--help list show create export import '"));
    EXPECT_THAT(script.output, HasSubstr("['users']='--help list show create update password "
                                         "delete restore roles export import '"));
    EXPECT_THAT(script.output, HasSubstr("['users import']='--help --profile --format "
                                         "--usage-location --passwords --dry-run '"));
    EXPECT_EQ(run({"completion", "fish"}).exit_code, 2);
    const auto offered = [&](const std::string& line) {
        const std::string ask =
            "source \"$0\"; read -ra COMP_WORDS <<<\"$1\"; [[ $1 == *' ' ]] && COMP_WORDS+=(''); "
            "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _concordat; echo \"${COMPREPLY[*]}\"";
        testing_support::ChildProcess shell(
            {"bash", "-c", ask, write("completion.bash", script.output), line});
        EXPECT_EQ(shell.wait(), 0);
        return shell.output();
    };
    const auto profile = folder_.path().string() + "/glo";
    EXPECT_EQ(offered("concordat cust"), "customer customers\n");
    EXPECT_EQ(offered("concordat customers list --format "), "csv json table\n");
    EXPECT_EQ(offered("concordat customers list --format j"), "json\n");
    EXPECT_EQ(offered("concordat customers list --profile " + profile), profile + "bal.yaml\n");
    EXPECT_EQ(offered("concordat customers import --dry"), "--dry-run\n");
    EXPECT_EQ(offered("concordat customers import " + profile), profile + "bal.yaml\n");
    EXPECT_EQ(offered("concordat completion "), "--help bash zsh\n");
}

}  // namespace
}  // namespace concordat::functional
