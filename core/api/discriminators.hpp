#pragma once

namespace concordat::api {

class JsonObject;
class Query;

/// The predicates of the route table: each tells one operation from those that share its method and
/// path, by the query or by the body (null when there is none). What they look for is what the
/// partner API's clients send; where a client sends a whole resource, the first sign decides.
/// @throws Error InvalidRequest when the filter that they look at cannot be read

// By the query.
bool hasFilter(const Query& query, const JsonObject* body);
bool filtersByIndirectReseller(const Query& query, const JsonObject* body);
bool filtersByUserState(const Query& query, const JsonObject* body);
bool filtersByCompanyName(const Query& query, const JsonObject* body);
bool filtersByCustomerId(const Query& query, const JsonObject* body);
bool filtersByResourceType(const Query& query, const JsonObject* body);
bool hasMpnId(const Query& query, const JsonObject* body);
bool hasLicenseGroups(const Query& query, const JsonObject* body);
bool hasBillingType(const Query& query, const JsonObject* body);
bool hasOrderId(const Query& query, const JsonObject* body);
bool hasMpnIdOfSubscription(const Query& query, const JsonObject* body);
bool hasGroupBy(const Query& query, const JsonObject* body);
bool hasAgreementType(const Query& query, const JsonObject* body);
bool isOfficeBilling(const Query& query, const JsonObject* body);
bool isAzureBilling(const Query& query, const JsonObject* body);
bool isAzureUsage(const Query& query, const JsonObject* body);
bool isUsage(const Query& query, const JsonObject* body);

// By the body.
bool namesIndirectReseller(const Query& query, const JsonObject* body);
bool setsPassword(const Query& query, const JsonObject* body);
bool restoresUser(const Query& query, const JsonObject* body);
bool hasAddonItems(const Query& query, const JsonObject* body);
bool hasPartnerOnRecord(const Query& query, const JsonObject* body);
bool cancelsLineItems(const Query& query, const JsonObject* body);
bool cancelsOrder(const Query& query, const JsonObject* body);
bool changesBillingCycle(const Query& query, const JsonObject* body);
bool suspendsSubscription(const Query& query, const JsonObject* body);
bool deletesSubscription(const Query& query, const JsonObject* body);
bool schedulesBillingCycle(const Query& query, const JsonObject* body);
bool schedulesChanges(const Query& query, const JsonObject* body);
bool hasQuantity(const Query& query, const JsonObject* body);
bool activatesSubscription(const Query& query, const JsonObject* body);
bool setsAutoRenew(const Query& query, const JsonObject* body);
bool hasEngagementId(const Query& query, const JsonObject* body);

}  // namespace concordat::api
