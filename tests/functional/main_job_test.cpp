#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <memory>
#include <tuple>

#include "core/base/time.hpp"
#include "tests/functional/concordat_server.hpp"

/// What a partner does with a customer account, in every cloud, against the real program.
namespace concordat::functional {
namespace {

struct CloudCase {
    const char* cloud;
    const char* tenant;
    const char* application;
    const char* user;
    bool ends_relationships;
};

constexpr CloudCase kClouds[] = {
    {"global", "10000000-0000-4000-8000-000000000001", "10000000-0000-4000-8000-0000000000a1",
     "admin@contoso.onmicrosoft.com", true},
    {"us-government", "20000000-0000-4000-8000-000000000001",
     "20000000-0000-4000-8000-0000000000a1", "admin@contoso.onmicrosoft.us", false},
    {"germany", "30000000-0000-4000-8000-000000000001", "30000000-0000-4000-8000-0000000000a1",
     "admin@contoso.onmicrosoft.de", false}};

enum class Backend { Sqlite, Postgresql };

/// One server for all stories on a backend: each works with customers of its own.
class MainJob : public testing::TestWithParam<std::tuple<CloudCase, Backend>> {
protected:
    static void TearDownTestSuite() {
        for (auto& [backend, server] : servers_) EXPECT_EQ(server->stop(), 0);
        servers_.clear();
    }

    void SetUp() override {
        auto& server = servers_[std::get<Backend>(GetParam())];
        if (!server) {
            auto made = std::make_unique<ConcordatServer>();
            if (std::get<Backend>(GetParam()) == Backend::Postgresql) made->usePostgresql();
            made->start();
            server = std::move(made);
        }
        server_ = server.get();
    }

    static CloudCase self() { return std::get<CloudCase>(GetParam()); }
    static std::string cloud() { return self().cloud; }

    /// A token of the cloud's own authority, by the password of the seeded administrator.
    static std::string signIn() {
        const auto [name, tenant, application, user, ends] = self();
        const auto answer = server_->client(name).ask(
            {.method = "POST",
             .target = "/" + std::string(tenant) + "/oauth2/token",
             .fields = {{"Content-Type", "application/x-www-form-urlencoded"}},
             .body =
                 "grant_type=password&client_id=" + std::string(application) +
                 "&client_secret=contoso-secret&username=" + testing_support::percentEncoded(user) +
                 "&password=Sandbox-only-1"
                 "&resource=https%3A%2F%2Fapi.partnercenter.microsoft.com"});
        EXPECT_EQ(answer.status, 200) << answer.body;
        return at(answer, "/access_token");
    }

    static HttpAnswer call(const std::string& token, const std::string& method,
                           const std::string& target, const std::string& body = {},
                           const HttpFields& fields = {}) {
        return server_->call(cloud(), token, method, target, body, fields);
    }

    /// Adds a customer and returns its id.
    static std::string addCustomer(const std::string& token, const std::string& domain) {
        const auto answer =
            call(token, "POST", "/v1/customers", newCustomer(cloud(), domain, domain + " Ltd"));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return at(answer, "/id");
    }

