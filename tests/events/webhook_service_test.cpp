#include "core/events/webhook_service.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::events {
namespace {

class OneRegistration final : public RegistrationStore {
public:
    std::optional<Registration> registration(const PartnerId&) override { return held; }
    std::optional<TestEvent> testEvent(const PartnerId&, const Uuid& id) override {
        return id == test ? std::optional(TestEvent{}) : std::nullopt;
    }

    std::optional<Registration> held;
    Uuid test = makeRandomUuid();
};

class WebhookServiceTest : public testing::Test {
protected:
    template <typename Call>
    static int codeOf(Call call) {
        try {
            static_cast<void>(call());
        } catch (const Error& error) {
            return error.code();
        }
        return 0;
    }

    int addCode(const std::string& url, std::vector<std::string> events = {"test-created"}) {
        return codeOf([&] { return service.planAdd(partner, actor, {url, std::move(events)}); });
    }

    OneRegistration store;
    WebhookService service{store, {.hosts = {"*.example"}}};
    partners::Partner partner;
    audit::Actor actor;
};

TEST_F(WebhookServiceTest, PlansARegistrationWhoseEntryTellsTheHostAlone) {
    const auto planned = service.planAdd(partner, actor,
                                         {"https://hooks.example/?key=secret",
                                          {"test-created", "customer-updated", "test-created"}});
    EXPECT_EQ(planned.registration.events,
              (std::vector<std::string>{"customer-updated", "test-created"}));
    EXPECT_EQ(planned.changes.entry.operation, audit::OperationType::AddWebhookRegistration);
    EXPECT_EQ(planned.changes.entry.customized_data,
              (std::vector<std::pair<std::string, std::string>>{{"Host", "hooks.example"}}));
    ASSERT_EQ(planned.changes.changes.size(), 1U);
    EXPECT_TRUE(
        std::holds_alternative<changes::AddWebhookRegistration>(planned.changes.changes[0]));
}

TEST_F(WebhookServiceTest, RefusesTargetsAndEventsThatAreNotKnown) {
    EXPECT_EQ(addCode("http://hooks.example/"), codes::kWebhookTarget);
    EXPECT_EQ(addCode("https://hooks.elsewhere/"), codes::kWebhookTarget);
    EXPECT_EQ(addCode("https://user@hooks.example/"), codes::kWebhookTarget);
    EXPECT_EQ(addCode("nothing"), codes::kWebhookTarget);
    EXPECT_EQ(addCode("https://hooks.example/", {"customer-invented"}), codes::kUnknownEnumValue);
    EXPECT_EQ(addCode("https://hooks.example/", {"Customer-Created"}), codes::kUnknownEnumValue);
    EXPECT_EQ(addCode("https://hooks.example/"), 0);
}

TEST_F(WebhookServiceTest, ASuspendedPartnerRegistersNothing) {
    partner.state = partners::PartnerState::Suspended;
    EXPECT_EQ(addCode("https://hooks.example/"), codes::kProgrammeInactive);
}

TEST_F(WebhookServiceTest, WithoutHostsWebhooksAreOff) {
    WebhookService off(store, {});
    const RegistrationRequest request{"https://hooks.example/", {"test-created"}};
    EXPECT_EQ(codeOf([&] { return off.planAdd(partner, actor, request); }), codes::kWebhooksOff);
    EXPECT_EQ(codeOf([&] { return off.planReplace(partner, actor, request); }),
              codes::kWebhooksOff);
    EXPECT_EQ(codeOf([&] { return off.planTest(partner, actor); }), codes::kWebhooksOff);
}

TEST_F(WebhookServiceTest, WhatIsReplacedMustBeThere) {
    const RegistrationRequest request{"https://hooks.example/", {"test-created"}};
    const auto replace = [&] { return service.planReplace(partner, actor, request); };
    EXPECT_EQ(codeOf(replace), codes::kResourceAbsent);
    EXPECT_EQ(codeOf([&] { return service.registration(partner.id); }), codes::kResourceAbsent);
    store.held = Registration{};
    EXPECT_EQ(codeOf(replace), 0);
}

TEST_F(WebhookServiceTest, ATestNeedsARegistrationForIt) {
    const auto test = [&] { return service.planTest(partner, actor); };
    EXPECT_EQ(codeOf(test), codes::kResourceAbsent);
    store.held = Registration{"https://hooks.example/", {"customer-created"}};
    EXPECT_EQ(codeOf(test), codes::kTestEventNotRegistered);
    store.held->events = {"test-created"};
    const auto planned = test();
    EXPECT_EQ(planned.id, planned.changes.entry.id);
    EXPECT_EQ(codeOf([&] { return service.testEvent(partner.id, makeRandomUuid()); }),
              codes::kResourceAbsent);
    EXPECT_EQ(service.testEvent(partner.id, store.test).state, DeliveryState::Pending);
}

}  // namespace
}  // namespace concordat::events
