#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// What a provider does with indirect resellers: asks whether they have signed, orders with them on
/// record, and makes its own in a sandbox. Against the real program, on both stores, and refused in
/// the clouds that do not offer it.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr auto kProviderTenant = "30000000-0000-4000-8000-0000000000e1";
constexpr auto kResellerTenant = "30000000-0000-4000-8000-0000000000e2";
constexpr auto kStatus = "/v1/compliance/csp/agreementstatus?";
constexpr auto kSandbox = "/v1/sandboxIndirectReseller";

class Resellers : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        server_.serveOnly("global");
        if (GetParam()) server_.usePostgresqlAt("eu", Roles::OwnerAndService);
        server_.start();
        enrol("provider", kProviderTenant, "indirect-provider", "8000001");
        enrol("reseller", kResellerTenant, "indirect-reseller", "8000002");
        provider_ = server_.token("global", "provider");
    }

    void TearDown() override { EXPECT_EQ(server_.stop(), 0); }

    void enrol(const std::string& name, const std::string& tenant, const std::string& kind,
               const std::string& mpn_id) const {
        const auto added =
            run({"partner", "add", name, "--cloud", "global", "--tenant", tenant, "--country", "US",
                 "--kind", kind, "--mpn-id", mpn_id, "--sandbox"});
        ASSERT_EQ(added.exit_code, 0) << added.output;
    }

    CommandResult run(const std::vector<std::string>& arguments) const {
        return runConcordat(arguments, {{"CONCORDAT_CONFIG", server_.settingsFile()}});
    }

    HttpAnswer call(const std::string& method, const std::string& target,
                    const std::string& body = {}) const {
        return server_.call("global", provider_, method, target, body);
    }

    /// By the commands of relationships.
    void join() const {
        auto printed = run({"relationship", "invite", "provider", "--cloud", "global"}).output;
        printed.pop_back();
        const auto token = printed.substr(printed.rfind('\n') + 1);
        const auto accepted =
            run({"relationship", "accept", "reseller", "--invitation", token, "--cloud", "global"});
        ASSERT_EQ(accepted.exit_code, 0) << accepted.output;
    }

    std::string customerFor(const std::string& reseller, const std::string& domain) const {
        auto body = newCustomer("global", domain);
        body.insert(1, R"("associatedPartnerId":")" + reseller + R"(",)");
        const auto made = call("POST", "/v1/customers", body);
        EXPECT_EQ(made.status, 201) << made.body;
        return "/v1/customers/" + at(made, "/id");
    }

    static std::string sandboxBody(const std::string& mpn_id, const std::string& name) {
        return R"({"mpnId":")" + mpn_id + R"(","tenant":{"domain":")" + name + suffixOf("global") +
               R"("},"organizationProfileLanguage":"en","legalBusinessProfile":{)"
               R"("companyName":"Tailspin Resellers","address":{"country":"US","state":"WA",)"
               R"("city":"Redmond","postalCode":"98052","addressLine1":"1 Main St"},)"
               R"("primaryContact":{"firstName":"Tess","lastName":"Spin",)"
               R"("email":"tess@tailspin.example"},"companyApproverAddress":{"country":"US",)"
               R"("city":"Redmond","addressLine1":"1 Main St"}}})";
    }

    ConcordatServer server_;
    std::string provider_;
};

TEST_P(Resellers, HaveSignedWhenTheOperatorSaysSo) {
    const auto by_mpn = std::string(kStatus) + "mpnId=8000002";
    const auto by_tenant = std::string(kStatus) + "tenantId=" + kResellerTenant;
    EXPECT_EQ(at(call("GET", by_mpn), "/code"), "2203");
    EXPECT_EQ(at(call("GET", by_tenant), "/code"), "2206");
    const auto wrong = run({"partner", "agreement", "provider", "--cloud", "global"});
    EXPECT_EQ(wrong.exit_code, 1);
    EXPECT_THAT(wrong.output, HasSubstr("is no indirect reseller"));
    for (const auto* day : {"2999-01-01", "yesterday", "2026-02-30"})
        EXPECT_THAT(
            run({"partner", "agreement", "reseller", "--signed", day, "--cloud", "global"}).output,
            HasSubstr("must be a day that has begun"));
    const auto noted =
        run({"partner", "agreement", "reseller", "--signed", "2026-01-31", "--cloud", "global"});
    ASSERT_EQ(noted.exit_code, 0) << noted.output;
    for (const auto& asked : {by_mpn, by_tenant}) {
        const auto answer = call("GET", asked);
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_EQ(at(answer, "/isAgreementSigned"), "true");
    }
    EXPECT_EQ(at(call("GET", kStatus), "/code"), "2001");
    const auto reseller = server_.token("global", "reseller");
    EXPECT_EQ(server_.call("global", reseller, "GET", by_mpn).status, 400);
}

TEST_P(Resellers, AreOnRecordOfOrdersForTheirCustomers) {
    join();
    const auto customer = customerFor("8000002", "recorded");
    const auto offers = call("GET", "/v1/offers?country=US&size=1");
    const auto orderFor = [&](const std::string& mpn_id) {
        return call("POST", customer + "/orders",
                    R"({"lineItems":[{"lineItemNumber":0,"quantity":1,"offerId":")" +
                        at(offers, "/items/0/id") + R"(","partnerIdOnRecord":")" + mpn_id +
                        R"("}]})");
    };
    const auto ordered = orderFor("8000002");
    ASSERT_EQ(ordered.status, 201) << ordered.body;
    EXPECT_EQ(at(ordered, "/lineItems/0/partnerIdOnRecord"), "8000002");
    EXPECT_EQ(at(call("GET", customer + "/subscriptions?mpn_id=8000002"), "/totalCount"), "1");
    EXPECT_EQ(at(orderFor("8000001"), "/code"), "2072");
    EXPECT_EQ(at(orderFor("8000009"), "/code"), "800016");
    const auto ended =
        run({"relationship", "end", "provider", "--with", "reseller", "--cloud", "global"});
    ASSERT_EQ(ended.exit_code, 0) << ended.output;
    EXPECT_EQ(at(orderFor("8000002"), "/code"), "800016");
    EXPECT_THAT(call("GET", "/v1/auditrecords?size=100").body, HasSubstr("PartnerIdOnRecord-0"));
}

