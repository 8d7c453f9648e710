#include <gmock/gmock.h>

#include "tests/consent/consent_fixture.hpp"

/// How a customer takes administration back.
namespace concordat::consent::testing {
namespace {

using relationships::GranularState;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kPartners = "/consent/partners";

class WithdrawalPagesTest : public ConsentTest {
protected:
    /// Signs in and opens the page.
    Page open(Browser& browser, const std::string& language = "") {
        auto page = browser.get(kPartners, language);
        if (page.status != 303) return page;
        page = browser.get("/consent/callback?code=good&state=" + authority_.asked.state);
        if (page.status != 303) return page;
        EXPECT_EQ(page.header("Location"), "https://pages.example/consent/partners");
        return browser.get(kPartners);
    }

    /// Grants delegated administration altogether.
    void grant() {
        const auto page = visit(browser_, request());
        ASSERT_EQ(browser_.post("/consent/answer", acceptance(page)).status, 200);
    }

    /// Approves roles.
    void approve() {
        const auto page = visit(browser_, granular());
        ASSERT_EQ(browser_.post("/consent/answer", acceptance(page)).status, 200);
    }

    GranularState stateOf(const std::string& id) {
        return granular_.get(provider_, customer_, {Uuid::parse(id).value()}).state;
    }

    std::string formOf(const Page& page) const {
        return "decision=withdraw&partner=" + provider_.value.toString() +
               "&token=" + tokenOf(page);
    }
};

TEST_F(WithdrawalPagesTest, ACustomerSeesWhoAdministersAndTakesItBack) {
    grant();
    clock_.at += std::chrono::seconds(1);
    const auto page = open(browser_);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(authority_.asked.partner, std::nullopt);
    EXPECT_THAT(page.body, AllOf(HasSubstr("<h2>Prov&lt;i&gt;der &amp; Söhne</h2>"),
                                 HasSubstr("all users"), HasSubstr("signed in as")));
    EXPECT_EQ(page.header("X-Frame-Options"), "DENY");
    const auto done = browser_.post(kPartners, formOf(page));
    EXPECT_EQ(done.status, 303) << done.body;
    EXPECT_EQ(done.header("Location"), "https://pages.example/consent/partners");
    EXPECT_FALSE(isGranted());
    EXPECT_THAT(browser_.get(kPartners).body, HasSubstr("No partner administers"));
    EXPECT_EQ(browser_.post(kPartners, formOf(page)).status, 303) << "it stays withdrawn";
    audit::Query query;
    query.to = clock_.at + std::chrono::hours(1);
    query.size = 1;
    const auto entry = store_->record().list(provider_, query).entries.front();
    EXPECT_EQ(entry.operation, audit::OperationType::DapAdminRelationshipTerminated);
    EXPECT_THAT(entry.customized_data, ::testing::Contains(::testing::Pair("DoneBy", "customer")));
}

TEST_F(WithdrawalPagesTest, RolesAreTakenBackOneByOne) {
    approve();
    const auto active = newestGranular().id.value.toString();
    (void)granular();
    const auto page = open(browser_);
    EXPECT_THAT(page.body,
                AllOf(HasSubstr("Users &amp; &lt;keys&gt;: Helpdesk Administrator, User Account "
                                "Administrator, until "),
                      HasSubstr(", asked for until "), Not(HasSubstr("all users"))));
    EXPECT_EQ(browser_.post(kPartners, formOf(page) + "&relationship=" + active).status, 303);
    EXPECT_EQ(stateOf(active), GranularState::Terminated);
    for (const auto& one : granular_.list(provider_, customer_)) {
        const auto id = one.id.value.toString();
        if (id == active) continue;
        EXPECT_EQ(one.state, GranularState::ApprovalPending);
        EXPECT_EQ(browser_.post(kPartners, formOf(page) + "&relationship=" + id).status, 303);
        EXPECT_EQ(stateOf(id), GranularState::Terminated);
    }
    EXPECT_EQ(granular_.list(provider_, customer_).size(), 2U);
}

TEST_F(WithdrawalPagesTest, NobodyElseSeesOrTakesAnything) {
    grant();
    signInAs(reseller_.value);
    EXPECT_THAT(open(browser_).body, HasSubstr("No partner administers"));
    EXPECT_EQ(browser_.post(kPartners, formOf(browser_.get(kPartners))).status, 403)
        << "where there is nothing to take back, there is no form";
    signInAs(customer_.value);
    Browser own(pages_);
    const auto token = "&token=" + tokenOf(open(own));
    const auto another = "decision=withdraw&partner=" + reseller_.value.toString();
    EXPECT_EQ(own.post(kPartners, another + token).status, 404);
    authority_.roles = R"(["AdminAgent"])";
    Browser other(pages_);
    EXPECT_EQ(open(other).status, 403);
    EXPECT_TRUE(isGranted());
}

TEST_F(WithdrawalPagesTest, AFormFromElsewhereChangesNothing) {
    grant();
    const auto page = open(browser_);
    const auto good = formOf(page);
    for (const auto* origin : {"https://evil.example", "null"})
        EXPECT_EQ(browser_.post(kPartners, good, {{"Origin", origin}}).status, 403);
    EXPECT_EQ(browser_.post(kPartners, good, {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
    EXPECT_EQ(browser_.post(kPartners, good, {}, "text/plain").status, 400);
    const auto token = "token=" + tokenOf(page);
    const auto partner = "&partner=" + provider_.value.toString();
    EXPECT_EQ(browser_.post(kPartners, token + "x&decision=withdraw" + partner).status, 403);
    for (const auto& form : {token, token + "&decision=withdraw", token + partner,
                             token + "&decision=accept" + partner, good + "&relationship=x",
                             token + "&decision=withdraw&partner=x"})
        EXPECT_EQ(browser_.post(kPartners, form).status, 400) << form;
    EXPECT_EQ(
        browser_.post(kPartners, good + "&relationship=" + makeRandomUuid().toString()).status,
        404);
    EXPECT_EQ(browser_.send(http::Method::Delete, kPartners, good, {}).status, 405);
    Browser other(pages_);
    EXPECT_EQ(other.post(kPartners, good).status, 400);
    EXPECT_TRUE(isGranted());
}

TEST_F(WithdrawalPagesTest, AVisitOfOnePageIsNoneOfTheOther) {
    const auto asked = visit(browser_, request());
    ASSERT_EQ(asked.status, 200);
    EXPECT_EQ(browser_.post(kPartners, formOf(asked)).status, 400);
    Browser other(pages_);
    ASSERT_EQ(open(other).status, 200);
    EXPECT_EQ(other.get("/consent/answer").status, 404);
}

TEST_F(WithdrawalPagesTest, SpeaksTheLanguageOfTheBrowser) {
    EXPECT_THAT(open(browser_, "de").body, HasSubstr("Kein Partner verwaltet"));
    Browser other(pages_);
    EXPECT_THAT(open(other, "pt-BR").body, HasSubstr("Nenhum parceiro administra"));
}

}  // namespace
}  // namespace concordat::consent::testing
