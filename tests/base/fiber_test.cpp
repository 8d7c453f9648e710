#include "core/base/fiber.hpp"

#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace concordat {
namespace {

class Fibers : public testing::Test {
protected:
    /// Runs a task that notes what it does before and after it is put aside.
    [[nodiscard]] bool begin(const std::string& name) {
        return pool_.run([this, name] {
            steps_ += name + "1";
            suspended_.push_back(Fiber::current());
            Fiber::current()->suspend();
            steps_ += name + "2";
        });
    }

    std::string steps_;
    std::vector<Fiber*> suspended_;
    FiberPool pool_{3};
};

TEST_F(Fibers, RunAtOnceAndToTheEndWhenNothingPutsThemAside) {
    EXPECT_TRUE(pool_.run([this] { steps_ += "a"; }));
    EXPECT_EQ(steps_, "a");
    EXPECT_EQ(pool_.busy(), 0U);
}

TEST_F(Fibers, GoOnWhereTheyWerePutAside) {
    ASSERT_TRUE(begin("a"));
    ASSERT_TRUE(begin("b"));
    EXPECT_EQ(steps_, "a1b1");
    EXPECT_EQ(pool_.busy(), 2U);
    suspended_[1]->resume();
    suspended_[0]->resume();
    EXPECT_EQ(steps_, "a1b1b2a2");
    EXPECT_EQ(pool_.busy(), 0U);
}

TEST_F(Fibers, AreNoMoreThanTheirNumber) {
    for (const auto* const name : {"a", "b", "c"}) ASSERT_TRUE(begin(name));
    EXPECT_FALSE(begin("d"));
    EXPECT_EQ(steps_, "a1b1c1");
    suspended_[0]->resume();
    EXPECT_TRUE(begin("d"));
    for (const std::size_t i : {1U, 2U, 3U}) suspended_[i]->resume();
    EXPECT_EQ(pool_.busy(), 0U);
}

TEST_F(Fibers, KnowWhetherTheyRun) {
    EXPECT_EQ(Fiber::current(), nullptr);
    ASSERT_TRUE(begin("a"));
    EXPECT_EQ(Fiber::current(), nullptr);
    suspended_[0]->resume();
    EXPECT_EQ(Fiber::current(), nullptr);
}

TEST_F(Fibers, ThrowAndCatchLikeAnyCall) {
    Fiber* fiber = nullptr;
    ASSERT_TRUE(pool_.run([this, &fiber] {
        try {
            fiber = Fiber::current();
            fiber->suspend();
            throw std::runtime_error("thrown");
        } catch (const std::runtime_error& error) {
            steps_ = error.what();
        }
    }));
    fiber->resume();
    EXPECT_EQ(steps_, "thrown");
}

TEST_F(Fibers, AreNotPutAsideWhileTheyHandleAnException) {
    ASSERT_TRUE(pool_.run([this] {
        try {
            throw 1;
        } catch (int) {
            EXPECT_THROW(Fiber::current()->suspend(), std::logic_error);
            steps_ = "went on";
        }
    }));
    EXPECT_EQ(steps_, "went on");
    EXPECT_EQ(pool_.busy(), 0U);
}

TEST_F(Fibers, LetGoOfTheirTaskWhenItHasEnded) {
    auto held = std::make_shared<int>(1);
    ASSERT_TRUE(pool_.run([held] { static_cast<void>(held); }));
    EXPECT_EQ(held.use_count(), 1);
}

TEST_F(Fibers, HaveAStackOfTheirOwnThatIsLargeEnough) {
    constexpr std::size_t kLarge = std::size_t{512} * 1024;
    ASSERT_TRUE(pool_.run([this] {
        volatile char room[kLarge];
        for (std::size_t i = 0; i < kLarge; i += 1024) room[i] = 'x';
        steps_ = room[0];
    }));
    EXPECT_EQ(steps_, "x");
}

}  // namespace
}  // namespace concordat
