#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

constexpr auto kRegistration = "/webhooks/v1/registration";
constexpr auto kTests = "/webhooks/v1/registration/validationEvents";
constexpr auto kBody =
    R"({"WebhookUrl":"https://hooks.example.test/x?y","WebhookEvents":["test-created"]})";

class WebhooksTest : public ApiFixture {};

TEST_F(WebhooksTest, EventsAreABareArrayOfNames) {
    const auto names = get("/webhooks/v1/registration/events").json();
    ASSERT_TRUE(names.IsArray());
    std::vector<std::string> all;
    for (const auto& name : names.GetArray()) all.emplace_back(name.GetString());
    for (const auto* name : {"test-created", "subscription-updated", "customer-created"})
        EXPECT_NE(std::find(all.begin(), all.end(), name), all.end()) << name;
}

TEST_F(WebhooksTest, ARegistrationIsMadeOnceAndThenReplaced) {
    EXPECT_EQ(get(kRegistration).status, 404);
    EXPECT_EQ(put(kRegistration, kBody).status, 404);
    const auto made = post(kRegistration, kBody);
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.body, get(kRegistration).body);
    const auto held = made.json();
    EXPECT_STREQ(held["WebhookUrl"].GetString(), "https://hooks.example.test/x?y");
    EXPECT_STREQ(held["WebhookEvents"][0].GetString(), "test-created");
    EXPECT_EQ(held["SubscriberId"].GetString(), kContoso.value.toString());
    EXPECT_FALSE(held["SignatureTokenToMsSignatureHeader"].GetBool());
    EXPECT_STREQ(held["LastModifiedTimestamp"].GetString(), "2026-11-23T10:00:00.000000Z");
    const auto again = post(kRegistration, kBody);
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), codes::kWebhookRegistered);
    const auto other =
        put(kRegistration, R"({"webhookUrl":"https://other.example.test/",)"
                           R"("webhookEvents":["customer-updated","customer-created"],)"
                           R"("signatureTokenToMsSignatureHeader":true})");
    ASSERT_EQ(other.status, 200) << other.body;
    const auto now = get(kRegistration).json();
    EXPECT_STREQ(now["WebhookUrl"].GetString(), "https://other.example.test/");
    EXPECT_STREQ(now["WebhookEvents"][0].GetString(), "customer-created");
    EXPECT_TRUE(now["SignatureTokenToMsSignatureHeader"].GetBool());
}

TEST_F(WebhooksTest, ARegistrationIsItsPartners) {
    ASSERT_EQ(post(kRegistration, kBody).status, 200);
    EXPECT_EQ(send({.target = kRegistration, .token = "fabrikam/AdminAgent"}).status, 404);
}

