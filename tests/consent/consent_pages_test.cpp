#include "core/consent/consent_pages.hpp"

#include <gmock/gmock.h>
#include <latch>
#include <thread>

#include "core/base/sha256.hpp"
#include "core/identity/base64url.hpp"
#include "tests/consent/consent_fixture.hpp"

/// The way through the pages: what a link leads to, who answers, and what comes of it.
namespace concordat::consent::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr auto kAnswer = "/consent/answer";

TEST_F(ConsentTest, ALinkLeadsToTheAuthorityWithSecretsOfItsOwn) {
    const auto page = browser_.get("/consent/" + request(), "de");
    EXPECT_EQ(page.status, 303);
    EXPECT_THAT(page.header("Location"), StartsWith("https://login.example/authorize?"));
    EXPECT_THAT(page.header("Set-Cookie"),
                AllOf(StartsWith("__Host-concordat-consent="), HasSubstr("; Path=/;"),
                      HasSubstr("; HttpOnly;"), HasSubstr("; SameSite=Lax;"),
                      ::testing::EndsWith("; Secure")));
    const auto& asked = authority_.asked;
    EXPECT_EQ(asked.client_id, "the pages");
    EXPECT_EQ(asked.redirect_uri, "https://pages.example/consent/callback");
    EXPECT_EQ(asked.language, "de");
    EXPECT_EQ(asked.partner, provider_) << "whose customers are looked for";
    const auto before = asked;
    (void)browser_.get("/consent/callback?code=good&state=" + before.state);
    ASSERT_EQ(authority_.redeemed.size(), 1U);
    EXPECT_EQ(identity::encodeBase64Url(sha256({authority_.redeemed[0].code_verifier})),
              before.code_challenge);
    (void)browser_.get("/consent/" + invitation());
    EXPECT_EQ(authority_.asked.partner, std::nullopt) << "anybody's";
    EXPECT_NE(authority_.asked.state, before.state);
    EXPECT_NE(authority_.asked.nonce, before.nonce);
    EXPECT_NE(authority_.asked.code_challenge, before.code_challenge);
}

TEST_F(ConsentTest, ACustomersAdministratorGrantsARequestOnce) {
    clock_.at += std::chrono::seconds(1);  // after what the fixture has written
    const auto link = request();
    const auto page = visit(browser_, link);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_THAT(page.body, AllOf(HasSubstr("Prov&lt;i&gt;der &amp; Söhne"),
                                 HasSubstr("delegated administration")));
    EXPECT_EQ(page.header("X-Frame-Options"), "DENY");
    EXPECT_THAT(page.header("Content-Security-Policy"), HasSubstr("frame-ancestors 'none'"));
    EXPECT_FALSE(isGranted());
    const auto done = browser_.post(kAnswer, acceptance(page));
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_THAT(done.body, HasSubstr("Authorised"));
    EXPECT_TRUE(isGranted());
    EXPECT_EQ(browser_.cookie, "") << "the visit is over";
    const auto again = visit(browser_, link);
    EXPECT_EQ(again.status, 409);
    EXPECT_THAT(again.body, HasSubstr("The link was used"));
    audit::Query query;
    query.to = clock_.at + std::chrono::hours(1);
    query.size = 1;
    const auto entry = store_->record().list(provider_, query).entries.front();
    EXPECT_EQ(entry.operation, audit::OperationType::DapAdminRelationshipApproved);
    EXPECT_EQ(entry.user_name, authority_.user_name);
    EXPECT_THAT(entry.customized_data, ::testing::Contains(::testing::Pair("DoneBy", "customer")));
}

TEST_F(ConsentTest, DelegatedAdministrationMayBeLimited) {
    const auto page = visit(browser_, request());
    ASSERT_EQ(browser_.post(kAnswer, acceptance(page) + "&days=30").status, 200);
    const auto day = std::chrono::days(1);
    auto& store = store_->relationships();
    EXPECT_TRUE(store.expiredDelegations(clock_.at + 29 * day, 1).empty());
    EXPECT_EQ(store.expiredDelegations(clock_.at + 30 * day, 1).size(), 1U);
}

TEST_F(ConsentTest, ADeclinedRequestGrantsNothingAndIsUsed) {
    const auto link = request();
    const auto page = visit(browser_, link);
    const auto done = browser_.post(kAnswer, "decision=decline&token=" + tokenOf(page));
    EXPECT_EQ(done.status, 200);
    EXPECT_THAT(done.body, HasSubstr("Declined"));
    EXPECT_FALSE(isGranted());
    EXPECT_THAT(visit(browser_, link).body, HasSubstr("The link was used"));
}

TEST_F(ConsentTest, ARequestMayNameAResellerThatThenSeesTheCustomer) {
    join();
    const auto page = visit(browser_, request(true));
    EXPECT_THAT(page.body, HasSubstr("Reseller, an indirect reseller, will see"));
    EXPECT_EQ(browser_.post(kAnswer, acceptance(page)).status, 200);
    EXPECT_TRUE(store_->customers().find(reseller_, customer_));
}

