#pragma once

#include <map>
#include <memory>
#include <thread>

#include "core/base/error.hpp"
#include "tests/store/store_contract.hpp"

namespace concordat::store {

/// What changes::ChangeStore promises, one caller at a time and many at once.
template <typename Backend>
class ChangeStoreContract : public StoreContract<Backend> {
protected:
    using Outcomes = std::map<Outcome, unsigned>;

    /// Lets `count` threads, of as many servers as may have the store open, apply what `make` gives
    /// for 0, 1, ... and counts the outcomes.
    template <typename Make>
    Outcomes race(unsigned count, Make make) {
        std::vector<std::unique_ptr<Store>> more;
        while (more.size() + 1 < Backend::kServers) more.push_back(this->backend().open());
        std::vector<changes::ChangeStore*> servers{&this->store().changes()};
        for (const auto& store : more) servers.push_back(&store->changes());
        std::vector<Outcome> outcomes(count);
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < count; ++i)
            threads.emplace_back(
                [&, i] { outcomes[i] = applyPatiently(*servers[i % servers.size()], make(i)); });
        for (auto& thread : threads) thread.join();
        Outcomes counted;
        for (const auto outcome : outcomes) ++counted[outcome];
        return counted;
    }

    /// More threads than sessions: those that find none try again, as callers do after a 503.
    static Outcome applyPatiently(changes::ChangeStore& changes, const changes::ChangeSet& set) {
        for (;;) {
            try {
                return changes.apply(set);
            } catch (const Error& error) {
                if (error.kind() != ErrorKind::StoreUnavailable) throw;
            }
        }
    }

    std::optional<accounts::Customer> find(unsigned number) {
        return this->store().customers().find(this->one, samples::customerId(number));
    }

    std::size_t countEntries() {
        audit::Query query;
        query.to = samples::kNow + std::chrono::hours(1);
        query.size = 500;
        return this->store().record().list(this->one, query).entries.size();
    }

    std::size_t countCustomers() {
        accounts::CustomerPage page;
        accounts::CustomerQuery query;
        query.size = 500;
        this->store().customers().list(this->one, query, page);
        return page.size();
    }
};

TYPED_TEST_SUITE_P(ChangeStoreContract);

TYPED_TEST_P(ChangeStoreContract, ADomainIsReservedOnceAcrossPartners) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    auto second = samples::customer(2, "Fabrikam");
    second.domain = "d1.onmicrosoft.com";
    EXPECT_EQ(this->apply(samples::addCustomer(this->other, second)), Outcome::Taken);
    EXPECT_EQ(this->store().customers().find(this->other, second.id), std::nullopt);
}

TYPED_TEST_P(ChangeStoreContract, ARefusedChangeLeavesNothingBehind) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    auto refused = samples::addCustomer(this->one, 1);
    refused.once = samples::once(1);
    EXPECT_EQ(this->apply(refused), Outcome::Taken);
    EXPECT_EQ(this->countEntries(), 1U);
    EXPECT_EQ(this->countCustomers(), 1U);
    EXPECT_FALSE(
        this->store().changes().findRequest(this->one, {samples::id('r', 1)}, samples::kNow));
}

TYPED_TEST_P(ChangeStoreContract, ABillingProfileIsReplacedUnderItsVersion) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    auto profile = samples::billing("Northwind");
    profile.default_address.city = "Köln";
    ASSERT_EQ(this->apply(samples::replaceBilling(this->one, 1, 1, profile)), Outcome::Applied);
    const auto customer = this->find(1);
    ASSERT_TRUE(customer);
    EXPECT_EQ(customer->version, 2U);
    EXPECT_EQ(customer->billing, profile);
    EXPECT_EQ(customer->company_name, "Northwind");
    EXPECT_EQ(this->countEntries(), 2U);
}

TYPED_TEST_P(ChangeStoreContract, AnotherCompanyNameMovesTheCustomerInTheList) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1, "Zebra")), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 2, "Middle")), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::replaceBilling(this->one, 1, 1, samples::billing("Ábaco"))),
              Outcome::Applied);
    accounts::CustomerPage page;
    this->store().customers().list(this->one, {}, page);
    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(page[0].company_name, "Ábaco");
    EXPECT_EQ(page.first_key, "abaco");
}

