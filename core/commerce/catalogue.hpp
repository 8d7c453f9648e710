#pragma once

#include <string_view>
#include <vector>

#include <concordat/rules/facts.hpp>

namespace concordat::commerce {

/// Which of a cloud's offers are sold in a market: looks at the facts and keeps nothing. Ids are
/// compared without regard to case, as existing clients write them both ways.
class Catalogue {
public:
    /// Borrows the facts, which never change.
    explicit Catalogue(const rules::CloudFacts& facts) : facts_(facts) {}

    /// The offers of a country (two capital letters), of all categories or one, by rank.
    [[nodiscard]] std::vector<const rules::OfferFact*> offers(std::string_view country,
                                                              std::string_view category = {}) const;

    /// The add-ons to an offer that are sold in the country, by rank.
    [[nodiscard]] std::vector<const rules::OfferFact*> addOns(const rules::OfferFact& offer,
                                                              std::string_view country) const;

    /// An offer, wherever it is sold; null when the cloud has none of that id.
    [[nodiscard]] const rules::OfferFact* find(std::string_view id) const;

    /// Whether the offer is sold in the country.
    [[nodiscard]] bool isSold(const rules::OfferFact& offer, std::string_view country) const;

    /// The categories of which something is sold in the country, by rank.
    [[nodiscard]] std::vector<const rules::OfferCategoryFact*> categories(
        std::string_view country) const;

    /// The category of an offer; null for a cloud whose facts do not say.
    [[nodiscard]] const rules::OfferCategoryFact* category(std::string_view id) const;

private:
    const rules::CloudFacts& facts_;  // not owned; outlives this
};

}  // namespace concordat::commerce
