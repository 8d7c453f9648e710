#pragma once

#include "tests/store/change_store_contract.hpp"

namespace concordat::store {

/// What the store promises of orders, of subscriptions and of the licences that these enable.
template <typename Backend>
class CommerceContract : public ChangeStoreContract<Backend> {
protected:
    commerce::CommerceStore& commerce() { return this->store().commerce(); }

    std::vector<commerce::Subscription> held(unsigned customer) {
        return commerce().subscriptions(this->one, samples::customerId(customer));
    }

    void addCustomers(unsigned count) {
        for (unsigned i = 1; i <= count; ++i)
            ASSERT_EQ(this->apply(samples::addCustomer(this->one, i)), Outcome::Applied);
    }
};

TYPED_TEST_SUITE_P(CommerceContract);

/// Numbers of record entries that the samples' own never reach.
inline constexpr unsigned kOrders = 70'000;

/// A change set about a customer with an entry of its own; `number` tells entries apart.
inline changes::ChangeSet about(const PartnerId& partner, unsigned customer, unsigned number) {
    changes::ChangeSet set;
    set.partner = partner;
    const auto id = samples::customerId(customer);
    set.entry = samples::entry(partner, &id, kOrders + number);
    return set;
}

/// Order `number`: ten licences of SKU "a" and five of "b".
inline commerce::Order orderOf(unsigned number) {
    commerce::Order order;
    order.id.value = samples::id('o', number);
    order.cycle = commerce::BillingCycle::Annual;
    order.created = samples::kNow;
    for (const unsigned line : {0U, 1U}) {
        commerce::Subscription one;
        one.id.value = samples::id('s', 2 * number + line);
        one.order = order.id;
        one.line = line;
        one.offer_id = line == 0 ? "A-1" : "B-1";
        one.sku_id = line == 0 ? "a" : "b";
        one.friendly_name = "Mail";
        one.quantity = one.ordered_quantity = line == 0 ? 10 : 5;
        one.cycle = order.cycle;
        one.created = order.created;
        one.commitment_end = order.created + std::chrono::days(365);
        order.lines.push_back(one);
    }
    return order;
}

inline changes::ChangeSet buy(const PartnerId& partner, unsigned customer, unsigned number) {
    auto set = about(partner, customer, number);
    const auto id = samples::customerId(customer);
    set.changes.emplace_back(changes::HoldRelationship{id});
    set.changes.emplace_back(changes::AddOrder{id, orderOf(number)});
    return set;
}

inline changes::ChangeSet replace(const PartnerId& partner, unsigned customer,
                                  const commerce::Subscription& subscription, unsigned before,
                                  unsigned number) {
    auto set = about(partner, customer, number);
    set.changes.emplace_back(
        changes::ReplaceSubscription{samples::customerId(customer), subscription, before});
    return set;
}

inline changes::ChangeSet endRelationship(const PartnerId& partner, unsigned customer) {
    auto set = samples::removeRelationship(partner, customer);
    set.changes.emplace_back(changes::EndSales{samples::customerId(customer)});
    return set;
}

inline commerce::Subscription suspended(commerce::Subscription subscription) {
    subscription.status = commerce::SubscriptionStatus::Suspended;
    subscription.suspended = samples::kNow;
    return subscription;
}

TYPED_TEST_P(CommerceContract, AnOrderIsOfOneCustomerOfItsPartner) {
    this->addCustomers(2);
    EXPECT_EQ(this->apply(buy(this->other, 1, 1)), Outcome::Gone);
    EXPECT_EQ(this->apply(buy(this->one, 3, 1)), Outcome::Gone);
    ASSERT_EQ(this->apply(buy(this->one, 1, 1)), Outcome::Applied);
    const auto customer = samples::customerId(1);
    EXPECT_EQ(this->commerce().orders(this->one, customer), std::vector{orderOf(1)});
    EXPECT_EQ(this->held(1), orderOf(1).lines);
    EXPECT_EQ(this->commerce().find(this->one, customer, orderOf(1).lines[1].id),
              orderOf(1).lines[1]);
    EXPECT_EQ(this->commerce().licences(this->one, customer),
              (std::vector<commerce::LicenceCount>{{"a", 10, 0}, {"b", 5, 0}}));
    for (const auto& [partner, number] : {std::pair{this->other, 1U}, std::pair{this->one, 2U}}) {
        const auto id = samples::customerId(number);
        EXPECT_TRUE(this->commerce().orders(partner, id).empty());
        EXPECT_TRUE(this->commerce().subscriptions(partner, id).empty());
        EXPECT_FALSE(this->commerce().find(partner, id, orderOf(1).lines[0].id));
        EXPECT_TRUE(this->commerce().licences(partner, id).empty());
    }
}

TYPED_TEST_P(CommerceContract, SubscriptionsComeInPagesThatJoinUp) {
    constexpr std::uint32_t kSize = 3;
    this->addCustomers(2);
    for (unsigned number = 1; number <= 4; ++number)
        ASSERT_EQ(this->apply(buy(this->one, 1, number)), Outcome::Applied);
    ASSERT_EQ(this->apply(buy(this->one, 2, 5)), Outcome::Applied);
    const auto after = [&](const PartnerId& partner, commerce::SubscriptionId id) {
        return this->commerce().subscriptionsAfter(partner, samples::customerId(1), id, kSize);
    };
    std::vector<commerce::Subscription> joined;
    auto page = after(this->one, {});
    for (; !page.empty(); page = after(this->one, page.back().id)) {
        EXPECT_LE(page.size(), kSize);
        joined.insert(joined.end(), page.begin(), page.end());
    }
    EXPECT_EQ(joined.size(), 8U);
    EXPECT_EQ(joined, this->held(1));
    EXPECT_TRUE(after(this->other, {}).empty());
}

TYPED_TEST_P(CommerceContract, ASubscriptionChangesFromTheVersionThatWasReadAndItsLicencesWithIt) {
    this->addCustomers(1);
    ASSERT_EQ(this->apply(buy(this->one, 1, 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(buy(this->one, 1, 2)), Outcome::Applied);
    const auto first = this->held(1).at(0);
    auto larger = first;
    larger.quantity = 12;
    larger.friendly_name = "More mail";
    larger.partner_on_record = "1000001";
    larger.support = commerce::SupportContact{this->one, "1000002", "Help"};
    ASSERT_EQ(this->apply(replace(this->one, 1, larger, 10, 3)), Outcome::Applied);
    EXPECT_EQ(this->apply(replace(this->one, 1, larger, 10, 4)), Outcome::Stale);
    EXPECT_EQ(this->apply(replace(this->other, 1, larger, 10, 4)), Outcome::Gone);
    ++larger.version;
    EXPECT_EQ(this->commerce().find(this->one, samples::customerId(1), first.id), larger);
    const auto enabled = [&] {
        return this->commerce().licences(this->one, samples::customerId(1)).at(0).enabled;
    };
    EXPECT_EQ(enabled(), 22U);
    ASSERT_EQ(this->apply(replace(this->one, 1, suspended(larger), 12, 5)), Outcome::Applied);
    EXPECT_EQ(enabled(), 10U);
    auto again = suspended(larger);
    ++again.version;
    EXPECT_EQ(this->commerce().find(this->one, samples::customerId(1), first.id), again);
}

TYPED_TEST_P(CommerceContract, ARelationshipEndsWhenEverySubscriptionIsSuspended) {
    this->addCustomers(1);
    ASSERT_EQ(this->apply(buy(this->one, 1, 1)), Outcome::Applied);
    unsigned number = 10;
    for (const auto& active : this->held(1)) {
        EXPECT_EQ(this->apply(endRelationship(this->one, 1)), Outcome::Taken);
        auto next = suspended(active);
        next.support = commerce::SupportContact{this->one, "1000002", "Help"};
        ASSERT_EQ(this->apply(replace(this->one, 1, next, active.quantity, ++number)),
                  Outcome::Applied);
    }
    EXPECT_TRUE(this->held(1).at(0).support);
    EXPECT_EQ(this->apply(endRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_TRUE(this->held(1).empty());
    EXPECT_EQ(this->apply(buy(this->one, 1, 2)), Outcome::Gone);
}

TYPED_TEST_P(CommerceContract, AnOrderAndTheEndOfTheRelationshipNeverBothSucceed) {
    constexpr unsigned kCustomers = 20;
    constexpr unsigned kOrdersEach = 3;
    this->addCustomers(kCustomers);
    for (unsigned customer = 1; customer <= kCustomers; ++customer) {
        (void)this->race(kOrdersEach + 1, [&](unsigned i) {
            // In another place every time, so that sometimes this one is first.
            if (i == customer % (kOrdersEach + 1)) return endRelationship(this->one, customer);
            return buy(this->one, customer, 10 * customer + i);
        });
        const bool left = !this->find(customer);
        EXPECT_EQ(this->held(customer).size(), left ? 0U : 2 * kOrdersEach) << customer;
    }
    // The same without the guard: nothing else stops it, and active subscriptions are left.
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, kCustomers + 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(buy(this->one, kCustomers + 1, 1)), Outcome::Applied);
    EXPECT_EQ(this->apply(samples::removeRelationship(this->one, kCustomers + 1)),
              Outcome::Applied);
}

TYPED_TEST_P(CommerceContract, AnOffersLimitIsExactUnderParallelOrders) {
    constexpr unsigned kParallel = 20;
    this->addCustomers(1);
    const auto limited = [&](unsigned i) {
        auto set = buy(this->one, 1, 1 + i);
        set.changes.insert(set.changes.begin() + 1,
                           changes::LimitOffer{samples::customerId(1), "A-1", 3, true});
        return set;
    };
    EXPECT_EQ(
        this->race(kParallel, limited),
        (std::map<Outcome, unsigned>{{Outcome::Applied, 3}, {Outcome::Exhausted, kParallel - 3}}));
    EXPECT_EQ(this->held(1).size(), 6U);
    // Suspended ones give room where only active ones count.
    const auto first = this->held(1).at(0);
    ASSERT_EQ(this->apply(replace(this->one, 1, suspended(first), first.quantity, 50)),
              Outcome::Applied);
    auto lifetime = limited(51);
    EXPECT_EQ(this->apply(lifetime), Outcome::Exhausted);
    std::get<changes::LimitOffer>(lifetime.changes.at(1)).suspended_count = false;
    EXPECT_EQ(this->apply(lifetime), Outcome::Applied);
}

TYPED_TEST_P(CommerceContract, ASandboxsLimitIsExactUnderParallelOrders) {
    constexpr unsigned kParallel = 20;
    constexpr std::uint32_t kMost = 5;
    this->addCustomers(2);
    ASSERT_EQ(this->apply(buy(this->one, 2, kParallel + 1)), Outcome::Applied);
    const auto limited = [&](unsigned i) {
        auto set = buy(this->one, 1, 1 + i);
        const auto added = static_cast<std::uint32_t>(orderOf(1).lines.size());
        set.changes.insert(set.changes.begin() + 1,
                           changes::LimitSubscriptions{samples::customerId(1), kMost - added + 1});
        return set;
    };
    EXPECT_EQ(
        this->race(kParallel, limited),
        (std::map<Outcome, unsigned>{{Outcome::Applied, 2}, {Outcome::Exhausted, kParallel - 2}}));
    EXPECT_EQ(this->held(1).size(), 4U);
}

TYPED_TEST_P(CommerceContract, WhatACustomerBoughtGoesWithIt) {
    this->addCustomers(1);
    ASSERT_EQ(this->apply(buy(this->one, 1, 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::deleteCustomer(this->one, 1)), Outcome::Applied);
    auto anew = samples::addCustomer(this->one, 1);
    anew.entry.id = samples::id('e', kOrders);
    ASSERT_EQ(this->apply(anew), Outcome::Applied);
    const auto customer = samples::customerId(1);
    EXPECT_TRUE(this->commerce().orders(this->one, customer).empty());
    EXPECT_TRUE(this->held(1).empty());
    EXPECT_TRUE(this->commerce().licences(this->one, customer).empty());
}

REGISTER_TYPED_TEST_SUITE_P(CommerceContract, AnOrderIsOfOneCustomerOfItsPartner,
                            SubscriptionsComeInPagesThatJoinUp,
                            ASubscriptionChangesFromTheVersionThatWasReadAndItsLicencesWithIt,
                            ARelationshipEndsWhenEverySubscriptionIsSuspended,
                            AnOrderAndTheEndOfTheRelationshipNeverBothSucceed,
                            AnOffersLimitIsExactUnderParallelOrders,
                            ASandboxsLimitIsExactUnderParallelOrders,
                            WhatACustomerBoughtGoesWithIt);

}  // namespace concordat::store
