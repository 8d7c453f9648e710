#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <thread>

#include "tests/functional/consent_site.hpp"

/// The links of invitations and requests answered over HTTP, with the built-in authority, on both
/// stores: the second with the two roles that production has.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ConsentOverHttp : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam()) site_.server().usePostgresql(Roles::OwnerAndService);
        site_.server().start();
        token_ = site_.server().token("global", "provider");
    }

    void TearDown() override { EXPECT_EQ(site_.server().stop(), 0); }

    HttpAnswer call(const std::string& method, const std::string& target,
                    const std::string& body = {}) {
        return site_.server().call("global", token_, method, target, body);
    }

    /// A customer whose administrator has taken delegated administration back.
    void addCustomer() {
        const auto made = call("POST", "/v1/customers", newCustomer("global", "answers"));
        ASSERT_EQ(made.status, 201) << made.body;
        path_ = "/v1/customers/" + at(made, "/id");
        password_ = at(made, "/userCredentials/password");
        (void)site_.relationship({"withdraw", "provider", "--customer", at(made, "/id")});
    }

    HttpAnswer visitAsCustomer(PlainBrowser& browser, const std::string& link,
                               const std::string& language = "en") {
        const auto login = browser.open(link, language);
        EXPECT_EQ(login.status, 200) << login.body;
        return browser.signIn("Admin@answers.onmicrosoft.com", password_);
    }

    HttpAnswer visitAsReseller(PlainBrowser& browser, const std::string& link,
                               const std::string& name = "admin@reseller.onmicrosoft.com",
                               const std::string& directory = ConsentSite::kReseller) {
        EXPECT_THAT(browser.open(link).body, HasSubstr("Tenant id"));
        return browser.signIn(name, ConsentSite::kPassword, directory);
    }

    std::string access() { return at(call("GET", path_), "/allowDelegatedAccess"); }

    ConsentSite site_;
    std::string token_;
    std::string path_;
    std::string password_;
};

TEST_P(ConsentOverHttp, ACustomersAdministratorGrantsWhatAPartnersLinkAsksFor) {
    addCustomer();
    const auto link = at(call("GET", "/v1/customers/relationshiprequests"), "/url");
    EXPECT_THAT(link, StartsWith(site_.url() + "/consent/"));
    PlainBrowser browser(site_);
    const auto login = browser.open(link, "de");
    EXPECT_THAT(login.body, HasSubstr("Kennwort"));
    EXPECT_THAT(browser.address(), HasSubstr(std::string(ConsentSite::kProvider) + "/oauth2/v2.0"));
    EXPECT_THAT(browser.signIn("admin@answers.onmicrosoft.com", "wrong").body,
                HasSubstr("Benutzername oder Kennwort ist falsch"));
    const auto page = browser.signIn("admin@answers.onmicrosoft.com", password_);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(browser.address(), site_.url() + "/consent/answer");
    EXPECT_THAT(page.body, AllOf(HasSubstr("Provider &lt;b&gt;&amp; Söhne&lt;/b&gt;"),
                                 HasSubstr("delegierte Administration")));
    EXPECT_EQ(page.fields.at("x-frame-options"), "DENY");
    EXPECT_EQ(access(), "false");
    EXPECT_EQ(browser.submit("token=" + browser.token() + "&decision=accept").status, 400);
    EXPECT_THAT(browser.authorise().body, HasSubstr("Zugestimmt"));
    EXPECT_EQ(access(), "true");
    PlainBrowser again(site_);
    EXPECT_THAT(visitAsCustomer(again, link, "pt-BR").body, HasSubstr("O link foi usado"));
}

