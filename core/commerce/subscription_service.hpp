#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/accounts/customer_service.hpp"
#include "core/base/expected_version.hpp"
#include "core/commerce/catalogue.hpp"
#include "core/commerce/commerce_store.hpp"

namespace concordat::commerce {

/// What is to be different of a subscription, as it was read from the request: clients send all
/// that they know of it, so most of it is what it was.
struct SubscriptionChange {
    std::optional<SubscriptionStatus> status;
    std::optional<std::uint32_t> quantity;
    /// Empty: not given.
    std::string friendly_name;
};

/// A change of a subscription, ready to be written: what to apply, and what it then is.
struct PlannedSubscription {
    changes::ChangeSet changes;
    Subscription subscription;
};

/// What partners do with subscriptions of their customers. Called from handlers, concurrently;
/// keeps no state of its own. Blocks as the stores do. Plans throw beside what they say: Error
/// NotFound (kUnknownTenant, kUnknownSubscription), Conflict or PreconditionFailed for a version
/// that is not `expected`, StoreUnavailable. Their change sets are guarded by the version that was
/// read.
class SubscriptionService {
public:
    /// Borrows all three, which outlive the service.
    SubscriptionService(accounts::CustomerService& customers, CommerceStore& store,
                        const rules::Cloud& cloud)
        : customers_(customers), store_(store), facts_(cloud.facts()), catalogue_(facts_) {}

    /// The customer's subscriptions, oldest first. @throws Error NotFound, StoreUnavailable
    [[nodiscard]] std::vector<Subscription> subscriptions(const PartnerId& partner,
                                                          const CustomerId& customer);

    /// A page of them, as CommerceStore::subscriptionsAfter: for a list that is written while the
    /// relationship may end, which then has no more of them. @throws Error StoreUnavailable
    [[nodiscard]] std::vector<Subscription> subscriptionsAfter(const PartnerId& partner,
                                                               const CustomerId& customer,
                                                               const SubscriptionId& after,
                                                               std::uint32_t size);

    /// Refuses as every operation on subscriptions does. @throws Error NotFound, StoreUnavailable
    void requireCustomer(const PartnerId& partner, const CustomerId& customer);

    /// One of them. @throws Error NotFound, StoreUnavailable
    [[nodiscard]] Subscription get(const PartnerId& partner, const CustomerId& customer,
                                   const SubscriptionId& id);

    /// Plans a change; what is asked for and is so already is no change. A suspended subscription
    /// can only be made active again, within 90 days, and the change set then guards that the
    /// relationship lasts. @throws Error Forbidden (kProgrammeInactive) for another quantity by a
    /// suspended partner, (kOfferNotForSale) of an offer that the cloud has no longer;
    /// kSandboxLicences; InvalidRequest (kSubscriptionSuspended, kStatusNotEditable,
    /// kQuantityOutsideLimits)
    [[nodiscard]] PlannedSubscription planChange(const partners::Partner& partner,
                                                 const audit::Actor& actor,
                                                 const CustomerId& customer,
                                                 const SubscriptionId& id,
                                                 std::optional<ExpectedVersion> expected,
                                                 const SubscriptionChange& change);

    /// Plans another support contact: the partner itself or, while the customer lets the partner
    /// administer, another one. Whether that is a reseller of the customer's is the caller's
    /// question: relationships::ResellerService::holdSupport. @throws Error InvalidRequest
    /// (kBadProperty) for the partner with another partner network id, Forbidden (kAccessRefused)
    [[nodiscard]] PlannedSubscription planSupport(const partners::Partner& partner,
                                                  const audit::Actor& actor,
                                                  const CustomerId& customer,
                                                  const SubscriptionId& id, SupportContact contact);

private:
    void changeStatus(PlannedSubscription& planned, const CustomerId& customer,
                      SubscriptionStatus status, Instant now);
    void changeQuantity(PlannedSubscription& planned, const partners::Partner& partner,
                        std::uint32_t quantity);

    /// A plan that changes nothing yet.
    [[nodiscard]] PlannedSubscription begin(const partners::Partner& partner,
                                            const audit::Actor& actor, const CustomerId& customer,
                                            const SubscriptionId& id,
                                            std::optional<ExpectedVersion> expected);

    accounts::CustomerService& customers_;  // not owned; outlives the service
    CommerceStore& store_;                  // likewise
    const rules::CloudFacts& facts_;        // likewise
    Catalogue catalogue_;
};

}  // namespace concordat::commerce
