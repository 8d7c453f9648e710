#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// The command line as operators use it, beside a running server.
namespace concordat::functional {
namespace {

using testing::HasSubstr;

class Cli : public testing::Test {
protected:
    CommandResult run(std::vector<std::string> arguments) const {
        return runConcordat(arguments, {{"CONCORDAT_CONFIG", server_.settingsFile()}});
    }

    ConcordatServer server_;
};

TEST_F(Cli, ExplainsItselfToNewcomers) {
    const auto help = run({"--help"});
    EXPECT_EQ(help.exit_code, 0);
    for (const auto* command :
         {"serve", "migrate", "config", "token", "partner", "customer", "plugin", "clouds", "seed",
          "backup", "restore", "egress", "record", "customers", "audit", "completion", "version"})
        EXPECT_THAT(help.output, HasSubstr(command));
    EXPECT_THAT(help.output, HasSubstr("Exit codes: 0 done, 1 failed"));
}

TEST_F(Cli, AnswersAWrongCommandLineWithExitCode2) {
    EXPECT_EQ(run({"sevre"}).exit_code, 2);
    EXPECT_EQ(run({}).exit_code, 2);
    EXPECT_EQ(run({"token", "--nonsense"}).exit_code, 2);
    for (const auto* amount : {"-1", "many", "100000001"})
        EXPECT_EQ(run({"seed", "--partners", "1", "--customers", amount}).exit_code, 2) << amount;
    EXPECT_EQ(run({"seed", "--partners", "1", "--customers", "1", "--threads", "0"}).exit_code, 2);
    EXPECT_EQ(run({"--version"}).output, run({"version"}).output);
}

TEST_F(Cli, ChecksSettingsWithoutStartingAnything) {
    EXPECT_EQ(run({"config", "check", server_.settingsFile()}).exit_code, 0);
    server_.editSettings("backend: sqlite3", "backend: sqlite");
    const auto wrong = run({"config", "check", server_.settingsFile()});
    EXPECT_EQ(wrong.exit_code, 3);
    EXPECT_THAT(wrong.output, HasSubstr("'sqlite' is not one of: sqlite3, postgresql"));
    EXPECT_FALSE(exists(server_.dataFolder()));
}

TEST_F(Cli, BringsPartnersInSuspendsAndResumesThem) {
    server_.start();
    const std::string tenant = "10000000-0000-4000-8000-0000000000ff";
    const auto added =
        run({"partner", "add", "--cloud", "global", "wingtip", "--tenant", tenant, "--country",
             "US", "--application", "10000000-0000-4000-8000-0000000000fe"});
    EXPECT_EQ(added.exit_code, 0) << added.output;
    EXPECT_THAT(added.output, HasSubstr("secret "));
    EXPECT_EQ(run({"partner", "add", "--cloud", "global", "wingtip", "--tenant", tenant,
                   "--country", "US"})
                  .exit_code,
              1);
    EXPECT_THAT(run({"partner", "suspend", "--cloud", "global", "wingtip"}).output,
                HasSubstr("wingtip is suspended"));
    EXPECT_THAT(run({"partner", "list", "--cloud", "global"}).output, HasSubstr("suspended"));
    const auto refused = server_.call("global", server_.token("global", "wingtip"), "POST",
                                      "/v1/customers", newCustomer("global", "suspended"));
    EXPECT_EQ(refused.status, 403) << refused.body;
    EXPECT_THAT(run({"partner", "resume", "--cloud", "global", "wingtip"}).output,
                HasSubstr("wingtip is active"));
    EXPECT_THAT(run({"partner", "list", "--cloud", "global"}).output,
                testing::Not(HasSubstr("suspended")));
    EXPECT_EQ(server_.stop(), 0);
}

TEST_F(Cli, BringsNobodyInUnderTheIdThatStandsForTheCloudItself) {
    const std::string zeros = "00000000-0000-0000-0000-000000000000";
    const std::string id = "10000000-0000-4000-8000-0000000000ff";
    for (const auto& [tenant, application] : {std::pair{zeros, id}, std::pair{id, zeros}}) {
        const auto added = run({"partner", "add", "--cloud", "global", "wingtip", "--tenant",
                                tenant, "--country", "US", "--application", application});
        EXPECT_EQ(added.exit_code, 1);
        EXPECT_THAT(added.output, HasSubstr("zeros alone are nobody's"));
    }
    EXPECT_FALSE(exists(server_.dataFolder()));
}

TEST_F(Cli, BringsNobodyInWithoutAName) {
    for (const auto* name : {"", " "}) {
        const auto added =
            run({"partner", "add", "--cloud", "global", "--tenant",
                 "10000000-0000-4000-8000-0000000000ff", "--country", "US", "--", name});
        EXPECT_EQ(added.exit_code, 1);
        EXPECT_THAT(added.output, HasSubstr("NAME: must not be blank"));
    }
    EXPECT_FALSE(exists(server_.dataFolder()));
}

TEST_F(Cli, IssuesANewSecretInPlaceOfALostOne) {
    server_.start();
    const std::string tenant = "10000000-0000-4000-8000-000000000001";
    const std::string application = "10000000-0000-4000-8000-0000000000a1";
    const auto statusWith = [&](const std::string& secret) {
        return server_.client("global")
            .ask({.method = "POST",
                  .target = "/" + tenant + "/oauth2/token",
                  .fields = {{"Content-Type", "application/x-www-form-urlencoded"}},
                  .body = "grant_type=client_credentials&client_id=" + application +
                          "&client_secret=" + secret +
                          "&resource=https%3A%2F%2Fapi.partnercenter.microsoft.com"})
            .status;
    };
    ASSERT_EQ(statusWith("contoso-secret"), 200);
    const std::vector<std::string> renew = {"partner", "secret",        "--cloud",  "global",
                                            "contoso", "--application", application};
    const auto renewed = run(renew);
    ASSERT_EQ(renewed.exit_code, 0) << renewed.output;
    const std::string before = "application " + application + " secret ";
    const auto at = renewed.output.find(before);
    ASSERT_NE(at, std::string::npos) << renewed.output;
    EXPECT_EQ(statusWith(renewed.output.substr(at + before.size(), 43)), 200);
    EXPECT_EQ(statusWith("contoso-secret"), 401);
    const auto unknown = run({"partner", "secret", "--cloud", "global", "contoso", "--application",
                              "10000000-0000-4000-8000-0000000000a2"});
    EXPECT_EQ(unknown.exit_code, 1);
    EXPECT_THAT(unknown.output, HasSubstr("is no application of partner 'contoso'"));
    EXPECT_EQ(run({"partner", "secret", "--cloud", "global", "contoso"}).exit_code, 2);
    EXPECT_EQ(server_.stop(), 0);
}

TEST_F(Cli, KeepsItsOutputForPeople) {
    server_.start();
    const auto list = run({"partner", "list", "--cloud", "global"});
    EXPECT_EQ(list.output.find("TENANT"), 0U) << list.output;
    const auto kind = run({"partner", "add", "--cloud", "global", "wingtip", "--tenant", "x",
                           "--country", "US", "--kind", "reseller"});
    EXPECT_EQ(kind.exit_code, 2);
    EXPECT_THAT(kind.output, HasSubstr("indirect-provider"));
}

TEST_F(Cli, AsksForTheTenantWhereANameMeansTwoPartners) {
    ASSERT_EQ(run({"migrate"}).exit_code, 0);
    const std::string tenant = "10000000-0000-4000-8000-0000000000f";
    for (const auto* last : {"1", "2"})
        ASSERT_EQ(run({"partner", "add", "--cloud", "global", "wingtip", "--tenant", tenant + last,
                       "--country", "US"})
                      .exit_code,
                  0);
    const auto refused = run({"partner", "suspend", "--cloud", "global", "Wingtip"});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.output, testing::AllOf(HasSubstr("'Wingtip' is more than one partner"),
                                               HasSubstr(tenant + "1"), HasSubstr(tenant + "2")));
    EXPECT_EQ(run({"partner", "suspend", "--cloud", "global", tenant + "2"}).exit_code, 0);
}

TEST_F(Cli, LetsTheCloudsRulesDecideWhoMayBecomeAPartner) {
    server_.start();
    const auto refused = run({"partner", "add", "--cloud", "germany", "elsewhere", "--tenant",
                              "30000000-0000-4000-8000-0000000000ff", "--country", "US"});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.output, HasSubstr("DE-"));
    EXPECT_EQ(server_.stop(), 0);
}

