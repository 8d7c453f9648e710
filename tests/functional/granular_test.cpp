#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// Granular delegated administration from the draft to its end, on both stores, and refused where a
/// cloud has none.
namespace concordat::functional {
namespace {

using testing::HasSubstr;

constexpr auto kTenant = "30000000-0000-4000-8000-0000000000f1";
constexpr auto kConsent = "http://127.0.0.1:1/answer/";
constexpr auto kNobody = "99999999-9999-4999-8999-999999999999";
constexpr auto kDraft =
    R"({"displayName":"Users","duration":"P90D","autoExtendDuration":"P180D","accessDetails":)"
    R"({"unifiedRoles":[{"roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1"}]})";

class Granular : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        server_.serveOnly("global");
        if (GetParam()) server_.usePostgresql(Roles::OwnerAndService);
        server_.editSettings("  - id: global\n",
                             std::string("  - id: global\n    consent_url: ") + kConsent + "\n");
        server_.start();
        const auto added = run({"partner", "add", "partner", "--cloud", "global", "--tenant",
                                kTenant, "--country", "US", "--kind", "direct-reseller"});
        ASSERT_EQ(added.exit_code, 0) << added.output;
        token_ = server_.token("global", "partner");
        const auto made = server_.call("global", token_, "POST", "/v1/customers",
                                       newCustomer("global", "granular"));
        ASSERT_EQ(made.status, 201) << made.body;
        customer_ = at(made, "/id");
        ASSERT_EQ(relationship({"withdraw", "partner", "--customer", customer_}).exit_code, 0);
    }

    void TearDown() override { EXPECT_EQ(server_.stop(), 0); }

    CommandResult run(const std::vector<std::string>& arguments) const {
        return runConcordat(arguments, {{"CONCORDAT_CONFIG", server_.settingsFile()}});
    }

    CommandResult relationship(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "relationship");
        arguments.insert(arguments.end(), {"--cloud", "global"});
        return run(arguments);
    }

    HttpAnswer call(const std::string& method, const std::string& rest,
                    const std::string& body = {}) const {
        return server_.call("global", token_, method, "/v1/customers/" + customer_ + rest, body);
    }

    HttpAnswer addUser(const std::string& name) const {
        return call("POST", "/users",
                    R"({"userPrincipalName":")" + name +
                        R"(@granular.onmicrosoft.com","displayName":"U","usageLocation":"US"})");
    }

    ConcordatServer server_;
    std::string token_;
    std::string customer_;
};

TEST_P(Granular, LetsAPartnerAdministerFromTheApprovalToTheEnd) {
    EXPECT_EQ(addUser("ana").status, 403);
    const auto made = call("POST", "/delegatedAdminRelationships", std::string(kDraft) + "}");
    ASSERT_EQ(made.status, 201) << made.body;
    const auto id = at(made, "/id");
    const auto one = "/delegatedAdminRelationships/" + id;
    const auto locked = call("POST", one + "/requests", R"({"action":"lockForApproval"})");
    ASSERT_EQ(locked.status, 201) << locked.body;
    const auto url = at(locked, "/url");
    ASSERT_EQ(url.find(kConsent), 0U);
    const auto link = url.substr(std::string(kConsent).size());
    EXPECT_EQ(addUser("ana").status, 403);
    const auto approve = [&](const std::string& customer) {
        return relationship({"approve", "--invitation", link, "--customer", customer});
    };
    EXPECT_THAT(approve(kNobody).output, HasSubstr("another customer's"));
    const auto approved = approve(customer_);
    ASSERT_EQ(approved.exit_code, 0) << approved.output;
    EXPECT_THAT(approve(customer_).output, HasSubstr("the relationship is active"));
    EXPECT_EQ(at(call("GET", one), "/status"), "active");
    EXPECT_EQ(addUser("ana").status, 200);
    const auto end =
        relationship({"terminate", "partner", "--customer", customer_, "--relationship", id});
    ASSERT_EQ(end.exit_code, 0) << end.output;
    EXPECT_EQ(at(call("GET", one), "/status"), "terminated");
    EXPECT_EQ(addUser("bea").status, 403);
    const auto record = server_.call("global", token_, "GET", "/v1/auditrecords").body;
    for (const auto* word : {"created", "requested", "approved", "terminated"})
        EXPECT_THAT(record, HasSubstr(std::string("granular_admin_relationship_") + word));
}

TEST_P(Granular, IsAskedForOfManyCustomersAtOnce) {
    const auto answer = server_.call(
        "global", token_, "POST", "/v1/delegatedAdminRelationships",
        std::string(kDraft) + R"(,"customers":[")" + customer_ + R"(",")" + kNobody + R"("]})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(at(answer, "/items/0/status"), "created");
    EXPECT_EQ(at(answer, "/items/1/status"), "refused");
    EXPECT_EQ(at(answer, "/items/1/error/code"), "60003");
    EXPECT_EQ(at(call("GET", "/delegatedAdminRelationships"), "/totalCount"), "1");
}

INSTANTIATE_TEST_SUITE_P(Stores, Granular, testing::Bool(),
                         [](const auto& suite) { return suite.param ? "Postgresql" : "Sqlite"; });

}  // namespace
}  // namespace concordat::functional