TEST_F(ConsentTest, ACustomerOfAnotherPartnerBecomesThisOnesToo) {
    const auto customer = signInAsCustomerOfAnother();
    join();
    const auto link = request(true);
    const auto page = visit(browser_, link);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_FALSE(accountOf(customer));
    const auto done = browser_.post(kAnswer, acceptance(page));
    EXPECT_EQ(done.status, 200) << done.body;
    ASSERT_TRUE(accountOf(customer));
    EXPECT_TRUE(accountOf(customer)->allow_delegated_access);
    EXPECT_EQ(accountOf(customer)->billing.last_name, "") << "nobody's name";
    EXPECT_TRUE(store_->customers().find(reseller_, customer));
    EXPECT_THAT(visit(browser_, link).body, HasSubstr("The link was used"));
}

TEST_F(ConsentTest, ACustomerOfAnotherPartnerMayDeclineWithoutBeingNamed) {
    const auto customer = signInAsCustomerOfAnother();
    const auto link = request();
    const auto page = visit(browser_, link);
    clock_.at += std::chrono::seconds(1);  // after what the fixture has written
    const auto done = browser_.post(kAnswer, "decision=decline&token=" + tokenOf(page));
    EXPECT_THAT(done.body, HasSubstr("Declined"));
    EXPECT_FALSE(accountOf(customer));
    EXPECT_THAT(visit(browser_, link).body, HasSubstr("The link was used"));
    audit::Query query;
    query.to = clock_.at + std::chrono::hours(1);
    query.size = 1;
    const auto entry = store_->record().list(provider_, query).entries.front();
    EXPECT_EQ(entry.operation, audit::OperationType::DeclineRelationship);
    EXPECT_EQ(entry.customer_name + entry.user_name, "");
}

TEST_F(ConsentTest, AResellersAdministratorAcceptsAnInvitationOnce) {
    signInAs(reseller_.value);
    const auto link = invitation();
    const auto page = visit(browser_, link);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_THAT(page.body, AllOf(HasSubstr("indirect reseller"), Not(HasSubstr("delegation"))));
    const auto done = browser_.post(kAnswer, "decision=accept&terms=yes&token=" + tokenOf(page));
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(store_->relationships().findPartnership(reseller_, provider_)->state,
              relationships::PartnershipState::Active);
    EXPECT_THAT(visit(browser_, link).body, HasSubstr("The link was used"));
    EXPECT_THAT(visit(browser_, invitation()).body, HasSubstr("granted already"));
}

TEST_F(ConsentTest, ADeclinedInvitationStaysGood) {
    signInAs(reseller_.value);
    const auto link = invitation();
    auto page = visit(browser_, link);
    EXPECT_EQ(browser_.post(kAnswer, "decision=decline&token=" + tokenOf(page)).status, 200);
    EXPECT_FALSE(store_->relationships().findPartnership(reseller_, provider_));
    EXPECT_EQ(visit(browser_, link).status, 200);
}

TEST_F(ConsentTest, PagesSpeakTheLanguageOfTheBrowserOrOfTheLink) {
    EXPECT_THAT(visit(browser_, request(), "de-DE").body, HasSubstr("Zustimmen"));
    EXPECT_THAT(visit(browser_, request(), "pt-BR").body, HasSubstr("Autorizar"));
    EXPECT_THAT(visit(browser_, request() + "?lang=de", "pt-BR").body, HasSubstr("Zustimmen"));
    EXPECT_THAT(browser_.get("/consent/x?lang=pt").body, HasSubstr("O link não é válido"));
}

TEST_F(ConsentTest, OfManyBrowsersAtOnceOneWinsAndTheOthersReadUsed) {
    constexpr int kBrowsers = 6;
    for (const bool invited : {false, true}) {
        signInAs(invited ? reseller_.value : customer_.value);
        const auto link = invited ? invitation() : request();
        std::vector<Browser> browsers(kBrowsers, Browser(pages_));
        std::vector<std::string> forms;
        for (auto& browser : browsers) forms.push_back(acceptance(visit(browser, link)));
        std::vector<Page> pages(kBrowsers);
        std::latch all(kBrowsers);
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < kBrowsers; ++i)
                threads.emplace_back([&, i] {
                    all.arrive_and_wait();
                    pages[i] = browsers[i].post(kAnswer, forms[i]);
                });
        }
        int won = 0;
        for (const auto& page : pages) {
            won += page.status == 200 ? 1 : 0;
            if (page.status == 200) continue;
            EXPECT_EQ(page.status, 409);
            EXPECT_THAT(page.body, HasSubstr("The link was used"));
        }
        EXPECT_EQ(won, 1) << invited;
    }
}

TEST_F(ConsentTest, WhatIsNotBelowItsFolderIsTheOthers) {
    EXPECT_EQ(browser_.get("/v1/customers").status, 418);
    EXPECT_EQ(browser_.get("/consent").status, 418);
    http::Request head;
    head.path = "/consent/answer";
    EXPECT_EQ(pages_.placementOf(head), http::Placement::Worker);
    EXPECT_FALSE(pages_.wantsBody(head));
    head.method = http::Method::Post;
    EXPECT_TRUE(pages_.wantsBody(head));
    head.path = "/v1/customers";
    EXPECT_EQ(pages_.placementOf(head), http::Placement::EventThread);
}

}  // namespace
}  // namespace concordat::consent::testing
