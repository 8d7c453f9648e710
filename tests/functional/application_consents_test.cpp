#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// What a partner consents to for its customers' directories, in every cloud and on both stores.
namespace concordat::functional {
namespace {

using testing::HasSubstr;

constexpr auto kConsent =
    R"({"applicationId":"11111111-1111-4111-8111-111111111111","applicationGrants":[)"
    R"({"enterpriseApplicationId":"00000002-0000-0000-c000-000000000000",)"
    R"("scope":"Directory.Read.All,User.Read.All"}]})";

class ApplicationConsentsOverHttp : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam()) server_.usePostgresql(Roles::OwnerAndService);
        server_.start();
    }

    void TearDown() override { EXPECT_EQ(server_.stop(), 0); }

    ConcordatServer server_;
};

TEST_P(ApplicationConsentsOverHttp, APartnerConsentsAndTakesItBackInEveryCloud) {
    for (const auto* cloud : {"global", "us-government", "germany"}) {
        SCOPED_TRACE(cloud);
        const auto token = server_.token(cloud);
        const auto call = [&](const std::string& method, const std::string& target,
                              const std::string& body = {}) {
            return server_.call(cloud, token, method, target, body);
        };
        const auto added = call("POST", "/v1/customers", newCustomer(cloud, "consenting"));
        ASSERT_EQ(added.status, 201) << added.body;
        const auto consents = "/v1/customers/" + at(added, "/id") + "/applicationconsents";
        const auto made = call("POST", consents, kConsent);
        ASSERT_EQ(made.status, 201) << made.body;
        EXPECT_EQ(at(made, "/applicationGrants/0/scope"), "Directory.Read.All,User.Read.All");
        EXPECT_EQ(at(call("POST", consents, kConsent), "/code"), "990540");
        const auto one = consents + "/11111111-1111-4111-8111-111111111111";
        EXPECT_EQ(call("DELETE", one).status, 204);
        EXPECT_EQ(call("DELETE", one).status, 404);
        const auto record = call("GET", "/v1/auditrecords").body;
        EXPECT_THAT(record, HasSubstr("add_application_consent"));
        EXPECT_THAT(record, HasSubstr("delete_application_consent"));
        const auto sales = server_.token(cloud, "contoso", "SalesAgent");
        EXPECT_EQ(server_.call(cloud, sales, "POST", consents, kConsent).status, 403);
    }
}

TEST_P(ApplicationConsentsOverHttp, NothingIsConsentedToWithoutDelegatedAdministration) {
    const auto token = server_.token("global");
    const auto added =
        server_.call("global", token, "POST", "/v1/customers", newCustomer("global", "withdrawn"));
    ASSERT_EQ(added.status, 201) << added.body;
    const auto customer = at(added, "/id");
    const auto withdrawn = runConcordat(
        {"relationship", "withdraw", "contoso", "--customer", customer, "--cloud", "global"},
        {{"CONCORDAT_CONFIG", server_.settingsFile()}});
    ASSERT_EQ(withdrawn.exit_code, 0) << withdrawn.output;
    const auto refused = server_.call(
        "global", token, "POST", "/v1/customers/" + customer + "/applicationconsents", kConsent);
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(at(refused, "/code"), "2032");
}

INSTANTIATE_TEST_SUITE_P(Stores, ApplicationConsentsOverHttp, testing::Bool(),
                         [](const auto& suite) { return suite.param ? "Postgresql" : "Sqlite"; });

}  // namespace
}  // namespace concordat::functional