TEST_F(Cli, MintsTokensWhoseRoleDecides) {
    server_.start();
    const auto body = newCustomer("global", "roles");
    const auto helpdesk = server_.token("global", "contoso", "HelpdeskAgent");
    EXPECT_EQ(server_.call("global", helpdesk, "POST", "/v1/customers", body).status, 403);
    const auto admin = server_.token("global", "CONTOSO", "AdminAgent");
    EXPECT_EQ(server_.call("global", admin, "POST", "/v1/customers", body).status, 201);
    EXPECT_EQ(
        run({"token", "--cloud", "global", "--partner", "contoso", "--role", "Emperor"}).exit_code,
        1);
    EXPECT_EQ(run({"token", "--cloud", "global", "--partner", "nobody"}).exit_code, 1);
    EXPECT_THAT(run({"token", "--partner", "contoso"}).output,
                HasSubstr("global, us-government, germany"));
    EXPECT_EQ(server_.stop(), 0);
}

TEST_F(Cli, SeedsTheSameAgainWithoutAddingTwice) {
    server_.start();
    const std::vector<std::string> seed = {
        "seed",      "--cloud", "us-government", "--partners", "3", "--customers", "40",
        "--largest", "20",      "--threads",     "4"};
    EXPECT_THAT(run(seed).output, HasSubstr("3 partners and 40 customers added"));
    EXPECT_THAT(run(seed).output, HasSubstr("0 partners and 0 customers added"));
    const auto list = server_.call("us-government", server_.token("us-government", "seed-0000001"),
                                   "GET", "/v1/customers?size=100");
    EXPECT_EQ(at(list, "/totalCount"), "20") << list.body;
    EXPECT_EQ(server_.stop(), 0);
}

