#include "core/commerce/catalogue.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace concordat::commerce {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view id) {
    return std::any_of(list.begin(), list.end(),
                       [&](const auto& one) { return equalsIgnoringCase(one, id); });
}

void sortByRank(auto& list) {
    std::stable_sort(list.begin(), list.end(),
                     [](const auto* a, const auto* b) { return a->rank < b->rank; });
}

}  // namespace

std::vector<const rules::OfferFact*> Catalogue::offers(std::string_view country,
                                                       std::string_view category) const {
    std::vector<const rules::OfferFact*> found;
    for (const auto& offer : facts_.offers)
        if (isSold(offer, country) &&
            (category.empty() || equalsIgnoringCase(offer.category, category)))
            found.push_back(&offer);
    sortByRank(found);
    return found;
}

std::vector<const rules::OfferFact*> Catalogue::addOns(const rules::OfferFact& offer,
                                                       std::string_view country) const {
    auto found = offers(country);
    std::erase_if(found, [&](const auto* one) {
        return !one->add_on || !contains(one->prerequisites, offer.id);
    });
    return found;
}

const rules::OfferFact* Catalogue::find(std::string_view id) const {
    for (const auto& offer : facts_.offers)
        if (equalsIgnoringCase(offer.id, id)) return &offer;
    return nullptr;
}

bool Catalogue::isSold(const rules::OfferFact& offer, std::string_view country) const {
    if (facts_.country(country) == nullptr) return false;
    return offer.countries.empty() || contains(offer.countries, country);
}

std::vector<const rules::OfferCategoryFact*> Catalogue::categories(std::string_view country) const {
    std::vector<const rules::OfferCategoryFact*> found;
    for (const auto& category : facts_.offer_categories)
        if (!offers(country, category.id).empty()) found.push_back(&category);
    sortByRank(found);
    return found;
}

const rules::OfferCategoryFact* Catalogue::category(std::string_view id) const {
    for (const auto& category : facts_.offer_categories)
        if (equalsIgnoringCase(category.id, id)) return &category;
    return nullptr;
}

}  // namespace concordat::commerce
