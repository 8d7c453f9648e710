#include "core/runtime/jobs.hpp"

#include <future>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>

#include "core/base/log.hpp"

namespace concordat::runtime {
namespace {

using std::chrono::milliseconds;

TEST(Jobs, RunAgainAndAgain) {
    std::promise<void> third;
    int runs = 0;
    const Jobs jobs("alpha", {{"count", milliseconds(1), [&] {
                                   if (++runs == 3) third.set_value();
                               }}});
    EXPECT_EQ(third.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
}

TEST(Jobs, GoOnAfterAFailureAndLogIt) {
    std::promise<std::string> logged;
    std::promise<void> again;
    setLogSink([&logged, first = true](std::string_view line) mutable {
        if (std::exchange(first, false)) logged.set_value(std::string(line));
    });
    int runs = 0;
    {
        const Jobs jobs("alpha", {{"fail", milliseconds(1), [&] {
                                       if (++runs == 2) again.set_value();
                                       throw std::runtime_error("no luck");
                                   }}});
        EXPECT_EQ(again.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
    }
    setLogSink({});
    EXPECT_THAT(logged.get_future().get(),
                testing::AllOf(testing::HasSubstr("RUNTIME-JOB-FAILED"),
                               testing::HasSubstr("alpha"), testing::HasSubstr("no luck")));
}

TEST(Jobs, EndAtOnceHoweverLongTheirIntervalIs) {
    const auto start = std::chrono::steady_clock::now();
    {
        const Jobs never("alpha", {{"later", std::chrono::hours(24), [] { FAIL(); }}});
        const Jobs none("alpha", {});
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

}  // namespace
}  // namespace concordat::runtime