TEST_F(WebhooksTest, WhatIsMissingOrWrongIsNamed) {
    const auto refused = [&](const std::string& url, const std::string& events) {
        const auto answer =
            post(kRegistration, R"({"WebhookUrl":)" + url + R"(,"WebhookEvents":)" + events + "}");
        EXPECT_EQ(answer.status, 400) << answer.body;
        return std::pair(answer.code(), std::string(answer.json()["data"][0].GetString()));
    };
    const std::string url = R"("https://hooks.example.test/")";
    const std::string events = R"(["test-created"])";
    using Refusal = std::pair<int, std::string>;
    EXPECT_EQ(refused("null", events), Refusal(codes::kMemberMissing, "webhookUrl"));
    EXPECT_EQ(refused("7", events), Refusal(codes::kBadProperty, "webhookUrl"));
    EXPECT_EQ(refused(url, "null"), Refusal(codes::kMemberMissing, "webhookEvents"));
    EXPECT_EQ(refused(url, "[]"), Refusal(codes::kMemberMissing, "webhookEvents"));
    for (const auto* bad : {"7", "\"test-created\"", "[7]", "[\"\"]", "[null]", "{}"})
        EXPECT_EQ(refused(url, bad), Refusal(codes::kBadProperty, "webhookEvents")) << bad;
    EXPECT_EQ(refused(url, R"(["customer-invented"])"),
              Refusal(codes::kUnknownEnumValue, "webhookEvents"));
    for (const auto* target :
         {R"("http://hooks.example.test/")", R"("https://hooks.elsewhere/")",
          R"("https://example.test/")", R"("https://a@hooks.example.test/")",
          R"("https://127.0.0.1/")", R"("https://hooks.example.test\\@127.0.0.1/")", R"("x")"})
        EXPECT_EQ(refused(target, events), Refusal(codes::kWebhookTarget, "webhookUrl")) << target;
    EXPECT_EQ(get(kRegistration).status, 404);
}

TEST_F(WebhooksTest, TheRecordTellsTheHostAndNotTheAddress) {
    ASSERT_EQ(post(kRegistration, kBody).status, 200);
    ASSERT_EQ(store_.entries.size(), 1U);
    const auto& entry = store_.entries[0];
    EXPECT_EQ(entry.operation, audit::OperationType::AddWebhookRegistration);
    EXPECT_EQ(entry.customized_data,
              (std::vector<std::pair<std::string, std::string>>{{"Host", "hooks.example.test"}}));
    EXPECT_TRUE(entry.new_value.empty());
}

TEST_F(WebhooksTest, ATestEventTellsWhatBecameOfIt) {
    EXPECT_EQ(post(kTests, "").status, 404) << "without a registration";
    ASSERT_EQ(post(kRegistration, kBody).status, 200);
    const auto made = post(kTests, "");
    ASSERT_EQ(made.status, 200) << made.body;
    const std::string id = made.json()["correlationId"].GetString();
    const auto path = std::string(kTests) + "/" + id;
    EXPECT_STREQ(get(path).json()["status"].GetString(), "pending");
    store_.test_events.begin()->second = {
        events::DeliveryState::Delivered,
        {{clock_.at, 0, "no reply in time"}, {clock_.at, 204, ""}}};
    const auto told = get(path).json();
    EXPECT_STREQ(told["status"].GetString(), "completed");
    EXPECT_EQ(told["partnerId"].GetString(), kContoso.value.toString());
    EXPECT_STREQ(told["callbackUrl"].GetString(), "https://hooks.example.test/x?y");
    ASSERT_EQ(told["results"].Size(), 2U);
    EXPECT_STREQ(told["results"][0]["responseMessage"].GetString(), "no reply in time");
    EXPECT_TRUE(told["results"][0]["systemError"].GetBool());
    EXPECT_STREQ(told["results"][1]["responseCode"].GetString(), "204");
    EXPECT_FALSE(told["results"][1]["systemError"].GetBool());
}

TEST_F(WebhooksTest, TestEventsAreTwoAMinute) {
    ASSERT_EQ(post(kRegistration, kBody).status, 200);
    EXPECT_EQ(post(kTests, "").status, 200);
    EXPECT_EQ(post(kTests, "").status, 200);
    const auto third = post(kTests, "");
    EXPECT_EQ(third.status, 429);
    EXPECT_EQ(third.header("Retry-After"), "60");
}

TEST_F(WebhooksTest, ATestNeedsARegistrationForIt) {
    ASSERT_EQ(post(kRegistration, R"({"WebhookUrl":"https://hooks.example.test/",)"
                                  R"("WebhookEvents":["customer-created"]})")
                  .status,
              200);
    EXPECT_EQ(post(kTests, "").code(), codes::kTestEventNotRegistered);
    for (const auto* id : {"x", "00000000-0000-0000-0000-000000000000"})
        EXPECT_EQ(get(std::string(kTests) + "/" + id).status, 404) << id;
}

TEST_F(WebhooksTest, AreOffUnlessTheOperatorNamesHosts) {
    webhook_targets_ = {};
    restart();
    const auto answer = post(kRegistration, kBody);
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code(), codes::kWebhooksOff);
}

}  // namespace
}  // namespace concordat::api
