#include "core/audit/record.hpp"

#include <array>

namespace concordat::audit {
namespace {

struct ResourceName {
    ResourceType type;
    std::string_view name;
    bool of_partners = true;
};

constexpr std::array<ResourceName, 16> kResources = {{
    {ResourceType::Customer, "customer"},
    {ResourceType::PartnerCustomerRelationship, "partner_customer_relationship"},
    {ResourceType::PartnerProfile, "partner_profile"},
    {ResourceType::CustomerUser, "customer_user"},
    {ResourceType::CustomerDirectoryRole, "customer_directory_role"},
    {ResourceType::PartnerRelationship, "partner_relationship"},
    {ResourceType::PartnerCustomerDap, "partner_customer_dap"},
    {ResourceType::WebhookRegistration, "webhook_registration"},
    {ResourceType::SelfServePolicy, "self_serve_policy"},
    {ResourceType::Agreement, "agreement"},
    {ResourceType::License, "license"},
    {ResourceType::Sink, "sink", false},
    {ResourceType::Settings, "settings", false},
    {ResourceType::Order, "order"},
    {ResourceType::Subscription, "subscription"},
    {ResourceType::GranularAdminRelationship, "granular_admin_relationship"},
}};

char folded(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Compares as the words are written by different clients: PartnerCustomerRelationship and
/// partner_customer_relationship.
bool sameWord(std::string_view given, std::string_view name) {
    std::size_t at = 0;
    for (const char c : name) {
        if (c == '_') {
            if (at < given.size() && given[at] == '_') ++at;
            continue;
        }
        if (at == given.size() || folded(given[at++]) != c) return false;
    }
    return at == given.size();
}

}  // namespace

Entry entryBy(const Actor& actor, const PartnerId& partner, ResourceType resource,
              OperationType operation) {
    Entry entry;
    entry.id = makeUuid(actor.at);
    entry.partner = partner;
    entry.resource = resource;
    entry.operation = operation;
    entry.at = actor.at;
    entry.application = actor.application;
    entry.correlation = actor.correlation;
    entry.user_name = actor.user_name;
    return entry;
}

std::string_view nameOf(OperationType type) noexcept {
    switch (type) {
        case OperationType::AddCustomer:
            return "add_customer";
        case OperationType::UpdateCustomerBillingProfile:
            return "update_customer_billing_profile";
        case OperationType::DeleteCustomer:
            return "delete_customer";
        case OperationType::RemovePartnerCustomerRelationship:
            return "remove_partner_customer_relationship";
        case OperationType::UpdateCompanyInfo:
            return "update_company_info";
        case OperationType::UpdateCustomerQualification:
            return "update_customer_qualification";
        case OperationType::CreateCustomerUser:
            return "create_customer_user";
        case OperationType::UpdateCustomerUser:
            return "update_customer_user";
        case OperationType::UpdateCustomerUserPrincipalName:
            return "update_customer_user_principal_name";
        case OperationType::ResetCustomerUserPassword:
            return "reset_customer_user_password";
        case OperationType::DeleteCustomerUser:
            return "delete_customer_user";
        case OperationType::RestoreCustomerUser:
            return "restore_customer_user";
        case OperationType::AddUserMember:
            return "add_user_member";
        case OperationType::RemoveUserMember:
            return "remove_user_member";
        case OperationType::InvitePartner:
            return "invite_partner";
        case OperationType::CreatePartnerRelationship:
            return "create_partner_relationship";
        case OperationType::RemovePartnerRelationship:
            return "remove_partner_relationship";
        case OperationType::DeclineRelationship:
            return "decline_relationship";
        case OperationType::DapAdminRelationshipApproved:
            return "dap_admin_relationship_approved";
        case OperationType::DapAdminRelationshipTerminated:
            return "dap_admin_relationship_terminated";
        case OperationType::AddWebhookRegistration:
            return "add_webhook_registration";
        case OperationType::UpdateWebhookRegistration:
            return "update_webhook_registration";
        case OperationType::SendWebhookTestEvent:
            return "send_webhook_test_event";
        case OperationType::CreateSelfServePolicy:
            return "create_self_serve_policy";
        case OperationType::UpdateSelfServePolicy:
            return "update_self_serve_policy";
        case OperationType::DeleteSelfServePolicy:
            return "delete_self_serve_policy";
        case OperationType::CreateAgreement:
            return "create_agreement";
        case OperationType::GranularAdminRelationshipCreated:
            return "granular_admin_relationship_created";
        case OperationType::GranularAdminRelationshipDeleted:
            return "granular_admin_relationship_deleted";
        case OperationType::GranularAdminRelationshipRequested:
            return "granular_admin_relationship_requested";
        case OperationType::GranularAdminRelationshipApproved:
            return "granular_admin_relationship_approved";
        case OperationType::GranularAdminRelationshipExtended:
            return "granular_admin_relationship_extended";
        case OperationType::GranularAdminRelationshipExpired:
            return "granular_admin_relationship_expired";
        case OperationType::GranularAdminRelationshipTerminated:
            return "granular_admin_relationship_terminated";
        case OperationType::RefuseLocation:
            return "refuse_location";
        case OperationType::ReloadSettings:
            return "reload_settings";
        case OperationType::RefuseSettings:
            return "refuse_settings";
        case OperationType::CreateOrder:
            return "create_order";
        case OperationType::UpdateSubscription:
            return "update_subscription";
        case OperationType::UpdateCustomerUserLicenses:
            return "update_customer_user_licenses";
    }
    // A number from a newer version's store: still an entry, and shown.
    return "undefined";
}

std::string_view nameOf(ResourceType type) noexcept {
    for (const auto& resource : kResources)
        if (resource.type == type) return resource.name;
    return "undefined";
}

std::optional<ResourceType> resourceTypeFromName(std::string_view name) noexcept {
    for (const auto& resource : kResources)
        if (resource.of_partners && sameWord(name, resource.name)) return resource.type;
    return std::nullopt;
}

}  // namespace concordat::audit
