#pragma once

#include <functional>

#include "core/api/handlers/csv_export.hpp"
#include "core/commerce/subscription_service.hpp"

namespace concordat::api {

/// Which subscriptions of a customer a list has; empty: all. Outlives the request.
using SubscriptionFilter = std::function<bool(const commerce::Subscription&)>;

/// Replies with a customer's subscriptions that `filter` lets through as a file of CSV, oldest
/// first: id, the partner's name for it, quantity, status, reseller of record. Borrows
/// `subscriptions`, which outlives the reply. @throws Error NotFound, StoreUnavailable
void replyWithSubscriptions(commerce::SubscriptionService& subscriptions, const PartnerId& partner,
                            const CustomerId& customer, SubscriptionFilter filter,
                            http::Reply& reply);

}  // namespace concordat::api
