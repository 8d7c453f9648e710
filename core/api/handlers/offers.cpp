#include <algorithm>

#include "core/api/handler_table.hpp"
#include "core/api/handlers/commerce_json.hpp"
#include "core/api/handlers/handlers.hpp"
#include "core/api/partner_api.hpp"
#include "core/api/percent.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/text.hpp"

namespace concordat::api {
namespace {

using commerce::Catalogue;
using Offers = std::vector<const rules::OfferFact*>;

constexpr std::uint32_t kMostOffers = 1'000;

/// What every operation on offers has: all of it is in the cloud's facts.
class OfferHandler : public Handler {
public:
    explicit OfferHandler(const rules::Cloud& cloud) : facts_(cloud.facts()), catalogue_(facts_) {}

protected:
    /// The parameter `country`, as the facts write it.
    [[nodiscard]] std::string_view countryOf(const ApiRequest& request) const {
        const auto given = request.query.text("country");
        if (given.empty())
            throw Error(ErrorKind::InvalidRequest, codes::kMemberMissing, {"country"});
        for (const auto& country : facts_.countries)
            if (equalsIgnoringCase(country.iso2, given)) return country.iso2;
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"country"});
    }

    /// The offer of the path, sold in the country.
    [[nodiscard]] const rules::OfferFact& offerOf(const ApiRequest& request,
                                                  std::string_view country) const {
        const auto* offer = catalogue_.find(decode(request.arguments[0], Plus::IsPlus));
        if (offer == nullptr || !catalogue_.isSold(*offer, country))
            throw Error(ErrorKind::NotFound, codes::kResourceAbsent);
        return *offer;
    }

    /// The part of the list that `offset` and `size` ask for.
    void fill(const ApiRequest& request, Offers offers, std::string_view country,
              http::Reply& reply) const {
        const auto offset =
            std::min<std::size_t>(request.query.number("offset", 0, kMostOffers, 0), offers.size());
        const auto size = request.query.number("size", 1, kMostOffers, kMostOffers);
        offers.erase(offers.begin(), offers.begin() + static_cast<std::ptrdiff_t>(offset));
        if (offers.size() > size) offers.resize(size);
        writeCollection(reply.body, offers, [&](const auto* offer) {
            writeOffer(reply.body, catalogue_, *offer, country, request.head.locale);
        });
    }

    const rules::CloudFacts& facts_;
    Catalogue catalogue_;
};

/// GET /v1/offers
class ListOffers final : public OfferHandler {
public:
    using OfferHandler::OfferHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto country = countryOf(request);
        fill(request, catalogue_.offers(country, request.query.text("offer_category_id")), country,
             reply);
    }
};

/// GET /v1/offers/{offer-id}
class GetOffer final : public OfferHandler {
public:
    using OfferHandler::OfferHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto country = countryOf(request);
        writeOffer(reply.body, catalogue_, offerOf(request, country), country, request.head.locale);
    }
};

/// GET /v1/offers/{offer-id}/addons
class ListAddOns final : public OfferHandler {
public:
    using OfferHandler::OfferHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto country = countryOf(request);
        fill(request, catalogue_.addOns(offerOf(request, country), country), country, reply);
    }
};

/// GET /v1/offercategories
class ListCategories final : public OfferHandler {
public:
    using OfferHandler::OfferHandler;

    void handle(const ApiRequest& request, http::Reply& reply) override {
        const auto country = countryOf(request);
        writeCollection(reply.body, catalogue_.categories(country), [&](const auto* category) {
            writeOfferCategory(reply.body, *category, country, request.head.locale);
        });
    }
};

}  // namespace

void addOfferHandlers(HandlerTable& table, const HandlerNeeds& needs) {
    const auto& cloud = needs.dependencies.cloud;
    table.add({"offer-list"}, std::make_unique<ListOffers>(cloud));
    table.add({"offer-get"}, std::make_unique<GetOffer>(cloud));
    table.add({"offer-addons-list"}, std::make_unique<ListAddOns>(cloud));
    table.add({"offer-category-list"}, std::make_unique<ListCategories>(cloud));
}

}  // namespace concordat::api