    static ConcordatServer* server_;
    static std::map<Backend, std::unique_ptr<ConcordatServer>> servers_;
};

ConcordatServer* MainJob::server_ = nullptr;
std::map<Backend, std::unique_ptr<ConcordatServer>> MainJob::servers_;

TEST_P(MainJob, ADomainIsFreeUntilACustomerHasIt) {
    const auto token = signIn();
    const auto target = "/v1/domains/domaincheck" + suffixOf(cloud());
    EXPECT_EQ(call(token, "HEAD", target).status, 404);
    addCustomer(token, "domaincheck");
    EXPECT_EQ(call(token, "HEAD", target).status, 200);
    const auto again =
        call(token, "POST", "/v1/customers", newCustomer(cloud(), "domaincheck", "Another"));
    EXPECT_EQ(again.status, 409) << again.body;
}

TEST_P(MainJob, ANewCustomerComesWithAnAdministratorAndIsFoundAtOnce) {
    const auto token = signIn();
    const auto added =
        call(token, "POST", "/v1/customers", newCustomer(cloud(), "foundagain", "Zebra Foods"));
    ASSERT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(at(added, "/companyProfile/domain"), "foundagain" + suffixOf(cloud()));
    EXPECT_EQ(at(added, "/userCredentials/userName"), "admin");
    EXPECT_GE(at(added, "/userCredentials/password").size(), 20U);

    const auto id = at(added, "/id");
    const auto found = call(token, "GET", "/v1/customers/" + id);
    EXPECT_EQ(found.status, 200);
    EXPECT_EQ(at(found, "/companyProfile/companyName"), "Zebra Foods");
    EXPECT_EQ(at(found, "/userCredentials"), "");

    const auto filter = testing_support::percentEncoded(
        R"({"Field":"CompanyName","Value":"zebra","Operator":"starts_with"})");
    const auto searched = call(token, "GET", "/v1/customers?size=10&filter=" + filter);
    EXPECT_EQ(searched.status, 200) << searched.body;
    EXPECT_EQ(at(searched, "/items/0/id"), id);
}

TEST_P(MainJob, ABillingProfileChangesOnlyForTheVersionThatWasRead) {
    const auto token = signIn();
    const auto target =
        "/v1/customers/" + addCustomer(token, "billingchange") + "/profiles/billing";
    const auto read = call(token, "GET", target);
    ASSERT_EQ(read.status, 200);
    auto profile = read.body;
    const auto place = profile.find("billingchange Ltd");
    ASSERT_NE(place, std::string::npos);
    profile.replace(place, 17, "Renamed and Sons");

    const auto changed = call(token, "PUT", target, profile);
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(at(changed, "/companyName"), "Renamed and Sons");
    const auto stale = call(token, "PUT", target, profile);
    EXPECT_EQ(stale.status, 409) << stale.body;
    const auto header =
        call(token, "PUT", target, profile, {{"If-Match", at(read, "/attributes/etag")}});
    EXPECT_EQ(header.status, 412) << header.body;
}

TEST_P(MainJob, ARelationshipEndsWhereTheCloudOffersItAndIsRefusedElsewhere) {
    const auto token = signIn();
    const auto target = "/v1/customers/" + addCustomer(token, "goodbye");
    const auto ended =
        call(token, "PATCH", target,
             R"({"relationshipToPartner":"none","attributes":{"objectType":"Customer"}})");
    if (self().ends_relationships) {
        EXPECT_EQ(ended.status, 200) << ended.body;
        EXPECT_EQ(call(token, "GET", target).status, 404);
    } else {
        EXPECT_EQ(ended.status, 403) << ended.body;
        EXPECT_THAT(at(ended, "/code"), testing::AnyOf("990403", "990406"));
        EXPECT_THAT(at(ended, "/description"), testing::HasSubstr(cloud()));
        EXPECT_EQ(call(token, "GET", target).status, 200);
    }
}

TEST_P(MainJob, ARepeatedRequestHasItsEffectOnce) {
    const auto token = signIn();
    const HttpFields id = {{"MS-RequestId", "7d3456b1-8f2c-4f0a-9b57-2d3f0c6a1e11"}};
    const auto body = newCustomer(cloud(), "onlyonce", "Only Once");
    const auto first = call(token, "POST", "/v1/customers", body, id);
    const auto second = call(token, "POST", "/v1/customers", body, id);
    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    const auto other = newCustomer(cloud(), "onlytwice", "Only Twice");
    EXPECT_EQ(call(token, "POST", "/v1/customers", other, id).status, 409);
}

TEST_P(MainJob, EveryStepIsInTheRecord) {
    const auto token = signIn();
    const auto id = addCustomer(token, "recorded");
    const auto filter = testing_support::percentEncoded(R"({"Field":"CustomerId","Value":")" + id +
                                                        R"(","Operator":"equals"})");
    const auto yesterday = toString(SystemClock().now() - std::chrono::hours(24)).substr(0, 10);
    const auto records =
        call(token, "GET", "/v1/auditrecords?startDate=" + yesterday + "&filter=" + filter);
    ASSERT_EQ(records.status, 200) << records.body;
    EXPECT_EQ(at(records, "/items/0/operationType"), "add_customer");
    EXPECT_EQ(at(records, "/items/0/customerId"), id);
    EXPECT_EQ(at(records, "/items/0/userPrincipalName"), self().user);
}

TEST_P(MainJob, AnotherPartnerAndAnotherCloudSeeNothingOfIt) {
    const auto token = signIn();
    const auto target = "/v1/customers/" + addCustomer(token, "ours");
    const auto fabrikam = server_->token(cloud(), "fabrikam");
    EXPECT_EQ(call(fabrikam, "GET", target).status, 404);
    for (const auto& other : kClouds) {
        if (other.cloud == cloud()) continue;
        const auto answer = server_->call(other.cloud, token, "GET", target);
        EXPECT_EQ(answer.status, 401) << other.cloud;
        EXPECT_THAT(answer.fields.at("www-authenticate"),
                    testing::HasSubstr("login." + std::string(other.cloud) + ".test"));
    }
}

TEST_P(MainJob, OperationsThatAreUnknownOrNotBuiltSaySo) {
    const auto token = signIn();
    const auto customer = "/v1/customers/" + addCustomer(token, "nobudget");
    const auto budget = call(token, "GET", customer + "/usagebudget");
    EXPECT_EQ(budget.status, 501) << budget.body;
    EXPECT_EQ(at(budget, "/code"), "990501") << budget.body;
    EXPECT_EQ(call(token, "GET", "/v1/nothing/here").status, 404);
    const auto document = server_->get(cloud(), "/openapi.json");
    EXPECT_EQ(document.status, 200);
    EXPECT_THAT(document.body, testing::HasSubstr("\"openapi\""));
}

TEST_P(MainJob, HealthIsToldOnEveryListener) {
    for (const auto* target : {"/health/live", "/health/ready"}) {
        EXPECT_EQ(server_->get(cloud(), target).status, 200);
        EXPECT_EQ(server_->get("administration", target).status, 200);
    }
    const auto metrics = server_->get("administration", "/metrics");
    EXPECT_THAT(metrics.body, testing::HasSubstr("concordat_connections_open{cloud=\"" + cloud()));
}

TEST_P(MainJob, PersonalDataIsInNoFileInClear) {
    addCustomer(signIn(), "sealed");
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(server_->dataFolder() / cloud())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string content((std::istreambuf_iterator<char>(stream)), {});
        for (const auto* secret :
             {"Geheimnis", "Hedwig", "secret.person", "Domkloster", "1 Main St"})
            EXPECT_EQ(content.find(secret), std::string::npos) << entry.path() << " " << secret;
    }
}

std::string caseName(const testing::TestParamInfo<MainJob::ParamType>& one) {
    std::string name = std::get<CloudCase>(one.param).cloud;
    std::erase(name, '-');
    return name + (std::get<Backend>(one.param) == Backend::Sqlite ? "Sqlite" : "Postgresql");
}

INSTANTIATE_TEST_SUITE_P(InEveryCloud, MainJob,
                         testing::Combine(testing::ValuesIn(kClouds),
                                          testing::Values(Backend::Sqlite, Backend::Postgresql)),
                         caseName);

}  // namespace
}  // namespace concordat::functional
