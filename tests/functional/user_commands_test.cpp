#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>
#include <sys/stat.h>

#include "tests/functional/partner_commands.hpp"

/// What a partner does with the users of a customer from a shell.
namespace concordat::functional {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto kNobody = "10000000-0000-4000-8000-00000000dead";
constexpr auto kHead = "First name,Last name,Display name,Email,Status update\n";

class UserCommands : public PartnerCommands {
protected:
    explicit UserCommands(bool all_clouds = false) : PartnerCommands(all_clouds) {
        customer_ = addCustomer("global");
    }

    /// Adds a customer with the domain people and gives its id.
    std::string addCustomer(const std::string& cloud) {
        const auto added = server_.call(cloud, server_.token(cloud), "POST", "/v1/customers",
                                        newCustomer(cloud, "people"));
        EXPECT_EQ(added.status, 201) << added.body;
        return at(added, "/id");
    }

    CommandResult users(const std::string& command, std::vector<std::string> arguments = {}) {
        arguments.insert(arguments.begin(), {"users", command, customer_});
        return run(arguments);
    }

    CommandResult create(const std::string& name, const std::string& display_name) {
        return users("create", {"--user-name", name + "@people.onmicrosoft.com", "--display-name",
                                display_name, "--usage-location", "US"});
    }

    CommandResult import(const std::string& text, std::vector<std::string> options = {}) {
        options.insert(options.begin(), write("in.csv", text));
        return users("import", std::move(options));
    }

    /// The value of `--format csv` beside that word.
    static std::string valueOf(const std::string& csv, const std::string& member) {
        const auto begin = csv.find(member + ",");
        if (begin == std::string::npos) return {};
        const auto value = begin + member.size() + 1;
        return csv.substr(value, csv.find('\r', value) - value);
    }

    std::string idOf(const std::string& name) {
        std::istringstream rows(users("export").output);
        for (std::string row; std::getline(rows, row);)
            if (row.find("," + name + "@") != std::string::npos)
                return row.substr(0, row.find(','));
        return {};
    }

    std::size_t count() {
        const auto rows = users("export").output;
        return static_cast<std::size_t>(std::count(rows.begin(), rows.end(), '\n')) - 1;
    }

    [[nodiscard]] std::string passwordFile() const {
        return folder_.path() / "in.csv.passwords.csv";
    }

    static std::string rowsOf(int number) {
        std::string text = kHead;
        for (int i = 0; i < number; ++i)
            text += "Ana,Silva,Ana " + std::to_string(i) + ",u" + std::to_string(i) +
                    "@people.onmicrosoft.com,\n";
        return text;
    }

