#pragma once

#include "tests/store/relationship_contract.hpp"

namespace concordat::store {

/// What the store promises of customers that a provider adds for its resellers.
template <typename Backend>
class SharingContract : public RelationshipContract<Backend> {
protected:
    void SetUp() override {
        RelationshipContract<Backend>::SetUp();
        this->join(this->reseller);
        this->join(this->second);
    }

    /// A change set that adds customer `number` of the provider for a reseller.
    changes::ChangeSet addFor(const PartnerId& partner, unsigned number,
                              const std::string& company = "Contoso") {
        auto set = samples::addCustomer(this->provider, number, company);
        set.changes.push_back(
            changes::ShareCustomer{samples::customerId(number), partner, told(partner, company)});
        return set;
    }

    /// The end of a customer or of the relationship with it, as the use cases plan it.
    changes::ChangeSet withUnshare(changes::ChangeSet set, unsigned number) {
        set.changes.push_back(
            changes::UnshareCustomer{samples::customerId(number), told({}, "Contoso")});
        return set;
    }

    static audit::Entry told(const PartnerId& partner, const std::string& company) {
        auto entry = pairs::toldTo(partner);
        entry.customer_name = company;
        return entry;
    }

    std::optional<accounts::Customer> findBy(const PartnerId& partner, unsigned number) {
        return this->store().customers().find(partner, samples::customerId(number));
    }

    std::vector<std::string> namesOf(const PartnerId& partner, accounts::CustomerQuery query = {}) {
        accounts::CustomerPage page;
        this->store().customers().list(partner, query, page);
        std::vector<std::string> names;
        for (std::size_t i = 0; i < page.size(); ++i) names.emplace_back(page[i].company_name);
        return names;
    }

    std::vector<std::string> addedFor(const PartnerId& partner,
                                      accounts::CustomerQuery query = {}) {
        query.reseller = partner;
        return namesOf(this->provider, query);
    }
};

using Names = std::vector<std::string>;

TYPED_TEST_SUITE_P(SharingContract);

TYPED_TEST_P(SharingContract, AResellerSeesTheCustomersAddedForItAndNothingElse) {
    ASSERT_EQ(this->apply(this->addFor(this->reseller, 1, "Adatum")), Outcome::Applied);
    ASSERT_EQ(this->apply(this->addFor(this->second, 2, "Litware")), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::addCustomer(this->provider, 3, "Own")), Outcome::Applied);
    EXPECT_EQ(this->namesOf(this->provider), (Names{"Adatum", "Litware", "Own"}));
    EXPECT_EQ(this->namesOf(this->reseller), Names{"Adatum"});
    EXPECT_EQ(this->namesOf(this->third), Names{});
    const auto seen = this->findBy(this->reseller, 1);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->shared_by, this->provider);
    auto own = *this->findBy(this->provider, 1);
    EXPECT_FALSE(own.shared_by);
    own.shared_by = this->provider;
    EXPECT_EQ(*seen, own);
    for (const unsigned number : {2U, 3U}) EXPECT_FALSE(this->findBy(this->reseller, number));
    EXPECT_FALSE(this->findBy(this->third, 1));
    EXPECT_EQ(
        this->store().relationships().resellersOf(this->provider, samples::customerId(1))[0].other,
        this->reseller);
    EXPECT_TRUE(
        this->store().relationships().resellersOf(this->reseller, samples::customerId(1)).empty());
}

TYPED_TEST_P(SharingContract, AResellersRecordTellsOfTheCustomerAndHoldsNothingSealed) {
    ASSERT_EQ(this->apply(this->addFor(this->reseller, 1, "Adatum")), Outcome::Applied);
    const auto entries = this->entriesOf(this->reseller);
    ASSERT_EQ(entries.size(), 2U) << "the partnership, and the customer";
    const auto& told = entries[0].customer_name.empty() ? entries[1] : entries[0];
    EXPECT_EQ(told.customer_name, "Adatum");
    EXPECT_FALSE(told.customer) << "an entry about the reseller itself";
    EXPECT_EQ(told.new_value, "");
    audit::Query query;
    query.to = samples::kNow + std::chrono::hours(1);
    query.customer = samples::customerId(1);
    EXPECT_TRUE(this->store().record().list(this->reseller, query).entries.empty());
}

TYPED_TEST_P(SharingContract, AProviderListsTheCustomersOfOneReseller) {
    for (const unsigned number : {1U, 2U, 3U, 4U})
        ASSERT_EQ(this->apply(this->addFor(number == 3 ? this->second : this->reseller, number,
                                           "Name " + std::to_string(number))),
                  Outcome::Applied);
    EXPECT_EQ(this->addedFor(this->reseller), (Names{"Name 1", "Name 2", "Name 4"}));
    EXPECT_EQ(this->addedFor(this->second), Names{"Name 3"});
    EXPECT_EQ(this->addedFor(this->third), Names{});
    accounts::CustomerQuery page;
    page.size = 1;
    page.position = accounts::CustomerPosition{"name 1", samples::customerId(1)};
    EXPECT_EQ(this->addedFor(this->reseller, page), Names{"Name 2"});
    page.position = accounts::CustomerPosition{"name 4", samples::customerId(4)};
    page.direction = accounts::SeekDirection::Backward;
    EXPECT_EQ(this->addedFor(this->reseller, page), Names{"Name 2"});
    page.reseller = this->reseller;
    EXPECT_EQ(this->namesOf(this->second, page), Names{}) << "another partner asks";
}