TYPED_TEST_P(ChangeStoreContract, AReplacedProfileIsRecalledAsItIsStored) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    auto& customers = this->store().customers();
    const auto id = samples::customerId(1);
    EXPECT_EQ(customers.recall(this->one, id, 1), std::nullopt);
    const auto read = this->find(1);
    EXPECT_EQ(customers.recall(this->one, id, 1), read);
    EXPECT_EQ(customers.recall(this->other, id, 1), std::nullopt);
    ASSERT_EQ(this->apply(samples::replaceBilling(this->one, 1, 1, samples::billing("Northwind"))),
              Outcome::Applied);
    EXPECT_EQ(customers.recall(this->one, id, 1), std::nullopt);
    const auto recalled = customers.recall(this->one, id, 2);
    ASSERT_TRUE(recalled);
    EXPECT_EQ(recalled, this->find(1));
    EXPECT_EQ(this->apply(samples::replaceBilling(this->one, 1, 1, samples::billing("Old"))),
              Outcome::Stale);
    EXPECT_EQ(customers.recall(this->one, id, 2), recalled);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(customers.recall(this->one, id, 2), std::nullopt);
}

TYPED_TEST_P(ChangeStoreContract, AStaleVersionChangesNothing) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->apply(samples::replaceBilling(this->one, 1, 2, samples::billing("New"))),
              Outcome::Stale);
    EXPECT_EQ(this->find(1), samples::customer(1, "Contoso"));
    EXPECT_EQ(this->countEntries(), 1U);
}

TYPED_TEST_P(ChangeStoreContract, AnotherPartnersCustomerIsGoneWhateverIsAsked) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    const auto profile = samples::billing("Mine");
    EXPECT_EQ(this->apply(samples::replaceBilling(this->other, 1, 1, profile)), Outcome::Gone);
    EXPECT_EQ(this->apply(samples::removeRelationship(this->other, 1)), Outcome::Gone);
    EXPECT_EQ(this->apply(samples::deleteCustomer(this->other, 1)), Outcome::Gone);
    EXPECT_EQ(this->find(1), samples::customer(1, "Contoso"));
}

TYPED_TEST_P(ChangeStoreContract, AnEndedRelationshipLeavesTheListAndKeepsTheDomain) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->find(1), std::nullopt);
    EXPECT_EQ(this->countCustomers(), 0U);
    EXPECT_TRUE(this->store().customers().isDomainTaken("d1.onmicrosoft.com"));
    EXPECT_EQ(this->countEntries(), 2U);
    EXPECT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Gone);
}

TYPED_TEST_P(ChangeStoreContract, ADeletedCustomerFreesItsDomain) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::deleteCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->find(1), std::nullopt);
    EXPECT_FALSE(this->store().customers().isDomainTaken("d1.onmicrosoft.com"));
    EXPECT_EQ(this->apply(samples::deleteCustomer(this->one, 1)), Outcome::Gone);
    EXPECT_EQ(this->apply(samples::addCustomer(this->other, 1)), Outcome::Applied);
}

TYPED_TEST_P(ChangeStoreContract, AQuotaEndsWithItsLastPlace) {
    auto limited = samples::addCustomer(this->one, 1);
    limited.changes.insert(limited.changes.begin(), changes::LimitCustomers{1});
    EXPECT_EQ(this->apply(limited), Outcome::Applied);
    auto second = samples::addCustomer(this->one, 2);
    second.changes.insert(second.changes.begin(), changes::LimitCustomers{1});
    EXPECT_EQ(this->apply(second), Outcome::Exhausted);
    auto elsewhere = samples::addCustomer(this->other, 3);
    elsewhere.changes.insert(elsewhere.changes.begin(), changes::LimitCustomers{1});
    EXPECT_EQ(this->apply(elsewhere), Outcome::Applied);
}

TYPED_TEST_P(ChangeStoreContract, PartnerProfilesAreReplacedUnderTheirVersion) {
    changes::ChangeSet set;
    set.partner = this->one;
    auto profiles = samples::profiles();
    profiles.support.website = "https://adatum.example";
    set.changes.push_back(changes::ReplacePartnerProfiles{1, profiles});
    set.entry = samples::entry(this->one, nullptr, 1);
    EXPECT_EQ(this->apply(set), Outcome::Applied);
    profiles.version = 2;
    EXPECT_EQ(this->store().partners().profiles(this->one), profiles);
    set.entry.id = samples::id('e', 2);
    EXPECT_EQ(this->apply(set), Outcome::Stale);
}

TYPED_TEST_P(ChangeStoreContract, ARequestIsRememberedWithItsReply) {
    auto set = samples::addCustomer(this->one, 1);
    set.once = samples::once(1, "{\"id\":1}");
    ASSERT_EQ(this->apply(set), Outcome::Applied);
    const auto past =
        this->store().changes().findRequest(this->one, set.once->request, samples::kNow);
    ASSERT_TRUE(past);
    EXPECT_EQ(past->fingerprint, set.once->fingerprint);
    EXPECT_EQ(past->reply.status, 201);
    EXPECT_EQ(past->reply.headers, set.once->reply.headers);
    EXPECT_EQ(past->reply.body, set.once->reply.body);
    EXPECT_FALSE(
        this->store().changes().findRequest(this->other, set.once->request, samples::kNow));
}

