#pragma once

#include <cstdint>
#include <string_view>

#include "core/identity/principal.hpp"

namespace concordat::api {

/// What a caller must be allowed to do for an operation: one for each row of the table of
/// permissions, in its order. Which roles have it is settled in permissions.cpp; which operation
/// needs which, in routes.cpp.
enum class Permission : std::uint8_t {
    /// Confirming that a customer has accepted an agreement.
    AgreementEdit,
    /// Agreements and their documents.
    AgreementView,
    /// Reports about licences, subscriptions, usage and sign-in security.
    AnalyticsView,
    /// The record: holds personal data of users, so only for administrators.
    AuditView,
    /// Invoices, their lines and rate cards.
    BillingView,
    /// Offers, products, prices and promotions: nothing of a customer's.
    CatalogView,
    /// Letting applications act for a customer.
    CustomerConsent,
    /// Adding customers.
    CustomerCreate,
    /// Deleting customers of a sandbox.
    CustomerDelete,
    /// Profiles, qualifications and verified domains of customers.
    CustomerEdit,
    /// Customers and their profiles, which are personal data.
    CustomerView,
    /// Granular delegated administration of customers.
    DelegationEdit,
    /// Registering devices.
    DeviceAdd,
    /// Changing and removing devices and their policies.
    DeviceEdit,
    /// Devices and their policies.
    DeviceView,
    /// Incidents of the services sold.
    HealthView,
    /// Giving licences to a customer's users.
    LicenceEdit,
    /// Which licences there are and who has them.
    LicenceView,
    /// Carts and orders.
    OrderEdit,
    /// Carts and orders, to be read.
    OrderView,
    /// The partner's own profiles.
    PartnerProfileEdit,
    /// The partner's own profiles, to be read, and partner network profiles.
    PartnerProfileView,
    /// Self-serve policies, also to be read.
    PolicyEdit,
    /// Referrals, also to be read.
    ReferralEdit,
    /// Ending the relationship with a customer.
    RelationshipRemove,
    /// Asking for relationships, and resellers of a sandbox.
    RelationshipRequest,
    /// With whom there are relationships.
    RelationshipView,
    /// Changing, suspending and migrating subscriptions.
    SubscriptionEdit,
    /// Subscriptions, entitlements and transfers, to be read.
    SubscriptionView,
    /// Service requests.
    SupportEdit,
    /// Service requests and managed services, to be read.
    SupportView,
    /// Moving subscriptions between partners.
    TransferEdit,
    /// A customer's budget.
    UsageBudget,
    /// What customers have used.
    UsageView,
    /// A customer's users and their roles.
    UserEdit,
    /// Setting a user's password, and nothing else of a user.
    UserPassword,
    /// A customer's users and their roles, to be read.
    UserView,
    /// Checking domains, addresses and countries.
    UtilityUse,
    /// Where events are sent to, also to be read.
    WebhookEdit
};

/// The roles that have `permission`; a caller needs one of them.
[[nodiscard]] identity::Roles rolesOf(Permission permission) noexcept;

/// The name of `permission`, such as "customer.create", for /openapi.json.
[[nodiscard]] std::string_view nameOf(Permission permission) noexcept;

}  // namespace concordat::api
