#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/time.hpp"
#include "tests/functional/concordat_server.hpp"

/// An indirect provider and its reseller, from the invitation to the end, on both stores; and their
/// operations refused in the clouds that have no such partners.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto kProviderTenant = "30000000-0000-4000-8000-0000000000f1";
constexpr auto kResellerTenant = "30000000-0000-4000-8000-0000000000f2";
constexpr auto kOtherTenant = "30000000-0000-4000-8000-0000000000f3";

class Relationships : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        server_.serveOnly("global");
        if (GetParam()) server_.usePostgresql(Roles::OwnerAndService);
        server_.editSettings("  - id: global\n",
                             "  - id: global\n    consent_url: http://127.0.0.1:1/answer/\n");
        server_.start();
        enrol("provider", kProviderTenant, "indirect-provider");
        enrol("reseller", kResellerTenant, "indirect-reseller");
        enrol("other", kOtherTenant, "indirect-reseller");
        provider_ = server_.token("global", "provider");
        reseller_ = server_.token("global", "reseller");
    }

    void TearDown() override { EXPECT_EQ(server_.stop(), 0); }

    void enrol(const std::string& name, const std::string& tenant, const std::string& kind) const {
        const auto added = run({"partner", "add", name, "--cloud", "global", "--tenant", tenant,
                                "--country", "US", "--kind", kind});
        ASSERT_EQ(added.exit_code, 0) << added.output;
    }

    CommandResult run(const std::vector<std::string>& arguments) const {
        return runConcordat(arguments, {{"CONCORDAT_CONFIG", server_.settingsFile()}});
    }

    /// A command of a partner, over the API of the global cloud.
    CommandResult asPartner(const std::string& token, const std::vector<std::string>& arguments) {
        const auto profile = folder_.path() / "global.yaml";
        std::ofstream(profile) << "endpoint: " << server_.address("global") << '\n';
        return runConcordat(arguments,
                            {{"CONCORDAT_PROFILE", profile}, {"CONCORDAT_TOKEN", token}});
    }

    /// `concordat relationship` in the global cloud.
    CommandResult relationship(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "relationship");
        arguments.insert(arguments.end(), {"--cloud", "global"});
        return run(arguments);
    }

    [[nodiscard]] std::string invited() const {
        const auto printed = relationship({"invite", "provider"});
        EXPECT_EQ(printed.exit_code, 0) << printed.output;
        return lastLineOf(printed.output);
    }

    /// What is printed, after the events.
    static std::string lastLineOf(std::string output) {
        output.pop_back();
        return output.substr(output.rfind('\n') + 1);
    }

    CommandResult accept(const std::string& partner, const std::string& token) const {
        return relationship({"accept", partner, "--invitation", token});
    }

    HttpAnswer get(const std::string& token, const std::string& target) const {
        return server_.call("global", token, "GET", target);
    }

    HttpAnswer createForReseller(const std::string& domain) const {
        auto body = newCustomer("global", domain);
        body.insert(1, std::string(R"("associatedPartnerId":")") + kResellerTenant + R"(",)");
        return server_.call("global", provider_, "POST", "/v1/customers", body);
    }

    ConcordatServer server_;
    testing_support::TemporaryFolder folder_;
    std::string provider_;
    std::string reseller_;
};

constexpr auto kResellers = "/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf";
constexpr auto kProviders = "/v1/relationships?relationship_type=IsIndirectResellerOf";

TEST_P(Relationships, BeginWithAnInvitationThatIsGoodOnce) {
    const auto token = invited();
    EXPECT_EQ(at(get(provider_, kResellers), "/totalCount"), "0");
    EXPECT_THAT(accept("provider", token).output, HasSubstr("no indirect reseller"));
    const auto accepted = accept("reseller", token);
    ASSERT_EQ(accepted.exit_code, 0) << accepted.output;
    EXPECT_EQ(at(get(provider_, kResellers), "/items/0/id"), kResellerTenant);
    EXPECT_EQ(at(get(provider_, kResellers), "/items/0/state"), "Active");
    EXPECT_EQ(at(get(reseller_, kProviders), "/items/0/name"), "provider");
    const auto replayed = accept("other", token);
    EXPECT_EQ(replayed.exit_code, 1);
    EXPECT_THAT(replayed.output, HasSubstr("does not exist, has expired or was used"));
    EXPECT_THAT(accept("other", "x").output, HasSubstr("does not exist, has expired or was used"));
    EXPECT_THAT(accept("reseller", invited()).output, HasSubstr("active partnership already"));
    EXPECT_THAT(relationship({"invite", "reseller"}).output, HasSubstr("indirect provider"));
    EXPECT_THAT(relationship({"list", "provider"}).output, HasSubstr(kResellerTenant));
    EXPECT_THAT(asPartner(provider_, {"relationships", "list", "--name", "SELL"}).output,
                HasSubstr(kResellerTenant));
    EXPECT_THAT(asPartner(reseller_, {"relationships", "list", "--providers"}).output,
                HasSubstr(kProviderTenant));
}

