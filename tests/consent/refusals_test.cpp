#include <gmock/gmock.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/consent/consent_fixture.hpp"

/// Who and what the pages refuse, each with a page that says why.
namespace concordat::consent::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kAnswer = "/consent/answer";

void expectRefused(const Page& page, int status, const std::string& why) {
    EXPECT_EQ(page.status, status) << page.body;
    EXPECT_THAT(page.body, HasSubstr(why));
    EXPECT_EQ(page.header("X-Frame-Options"), "DENY");
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
}

TEST_F(ConsentTest, WhoIsNoAdministratorIsTold) {
    for (const auto* roles : {"[]", R"(["AdminAgent","HelpdeskAgent"])", R"(["Owner"])"}) {
        authority_.roles = roles;
        expectRefused(visit(browser_, request()), 403, "not a global administrator");
        signInAs(reseller_.value);
        expectRefused(visit(browser_, invitation()), 403, "not a global administrator");
        signInAs(customer_.value);
    }
    authority_.user_name = "<b>@x";
    EXPECT_THAT(visit(browser_, request()).body, Not(HasSubstr("<b>")));
}

TEST_F(ConsentTest, OtherOrganisationsAreTold) {
    signInAs(reseller_.value);
    expectRefused(visit(browser_, request()), 403, "cannot have your organisation as customer");
    signInAs(makeRandomUuid());
    expectRefused(visit(browser_, request()), 403, "cannot have your organisation as customer");
    expectRefused(visit(browser_, invitation()), 403, "your organisation is none");
    signInAs(provider_.value);
    expectRefused(visit(browser_, invitation()), 403, "your organisation is none");
    signInAs(customer_.value);
    expectRefused(visit(browser_, invitation()), 403, "your organisation is none");
}

TEST_F(ConsentTest, ACustomerOfAnotherPartnerIsToldWhereTheCloudDoesNotAllowIt) {
    const auto customer = signInAsCustomerOfAnother();
    const auto link = request();
    const auto first = visit(browser_, link);
    ASSERT_EQ(first.status, 200) << first.body;
    cloud_.verdict = rules::Decision::refuse("EX-PLACE-1", "country");
    expectRefused(browser_.post(kAnswer, acceptance(first)), 403, "cannot have your organisation");
    cloud_.verdict = rules::Decision::allow();
    const auto second = visit(browser_, link);
    cloud_.edit().one_partner_per_customer = true;
    expectRefused(browser_.post(kAnswer, acceptance(second)), 403, "cannot have your organisation");
    expectRefused(visit(browser_, link), 403, "cannot have your organisation");
    EXPECT_FALSE(accountOf(customer));
}

/// A cloud in which a question ends in a fault with words of its own, as one of ICU's does.
class FaultyCloud final : public testing_support::FakeCloud {
public:
    rules::Decision mayAddCustomer(const rules::PartnerView&, const rules::CustomerDraftView&,
                                   rules::Instant) const override {
        throw Error(ErrorKind::Internal, codes::kUnexpected, {"ICU data"});
    }
};

TEST_F(ConsentTest, AFaultIsNotTakenForARefusalOfTheOrganisation) {
    FaultyCloud faulty;
    faulty.edit() = cloud_.facts();
    relationships::RequestService requests{
        {store_->relationships(), store_->customers(), store_->tenants(), store_->partners()},
        request_signer_,
        faulty};
    ConsentDesk desk{{relationships_, requests, granular_, request_signer_, store_->links(),
                      store_->relationships(), store_->partners(), store_->changes()}};
    ConsentPages pages{behind_,
                       {desk, withdrawals_, authority_, verifier_, signer_, clock_},
                       {"https://pages.example", "the pages"}};
    Browser browser(pages);
    const auto customer = signInAsCustomerOfAnother();
    const auto link = request();
    const auto page = visit(browser, link);
    expectRefused(page, 500, "does not work at the moment");
    EXPECT_THAT(page.body, Not(HasSubstr("ICU data")));
    const auto asked = visit(browser_, link);
    ASSERT_EQ(asked.status, 200) << "the link stays good";
    browser.cookie = browser_.cookie;
    expectRefused(browser.post(kAnswer, acceptance(asked)), 500, "does not work at the moment");
    EXPECT_FALSE(accountOf(customer));
}

