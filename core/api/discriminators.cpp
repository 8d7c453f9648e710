#include "core/api/discriminators.hpp"

#include "core/api/filter.hpp"
#include "core/api/json_reader.hpp"
#include "core/api/query.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

/// Whether a filter compares `field` anywhere in it.
bool mentions(const Filter& filter, std::string_view field) {
    if (equalsIgnoringCase(filter.field, field)) return true;
    for (const auto& part : filter.parts)
        if (mentions(part, field)) return true;
    return false;
}

bool filterMentions(const Query& query, Plus plus, std::string_view field) {
    return query.has("filter") && mentions(filterOf(query, plus), field);
}

/// Members that are null count as absent in all of these.
bool has(const JsonObject* body, std::string_view name) {
    return body != nullptr && body->has(name);
}

bool hasText(const JsonObject* body, std::string_view name) {
    return body != nullptr && !body->peek(name).empty();
}

/// Whether a member is given and says more than an enumeration's zero value.
bool hasWord(const JsonObject* body, std::string_view name) {
    return body != nullptr && !body->word(name).empty();
}

bool is(const JsonObject* body, std::string_view name, std::string_view word) {
    return body != nullptr && equalsIgnoringCase(body->peek(name), word);
}

bool hasStatus(const JsonObject* body, std::string_view word) {
    return is(body, "status", word);
}

/// Both words must be there: a provider alone names no operation.
bool isLineItems(const Query& query, std::string_view provider, std::string_view type) {
    return query.is("provider", provider) && query.is("invoicelineitemtype", type);
}

}  // namespace

bool hasFilter(const Query& query, const JsonObject*) {
    return query.has("filter");
}
bool filtersByIndirectReseller(const Query& query, const JsonObject*) {
    return filterMentions(query, Plus::IsBlank, "IndirectReseller");
}
bool filtersByUserState(const Query& query, const JsonObject*) {
    return filterMentions(query, Plus::IsBlank, "UserState");
}
bool filtersByCompanyName(const Query& query, const JsonObject*) {
    return filterMentions(query, Plus::IsPlus, "CompanyName");
}
bool filtersByCustomerId(const Query& query, const JsonObject*) {
    return filterMentions(query, Plus::IsPlus, "CustomerId");
}
bool filtersByResourceType(const Query& query, const JsonObject*) {
    return filterMentions(query, Plus::IsPlus, "ResourceType");
}
bool hasMpnId(const Query& query, const JsonObject*) {
    return query.has("mpnId");
}
bool hasLicenseGroups(const Query& query, const JsonObject*) {
    return query.has("licenseGroupIds");
}
bool hasBillingType(const Query& query, const JsonObject*) {
    return query.has("billingType");
}
bool hasOrderId(const Query& query, const JsonObject*) {
    return query.has("order_id");
}
bool hasMpnIdOfSubscription(const Query& query, const JsonObject*) {
    return query.has("mpn_id");
}
bool hasGroupBy(const Query& query, const JsonObject*) {
    return query.has("groupby");
}
bool hasAgreementType(const Query& query, const JsonObject*) {
    return query.has("agreementType");
}
bool isOfficeBilling(const Query& query, const JsonObject*) {
    return isLineItems(query, "office", "billinglineitems");
}
bool isAzureBilling(const Query& query, const JsonObject*) {
    return isLineItems(query, "azure", "billinglineitems");
}
bool isAzureUsage(const Query& query, const JsonObject*) {
    return isLineItems(query, "azure", "usagelineitems");
}
bool isUsage(const Query& query, const JsonObject*) {
    return query.is("invoicelineitemtype", "usagelineitems");
}

bool namesIndirectReseller(const Query&, const JsonObject* body) {
    return hasText(body, "associatedPartnerId");
}
bool setsPassword(const Query&, const JsonObject* body) {
    return has(body, "passwordProfile");
}
bool restoresUser(const Query&, const JsonObject* body) {
    // Clients send the state with every change, so only a body without anything else restores.
    return is(body, "state", "active") && !hasText(body, "userPrincipalName") &&
           !hasText(body, "displayName") && !hasText(body, "firstName") &&
           !hasText(body, "lastName") && !hasText(body, "usageLocation") &&
           !hasText(body, "phoneNumber") && !hasText(body, "immutableId");
}
bool hasAddonItems(const Query&, const JsonObject* body) {
    return body != nullptr && body->anyItemHas("lineItems", "addonItems");
}
bool hasPartnerOnRecord(const Query&, const JsonObject* body) {
    return body != nullptr && body->anyItemHas("lineItems", "partnerIdOnRecord");
}
bool cancelsLineItems(const Query& query, const JsonObject* body) {
    return cancelsOrder(query, body) && body->hasItems("lineItems");
}
bool cancelsOrder(const Query&, const JsonObject* body) {
    return hasStatus(body, "cancelled");
}
bool changesBillingCycle(const Query&, const JsonObject* body) {
    return hasWord(body, "billingCycle") && !body->anyItemHas("lineItems", "parentSubscriptionId");
}
bool suspendsSubscription(const Query&, const JsonObject* body) {
    return hasStatus(body, "suspended");
}
bool deletesSubscription(const Query&, const JsonObject* body) {
    return hasStatus(body, "deleted");
}
bool schedulesBillingCycle(const Query&, const JsonObject* body) {
    if (!has(body, "scheduledNextTermInstructions")) return false;
    const auto instructions = body->object("scheduledNextTermInstructions");
    // A change of product carries its id; only the billing cycle is this operation.
    const auto product = instructions->object("product");
    return product && hasWord(&*product, "billingCycle") && !hasText(&*product, "productId");
}
bool schedulesChanges(const Query&, const JsonObject* body) {
    return has(body, "scheduledNextTermInstructions");
}
bool hasQuantity(const Query&, const JsonObject* body) {
    return has(body, "quantity");
}
bool activatesSubscription(const Query&, const JsonObject* body) {
    return hasStatus(body, "active") && !hasText(body, "friendlyName") &&
           !has(body, "autoRenewEnabled");
}
bool setsAutoRenew(const Query&, const JsonObject* body) {
    return has(body, "autoRenewEnabled") && !hasText(body, "friendlyName");
}
bool hasEngagementId(const Query&, const JsonObject* body) {
    return hasText(body, "engagementId");
}

}  // namespace concordat::api
