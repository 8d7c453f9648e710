#pragma once

/// The predicates of the route table: each tells one operation from those that share its method and
/// path, by the query or by the body (null when there is none or it is no object). What they look
/// for is what the partner API's clients send; where a client sends a whole resource, the first
/// sign decides. They settle only which operation is meant, and so which permission is asked for:
/// whether the request is in order is the handler's question. Pure; called on the thread of the
/// request.
/// @throws Error InvalidRequest when the filter that they look at cannot be read
namespace concordat::api {

class JsonObject;
class Query;

// By the query.

/// `filter` is given, whatever it says.
bool hasFilter(const Query& query, const JsonObject* body);
/// The filter compares IndirectReseller, perhaps inside And or Or.
bool filtersByIndirectReseller(const Query& query, const JsonObject* body);
/// The filter compares UserState, as only a search for deleted users does.
bool filtersByUserState(const Query& query, const JsonObject* body);
/// The filter compares CompanyName; its plus signs stand for themselves, as in the two below.
bool filtersByCompanyName(const Query& query, const JsonObject* body);
/// The filter compares CustomerId.
bool filtersByCustomerId(const Query& query, const JsonObject* body);
/// The filter compares ResourceType.
bool filtersByResourceType(const Query& query, const JsonObject* body);
/// `mpnId` is given: somebody's profile is asked for, not one's own.
bool hasMpnId(const Query& query, const JsonObject* body);
/// `licenseGroupIds` is given.
bool hasLicenseGroups(const Query& query, const JsonObject* body);
/// `billingType` is given.
bool hasBillingType(const Query& query, const JsonObject* body);
/// `order_id` is given.
bool hasOrderId(const Query& query, const JsonObject* body);
/// `mpn_id` is given: the spelling of subscriptions.
bool hasMpnIdOfSubscription(const Query& query, const JsonObject* body);
/// `groupby` is given.
bool hasGroupBy(const Query& query, const JsonObject* body);
/// `agreementType` is given.
bool hasAgreementType(const Query& query, const JsonObject* body);
/// Provider "office" and line items of billing.
bool isOfficeBilling(const Query& query, const JsonObject* body);
/// Provider "azure" and line items of billing.
bool isAzureBilling(const Query& query, const JsonObject* body);
/// Provider "azure" and line items of usage: before isUsage, which it is a case of.
bool isAzureUsage(const Query& query, const JsonObject* body);
/// Line items of usage, of any provider.
bool isUsage(const Query& query, const JsonObject* body);

// By the body.

/// `associatedPartnerId` has a text: an indirect provider adds for its reseller.
bool namesIndirectReseller(const Query& query, const JsonObject* body);
/// `passwordProfile` is given.
bool setsPassword(const Query& query, const JsonObject* body);
/// The state is "active" and nothing else of the user is given.
bool restoresUser(const Query& query, const JsonObject* body);
/// A line item has `addonItems`.
bool hasAddonItems(const Query& query, const JsonObject* body);
/// A line item has `partnerIdOnRecord`.
bool hasPartnerOnRecord(const Query& query, const JsonObject* body);
/// The status is "cancelled" and line items say which.
bool cancelsLineItems(const Query& query, const JsonObject* body);
/// The status is "cancelled".
bool cancelsOrder(const Query& query, const JsonObject* body);
/// `billingCycle` is given and no line item names a parent subscription, which a purchase of an
/// add-on does.
bool changesBillingCycle(const Query& query, const JsonObject* body);
/// The status is "suspended".
bool suspendsSubscription(const Query& query, const JsonObject* body);
/// The status is "deleted", which cancels a subscription.
bool deletesSubscription(const Query& query, const JsonObject* body);
/// Instructions for the next term change the billing cycle and not the product.
bool schedulesBillingCycle(const Query& query, const JsonObject* body);
/// Instructions for the next term, whichever.
bool schedulesChanges(const Query& query, const JsonObject* body);
/// `quantity` is given.
bool hasQuantity(const Query& query, const JsonObject* body);
/// The status is "active" and neither name nor renewal is given, which come with every whole
/// subscription.
bool activatesSubscription(const Query& query, const JsonObject* body);
/// `autoRenewEnabled` is given and no name.
bool setsAutoRenew(const Query& query, const JsonObject* body);
/// `engagementId` has a text: the referral joins others.
bool hasEngagementId(const Query& query, const JsonObject* body);

}  // namespace concordat::api