TEST_P(Relationships, LetAResellerSeeTheCustomersAddedForItUntilTheyEnd) {
    EXPECT_EQ(createForReseller("early").status, 400);
    ASSERT_EQ(accept("reseller", invited()).exit_code, 0);
    const auto made = createForReseller("shared");
    ASSERT_EQ(made.status, 201) << made.body;
    const auto own =
        server_.call("global", provider_, "POST", "/v1/customers", newCustomer("global", "own"));
    ASSERT_EQ(own.status, 201) << own.body;
    const auto path = "/v1/customers/" + at(made, "/id");
    EXPECT_EQ(at(get(reseller_, "/v1/customers"), "/totalCount"), "1");
    EXPECT_EQ(get(reseller_, path).status, 200);
    EXPECT_EQ(get(reseller_, "/v1/customers/" + at(own, "/id")).status, 404);
    EXPECT_EQ(get(server_.token("global", "other"), path).status, 404);
    EXPECT_EQ(at(get(provider_, path + "/relationships"), "/items/0/id"), kResellerTenant);
    const auto filter =
        testing_support::percentEncoded(std::string(R"({"Field":"IndirectReseller","Value":")") +
                                        kResellerTenant + R"(","Operator":"starts_with"})");
    EXPECT_EQ(at(get(provider_, "/v1/customers?filter=" + filter), "/totalCount"), "1");
    const auto refused =
        server_.call("global", reseller_, "PATCH", path, R"({"relationshipToPartner":"none"})");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(at(refused, "/code"), "20002");
    ASSERT_EQ(relationship({"end", "reseller", "--with", "provider"}).exit_code, 0);
    EXPECT_EQ(get(reseller_, path).status, 404);
    EXPECT_EQ(get(provider_, path).status, 200);
    EXPECT_EQ(createForReseller("late").status, 400);
    EXPECT_EQ(relationship({"end", "reseller", "--with", "provider"}).exit_code, 1);
    const auto today = toString(SystemClock().now()).substr(0, 10);
    const auto record = get(reseller_, "/v1/auditrecords?startDate=" + today);
    EXPECT_THAT(record.body, AllOf(HasSubstr("create_partner_relationship"),
                                   HasSubstr("remove_partner_relationship"),
                                   HasSubstr("add_customer"), Not(HasSubstr("Hedwig"))));
}

TEST_P(Relationships, ThatHaveEndedComeBackWhenTheCustomerAcceptsARequest) {
    const auto made =
        server_.call("global", provider_, "POST", "/v1/customers", newCustomer("global", "back"));
    ASSERT_EQ(made.status, 201) << made.body;
    const auto id = at(made, "/id");
    const auto path = "/v1/customers/" + id;
    const auto request = [&] {
        const auto printed = relationship({"request", "provider"});
        EXPECT_EQ(printed.exit_code, 0) << printed.output;
        return lastLineOf(printed.output);
    };
    const auto approve = [&](const std::string& token) {
        return relationship({"approve", "--invitation", token, "--customer", id});
    };
    EXPECT_EQ(approve(request()).exit_code, 1) << "there is nothing to accept";
    EXPECT_EQ(relationship({"withdraw", "provider", "--customer", id}).exit_code, 0);
    EXPECT_EQ(at(get(provider_, path), "/allowDelegatedAccess"), "false");
    EXPECT_EQ(relationship({"withdraw", "provider", "--customer", id}).exit_code, 1);
    EXPECT_EQ(relationship({"approve", "--invitation", request(), "--customer", id, "--days", "30"})
                  .exit_code,
              0);
    EXPECT_EQ(at(get(provider_, path), "/allowDelegatedAccess"), "true");
    ASSERT_EQ(
        server_.call("global", provider_, "PATCH", path, R"({"relationshipToPartner":"none"})")
            .status,
        200);
    EXPECT_EQ(get(provider_, path).status, 404);
    const auto declined = request();
    EXPECT_EQ(relationship({"decline", "--invitation", declined, "--customer", id}).exit_code, 0);
    EXPECT_EQ(approve(declined).exit_code, 1);
    // The same link, had over the API as the partner's program does.
    const auto link = get(provider_, "/v1/customers/relationshiprequests");
    ASSERT_EQ(link.status, 200) << link.body;
    const auto url = at(link, "/url");
    EXPECT_THAT(asPartner(provider_, {"relationships", "link"}).output,
                HasSubstr("http://127.0.0.1:1/answer/"));
    EXPECT_THAT(url, testing::StartsWith("http://127.0.0.1:1/answer/"));
    const auto token = url.substr(url.rfind('/') + 1);
    const auto approved = approve(token);
    EXPECT_EQ(approved.exit_code, 0) << approved.output;
    auto before = at(made, "/billingProfile/email");
    EXPECT_EQ(at(get(provider_, path), "/billingProfile/email"), before);
    EXPECT_EQ(approve(token).exit_code, 1) << "replayed";
}

TEST(RelationshipsOfOtherClouds, AreNotOfThisKind) {
    ConcordatServer server;
    server.start();
    for (const std::string cloud : {"us-government", "germany"}) {
        const auto token = server.token(cloud);
        const auto refused = server.call(cloud, token, "GET", kResellers);
        EXPECT_EQ(refused.status, 403) << cloud;
        EXPECT_THAT(at(refused, "/code"), testing::AnyOf("990403", "990406")) << cloud;
        auto body = newCustomer(cloud, "shared");
        body.insert(1, std::string(R"("associatedPartnerId":")") + kResellerTenant + R"(",)");
        EXPECT_EQ(server.call(cloud, token, "POST", "/v1/customers", body).status, 403) << cloud;
        const auto command = server.run({"relationship", "invite", "contoso", "--cloud", cloud});
        EXPECT_EQ(command.exit_code, 1) << cloud;
        EXPECT_THAT(command.output, HasSubstr("is no indirect provider")) << cloud;
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, Relationships, testing::Values(false, true),
                         [](const auto& store) { return store.param ? "Postgresql" : "Sqlite"; });

}  // namespace
}  // namespace concordat::functional
