#include "core/commerce/offer_rules.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::commerce {

std::string_view nameOf(BillingCycle cycle) noexcept {
    return cycle == BillingCycle::Annual ? "annual" : "monthly";
}

const rules::OfferFact& requireOffer(const Catalogue& catalogue, std::string_view id,
                                     std::string_view country) {
    const auto* offer = catalogue.find(id);
    if (offer == nullptr) throw Error(ErrorKind::InvalidRequest, codes::kOfferUnknown);
    if (!catalogue.isSold(*offer, country))
        throw Error(ErrorKind::InvalidRequest, codes::kOfferNotInCountry, {offer->id});
    if (offer->add_on || offer->billing != "license")
        throw Error(ErrorKind::Forbidden, codes::kOfferNotForSale, {offer->id});
    return *offer;
}

void requireCycle(const rules::OfferFact& offer, BillingCycle cycle) {
    const auto& cycles = offer.billing_cycles;
    if (std::find(cycles.begin(), cycles.end(), nameOf(cycle)) == cycles.end())
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"billingCycle"});
}

void requireQuantity(const rules::CloudFacts& facts, const partners::Partner& partner,
                     const rules::OfferFact& offer, std::uint32_t quantity) {
    if (quantity < offer.minimum_quantity || quantity > offer.maximum_quantity)
        throw Error(
            ErrorKind::InvalidRequest, codes::kQuantityOutsideLimits,
            {std::to_string(offer.minimum_quantity), std::to_string(offer.maximum_quantity)});
    if (partner.sandbox && quantity > facts.sandbox_licences)
        throw Error(ErrorKind::Forbidden, codes::kSandboxLicences,
                    {std::to_string(facts.sandbox_licences)});
}

}  // namespace concordat::commerce
