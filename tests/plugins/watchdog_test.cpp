#include "plugins/host/watchdog.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

namespace concordat::host {

namespace {

/// A watchdog whose own thread never looks within a test's life: the test does.
class WatchdogTest : public testing::Test {
protected:
    static constexpr std::chrono::minutes kBudget{60};

    std::vector<std::string> stopped_;
    Watchdog watchdog_{kBudget, [this](const char* call, auto) { stopped_.emplace_back(call); }};
    Watchdog::Clock::time_point start_ = Watchdog::Clock::now();
};

}  // namespace

TEST_F(WatchdogTest, SeesACallThatOutlivesItsBudgetOnce) {
    const Watchdog::Watch watch(watchdog_, "mayEnrol");
    watchdog_.look(start_);
    EXPECT_TRUE(stopped_.empty());
    watchdog_.look(start_ + kBudget);
    watchdog_.look(start_ + 2 * kBudget);
    EXPECT_EQ(stopped_, std::vector<std::string>{"mayEnrol"});
    EXPECT_TRUE(watchdog_.busy());
}

TEST_F(WatchdogTest, LeavesAloneManyShortCallsInTheSamePlace) {
    std::optional<Watchdog::Watch> watch;
    for (int i = 0; i < 10; ++i) {
        watch.emplace(watchdog_, "mayUse");
        watchdog_.look(start_ + i * kBudget);
        watch.reset();
    }
    EXPECT_TRUE(stopped_.empty());
    EXPECT_FALSE(watchdog_.busy());
}

TEST_F(WatchdogTest, SeesEachOfTwoCallsThatStop) {
    const Watchdog::Watch first(watchdog_, "mayEnrol");
    const Watchdog::Watch second(watchdog_, "mayUse");
    watchdog_.look(start_);
    watchdog_.look(start_ + kBudget);
    EXPECT_EQ(stopped_.size(), 2U);
}

TEST(Watchdog, ManyThreadsShareItsPlaces) {
    std::atomic<int> stopped{0};
    Watchdog watchdog(std::chrono::minutes(60), [&](const char*, auto) { ++stopped; });
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int call = 0; call < 20000; ++call) const Watchdog::Watch watch(watchdog, "rule");
        });
    for (int i = 0; i < 100; ++i) watchdog.look(Watchdog::Clock::now());
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(stopped, 0);
    EXPECT_FALSE(watchdog.busy());
}

}  // namespace concordat::host
