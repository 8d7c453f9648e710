#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::commerce {

/// An order of one customer.
struct OrderId {
    Uuid value;
    auto operator<=>(const OrderId&) const = default;
};

/// A subscription of one customer.
struct SubscriptionId {
    Uuid value;
    auto operator<=>(const SubscriptionId&) const = default;
};

/// How often a subscription is billed: settled with the order. Stored by number: never renumber.
enum class BillingCycle : std::uint8_t { Monthly = 1, Annual = 2 };

/// What a subscription gives its customer at present. Stored by number: never renumber.
enum class SubscriptionStatus : std::uint8_t {
    /// Its licences can be used.
    Active = 1,
    /// Users are kept out, data is kept; a suspended one does not stand in the way of anything.
    Suspended = 2
};

/// Whom the customer asks for help with a subscription.
struct SupportContact {
    PartnerId partner;
    std::string mpn_id;
    std::string name;

    bool operator==(const SupportContact&) const = default;
};

/// Licences of one offer that a customer has through one partner. One for every line of an order.
struct Subscription {
    SubscriptionId id;
    OrderId order;
    /// The place in the order, counted from 0.
    std::uint32_t line = 0;
    std::string offer_id;
    /// What the offer gives, by which licences are counted; of the offer when it was ordered.
    std::string sku_id;
    /// The partner's name for it; at first the offer's.
    std::string friendly_name;
    std::uint32_t quantity = 0;
    /// As the order says; the quantity may have changed since.
    std::uint32_t ordered_quantity = 0;
    BillingCycle cycle = BillingCycle::Monthly;
    SubscriptionStatus status = SubscriptionStatus::Active;
    Instant created{};
    /// The end of the term that began with the order: twelve months, thirty days of a trial.
    Instant commitment_end{};
    /// Of a suspended one: since when.
    std::optional<Instant> suspended{};
    /// The partner network id of the reseller of record; empty: none.
    std::string partner_on_record{};
    /// Absent: the partner itself.
    std::optional<SupportContact> support{};
    /// Counts up with every change; what the etag carries.
    std::uint64_t version = 1;

    bool operator==(const Subscription&) const = default;
};

/// What was bought at one time. Its lines are the subscriptions that it brought.
struct Order {
    OrderId id;
    BillingCycle cycle = BillingCycle::Monthly;
    Instant created{};
    std::uint64_t version = 1;
    /// By line, each number once.
    std::vector<Subscription> lines;

    bool operator==(const Order&) const = default;
};

/// A licence that a user has.
struct UserLicence {
    std::string sku_id;
    /// Ids of the services that the user does not get with it; none twice.
    std::vector<std::string> disabled;

    bool operator==(const UserLicence&) const = default;
};

/// Licences of one kind that a customer has through a partner. More may be in use than are enabled:
/// when a subscription shrinks or is suspended, nobody's licence is taken.
struct LicenceCount {
    std::string sku_id;
    /// The sum of the quantities of active subscriptions.
    std::uint32_t enabled = 0;
    /// Those that are given to users: changes::TakeLicence and changes::ReturnLicence.
    std::uint32_t consumed = 0;

    bool operator==(const LicenceCount&) const = default;
};

}  // namespace concordat::commerce