TYPED_TEST_P(SharingContract, AResellerListsTheCustomersOfOneProvider) {
    for (const unsigned number : {1U, 2U, 3U})
        ASSERT_EQ(
            this->apply(this->addFor(this->reseller, number, "Name " + std::to_string(number))),
            Outcome::Applied);
    ASSERT_EQ(this->apply(samples::addCustomer(this->reseller, 4, "Own")), Outcome::Applied);
    accounts::CustomerQuery query;
    query.provider = this->provider;
    EXPECT_EQ(this->namesOf(this->reseller, query), (Names{"Name 1", "Name 2", "Name 3"}));
    EXPECT_EQ(this->namesOf(this->second, query), Names{});
    query.size = 1;
    query.position = accounts::CustomerPosition{"name 1", samples::customerId(1)};
    EXPECT_EQ(this->namesOf(this->reseller, query), Names{"Name 2"});
    query.position = accounts::CustomerPosition{"name 3", samples::customerId(3)};
    query.direction = accounts::SeekDirection::Backward;
    EXPECT_EQ(this->namesOf(this->reseller, query), Names{"Name 2"});
    query.provider = this->second;
    EXPECT_EQ(this->namesOf(this->reseller, query), Names{});
}

TYPED_TEST_P(SharingContract, NothingIsSharedWithoutAnActivePartnership) {
    EXPECT_EQ(this->apply(this->addFor(this->third, 1)), Outcome::Gone);
    EXPECT_FALSE(this->findBy(this->provider, 1)) << "all or nothing";
    ASSERT_EQ(this->apply(pairs::end(this->reseller, this->provider)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->addFor(this->reseller, 1)), Outcome::Gone);
    // A reseller has no resellers, and shares nothing with its provider.
    auto set = samples::addCustomer(this->second, 2);
    set.changes.push_back(changes::ShareCustomer{samples::customerId(2), this->provider,
                                                 this->told(this->provider, "x")});
    EXPECT_EQ(this->apply(set), Outcome::Gone);
}

TYPED_TEST_P(SharingContract, OnlyOnesOwnIsSharedAndOnce) {
    ASSERT_EQ(this->apply(this->addFor(this->reseller, 1)), Outcome::Applied);
    const auto share = [&](const PartnerId& by, const PartnerId& with) {
        return this->apply(pairs::setOf(
            by, changes::ShareCustomer{samples::customerId(1), with, this->told(with, "x")}));
    };
    EXPECT_EQ(share(this->provider, this->reseller), Outcome::Taken);
    EXPECT_EQ(share(this->reseller, this->second), Outcome::Gone);
    EXPECT_EQ(share(this->provider, this->second), Outcome::Applied);
    EXPECT_EQ(this->namesOf(this->second), Names{"Contoso"});
}

TYPED_TEST_P(SharingContract, AResellerChangesNothingOfACustomerThatItSees) {
    ASSERT_EQ(this->apply(this->addFor(this->reseller, 1)), Outcome::Applied);
    ASSERT_TRUE(this->findBy(this->reseller, 1)) << "so that whatever remembers it has seen it";
    const auto before = this->findBy(this->provider, 1);
    EXPECT_EQ(this->apply(samples::replaceBilling(this->reseller, 1, 1, samples::billing("Mine"))),
              Outcome::Gone);
    EXPECT_EQ(this->apply(samples::removeRelationship(this->reseller, 1)), Outcome::Gone);
    EXPECT_EQ(this->apply(samples::deleteCustomer(this->reseller, 1)), Outcome::Gone);
    EXPECT_EQ(this->findBy(this->provider, 1), before);
    EXPECT_EQ(this->namesOf(this->reseller), Names{"Contoso"});
}

TYPED_TEST_P(SharingContract, ARenamedCustomerIsRenamedForItsReseller) {
    ASSERT_EQ(this->apply(this->addFor(this->reseller, 1, "Zebra")), Outcome::Applied);
    ASSERT_EQ(this->apply(this->addFor(this->reseller, 2, "Middle")), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::replaceBilling(this->provider, 1, 1, samples::billing("Abaco"))),
              Outcome::Applied);
    EXPECT_EQ(this->namesOf(this->reseller), (Names{"Abaco", "Middle"}));
    EXPECT_EQ(this->addedFor(this->reseller), (Names{"Abaco", "Middle"}));
    EXPECT_EQ(this->findBy(this->reseller, 1)->billing.company_name, "Abaco");
}

