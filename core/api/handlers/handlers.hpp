#pragma once

#include "core/api/change_writer.hpp"
#include "core/api/cursor.hpp"

namespace concordat::api {

struct ApiDependencies;
class HandlerTable;

/// What handlers are made from. All of it outlives them, and is safe to use from every thread.
struct HandlerNeeds {
    const ApiDependencies& dependencies;
    ChangeWriter& changes;
    const CursorSigner& cursors;
};

/// Each adds the handlers of one resource to the table, once, at start. Create, list, get and
/// delete customers; end relationships.
void addCustomerHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Customers' billing and company profiles.
void addCustomerProfileHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// The partner's own profiles, and partner network profiles.
void addPartnerProfileHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Qualifications of customers, and the partner's validation codes.
void addQualificationHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Customers' users: create, list, get, update, delete, restore, passwords.
void addUserHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Directory roles of customers and who has them.
void addDirectoryRoleHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// What the cloud's facts say is sold.
void addOfferHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Create, list and get orders.
void addOrderHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// List, get and change subscriptions and their support contacts.
void addSubscriptionHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Licences of customers and of their users.
void addLicenceHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Where partners administer what they have sold.
void addManagedServiceHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// What partners are to one another.
void addResellerHandlers(HandlerTable& table, const HandlerNeeds& needs);
void addRelationshipHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// What customers agree to.
void addAgreementHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// What customers may buy by themselves.
void addSelfServePolicyHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Granular delegated administration.
void addGranularHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Further domains of customers.
void addDomainHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// What partners consent to for customers.
void addApplicationConsentHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Domains, addresses and countries: what partners ask before they create.
void addUtilityHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// The record, as its partner may read it.
void addAuditHandlers(HandlerTable& table, const HandlerNeeds& needs);
/// Registrations for webhooks and their test events.
void addWebhookHandlers(HandlerTable& table, const HandlerNeeds& needs);

}  // namespace concordat::api
