#include <gtest/gtest.h>
#include <iostream>

#include "tests/durability/kill_rounds.hpp"

namespace concordat::durability {
namespace {

using testing_support::GlobalCloudServer;
using testing_support::kBuiltInIdentity;
using testing_support::kSqliteStore;

TEST(KillTest, AServerOnSqliteKeepsWhatItAcknowledged) {
    GlobalCloudServer server(kSqliteStore, kBuiltInIdentity);
    const auto figures = killAgainAndAgain(server, kKillRounds, 1);
    std::cout << figures << '\n';
    EXPECT_EQ(figures.rounds, kKillRounds);
    EXPECT_GT(figures.unanswered, 0U);
}

}  // namespace
}  // namespace concordat::durability
