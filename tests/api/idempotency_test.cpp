#include <thread>

#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using http::Method;

class IdempotencyTest : public ApiFixture {
protected:
    Call create(std::string_view domain = "adatum.example.test") const {
        return {.method = Method::Post,
                .target = "/v1/customers",
                .body = createBody(domain),
                .headers = {{"MS-RequestId", id_}}};
    }

    std::string id_ = "66666666-6666-4666-8666-666666666666";
};

TEST_F(IdempotencyTest, GivesTheStoredReplyToTheSameRequest) {
    const auto first = send(create());
    const auto second = send(create());
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(first.comparable(), second.comparable());
    EXPECT_EQ(store_.applied, 1);
    EXPECT_EQ(store_.customers.size(), 1U);
}

TEST_F(IdempotencyTest, EchoesTheIdsOfTheRepetitionNotOfTheFirst) {
    (void)send(create());
    auto again = create();
    again.headers.emplace_back("MS-CorrelationId", "77777777-7777-4777-8777-777777777777");
    EXPECT_EQ(send(again).header("MS-CorrelationId"), "77777777-7777-4777-8777-777777777777");
}

TEST_F(IdempotencyTest, RefusesTheSameIdForAnotherRequest) {
    (void)send(create());
    const auto answer = send(create("other.example.test"));
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.code(), codes::kRequestIdReused);
}

TEST_F(IdempotencyTest, KeepsThePartnersIdsApart) {
    (void)send(create());
    auto theirs = create("other.example.test");
    theirs.token = "fabrikam/AdminAgent";
    EXPECT_EQ(send(theirs).status, 201);
}

TEST_F(IdempotencyTest, KeepsNoReplyOfARequestThatWasRefused) {
    store_.forced = changes::Outcome::Taken;
    EXPECT_EQ(send(create()).status, 409);
    EXPECT_EQ(send(create()).status, 201);
}

TEST_F(IdempotencyTest, GivesTheWinnersReplyToARequestThatLostTheRace) {
    const auto first = send(create());
    const auto kept = std::exchange(store_.requests, {});
    store_.forced = changes::Outcome::Repeated;
    EXPECT_EQ(send(create()).code(), codes::kIdempotencyPending);
    store_.requests = kept;
    EXPECT_EQ(send(create()).comparable(), first.comparable());
}

TEST_F(IdempotencyTest, ChecksTheTokenAndTheRoleBeforeAStoredReply) {
    (void)send(create());
    auto call = create();
    call.token = "contoso/HelpdeskAgent";
    EXPECT_EQ(send(call).status, 403);
}

TEST_F(IdempotencyTest, HappensOnceWhenManySendTheSameRequestAtOnce) {
    constexpr int kThreads = 8;
    std::vector<Answer> answers(kThreads);
    {
        std::vector<std::jthread> threads;
        for (auto& answer : answers) threads.emplace_back([&] { answer = send(create()); });
    }
    for (const auto& answer : answers) EXPECT_EQ(answer.comparable(), answers[0].comparable());
    EXPECT_EQ(store_.applied, 1);
}

}  // namespace
}  // namespace concordat::api
