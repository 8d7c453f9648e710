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

std::vector<std::string> allNames() {
    std::vector<std::string> names{std::string(kTestEvent), std::string(kSubscriptionEvent)};
    for (unsigned number = 1; number <= kHighestNumber; ++number)
        if (const auto name = chosenName(static_cast<OperationType>(number)); !name.empty())
            names.emplace_back(name);
    for (unsigned number = 1; number <= kHighestNumber; ++number) {
        const auto resource = static_cast<ResourceType>(number);
        for (unsigned operation = 1; operation <= kHighestNumber; ++operation)
            if (auto name = eventNameOf(resource, static_cast<OperationType>(operation));
                !name.empty())
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