TYPED_TEST_P(ChangeStoreContract, ARequestIdIsTheCallersOwn) {
    auto first = samples::addCustomer(this->one, 1);
    first.once = samples::once(1);
    auto second = samples::addCustomer(this->other, 2);
    second.once = samples::once(1);
    EXPECT_EQ(this->apply(first), Outcome::Applied);
    EXPECT_EQ(this->apply(second), Outcome::Applied);
    auto repeated = samples::addCustomer(this->one, 3);
    repeated.once = samples::once(1);
    EXPECT_EQ(this->apply(repeated), Outcome::Repeated);
}

TYPED_TEST_P(ChangeStoreContract, AnExpiredRequestIsForgottenAndItsIdMayBeUsedAgain) {
    auto set = samples::addCustomer(this->one, 1);
    set.once = samples::once(1);
    ASSERT_EQ(this->apply(set), Outcome::Applied);
    const auto later = set.once->expires;
    EXPECT_FALSE(this->store().changes().findRequest(this->one, set.once->request, later));
    auto again = samples::addCustomer(this->one, 2);
    again.entry.at = later;
    again.once = samples::once(1, "second");
    again.once->expires = later + std::chrono::hours(24);
    EXPECT_EQ(this->apply(again), Outcome::Applied);
    const auto past = this->store().changes().findRequest(this->one, set.once->request, later);
    ASSERT_TRUE(past);
    EXPECT_EQ(past->reply.body, again.once->reply.body);
}

TYPED_TEST_P(ChangeStoreContract, AReplyAboutACustomerGoesWithItsKeyAndThatOfItsEndStays) {
    auto addition = samples::addCustomer(this->one, 1);
    addition.once = samples::once(1, samples::kPersonal);
    ASSERT_EQ(this->apply(addition), Outcome::Applied);
    auto change = samples::replaceBilling(this->one, 1, 1, samples::billing("Contoso"));
    change.once = samples::once(2, samples::kPersonal);
    ASSERT_EQ(this->apply(change), Outcome::Applied);
    const auto replyTo = [&](unsigned request) {
        return this->store().changes().findRequest(this->one, {samples::id('r', request)},
                                                   samples::kNow);
    };
    ASSERT_TRUE(replyTo(1));
    ASSERT_TRUE(replyTo(2));
    EXPECT_EQ(replyTo(2)->reply.body, change.once->reply.body);

    auto end = samples::deleteCustomer(this->one, 1);
    end.once = samples::once(3, "");
    ASSERT_EQ(this->apply(end), Outcome::Applied);
    EXPECT_FALSE(replyTo(1));
    EXPECT_FALSE(replyTo(2));
    EXPECT_TRUE(replyTo(3));
    EXPECT_EQ(this->apply(addition), Outcome::Repeated) << "the id is still used up";
}

TYPED_TEST_P(ChangeStoreContract, ACustomerWhoseRelationshipHasEndedIsErasedByItsOwnPartnerAlone) {
    const auto erasure = [](const PartnerId& partner) {
        auto set = samples::deleteCustomer(partner, 1);
        set.changes = {changes::DeleteEndedCustomer{samples::customerId(1),
                                                    samples::customer(1, "Contoso").domain}};
        return set;
    };
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    const auto domain = samples::customer(1, "Contoso").domain;
    EXPECT_EQ(this->apply(erasure(this->one)), Outcome::Gone) << "the partner still has it";
    auto removal = samples::removeRelationship(this->one, 1);
    removal.once = samples::once(1, samples::kPersonal);
    ASSERT_EQ(this->apply(removal), Outcome::Applied);
    EXPECT_TRUE(
        this->store().changes().findRequest(this->one, {samples::id('r', 1)}, samples::kNow));
    EXPECT_EQ(this->apply(erasure(this->other)), Outcome::Gone);
    EXPECT_TRUE(this->store().customers().isDomainTaken(domain));
    ASSERT_EQ(this->apply(erasure(this->one)), Outcome::Applied);
    EXPECT_FALSE(this->store().customers().isDomainTaken(domain));
    EXPECT_EQ(this->apply(erasure(this->one)), Outcome::Gone);
    EXPECT_FALSE(
        this->store().changes().findRequest(this->one, {samples::id('r', 1)}, samples::kNow));
}

