#include "core/api/routes.hpp"

#include "core/api/discriminators.hpp"

namespace concordat::api {
namespace {

using enum Permission;
using enum TokenKind;
using enum Effect;
using enum BodyKind;
using enum Support;
using http::Method::Delete;
using http::Method::Get;
using http::Method::Head;
using http::Method::Patch;
using http::Method::Post;
using http::Method::Put;

// One line for each operation: method, path, id, permission, token, effect, body, support and,
// where several operations share a method and path, the predicate that tells them apart. Of those
// the first whose predicate holds is meant, and the last one has none. Within the table an
// operation's position is its index everywhere.
// clang-format off
constexpr Operation kOperations[] = {
    // Customers
    {Post, "/v1/customers", "customer-create-for-indirect-reseller", CustomerCreate, User, Writes, Json, Built, namesIndirectReseller},
    {Post, "/v1/customers", "customer-create", CustomerCreate, Any, Writes, Json, Built},
    {Get, "/v1/customers", "customer-list-by-indirect-reseller", CustomerView, User, Reads, None, Built, filtersByIndirectReseller},
    {Get, "/v1/customers", "customer-search", CustomerView, Any, Reads, None, Built, hasFilter},
    {Get, "/v1/customers", "customer-list", CustomerView, Any, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}", "customer-get", CustomerView, Any, Reads, None, Built},
    {Delete, "/v1/customers/{customer-id}", "customer-delete-sandbox", CustomerDelete, Any, Writes, None, Built},
    {Post, "/v1/customers/{customer-id}/verifieddomain", "customer-verified-domain-add", CustomerEdit, Any, Asks, Json, Built},
    {Post, "/v1/customers/{customer-id}/applicationconsents", "application-consent-create", CustomerConsent, User, Writes, Json, Built},
    {Delete, "/v1/customers/{customer-id}/applicationconsents/{application-id}", "application-consent-delete", CustomerConsent, User, Writes, None, Built},
    {Get, "/v1/customers/{customer-id}/validationStatus", "customer-validation-status-get", CustomerView, User, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}/qualification", "customer-qualification-get", CustomerView, Any, Reads, None, Built},
    {Put, "/v1/customers/{customer-id}/qualification", "customer-qualification-update", CustomerEdit, User, Writes, JsonText, Built},
    {Get, "/v1/customers/{customer-id}/qualifications", "customer-qualifications-get", CustomerView, Any, Reads, None, Built},
    {Post, "/v1/customers/{customer-id}/qualifications", "customer-qualifications-create", CustomerEdit, User, Writes, Json, Built},
    {Get, "/v1/customers/all/validations", "partner-validation-codes-list", CustomerView, Any, Reads, None, Built},
    // Profiles
    {Get, "/v1/customers/{customer-id}/profiles/billing", "customer-billing-profile-get", CustomerView, Any, Reads, None, Built},
    {Put, "/v1/customers/{customer-id}/profiles/billing", "customer-billing-profile-update", CustomerEdit, Any, Writes, Json, Built},
    {Get, "/v1/customers/{customer-id}/profiles/company", "customer-company-profile-get", CustomerView, User, Reads, None, Built},
    {Get, "/v1/profiles/billing", "partner-billing-profile-get", PartnerProfileView, User, Reads, None, Built},
    {Put, "/v1/profiles/billing", "partner-billing-profile-update", PartnerProfileEdit, User, Writes, Json, Built},
    {Get, "/v1/profiles/legalbusiness", "legal-business-profile-get", PartnerProfileView, Any, Reads, None, Built},
    {Put, "/v1/profiles/legalbusiness", "legal-business-profile-update", PartnerProfileEdit, User, Writes, Json, Built},
    {Get, "/v1/profiles/organization", "organization-profile-get", PartnerProfileView, User, Reads, None, Built},
    {Put, "/v1/profiles/organization", "organization-profile-update", PartnerProfileEdit, User, Writes, Json, Built},
    {Get, "/v1/profiles/mpn", "mpn-profile-verify", PartnerProfileView, User, Reads, None, Built, hasMpnId},
    {Get, "/v1/profiles/mpn", "mpn-profile-get", PartnerProfileView, User, Reads, None, Built},
    {Get, "/v1/profiles/support", "support-profile-get", PartnerProfileView, User, Reads, None, Built},
    {Put, "/v1/profiles/supportprofile", "support-profile-update", PartnerProfileEdit, User, Writes, Json, Built},
    // Relationships
    {Patch, "/v1/customers/{customer-id}", "relationship-remove-customer", RelationshipRemove, User, Writes, Json, Built},
    {Get, "/v1/customers/relationshiprequests", "relationship-request-url-get", RelationshipRequest, User, Reads, None, Built},
    {Get, "/v1/relationships", "partner-relationship-list", RelationshipView, User, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}/relationships", "customer-indirect-reseller-list", RelationshipView, User, Reads, None, Built},
    {Get, "/v1/compliance/{program-name}/agreementstatus", "reseller-agreement-status-get", RelationshipView, User, Reads, None, Built},
    {Post, "/v1/sandboxIndirectReseller", "sandbox-indirect-reseller-create", RelationshipRequest, User, Writes, Json, Built},
    {Delete, "/v1/sandboxIndirectReseller/{reseller-id}", "sandbox-indirect-reseller-delete", RelationshipRequest, User, Writes, None, Built},
    // Granular delegated administration: Concordat's own
    {Post, "/v1/customers/{customer-id}/delegatedAdminRelationships", "granular-relationship-create", DelegationEdit, User, Writes, Json, Built},
    {Post, "/v1/delegatedAdminRelationships", "granular-relationship-create-bulk", DelegationEdit, User, Writes, Json, Built},
    {Get, "/v1/customers/{customer-id}/delegatedAdminRelationships", "granular-relationship-list", RelationshipView, User, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}/delegatedAdminRelationships/{relationship-id}", "granular-relationship-get", RelationshipView, User, Reads, None, Built},
    {Delete, "/v1/customers/{customer-id}/delegatedAdminRelationships/{relationship-id}", "granular-relationship-delete", DelegationEdit, User, Writes, None, Built},
    {Post, "/v1/customers/{customer-id}/delegatedAdminRelationships/{relationship-id}/requests", "granular-relationship-request", DelegationEdit, User, Writes, Json, Built},
    // Utilities
    {Post, "/v1/validations/address", "address-validate", UtilityUse, Any, Reads, Json, Built},
    {Get, "/v1/countryvalidationrules/{country-code}", "country-validation-rules-get", UtilityUse, Any, Reads, None, Built},
    {Head, "/v1/domains/{domain}", "domain-availability-check", UtilityUse, Any, Reads, None, Built},
    // Users
    {Post, "/v1/customers/{customer-id}/users", "customer-user-create", UserEdit, User, Derives, Json, Built},
    {Get, "/v1/customers/{customer-id}/users", "customer-user-list-deleted", UserView, User, Searches, None, Built, filtersByUserState},
    {Get, "/v1/customers/{customer-id}/users", "customer-user-list", UserView, User, Searches, None, Built},
    {Get, "/v1/customers/{customer-id}/users/{user-id}", "customer-user-get", UserView, User, Reads, None, Built},
    {Patch, "/v1/customers/{customer-id}/users/{user-id}", "customer-user-password-reset", UserPassword, User, Derives, Json, Built, setsPassword},
    {Patch, "/v1/customers/{customer-id}/users/{user-id}", "customer-user-restore", UserEdit, User, Writes, Json, Built, restoresUser},
    {Patch, "/v1/customers/{customer-id}/users/{user-id}", "customer-user-update", UserEdit, User, Writes, Json, Built},
    {Delete, "/v1/customers/{customer-id}/users/{user-id}", "customer-user-delete", UserEdit, User, Writes, None, Built},
    {Get, "/v1/customers/{customer-id}/users/{user-id}/directoryroles", "customer-user-roles-list", UserView, User, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}/directoryroles", "customer-roles-list", UserView, User, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}/directoryroles/{role-id}/usermembers", "customer-role-members-list", UserView, User, Searches, None, Built},
    {Post, "/v1/customers/{customer-id}/directoryroles/{role-id}/usermembers", "customer-role-member-add", UserEdit, User, Writes, Json, Built},
    {Delete, "/v1/customers/{customer-id}/directoryroles/{role-id}/usermembers/{user-id}", "customer-role-member-remove", UserEdit, User, Writes, None, Built},
    // Licenses
    {Get, "/v1/customers/{customer-id}/subscribedskus", "license-available-list-by-group", LicenceView, User, Reads, None, Built, hasLicenseGroups},
    {Get, "/v1/customers/{customer-id}/subscribedskus", "license-available-list", LicenceView, User, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}/users/{user-id}/licenses", "license-assigned-list-by-group", LicenceView, User, Reads, None, Built, hasLicenseGroups},
    {Get, "/v1/customers/{customer-id}/users/{user-id}/licenses", "license-assigned-list", LicenceView, User, Reads, None, Built},
    {Post, "/v1/customers/{customer-id}/users/{user-id}/licenseupdates", "license-assign", LicenceEdit, User, Writes, Json, Built},
    // Offers
    {Get, "/v1/offers", "offer-list", CatalogView, Any, Reads, None, Built},
    {Get, "/v1/offers/{offer-id}", "offer-get", CatalogView, Any, Reads, None, Built},
    {Get, "/v1/offers/{offer-id}/addons", "offer-addons-list", CatalogView, Any, Reads, None, Built},
    {Get, "/v1/offercategories", "offer-category-list", CatalogView, Any, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}/offers", "customer-offer-list", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/offercategories", "customer-offer-category-list", CatalogView, Any, Reads, None, Known},
    {Get, "/v1.0/sales/pricesheets(Market='{market}',PricesheetView='{view}')/$value", "price-sheet-get", CatalogView, User, Reads, None, Known},
    {Get, "/v1.0/sales/fxrates(Month='{yyyymm}')/$value", "fx-rates-get", CatalogView, User, Reads, None, Known},
    // Products
    {Get, "/v1/products", "product-list", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/products/{product-id}", "product-get", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/products/{product-id}/skus", "sku-list", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/products/{product-id}/skus/{sku-id}", "sku-get", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/products/{product-id}/skus/{sku-id}/availabilities", "availability-list", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/products/{product-id}/skus/{sku-id}/availabilities/{availability-id}", "availability-get", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/products/{product-id}/skus/{sku-id}/downloadoptions", "sku-download-options-list", CatalogView, Any, Reads, None, Known},
    {Post, "/v1/extensions/product/checkInventory", "inventory-check", CatalogView, Any, Reads, Json, Known},
    {Get, "/v1/customers/{customer-id}/products", "customer-product-list", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/products/{product-id}", "customer-product-get", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/products/{product-id}/skus", "customer-sku-list", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/products/{product-id}/skus/{sku-id}", "customer-sku-get", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/products/{product-id}/skus/{sku-id}/availabilities", "customer-availability-list", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/products/{product-id}/skus/{sku-id}/availabilities/{availability-id}", "customer-availability-get", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/productpromotions", "promotion-list", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/productpromotions/{promotion-id}", "promotion-get", CatalogView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/promotionEligibilities", "promotion-eligibility-check", CatalogView, Any, Reads, Json, Known},
    {Get, "/v1/margins", "margin-list", CatalogView, Any, Reads, None, Known},
    {Get, "/v1/margins/download", "margin-download", CatalogView, Any, Reads, None, Known},
    // Carts
    {Post, "/v1/customers/{customer-id}/carts", "cart-create-with-addons", OrderEdit, Any, Writes, Json, Known, hasAddonItems},
    {Post, "/v1/customers/{customer-id}/carts", "cart-create", OrderEdit, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/carts/{cart-id}", "cart-get", OrderView, Any, Reads, None, Known},
    {Put, "/v1/customers/{customer-id}/carts/{cart-id}", "cart-update", OrderEdit, Any, Writes, Json, Known},
    {Post, "/v1/customers/{customer-id}/carts/{cart-id}/checkout", "cart-checkout", OrderEdit, Any, Writes, None, Known},
    // Orders
    {Post, "/v1/customers/{customer-id}/orders", "order-create-for-indirect-reseller", OrderEdit, User, Writes, Json, Built, hasPartnerOnRecord},
    {Post, "/v1/customers/{customer-id}/orders", "order-create", OrderEdit, Any, Writes, Json, Built},
    {Get, "/v1/customers/{customer-id}/orders", "order-list-by-billing-type", OrderView, Any, Reads, None, Known, hasBillingType},
    {Get, "/v1/customers/{customer-id}/orders", "order-list", OrderView, Any, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}/orders/{order-id}", "order-get", OrderView, Any, Reads, None, Built},
    {Patch, "/v1/customers/{customer-id}/orders/{order-id}", "order-cancel-software", OrderEdit, Any, Writes, Json, Known, cancelsLineItems},
    {Patch, "/v1/customers/{customer-id}/orders/{order-id}", "order-cancel-sandbox", OrderEdit, Any, Writes, Json, Known, cancelsOrder},
    {Patch, "/v1/customers/{customer-id}/orders/{order-id}", "order-billing-cycle-change", OrderEdit, Any, Writes, Json, Known, changesBillingCycle},
    {Patch, "/v1/customers/{customer-id}/orders/{order-id}", "order-addon-purchase", OrderEdit, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/orders/{order-id}/provisioningstatus", "order-provisioning-status-get", OrderView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/orders/{order-id}/lineitems/{line-item-number}/activationlinks", "order-line-activation-links-get", OrderView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/orders/{order-id}/activationlinks", "order-activation-links-get", OrderView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/orders/{order-id}/attachments", "order-attachment-list", OrderView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/orders/{order-id}/attachments", "order-attachment-upload", OrderEdit, Any, Writes, None, Known},
    {Get, "/v1/customers/{customer-id}/orders/{order-id}/attachment/{attachment-id}", "order-attachment-download", OrderView, Any, Reads, None, Known},
    // Subscriptions
    {Get, "/v1/customers/{customer-id}/subscriptions", "subscription-list-by-order", SubscriptionView, Any, Reads, None, Built, hasOrderId},
    {Get, "/v1/customers/{customer-id}/subscriptions", "subscription-list-by-partner", SubscriptionView, Any, Reads, None, Built, hasMpnIdOfSubscription},
    {Get, "/v1/customers/{customer-id}/subscriptions", "subscription-list", SubscriptionView, Any, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}", "subscription-get", SubscriptionView, Any, Reads, None, Built},
    {Patch, "/v1/customers/{customer-id}/subscriptions/{subscription-id}", "subscription-suspend", SubscriptionEdit, Any, Writes, Json, Built, suspendsSubscription},
    {Patch, "/v1/customers/{customer-id}/subscriptions/{subscription-id}", "subscription-cancel", SubscriptionEdit, Any, Writes, Json, Known, deletesSubscription},
    {Patch, "/v1/customers/{customer-id}/subscriptions/{subscription-id}", "subscription-billing-frequency-update", SubscriptionEdit, Any, Writes, Json, Known, schedulesBillingCycle},
    {Patch, "/v1/customers/{customer-id}/subscriptions/{subscription-id}", "subscription-schedule-changes", SubscriptionEdit, Any, Writes, Json, Known, schedulesChanges},
    {Patch, "/v1/customers/{customer-id}/subscriptions/{subscription-id}", "subscription-quantity-change", SubscriptionEdit, Any, Writes, Json, Built, hasQuantity},
    {Patch, "/v1/customers/{customer-id}/subscriptions/{subscription-id}", "subscription-reactivate", SubscriptionEdit, Any, Writes, Json, Built, activatesSubscription},
    {Patch, "/v1/customers/{customer-id}/subscriptions/{subscription-id}", "subscription-autorenew-update", SubscriptionEdit, Any, Writes, Json, Known, setsAutoRenew},
    {Patch, "/v1/customers/{customer-id}/subscriptions/{subscription-id}", "subscription-rename", SubscriptionEdit, Any, Writes, Json, Built},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/addons", "subscription-addons-list", SubscriptionView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/upgrades", "subscription-upgrades-list", SubscriptionView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/upgrades", "subscription-upgrade", SubscriptionEdit, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/conversions", "subscription-conversions-list", SubscriptionView, User, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/conversions", "subscription-convert-trial", SubscriptionEdit, User, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/provisioningstatus", "subscription-provisioning-status-get", SubscriptionView, User, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/registrations", "subscription-register", SubscriptionEdit, Any, Writes, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/registrationstatus", "subscription-registration-status-get", SubscriptionView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/supportcontact", "subscription-support-contact-get", SubscriptionView, User, Reads, None, Built},
    {Put, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/supportcontact", "subscription-support-contact-update", SubscriptionEdit, User, Writes, Json, Built},
    {Post, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/activate", "subscription-activate-sandbox", SubscriptionEdit, Any, Writes, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/activationlinks", "subscription-activation-links-get", SubscriptionView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/azureEntitlements", "azure-entitlement-list", SubscriptionView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/azureEntitlements/{entitlement-id}", "azure-entitlement-get", SubscriptionView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/azureEntitlements/{entitlement-id}/cancel", "azure-entitlement-cancel", SubscriptionEdit, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/overage", "overage-get", SubscriptionView, Any, Reads, None, Known},
    {Put, "/v1/customers/{customer-id}/subscriptions/overage", "overage-update", SubscriptionEdit, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/transitionEligibilities", "transition-eligibility-list", SubscriptionView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/transitions", "transition-create", SubscriptionEdit, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/transitions", "transition-list", SubscriptionView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/migrations/newcommerce/validate", "migration-validate", SubscriptionView, Any, Reads, Json, Known},
    {Post, "/v1/customers/{customer-id}/migrations/newcommerce", "migration-create", SubscriptionEdit, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/migrations/newcommerce/{migration-id}", "migration-get", SubscriptionView, Any, Reads, None, Known},
    {Get, "/v1/migrations/newcommerce", "migration-list", SubscriptionView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/migrations/newcommerce/events", "migration-events-list", SubscriptionView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/migrations/newcommerce/schedules", "migration-schedule-create", SubscriptionEdit, Any, Writes, Json, Known},
    {Put, "/v1/customers/{customer-id}/migrations/newcommerce/schedules/{schedule-id}", "migration-schedule-update", SubscriptionEdit, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/migrations/newcommerce/schedules/{schedule-id}", "migration-schedule-get", SubscriptionView, Any, Reads, None, Known},
    {Get, "/v1/migrations/newcommerce/schedules", "migration-schedule-list", SubscriptionView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/migrations/newcommerce/schedules/{schedule-id}/cancel", "migration-schedule-cancel", SubscriptionEdit, Any, Writes, Json, Known},
    {Post, "/v1/productUpgrades/eligibility", "product-upgrade-eligibility-get", SubscriptionView, User, Reads, Json, Known},
    {Post, "/v1/productupgrades", "product-upgrade-create", SubscriptionEdit, User, Writes, Json, Known},
    {Post, "/v1/productUpgrades/{upgrade-id}/status", "product-upgrade-status-get", SubscriptionView, User, Reads, Json, Known},
    // Entitlements
    {Get, "/v1/customers/{customer-id}/entitlements", "entitlement-list", SubscriptionView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/artifacts/reservedinstance/groups/{group-id}/lineitems/{line-item-id}/resource/{resource-id}", "entitlement-reservation-artifact-get", SubscriptionView, User, Reads, None, Known},
    // Transfers
    {Post, "/v1/customers/{customer-id}/transfers", "transfer-create", TransferEdit, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/transfers", "transfer-list", SubscriptionView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/transfers/{transfer-id}", "transfer-get", SubscriptionView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/transfers/{transfer-id}/accept", "transfer-accept", TransferEdit, Any, Writes, None, Known},
    {Patch, "/v1/customers/{customer-id}/transfers/{transfer-id}", "transfer-reject", TransferEdit, Any, Writes, Json, Known},
    {Delete, "/v1/customers/{customer-id}/transfers/{transfer-id}", "transfer-withdraw", TransferEdit, Any, Writes, None, Known},
    {Get, "/v1/customers/{customer-id}/transferseligibility", "transfer-eligibility-list", SubscriptionView, Any, Reads, None, Known},
    // Billing
    {Get, "/v1/invoices", "invoice-list", BillingView, Any, Reads, None, Known},
    {Get, "/v1/invoices/{invoice-id}", "invoice-get", BillingView, User, Reads, None, Known},
    {Get, "/v1/invoices/{invoice-id}/documents/statement", "invoice-statement-get", BillingView, User, Reads, None, Known},
    {Get, "/v1/invoices/{invoice-id}/receipts/{receipt-id}/documents/statement", "invoice-receipt-statement-get", BillingView, User, Reads, None, Known},
    {Get, "/v1/invoices/summary", "invoice-summary-get", BillingView, Any, Reads, None, Known},
    {Get, "/v1/invoices/summaries", "invoice-summaries-get", BillingView, User, Reads, None, Known},
    {Get, "/v1/invoices/{invoice-id}/lineitems/{billing-provider}/{line-item-type}", "invoice-line-items-path", BillingView, Any, Reads, None, Known},
    {Get, "/v1/invoices/{invoice-id}/lineitems/OneTime/{line-item-type}", "invoice-line-items-path-seek", BillingView, Any, Reads, None, Known},
    {Get, "/v1/invoices/{invoice-id}/lineitems", "invoice-line-items-office", BillingView, Any, Reads, None, Known, isOfficeBilling},
    {Get, "/v1/invoices/{invoice-id}/lineitems", "invoice-line-items-azure", BillingView, Any, Reads, None, Known, isAzureBilling},
    {Get, "/v1/invoices/{invoice-id}/lineitems", "invoice-line-items-azure-usage", BillingView, Any, Reads, None, Known, isAzureUsage},
    {Get, "/v1/invoices/{invoice-id}/lineitems", "invoice-line-items-billed-consumption", BillingView, Any, Reads, None, Known, isUsage},
    {Get, "/v1/invoices/{invoice-id}/lineitems", "invoice-line-items-onetime", BillingView, Any, Reads, None, Known},
    {Get, "/v1/invoices/unbilled/lineitems", "invoice-line-items-unbilled-consumption", BillingView, Any, Reads, None, Known, isUsage},
    {Get, "/v1/invoices/unbilled/lineitems", "invoice-line-items-unbilled-recon", BillingView, Any, Reads, None, Known},
    {Get, "/v1/invoices/estimates/links", "invoice-estimate-links-get", BillingView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/servicecosts/{billing-period}", "service-costs-summary-get", BillingView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/servicecosts/{billing-period}/lineitems", "service-costs-line-items-list", BillingView, User, Reads, None, Known},
    {Get, "/v1/ratecards/azure", "rate-card-azure-get", BillingView, Any, Reads, None, Known},
    {Get, "/v1/ratecards/azure-shared", "rate-card-azure-shared-get", BillingView, Any, Reads, None, Known},
    // Usage
    {Get, "/v1/usagesummary", "usage-partner-summary-get", UsageView, User, Reads, None, Known},
    {Get, "/v1/customers/usagerecords", "usage-customer-records-list", UsageView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/usagesummary", "usage-customer-summary-get", UsageView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/usagebudget", "usage-budget-get", UsageView, Any, Reads, None, Known},
    {Patch, "/v1/customers/{customer-id}/usagebudget", "usage-budget-update", UsageBudget, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/usagerecords", "usage-subscription-records-list", UsageView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/usagesummary", "usage-subscription-summary-get", UsageView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/usagerecords/resources", "usage-subscription-resource-monthly-list", UsageView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/usagerecords/daily", "usage-subscription-daily-list", UsageView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/meterusagerecords", "usage-subscription-meter-list", UsageView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/resourceusagerecords", "usage-subscription-resource-list", UsageView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/subscriptions/{subscription-id}/utilizations/azure", "utilization-azure-list", UsageView, Any, Reads, None, Known},
    // Support
    {Get, "/v1/customers/{customer-id}/managedservices", "managed-service-list", SupportView, User, Reads, None, Built},
    {Post, "/v1/servicerequests/{agent-locale}", "service-request-create", SupportEdit, User, Writes, Json, Known},
    {Get, "/v1/servicerequests/supporttopics", "service-request-support-topics-list", SupportView, User, Reads, None, Known},
    {Get, "/v1/servicerequests/{service-request-id}", "service-request-get", SupportView, User, Reads, None, Known},
    {Patch, "/v1/servicerequests/{service-request-id}", "service-request-update", SupportEdit, User, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/servicerequests", "service-request-list-by-customer", SupportView, User, Reads, None, Known},
    {Get, "/v1/servicerequests", "service-request-list", SupportView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/servicerequests/{service-request-id}", "service-request-get-by-customer", SupportView, Any, Reads, None, Known},
    {Patch, "/v1/customers/{customer-id}/servicerequests/{service-request-id}", "service-request-update-by-customer", SupportEdit, Any, Writes, Json, Known},
    // Service health
    {Get, "/v1/serviceincidents/office", "service-incident-list", HealthView, Any, Reads, None, Known},
    {Get, "/v1/serviceincidents/office/count", "service-incident-count", HealthView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/serviceincidents/office", "service-incident-list-by-customer", HealthView, Any, Reads, None, Known},
    // Audit
    {Get, "/v1/auditrecords", "audit-record-list-by-company", AuditView, Any, Searches, None, Built, filtersByCompanyName},
    {Get, "/v1/auditrecords", "audit-record-list-by-customer", AuditView, Any, Searches, None, Built, filtersByCustomerId},
    {Get, "/v1/auditrecords", "audit-record-list-by-resource-type", AuditView, Any, Searches, None, Built, filtersByResourceType},
    {Get, "/v1/auditrecords", "audit-record-list", AuditView, Any, Searches, None, Built},
    {Get, "/auditactivity/v1/auditrecords/{audit-id}", "audit-record-get", AuditView, Any, Reads, None, Built},
    // Analytics
    {Get, "/v1/analytics/licenses/deployment", "analytics-partner-license-deployment", AnalyticsView, User, Reads, None, Known},
    {Get, "/v1/analytics/licenses/usage", "analytics-partner-license-usage", AnalyticsView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/analytics/licenses/deployment", "analytics-customer-license-deployment", AnalyticsView, User, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/analytics/licenses/usage", "analytics-customer-license-usage", AnalyticsView, User, Reads, None, Known},
    {Get, "/partner/v1/analytics/commercial/deployment/license", "analytics-commercial-license-deployment", AnalyticsView, User, Reads, None, Known},
    {Get, "/partner/v1/analytics/commercial/usage/license", "analytics-commercial-license-usage", AnalyticsView, User, Reads, None, Known},
    {Get, "/partner/v1/analytics/subscriptions", "analytics-subscription-group", AnalyticsView, User, Reads, None, Known, hasGroupBy},
    {Get, "/partner/v1/analytics/subscriptions", "analytics-subscription-search", AnalyticsView, User, Reads, None, Known, hasFilter},
    {Get, "/partner/v1/analytics/subscriptions", "analytics-subscription-list", AnalyticsView, User, Reads, None, Known},
    {Get, "/partner/v1/analytics/usage/azure", "analytics-azure-usage-list", AnalyticsView, User, Reads, None, Known},
    {Get, "/partner/v1/analytics/indirectresellers", "analytics-indirect-reseller-list", AnalyticsView, User, Reads, None, Known},
    {Get, "/partner/v1/analytics/search", "analytics-search-list", AnalyticsView, User, Reads, None, Known},
    {Get, "/partner/v1/analytics/referrals", "analytics-referral-list", AnalyticsView, User, Reads, None, Known},
    {Get, "/v1/partnerRequests", "mfa-partner-request-list", AnalyticsView, User, Reads, None, Known},
    {Get, "/v1/applicationmfaadoptionstatus", "mfa-application-adoption-list", AnalyticsView, User, Reads, None, Known},
    {Get, "/v1/nonMfaCompliantPartnerPrincipals", "mfa-portal-requests-list", AnalyticsView, User, Reads, None, Known},
    // Devices
    {Get, "/v1/customers/{customer-id}/policies", "policy-list", DeviceView, Any, Reads, None, Known},
    {Get, "/v1/customers/{customer-id}/policies/{policy-id}", "policy-get", DeviceView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/policies", "policy-create", DeviceEdit, Any, Writes, Json, Known},
    {Put, "/v1/customers/{customer-id}/policies/{policy-id}", "policy-update", DeviceEdit, Any, Writes, Json, Known},
    {Delete, "/v1/customers/{customer-id}/policies/{policy-id}", "policy-delete", DeviceEdit, Any, Writes, None, Known},
    {Get, "/v1/customers/{customer-id}/deviceBatches", "device-batch-list", DeviceView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/deviceBatches", "device-batch-create", DeviceAdd, User, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/deviceBatches/{batch-id}/devices", "device-list", DeviceView, Any, Reads, None, Known},
    {Post, "/v1/customers/{customer-id}/deviceBatches/{batch-id}/devices", "device-upload", DeviceAdd, Any, Writes, Json, Known},
    {Put, "/v1/customers/{customer-id}/deviceBatches/{batch-id}/devices/{device-id}", "device-update", DeviceEdit, Any, Writes, Json, Known},
    {Delete, "/v1/customers/{customer-id}/deviceBatches/{batch-id}/devices/{device-id}", "device-delete", DeviceEdit, Any, Writes, None, Known},
    {Patch, "/v1/customers/{customer-id}/DevicePolicyUpdates", "device-policy-update", DeviceEdit, Any, Writes, Json, Known},
    {Get, "/v1/customers/{customer-id}/batchJobStatus/{batch-tracking-id}", "device-batch-status-get", DeviceView, Any, Reads, None, Known},
    // Agreements
    {Get, "/v1/agreements", "agreement-metadata-list-by-type", AgreementView, User, Reads, None, Built, hasAgreementType},
    {Get, "/v1/agreements", "agreement-metadata-list", AgreementView, User, Reads, None, Built},
    {Post, "/v1/customers/{customer-id}/agreements", "customer-agreement-confirm", AgreementEdit, User, Writes, Json, Built},
    {Get, "/v1/customers/{customer-id}/agreements", "customer-agreement-list-by-type", AgreementView, User, Reads, None, Built, hasAgreementType},
    {Get, "/v1/customers/{customer-id}/agreements", "customer-agreement-list", AgreementView, User, Reads, None, Built},
    {Get, "/v1/agreementtemplates/{template-id}/document", "agreement-template-document-get", AgreementView, User, Reads, None, Built},
    {Get, "/v1/customers/{customer-id}/directSignedMicrosoftCustomerAgreementStatus", "customer-agreement-direct-sign-status-get", AgreementView, User, Reads, None, Built},
    // Self serve policies
    {Post, "/v1/SelfServePolicy", "self-serve-policy-create", PolicyEdit, User, Writes, Json, Built},
    {Get, "/v1/SelfServePolicy", "self-serve-policy-list", PolicyEdit, User, Reads, None, Built},
    {Get, "/v1/SelfServePolicy/{policy-id}", "self-serve-policy-get", PolicyEdit, User, Reads, None, Built},
    {Put, "/v1/SelfServePolicy", "self-serve-policy-update", PolicyEdit, User, Writes, Json, Built},
    {Delete, "/v1/SelfServePolicy/{policy-id}", "self-serve-policy-delete", PolicyEdit, User, Writes, None, Built},
    // Webhooks
    {Get, "/webhooks/v1/registration/events", "webhook-event-list", WebhookEdit, Any, Reads, None, Built},
    {Post, "/webhooks/v1/registration", "webhook-registration-create", WebhookEdit, Any, Writes, Json, Built},
    {Get, "/webhooks/v1/registration", "webhook-registration-get", WebhookEdit, Any, Reads, None, Built},
    {Put, "/webhooks/v1/registration", "webhook-registration-update", WebhookEdit, Any, Writes, Json, Built},
    {Post, "/webhooks/v1/registration/validationEvents", "webhook-validation-event-create", WebhookEdit, Any, Writes, None, Built},
    {Get, "/webhooks/v1/registration/validationEvents/{correlation-id}", "webhook-validation-event-get", WebhookEdit, Any, Reads, None, Built},
    // Referrals
    {Post, "/v1.0/engagements/referrals", "referral-create-connected", ReferralEdit, User, Writes, Json, Known, hasEngagementId},
    {Post, "/v1.0/engagements/referrals", "referral-create", ReferralEdit, User, Writes, Json, Known},
    {Get, "/v1.0/engagements/referrals", "referral-list", ReferralEdit, User, Reads, None, Known},
    {Get, "/v1.0/engagements/referrals/{referral-id}", "referral-get", ReferralEdit, User, Reads, None, Known},
    {Put, "/v1.0/engagements/referrals/{referral-id}", "referral-update", ReferralEdit, User, Writes, Json, Known},
    {Post, "/v1/referrals/{referral-id}/participants", "referral-participant-add", ReferralEdit, Any, Writes, Json, Known},
    {Get, "/v1/referrals/{referral-id}/participants", "referral-participant-list", ReferralEdit, Any, Reads, None, Known},
    {Get, "/v1/referrals/{referral-id}/participants/{participant-id}", "referral-participant-get", ReferralEdit, Any, Reads, None, Known},
};
// clang-format on

/// Other paths under which clients ask for the same operations.
constexpr Alias kAliases[] = {
    {"/v1/profiles/support", "support-profile-update"},
    {"/v1/auditrecords/{audit-id}", "audit-record-get"},
    {"/v1/SelfServePolicy/{policy-id}", "self-serve-policy-update"},
    {"/v1/customers/{customer-id}/orders/{order-id}/attachment", "order-attachment-upload"},
    {"/v1/analytics/commercial/deployment/license", "analytics-commercial-license-deployment"},
    {"/v1/analytics/commercial/usage/license", "analytics-commercial-license-usage"},
};

}  // namespace

std::span<const Operation> operations() noexcept {
    return kOperations;
}

std::span<const Alias> aliases() noexcept {
    return kAliases;
}

std::size_t indexOf(std::string_view id) noexcept {
    for (std::size_t index = 0; index < std::size(kOperations); ++index)
        if (kOperations[index].id == id) return index;
    return kNoOperation;
}

}  // namespace concordat::api