TEST_P(Resellers, GiveSupportForTheirCustomersUntilThePartnershipEnds) {
    join();
    const auto customer = customerFor("8000002", "supported");
    const auto ordered =
        call("POST", customer + "/orders",
             R"({"lineItems":[{"lineItemNumber":0,"quantity":1,"offerId":")" +
                 at(call("GET", "/v1/offers?country=US&size=1"), "/items/0/id") + R"("}]})");
    const auto contact = customer + "/subscriptions/" + at(ordered, "/lineItems/0/subscriptionId") +
                         "/supportcontact";
    const auto bodyOf = [](const std::string& tenant, const std::string& mpn_id) {
        return R"({"supportTenantId":")" + tenant + R"(","supportMpnId":")" + mpn_id +
               R"(","name":"Help desk"})";
    };
    const auto body = bodyOf(kResellerTenant, "8000002");
    EXPECT_NE(at(call("GET", contact), "/supportTenantId"), kResellerTenant);
    EXPECT_EQ(at(call("PUT", contact, bodyOf(kResellerTenant, "8000003")), "/code"), "3000");
    ASSERT_EQ(call("PUT", contact, body).status, 200);
    EXPECT_EQ(at(call("GET", contact), "/supportTenantId"), kResellerTenant);
    const auto ended =
        run({"relationship", "end", "provider", "--with", "reseller", "--cloud", "global"});
    ASSERT_EQ(ended.exit_code, 0) << ended.output;
    EXPECT_NE(at(call("GET", contact), "/supportTenantId"), kResellerTenant);
    EXPECT_EQ(at(call("PUT", contact, body), "/code"), "2071");
}

TEST_P(Resellers, AreMadeInTheSandboxAndDeletedAgain) {
    const auto made = call("POST", kSandbox, sandboxBody("8100001", "tailspinseller"));
    ASSERT_EQ(made.status, 201) << made.body;
    const auto id = at(made, "/id");
    EXPECT_EQ(
        at(call("GET", "/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf"),
           "/items/0/id"),
        id);
    const auto customer = customerFor("8100001", "ofsandbox");
    const auto refused = call("DELETE", std::string(kSandbox) + "/" + id);
    EXPECT_EQ(refused.status, 403) << refused.body;
    EXPECT_EQ(at(refused, "/code"), "6003");
    EXPECT_EQ(call("DELETE", customer).status, 204);
    EXPECT_EQ(call("DELETE", std::string(kSandbox) + "/" + id).status, 204);
    EXPECT_EQ(call("DELETE", std::string(kSandbox) + "/" + id).status, 404);
    for (int i = 1; i <= 5; ++i) {
        const auto number = std::to_string(i);
        const auto one = call("POST", kSandbox, sandboxBody("820000" + number, "s" + number));
        ASSERT_EQ(one.status, 201) << one.body;
    }
    EXPECT_EQ(at(call("POST", kSandbox, sandboxBody("8200006", "s6")), "/code"), "6004");
    EXPECT_THAT(call("GET", "/v1/auditrecords?size=100").body,
                AllOf(HasSubstr("create_sandbox_indirect_reseller"),
                      HasSubstr("delete_sandbox_indirect_reseller")));
    const auto other = server_.token("global", "contoso");
    const auto stranger =
        server_.call("global", other, "POST", kSandbox, sandboxBody("8300001", "x"));
    EXPECT_EQ(stranger.status, 401);
    EXPECT_EQ(at(stranger, "/code"), "6002");
}

TEST(ResellersOfOtherClouds, AreNotOffered) {
    ConcordatServer server;
    server.start();
    const auto refuses = [&](const std::string& cloud, const std::string& method,
                             const std::string& target, const std::string& operation,
                             const std::string& body = {}) {
        const auto answer = server.call(cloud, server.token(cloud), method, target, body);
        EXPECT_EQ(answer.status, 403) << cloud << ": " << answer.body;
        EXPECT_THAT(answer.body, HasSubstr(operation)) << cloud;
    };
    refuses("germany", "GET", std::string(kStatus) + "mpnId=1", "reseller-agreement-status-get");
    refuses("us-government", "POST", kSandbox, "sandbox-indirect-reseller-create", "{}");
    refuses("us-government", "DELETE", std::string(kSandbox) + "/" + kResellerTenant,
            "sandbox-indirect-reseller-delete");
    for (const auto* cloud : {"us-government", "germany"})
        refuses(cloud, "POST", std::string("/v1/customers/") + kResellerTenant + "/orders",
                "order-create-for-indirect-reseller",
                R"({"lineItems":[{"partnerIdOnRecord":"1"}]})");
}

INSTANTIATE_TEST_SUITE_P(Stores, Resellers, testing::Bool(), [](const auto& one) {
    return std::string(one.param ? "Postgresql" : "Sqlite");
});

}  // namespace
}  // namespace concordat::functional
