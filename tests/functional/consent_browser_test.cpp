#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/StreamCopier.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/consent_site.hpp"
#include "tests/functional/web_driver.hpp"
#include "tests/support/test_certificate.hpp"

/// The consent pages in a real browser, over TLS and with scripts switched off.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace net = Poco::Net;

/// The partner API over TLS, whatever the certificate.
HttpAnswer call(unsigned short port, const std::string& token, const std::string& method,
                const std::string& target, const std::string& body = {}) {
    const net::Context::Ptr any =
        new net::Context(net::Context::TLS_CLIENT_USE, "", net::Context::VERIFY_NONE);
    net::HTTPSClientSession session("127.0.0.1", port, any);
    net::HTTPRequest request(method, target, net::HTTPMessage::HTTP_1_1);
    request.set("Authorization", "Bearer " + token);
    request.setContentType("application/json");
    request.setContentLength64(static_cast<Poco::Int64>(body.size()));
    session.sendRequest(request) << body << std::flush;
    net::HTTPResponse response;
    HttpAnswer answer;
    Poco::StreamCopier::copyToString(session.receiveResponse(response), answer.body);
    answer.status = response.getStatus();
    return answer;
}

class ConsentInABrowser : public testing::Test {
protected:
    static void SetUpTestSuite() {
        certificate_ = std::make_unique<testing_support::TestCertificate>("IP:127.0.0.1");
        site_ = std::make_unique<ConsentSite>("{certificate: '" + certificate_->file() +
                                              "', key: '" + certificate_->keyFile() + "'}");
        site_->server().start();
        token_ = site_->server().token("global", "provider");
    }

    static void TearDownTestSuite() {
        EXPECT_EQ(site_->server().stop(), 0);
        site_.reset();
        certificate_.reset();
    }

    struct Customer {
        std::string id;
        std::string password;  ///< of its administrator
    };

    /// A customer with something to grant.
    static Customer addCustomer(const std::string& domain) {
        const auto made =
            call(site_->port(), token_, "POST", "/v1/customers", newCustomer("global", domain));
        EXPECT_EQ(made.status, 201) << made.body;
        (void)site_->relationship({"withdraw", "provider", "--customer", at(made, "/id")});
        return {at(made, "/id"), at(made, "/userCredentials/password")};
    }

    /// A link by which the customer grants the provider the role of User Account Administrator.
    static std::string askForRoles(const std::string& customer) {
        const auto path = "/v1/customers/" + customer + "/delegatedAdminRelationships";
        const auto made =
            call(site_->port(), token_, "POST", path,
                 R"({"displayName":"Benutzer","duration":"P90D","accessDetails":{"unifiedRoles":)"
                 R"([{"roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1"}]}})");
        EXPECT_EQ(made.status, 201) << made.body;
        const auto locked =
            call(site_->port(), token_, "POST", path + "/" + at(made, "/id") + "/requests",
                 R"({"action":"lockForApproval"})");
        return at(locked, "/url");
    }

    static void signIn(WebDriver& browser, const std::string& name, const std::string& password) {
        browser.type("input[name=username]", name);
        browser.type("input[name=password]", password);
        browser.send("button");
    }

    static void signInAsReseller(WebDriver& browser) {
        browser.type("input[name=directory]", ConsentSite::kReseller);
        signIn(browser, "admin@reseller.onmicrosoft.com", ConsentSite::kPassword);
    }

    static inline std::unique_ptr<testing_support::TestCertificate> certificate_;
    static inline std::unique_ptr<ConsentSite> site_;
    static inline std::string token_;
};

