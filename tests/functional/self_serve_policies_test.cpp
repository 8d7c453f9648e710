#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// What a partner lets a customer buy by itself, against the real program.
namespace concordat::functional {
namespace {

using testing::HasSubstr;

class SelfServePoliciesOverHttp : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam()) server_.usePostgresql();
        server_.start();
        for (const auto* cloud : {"global", "us-government", "germany"})
            tokens_[cloud] = server_.token(cloud);
    }

    HttpAnswer call(const std::string& cloud, const std::string& method, const std::string& target,
                    const std::string& body = {}) {
        return server_.call(cloud, tokens_[cloud], method, target, body);
    }

    static std::string policyFor(const std::string& customer, const std::string& partner,
                                 const std::string& more = {}) {
        return R"({"selfServeEntity":{"selfServeEntityType":"customer","tenantID":")" + customer +
               R"("},"grantor":{"grantorType":"billToPartner","tenantID":")" + partner +
               R"("},"permissions":[{"resource":"AzureReservedInstances","action":"Purchase"}])" +
               more + "}";
    }

    ConcordatServer server_;
    std::map<std::string, std::string> tokens_;
};

TEST_P(SelfServePoliciesOverHttp, APartnerLetsACustomerBuyAndTakesItBack) {
    const auto added =
        call("global", "POST", "/v1/customers", newCustomer("global", "selfserving"));
    ASSERT_EQ(added.status, 201) << added.body;
    const auto customer = at(added, "/id");
    const auto partner = at(call("global", "GET", "/v1/profiles/organization"), "/id");
    const std::string policies = "/v1/SelfServePolicy";
    const auto made = call("global", "POST", policies, policyFor(customer, partner));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(call("global", "POST", policies, policyFor(customer, partner)).status, 409);
    const auto listed = call("global", "GET", policies + "?entity_id=" + customer);
    EXPECT_EQ(at(listed, "/items/0/id"), at(made, "/id")) << listed.body;

    const auto id = at(made, "/id");
    const auto given = R"(,"id":")" + id + R"(","attributes":{"etag":"\"1\""})";
    EXPECT_EQ(call("global", "PUT", policies, policyFor(customer, partner, given)).status, 200);
    EXPECT_EQ(call("global", "PUT", policies, policyFor(customer, partner, given)).status, 409);
    EXPECT_EQ(call("global", "DELETE", policies + "/" + id).status, 204);
    EXPECT_EQ(call("global", "GET", policies + "/" + id).status, 404);

    const auto record = call("global", "GET", "/v1/auditrecords?size=100").body;
    for (const auto* done :
         {"create_self_serve_policy", "update_self_serve_policy", "delete_self_serve_policy"})
        EXPECT_THAT(record, HasSubstr(done));
}

TEST_P(SelfServePoliciesOverHttp, OtherCloudsDoNotOfferThem) {
    for (const auto* cloud : {"us-government", "germany"}) {
        const auto answer = call(cloud, "GET", "/v1/SelfServePolicy/x");
        EXPECT_EQ(answer.status, 403) << cloud;
        EXPECT_THAT(answer.body, HasSubstr("self-serve-policy-get"));
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, SelfServePoliciesOverHttp, testing::Bool(), [](const auto& one) {
    return std::string(one.param ? "Postgresql" : "Sqlite");
});

}  // namespace
}  // namespace concordat::functional
