#include "core/store/session_pool.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <optional>
#include <stdexcept>
#include <thread>

#include "core/base/error.hpp"
#include "tests/store/samples.hpp"

namespace concordat::store {
namespace {

/// A session that does nothing but break when it is told to.
class FakeConnection final : public Connection {
public:
    explicit FakeConnection(int nth) : number(nth) {}

    using Connection::query;
    Rows& query(const PartnerId&, StatementId, Parameters) override { throw std::logic_error(""); }
    Rows& query(StatementId, Parameters) override { throw std::logic_error(""); }
    Outcome apply(const ChangePlan&) override { return Outcome::Applied; }
    bool isBroken() const override { return broken; }

    int number;
    bool broken = false;
};

class Pool : public testing::Test {
protected:
    FakeConnection& fake(const PooledSession& session) {
        return dynamic_cast<FakeConnection&>(*session);
    }

    bool isRefused() {
        try {
            static_cast<void>(pool_.acquire());
            return false;
        } catch (const Error& error) {
            return error.kind() == ErrorKind::StoreUnavailable;
        }
    }

    std::atomic<int> opened_ = 0;
    bool unreachable_ = false;
    SessionPool pool_{[this]() -> std::unique_ptr<Connection> {
                          if (unreachable_) throw Error(ErrorKind::StoreUnavailable, 0);
                          return std::make_unique<FakeConnection>(++opened_);
                      },
                      2, std::chrono::milliseconds(1)};
};

TEST_F(Pool, GivesAnIdleSessionAwayForGood) {
    EXPECT_EQ(pool_.claim(), nullptr);
    static_cast<void>(pool_.acquire());
    const auto claimed = pool_.claim();
    ASSERT_NE(claimed, nullptr);
    EXPECT_EQ(pool_.counters().open, 0U);
    EXPECT_EQ(pool_.claim(), nullptr);
    const auto first = pool_.acquire();
    const auto second = pool_.acquire();
    EXPECT_EQ(opened_, 3) << "a claimed session took the place of one that can be lent";
}

TEST_F(Pool, DropsIdleSessionsWhenItIsToldThatOneBroke) {
    const auto lent = pool_.acquire();
    static_cast<void>(pool_.acquire());
    pool_.dropIdle();
    EXPECT_EQ(pool_.counters().open, 1U);
    EXPECT_EQ(pool_.counters().idle, 0U);
    EXPECT_EQ(fake(pool_.acquire()).number, 3);
}

TEST_F(Pool, LendsTheSessionThatCameBackLast) {
    auto first = std::make_optional(pool_.acquire());
    auto second = std::make_optional(pool_.acquire());
    first.reset();
    second.reset();
    EXPECT_EQ(fake(pool_.acquire()).number, 2);
    EXPECT_EQ(opened_, 2);
}

TEST_F(Pool, OpensNoMoreThanItsCapacityAndRefusesAfterItsPatience) {
    const auto first = pool_.acquire();
    const auto second = pool_.acquire();
    EXPECT_TRUE(isRefused());
    EXPECT_EQ(pool_.counters().exhausted, 1U);
    EXPECT_EQ(pool_.counters().open, 2U);
    EXPECT_EQ(pool_.counters().idle, 0U);
}

TEST_F(Pool, ClosesABrokenSessionAndTheIdleOnesWithIt) {
    auto first = std::make_optional(pool_.acquire());
    static_cast<void>(pool_.acquire());  // the second, idle from here on
    fake(*first).broken = true;
    first.reset();
    EXPECT_EQ(pool_.counters().open, 0U);
    EXPECT_EQ(fake(pool_.acquire()).number, 3);
}

TEST_F(Pool, AsksAStoreThatCannotBeReachedOnlyNowAndThen) {
    unreachable_ = true;
    EXPECT_TRUE(isRefused());
    unreachable_ = false;
    EXPECT_TRUE(isRefused());
    EXPECT_EQ(opened_, 0);
    EXPECT_EQ(pool_.counters().failures, 1U);
    EXPECT_EQ(pool_.counters().open, 0U);
}

TEST_F(Pool, HandsAReturnedSessionToWhoWaits) {
    SessionPool patient([] { return std::make_unique<FakeConnection>(1); }, 1,
                        std::chrono::seconds(30));
    auto held = std::make_optional(patient.acquire());
    std::thread waiting([&] { EXPECT_EQ(fake(patient.acquire()).number, 1); });
    while (patient.counters().waits == 0) std::this_thread::yield();
    held.reset();
    waiting.join();
}

}  // namespace
}  // namespace concordat::store