TEST_F(ConsentInABrowser, ARequestIsGrantedInGerman) {
    const auto password = addCustomer("browser").password;
    const auto link = site_->request();
    WebDriver browser("de");
    browser.open(link);
    EXPECT_EQ(browser.textOf("h1"), "Anmelden");
    EXPECT_EQ(browser.attributeOf("html", "lang"), "de");
    signIn(browser, "admin@browser.onmicrosoft.com", password);
    EXPECT_EQ(browser.address(), site_->url() + "/consent/answer");
    EXPECT_EQ(browser.textOf("h1"), "Anfrage für eine Beziehung");
    EXPECT_THAT(browser.textOf("main"),
                AllOf(HasSubstr("Provider <b>& Söhne</b> (US) möchte Händler"),
                      HasSubstr("delegierter Administration"),
                      HasSubstr("angemeldet als admin@browser.onmicrosoft.com")));
    EXPECT_FALSE(browser.has("b")) << "a name is no markup";
    EXPECT_THAT(browser.cookies(),
                AllOf(HasSubstr("__Host-concordat-consent"), HasSubstr(R"("httpOnly":true)"),
                      HasSubstr(R"("secure":true)"), HasSubstr(R"("sameSite":"Lax")")));
    browser.send("button[value=accept]");
    EXPECT_THAT(browser.textOf(".problem"), HasSubstr("jedes Häkchen"));
    browser.click("input[name=delegation]");
    browser.click("input[name=terms]");
    browser.send("button[value=accept]");
    EXPECT_EQ(browser.textOf("h1"), "Zugestimmt");
    browser.open(link);
    signIn(browser, "admin@browser.onmicrosoft.com", password);
    EXPECT_EQ(browser.textOf("h1"), "Der Link wurde benutzt");
}

TEST_F(ConsentInABrowser, RolesAreApprovedInGerman) {
    const auto customer = addCustomer("roles");
    WebDriver browser("de");
    browser.open(askForRoles(customer.id));
    signIn(browser, "admin@roles.onmicrosoft.com", customer.password);
    EXPECT_EQ(browser.textOf("h1"), "Anfrage für einige Rollen");
    EXPECT_EQ(browser.textOf("li"), "User Account Administrator");
    browser.click("input[name=delegation]");
    browser.click("input[name=terms]");
    browser.send("button[value=accept]");
    EXPECT_EQ(browser.textOf("h1"), "Zugestimmt");
    EXPECT_EQ(browser.textOf("p"), "Der Partner hat diese Rollen erhalten.");
    const auto users = "/v1/customers/" + customer.id + "/users";
    const auto made = call(site_->port(), token_, "POST", users,
                           R"({"userPrincipalName":"ana@roles.onmicrosoft.com",)"
                           R"("displayName":"Ana","usageLocation":"US"})");
    EXPECT_EQ(made.status, 200) << made.body;
}

TEST_F(ConsentInABrowser, AnInvitationIsAcceptedInPortuguese) {
    const auto declined = site_->invitation();
    WebDriver browser("pt-BR");
    browser.open(declined);
    EXPECT_EQ(browser.textOf("h1"), "Entrar");
    signInAsReseller(browser);
    EXPECT_EQ(browser.textOf("h1"), "Convite para uma parceria");
    EXPECT_EQ(browser.attributeOf("html", "lang"), "pt-BR");
    browser.send("button[value=decline]");
    EXPECT_EQ(browser.textOf("h1"), "Recusado");
    const auto link = site_->invitation();
    browser.open(link);
    signInAsReseller(browser);
    browser.click("input[name=terms]");
    browser.send("button[value=accept]");
    EXPECT_EQ(browser.textOf("h1"), "Autorizado");
    browser.open(link);
    EXPECT_EQ(browser.textOf("h1"), "O link foi usado");
}

TEST_F(ConsentInABrowser, WhoMayNotAnswerReadsWhy) {
    WebDriver browser("en");
    browser.open(site_->invitation());
    browser.type("input[name=directory]", ConsentSite::kReseller);
    signIn(browser, "sales@reseller.onmicrosoft.com", ConsentSite::kPassword);
    EXPECT_THAT(browser.textOf("main"), HasSubstr("not a global administrator"));
    EXPECT_FALSE(browser.has("form"));
    browser.open(site_->url() + "/consent/nothing");
    EXPECT_THAT(browser.textOf("main"), HasSubstr("The link is not good"));
    browser.open(site_->url() + "/consent/answer");
    browser.forgetCookies();
    browser.open(site_->url() + "/consent/answer");
    EXPECT_THAT(browser.textOf("main"), HasSubstr("Open the link once more"));
}

TEST_F(ConsentInABrowser, NoPageStandsInAFrame) {
    WebDriver browser("en");
    for (const auto& address : {site_->invitation(), site_->url() + "/consent/nothing"}) {
        browser.open("data:text/html,<h1>bait</h1><iframe id=f src=\"" + address + "\"></iframe>");
        EXPECT_EQ(browser.textOf("h1"), "bait");
        browser.enter("#f");
        EXPECT_FALSE(browser.has("main")) << address;
        EXPECT_FALSE(browser.has("form")) << address;
    }
}

}  // namespace
}  // namespace concordat::functional
