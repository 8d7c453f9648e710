#include <soci/soci.h>

#include "tests/store/webhook_contract.hpp"

namespace concordat::store {

INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, WebhookContract, ReusedPostgresqlBackend);

namespace {

/// What only a store has in which several transactions write at once.
class PostgresqlEvents : public WebhookContract<ReusedPostgresqlBackend> {
protected:
    void SetUp() override {
        WebhookContract::SetUp();
        ASSERT_EQ(registerAt(one, "https://one.example/"), Outcome::Applied);
        placeAll();
        backend()->opener()->open(session_);
        session_ << "SET concordat.scope = 'operators'";
    }

    /// Writes an entry about a customer as another server would, in a transaction that goes on.
    void beginEntry(unsigned customer) {
        session_ << "BEGIN";
        const auto text = [](const Uuid& id) { return "'" + id.toString() + "'::UUID"; };
        session_
            << "INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, "
               "application_id, correlation_id, customer_name, folded_name, customized, sealed) "
               "SELECT " +
                   text(samples::customerId(customer).value) + ", " +
                   std::to_string(toMicroseconds(samples::kNow)) + ", gen_random_uuid(), " +
                   text(one.value) + ", 1, 1, " + text(one.value) + ", " + text(one.value) +
                   ", 'c', 'c', '', ''";
    }

    soci::session session_;
};

TEST_F(PostgresqlEvents, WhatCommitsLateIsNeitherSkippedNorOvertaken) {
    beginEntry(900);
    add(one, 1);
    add(one, 2);
    placeWhatMayBe();
    EXPECT_TRUE(subjects(one).empty()) << "an older transaction still runs";
    session_ << "COMMIT";
    placeAll();
    EXPECT_EQ(subjects(one),
              (std::vector<Uuid>{samples::customerId(900).value, samples::customerId(1).value,
                                 samples::customerId(2).value}));
}

TEST_F(PostgresqlEvents, WhatIsRolledBackIsNotWaitedFor) {
    beginEntry(900);
    add(one, 1);
    session_ << "ROLLBACK";
    placeAll();
    EXPECT_EQ(subjects(one), (std::vector<Uuid>{samples::customerId(1).value}));
}

TEST_F(PostgresqlEvents, ReadersHoldNothingUp) {
    session_ << "BEGIN ISOLATION LEVEL REPEATABLE READ";
    int one_row = 0;
    session_ << "SELECT count(*) FROM record", soci::into(one_row);
    add(one, 1);
    placeAll();
    EXPECT_EQ(subjects(one).size(), 1U);
    session_ << "COMMIT";
}

TEST_F(PostgresqlEvents, ASecondServerGoesOnWhereTheFirstIsNotAtIt) {
    const auto second = Store::open(backend()->settings(), backend()->opener(), testVault());
    add(one, 1);
    session_ << "BEGIN";
    int locked = 0;
    session_ << "SELECT 1 FROM event_horizon FOR UPDATE", soci::into(locked);
    EXPECT_TRUE(second->deliveries().place(samples::kNow)) << "does not wait";
    EXPECT_TRUE(subjects(one).empty());
    session_ << "COMMIT";
    backend().awaitOlderTransactions();
    EXPECT_TRUE(second->deliveries().place(samples::kNow));
    EXPECT_EQ(subjects(one).size(), 1U);
}

TEST_F(PostgresqlEvents, NothingIsWrittenWhileNothingHappens) {
    add(one, 1);
    placeAll();
    const auto horizon = [&] {
        std::string version;
        session_ << "SELECT xmin::TEXT FROM event_horizon", soci::into(version);
        return version;
    };
    const auto before = horizon();
    placeAll();
    EXPECT_EQ(horizon(), before);
}

TEST_F(PostgresqlEvents, ACopyInAnotherClusterBeginsAnewAndMissesNothing) {
    add(one, 1);
    placeAll();
    // Entries of before: the copy was made when one had no position yet, and its numbers of
    // transactions are far ahead of those of the new cluster.
    add(one, 2);
    session_ << "UPDATE record SET written_by = written_by + 1000000";
    session_ << "UPDATE event_horizon SET cluster = 0, reached = reached + 1000000 - 1";
    placeAll();
    const auto customer = [](unsigned number) { return samples::customerId(number).value; };
    EXPECT_EQ(subjects(one), (std::vector<Uuid>{customer(1), customer(2)}));
    add(one, 3);
    placeAll();
    EXPECT_EQ(subjects(one), (std::vector<Uuid>{customer(1), customer(2), customer(3)}));
}

}  // namespace
}  // namespace concordat::store
