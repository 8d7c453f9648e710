#include "core/events/event_names.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace concordat::events {
namespace {

using audit::OperationType;
using audit::ResourceType;

TEST(EventNames, AreThoseOfTheChangesOfState) {
    EXPECT_EQ(eventNameOf(ResourceType::Customer, OperationType::AddCustomer), "customer-created");
    EXPECT_EQ(eventNameOf(ResourceType::Customer, OperationType::UpdateCustomerBillingProfile),
              "customer-updated");
    EXPECT_EQ(eventNameOf(ResourceType::Customer, OperationType::DeleteCustomer),
              "customer-deleted");
    EXPECT_EQ(eventNameOf(ResourceType::PartnerCustomerRelationship,
                          OperationType::RemovePartnerCustomerRelationship),
              "relationship-removed");
    EXPECT_EQ(eventNameOf(ResourceType::PartnerProfile, OperationType::UpdateCompanyInfo),
              "partnerprofile-updated");
    EXPECT_EQ(eventNameOf(ResourceType::GranularAdminRelationship,
                          OperationType::GranularAdminRelationshipApproved),
              "granularadminrelationship-approved");
    EXPECT_EQ(eventNameOf(ResourceType::CustomerDomain, OperationType::AddCustomerDomain),
              "customerdomain-created");
    EXPECT_EQ(
        eventNameOf(ResourceType::ApplicationConsent, OperationType::DeleteApplicationConsent),
        "applicationconsent-deleted");
}

TEST(EventNames, EveryOperationOfTheRecordIsToldButThoseOfWebhooks) {
    const auto& known = eventNames();
    for (unsigned resource = 1; resource <= 255; ++resource)
        for (unsigned operation = 1; operation <= 255; ++operation) {
            const auto type = static_cast<ResourceType>(resource);
            const auto done = static_cast<OperationType>(operation);
            const auto name = eventNameOf(type, done);
            const bool told = audit::resourceTypeFromName(nameOf(type)) == type &&
                              nameOf(done) != "undefined" &&
                              type != ResourceType::WebhookRegistration;
            EXPECT_EQ(!name.empty(), told) << resource << " " << operation;
            if (told) {
                EXPECT_TRUE(std::binary_search(known.begin(), known.end(), name)) << name;
            }
        }
}

TEST(EventNames, HaveAResourceAndAnAction) {
    for (const auto& name : eventNames()) {
        EXPECT_EQ(std::count(name.begin(), name.end(), '-'), 1) << name;
        EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string::npos) << name;
        EXPECT_EQ(name.substr(0, resourceOf(name).size() + 1), std::string(resourceOf(name)) + "-");
    }
}

TEST(EventNames, TheDocumentedOnesAreKnown) {
    const auto& known = eventNames();
    for (const auto* name : {"test-created", "subscription-updated"})
        EXPECT_TRUE(std::binary_search(known.begin(), known.end(), name)) << name;
}

}  // namespace
}  // namespace concordat::events
