#pragma once

#include "core/commerce/catalogue.hpp"
#include "core/commerce/subscription.hpp"
#include "core/partners/partner.hpp"

/// What offers demand of orders and subscriptions. Every function @throws Error as it says.
namespace concordat::commerce {

/// The word of `billingCycle`, as in the facts of offers.
[[nodiscard]] std::string_view nameOf(BillingCycle cycle) noexcept;

/// The offer, sold by itself in the country. @throws Error InvalidRequest (kOfferUnknown,
/// kOfferNotInCountry), Forbidden (kOfferNotForSale) for add-ons, which need a subscription, and
/// for what is billed by usage
[[nodiscard]] const rules::OfferFact& requireOffer(const Catalogue& catalogue, std::string_view id,
                                                   std::string_view country);

/// @throws Error InvalidRequest (kBadProperty) unless the offer is billed so
void requireCycle(const rules::OfferFact& offer, BillingCycle cycle);

/// @throws Error InvalidRequest (kQuantityOutsideLimits) outside the offer's limits; Forbidden
/// (kSandboxLicences) beyond the cloud's for sandboxes, when the partner is one
void requireQuantity(const rules::CloudFacts& facts, const partners::Partner& partner,
                     const rules::OfferFact& offer, std::uint32_t quantity);

}  // namespace concordat::commerce
