#include "core/commerce/subscription_service.hpp"

#include <chrono>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/commerce/offer_rules.hpp"

namespace concordat::commerce {
namespace {

/// As long as a suspended subscription's data is kept.
constexpr std::chrono::days kReactivable{90};

std::uint32_t enabledBy(const Subscription& subscription) {
    return subscription.status == SubscriptionStatus::Active ? subscription.quantity : 0;
}

/// The change from what was read to what is planned; the reply has the new version.
void finish(PlannedSubscription& planned, const CustomerId& customer, const Subscription& before) {
    auto& data = planned.changes.entry.customized_data;
    const auto& after = planned.subscription;
    data.emplace_back("SubscriptionId", after.id.value.toString());
    data.emplace_back("SubscriptionName", after.friendly_name);
    data.emplace_back("Quantity", std::to_string(after.quantity));
    data.emplace_back("Status",
                      after.status == SubscriptionStatus::Active ? "active" : "suspended");
    planned.changes.changes.emplace_back(
        changes::ReplaceSubscription{customer, planned.subscription, enabledBy(before)});
    ++planned.subscription.version;
}

}  // namespace

std::vector<Subscription> SubscriptionService::subscriptions(const PartnerId& partner,
                                                             const CustomerId& customer) {
    (void)customers_.get(partner, customer);
    return store_.subscriptions(partner, customer);
}

std::vector<Subscription> SubscriptionService::subscriptionsAfter(const PartnerId& partner,
                                                                  const CustomerId& customer,
                                                                  const SubscriptionId& after,
                                                                  std::uint32_t size) {
    return store_.subscriptionsAfter(partner, customer, after, size);
}

void SubscriptionService::requireCustomer(const PartnerId& partner, const CustomerId& customer) {
    (void)customers_.get(partner, customer);
}

Subscription SubscriptionService::get(const PartnerId& partner, const CustomerId& customer,
                                      const SubscriptionId& id) {
    (void)customers_.get(partner, customer);
    auto found = store_.find(partner, customer, id);
    if (!found) throw Error(ErrorKind::NotFound, codes::kUnknownSubscription);
    return *std::move(found);
}

PlannedSubscription SubscriptionService::begin(const partners::Partner& partner,
                                               const audit::Actor& actor,
                                               const CustomerId& customer, const SubscriptionId& id,
                                               std::optional<ExpectedVersion> expected) {
    const auto held = customers_.get(partner.id, customer);
    auto found = store_.find(partner.id, customer, id);
    if (!found) throw Error(ErrorKind::NotFound, codes::kUnknownSubscription);
    if (expected) expected->require(found->version);
    PlannedSubscription planned;
    planned.subscription = *std::move(found);
    planned.changes.partner = partner.id;
    auto& entry = planned.changes.entry;
    entry = audit::entryBy(actor, partner.id, audit::ResourceType::Subscription,
                           audit::OperationType::UpdateSubscription);
    entry.customer = customer;
    entry.customer_name = held.company_name;
    return planned;
}

void SubscriptionService::changeStatus(PlannedSubscription& planned, const CustomerId& customer,
                                       SubscriptionStatus status, Instant now) {
    auto& subscription = planned.subscription;
    if (status == subscription.status) return;
    if (status == SubscriptionStatus::Active) {
        if (subscription.suspended && now > *subscription.suspended + kReactivable)
            throw Error(ErrorKind::InvalidRequest, codes::kStatusNotEditable);
        planned.changes.changes.emplace_back(changes::HoldRelationship{customer});
        subscription.suspended.reset();
    } else {
        subscription.suspended = now;
    }
    subscription.status = status;
}

void SubscriptionService::changeQuantity(PlannedSubscription& planned,
                                         const partners::Partner& partner, std::uint32_t quantity) {
    auto& subscription = planned.subscription;
    if (partner.state == partners::PartnerState::Suspended)
        throw Error(ErrorKind::Forbidden, codes::kProgrammeInactive);
    const auto* offer = catalogue_.find(subscription.offer_id);
    if (offer == nullptr)
        throw Error(ErrorKind::Forbidden, codes::kOfferNotForSale, {subscription.offer_id});
    requireQuantity(facts_, partner, *offer, quantity);
    subscription.quantity = quantity;
}

PlannedSubscription SubscriptionService::planChange(const partners::Partner& partner,
                                                    const audit::Actor& actor,
                                                    const CustomerId& customer,
                                                    const SubscriptionId& id,
                                                    std::optional<ExpectedVersion> expected,
                                                    const SubscriptionChange& change) {
    auto planned = begin(partner, actor, customer, id, expected);
    const auto before = planned.subscription;
    const auto quantity = change.quantity.value_or(before.quantity);
    const auto name = change.friendly_name.empty() ? before.friendly_name : change.friendly_name;
    const bool edits = quantity != before.quantity || name != before.friendly_name;
    if (edits && before.status == SubscriptionStatus::Suspended)
        throw Error(ErrorKind::InvalidRequest, codes::kSubscriptionSuspended);
    if (quantity != before.quantity) changeQuantity(planned, partner, quantity);
    planned.subscription.friendly_name = name;
    changeStatus(planned, customer, change.status.value_or(before.status), actor.at);
    finish(planned, customer, before);
    return planned;
}

PlannedSubscription SubscriptionService::planSupport(const partners::Partner& partner,
                                                     const audit::Actor& actor,
                                                     const CustomerId& customer,
                                                     const SubscriptionId& id,
                                                     SupportContact contact) {
    auto planned = begin(partner, actor, customer, id, std::nullopt);
    const auto before = planned.subscription;
    const bool own = contact.partner == partner.id;
    if (own && contact.mpn_id != partner.mpn_id)
        throw Error(ErrorKind::InvalidRequest, codes::kBadProperty, {"supportMpnId"});
    if (!own && !customers_.get(partner.id, customer).allow_delegated_access)
        throw Error(ErrorKind::Forbidden, codes::kAccessRefused);
    planned.subscription.support = std::move(contact);
    finish(planned, customer, before);
    return planned;
}

}  // namespace concordat::commerce
