#include "tests/durability/kill_rounds.hpp"

#include <atomic>
#include <exception>
#include <ostream>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/durability/kill_client.hpp"

namespace concordat::durability {
namespace {

constexpr unsigned kClients = 6;

/// What a client's thread adds to the count when it fails, so that nobody waits for ever.
constexpr std::size_t kGaveUp = 1'000'000;

/// Lets all clients write at once and kills the server as soon as `goal` writes have been
/// acknowledged. Returns how many were in the end.
std::size_t writeAndKill(testing_support::GlobalCloudServer& server, const std::string& token,
                         std::vector<KillClient>& clients, std::size_t goal) {
    std::atomic<std::size_t> acknowledged = 0;
    std::vector<std::exception_ptr> failures(clients.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < clients.size(); ++i) {
            threads.emplace_back([&, i] {
                try {
                    ApiCaller api(server.port(), token);
                    clients[i].writeUntilKilled(api, acknowledged);
                } catch (...) {
                    failures[i] = std::current_exception();
                    acknowledged += kGaveUp;
                    acknowledged.notify_one();
                }
            });
        }
        for (auto count = acknowledged.load(); count < goal; count = acknowledged.load()) {
            acknowledged.wait(count);
        }
        server.kill();
    }
    for (const auto& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
    return acknowledged;
}

/// After a restart: everything that the clients know is there, and nothing else.
void check(ApiCaller& api, std::vector<KillClient>& clients, KillFigures& figures) {
    for (auto& client : clients) client.settle(api, figures);
    std::size_t expected = 0;
    for (auto& client : clients) {
        client.verify(api, figures);
        expected += client.customers();
    }
    if (api.customersWith("kill-").size() != expected) {
        throw std::runtime_error("there are customers that nobody added");
    }
    for (auto& client : clients) client.cleanUp(api);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const KillFigures& figures) {
    return out << figures.rounds << " kills, " << figures.acknowledged << " acknowledged writes, "
               << figures.unanswered << " unanswered (" << figures.already_done
               << " of them done), " << figures.customers_checked
               << " customers compared with their record";
}

KillFigures killAgainAndAgain(testing_support::GlobalCloudServer& server, unsigned rounds,
                              unsigned seed) {
    constexpr std::size_t kLeastWrites = 10;
    constexpr std::size_t kSpread = 250;
    std::mt19937_64 dice(seed);
    std::vector<KillClient> clients;
    for (unsigned i = 0; i < kClients; ++i) clients.emplace_back("kill-c" + std::to_string(i));
    KillFigures figures;
    server.start();
    for (unsigned round = 0; round < rounds; ++round) {
        const auto token = server.applicationToken();
        figures.acknowledged +=
            writeAndKill(server, token, clients, kLeastWrites + dice() % kSpread);
        server.start();
        ApiCaller api(server.port(), server.applicationToken());
        check(api, clients, figures);
        ++figures.rounds;
    }
    if (server.stop() != 0) throw std::runtime_error("no clean stop: " + server.output());
    return figures;
}

}  // namespace concordat::durability
