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

TEST(EventNames, EveryEntryIsToldButThoseOfWebhooksAndOfTheCloudItself) {
    for (unsigned resource = 1; resource <= 255; ++resource)
        for (unsigned operation = 1; operation <= 255; ++operation) {
            const auto type = static_cast<ResourceType>(resource);
            const auto done = static_cast<OperationType>(operation);
            const bool told = audit::resourceTypeFromName(nameOf(type)) == type &&
                              nameOf(done) != "undefined" &&
                              type != ResourceType::WebhookRegistration;
            EXPECT_EQ(!eventNameOf(type, done).empty(), told) << resource << " " << operation;
        }
}

/// Names are permanent: one that is missing here is new, one that is not offered any more is a
/// break.
TEST(EventNames, OfferExactlyWhatHappens) {
    const std::vector<std::string> happens{"agreement-created",
                                           "applicationconsent-created",
                                           "applicationconsent-deleted",
                                           "customer-created",
                                           "customer-deleted",
                                           "customer-updated",
                                           "customerdirectoryrole-created",
                                           "customerdirectoryrole-deleted",
                                           "customerdomain-created",
                                           "customeruser-created",
                                           "customeruser-deleted",
                                           "customeruser-updated",
                                           "granularadminrelationship-approved",
                                           "granularadminrelationship-created",
                                           "granularadminrelationship-deleted",
                                           "granularadminrelationship-expired",
                                           "granularadminrelationship-extended",
                                           "granularadminrelationship-requested",
                                           "granularadminrelationship-terminated",
                                           "license-updated",
                                           "order-created",
                                           "partnercustomerdap-updated",
                                           "partnercustomerrelationship-updated",
                                           "partnerprofile-updated",
                                           "partnerrelationship-created",
                                           "partnerrelationship-deleted",
                                           "partnerrelationship-updated",
                                           "qualification-updated",
                                           "relationship-removed",
                                           "selfservepolicy-created",
                                           "selfservepolicy-deleted",
                                           "selfservepolicy-updated",
                                           "subscription-updated",
                                           "test-created"};
    EXPECT_EQ(eventNames(), happens);
}

TEST(EventNames, HaveAResourceAndAnAction) {
    for (const auto& name : eventNames()) {
        EXPECT_EQ(std::count(name.begin(), name.end(), '-'), 1) << name;
        EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string::npos) << name;
        EXPECT_EQ(name.substr(0, resourceOf(name).size() + 1), std::string(resourceOf(name)) + "-");
    }
}

}  // namespace
}  // namespace concordat::events
