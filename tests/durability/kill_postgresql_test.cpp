#include <gtest/gtest.h>
#include <iostream>

#include "tests/durability/kill_rounds.hpp"
#include "tests/store/backends.hpp"

namespace concordat::durability {
namespace {

using testing_support::GlobalCloudServer;
using testing_support::kBuiltInIdentity;

TEST(KillTest, AServerOnPostgresqlKeepsWhatItAcknowledged) {
    const store::PostgresqlBackend database;
    const auto& where = database.where();
    GlobalCloudServer server(
        "{backend: postgresql, location: eu, host: " + where.host +
            ", port: " + std::to_string(where.port) + ", database: " + where.database +
            ", user: " + where.user + ", sslmode: disable}",
        kBuiltInIdentity, {{"CONCORDAT_STORE_PASSWORD_GLOBAL", where.password}});
    const auto figures = killAgainAndAgain(server, kKillRounds, 2);
    std::cout << figures << '\n';
    EXPECT_EQ(figures.rounds, kKillRounds);
    EXPECT_GT(figures.unanswered, 0U);
}

}  // namespace
}  // namespace concordat::durability
