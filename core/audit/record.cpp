#include "core/audit/record.hpp"

#include <array>

namespace concordat::audit {
namespace {

struct ResourceName {
    ResourceType type;
    std::string_view name;
    bool of_partners = true;
};

constexpr auto kResources = std::to_array<ResourceName>({
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
    {ResourceType::CustomerDomain, "customer_domain"},
    {ResourceType::ApplicationConsent, "application_consent"},
});

struct OperationName {
    OperationType type;
    std::string_view name;
};

constexpr auto kOperations = std::to_array<OperationName>({
    {OperationType::AddCustomer, "add_customer"},
    {OperationType::UpdateCustomerBillingProfile, "update_customer_billing_profile"},
    {OperationType::DeleteCustomer, "delete_customer"},
    {OperationType::RemovePartnerCustomerRelationship, "remove_partner_customer_relationship"},
    {OperationType::UpdateCompanyInfo, "update_company_info"},
    {OperationType::UpdateCustomerQualification, "update_customer_qualification"},
    {OperationType::CreateCustomerUser, "create_customer_user"},
    {OperationType::UpdateCustomerUser, "update_customer_user"},
    {OperationType::UpdateCustomerUserPrincipalName, "update_customer_user_principal_name"},
    {OperationType::ResetCustomerUserPassword, "reset_customer_user_password"},
    {OperationType::DeleteCustomerUser, "delete_customer_user"},
    {OperationType::RestoreCustomerUser, "restore_customer_user"},
    {OperationType::AddUserMember, "add_user_member"},
    {OperationType::RemoveUserMember, "remove_user_member"},
    {OperationType::InvitePartner, "invite_partner"},
    {OperationType::CreatePartnerRelationship, "create_partner_relationship"},
    {OperationType::RemovePartnerRelationship, "remove_partner_relationship"},
    {OperationType::DeclineRelationship, "decline_relationship"},
    {OperationType::DapAdminRelationshipApproved, "dap_admin_relationship_approved"},
    {OperationType::DapAdminRelationshipTerminated, "dap_admin_relationship_terminated"},
    {OperationType::AddWebhookRegistration, "add_webhook_registration"},
    {OperationType::UpdateWebhookRegistration, "update_webhook_registration"},
    {OperationType::SendWebhookTestEvent, "send_webhook_test_event"},
    {OperationType::CreateSelfServePolicy, "create_self_serve_policy"},
    {OperationType::UpdateSelfServePolicy, "update_self_serve_policy"},
    {OperationType::DeleteSelfServePolicy, "delete_self_serve_policy"},
    {OperationType::CreateAgreement, "create_agreement"},
    {OperationType::GranularAdminRelationshipCreated, "granular_admin_relationship_created"},
    {OperationType::GranularAdminRelationshipDeleted, "granular_admin_relationship_deleted"},
    {OperationType::GranularAdminRelationshipRequested, "granular_admin_relationship_requested"},
    {OperationType::GranularAdminRelationshipApproved, "granular_admin_relationship_approved"},
    {OperationType::GranularAdminRelationshipExtended, "granular_admin_relationship_extended"},
    {OperationType::GranularAdminRelationshipExpired, "granular_admin_relationship_expired"},
    {OperationType::GranularAdminRelationshipTerminated, "granular_admin_relationship_terminated"},
    {OperationType::CreateSandboxIndirectReseller, "create_sandbox_indirect_reseller"},
    {OperationType::DeleteSandboxIndirectReseller, "delete_sandbox_indirect_reseller"},
    {OperationType::AddCustomerDomain, "add_customer_domain"},
    {OperationType::AddApplicationConsent, "add_application_consent"},
    {OperationType::DeleteApplicationConsent, "delete_application_consent"},
    {OperationType::RefuseLocation, "refuse_location"},
    {OperationType::ReloadSettings, "reload_settings"},
    {OperationType::RefuseSettings, "refuse_settings"},
    {OperationType::CreateOrder, "create_order"},
    {OperationType::UpdateSubscription, "update_subscription"},
    {OperationType::UpdateCustomerUserLicenses, "update_customer_user_licenses"},
});

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
    for (const auto& operation : kOperations)
        if (operation.type == type) return operation.name;
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
