#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <optional>

#include "tests/functional/consent_site.hpp"
#include "tests/support/openid_provider.hpp"

/// The links of the consent pages answered by people who sign in at a provider that others wrote.
namespace concordat::functional {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using testing_support::OpenIdProvider;
using testing_support::ProviderUser;
using testing_support::TemporaryFolder;

const std::string kSecret = "secret0123456789";
const std::string kApiScope = "partner-accounts";
const std::string kSignInScope = "openid";

const ProviderUser kAda{"ada",
                        "a long password",
                        ConsentSite::kProvider,
                        "21111111-1111-4111-8111-111111111111",
                        {"AdminAgent"}};

/// A provider and consent pages that lead there; both serve all tests.
class ConsentThroughAProvider : public testing::Test {
protected:
    static void SetUpTestSuite() {
        provider_ = std::make_unique<OpenIdProvider>();
        site_ = std::make_unique<ConsentSite>();
        provider_->addScope(kApiScope);
        provider_->addApplication(ConsentSite::kProvider, kSecret, kApiScope);
        provider_->addBrowserApplication("pages", kSecret, site_->url() + "/consent/callback");
        provider_->addUser(kAda, kApiScope);
        leadToTheProvider();
        site_->server().start();
    }

    static void TearDownTestSuite() {
        EXPECT_EQ(site_->server().stop(), 0);
        site_.reset();
        provider_.reset();
    }

    /// What an operator writes.
    static void leadToTheProvider() {
        folder_.emplace();
        const auto secret = folder_->at("secret");
        std::ofstream(secret) << kSecret << "\n";
        auto& server = site_->server();
        server.editSettings("      built_in:\n        issuer: " + site_->url() + "\n",
                            "      external:\n        issuers: ['" + provider_->issuer() +
                                "']\n        discovery_uri: '" + provider_->discoveryUri() +
                                "'\n        location: eu\n        claims: {application: "
                                "[client_id], role_text: [roles]}\n");
        server.editSettings("audiences: [https://api.partnercenter.microsoft.com]",
                            "audiences: [" + kApiScope + "]");
        server.editSettings("        application_audiences: [https://graph.windows.net]\n", "");
        server.editSettings("consent: {public_url: '" + site_->url() + "'",
                            "consent: {client_id: pages, client_secret_file: '" + secret +
                                "', public_url: '" + site_->url() + "'");
    }

    void SetUp() override {
        static int customers = 0;
        name_ = "outside" + std::to_string(++customers);
        token_ = provider_->userToken(kAda, ConsentSite::kProvider, kSecret, kApiScope);
        const auto made = call("POST", "/v1/customers", newCustomer("global", name_));
        ASSERT_EQ(made.status, 201) << made.body;
        customer_ = at(made, "/id");
        (void)site_->relationship({"withdraw", "provider", "--customer", customer_});
        link_ = at(call("GET", "/v1/customers/relationshiprequests"), "/url");
        ASSERT_EQ(access(), "false");
    }

    HttpAnswer call(const std::string& method, const std::string& target,
                    const std::string& body = {}) {
        return site_->server().call("global", token_, method, target, body);
    }

    std::string access() {
        return at(call("GET", "/v1/customers/" + customer_), "/allowDelegatedAccess");
    }

    /// Somebody whom the provider says to be of the organisation `tenant`.
    [[nodiscard]] ProviderUser somebodyOf(const std::string& tenant,
                                          const std::vector<std::string>& roles) const {
        ProviderUser user{name_, "a password", tenant, "22222222-2222-4222-8222-222222222222",
                          roles};
        provider_->addUser(user, kSignInScope);
        return user;
    }

    /// Opens the link, signs in at the provider and comes back.
    HttpAnswer visitAs(const ProviderUser& user, PlainBrowser& browser) {
        return browser.open(provider_->signInAt(browser.leave(link_), user));
    }

