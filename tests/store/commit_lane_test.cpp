#include <functional>
#include <map>
#include <optional>
#include <thread>
#include <vector>

#include "tests/store/store_contract.hpp"
#include "tests/support/fiber_loop.hpp"

namespace concordat::store {
namespace {

/// A store in SQLite as the fibers of an event thread use it.
class CommitLaneTest : public StoreContract<SqliteBackend> {
protected:
    void SetUp() override {
        StoreContract::SetUp();
        loop_.emplace();
        store().attach(loop_->reactor());
    }

    // The lane before the writer that tells it of commits.
    void TearDown() override { loop_.reset(); }

    std::map<Outcome, unsigned> applyTogether(const std::vector<changes::ChangeSet>& sets) {
        std::map<Outcome, unsigned> outcomes;
        std::vector<std::function<void()>> tasks;
        for (const auto& set : sets)
            tasks.emplace_back([this, &set, &outcomes] { ++outcomes[apply(set)]; });
        loop_->run(tasks);
        return outcomes;
    }

    std::optional<testing_support::FiberLoop> loop_;
};

TEST_F(CommitLaneTest, ResumesEachFiberAfterItsCommit) {
    std::vector<changes::ChangeSet> sets;
    for (unsigned i = 1; i <= 30; ++i) sets.push_back(samples::addCustomer(one, i));
    const auto before = store().counters().writer;
    EXPECT_EQ(applyTogether(sets)[Outcome::Applied], 30U);
    const auto after = store().counters().writer;
    EXPECT_EQ(after.members - before.members, 30U);
    EXPECT_LE(after.commits - before.commits, 30U);
    for (unsigned i = 1; i <= 30; ++i)
        EXPECT_TRUE(store().customers().find(one, samples::customerId(i))) << i;
}

TEST_F(CommitLaneTest, TellsEachFiberItsOwnOutcome) {
    auto request = samples::addCustomer(one, 1);
    request.once = samples::once(1);
    auto outcomes = applyTogether(
        {request, request, samples::addCustomer(other, 1), samples::deleteCustomer(other, 99)});
    EXPECT_EQ(outcomes[Outcome::Applied], 1U);
    EXPECT_EQ(outcomes[Outcome::Repeated], 1U);
    EXPECT_EQ(outcomes[Outcome::Taken], 1U);
    EXPECT_EQ(outcomes[Outcome::Gone], 1U);
}

TEST_F(CommitLaneTest, SharesTheWriterWithThreadsThatBlock) {
    std::vector<changes::ChangeSet> sets;
    for (unsigned i = 1; i <= 20; ++i) sets.push_back(samples::addCustomer(one, i));
    std::vector<std::thread> threads;
    std::vector<Outcome> outcomes(8, Outcome::Gone);
    for (unsigned i = 0; i < outcomes.size(); ++i)
        threads.emplace_back(
            [this, &outcomes, i] { outcomes[i] = apply(samples::addCustomer(other, 100 + i)); });
    EXPECT_EQ(applyTogether(sets)[Outcome::Applied], 20U);
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(outcomes, std::vector<Outcome>(8, Outcome::Applied));
}

TEST_F(CommitLaneTest, LetsAFiberWriteAgainAndAgain) {
    unsigned applied = 0;
    loop_->run([this, &applied] {
        for (unsigned i = 1; i <= 5; ++i)
            applied += apply(samples::addCustomer(one, i)) == Outcome::Applied ? 1 : 0;
    });
    EXPECT_EQ(applied, 5U);
}

}  // namespace
}  // namespace concordat::store
