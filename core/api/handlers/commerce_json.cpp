#include "core/api/handlers/commerce_json.hpp"

#include <limits>

#include "core/api/handlers/customer_json.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"
#include "core/commerce/offer_rules.hpp"

namespace concordat::api {
namespace {

using commerce::SubscriptionStatus;

// Where the partner API names no length, one that no real value exceeds.
constexpr Length kOfferId{1, 64};
constexpr Length kFriendlyName{1, 256};
constexpr Length kTenant{36, 36};
constexpr Length kMpnId{1, 32};
constexpr Length kContactName{1, 256};
constexpr std::size_t kMostLines = 100;

void writeType(JsonWriter& json, std::string_view type) {
    json.name("attributes").beginObject().member("objectType", type).endObject();
}

void writeType(JsonWriter& json, std::string_view type, std::uint64_t version) {
    json.name("attributes").beginObject().member("etag", etagOf(version));
    json.member("objectType", type).endObject();
}

void writeLink(JsonWriter& json, std::string_view name, const std::string& uri) {
    json.name(name).beginObject().member("uri", uri).member("method", "GET").endObject();
}

void writeTexts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    json.name(name).beginArray();
    for (const auto& text : texts) json.value(text);
    json.endArray();
}

std::string pathOf(const CustomerId& customer, std::string_view collection, const Uuid& id) {
    return "/customers/" + customer.value.toString() + "/" + std::string(collection) + "/" +
           id.toString();
}

std::uint32_t countOf(const JsonObject& object, std::string_view name, std::int64_t value) {
    if (value < 0 || value > std::numeric_limits<std::uint32_t>::max())
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {object.pathOf(name)});
    return static_cast<std::uint32_t>(value);
}

std::uint32_t requireCount(const JsonObject& object, std::string_view name) {
    const auto value = object.integer(name);
    if (!value)
        throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {object.pathOf(name)});
    return countOf(object, name, *value);
}

commerce::BillingCycle cycleOf(const JsonObject& object) {
    const auto word = object.word("billingCycle");
    if (word.empty() || equalsIgnoringCase(word, "monthly")) return commerce::BillingCycle::Monthly;
    if (equalsIgnoringCase(word, "annual")) return commerce::BillingCycle::Annual;
    throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"billingCycle"});
}

void writeLine(JsonWriter& json, const CustomerId& customer, const commerce::Subscription& line) {
    json.beginObject()
        .member("lineItemNumber", line.line)
        .member("offerId", line.offer_id)
        .member("subscriptionId", line.id.value)
        .member("friendlyName", line.friendly_name)
        .member("quantity", line.ordered_quantity)
        .memberIfAny("partnerIdOnRecord", line.partner_on_record)
        .name("links")
        .beginObject();
    writeLink(json, "subscription", pathOf(customer, "subscriptions", line.id.value));
    json.endObject();
    writeType(json, "OrderLineItem");
    json.endObject();
}

/// What an offer sells, in what numbers and how it is paid.
void writeTerms(JsonWriter& json, const rules::OfferFact& offer) {
    json.member("minimumQuantity", offer.minimum_quantity)
        .member("maximumQuantity", offer.maximum_quantity)
        .member("rank", offer.rank)
        .member("limitUnitOfMeasure", offer.limit_unit)
        .member("limit", offer.limit)
        .member("isAddOn", offer.add_on)
        .member("isAvailableForPurchase", true)
        .member("isAutoRenewable", offer.auto_renewable)
        .member("isTrial", offer.trial)
        .member("billing", offer.billing)
        .member("unitType", "Licenses");
    writeTexts(json, "supportedBillingCycles", offer.billing_cycles);
    writeTexts(json, "prerequisiteOffers", offer.prerequisites);
    writeTexts(json, "upgradeTargetOffers", offer.upgrades);
    writeTexts(json, "conversionTargetOffers", offer.conversions);
    json.name("product").beginObject().member("id", offer.sku_id).member("name", offer.sku_name);
    json.member("unit", "Licenses").endObject();
}

}  // namespace

void writeOfferCategory(std::string& out, const rules::OfferCategoryFact& category,
                        std::string_view country, std::string_view locale) {
    JsonWriter json(out);
    json.beginObject().member("id", category.id).member("name", category.name);
    json.member("rank", category.rank).memberIfAny("locale", locale).member("country", country);
    writeType(json, "OfferCategory");
    json.endObject();
}