TEST_F(Cli, SaysWhoAPluginIsAndWhichMigrationsAStoreHas) {
    const auto plugins = run({"plugin", "list"});
    EXPECT_EQ(plugins.exit_code, 0);
    EXPECT_THAT(plugins.output, HasSubstr("us-government"));
    EXPECT_EQ(run({"plugin", "inspect", CONCORDAT_PROGRAM}).exit_code, 1);
    EXPECT_EQ(run({"migrate", "--cloud", "global"}).exit_code, 0);
    EXPECT_EQ(run({"migrate", "--status", "--cloud", "global"}).exit_code, 0);
    EXPECT_EQ(run({"migrate", "--status"}).exit_code, 4) << "of the other clouds none is there";
    EXPECT_EQ(run({"migrate"}).exit_code, 0);
    const auto status = run({"migrate", "--status"});
    EXPECT_EQ(status.exit_code, 0);
    EXPECT_THAT(status.output,
                testing::AllOf(HasSubstr("germany: 0001"), testing::Not(HasSubstr("missing"))));
}

TEST_F(Cli, ComparesTwoCloudsForPeopleAndForScripts) {
    const auto text = run({"clouds", "diff", "germany", "us-government"});
    EXPECT_EQ(text.exit_code, 0) << text.output;
    EXPECT_THAT(text.output, HasSubstr("onmicrosoft.us"));
    const auto json = run({"clouds", "diff", "germany", "us-government", "--json"});
    EXPECT_THAT(json.output, testing::StartsWith(R"({"clouds":["germany","us-government"],)"));
    EXPECT_THAT(run({"clouds", "diff", "global", "global"}).output,
                HasSubstr("global and global do not differ"));
    const auto unknown = run({"clouds", "diff", "germany", "mars"});
    EXPECT_EQ(unknown.exit_code, 1);
    EXPECT_THAT(unknown.output, HasSubstr("there are: germany, global, us-government"));
    EXPECT_EQ(run({"clouds", "diff", "germany"}).exit_code, 2);
    EXPECT_EQ(run({"clouds", "diff", "germany", CONCORDAT_PROGRAM ".so"}).exit_code, 1);
}

