#pragma once

#include "core/commerce/commerce_store.hpp"
#include "core/store/sessions.hpp"

namespace concordat::store {

/// Orders, subscriptions and licence counts in SQLite and PostgreSQL. Thread-safe.
class SociCommerceStore final : public commerce::CommerceStore {
public:
    /// Borrows the sessions.
    explicit SociCommerceStore(Sessions& sessions) : sessions_(sessions) {}

    [[nodiscard]] std::vector<commerce::Subscription> subscriptions(
        const PartnerId& partner, const CustomerId& customer) override;
    [[nodiscard]] std::vector<commerce::Subscription> subscriptionsAfter(
        const PartnerId& partner, const CustomerId& customer, const commerce::SubscriptionId& after,
        std::uint32_t size) override;
    [[nodiscard]] std::optional<commerce::Subscription> find(
        const PartnerId& partner, const CustomerId& customer,
        const commerce::SubscriptionId& id) override;
    [[nodiscard]] std::vector<commerce::Order> orders(const PartnerId& partner,
                                                      const CustomerId& customer) override;
    [[nodiscard]] std::vector<commerce::LicenceCount> licences(const PartnerId& partner,
                                                               const CustomerId& customer) override;
    [[nodiscard]] std::vector<commerce::UserLicence> licencesOf(const PartnerId& partner,
                                                                const CustomerId& customer,
                                                                const UserId& user) override;

private:
    Sessions& sessions_;  // not owned; outlives the store
};

}  // namespace concordat::store
