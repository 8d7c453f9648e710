#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <string>

#include "tests/support/global_cloud_server.hpp"
#include "tests/support/openid_provider.hpp"

namespace concordat::functional {
namespace {

using testing_support::GlobalCloudServer;
using testing_support::HttpAnswer;
using testing_support::HttpClient;
using testing_support::OpenIdProvider;
using testing_support::ProviderUser;

// The sandbox partner contoso and its application.
const std::string kTenant = "10000000-0000-4000-8000-000000000001";
const std::string kApplication = "10000000-0000-4000-8000-0000000000a1";
const std::string kSecret = "application secret";
const std::string kScope = "partner-accounts";

const ProviderUser kAda{"ada",
                        "a long password",
                        kTenant,
                        "21111111-1111-4111-8111-111111111111",
                        {"AdminAgent", "GlobalAdmin"}};
const ProviderUser kHelen{"helen",
                          "another password",
                          kTenant,
                          "22222222-2222-4222-8222-222222222222",
                          {"HelpdeskAgent"}};
const ProviderUser kStranger{"stranger",
                             "a third password",
                             "33333333-3333-4333-8333-333333333333",
                             "23333333-3333-4333-8333-333333333333",
                             {"AdminAgent"}};

/// What an operator writes to accept that provider's tokens.
std::string identityOf(const OpenIdProvider& provider) {
    return "{external: {issuers: ['" + provider.issuer() + "'], audiences: [" + kScope +
           "], discovery_uri: '" + provider.discoveryUri() +
           "', location: eu, claims: {application: [client_id], role_text: [roles]}}}";
}

/// A server whose partners sign in at a provider that others wrote; both serve all tests.
class ExternalProviderTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        provider_ = std::make_unique<OpenIdProvider>();
        provider_->addScope(kScope);
        provider_->addScope("something-else");
        provider_->addApplication(kApplication, kSecret, kScope);
        for (const auto& user : {kAda, kHelen, kStranger}) provider_->addUser(user, kScope);
        server_ = std::make_unique<GlobalCloudServer>(testing_support::kSqliteStore,
                                                      identityOf(*provider_));
        server_->start();
    }
    static void TearDownTestSuite() {
        server_.reset();
        provider_.reset();
    }

    static std::string tokenOf(const ProviderUser& user) {
        return provider_->userToken(user, kApplication, kSecret, kScope);
    }

    static HttpAnswer ask(const std::string& method, const std::string& target,
                          const std::string& token, const std::string& body = {}) {
        testing_support::HttpFields fields{{"Content-Type", "application/json"}};
        if (!token.empty()) fields["Authorization"] = "Bearer " + token;
        return HttpClient(server_->port()).ask({method, target, fields, body});
    }

    static inline std::unique_ptr<OpenIdProvider> provider_;
    static inline std::unique_ptr<GlobalCloudServer> server_;
};

const std::string kNewCustomer =
    R"({"companyProfile":{"domain":"external.onmicrosoft.com"},"billingProfile":{)"
    R"("firstName":"Ada","lastName":"Tum","email":"ada@external.example","culture":"en-US",)"
    R"("language":"en","companyName":"External","defaultAddress":{"country":"US",)"
    R"("city":"Redmond","state":"WA","addressLine1":"4567 Main Street","postalCode":"98052",)"
    R"("firstName":"Ada","lastName":"Tum","phoneNumber":"4255550111"}}})";

TEST_F(ExternalProviderTest, APartnersUserAddsACustomerAndStandsInTheRecord) {
    const auto token = tokenOf(kAda);
    EXPECT_EQ(ask("POST", "/v1/customers", token, kNewCustomer).status, 201);
    const auto record = ask("GET", "/v1/auditrecords", token);
    EXPECT_EQ(record.status, 200);
    EXPECT_NE(record.body.find("ada@example.test"), std::string::npos) << record.body;
}

TEST_F(ExternalProviderTest, RolesAreTheProvidersToGive) {
    const auto token = tokenOf(kHelen);
    EXPECT_EQ(ask("GET", "/v1/customers", token).status, 200);
    EXPECT_EQ(ask("POST", "/v1/customers", token, kNewCustomer).status, 403);
}

TEST_F(ExternalProviderTest, ATenantThatIsNoPartnerSeesNothing) {
    const auto answer = ask("GET", "/v1/customers", tokenOf(kStranger));
    EXPECT_EQ(answer.status, 401);
}

TEST_F(ExternalProviderTest, WithoutATokenTheAnswerNamesTheProvider) {
    const auto answer = ask("GET", "/v1/customers", "");
    EXPECT_EQ(answer.status, 401);
    EXPECT_NE(answer.fields.at("www-authenticate").find(provider_->issuer()), std::string::npos);
}

TEST_F(ExternalProviderTest, TokensForAnotherAudienceAreRefused) {
    const auto application = std::string("40000000-0000-4000-8000-000000000001");
    provider_->addApplication(application, kSecret, "something-else");
    const auto token = provider_->applicationToken(application, kSecret, "something-else");
    EXPECT_EQ(ask("GET", "/v1/customers", token).status, 401);
}

TEST_F(ExternalProviderTest, ItsNextKeyIsFollowedWhileTheServerRuns) {
    const auto before = tokenOf(kAda);
    EXPECT_EQ(ask("GET", "/v1/customers", before).status, 200);
    provider_->rotateKey("next");
    // As clients do who are told to come again: the key is being fetched.
    const auto settled = [](const std::string& token) {
        auto answer = ask("GET", "/v1/customers", token);
        while (answer.status == 503) answer = ask("GET", "/v1/customers", token);
        return answer.status;
    };
    EXPECT_EQ(settled(tokenOf(kAda)), 200);
    EXPECT_EQ(settled(before), 401)
        << "the provider has withdrawn the key before, remembered tokens included";
}

}  // namespace
}  // namespace concordat::functional
