#pragma once

#include <string>

#include <concordat/rules/facts.hpp>

#include "core/api/json_reader.hpp"
#include "core/commerce/catalogue.hpp"
#include "core/commerce/order_service.hpp"
#include "core/commerce/subscription_service.hpp"

namespace concordat::api {

/// Writes the resource Offer as it is in a country; `locale` is the request's, empty: none.
void writeOffer(std::string& out, const commerce::Catalogue& catalogue,
                const rules::OfferFact& offer, std::string_view country, std::string_view locale);

/// Writes the resource OfferCategory likewise.
void writeOfferCategory(std::string& out, const rules::OfferCategoryFact& category,
                        std::string_view country, std::string_view locale);

/// Writes the resource Order with its line items.
void writeOrder(std::string& out, const CustomerId& customer, const commerce::Order& order);

/// Writes the resource Subscription; what the offer says of it is left out where the cloud has the
/// offer no longer.
void writeSubscription(std::string& out, const commerce::Catalogue& catalogue,
                       const CustomerId& customer, const commerce::Subscription& subscription);

/// The word of the member `status`.
[[nodiscard]] std::string_view wordOf(commerce::SubscriptionStatus status) noexcept;

/// Writes the resource SupportContact.
void writeSupportContact(std::string& out, const commerce::SupportContact& contact);

/// Reads the body of an order. @throws Error InvalidRequest naming the member
[[nodiscard]] commerce::OrderDraft readOrder(const JsonObject& object);

/// Reads what a PATCH of a subscription asks for. @throws Error InvalidRequest naming the member
[[nodiscard]] commerce::SubscriptionChange readSubscriptionChange(const JsonObject& object);

/// Reads a support contact. @throws Error InvalidRequest naming the member
[[nodiscard]] commerce::SupportContact readSupportContact(const JsonObject& object);

/// Writes a list that comes whole: `write(item)` appends one item to `out`.
template <typename List, typename Write>
void writeCollection(std::string& out, const List& list, Write write) {
    out.append(R"({"totalCount":)").append(std::to_string(list.size())).append(R"(,"items":[)");
    bool first = true;
    for (const auto& item : list) {
        if (!first) out.push_back(',');
        first = false;
        write(item);
    }
    out.append(R"(],"attributes":{"objectType":"Collection"}})");
}

}  // namespace concordat::api
