#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/time.hpp"
#include "tests/functional/concordat_server.hpp"

/// A customer with two partners, from the second one's link to the operator's erasure, on both
/// stores and in all clouds: one of them lets a customer have one partner only.
namespace concordat::functional {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kE3 = "796B6B5F-613C-4E24-A17C-EBA730D49C02";  // an offer of both clouds

class SeveralPartners : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam()) server_.usePostgresql(Roles::OwnerAndService);
        server_.start();
    }

    void TearDown() override { EXPECT_EQ(server_.stop(), 0); }

    /// Two partners of a cloud, which are no sandboxes, and a customer of the first with a
    /// subscription.
    void begin(const std::string& cloud) {
        cloud_ = cloud;
        const std::string country = cloud == "germany" ? "DE" : "US";
        first_ = enrol("first", "30000000-0000-4000-8000-0000000000a1", country);
        second_ = enrol("second", "30000000-0000-4000-8000-0000000000a2", country);
        const auto added = call(first_, "POST", "/v1/customers", newCustomer(cloud_, "both"));
        ASSERT_EQ(added.status, 201) << added.body;
        id_ = at(added, "/id");
        path_ = "/v1/customers/" + id_;
    }

    std::string enrol(const std::string& name, const std::string& tenant,
                      const std::string& country) const {
        const auto added = server_.run(
            {"partner", "add", name, "--cloud", cloud_, "--tenant", tenant, "--country", country});
        EXPECT_EQ(added.exit_code, 0) << added.output;
        return server_.token(cloud_, name);
    }

    [[nodiscard]] HttpAnswer call(const std::string& token, const std::string& method,
                                  const std::string& target, const std::string& body = {}) const {
        return server_.call(cloud_, token, method, target, body);
    }

    [[nodiscard]] HttpAnswer get(const std::string& token, const std::string& below = {}) const {
        return call(token, "GET", path_ + below);
    }

    [[nodiscard]] CommandResult relationship(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "relationship");
        arguments.insert(arguments.end(), {"--cloud", cloud_});
        return server_.run(std::move(arguments));
    }

    [[nodiscard]] std::string request(const std::string& partner) const {
        auto printed = relationship({"request", partner}).output;
        while (printed.ends_with('\n')) printed.pop_back();
        return printed.substr(printed.find_last_of(" \n") + 1);
    }

    [[nodiscard]] CommandResult approve(const std::string& link) const {
        return relationship({"approve", "--invitation", link, "--customer", id_});
    }

    [[nodiscard]] std::string recordOf(const std::string& token) const {
        const auto today = toString(SystemClock().now()).substr(0, 10);
        return call(token, "GET", "/v1/auditrecords?startDate=" + today).body;
    }

    ConcordatServer server_;
    std::string cloud_;
    std::string first_;
    std::string second_;
    std::string id_;
    std::string path_;
};

