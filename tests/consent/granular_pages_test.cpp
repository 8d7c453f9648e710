#include <gmock/gmock.h>
#include <latch>
#include <thread>

#include "tests/consent/consent_fixture.hpp"

/// Granular delegated administration on the pages.
namespace concordat::consent::testing {
namespace {

using relationships::GranularState;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kAnswer = "/consent/answer";

TEST_F(ConsentTest, ACustomersAdministratorApprovesRolesOnce) {
    const auto link = granular(true);
    const auto page = visit(browser_, link);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(authority_.asked.partner, provider_) << "whose customers are looked for";
    EXPECT_THAT(page.body,
                AllOf(HasSubstr("<li>User Account Administrator</li>"), HasSubstr("for 90 days"),
                      HasSubstr("Users &amp; &lt;keys&gt;"), Not(HasSubstr(R"(name="days")"))));
    const auto done = browser_.post(kAnswer, acceptance(page));
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_THAT(done.body, HasSubstr("been given these roles"));
    const auto now = newestGranular();
    EXPECT_EQ(now.state, GranularState::Active);
    EXPECT_EQ(now.ends, clock_.at + std::chrono::days(90));
    EXPECT_FALSE(isGranted()) << "nothing but the roles";
    const auto again = visit(browser_, link);
    EXPECT_EQ(again.status, 409);
    EXPECT_THAT(again.body, HasSubstr("The link was used"));
}

TEST_F(ConsentTest, DecliningRolesTerminatesTheRequest) {
    const auto link = granular();
    const auto page = visit(browser_, link);
    const auto done = browser_.post(kAnswer, "decision=decline&token=" + tokenOf(page));
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_THAT(done.body, HasSubstr("Declined"));
    EXPECT_EQ(newestGranular().state, GranularState::Terminated);
    EXPECT_EQ(visit(browser_, link).status, 409);
    EXPECT_EQ(browser_.post(kAnswer, acceptance(page)).status, 400) << "the visit is over";
    EXPECT_EQ(newestGranular().state, GranularState::Terminated);
}

TEST_F(ConsentTest, RolesWantEveryTick) {
    const auto page = visit(browser_, granular());
    for (const auto* rest : {"", "&terms=yes", "&delegation=yes"})
        EXPECT_EQ(browser_.post(kAnswer, "decision=accept&token=" + tokenOf(page) + rest).status,
                  400)
            << rest;
    EXPECT_EQ(newestGranular().state, GranularState::ApprovalPending);
}

TEST_F(ConsentTest, RolesAreForTheCustomerThatIsAskedAlone) {
    const auto link = granular();
    signInAs(reseller_.value);
    EXPECT_EQ(visit(browser_, link).status, 404);
    signInAs(makeRandomUuid());
    EXPECT_EQ(visit(browser_, link).status, 404);
    signInAs(customer_.value);
    authority_.roles = R"(["AdminAgent"])";
    EXPECT_EQ(visit(browser_, link).status, 403);
    EXPECT_EQ(newestGranular().state, GranularState::ApprovalPending);
}

TEST_F(ConsentTest, ALinkForRolesEndsWithItsTimeAndWithWhoAsks) {
    const auto link = granular();
    auto changed = link;
    changed[3] = changed[3] == 'a' ? 'b' : 'a';
    EXPECT_EQ(browser_.get("/consent/" + changed).status, 404);
    EXPECT_EQ(browser_.get("/consent/" + link + "0").status, 404);
    ASSERT_TRUE(store_->partners().setState(provider_, partners::PartnerState::Suspended));
    EXPECT_EQ(browser_.get("/consent/" + link).status, 404);
    ASSERT_TRUE(store_->partners().setState(provider_, partners::PartnerState::Active));
    EXPECT_EQ(browser_.get("/consent/" + link).status, 303);
    clock_.at += relationships::GranularService::kApprovalLife;
    EXPECT_EQ(browser_.get("/consent/" + link).status, 404);
}

TEST_F(ConsentTest, OfManyAnswersToRolesAtOnceOneCounts) {
    constexpr int kBrowsers = 6;
    const auto link = granular();
    std::vector<Browser> browsers(kBrowsers, Browser(pages_));
    std::vector<std::string> forms;
    for (auto& browser : browsers) {
        const auto page = visit(browser, link);
        // Every second one declines.
        forms.push_back(forms.size() % 2 == 0 ? acceptance(page)
                                              : "decision=decline&token=" + tokenOf(page));
    }
    std::vector<int> statuses(kBrowsers);
    std::latch all(kBrowsers);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < kBrowsers; ++i)
            threads.emplace_back([&, i] {
                all.arrive_and_wait();
                statuses[i] = browsers[i].post(kAnswer, forms[i]).status;
            });
    }
    EXPECT_EQ(std::ranges::count(statuses, 200), 1);
    EXPECT_EQ(std::ranges::count(statuses, 409), kBrowsers - 1);
    const auto won = std::ranges::find(statuses, 200) - statuses.begin();
    EXPECT_EQ(newestGranular().state,
              won % 2 == 0 ? GranularState::Active : GranularState::Terminated);
}

}  // namespace
}  // namespace concordat::consent::testing