    static inline std::unique_ptr<OpenIdProvider> provider_;
    static inline std::unique_ptr<ConsentSite> site_;
    static inline std::optional<TemporaryFolder> folder_;
    std::string name_;
    std::string token_;
    std::string customer_;
    std::string link_;
};

TEST_F(ConsentThroughAProvider, ACustomersAdministratorGrantsWhatAPartnersLinkAsksFor) {
    const auto admin = somebodyOf(customer_, {"GlobalAdmin"});
    PlainBrowser browser(*site_);
    EXPECT_THAT(browser.leave(link_), StartsWith(provider_->issuer() + "/auth?"));
    const auto page = visitAs(admin, browser);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(browser.address(), site_->url() + "/consent/answer");
    EXPECT_THAT(page.body, HasSubstr(name_ + "@example.test"));
    EXPECT_EQ(access(), "false");
    EXPECT_THAT(browser.authorise().body, HasSubstr("Authorised"));
    EXPECT_EQ(access(), "true");
    EXPECT_THAT(call("GET", "/v1/auditrecords").body, HasSubstr(name_ + "@example.test"));
}

TEST_F(ConsentThroughAProvider, AnErrorOfTheProviderGrantsNothingAndTheLinkStaysGood) {
    PlainBrowser browser(*site_);
    const auto back = provider_->redirectOf(browser.leave(link_) + "&prompt=none");
    EXPECT_THAT(back, HasSubstr("error="));
    const auto page = browser.open(back);
    EXPECT_EQ(page.status, 403);
    EXPECT_THAT(page.body, HasSubstr("The sign-in did not succeed"));
    EXPECT_EQ(browser.open(site_->url() + "/consent/answer").status, 400);
    EXPECT_EQ(access(), "false");
    EXPECT_EQ(visitAs(somebodyOf(customer_, {"GlobalAdmin"}), browser).status, 200);
}

TEST_F(ConsentThroughAProvider, ASignInInAnotherBrowserIsWorthNothingHere) {
    const auto admin = somebodyOf(customer_, {"GlobalAdmin"});
    PlainBrowser theirs(*site_);
    const auto back = provider_->signInAt(theirs.leave(link_), admin);
    PlainBrowser browser(*site_);
    EXPECT_EQ(browser.open(back).status, 400) << "nobody began here";
    (void)browser.leave(link_);
    const auto page = browser.open(back);
    EXPECT_EQ(page.status, 400) << "the state is another's";
    EXPECT_THAT(page.body, HasSubstr("begun in another window"));
    EXPECT_EQ(theirs.open(back).status, 200);
    EXPECT_EQ(theirs.open(back).status, 400) << "a code is good once";
    EXPECT_EQ(access(), "false");
}

TEST_F(ConsentThroughAProvider, ACodeThatTheProviderDidNotGiveSignsNobodyIn) {
    PlainBrowser browser(*site_);
    const auto back =
        provider_->signInAt(browser.leave(link_), somebodyOf(customer_, {"GlobalAdmin"}));
    EXPECT_EQ(browser.open(back + "x").status, 403);
    EXPECT_EQ(browser.open(site_->url() + "/consent/answer").status, 400);
}

TEST_F(ConsentThroughAProvider, SomebodyWithoutTheRoleIsToldSo) {
    PlainBrowser browser(*site_);
    const auto page = visitAs(somebodyOf(customer_, {"BillingAdmin"}), browser);
    EXPECT_EQ(page.status, 403);
    EXPECT_THAT(page.body, HasSubstr("not a global administrator"));
}

TEST_F(ConsentThroughAProvider, AnOrganisationThatIsNobodyHereIsToldSo) {
    PlainBrowser browser(*site_);
    const auto page =
        visitAs(somebodyOf("33333333-3333-4333-8333-333333333333", {"GlobalAdmin"}), browser);
    EXPECT_EQ(page.status, 403);
    EXPECT_THAT(page.body, HasSubstr("cannot have your organisation as customer"));
}

}  // namespace
}  // namespace concordat::functional
