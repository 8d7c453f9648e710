#include "core/base/reactor.hpp"

#include <gtest/gtest.h>
#include <string>
#include <sys/eventfd.h>
#include <unistd.h>
#include <vector>

#include "tests/support/fiber_loop.hpp"

namespace concordat {
namespace {

/// A part whose fibers wait for a number to arrive at a descriptor.
class Bell final : public Reactor::Part {
public:
    explicit Bell(Reactor& reactor) : reactor_(reactor), descriptor_(::eventfd(0, EFD_NONBLOCK)) {
        EXPECT_TRUE(reactor_.watch(descriptor_, *this, false));
    }
    ~Bell() override {
        reactor_.forget(descriptor_);
        ::close(descriptor_);
    }

    bool usable() override { return usable_; }

    void handle() override {
        std::uint64_t number = 0;
        ASSERT_EQ(::read(descriptor_, &number, sizeof number), ssize_t{sizeof number});
        const auto waiting = std::move(waiting_);
        waiting_.clear();
        for (auto* const fiber : waiting) fiber->resume();
    }

    void endRound() override {
        if (waiting_.empty()) return;
        const std::uint64_t one = 1;
        ASSERT_EQ(::write(descriptor_, &one, sizeof one), ssize_t{sizeof one});
    }

    void tick(Reactor::TimePoint) override { ++ticks_; }

    void wait() {
        waiting_.push_back(Fiber::current());
        Fiber::current()->suspend();
    }

    bool usable_ = true;
    int ticks_ = 0;

private:
    Reactor& reactor_;
    int descriptor_;
    std::vector<Fiber*> waiting_;
};

class ReactorTest : public testing::Test {
protected:
    ReactorTest() {
        auto bell = std::make_unique<Bell>(loop_.reactor());
        bell_ = bell.get();
        loop_.reactor().add(this, std::move(bell));
    }

    testing_support::FiberLoop loop_;
    Bell* bell_;
};

TEST_F(ReactorTest, ResumesFibersWhenTheirDescriptorIsReady) {
    std::string steps;
    const auto task = [this, &steps](const std::string& name) {
        return [this, &steps, name] {
            steps += name;
            bell_->wait();
            steps += name;
        };
    };
    loop_.run({task("a"), task("b")});
    EXPECT_EQ(steps, "abab");
}

TEST_F(ReactorTest, IsKnownToItsFibersAlone) {
    EXPECT_EQ(Reactor::current(), nullptr);
    Reactor* before = nullptr;
    Reactor* after = nullptr;
    loop_.run([&] {
        before = Reactor::current();
        bell_->wait();
        after = Reactor::current();
    });
    EXPECT_EQ(before, &loop_.reactor());
    EXPECT_EQ(after, &loop_.reactor());
    EXPECT_EQ(Reactor::current(), nullptr);
}

TEST_F(ReactorTest, FindsPartsByTheirOwner) {
    EXPECT_EQ(loop_.reactor().find(this), bell_);
    EXPECT_EQ(loop_.reactor().find(&loop_), nullptr);
}

TEST_F(ReactorTest, RunsNothingWhileAPartCannotBeUsed) {
    bell_->usable_ = false;
    bool ran = false;
    EXPECT_FALSE(loop_.reactor().run([&ran] { ran = true; }));
    EXPECT_FALSE(ran);
    bell_->usable_ = true;
    EXPECT_TRUE(loop_.reactor().run([&ran] { ran = true; }));
    EXPECT_TRUE(ran);
}

TEST_F(ReactorTest, TellsPartsTheTime) {
    loop_.reactor().tick(std::chrono::steady_clock::now());
    EXPECT_EQ(bell_->ticks_, 1);
}

TEST_F(ReactorTest, RefusesADescriptorThatCannotBeWatched) {
    EXPECT_FALSE(loop_.reactor().watch(-1, *bell_, false));
}

TEST_F(ReactorTest, TellsItsEventsFromOthers) {
    EXPECT_FALSE(Reactor::owns(0));
    EXPECT_FALSE(Reactor::owns(0x7FFF'FFFF'FFFF'FFFF));
    EXPECT_TRUE(Reactor::owns(0x8000'0000'0000'0000));
}

}  // namespace
}  // namespace concordat