    static std::string textOf(const std::string& file) {
        std::ifstream in(file);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

    std::string customer_;
};

TEST_F(UserCommands, TakeAUserFromCreationToRestoration) {
    const auto made = create("ana", "Ana");
    ASSERT_EQ(made.exit_code, 0) << made.output;
    EXPECT_THAT(made.output, HasSubstr("one-time password"));
    const auto ana = idOf("ana");
    const auto shown = users("show", {ana});
    EXPECT_THAT(shown.output, HasSubstr("ana@people.onmicrosoft.com"));
    EXPECT_THAT(shown.output, Not(HasSubstr("password")));
    EXPECT_EQ(users("update", {ana}).exit_code, 1);
    const auto updated = users("update", {ana, "--display-name", "Ana Silva", "--last-name", "S"});
    EXPECT_EQ(updated.exit_code, 0) << updated.output;
    EXPECT_THAT(users("show", {ana}).output, HasSubstr("Ana Silva"));
    EXPECT_THAT(users("roles").output, HasSubstr("Company Administrator"));
    EXPECT_THAT(users("roles", {ana}).output, Not(HasSubstr("Administrator")));
    EXPECT_THAT(users("roles", {idOf("admin")}).output, HasSubstr("Company Administrator"));

    EXPECT_EQ(users("delete", {ana}).exit_code, 0);
    EXPECT_THAT(users("list").output, Not(HasSubstr("Ana")));
    EXPECT_THAT(users("list", {"--deleted"}).output, HasSubstr("Ana Silva"));
    EXPECT_THAT(users("export", {"--deleted"}).output, HasSubstr("inactive"));
    const auto gone = users("show", {ana});
    EXPECT_EQ(gone.exit_code, 1);
    EXPECT_THAT(gone.output, HasSubstr("status 404, code 60002"));
    EXPECT_EQ(users("restore", {ana}).exit_code, 0);
    EXPECT_THAT(users("list").output, HasSubstr("Ana Silva"));
}

TEST_F(UserCommands, GiveAPasswordOnceAndTheSameToARepeatedRequest) {
    const auto ana = (create("ana", "Ana"), idOf("ana"));
    const std::vector<std::string> once = {ana, "--format", "csv", "--request-id",
                                           "10000000-0000-4000-8000-0000000000e1"};
    const auto first = valueOf(users("password", once).output, "one-time password");
    EXPECT_GE(first.size(), 20U);
    EXPECT_EQ(valueOf(users("password", once).output, "one-time password"), first);
    const auto other = users("password", {ana, "--format", "csv"}).output;
    EXPECT_NE(valueOf(other, "one-time password"), first);
    EXPECT_THAT(users("show", {ana, "--format", "json"}).output, Not(HasSubstr("password")));
}

TEST_F(UserCommands, SortAndReadEveryPage) {
    ASSERT_EQ(import(rowsOf(99)).exit_code, 0);
    for (int more = 1; more < 6; ++more) {
        auto text = rowsOf(100);
        for (auto at = text.find(",u"); at != std::string::npos; at = text.find(",u", at + 1))
            text.replace(at, 2, "," + std::string(1, static_cast<char>('a' + more)));
        ASSERT_EQ(import(text, {"--passwords", passwordFile() + std::to_string(more)}).exit_code,
                  0);
    }
    // More than the largest page.
    EXPECT_EQ(count(), 600U);
    const auto by_name = users("list", {"--sort", "user-name", "--descending"}).output;
    EXPECT_LT(by_name.find("u0@people"), by_name.find("admin@people"));
    const auto json = users("export", {"--format", "json"}).output;
    EXPECT_EQ(std::count(json.begin(), json.end(), '\n'), 600);
    EXPECT_THAT(json, StartsWith("{\"id\":\""));
    EXPECT_EQ(users("list", {"--sort", "age"}).exit_code, 2);
    EXPECT_EQ(users("list", {"--descending"}).exit_code, 2);
}

TEST_F(UserCommands, ExportForSpreadsheetsWhatTheyDoNotCalculate) {
    ASSERT_EQ(create("ana", "=HYPERLINK(\"x\")").exit_code, 0);
    const auto file = (folder_.path() / "out.csv").string();
    ASSERT_EQ(users("export", {"--output", file}).exit_code, 0);
    EXPECT_THAT(textOf(file), HasSubstr(",\"'=HYPERLINK(\"\"x\"\")\","));
    EXPECT_THAT(textOf(file), StartsWith("\xEF\xBB\xBFUser ID,User name,Display name,"));
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_THAT(users("export", {"--output", file}).output, HasSubstr("--force"));
    EXPECT_EQ(users("export", {"--output", file, "--force"}).exit_code, 0);
}

TEST_F(UserCommands, ImportAddsEachRowOnceAndKeepsPasswordsInAFileOfItsOwn) {
    const auto result = import(rowsOf(100));
    EXPECT_EQ(result.exit_code, 0) << result.output;
    EXPECT_THAT(result.output, HasSubstr("100 added, 0 held already, 0 refused"));
    EXPECT_EQ(count(), 101U);
    const auto passwords = textOf(passwordFile());
    EXPECT_EQ(std::count(passwords.begin(), passwords.end(), '\n'), 101);
    EXPECT_THAT(passwords, StartsWith("\xEF\xBB\xBFUser name,One-time password\r\n"));
    EXPECT_THAT(result.output, Not(HasSubstr(valueOf(passwords, "u0@people.onmicrosoft.com"))));
    struct stat status {};
    ASSERT_EQ(::stat(passwordFile().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);

    const auto again = import(rowsOf(100));
    EXPECT_EQ(again.exit_code, 1);
    EXPECT_THAT(again.output, HasSubstr("exists and may hold passwords"));
    EXPECT_EQ(textOf(passwordFile()), passwords);
    // As after an interruption: the same users with the same passwords, nobody twice.
    const auto second = (folder_.path() / "second.csv").string();
    EXPECT_EQ(import(rowsOf(100), {"--passwords", second}).exit_code, 0);
    EXPECT_EQ(textOf(second), passwords);
    EXPECT_EQ(count(), 101U);
}

TEST_F(UserCommands, ImportSaysWhosePasswordDidNotFitOnTheDisk) {
    // No file of it may become longer than 1 KiB, which 100 passwords need several of.
    ChildProcess full(
        {"sh", "-c", "trap '' XFSZ; ulimit -f 2; exec \"$@\"", "sh", CONCORDAT_PROGRAM, "users",
         "import", customer_, write("in.csv", rowsOf(100))},
        environment_);
    EXPECT_EQ(full.wait(), 1);
    EXPECT_THAT(full.output(), HasSubstr("one-time passwords, nowhere else: " + passwordFile()));
    const auto passwords = textOf(passwordFile());
    EXPECT_EQ(passwords.size(), 1024U);
    const auto added = count() - 1;
    // The head stands before those that are whole, so that the next is the one that is not.
    EXPECT_EQ(static_cast<std::size_t>(std::count(passwords.begin(), passwords.end(), '\n')),
              added);
    EXPECT_THAT(full.output(), HasSubstr("the password of u" + std::to_string(added - 1) +
                                         "@people.onmicrosoft.com, who was added, cannot be "
                                         "written to " +
                                         passwordFile()));
    EXPECT_LT(added, 100U) << "it stops there";
    // Where there is room: nobody twice, and everybody's password, theirs included.
    const auto second = (folder_.path() / "second.csv").string();
    EXPECT_EQ(import(rowsOf(100), {"--passwords", second}).exit_code, 0);
    EXPECT_THAT(textOf(second), StartsWith(passwords));
    EXPECT_EQ(count(), 101U);
}

TEST_F(UserCommands, ImportRefusesAFileWithFaultsAsAWhole) {
    const std::string name = "@people.onmicrosoft.com,";
    const auto faults = import(kHead + std::string("A,B,Good,good") + name + "\nA,B,,empty" + name +
                               "\nA,B,Foreign,x@elsewhere.test,\nA,B,Good,GOOD" + name + "\nA,B\n");
    EXPECT_EQ(faults.exit_code, 1);
    EXPECT_THAT(faults.output, HasSubstr("line 3: refused, Display name: is empty"));
    EXPECT_THAT(faults.output, HasSubstr("line 4: refused, Email: is no user name of people."));
    EXPECT_THAT(faults.output, HasSubstr("line 5: refused, Email: an earlier row has the same"));
    EXPECT_THAT(faults.output, HasSubstr("line 6: refused: has not as many cells"));
    EXPECT_THAT(faults.output, HasSubstr("0 added, 0 held already, 4 refused"));
    EXPECT_THAT(import("Display name,Email,Password\nA,a@b,x\n").output,
                HasSubstr("line 1: refused, Password: no such column is known; those known are: "));
    EXPECT_THAT(import(rowsOf(101)).output,
                HasSubstr("line 102: refused: the file has more than 100 users"));
    EXPECT_THAT(import(kHead + std::string("A,B,M\xFCller,m") + name + "\n").output,
                HasSubstr("line 2: refused: is not UTF-8"));
    EXPECT_THAT(import("").output, HasSubstr("line 1: refused: the file has no users"));
    EXPECT_THAT(import(std::string((1 << 20) + 1, 'x')).output, HasSubstr("larger than 1 MiB"));
    EXPECT_THAT(users("import", {folder_.path().string()}).output, HasSubstr("cannot be read"));
    EXPECT_THAT(users("import", {"none.csv"}).output, HasSubstr("none.csv cannot be read"));
    EXPECT_EQ(count(), 1U);
    EXPECT_FALSE(std::filesystem::exists(passwordFile()));
}

TEST_F(UserCommands, ImportSaysOfEachRowWhatTheApiRefuses) {
    ASSERT_EQ(create("ana", "Ana").exit_code, 0);
    const std::string name = "@people.onmicrosoft.com,";
    const auto text = kHead + std::string("A,B,Other,ANA") + name + "\nA,B,Admin,admin" + name +
                      "\nA,B,New,new" + name + "\n";
    const auto trial = import(text, {"--dry-run"});
    EXPECT_EQ(trial.exit_code, 0) << trial.output;
    EXPECT_THAT(trial.output,
                HasSubstr("line 2: held, Email: the customer has a user of this name"));
    EXPECT_THAT(trial.output, HasSubstr("1 rows can be added, 2 held already, 0 refused"));
    EXPECT_EQ(count(), 2U);
    const auto nowhere = import(text, {"--usage-location", "U1"});
    EXPECT_EQ(nowhere.exit_code, 1);
    EXPECT_THAT(nowhere.output, HasSubstr("line 4: refused, usageLocation: "));
    const auto result = import(text);
    EXPECT_EQ(result.exit_code, 0) << result.output;
    EXPECT_THAT(result.output, HasSubstr("1 added, 2 held already, 0 refused"));
    EXPECT_EQ(count(), 3U);
    const auto passwords = textOf(passwordFile());
    EXPECT_EQ(std::count(passwords.begin(), passwords.end(), '\n'), 2);
    EXPECT_THAT(users("show", {idOf("new")}).output, HasSubstr("US"));
}

TEST_F(UserCommands, SayWhoseCustomerItIsNot) {
    customer_ = kNobody;
    for (const auto& answer : {users("list"), users("export"), import(rowsOf(1)),
                               import(rowsOf(1), {"--dry-run"}), create("ana", "Ana")}) {
        EXPECT_EQ(answer.exit_code, 1);
        EXPECT_THAT(answer.output, HasSubstr("There is no such customer. (status 404, code 60003"));
    }
    EXPECT_FALSE(std::filesystem::exists(passwordFile()));
}

TEST_F(UserCommands, StopWithoutDelegatedAdministration) {
    const auto withdrawn = server_.run(
        {"relationship", "withdraw", "contoso", "--cloud", "global", "--customer", customer_});
    ASSERT_EQ(withdrawn.exit_code, 0) << withdrawn.output;
    for (const auto& answer : {import(rowsOf(3)), import(rowsOf(3), {"--dry-run"})}) {
        EXPECT_EQ(answer.exit_code, 1);
        EXPECT_THAT(answer.output, HasSubstr("The customer does not let you administer its "
                                             "directory. (status 403, code 2032"));
        EXPECT_THAT(answer.output, Not(HasSubstr("line")));
    }
    EXPECT_EQ(users("list").exit_code, 0);
    EXPECT_FALSE(std::filesystem::exists(passwordFile()));
}

class UserCommandsOfClouds : public UserCommands {
protected:
    UserCommandsOfClouds() : UserCommands(true) {}
};

TEST_F(UserCommandsOfClouds, NameThePortalWhereUsersAreReadOnly) {
    const std::map<std::string, std::string> portals = {{"us-government", "portal.azure.us"},
                                                        {"germany", "portal.microsoftazure.de"}};
    for (const auto& [cloud, portal] : portals) {
        customer_ = addCustomer(cloud);
        environment_ = {{"CONCORDAT_PROFILE", profileFor(cloud)},
                        {"CONCORDAT_TOKEN", server_.token(cloud)}};
        EXPECT_THAT(users("list").output, HasSubstr("admin@people" + suffixOf(cloud)));
        const auto administrator = idOf("admin");
        EXPECT_EQ(users("show", {administrator}).exit_code, 0);
        const auto row = kHead + std::string("A,B,Ana,ana@people") + suffixOf(cloud) + ",\n";
        for (const auto& answer :
             {create("ana", "Ana"), users("update", {administrator, "--display-name", "x"}),
              users("password", {administrator}), users("restore", {administrator}),
              users("delete", {administrator}), users("roles", {administrator}), import(row),
              import(row, {"--dry-run"})}) {
            EXPECT_EQ(answer.exit_code, 1);
            EXPECT_THAT(answer.output, HasSubstr(portal));
            EXPECT_THAT(answer.output, HasSubstr("status 403, code 990406"));
        }
        EXPECT_FALSE(std::filesystem::exists(passwordFile()));
    }
}

}  // namespace
}  // namespace concordat::functional
