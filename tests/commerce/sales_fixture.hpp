#pragma once

#include <algorithm>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/commerce/order_service.hpp"
#include "core/commerce/subscription_service.hpp"
#include "tests/support/fake_cloud.hpp"
#include "tests/support/held_qualifications.hpp"

namespace concordat::commerce {

/// One customer of one partner, with what it has bought.
class OneBuyer final : public accounts::CustomerStore, public CommerceStore {
public:
    std::optional<accounts::Customer> find(const PartnerId& partner,
                                           const CustomerId& customer) override {
        if (partner == owner && customer == held.id) return held;
        return std::nullopt;
    }
    std::optional<accounts::Customer> recall(const PartnerId&, const CustomerId&,
                                             std::uint64_t) override {
        return std::nullopt;
    }
    void list(const PartnerId&, const accounts::CustomerQuery&,
              accounts::CustomerPage& page) override {
        page.clear();
    }
    bool isDomainTaken(std::string_view) override { return false; }

    std::vector<Subscription> subscriptions(const PartnerId&, const CustomerId&) override {
        return bought;
    }
    std::vector<Subscription> subscriptionsAfter(const PartnerId&, const CustomerId&,
                                                 const SubscriptionId&, std::uint32_t) override {
        return {};
    }
    std::optional<Subscription> find(const PartnerId&, const CustomerId&,
                                     const SubscriptionId& id) override {
        for (const auto& one : bought)
            if (one.id == id) return one;
        return std::nullopt;
    }
    std::vector<Order> orders(const PartnerId&, const CustomerId&) override { return ordered; }
    std::vector<LicenceCount> licences(const PartnerId&, const CustomerId&) override { return {}; }
    std::vector<UserLicence> licencesOf(const PartnerId&, const CustomerId&,
                                        const UserId&) override {
        return {};
    }

    PartnerId owner{makeRandomUuid()};
    accounts::Customer held;
    std::vector<Subscription> bought;
    std::vector<Order> ordered;
};

/// A cloud that sells MAIL everywhere, GERMAN in Germany, a TRIAL of MAIL and ROOM, an add-on to
/// it.
class SalesFixture : public testing::Test {
protected:
    SalesFixture() {
        auto& facts = cloud_.edit();
        facts.countries.resize(2);
        facts.countries[0].iso2 = "US";
        facts.countries[1].iso2 = "DE";
        facts.offer_categories = {{"More", "More", 2}, {"Mail", "Mail", 1}};
        facts.offers = {offerOf("MAIL", "Mail"), offerOf("GERMAN", "Mail"),
                        offerOf("TRIAL", "Mail"), offerOf("ROOM", "More")};
        facts.offers[1].countries = {"DE"};
        auto& trial = facts.offers[2];
        trial.trial = true;
        trial.minimum_quantity = trial.maximum_quantity = 25;
        trial.billing_cycles = {"monthly"};
        trial.limit = 1;
        trial.limit_unit = "lifetime";
        trial.conversions = {"MAIL"};
        facts.offers[3].add_on = true;
        facts.offers[3].prerequisites = {"MAIL"};
        partner_.id = store_.owner;
        partner_.mpn_id = "1000001";
        store_.held.id = CustomerId{makeRandomUuid()};
        store_.held.company_name = "Adatum";
        store_.held.billing.default_address.country = "US";
        actor_.at = *parseInstant("2026-11-23T10:00:00Z");
    }

    static rules::OfferFact offerOf(const std::string& id, const std::string& category) {
        rules::OfferFact offer;
        offer.id = id;
        offer.name = "Offer " + id;
        offer.category = category;
        offer.sku_id = "sku-" + id;
        offer.maximum_quantity = 100;
        offer.billing_cycles = {"monthly", "annual"};
        return offer;
    }

    [[nodiscard]] const CustomerId& customer() const { return store_.held.id; }

    /// The error of a call that must be refused.
    template <typename Call>
    static Error errorOf(Call call) {
        try {
            call();
        } catch (const Error& error) {
            return error;
        }
        ADD_FAILURE() << "nothing was thrown";
        return {ErrorKind::Internal, 0};
    }

    OneBuyer store_;
    testing_support::FakeCloud cloud_;
    testing_support::HeldQualifications qualifications_;
    accounts::CustomerService customers_{store_, qualifications_, cloud_};
    partners::Partner partner_;
    audit::Actor actor_;
};

}  // namespace concordat::commerce
