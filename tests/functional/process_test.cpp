#include <atomic>
#include <csignal>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <mutex>
#include <soci/soci.h>
#include <thread>

#include <concordat/cloud_store/standard_session_opener.hpp>

#include "tests/functional/concordat_server.hpp"

/// How the process starts and ends.
namespace concordat::functional {
namespace {

TEST(Process, KeepsWhatItStoredOverARestart) {
    ConcordatServer server;
    server.start();
    const auto token = server.token("germany");
    const auto added =
        server.call("germany", token, "POST", "/v1/customers", newCustomer("germany", "kept"));
    ASSERT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(server.stop(), 0);
    server.start();
    const auto found = server.call("germany", token, "GET", "/v1/customers/" + at(added, "/id"));
    EXPECT_EQ(found.status, 200) << "the token and the customer are good after a restart";
    EXPECT_EQ(found.body.find("Geheimnis") == std::string::npos, false);
    EXPECT_EQ(server.stop(), 0);
}

TEST(Process, SeedsOnlyWhatIsMissing) {
    ConcordatServer server;
    server.start();
    EXPECT_THAT(server.process().output(), testing::HasSubstr("RUNTIME-SEEDED"));
    EXPECT_EQ(server.stop(), 0);
    server.start();
    EXPECT_THAT(server.process().output(), testing::Not(testing::HasSubstr("RUNTIME-SEEDED")));
    const auto list =
        server.call("global", server.token("global"), "GET", "/v1/customers?size=100");
    EXPECT_EQ(at(list, "/totalCount"), "3");
    EXPECT_EQ(server.stop(), 0);
}

/// Runs SQL in the store of the global cloud.
void change(const ConcordatServer& server, const std::vector<std::string>& statements) {
    soci::session session;
    cloud_store::StandardSessionOpener(
        {.backend = "sqlite3", .path = server.dataFolder() / "global" / "concordat.db"})
        .open(session);
    for (const auto& statement : statements) session << statement;
}

TEST(Process, TakesUpASeedingThatWasCutOff) {
    ConcordatServer server;
    server.start();
    EXPECT_EQ(server.stop(), 0);
    // As a process leaves it that was killed after the first partner's first customer.
    change(server, {"DELETE FROM directory_applications", "DELETE FROM directory_users",
                    "DELETE FROM customers WHERE customer_id IN (SELECT customer_id FROM accounts "
                    "WHERE domain <> 'adatum.onmicrosoft.com')",
                    "DELETE FROM accounts WHERE domain <> 'adatum.onmicrosoft.com'",
                    "DELETE FROM domains WHERE domain <> 'adatum.onmicrosoft.com'",
                    "DELETE FROM partner_network_ids WHERE mpn_id = '1000002'",
                    "DELETE FROM partner_applications WHERE partner_id = "
                    "x'10000000000040008000000000000002'",
                    "DELETE FROM partners WHERE name = 'fabrikam'"});
    server.start();
    EXPECT_THAT(server.process().output(), testing::HasSubstr("RUNTIME-SEEDED"));
    for (const auto& [partner, customers] :
         std::map<std::string, std::string>{{"contoso", "3"}, {"fabrikam", "2"}}) {
        const auto list =
            server.call("global", server.token("global", partner), "GET", "/v1/customers?size=100");
        EXPECT_EQ(at(list, "/totalCount"), customers) << partner;
    }
    EXPECT_EQ(server.stop(), 0);
    server.start();
    EXPECT_THAT(server.process().output(), testing::Not(testing::HasSubstr("RUNTIME-SEEDED")));
    EXPECT_EQ(server.stop(), 0);
}

TEST(Process, StartsWithASeedThatHasNoUsers) {
    ConcordatServer server;
    const auto seed = server.dataFolder().parent_path() / "seed.yaml";
    std::ifstream shipped(CONCORDAT_CONFIG_DIR "/seed.yaml");
    std::string text((std::istreambuf_iterator<char>(shipped)), {});
    const auto users = text.find("users:");
    text.erase(users, text.find("clouds:") - users);
    std::ofstream(seed) << text;
    server.editSettings(CONCORDAT_CONFIG_DIR "/seed.yaml", seed.string());
    server.start();
    EXPECT_THAT(server.process().output(), testing::Not(testing::HasSubstr("A tour of")));
    EXPECT_EQ(server.stop(), 0);
}

TEST(Process, EndsOnSigintAsOnSigterm) {
    ConcordatServer server;
    server.start();
    server.process().signal(SIGHUP);
    EXPECT_EQ(server.get("administration", "/health/live").status, 200);
    server.process().signal(SIGINT);
    EXPECT_EQ(server.process().wait(), 0);
    EXPECT_THAT(server.process().output(), testing::HasSubstr("RUNTIME-STOPPED"));
}

TEST(Process, LeavesItsStoreToOneServerAtATime) {
    ConcordatServer server;
    server.start();
    const auto second = runConcordat({"serve", "--config", server.settingsFile()});
    EXPECT_EQ(second.exit_code, 1);
    EXPECT_THAT(second.output, testing::HasSubstr("STORE-LOCKED"));
    EXPECT_EQ(server.get("global", "/health/ready").status, 200);
    EXPECT_EQ(server.stop(), 0);
}

TEST(Process, FinishesRequestsInFlightAndLosesNoneThatItAcknowledged) {
    ConcordatServer server;
    server.start();
    const auto token = server.token("germany");
    std::mutex mutex;
    std::vector<std::string> acknowledged;
    std::atomic<int> next{0};
    std::vector<std::jthread> clients;
    for (int i = 0; i < 4; ++i)
        clients.emplace_back([&] {
            auto client = server.client("germany");
            for (;;) {
                const auto domain = "inflight" + std::to_string(next++);
                const auto answer = client.send({.method = "POST",
                                                 .target = "/v1/customers",
                                                 .fields = {{"Authorization", "Bearer " + token},
                                                            {"Content-Type", "application/json"}},
                                                 .body = newCustomer("germany", domain)});
                if (!answer || answer->status != 201) return;
                const std::lock_guard lock(mutex);
                acknowledged.push_back(at(*answer, "/id"));
                if (acknowledged.size() == 20) server.process().signal(SIGTERM);
            }
        });
    clients.clear();
    server.process().signal(SIGTERM);
    EXPECT_EQ(server.process().wait(), 0);
    ASSERT_GE(acknowledged.size(), 20U);
    server.start();
    for (const auto& id : acknowledged)
        EXPECT_EQ(server.call("germany", token, "GET", "/v1/customers/" + id).status, 200) << id;
    EXPECT_EQ(server.stop(), 0);
}

TEST(Process, ShowsATourThatWorks) {
    ConcordatServer server;
    server.start();
    const auto output = server.process().output();
    const auto start = output.find("\n  cloud=http");
    ASSERT_NE(start, std::string::npos);
    ChildProcess tour({"bash", "-c", output.substr(start, output.find("\n\nReady.") - start)});
    EXPECT_EQ(tour.wait(), 0);
    EXPECT_THAT(tour.output(), testing::HasSubstr("404 Not Found"));
    EXPECT_THAT(tour.output(), testing::HasSubstr("\"userCredentials\""));
    EXPECT_THAT(tour.output(), testing::HasSubstr("Adatum Corporation"));
    EXPECT_EQ(server.stop(), 0);
}

}  // namespace
}  // namespace concordat::functional