TEST_F(ConsentTest, ACustomerThatIsErasedMeanwhileIsTold) {
    const auto customer = signInAsCustomerOfAnother();
    const auto page = visit(browser_, request());
    ASSERT_EQ(
        store_->changes().apply(samples::deleteCustomer(samples::partnerId(kProvider + 2), 2)),
        changes::Outcome::Applied);
    expectRefused(browser_.post(kAnswer, acceptance(page)), 403, "cannot have your organisation");
    EXPECT_FALSE(accountOf(customer));
}

TEST_F(ConsentTest, ASuspendedResellerIsTold) {
    signInAs(reseller_.value);
    const auto link = invitation();
    ASSERT_TRUE(store_->partners().setState(reseller_, partners::PartnerState::Suspended));
    expectRefused(visit(browser_, link), 403, "suspended");
}

TEST_F(ConsentTest, WhatHasBeenGrantedIsNotAskedAgain) {
    const auto second = request();
    const auto page = visit(browser_, request());
    ASSERT_EQ(browser_.post(kAnswer, acceptance(page)).status, 200);
    expectRefused(visit(browser_, second), 409, "granted already");
}

TEST_F(ConsentTest, ATextThatIsNoGoodLinkLeadsNowhere) {
    const auto good = request();
    const auto invited = invitation();
    auto changed = good;
    changed[3] = changed[3] == 'a' ? 'b' : 'a';
    for (const auto& link : {std::string(), std::string("x"), changed, good + "a", good.substr(1),
                             invited + "x", invited.substr(0, invited.size() - 1),
                             std::string(5000, 'a'), std::string("%0d%0aSet-Cookie:a=b"),
                             std::string("../v1/customers"), std::string("//evil.example/")}) {
        const auto page = browser_.get("/consent/" + link);
        expectRefused(page, 404, "The link is not good");
        EXPECT_EQ(page.header("Location"), "") << link;
        EXPECT_EQ(page.header("Set-Cookie"), "") << link;
    }
}

TEST_F(ConsentTest, ALinkEndsWithItsTimeAndWithWhoGaveIt) {
    const auto link = request();
    const auto invited = invitation();
    join();
    const auto named = request(true);
    const auto page = visit(browser_, link);
    clock_.at += std::chrono::days(30);
    expectRefused(browser_.get("/consent/" + link), 404, "has expired");
    expectRefused(browser_.get("/consent/" + invited), 404, "has expired");
    clock_.at -= std::chrono::days(30);
    ASSERT_TRUE(store_->partners().setState(provider_, partners::PartnerState::Suspended));
    expectRefused(browser_.get("/consent/" + link), 404, "not good");
    expectRefused(browser_.post(kAnswer, acceptance(page)), 404, "not good");
    EXPECT_FALSE(isGranted());
}

TEST_F(ConsentTest, TheWayBackIsForTheBrowserThatWentAlone) {
    (void)browser_.get("/consent/" + request());
    const auto back = "/consent/callback?code=good&state=" + authority_.asked.state;
    Browser other(pages_);
    expectRefused(other.get(back), 400, "Open the link once more");
    (void)other.get("/consent/" + request());
    expectRefused(other.get(back), 400, "Open the link once more");
    for (const auto* query : {"", "?code=good", "?code=good&state=", "?code=good&state=x",
                              "?state=%zz", "?code=good&state=x&state=y"})
        expectRefused(browser_.get("/consent/callback" + std::string(query)), 400, "once more");
    EXPECT_TRUE(authority_.redeemed.empty()) << "no code has been shown";
    (void)browser_.get("/consent/" + request());
    const auto mine = "/consent/callback?code=good&state=" + authority_.asked.state;
    EXPECT_EQ(browser_.get(mine).status, 303);
    expectRefused(browser_.get(mine), 400, "once more");
    EXPECT_EQ(authority_.redeemed.size(), 1U) << "nor is it shown twice";
}

