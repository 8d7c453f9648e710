#pragma once

#include <cstdint>
#include <string>

#include "core/base/ids.hpp"
#include "core/commerce/subscription.hpp"

/// Changes of orders and subscriptions, and of the licences that they enable.
namespace concordat::changes {

/// Guards that the partner has the customer until the change set is done: whoever ends the
/// relationship, or holds it likewise, waits. Gone when there is none. Comes first in what makes a
/// subscription active.
struct HoldRelationship {
    CustomerId customer;
};

/// Guards that the customer has fewer than `most` subscriptions of an offer through the partner.
/// Outcome Exhausted otherwise. Comes after HoldRelationship, which makes the count exact.
struct LimitOffer {
    CustomerId customer;
    std::string offer_id;
    std::uint32_t most = 0;
    /// Whether those that are suspended count too.
    bool suspended_count = true;
};

/// Guards that the customer has fewer than `most` subscriptions through the partner, suspended ones
/// included. Outcome Exhausted otherwise. Comes after HoldRelationship, likewise.
struct LimitSubscriptions {
    CustomerId customer;
    std::uint32_t most = 0;
};

/// An order with its subscriptions, and the licences that these enable. Comes after
/// HoldRelationship.
struct AddOrder {
    CustomerId customer;
    commerce::Order order;
};

/// A subscription as it is to be, but for what never changes; `subscription.version` is the one
/// that it must have, and the new one is one more. `before` is how many licences it enabled. Stale
/// when the version differs, or there is no such subscription.
struct ReplaceSubscription {
    CustomerId customer;
    commerce::Subscription subscription;
    /// Of that version: its quantity, or 0 for a suspended one.
    std::uint32_t enabled_before = 0;
};

/// What the end of a relationship asks of sales: guards that none of the customer's subscriptions
/// through the partner is active, Taken otherwise; the rest loses its support contact. Comes after
/// RemoveRelationship, which makes orders wait.
struct EndSales {
    CustomerId customer;
};

/// A licence for one of the customer's users. Exhausted when no more are enabled than are consumed.
/// Comes after a guard that the user is active and does not have it: HoldUser or RestoreUser.
/// Change sets with several of this and of ReturnLicence have them in the order of the SKU's id, so
/// that two never wait for each other.
struct TakeLicence {
    CustomerId customer;
    UserId user;
    commerce::UserLicence licence;
};

/// The inverse of TakeLicence, after HoldUser; Gone when none is consumed.
struct ReturnLicence {
    CustomerId customer;
    UserId user;
    std::string sku_id;
};

/// Other services with a licence that the user has. Comes after HoldUser.
struct ReplaceLicence {
    CustomerId customer;
    UserId user;
    commerce::UserLicence licence;
};

/// Forgets a licence that a deleted user had and does not get back. Comes after RestoreUser.
struct ForgetLicence {
    CustomerId customer;
    UserId user;
    std::string sku_id;
};

}  // namespace concordat::changes