TEST_P(SeveralPartners, SeeEachItsOwnAndTheUsersOfBoth) {
    begin("global");
    const auto ordered =
        call(first_, "POST", path_ + "/orders",
             R"({"lineItems":[{"lineItemNumber":0,"offerId":")" + kE3 + R"(","quantity":5}]})");
    ASSERT_EQ(ordered.status, 201) << ordered.body;
    const auto before = get(first_);
    EXPECT_EQ(get(second_).status, 404);
    const auto approved = approve(request("second"));
    ASSERT_EQ(approved.exit_code, 0) << approved.output;

    const auto theirs = get(second_);
    ASSERT_EQ(theirs.status, 200) << theirs.body;
    for (const auto* same : {"/id", "/companyProfile/domain", "/companyProfile/companyName",
                             "/billingProfile/defaultAddress/city"})
        EXPECT_EQ(at(theirs, same), at(before, same)) << same;
    EXPECT_NE(at(theirs, "/commerceId"), at(before, "/commerceId"));
    EXPECT_EQ(at(theirs, "/billingProfile/email"), "");
    EXPECT_EQ(at(theirs, "/billingProfile/defaultAddress/lastName"), "");
    EXPECT_EQ(get(first_).body, before.body) << "nothing of the first partner's has changed";
    EXPECT_EQ(at(get(second_, "/subscriptions"), "/totalCount"), "0");
    EXPECT_EQ(at(get(second_, "/orders"), "/totalCount"), "0");
    EXPECT_EQ(get(second_, "/orders/" + at(ordered, "/id")).status, 404);
    EXPECT_EQ(at(get(second_, "/subscribedskus"), "/totalCount"), "0");
    EXPECT_EQ(at(get(first_, "/subscriptions"), "/totalCount"), "1");

    const std::string ana =
        R"({"userPrincipalName":"ana@both.onmicrosoft.com","displayName":"Ana","usageLocation":"US",)"
        R"("passwordProfile":{"password":"Sandbox-only-1","forceChangePassword":true}})";
    const auto added = call(second_, "POST", path_ + "/users", ana);
    ASSERT_EQ(added.status, 200) << added.body;
    EXPECT_EQ(at(get(first_, "/users/" + at(added, "/id")), "/displayName"), "Ana");
    EXPECT_THAT(recordOf(first_), Not(HasSubstr("dap_admin_relationship_approved")));
    EXPECT_THAT(recordOf(first_), Not(HasSubstr("create_customer_user")));
    EXPECT_THAT(recordOf(second_), Not(HasSubstr("create_order")));
}

TEST_P(SeveralPartners, EndTheirRelationshipsByThemselvesAndAreErasedTogether) {
    begin("global");
    ASSERT_EQ(approve(request("second")).exit_code, 0);
    EXPECT_EQ(approve(request("second")).exit_code, 1) << "it has all of it";
    ASSERT_EQ(call(first_, "PATCH", path_, R"({"relationshipToPartner":"none"})").status, 200);
    EXPECT_EQ(get(first_).status, 404);
    EXPECT_EQ(get(second_).status, 200);
    EXPECT_EQ(at(get(second_, "/users"), "/totalCount"), "1");
    ASSERT_EQ(approve(request("first")).exit_code, 0);
    EXPECT_EQ(get(first_).status, 200);
    const auto erased = server_.run(
        {"customer", "erase", "--cloud", cloud_, "--partner", "first", "--customer", id_, "--yes"});
    EXPECT_EQ(erased.exit_code, 0) << erased.output;
    EXPECT_THAT(erased.output, HasSubstr("of partner 'first'"));
    EXPECT_THAT(erased.output, HasSubstr("of partner 'second'"));
    for (const auto& token : {first_, second_}) {
        EXPECT_EQ(get(token).status, 404);
        EXPECT_THAT(recordOf(token), HasSubstr("delete_customer"));
    }
    EXPECT_EQ(call(second_, "POST", "/v1/customers", newCustomer(cloud_, "both")).status, 201)
        << "the domain is free again";
}

TEST_P(SeveralPartners, ACustomerInGermanyMayHave) {
    begin("germany");
    const auto approved = approve(request("second"));
    EXPECT_EQ(approved.exit_code, 0) << approved.output;
    EXPECT_EQ(at(get(second_), "/companyProfile/domain"), "both.onmicrosoft.de");
}

TEST_P(SeveralPartners, ACustomerOfUsGovernmentMayNotHave) {
    begin("us-government");
    const auto refused = relationship({"request", "second"});
    EXPECT_EQ(refused.exit_code, 1) << refused.output;
    EXPECT_EQ(call(second_, "GET", "/v1/customers/relationshiprequests").status, 403);
    EXPECT_EQ(call(second_, "POST", "/v1/customers", newCustomer(cloud_, "both")).status, 409);
    EXPECT_EQ(get(second_).status, 404);
    EXPECT_EQ(get(first_).status, 200);
}

INSTANTIATE_TEST_SUITE_P(Stores, SeveralPartners, testing::Values(false, true),
                         [](const auto& store) { return store.param ? "Postgresql" : "Sqlite"; });

}  // namespace
}  // namespace concordat::functional