TYPED_TEST_P(ChangeStoreContract, ARepeatedRequestIsSaidToBeRepeatedEvenAfterItsCustomerHasGone) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    auto removal = samples::deleteCustomer(this->one, 1);
    removal.once = samples::once(1);
    ASSERT_EQ(this->apply(removal), Outcome::Applied);
    EXPECT_EQ(this->apply(removal), Outcome::Repeated);
}

TYPED_TEST_P(ChangeStoreContract, PurgingDeletesWhatHasExpiredAndNothingElse) {
    for (unsigned i = 1; i <= 3; ++i) {
        auto set = samples::addCustomer(i == 3 ? this->other : this->one, i);
        set.once = samples::once(i);
        set.once->expires = samples::kNow + std::chrono::hours(i);
        ASSERT_EQ(this->apply(set), Outcome::Applied);
    }
    EXPECT_EQ(this->store().purgeExpired(samples::kNow + std::chrono::hours(2)), 2U);
    EXPECT_EQ(this->store().purgeExpired(samples::kNow + std::chrono::hours(2)), 0U);
    EXPECT_TRUE(
        this->store().changes().findRequest(this->other, {samples::id('r', 3)}, samples::kNow));
}

TYPED_TEST_P(ChangeStoreContract, OfManyWhoWantADomainOneGetsIt) {
    const auto outcomes = this->race(16, [&](unsigned i) {
        auto customer = samples::customer(i + 1, "Contoso");
        customer.domain = "wanted.onmicrosoft.com";
        return samples::addCustomer(i % 2 == 0 ? this->one : this->other, customer);
    });
    EXPECT_EQ(outcomes, (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Taken, 15}}));
}

TYPED_TEST_P(ChangeStoreContract, OfManyWhoReplaceAVersionOneSucceeds) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    const auto outcomes = this->race(16, [&](unsigned i) {
        return samples::replaceBilling(this->one, 1, 1, samples::billing("N" + std::to_string(i)));
    });
    EXPECT_EQ(outcomes, (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Stale, 15}}));
    EXPECT_EQ(this->find(1)->version, 2U);
    EXPECT_EQ(this->countEntries(), 2U);
}

TYPED_TEST_P(ChangeStoreContract, AQuotaIsExactUnderParallelCreates) {
    constexpr unsigned kQuota = 10;
    const auto outcomes = this->race(100, [&](unsigned i) {
        auto set = samples::addCustomer(this->one, i + 1);
        set.changes.insert(set.changes.begin(), changes::LimitCustomers{kQuota});
        return set;
    });
    EXPECT_EQ(outcomes, (std::map<Outcome, unsigned>{{Outcome::Applied, kQuota},
                                                     {Outcome::Exhausted, 100 - kQuota}}));
    EXPECT_EQ(this->countCustomers(), kQuota);
}

TYPED_TEST_P(ChangeStoreContract, ARequestSentAHundredTimesHasOneEffect) {
    const auto outcomes = this->race(100, [&](unsigned i) {
        auto set = samples::addCustomer(this->one, i + 1);
        set.once = samples::once(1);
        return set;
    });
    EXPECT_EQ(outcomes,
              (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Repeated, 99}}));
    EXPECT_EQ(this->countCustomers(), 1U);
    EXPECT_EQ(this->countEntries(), 1U);
}

REGISTER_TYPED_TEST_SUITE_P(
    ChangeStoreContract, ADomainIsReservedOnceAcrossPartners, ARefusedChangeLeavesNothingBehind,
    ABillingProfileIsReplacedUnderItsVersion, AnotherCompanyNameMovesTheCustomerInTheList,
    AReplacedProfileIsRecalledAsItIsStored, AStaleVersionChangesNothing,
    AnotherPartnersCustomerIsGoneWhateverIsAsked, AnEndedRelationshipLeavesTheListAndKeepsTheDomain,
    ADeletedCustomerFreesItsDomain, AQuotaEndsWithItsLastPlace,
    PartnerProfilesAreReplacedUnderTheirVersion, ARequestIsRememberedWithItsReply,
    ARequestIdIsTheCallersOwn, AnExpiredRequestIsForgottenAndItsIdMayBeUsedAgain,
    AReplyAboutACustomerGoesWithItsKeyAndThatOfItsEndStays,
    ACustomerWhoseRelationshipHasEndedIsErasedByItsOwnPartnerAlone,
    ARepeatedRequestIsSaidToBeRepeatedEvenAfterItsCustomerHasGone,
    PurgingDeletesWhatHasExpiredAndNothingElse, OfManyWhoWantADomainOneGetsIt,
    OfManyWhoReplaceAVersionOneSucceeds, AQuotaIsExactUnderParallelCreates,
    ARequestSentAHundredTimesHasOneEffect);

}  // namespace concordat::store
