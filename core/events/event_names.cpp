#include "core/events/event_names.hpp"

#include <algorithm>

namespace concordat::events {
namespace {

using audit::OperationType;
using audit::ResourceType;

constexpr unsigned kHighestNumber = 255;
/// What the partner API says of subscriptions, whatever was done to one.
constexpr std::string_view kSubscriptionEvent = "subscription-updated";
constexpr std::string_view kUnknown = "undefined";
constexpr std::string_view kSubscription = "subscription";

std::string withoutUnderscores(std::string_view word) {
    std::string text(word);
    std::erase(text, '_');
    return text;
}

/// What the first word of an operation says has happened.
std::string_view actionOf(std::string_view operation) {
    const auto verb = operation.substr(0, operation.find('_'));
    if (verb == "add" || verb == "create") return "created";
    if (verb == "delete" || verb == "remove") return "deleted";
    return "updated";
}

/// Names that are not made of the words of the record.
std::string_view chosenName(OperationType operation) {
    switch (operation) {
        case OperationType::AddCustomer:
            return "customer-created";
        case OperationType::UpdateCustomerBillingProfile:
            return "customer-updated";
        case OperationType::DeleteCustomer:
            return "customer-deleted";
        case OperationType::RemovePartnerCustomerRelationship:
            return "relationship-removed";
        case OperationType::UpdateCompanyInfo:
            return "partnerprofile-updated";
        case OperationType::UpdateCustomerQualification:
            return "qualification-updated";
        default:
            return {};
    }
}

/// What the entries of an operation are about, so that no name is offered of which nothing ever
/// comes.
ResourceType subjectOf(OperationType operation) {
    switch (operation) {
        case OperationType::AddCustomer:
        case OperationType::UpdateCustomerBillingProfile:
        case OperationType::DeleteCustomer:
        case OperationType::UpdateCustomerQualification:
            return ResourceType::Customer;
        case OperationType::RemovePartnerCustomerRelationship:
        case OperationType::DeclineRelationship:
            return ResourceType::PartnerCustomerRelationship;
        case OperationType::UpdateCompanyInfo:
            return ResourceType::PartnerProfile;
        case OperationType::CreateCustomerUser:
        case OperationType::UpdateCustomerUser:
        case OperationType::UpdateCustomerUserPrincipalName:
        case OperationType::ResetCustomerUserPassword:
        case OperationType::DeleteCustomerUser:
        case OperationType::RestoreCustomerUser:
            return ResourceType::CustomerUser;
        case OperationType::AddUserMember:
        case OperationType::RemoveUserMember:
            return ResourceType::CustomerDirectoryRole;
        case OperationType::CreateOrder:
            return ResourceType::Order;
        case OperationType::UpdateSubscription:
            return ResourceType::Subscription;
        case OperationType::InvitePartner:
        case OperationType::CreatePartnerRelationship:
        case OperationType::RemovePartnerRelationship:
        case OperationType::CreateSandboxIndirectReseller:
        case OperationType::DeleteSandboxIndirectReseller:
            return ResourceType::PartnerRelationship;
        case OperationType::DapAdminRelationshipApproved:
        case OperationType::DapAdminRelationshipTerminated:
            return ResourceType::PartnerCustomerDap;
        case OperationType::AddWebhookRegistration:
        case OperationType::UpdateWebhookRegistration:
        case OperationType::SendWebhookTestEvent:
            return ResourceType::WebhookRegistration;
        case OperationType::CreateSelfServePolicy:
        case OperationType::UpdateSelfServePolicy:
        case OperationType::DeleteSelfServePolicy:
            return ResourceType::SelfServePolicy;
        case OperationType::CreateAgreement:
            return ResourceType::Agreement;
        case OperationType::UpdateCustomerUserLicenses:
            return ResourceType::License;
        case OperationType::GranularAdminRelationshipCreated:
        case OperationType::GranularAdminRelationshipDeleted:
        case OperationType::GranularAdminRelationshipRequested:
        case OperationType::GranularAdminRelationshipApproved:
        case OperationType::GranularAdminRelationshipExtended:
        case OperationType::GranularAdminRelationshipExpired:
        case OperationType::GranularAdminRelationshipTerminated:
            return ResourceType::GranularAdminRelationship;
        case OperationType::AddCustomerDomain:
            return ResourceType::CustomerDomain;
        case OperationType::AddApplicationConsent:
        case OperationType::DeleteApplicationConsent:
            return ResourceType::ApplicationConsent;
        case OperationType::RefuseLocation:
            return ResourceType::Sink;
        case OperationType::ReloadSettings:
        case OperationType::RefuseSettings:
            return ResourceType::Settings;
    }
    return ResourceType::Settings;  // a number that a newer version wrote: told to nobody
}

std::vector<std::string> allNames() {
    std::vector<std::string> names{std::string(kTestEvent)};
    for (unsigned number = 1; number <= kHighestNumber; ++number) {
        const auto operation = static_cast<OperationType>(number);
        if (auto name = eventNameOf(subjectOf(operation), operation); !name.empty())
            names.push_back(std::move(name));
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace

std::string eventNameOf(ResourceType resource, OperationType operation) {
    const auto word = nameOf(resource);
    const auto done = nameOf(operation);
    // Of the cloud itself, no partner is told.
    if (!audit::resourceTypeFromName(word) || done == kUnknown ||
        resource == ResourceType::WebhookRegistration)
        return {};
    if (word == kSubscription) return std::string(kSubscriptionEvent);
    if (const auto chosen = chosenName(operation); !chosen.empty()) return std::string(chosen);
    const auto subject = withoutUnderscores(word) + "-";
    // Words of the record that begin with what they are about end with what happened.
    if (done.starts_with(word) && done.substr(word.size()).starts_with('_'))
        return subject + std::string(done.substr(word.size() + 1));
    return subject + std::string(actionOf(done));
}

const std::vector<std::string>& eventNames() {
    static const auto names = allNames();
    return names;
}

std::string_view resourceOf(std::string_view event_name) {
    return event_name.substr(0, event_name.find('-'));
}

}  // namespace concordat::events
