#include "core/events/delivery_plan.hpp"

#include <gtest/gtest.h>

namespace concordat::events {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Instant kNow{hours(500'000)};

TEST(DeliveryPlan, PausesGrowThreefoldUpToTheLongest) {
    const RetrySettings settings;
    EXPECT_EQ(pauseAfter(settings, 1), seconds(10));
    EXPECT_EQ(pauseAfter(settings, 2), seconds(30));
    EXPECT_EQ(pauseAfter(settings, 3), seconds(90));
    EXPECT_EQ(pauseAfter(settings, 7), hours(2));
    EXPECT_EQ(pauseAfter(settings, 4'000'000'000U), hours(2));
    EXPECT_EQ(pauseAfter({10, hours(3), hours(2)}, 1), hours(2));
}

TEST(DeliveryPlan, OnlyStatusesOfSuccessAreAcceptedAndRedirectsAreNot) {
    for (const unsigned good : {200U, 202U, 204U, 299U})
        EXPECT_EQ(resultOf(good), AttemptResult::Accepted) << good;
    for (const unsigned bad : {100U, 199U, 300U, 301U, 302U, 307U, 308U, 400U, 401U, 410U, 500U})
        EXPECT_EQ(resultOf(bad), AttemptResult::Refused) << bad;
    EXPECT_EQ(resultOf(0), AttemptResult::Unreachable);
}

TEST(DeliveryPlan, AnEventIsTriedTenTimesAndThenNoMore) {
    const RetrySettings settings;
    std::uint32_t attempts = 0;
    auto now = kNow;
    for (int i = 1; i < 10; ++i) {
        const auto standing = afterAttempt(settings, attempts, AttemptResult::Refused, now);
        EXPECT_EQ(standing.state, DeliveryState::Pending);
        EXPECT_EQ(standing.attempts, attempts + 1);
        EXPECT_GT(standing.due, now);
        attempts = standing.attempts;
        now = standing.due;
    }
    EXPECT_EQ(afterAttempt(settings, attempts, AttemptResult::Unreachable, now),
              (Standing{DeliveryState::GivenUp, 10, now}));
}

TEST(DeliveryPlan, AnAcceptedEventIsDeliveredEvenAtTheLastAttempt) {
    const RetrySettings settings;
    for (const std::uint32_t before : {0U, 9U})
        EXPECT_EQ(afterAttempt(settings, before, AttemptResult::Accepted, kNow),
                  (Standing{DeliveryState::Delivered, before + 1, kNow}));
}

TEST(DeliveryPlan, ATargetThatDoesNotAnswerIsLeftAloneLongerEachTime) {
    const RetrySettings settings;
    auto target = targetAfter(settings, 0, AttemptResult::Unreachable, kNow);
    EXPECT_EQ(target, (TargetStanding{1, kNow + seconds(10)}));
    target = targetAfter(settings, target.failures, AttemptResult::Unreachable, kNow);
    EXPECT_EQ(target, (TargetStanding{2, kNow + seconds(30)}));
    EXPECT_EQ(targetAfter(settings, 2, AttemptResult::Refused, kNow), (TargetStanding{0, kNow}));
    EXPECT_EQ(targetAfter(settings, 2, AttemptResult::Accepted, kNow), (TargetStanding{0, kNow}));
}

}  // namespace
}  // namespace concordat::events
