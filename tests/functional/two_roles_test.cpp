#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// PostgreSQL as docs/operator.md sets it up: one role owns the tables and is an operator's,
/// another serves and owns nothing.
namespace concordat::functional {
namespace {

using testing::HasSubstr;
using testing::Not;

class TwoRoles : public testing::Test {
protected:
    void SetUp() override {
        server_.serveOnly("germany");
        server_.usePostgresql(Roles::OwnerAndService);
        const auto migrated = run({"migrate"});
        ASSERT_EQ(migrated.exit_code, 0) << migrated.output;
        EXPECT_THAT(migrated.output, Not(HasSubstr("NOTICE"))) << "the database's own chatter";
    }

    CommandResult run(std::vector<std::string> arguments) const {
        return runConcordat(arguments, {{"CONCORDAT_CONFIG", server_.settingsFile()}});
    }

    CommandResult partner(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "partner");
        arguments.insert(arguments.end(), {"--cloud", "germany"});
        return run(arguments);
    }

    // Asks until the answer has that status: a server remembers a partner for some seconds.
    HttpAnswer addUntil(int status, const std::string& token) const {
        const auto enough = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        for (;;) {
            auto answer = server_.call("germany", token, "POST", "/v1/customers",
                                       newCustomer("germany", "tworoles"));
            if (answer.status == status || std::chrono::steady_clock::now() > enough) return answer;
        }
    }

    ConcordatServer server_;
};

TEST_F(TwoRoles, APartnerThatTheOwnerBringsInCallsUntilTheOwnerSuspendsIt) {
    server_.start();
    const auto added =
        partner({"add", "wingtip", "--tenant", "30000000-0000-4000-8000-0000000000ff", "--country",
                 "DE", "--application", "30000000-0000-4000-8000-0000000000fe"});
    ASSERT_EQ(added.exit_code, 0) << added.output;
    EXPECT_THAT(partner({"list"}).output, HasSubstr("wingtip"));
    const auto token = server_.token("germany", "wingtip");
    const auto customer = addUntil(201, token);
    ASSERT_EQ(customer.status, 201) << customer.body;

    EXPECT_EQ(partner({"suspend", "wingtip"}).exit_code, 0);
    EXPECT_THAT(partner({"list"}).output, HasSubstr("suspended"));
    const auto refused = addUntil(403, token);
    EXPECT_EQ(refused.status, 403) << refused.body;
    const auto target = "/v1/customers/" + at(customer, "/id");
    EXPECT_EQ(server_.call("germany", token, "GET", target).status, 200)
        << "it manages what it has";

    EXPECT_EQ(partner({"resume", "wingtip"}).exit_code, 0);
    const auto again = addUntil(409, token);
    EXPECT_EQ(again.status, 409) << "the domain is taken, the partner is not refused: "
                                 << again.body;
    EXPECT_EQ(server_.stop(), 0);
}

TEST_F(TwoRoles, CommandsRefuseTheRoleThatWouldSeeNothing) {
    server_.forgetOwner();
    for (const auto* verb : {"list", "suspend"}) {
        std::vector<std::string> words = {verb};
        if (words.front() == "suspend") words.emplace_back("contoso");
        const auto refused = partner(words);
        EXPECT_EQ(refused.exit_code, 1);
        EXPECT_THAT(refused.output, HasSubstr("STORE-NOT-OWNER"));
        EXPECT_THAT(refused.output, HasSubstr("store.owner"));
    }
}

}  // namespace
}  // namespace concordat::functional
