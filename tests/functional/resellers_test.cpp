#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// What a provider does with indirect resellers: asks whether they have signed. Against the real
/// program, on both stores, and refused in the clouds that do not offer it.
namespace concordat::functional {
namespace {

using testing::HasSubstr;

constexpr auto kProviderTenant = "30000000-0000-4000-8000-0000000000e1";
constexpr auto kResellerTenant = "30000000-0000-4000-8000-0000000000e2";
constexpr auto kStatus = "/v1/compliance/csp/agreementstatus?";

class Resellers : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam()) server_.usePostgresql(Roles::OwnerAndService);
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

TEST_P(Resellers, AreNotOfferedInCloudsWithoutThem) {
    const auto refuses = [&](const std::string& cloud, const std::string& method,
                             const std::string& target, const std::string& operation,
                             const std::string& body = {}) {
        const auto answer = server_.call(cloud, server_.token(cloud), method, target, body);
        EXPECT_EQ(answer.status, 403) << cloud << ": " << answer.body;
        EXPECT_THAT(answer.body, HasSubstr(operation)) << cloud;
    };
    refuses("germany", "GET", std::string(kStatus) + "mpnId=1", "reseller-agreement-status-get");
}

INSTANTIATE_TEST_SUITE_P(Stores, Resellers, testing::Bool(), [](const auto& one) {
    return std::string(one.param ? "Postgresql" : "Sqlite");
});

}  // namespace
}  // namespace concordat::functional