TEST_P(ConsentOverHttp, APartnerDraftsTheMailInTheCustomersLanguage) {
    const testing_support::TemporaryFolder folder;
    std::ofstream(folder.at("profile.yaml")) << "endpoint: " << site_.url() << "\n";
    const auto mail = [&](const std::string& language) {
        return runConcordat(
            {"relationships", "link", "--mail", language},
            {{"CONCORDAT_PROFILE", folder.at("profile.yaml")}, {"CONCORDAT_TOKEN", token_}});
    };
    EXPECT_THAT(mail("de").output,
                AllOf(StartsWith("Betreff: "), HasSubstr(site_.url() + "/consent/"),
                      HasSubstr("delegierte Administration")));
    EXPECT_THAT(mail("pt-BR").output, StartsWith("Assunto: "));
    EXPECT_THAT(mail("en").output, StartsWith("Subject: "));
    EXPECT_NE(mail("fr").exit_code, 0);
}

TEST_P(ConsentOverHttp, ACustomerWhoseRelationshipHasEndedComesBack) {
    addCustomer();
    ASSERT_EQ(call("PATCH", path_, R"({"relationshipToPartner":"none"})").status, 200);
    EXPECT_EQ(call("GET", path_).status, 404);
    PlainBrowser browser(site_);
    ASSERT_EQ(visitAsCustomer(browser, site_.request()).status, 200);
    EXPECT_EQ(browser.authorise().status, 200);
    EXPECT_EQ(access(), "true");
}

TEST_P(ConsentOverHttp, ACustomerOfOnePartnerBecomesAnothersToo) {
    addCustomer();
    const auto other = site_.server().token("global", "other");
    const auto asOther = [&](const std::string& target) {
        return site_.server().call("global", other, "GET", target);
    };
    EXPECT_EQ(asOther(path_).status, 404);
    PlainBrowser browser(site_);
    const auto page = visitAsCustomer(browser, site_.relationship({"request", "other"}));
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(browser.authorise().status, 200);
    EXPECT_EQ(at(asOther(path_), "/allowDelegatedAccess"), "true");
    EXPECT_EQ(at(asOther(path_ + "/users"), "/totalCount"), "1");
    EXPECT_EQ(access(), "false") << "the first partner's is its own";
}

TEST_P(ConsentOverHttp, ATenantThatAnImportMeetsIsAskedAndNotTakenOver) {
    addCustomer();
    const testing_support::TemporaryFolder folder;
    std::ofstream(folder.at("profile.yaml")) << "endpoint: " << site_.url() << "\n";
    std::ofstream(folder.at("in.jsonl")) << newCustomer("global", "answers") << "\n";
    const auto other = site_.server().token("global", "other");
    const auto import = [&](const std::vector<std::string>& options) {
        std::vector<std::string> arguments{"customers", "import", folder.at("in.jsonl")};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return runConcordat(arguments, {{"CONCORDAT_PROFILE", folder.at("profile.yaml")},
                                        {"CONCORDAT_TOKEN", other}});
    };
    const auto met = HasSubstr(
        "line 1: exists: the domain is a tenant's already: "
        "ask it for a relationship " +
        site_.url() + "/consent/");
    EXPECT_THAT(import({"--dry-run"}).output, met);
    const auto told = import({}).output;
    EXPECT_THAT(told, met);
    const auto status = [&] { return site_.server().call("global", other, "GET", path_).status; };
    EXPECT_EQ(status(), 404) << "the customer has not been asked yet";
    PlainBrowser browser(site_);
    const auto link = told.substr(told.find(site_.url()));
    ASSERT_EQ(visitAsCustomer(browser, link.substr(0, link.find('\n'))).status, 200);
    EXPECT_EQ(browser.authorise().status, 200);
    EXPECT_EQ(status(), 200);
    EXPECT_THAT(import({"--results", folder.at("new.jsonl")}).output, HasSubstr("1 held already"));
}

TEST_P(ConsentOverHttp, OfTwoBrowsersAtOnceOneWins) {
    addCustomer();
    const auto link = site_.request();
    PlainBrowser one(site_);
    PlainBrowser other(site_);
    ASSERT_EQ(visitAsCustomer(one, link).status, 200);
    ASSERT_EQ(visitAsCustomer(other, link).status, 200);
    std::array<HttpAnswer, 2> answers;
    std::latch both(2);
    {
        std::jthread first([&] {
            both.arrive_and_wait();
            answers[0] = one.authorise();
        });
        std::jthread second([&] {
            both.arrive_and_wait();
            answers[1] = other.authorise();
        });
    }
    const auto& lost = answers[0].status == 200 ? answers[1] : answers[0];
    EXPECT_EQ(answers[0].status + answers[1].status, 200 + 409);
    EXPECT_THAT(lost.body, HasSubstr("The link was used"));
    EXPECT_EQ(access(), "true");
}

