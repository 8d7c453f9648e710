#include <gtest/gtest.h>
#include <latch>
#include <sys/resource.h>
#include <vector>

#include "tests/http/server_fixture.hpp"

namespace concordat::http {
namespace {

using testing::eventually;
using testing::get;
using testing::post;
using testing::RawClient;

class ServerUnderLoad : public testing::ServerTest {
protected:
    /// Both ends of every connection are in this process.
    static void allowDescriptors(rlim_t count) {
        rlimit limit{};
        ::getrlimit(RLIMIT_NOFILE, &limit);
        ASSERT_GE(limit.rlim_max, count) << "raise the hard limit of open files";
        limit.rlim_cur = std::max(limit.rlim_cur, count);
        ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);
    }
};

TEST_F(ServerUnderLoad, DoesNoMoreWorkForAGoodClientWhenManyAreIdleOrHalfSent) {
    constexpr std::size_t kIdle = 2000;
    constexpr std::size_t kHalfSent = 400;
    constexpr std::uint64_t kRequests = 2000;
    allowDescriptors(2 * (kIdle + kHalfSent) + 200);
    options_.limits.head_time = options_.limits.idle_time = std::chrono::minutes(10);
    start();
    std::vector<RawClient> others;
    for (std::size_t i = 0; i < kIdle + kHalfSent; ++i) {
        others.push_back(connect());
        if (i >= kHalfSent) continue;
        others.back().send(
            i % 2 == 0 ? "GET / HTTP/1.1\r\nHost: a\r\nX-Half: "
                       : "POST /worker HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
    }
    ASSERT_TRUE(eventually([this] {
        const auto now = server_->statistics();
        return now.connections_open == kIdle + kHalfSent && now.reads >= kHalfSent;
    }));
    auto good = connect();
    ASSERT_EQ(good.ask(get("/")).status, 200);
    const auto before = server_->statistics();
    for (std::uint64_t i = 0; i < kRequests; ++i) ASSERT_EQ(good.ask(get("/")).status, 200);
    const auto after = server_->statistics();
    // One event, one read and one write for each request, whoever else is there; a little for what
    // is by chance.
    constexpr std::uint64_t kChance = kRequests / 20;
    EXPECT_EQ(after.requests - before.requests, kRequests);
    EXPECT_LE(after.events - before.events, kRequests + kChance);
    EXPECT_LE(after.reads - before.reads, kRequests + kChance);
    EXPECT_LE(after.writes - before.writes, kRequests + kChance);
    EXPECT_LE(after.wakeups - before.wakeups, kRequests + kChance);
    EXPECT_EQ(after.worker_queue, 0U);
    EXPECT_EQ(after.workers_busy, 0U);
}

TEST_F(ServerUnderLoad, SendsTheRepliesOfOneRoundAfterAllItsRequestsAreServed) {
    options_.event_threads = 1;
    std::latch arrived(1);
    std::latch all_sent(1);
    std::vector<std::uint64_t> writes;  // counted when a request is served; only one thread serves
    service_.on_serve = [&](const Request& request) {
        if (request.path == "/known") return;
        writes.push_back(server_->statistics().writes);
        if (request.path != "/first") return;
        arrived.count_down();
        all_sent.wait();
    };
    start();
    auto first = connect();
    auto second = connect();
    auto third = connect();
    for (auto* client : {&first, &second, &third})  // the event thread has all of them
        ASSERT_EQ(client->ask(get("/known")).status, 200);
    first.send(get("/first"));
    arrived.wait();
    second.send(get("/second"));
    third.send(get("/third"));
    all_sent.count_down();
    EXPECT_EQ(first.receive().status, 200);
    EXPECT_EQ(second.receive().status, 200);
    EXPECT_EQ(third.receive().status, 200);
    ASSERT_EQ(writes.size(), 3U);
    EXPECT_LT(writes[0], writes[1]);
    EXPECT_EQ(writes[1], writes[2]);
}

TEST_F(ServerUnderLoad, RefusesWhatNeitherWorkersNorQueueTakeAndGoesOn) {
    options_.workers = 1;
    options_.worker_queue = 1;
    start();
    auto working = connect();
    auto waiting = connect();
    auto refused = connect();
    working.send(get("/worker/gate"));
    service_.waitForArrivals(1);
    waiting.send(get("/worker/gate"));
    ASSERT_TRUE(eventually([this] { return server_->statistics().worker_queue == 1; }));
    const auto reply = refused.ask(get("/worker/3"));
    EXPECT_EQ(reply.status, 503);
    EXPECT_TRUE(reply.has("Retry-After: ")) << reply.head;
    EXPECT_EQ(refused.ask(get("/event")).status, 200);
    EXPECT_EQ(server_->statistics().overloads, 1U);
    service_.openGate();
    EXPECT_EQ(working.receive().status, 200);
    EXPECT_EQ(waiting.receive().status, 200);
    EXPECT_EQ(refused.ask(get("/worker/3")).status, 200);
}

TEST_F(ServerUnderLoad, RefusesConnectionsBeyondTheLimit) {
    options_.limits.connections = 2;
    start();
    auto first = connect();
    {
        auto second = connect();
        EXPECT_EQ(first.ask(get("/")).status, 200);
        EXPECT_EQ(second.ask(get("/")).status, 200);
        auto third = connect();
        EXPECT_EQ(third.receive().status, 503);
    }
    ASSERT_TRUE(eventually([this] { return server_->statistics().connections_open == 1; }));
    auto fourth = connect();
    EXPECT_EQ(fourth.ask(get("/")).status, 200);
    EXPECT_EQ(server_->statistics().connections_refused, 1U);
}

TEST_F(ServerUnderLoad, ServesOthersBetweenTheRequestsOfOnePipeline) {
    options_.event_threads = 1;
    options_.limits.pipelined_per_turn = 2;
    start();
    auto greedy = connect();
    auto other = connect();
    std::string all;
    for (int i = 0; i < 1000; ++i) all += get("/greedy");
    greedy.send(all);
    EXPECT_EQ(other.ask(get("/other")).status, 200);
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(greedy.receive().status, 200);
}

TEST_F(ServerUnderLoad, KeepsRepliesApartWhileClientsComeAndGo) {
    constexpr int kClients = 8;
    constexpr int kRounds = 60;
    start();
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int client = 0; client < kClients; ++client) {
        threads.emplace_back([this, client, &wrong] {
            for (int round = 0; round < kRounds; ++round) {
                const auto text = std::to_string(client) + "-" + std::to_string(round);
                // Half of the clients leave without waiting, so that their descriptors are used
                // again at once.
                if (client % 2 == 0) connect().send(post("/worker/" + text, text));
                auto patient = connect();
                if (patient.ask(post("/worker", text)).body != "POST /worker " + text) ++wrong;
                if (patient.ask(get("/" + text)).body != "GET /" + text + " ") ++wrong;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
    EXPECT_TRUE(eventually([this] { return server_->statistics().connections_open == 0; }));
}

class ServerStop : public ServerUnderLoad {};

TEST_F(ServerStop, FinishesRequestsInFlightAndClosesIdleConnections) {
    start();
    auto idle = connect();
    auto half_sent = connect();
    auto busy = connect();
    EXPECT_EQ(idle.ask(get("/")).status, 200);
    half_sent.send("GET / HTTP/1.1\r\n");
    busy.send(get("/worker/gate") + get("/never"));
    service_.waitForArrivals(1);
    const auto port = server_->port();
    std::thread stopping([this] { server_->stop(testing::kPatience); });
    EXPECT_TRUE(idle.isClosedByServer());
    EXPECT_TRUE(half_sent.isClosedByServer());
    EXPECT_THROW(RawClient{port}, std::runtime_error);
    service_.openGate();
    EXPECT_EQ(busy.receive().status, 200);
    stopping.join();
    EXPECT_EQ(server_->statistics().connections_open, 0U);
    server_->stop(testing::kPatience);
}

TEST_F(ServerStop, ReadsABodyThatHasBegunAndSaysThatTheConnectionEnds) {
    start();
    auto client = connect();
    client.send("POST /worker HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
    ASSERT_TRUE(eventually([this] { return server_->statistics().reads != 0; }));
    auto idle = connect();
    EXPECT_EQ(idle.ask(get("/")).status, 200);
    std::thread stopping([this] { server_->stop(testing::kPatience); });
    EXPECT_TRUE(idle.isClosedByServer());
    const auto reply = client.ask("dy");
    EXPECT_EQ(reply.body, "POST /worker body");
    EXPECT_TRUE(reply.has("Connection: close\r\n")) << reply.head;
    stopping.join();
}

TEST_F(ServerStop, CutsOffWhatWaitsWhenTheGraceIsOver) {
    options_.workers = 1;
    start();
    auto running = connect();
    auto waiting = connect();
    auto half_sent = connect();
    half_sent.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
    running.send(get("/worker/gate"));
    service_.waitForArrivals(1);
    waiting.send(get("/worker/2"));
    ASSERT_TRUE(eventually([this] { return server_->statistics().worker_queue == 1; }));
    std::thread stopping([this] { server_->stop(std::chrono::milliseconds(20)); });
    EXPECT_TRUE(waiting.isClosedByServer());
    EXPECT_TRUE(half_sent.isClosedByServer());
    service_.openGate();
    stopping.join();
    EXPECT_EQ(running.receive().status, 200);
    EXPECT_EQ(service_.served, 1);
}

}  // namespace
}  // namespace concordat::http