TEST_F(ConsentTest, WhatTheAuthorityRefusesIsNoSignIn) {
    (void)browser_.get("/consent/" + request());
    const auto state = "&state=" + authority_.asked.state;
    expectRefused(browser_.get("/consent/callback?error=access_denied" + state), 403,
                  "did not succeed");
    expectRefused(browser_.get("/consent/callback?code=bad" + state), 403, "did not succeed");
    authority_.nonce = "another";
    expectRefused(browser_.get("/consent/callback?code=good" + state), 403, "did not succeed");
    expectRefused(browser_.get(kAnswer), 400, "once more");
    authority_.reachable = false;
    expectRefused(browser_.get("/consent/" + request()), 503, "at the moment");
}

TEST_F(ConsentTest, AVisitEndsAfterItsTime) {
    const auto page = visit(browser_, request());
    clock_.at += kVisitLife;
    expectRefused(browser_.get(kAnswer), 400, "Your visit has expired");
    expectRefused(browser_.post(kAnswer, acceptance(page)), 400, "Your visit has expired");
    EXPECT_FALSE(isGranted());
}

TEST_F(ConsentTest, AFormFromElsewhereChangesNothing) {
    const auto page = visit(browser_, request());
    const auto good = acceptance(page);
    const std::string without = "decision=accept&terms=yes&delegation=yes";
    for (const auto& form : {without, without + "&token=", without + "&token=x"})
        expectRefused(browser_.post(kAnswer, form), 403, "once more");
    Browser other(pages_);
    const auto others = acceptance(visit(other, request()));
    expectRefused(browser_.post(kAnswer, others), 403, "once more");
    for (const auto* origin : {"https://evil.example", "null", "https://pages.example.evil"})
        expectRefused(browser_.post(kAnswer, good, {{"Origin", origin}}), 403, "once more");
    expectRefused(browser_.post(kAnswer, good, {{"Sec-Fetch-Site", "cross-site"}}), 403,
                  "once more");
    auto cookie = std::exchange(browser_.cookie, "");
    expectRefused(browser_.post(kAnswer, good), 400, "once more");
    browser_.cookie = cookie + "x";
    expectRefused(browser_.post(kAnswer, good), 400, "once more");
    EXPECT_FALSE(isGranted());
    browser_.cookie = cookie;
    EXPECT_EQ(browser_
                  .post(kAnswer, good,
                        {{"Origin", "https://pages.example"}, {"Sec-Fetch-Site", "same-origin"}})
                  .status,
              200);
}

TEST_F(ConsentTest, OnlyAFormThatIsSentAnswers) {
    const auto page = visit(browser_, request());
    const auto form = acceptance(page);
    EXPECT_EQ(browser_.get(kAnswer + ("?" + form)).status, 200);
    for (const auto method : {http::Method::Put, http::Method::Delete, http::Method::Patch}) {
        const auto refused = browser_.send(method, kAnswer, form, {});
        expectRefused(refused, 405, "cannot be understood");
        EXPECT_EQ(refused.header("Allow"), "GET, HEAD, POST");
    }
    EXPECT_EQ(browser_.post("/consent/" + request(), form).status, 405);
    EXPECT_EQ(browser_.post("/consent/callback", form).status, 405);
    EXPECT_FALSE(isGranted());
}

TEST_F(ConsentTest, AFormMustSayWhatItsPageOffers) {
    const auto page = visit(browser_, request());
    const auto token = "token=" + tokenOf(page);
    for (const auto* rest : {"&decision=accept", "&decision=accept&terms=yes",
                             "&decision=accept&delegation=yes", "&decision=accept&terms=on"}) {
        const auto again = browser_.post(kAnswer, token + rest);
        expectRefused(again, 400, "Please tick every box");
        EXPECT_EQ(tokenOf(again), tokenOf(page)) << "it can be sent again";
    }
    const auto good = acceptance(page);
    for (const auto& form :
         {token, token + "&decision=maybe", good + "&days=0", good + "&days=731", good + "&days=-1",
          good + "&days=1x", good + "&days=99999999999999999999", good + "&token=twice",
          good + "&x=%zz", std::string(20'000, 'a')})
        expectRefused(browser_.post(kAnswer, form), 400, "cannot be understood");
    expectRefused(browser_.post(kAnswer, good, {}, "application/json"), 400, "understood");
    expectRefused(browser_.post(kAnswer, good, {}, "text/plain"), 400, "understood");
    EXPECT_FALSE(isGranted());
}

}  // namespace
}  // namespace concordat::consent::testing
