#include <functional>
#include <map>
#include <optional>
#include <soci/soci.h>
#include <vector>

#include "core/base/error.hpp"
#include "tests/store/store_contract.hpp"
#include "tests/support/fiber_loop.hpp"

namespace concordat::store {
namespace {

/// A store in PostgreSQL as the fibers of an event thread use it.
class PostgresqlLanesTest : public StoreContract<ReusedPostgresqlBackend> {
protected:
    using Tasks = std::vector<std::function<void()>>;

    void SetUp() override {
        StoreContract::SetUp();
        loop_.emplace();
        store().attach(loop_->reactor());
        connect();
    }

    // The lanes before the store that their sessions come from.
    void TearDown() override { loop_.reset(); }

    /// Has workers, which this thread stands for, open the sessions that the lanes take over.
    void connect() {
        for (int attempts = 0; attempts < 10; ++attempts) {
            static_cast<void>(store().reachable());
            if (loop_->reactor().run([] {})) return;
        }
        FAIL() << "the lanes found no session";
    }

    /// Applies change sets in a fiber each, all in one round.
    std::map<Outcome, unsigned> applyTogether(const std::vector<changes::ChangeSet>& sets) {
        std::map<Outcome, unsigned> outcomes;
        Tasks tasks;
        for (const auto& set : sets)
            tasks.emplace_back([this, &set, &outcomes] { ++outcomes[apply(set)]; });
        loop_->run(tasks);
        return outcomes;
    }

    /// Whether a partner finds a customer, asked in a fiber.
    std::function<void()> find(const PartnerId& partner, unsigned number, bool& found) {
        return [this, partner, number, &found] {
            found = store().customers().find(partner, samples::customerId(number)).has_value();
        };
    }