TYPED_TEST_P(SharingContract, AResellerSeesWhatTheCustomerGrantsTheProvider) {
    ASSERT_EQ(this->apply(this->addFor(this->reseller, 1)), Outcome::Applied);
    EXPECT_TRUE(this->findBy(this->reseller, 1)->allow_delegated_access);
    const auto customer = samples::customerId(1);
    auto set = pairs::setOf(this->provider, changes::WithdrawDelegation{customer});
    set.entry = samples::entry(this->provider, &customer, pairs::nextEntry());
    ASSERT_EQ(this->apply(set), Outcome::Applied);
    EXPECT_FALSE(this->findBy(this->reseller, 1)->allow_delegated_access);
}

TYPED_TEST_P(SharingContract, AResellerSeesNoQualificationOfTheProvidersCustomer) {
    ASSERT_EQ(this->apply(this->addFor(this->reseller, 1)), Outcome::Applied);
    const auto customer = samples::customerId(1);
    accounts::Qualification held;
    held.created = samples::kNow;
    auto set = pairs::setOf(this->provider, changes::AddQualification{customer, held});
    set.entry = samples::entry(this->provider, &customer, pairs::nextEntry());
    ASSERT_EQ(this->apply(set), Outcome::Applied);
    auto& store = this->store().qualifications();
    EXPECT_EQ(store.qualifications(this->provider, customer).size(), 1U);
    EXPECT_TRUE(store.qualifications(this->reseller, customer).empty());
}

TYPED_TEST_P(SharingContract, WhatEndsForTheProviderEndsForItsReseller) {
    for (const unsigned number : {1U, 2U})
        ASSERT_EQ(this->apply(this->addFor(this->reseller, number)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->withUnshare(samples::removeRelationship(this->provider, 1), 1)),
              Outcome::Applied);
    EXPECT_FALSE(this->findBy(this->reseller, 1));
    ASSERT_EQ(this->apply(this->withUnshare(samples::deleteCustomer(this->provider, 2), 2)),
              Outcome::Applied);
    EXPECT_FALSE(this->findBy(this->reseller, 2));
    EXPECT_EQ(this->namesOf(this->reseller), Names{});
    EXPECT_EQ(this->addedFor(this->reseller), Names{});
    EXPECT_EQ(this->entriesOf(this->reseller).size(), 5U);
}

TYPED_TEST_P(SharingContract, TheEndOfAPartnershipEndsTheSightOfItsCustomersAlone) {
    ASSERT_EQ(this->apply(this->addFor(this->reseller, 1, "Adatum")), Outcome::Applied);
    ASSERT_EQ(this->apply(this->addFor(this->second, 2, "Litware")), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::addCustomer(this->reseller, 3, "Own")), Outcome::Applied);
    ASSERT_EQ(this->apply(pairs::end(this->provider, this->reseller)), Outcome::Applied);
    EXPECT_EQ(this->namesOf(this->reseller), Names{"Own"});
    EXPECT_EQ(this->namesOf(this->second), Names{"Litware"});
    EXPECT_EQ(this->namesOf(this->provider), (Names{"Adatum", "Litware"}));
    EXPECT_EQ(this->addedFor(this->reseller), Names{});
    this->join(this->reseller);
    EXPECT_EQ(this->namesOf(this->reseller), Names{"Own"}) << "nothing comes back by itself";
}

TYPED_TEST_P(SharingContract, NoCustomerStaysSharedWhenThePartnershipEndsMeanwhile) {
    constexpr unsigned kCreates = 16;
    const auto outcomes = this->race(kCreates + 1, [&](unsigned i) {
        return i == kCreates / 2 ? pairs::end(this->provider, this->reseller)
                                 : this->addFor(this->reseller, 100 + i);
    });
    EXPECT_GE(outcomes.at(Outcome::Applied), 1U);
    EXPECT_EQ(this->namesOf(this->reseller), Names{});
    EXPECT_EQ(this->addedFor(this->reseller), Names{});
    unsigned refused = outcomes.contains(Outcome::Gone) ? outcomes.at(Outcome::Gone) : 0;
    EXPECT_EQ(this->namesOf(this->provider).size(), kCreates - refused);
}

REGISTER_TYPED_TEST_SUITE_P(SharingContract, AResellerSeesTheCustomersAddedForItAndNothingElse,
                            AResellersRecordTellsOfTheCustomerAndHoldsNothingSealed,
                            AProviderListsTheCustomersOfOneReseller,
                            AResellerListsTheCustomersOfOneProvider,
                            NothingIsSharedWithoutAnActivePartnership, OnlyOnesOwnIsSharedAndOnce,
                            AResellerChangesNothingOfACustomerThatItSees,
                            ARenamedCustomerIsRenamedForItsReseller,
                            AResellerSeesWhatTheCustomerGrantsTheProvider,
                            AResellerSeesNoQualificationOfTheProvidersCustomer,
                            WhatEndsForTheProviderEndsForItsReseller,
                            TheEndOfAPartnershipEndsTheSightOfItsCustomersAlone,
                            NoCustomerStaysSharedWhenThePartnershipEndsMeanwhile);

}  // namespace concordat::store
