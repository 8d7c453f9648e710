#include <algorithm>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "tests/http/server_fixture.hpp"

namespace concordat::http {
namespace {

using testing::eventually;
using testing::get;
using testing::post;

/// Requests that wait in fibers of an event thread.
class ServerFibers : public testing::ServerTest {
protected:
    ServerFibers() {
        options_.event_threads = 1;
        options_.workers = 1;
    }
};

TEST_F(ServerFibers, AnswerInOrderAmongOthers) {
    start();
    auto client = connect();
    std::string all;
    constexpr int kRequests = 120;
    const std::string paths[] = {"/fiber/", "/", "/worker/", "/fiber/"};
    for (int i = 0; i < kRequests; ++i) all += post(paths[i % 4] + std::to_string(i), "b");
    client.send(all);
    for (int i = 0; i < kRequests; ++i)
        EXPECT_EQ(client.receive().body, "POST " + paths[i % 4] + std::to_string(i) + " b");
    EXPECT_EQ(service_.in_fibers, kRequests / 2);
}

TEST_F(ServerFibers, LeaveTheThreadToOthersWhileTheyWait) {
    start();
    auto waiting = connect();
    waiting.send(get("/fiber/gate"));
    ASSERT_TRUE(eventually([this] { return service_.in_fibers == 1; }));
    auto other = connect();
    EXPECT_EQ(other.ask(get("/")).body, "GET / ");
    EXPECT_EQ(other.ask(get("/fiber")).body, "GET /fiber ");
    service_.openGate();
    EXPECT_EQ(waiting.receive().body, "GET /fiber/gate ");
}

TEST_F(ServerFibers, ReadWhatArrivesWhileTheyWaitWhenTheyHaveEnded) {
    start();
    auto client = connect();
    client.send(get("/fiber/gate"));
    ASSERT_TRUE(eventually([this] { return service_.in_fibers == 1; }));
    client.send(get("/fiber/next"));
    client.finishSending();
    service_.openGate();
    EXPECT_EQ(client.receive().body, "GET /fiber/gate ");
    EXPECT_EQ(client.receive().body, "GET /fiber/next ");
    EXPECT_TRUE(client.isClosedByServer());
}

TEST_F(ServerFibers, AreReplacedByWorkersWhileAPartCannotBeUsed) {
    service_.fibers_usable = false;
    start();
    auto client = connect();
    EXPECT_EQ(client.ask(get("/fiber")).body, "GET /fiber ");
    EXPECT_EQ(service_.in_fibers, 0);
    service_.fibers_usable = true;
    EXPECT_EQ(client.ask(get("/fiber")).body, "GET /fiber ");
    EXPECT_EQ(service_.in_fibers, 1);
}

TEST_F(ServerFibers, AreWaitedForWhenTheServerStops) {
    start();
    auto client = connect();
    client.send(get("/fiber/gate"));
    ASSERT_TRUE(eventually([this] { return service_.in_fibers == 1; }));
    std::thread stopping([this] { server_->stop(testing::kPatience); });
    service_.openGate();
    const auto reply = client.receive();
    EXPECT_EQ(reply.body, "GET /fiber/gate ");
    stopping.join();
    EXPECT_TRUE(client.isClosedByServer());
}

TEST_F(ServerFibers, GiveWayToWorkersWhenTheyAreTooMany) {
    constexpr int kMany = 300;  // more than one event thread has fibers
    options_.workers = 64;
    start();
    std::vector<testing::RawClient> clients;
    for (int i = 0; i < kMany; ++i) {
        clients.push_back(connect());
        clients.back().send(get("/fiber/gate"));
    }
    ASSERT_TRUE(eventually([this] { return service_.served == kMany; }));
    EXPECT_LT(service_.in_fibers, kMany);
    EXPECT_GT(service_.in_fibers, 0);
    service_.openGate();
    for (auto& client : clients) EXPECT_EQ(client.receive().body, "GET /fiber/gate ");
}

TEST_F(ServerFibers, LeaveNewConnectionsToOtherThreadsWhenACallDoesNotComeBack) {
    options_.event_threads = 2;
    service_.on_serve = [this](const Request& request) {
        if (request.path == "/kept") service_.waitForArrivals(1);
    };
    start();
    auto kept = connect();
    kept.send(get("/kept"));
    ASSERT_TRUE(eventually([this] { return service_.served == 1; }));
    // Half of them would be that thread's, if only numbers counted.
    std::vector<testing::RawClient> clients;
    EXPECT_TRUE(eventually([this, &clients] {
        clients.clear();
        for (int i = 0; i < 8; ++i) {
            clients.push_back(connect());
            clients.back().send(get("/"));
        }
        return std::all_of(clients.begin(), clients.end(),
                           [](const auto& client) { return client.isReadable(500); });
    }));
    auto release = connect();
    release.send(get("/worker/gate"));
    EXPECT_EQ(kept.receive().body, "GET /kept ");
}

TEST_F(ServerFibers, SurviveClientsThatGo) {
    start();
    for (int i = 0; i < 20; ++i) {
        auto client = connect();
        client.send(get("/fiber/gate"));
    }
    ASSERT_TRUE(eventually([this] { return service_.in_fibers == 20; }));
    service_.openGate();
    EXPECT_EQ(connect().ask(get("/fiber")).body, "GET /fiber ");
    EXPECT_TRUE(eventually([this] { return server_->statistics().connections_open <= 1; }));
}

}  // namespace
}  // namespace concordat::http
