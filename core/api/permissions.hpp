#pragma once

#include <cstdint>
#include <string_view>

#include "core/identity/principal.hpp"

namespace concordat::api {

/// What a caller must be allowed to do for an operation: one for each row of the table of
/// permissions, in its order. Which roles have it is settled in permissions.cpp; which operation
/// needs which, in routes.cpp.
enum class Permission : std::uint8_t {
    AgreementEdit,
    AgreementView,
    AnalyticsView,
    AuditView,
    BillingView,
    CatalogView,
    CustomerConsent,
    CustomerCreate,
    CustomerDelete,
    CustomerEdit,
    CustomerView,
    DeviceAdd,
    DeviceEdit,
    DeviceView,
    HealthView,
    LicenceEdit,
    LicenceView,
    OrderEdit,
    OrderView,
    PartnerProfileEdit,
    PartnerProfileView,
    PolicyEdit,
    ReferralEdit,
    RelationshipRemove,
    RelationshipRequest,
    RelationshipView,
    SubscriptionEdit,
    SubscriptionView,
    SupportEdit,
    SupportView,
    TransferEdit,
    UsageBudget,
    UsageView,
    UserEdit,
    UserPassword,
    UserView,
    UtilityUse,
    WebhookEdit
};

/// The roles that have `permission`; a caller needs one of them.
[[nodiscard]] identity::Roles rolesOf(Permission permission) noexcept;

/// The name of `permission`, such as "customer.create", for /openapi.json.
[[nodiscard]] std::string_view nameOf(Permission permission) noexcept;

}  // namespace concordat::api