void writeOffer(std::string& out, const commerce::Catalogue& catalogue,
                const rules::OfferFact& offer, std::string_view country, std::string_view locale) {
    JsonWriter json(out);
    json.beginObject()
        .member("id", offer.id)
        .member("name", offer.name)
        .member("description", offer.description)
        .memberIfAny("locale", locale)
        .member("country", country);
    if (const auto* category = catalogue.category(offer.category)) {
        json.name("category");
        std::string inner;
        writeOfferCategory(inner, *category, country, locale);
        json.raw(inner);
    }
    writeTerms(json, offer);
    json.member("hasAddOns", !catalogue.addOns(offer, country).empty());
    json.name("links").beginObject();
    writeLink(json, "self", "/offers/" + offer.id + "?country=" + std::string(country));
    json.endObject();
    writeType(json, "Offer");
    json.endObject();
}

void writeOrder(std::string& out, const CustomerId& customer, const commerce::Order& order) {
    JsonWriter json(out);
    json.beginObject()
        .member("id", order.id.value)
        .member("referenceCustomerId", customer.value)
        .member("billingCycle", commerce::nameOf(order.cycle))
        .member("transactionType", "UserPurchase")
        .member("status", "completed")
        .member("creationDate", order.created)
        .name("lineItems")
        .beginArray();
    for (const auto& line : order.lines) writeLine(json, customer, line);
    json.endArray().name("links").beginObject();
    writeLink(json, "self", pathOf(customer, "orders", order.id.value));
    json.endObject();
    writeType(json, "Order", order.version);
    json.endObject();
}

void writeSubscription(std::string& out, const commerce::Catalogue& catalogue,
                       const CustomerId& customer, const commerce::Subscription& subscription) {
    const auto* offer = catalogue.find(subscription.offer_id);
    JsonWriter json(out);
    json.beginObject()
        .member("id", subscription.id.value)
        .member("offerId", subscription.offer_id)
        .memberIfAny("offerName", offer == nullptr ? "" : std::string_view(offer->name))
        .member("friendlyName", subscription.friendly_name)
        .member("quantity", subscription.quantity)
        .member("unitType", "Licenses")
        .member("creationDate", subscription.created)
        .member("effectiveStartDate", subscription.created)
        .member("commitmentEndDate", subscription.commitment_end)
        .member("status", wordOf(subscription.status))
        .member("autoRenewEnabled", offer != nullptr && offer->auto_renewable)
        .member("isTrial", offer != nullptr && offer->trial)
        .member("billingType", "license")
        .member("billingCycle", commerce::nameOf(subscription.cycle))
        .member("contractType", "subscription")
        .memberIfAny("partnerId", subscription.partner_on_record)
        .member("orderId", subscription.order.value)
        .name("links")
        .beginObject();
    writeLink(json, "offer", "/offers/" + subscription.offer_id);
    writeLink(json, "self", pathOf(customer, "subscriptions", subscription.id.value));
    json.endObject();
    writeType(json, "Subscription", subscription.version);
    json.endObject();
}

std::string_view wordOf(SubscriptionStatus status) noexcept {
    return status == SubscriptionStatus::Active ? "active" : "suspended";
}

void writeSupportContact(std::string& out, const commerce::SupportContact& contact) {
    JsonWriter json(out);
    json.beginObject()
        .member("supportTenantId", contact.partner.value)
        .member("supportMpnId", contact.mpn_id)
        .member("name", contact.name);
    writeType(json, "SupportContact");
    json.endObject();
}

commerce::OrderDraft readOrder(const JsonObject& object) {
    commerce::OrderDraft draft;
    draft.cycle = cycleOf(object);
    const auto lines = object.objects("lineItems");
    if (lines.size() > kMostLines)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"lineItems"});
    for (const auto& line : lines)
        draft.lines.push_back(
            {requireCount(line, "lineItemNumber"), line.requireText("offerId", kOfferId),
             line.text("friendlyName", kFriendlyName), requireCount(line, "quantity"),
             line.text("partnerIdOnRecord", kMpnId)});
    return draft;
}

commerce::SubscriptionChange readSubscriptionChange(const JsonObject& object) {
    commerce::SubscriptionChange change;
    change.friendly_name = object.text("friendlyName", kFriendlyName);
    if (const auto quantity = object.integer("quantity"))
        change.quantity = countOf(object, "quantity", *quantity);
    const auto status = object.word("status");
    if (equalsIgnoringCase(status, "active"))
        change.status = SubscriptionStatus::Active;
    else if (equalsIgnoringCase(status, "suspended"))
        change.status = SubscriptionStatus::Suspended;
    else if (!status.empty())
        throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"status"});
    return change;
}

commerce::SupportContact readSupportContact(const JsonObject& object) {
    const auto tenant = Uuid::parse(object.requireText("supportTenantId", kTenant));
    if (!tenant) throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"supportTenantId"});
    return {PartnerId{*tenant}, object.requireText("supportMpnId", kMpnId),
            object.requireText("name", kContactName)};
}

}  // namespace concordat::api
