#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/accounts/customer_service.hpp"
#include "core/commerce/catalogue.hpp"
#include "core/commerce/commerce_store.hpp"

namespace concordat::commerce {

/// A line of an order, as it was read from the request.
struct OrderLine {
    std::uint32_t number = 0;
    std::string offer_id;
    /// Empty: the offer's name.
    std::string friendly_name;
    std::uint32_t quantity = 0;
    /// The partner network id of the reseller of record; empty: none. Whether the partner may name
    /// it is the caller's question: relationships::ResellerService::holdResellers.
    std::string partner_on_record{};
};

/// What a partner orders, as it was read from the request.
struct OrderDraft {
    BillingCycle cycle = BillingCycle::Monthly;
    std::vector<OrderLine> lines;
};

/// An order, ready to be written: what to apply, and what it then is. Nothing has happened yet.
struct PlannedOrder {
    changes::ChangeSet changes;
    Order order;
};

/// What partners do with orders of their customers. Called from handlers, concurrently; keeps no
/// state of its own. Blocks as the stores do.
class OrderService {
public:
    /// Borrows all three, which outlive the service.
    OrderService(accounts::CustomerService& customers, CommerceStore& store,
                 const rules::Cloud& cloud)
        : customers_(customers), store_(store), facts_(cloud.facts()), catalogue_(facts_) {}

    /// The customer's orders, oldest first. @throws Error NotFound, StoreUnavailable
    [[nodiscard]] std::vector<Order> orders(const PartnerId& partner, const CustomerId& customer);

    /// One of them. @throws Error NotFound (kUnknownTenant, kUnknownOrder), StoreUnavailable
    [[nodiscard]] Order get(const PartnerId& partner, const CustomerId& customer,
                            const OrderId& id);

    /// Plans an order of licences: every line an offer that is sold in the customer's country, in a
    /// quantity and with a billing cycle that the offer has. Lines are numbered from 0 without
    /// gaps. The change set guards that the relationship lasts, that offers' limits and a sandbox's
    /// hold, and that nothing is tried that the customer has.
    /// @throws Error NotFound for the customer; Forbidden (kProgrammeInactive for a suspended
    /// partner, kOfferNotForSale, kSandboxSubscriptions, kSandboxLicences); InvalidRequest
    /// (kMemberMissing, kBadProperty, kLineItemNumber, kOfferUnknown, kOfferNotInCountry,
    /// kQuantityOutsideLimits, kOfferLimitReached); StoreUnavailable
    [[nodiscard]] PlannedOrder plan(const partners::Partner& partner, const audit::Actor& actor,
                                    const CustomerId& customer, const OrderDraft& draft);

private:
    /// The order's subscriptions, by line.
    void addLines(Order& order, const partners::Partner& partner,
                  const accounts::Customer& customer, const OrderDraft& draft) const;
    /// The guard of a sandbox, in which the order adds that many subscriptions.
    void limitSandbox(changes::ChangeSet& set, const CustomerId& customer, std::size_t added);

    accounts::CustomerService& customers_;  // not owned; outlives the service
    CommerceStore& store_;                  // likewise
    const rules::CloudFacts& facts_;        // likewise
    Catalogue catalogue_;
};

}  // namespace concordat::commerce
