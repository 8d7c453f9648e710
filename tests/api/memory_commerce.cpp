#include <algorithm>

#include "tests/api/memory_store.hpp"

namespace concordat::api {
namespace {

using changes::Outcome;
using commerce::Order;
using commerce::Subscription;
using commerce::SubscriptionStatus;

std::vector<Subscription> linesOf(const std::vector<Order>& orders) {
    std::vector<Subscription> all;
    for (const auto& order : orders) all.insert(all.end(), order.lines.begin(), order.lines.end());
    return all;
}

bool isActive(const Subscription& one) {
    return one.status == SubscriptionStatus::Active;
}

Outcome appliedIf(bool holds, Outcome otherwise) {
    return holds ? Outcome::Applied : otherwise;
}

}  // namespace

std::vector<Order> MemoryStore::orders(const PartnerId& partner, const CustomerId& customer) {
    const std::lock_guard lock(mutex_);
    if (!customers.contains({partner, customer})) return {};
    return bought[{partner, customer}];
}

std::vector<Subscription> MemoryStore::subscriptions(const PartnerId& partner,
                                                     const CustomerId& customer) {
    return linesOf(orders(partner, customer));
}

std::vector<Subscription> MemoryStore::subscriptionsAfter(const PartnerId& partner,
                                                          const CustomerId& customer,
                                                          const commerce::SubscriptionId& after,
                                                          std::uint32_t size) {
    auto page = subscriptions(partner, customer);
    std::sort(page.begin(), page.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    std::erase_if(page, [&](const Subscription& one) { return one.id <= after; });
    if (page.size() > size) page.resize(size);
    return page;
}

std::optional<Subscription> MemoryStore::find(const PartnerId& partner, const CustomerId& customer,
                                              const commerce::SubscriptionId& id) {
    for (auto& one : subscriptions(partner, customer))
        if (one.id == id) return one;
    return std::nullopt;
}

std::vector<commerce::LicenceCount> MemoryStore::licences(const PartnerId& partner,
                                                          const CustomerId& customer) {
    std::map<std::string, commerce::LicenceCount> counts;
    for (const auto& one : subscriptions(partner, customer)) {
        auto& count = counts[one.sku_id];
        count.sku_id = one.sku_id;
        count.consumed = consumed[{partner, customer}][one.sku_id];
        if (isActive(one)) count.enabled += one.quantity;
    }
    std::vector<commerce::LicenceCount> all;
    for (const auto& [sku, count] : counts) all.push_back(count);
    return all;
}

std::vector<commerce::UserLicence> MemoryStore::licencesOf(const PartnerId& partner,
                                                           const CustomerId&, const UserId& user) {
    const std::lock_guard lock(mutex_);
    std::vector<commerce::UserLicence> all;
    for (const auto& [sku, licence] : given[{partner, user}]) all.push_back(licence);
    return all;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::HoldRelationship& change) {
    return appliedIf(customers.contains({partner, change.customer}), Outcome::Gone);
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::LimitOffer& change) {
    const auto all = linesOf(bought[{partner, change.customer}]);
    const auto held = std::count_if(all.begin(), all.end(), [&](const Subscription& one) {
        return one.offer_id == change.offer_id && (isActive(one) || change.suspended_count);
    });
    return appliedIf(held < change.most, Outcome::Exhausted);
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::LimitSubscriptions& change) {
    const auto held = linesOf(bought[{partner, change.customer}]).size();
    return appliedIf(held < change.most, Outcome::Exhausted);
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::AddOrder& change) {
    bought[{partner, change.customer}].push_back(change.order);
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::ReplaceSubscription& change) {
    for (auto& order : bought[{partner, change.customer}])
        for (auto& line : order.lines) {
            if (line.id != change.subscription.id) continue;
            if (line.version != change.subscription.version) return Outcome::Stale;
            line = change.subscription;
            ++line.version;
            return Outcome::Applied;
        }
    return Outcome::Stale;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::EndSales& change) {
    const auto all = linesOf(bought[{partner, change.customer}]);
    return appliedIf(std::none_of(all.begin(), all.end(), isActive), Outcome::Taken);
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::TakeLicence& change) {
    std::uint32_t enabled = 0;
    for (const auto& one : linesOf(bought[{partner, change.customer}]))
        if (one.sku_id == change.licence.sku_id && isActive(one)) enabled += one.quantity;
    auto& taken = consumed[{partner, change.customer}][change.licence.sku_id];
    if (taken >= enabled) return Outcome::Exhausted;
    ++taken;
    given[{partner, change.user}][change.licence.sku_id] = change.licence;
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::ReturnLicence& change) {
    auto& taken = consumed[{partner, change.customer}][change.sku_id];
    if (taken == 0) return Outcome::Gone;
    --taken;
    given[{partner, change.user}].erase(change.sku_id);
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::ReplaceLicence& change) {
    given[{partner, change.user}][change.licence.sku_id] = change.licence;
    return Outcome::Applied;
}

Outcome MemoryStore::write(const PartnerId& partner, const changes::ForgetLicence& change) {
    return appliedIf(given[{partner, change.user}].erase(change.sku_id) > 0, Outcome::Gone);
}

}  // namespace concordat::api