    void breakSessions() {
        backend()->execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    static bool isUnavailable(const std::function<void()>& task) {
        try {
            task();
            return false;
        } catch (const Error& error) {
            return error.kind() == ErrorKind::StoreUnavailable;
        }
    }

    std::optional<testing_support::FiberLoop> loop_;
};

TEST_F(PostgresqlLanesTest, ShowEachReaderOfARoundItsOwnPartnersRows) {
    ASSERT_EQ(apply(samples::addCustomer(one, 1)), Outcome::Applied);
    ASSERT_EQ(apply(samples::addCustomer(other, 2)), Outcome::Applied);
    bool own[4]{};
    bool foreign[4]{};
    Tasks tasks;
    for (std::size_t i = 0; i < 4; ++i) {
        tasks.push_back(find(i % 2 == 0 ? one : other, i % 2 == 0 ? 1 : 2, own[i]));
        tasks.push_back(find(i % 2 == 0 ? one : other, i % 2 == 0 ? 2 : 1, foreign[i]));
    }
    loop_->run(tasks);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_TRUE(own[i]) << i;
        EXPECT_FALSE(foreign[i]) << i;
    }
}

TEST_F(PostgresqlLanesTest, ShowPagesToManyReadersAtOnce) {
    for (unsigned i = 1; i <= 5; ++i)
        ASSERT_EQ(apply(samples::addCustomer(one, i)), Outcome::Applied);
    std::vector<std::size_t> sizes(20);
    Tasks tasks;
    for (auto& size : sizes)
        tasks.emplace_back([this, &size] {
            accounts::CustomerPage page;
            accounts::CustomerQuery query;
            query.size = 3;
            store().customers().list(one, query, page);
            size = page.size();
        });
    loop_->run(tasks);
    EXPECT_EQ(sizes, std::vector<std::size_t>(20, 3));
}

TEST_F(PostgresqlLanesTest, ShowWhatWasWrittenJustBefore) {
    bool found = false;
    loop_->run([this, &found] {
        ASSERT_EQ(apply(samples::addCustomer(one, 1)), Outcome::Applied);
        find(one, 1, found)();
    });
    EXPECT_TRUE(found);
}

TEST_F(PostgresqlLanesTest, GiveOneReadersErrorToItAlone) {
    ASSERT_EQ(apply(samples::addCustomer(one, 1)), Outcome::Applied);
    backend()->execute("ALTER TABLE domains RENAME TO domains_elsewhere");
    bool before = false;
    bool after = false;
    bool failed = false;
    loop_->run({find(one, 1, before),
                [this, &failed] {
                    try {
                        static_cast<void>(store().customers().isDomainTaken("contoso"));
                    } catch (const Error& error) {
                        failed = error.kind() == ErrorKind::Internal;
                    }
                },
                find(one, 1, after)});
    backend()->execute("ALTER TABLE domains_elsewhere RENAME TO domains");
    EXPECT_TRUE(before);
    EXPECT_TRUE(failed);
    EXPECT_TRUE(after);
}

TEST_F(PostgresqlLanesTest, ShareACommitAmongTheWritesOfARound) {
    const auto before = store().counters().writer;
    std::vector<changes::ChangeSet> sets;
    for (unsigned i = 1; i <= 16; ++i)
        sets.push_back(samples::addCustomer(i % 2 == 0 ? one : other, i));
    EXPECT_EQ(applyTogether(sets)[Outcome::Applied], 16U);
    const auto after = store().counters().writer;
    EXPECT_EQ(after.members - before.members, 16U);
    EXPECT_EQ(after.commits - before.commits, 1U);
    for (unsigned i = 1; i <= 16; ++i)
        EXPECT_TRUE(store().customers().find(i % 2 == 0 ? one : other, samples::customerId(i)))
            << i;
}

TEST_F(PostgresqlLanesTest, LeaveTheOthersAloneWhenAWriteIsRefused) {
    ASSERT_EQ(apply(samples::addCustomer(other, 5)), Outcome::Applied);
    std::vector<changes::ChangeSet> sets;
    for (unsigned i = 1; i <= 8; ++i) sets.push_back(samples::addCustomer(one, i));
    sets.push_back(samples::replaceBilling(other, 5, 9, samples::billing("Contoso")));
    sets.push_back(samples::deleteCustomer(other, 99));
    auto outcomes = applyTogether(sets);
    EXPECT_EQ(outcomes[Outcome::Applied], 7U);
    EXPECT_EQ(outcomes[Outcome::Taken], 1U);  // the domain of the customer that exists
    EXPECT_EQ(outcomes[Outcome::Stale], 1U);
    EXPECT_EQ(outcomes[Outcome::Gone], 1U);
}

TEST_F(PostgresqlLanesTest, ApplyEqualRequestsOnce) {
    auto set = samples::addCustomer(one, 1);
    set.once = samples::once(1);
    auto outcomes = applyTogether({set, set, set});
    EXPECT_EQ(outcomes[Outcome::Applied], 1U);
    EXPECT_EQ(outcomes[Outcome::Repeated], 2U);
}

TEST_F(PostgresqlLanesTest, TellThoseWhoWaitWhenTheSessionIsLostAndConnectAgain) {
    ASSERT_EQ(apply(samples::addCustomer(one, 1)), Outcome::Applied);
    breakSessions();
    int unavailable = 0;
    bool found = false;
    Tasks tasks(3, [&] { unavailable += isUnavailable(find(one, 1, found)) ? 1 : 0; });
    tasks.emplace_back([&] {
        unavailable +=
            isUnavailable([this] { static_cast<void>(apply(samples::addCustomer(one, 2))); }) ? 1
                                                                                              : 0;
    });
    loop_->run(tasks);
    EXPECT_EQ(unavailable, 4);
    EXPECT_FALSE(loop_->reactor().run([] {})) << "a lane without a session was used";
    connect();
    loop_->run(find(one, 1, found));
    EXPECT_TRUE(found);
    EXPECT_EQ(apply(samples::addCustomer(one, 2)), Outcome::Applied);
}

TEST_F(PostgresqlLanesTest, GiveUpASessionThatBringsNoResult) {
    // As long as the database still waits for a lock itself, it brings none.
    soci::session blocker;
    backend()->opener()->open(blocker);
    blocker << "BEGIN";
    blocker << "LOCK TABLE domains IN ACCESS EXCLUSIVE MODE";
    bool unavailable = false;
    ASSERT_TRUE(loop_->reactor().run([&] {
        unavailable =
            isUnavailable([this] { static_cast<void>(store().customers().isDomainTaken("x")); });
    }));
    auto& reactor = loop_->reactor();
    reactor.endRound();
    const auto now = std::chrono::steady_clock::now();
    reactor.tick(now);
    EXPECT_EQ(reactor.busy(), 1U);
    reactor.tick(now + std::chrono::hours(1));
    EXPECT_EQ(reactor.busy(), 0U);
    EXPECT_TRUE(unavailable);
    blocker << "ROLLBACK";
}

}  // namespace
}  // namespace concordat::store
