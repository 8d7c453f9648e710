#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// `concordat customer review` beside a running server, on both stores, and what its decisions
/// decide.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CustomerReview : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam()) server_.usePostgresql(Roles::OwnerAndService);
        server_.start();
    }

    void TearDown() override { EXPECT_EQ(server_.stop(), 0); }

    /// Adds a customer and returns its id.
    std::string add(const std::string& cloud, const std::string& body) {
        const auto added = server_.call(cloud, server_.token(cloud), "POST", "/v1/customers", body);
        EXPECT_EQ(added.status, 201) << added.body;
        return at(added, "/id");
    }

    HttpAnswer call(const std::string& cloud, const std::string& method, const std::string& path,
                    const std::string& body = {}) {
        return server_.call(cloud, server_.token(cloud), method, path, body);
    }

    CommandResult review(const std::string& cloud, const std::string& customer,
                         const std::vector<std::string>& decision = {}) const {
        std::vector<std::string> arguments{"customer",  "review",  "--cloud",    cloud,
                                           "--partner", "contoso", "--customer", customer};
        arguments.insert(arguments.end(), decision.begin(), decision.end());
        return runConcordat(arguments, {{"CONCORDAT_CONFIG", server_.settingsFile()}});
    }

    ConcordatServer server_;
};

std::string publicBodyWithEvidence() {
    auto body = newCustomer("us-government", "city", "City of Adatum");
    const std::string kind = R"("publicBody":"state")";
    body.insert(body.find(kind) + kind.size(), R"(,"publicBodyEvidence":"charter of Hedwig, 17")");
    return body;
}

TEST_P(CustomerReview, OfAPublicBodyThatIsDeniedStopsItsChangesUntilItIsApproved) {
    const auto id = add("us-government", publicBodyWithEvidence());
    const auto path = "/v1/customers/" + id + "/profiles/billing";
    const auto profile = call("us-government", "GET", path);
    ASSERT_EQ(profile.status, 200);
    EXPECT_THAT(call("us-government", "GET", "/v1/customers/" + id).body,
                Not(HasSubstr("charter")));
    const auto shown = review("us-government", id);
    EXPECT_EQ(shown.exit_code, 0) << shown.output;
    EXPECT_THAT(shown.output,
                AllOf(HasSubstr("public body  state"), HasSubstr("PublicBody  InReview"),
                      HasSubstr("charter of Hedwig, 17")));

    const auto denied = review("us-government", id,
                               {"--qualification", "PublicBody", "--deny", "--reason", "no seal"});
    EXPECT_EQ(denied.exit_code, 0) << denied.output;
    EXPECT_THAT(denied.output, HasSubstr("RUNTIME-CUSTOMER-REVIEWED"));
    const auto refused = call("us-government", "PUT", path, profile.body);
    EXPECT_EQ(refused.status, 403) << refused.body;
    EXPECT_EQ(at(refused, "/data/0"), "US-ELIGIBLE-3");

    const std::vector<std::string> approval{"--qualification", "publicbody", "--approve",
                                            "--reason", "seal found"};
    EXPECT_THAT(review("us-government", id, approval).output, HasSubstr("decided this already"));
    auto again = approval;
    again.emplace_back("--again");
    EXPECT_EQ(review("us-government", id, again).exit_code, 0);
    EXPECT_EQ(call("us-government", "PUT", path, profile.body).status, 200);

    const auto record = call("us-government", "GET", "/v1/auditrecords");
    EXPECT_THAT(record.body,
                AllOf(HasSubstr("update_customer_qualification"), HasSubstr("ReviewedBy"),
                      Not(HasSubstr("no seal")), Not(HasSubstr("charter"))));
}

TEST_P(CustomerReview, OfAnApplicationIsWhatThePartnerReads) {
    const auto id = add("global", newCustomer("global", "school"));
    const auto path = "/v1/customers/" + id;
    const std::vector<std::string> approval{"--qualification", "Education", "--approve", "--reason",
                                            "a school"};
    EXPECT_THAT(review("global", id).output, HasSubstr("nothing is under review"));
    EXPECT_THAT(review("global", id, approval).output, HasSubstr("has not applied"));
    EXPECT_EQ(call("global", "PUT", path + "/qualification", R"("Education")").status, 200);
    EXPECT_EQ(call("global", "GET", path + "/qualification").body, R"("none")");
    EXPECT_EQ(review("global", id, approval).exit_code, 0);
    EXPECT_EQ(call("global", "GET", path + "/qualification").body, R"("education")");
    const auto list = call("global", "GET", path + "/qualifications");
    EXPECT_EQ(at(list, "/0/vettingStatus"), "Approved") << list.body;
    EXPECT_EQ(at(list, "/0/vettingReason"), "a school");

    const auto status = path + "/validationStatus?type=account";
    EXPECT_EQ(call("global", "GET", status).status, 404);
    EXPECT_EQ(review("global", id, {"--qualification", "Account", "--deny", "--reason", "unpaid"})
                  .exit_code,
              0);
    EXPECT_EQ(at(call("global", "GET", status), "/status"), "NotAllowed");
}

TEST_P(CustomerReview, RefusesWhatItCannotDecide) {
    const auto id = add("global", newCustomer("global", "refused"));
    const auto expect = [&](const std::vector<std::string>& decision, const std::string& text) {
        const auto refused = review("global", id, decision);
        EXPECT_NE(refused.exit_code, 0) << text;
        EXPECT_THAT(refused.output, HasSubstr(text));
    };
    expect({"--qualification", "Royal", "--approve", "--reason", "x"}, "'Royal' is none of");
    expect({"--qualification", "Account", "--approve"}, "--reason");
    expect({"--approve", "--reason", "x"}, "--qualification");
    expect({"--qualification", "Account", "--approve", "--deny", "--reason", "x"}, "--deny");
    expect({"--qualification", "Account", "--approve", "--reason", std::string(513, 'x')},
           "1 to 512");
    EXPECT_THAT(review("global", "30000000-0000-4000-8000-00000000dead").output,
                HasSubstr("has no such customer"));
    EXPECT_THAT(review("global", "x").output, HasSubstr("is not a UUID"));
    EXPECT_THAT(review("us-government", id).output, HasSubstr("has no such customer"))
        << "it is another cloud's";
}

INSTANTIATE_TEST_SUITE_P(OnBothStores, CustomerReview, testing::Values(false, true),
                         [](const auto& one) {
                             return std::string(one.param ? "Postgresql" : "Sqlite");
                         });

}  // namespace
}  // namespace concordat::functional