TEST_F(Cli, EnrolsAResellerWithItsContactAndGivesItAValidationCodeOnce) {
    EXPECT_EQ(run({"migrate"}).exit_code, 0);
    const auto add = [&](const std::string& email) {
        return run({"partner", "add", "--cloud", "global", "wingtip", "--tenant",
                    "10000000-0000-4000-8000-0000000000fd", "--country", "FR", "--kind",
                    "indirect-reseller", "--email", email});
    };
    const auto refused = add("ana@gmail.com");
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.output, HasSubstr("GL-CONTACT-1"));
    EXPECT_EQ(add("ana@wingtip.example").exit_code, 0);
    const auto give = [&](const std::string& creates) {
        return run({"partner", "code", "wingtip", "--cloud", "global", "--code", "A-1",
                    "--organization", "City of Adatum", "--max-creates", creates});
    };
    EXPECT_THAT(give("10").output, HasSubstr("wingtip may use the code A-1 10 times"));
    const auto again = give("10");
    EXPECT_EQ(again.exit_code, 1);
    EXPECT_THAT(again.output, HasSubstr("has this validation code already"));
    EXPECT_EQ(give("0").exit_code, 2);
}

TEST_F(Cli, BacksUpARunningStoreAndRestoresItWhole) {
    server_.start();
    const auto token = server_.token("germany");
    const auto kept =
        server_.call("germany", token, "POST", "/v1/customers", newCustomer("germany", "backedup"));
    ASSERT_EQ(kept.status, 201) << kept.body;
    const auto file = (server_.dataFolder() / "copy").string();
    const std::vector<std::string> backup = {"backup", "--cloud", "germany", file, "--location"};
    const auto with = [&backup](const std::string& location) {
        auto arguments = backup;
        arguments.push_back(location);
        return arguments;
    };
    EXPECT_THAT(run(with("us")).output, HasSubstr("at the location 'us'"));
    EXPECT_THAT(run(with("de")).output, HasSubstr("verified"));
    EXPECT_EQ(run(with("de")).exit_code, 1) << "an existing file is never overwritten";
    EXPECT_EQ(server_.stop(), 0);

    std::filesystem::remove_all(server_.dataFolder() / "germany" / "concordat.db");
    for (const auto* rest : {"concordat.db-wal", "concordat.db-shm"})
        std::filesystem::remove(server_.dataFolder() / "germany" / rest);
    EXPECT_THAT(run({"restore", "--cloud", "germany", "--location", "de", file}).output,
                HasSubstr("verified"));
    server_.start();
    const auto found = server_.call("germany", token, "GET", "/v1/customers/" + at(kept, "/id"));
    EXPECT_EQ(found.status, 200);
    EXPECT_EQ(at(found, "/billingProfile/lastName"), "Geheimnis");
    EXPECT_EQ(server_.stop(), 0);
    EXPECT_EQ(run({"restore", "--cloud", "germany", "--location", "de", file}).exit_code, 1)
        << "it is not empty";
}

}  // namespace
}  // namespace concordat::functional
