#include "core/events/event_message.hpp"

#include <gtest/gtest.h>

namespace concordat::events {
namespace {

const PartnerId kPartner{*Uuid::parse("11111111-1111-4111-8111-111111111111")};
const Uuid kEntry = *Uuid::parse("0199c5a0-0000-7000-8000-000000000001");
const Uuid kCustomer = *Uuid::parse("22222222-2222-4222-8222-222222222222");

Event eventAbout(const Uuid& subject) {
    return {.position = 1,
            .id = kEntry,
            .subject = subject,
            .at = *parseInstant("2026-11-23T10:00:00Z"),
            .resource = audit::ResourceType::Customer,
            .operation = audit::OperationType::AddCustomer};
}

TEST(EventMessage, NamesWhatHasChangedAndHoldsNothingOfIt) {
    EXPECT_EQ(
        messageOf({"https://api.example"}, kPartner, eventAbout(kCustomer), "customer-created"),
        R"({"EventName":"customer-created","ResourceUri":"https://api.example/v1/customers/)"
        R"(22222222-2222-4222-8222-222222222222","ResourceName":"customer",)"
        R"("AuditUri":"https://api.example/auditactivity/v1/auditrecords/)"
        R"(0199c5a0-0000-7000-8000-000000000001",)"
        R"("ResourceChangeUtcDate":"2026-11-23T10:00:00.000000Z"})");
}

TEST(EventMessage, OfThePartnerItselfLeadsToItsProfile) {
    const auto body = messageOf({"https://api.example", false}, kPartner,
                                eventAbout(kPartner.value), "partnerprofile-updated");
    EXPECT_NE(body.find("https://api.example/v1/profiles/legalbusiness"), std::string::npos);
    EXPECT_EQ(body.find("AuditUri"), std::string::npos) << "where entries are not offered";
}

TEST(EventMessage, OfWhatACustomerHasLeadsToItsList) {
    auto event = eventAbout(kCustomer);
    event.resource = audit::ResourceType::Subscription;
    const auto customer = "/v1/customers/" + kCustomer.toString();
    EXPECT_NE(messageOf({"https://api.example"}, kPartner, event, "subscription-updated")
                  .find(customer + "/subscriptions\""),
              std::string::npos);
    event.resource = audit::ResourceType::Order;
    EXPECT_NE(messageOf({"https://api.example"}, kPartner, event, "order-created")
                  .find(customer + "/orders\""),
              std::string::npos);
}

TEST(EventMessage, OfATestLeadsToTheTest) {
    auto test = eventAbout(kEntry);
    test.resource = {};
    test.operation = {};
    const auto body = messageOf({"https://api.example"}, kPartner, test, "test-created");
    EXPECT_NE(body.find("https://api.example/webhooks/v1/registration/validationEvents/" +
                        kEntry.toString()),
              std::string::npos);
    EXPECT_NE(body.find(R"("ResourceName":"test")"), std::string::npos);
    EXPECT_EQ(body.find("AuditUri"), std::string::npos);
}

}  // namespace
}  // namespace concordat::events