TEST_P(ConsentOverHttp, AnybodyElseIsRefusedWithTheReason) {
    addCustomer();
    const auto added =
        call("POST", path_ + "/users",
             R"({"userPrincipalName":"ana@answers.onmicrosoft.com","displayName":"ana",)"
             R"("usageLocation":"US"})");
    // Delegated administration is withdrawn: the partner cannot make itself an administrator.
    EXPECT_EQ(added.status, 403) << added.body;
    const auto link = site_.request();
    PlainBrowser browser(site_);
    EXPECT_EQ(browser.open(link).status, 200);
    const auto partner = browser.signIn("admin@provider.onmicrosoft.com", ConsentSite::kPassword);
    EXPECT_EQ(partner.status, 403);
    EXPECT_THAT(partner.body, HasSubstr("cannot have your organisation as customer"));
    EXPECT_EQ(browser.open(link).status, 200);
    EXPECT_THAT(browser.signIn("sales@provider.onmicrosoft.com", ConsentSite::kPassword).body,
                HasSubstr("not a global administrator"));
    EXPECT_EQ(browser.open(site_.url() + "/consent/x").status, 404);
    EXPECT_EQ(access(), "false");
}

TEST_P(ConsentOverHttp, AResellersGlobalAdminAcceptsAnInvitation) {
    const auto link = site_.invitation();
    EXPECT_THAT(link, StartsWith(site_.url() + "/consent/"));
    PlainBrowser browser(site_);
    EXPECT_THAT(visitAsReseller(browser, link, "sales@reseller.onmicrosoft.com").body,
                HasSubstr("not a global administrator"));
    const auto page = visitAsReseller(browser, link);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_THAT(page.body, AllOf(HasSubstr("indirect reseller"), Not(HasSubstr("<b>"))));
    EXPECT_THAT(browser.authorise().body, HasSubstr("now a reseller of the provider"));
    const auto resellers =
        call("GET", "/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf");
    EXPECT_EQ(at(resellers, "/items/0/id"), ConsentSite::kReseller);
    PlainBrowser other(site_);
    EXPECT_THAT(other.open(link).body, HasSubstr("The link was used"));
}

TEST_P(ConsentOverHttp, CookiesAndFormsOfOthersAreWorthNothing) {
    addCustomer();
    const auto link = site_.request();
    PlainBrowser browser(site_);
    ASSERT_EQ(visitAsCustomer(browser, link).status, 200);
    const auto token = browser.token();
    EXPECT_EQ(browser.submit("terms=yes&delegation=yes&decision=accept").status, 403);
    PlainBrowser other(site_);
    ASSERT_EQ(visitAsCustomer(other, link).status, 200);
    EXPECT_EQ(other.submit("terms=yes&delegation=yes&decision=accept&token=" + token).status, 403);
    for (auto& [name, value] : other.cookies()) value += "x";
    EXPECT_EQ(other.authorise().status, 400);
    other.cookies().clear();
    EXPECT_EQ(other.authorise().status, 400);
    EXPECT_EQ(access(), "false");
    for (const auto* bad : {"/consent/", "/consent/%00", "/consent/a%0d%0ab", "/consent/callback",
                            "/consent/answer", "/consent/answer/../x"}) {
        const auto answer = site_.server().client("global").ask({"GET", bad, {}, {}});
        EXPECT_GE(answer.status, 400) << bad;
        EXPECT_LT(answer.status, 500) << bad;
        EXPECT_EQ(answer.fields.count("set-cookie"), 0U) << bad;
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, ConsentOverHttp, testing::Values(false, true),
                         [](const auto& store) { return store.param ? "Postgresql" : "Sqlite"; });

}  // namespace
}  // namespace concordat::functional
