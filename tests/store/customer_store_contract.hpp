#pragma once

#include "tests/store/store_contract.hpp"

namespace concordat::store {

using accounts::CustomerOrder;
using accounts::CustomerPage;
using accounts::CustomerPosition;
using accounts::CustomerQuery;
using accounts::SeekDirection;

/// What accounts::CustomerStore promises.
template <typename Backend>
class CustomerStoreContract : public StoreContract<Backend> {
protected:
    using Names = std::vector<std::string>;

    /// Adds customers 1, 2, ... with these names.
    void addNamed(const Names& names) {
        unsigned number = 0;
        for (const auto& name : names)
            ASSERT_EQ(this->apply(samples::addCustomer(this->one, ++number, name)),
                      Outcome::Applied);
    }

    /// The names of the page that `query` asks for.
    Names list(const CustomerQuery& query) {
        this->store().customers().list(this->one, query, page_);
        Names names;
        for (std::size_t i = 0; i < page_.size(); ++i) names.emplace_back(page_[i].company_name);
        return names;
    }

    /// The query for the page after or before the one that was read last.
    CustomerQuery continued(CustomerQuery query, SeekDirection direction) {
        const bool forward = direction == SeekDirection::Forward;
        query.direction = direction;
        query.position = CustomerPosition{forward ? page_.last_key : page_.first_key,
                                          page_[forward ? page_.size() - 1 : 0].id};
        return query;
    }

    static CustomerQuery query(std::uint32_t size, const std::string& prefix = {}) {
        CustomerQuery made;
        made.size = size;
        made.prefix = prefix;
        return made;
    }

    static CustomerQuery search(const std::string& part, std::uint32_t size = 10) {
        CustomerQuery made;
        made.size = size;
        made.part = part;
        return made;
    }

    /// The names on all pages of a search, and how many pages there were.
    std::pair<Names, std::size_t> searchToEnd(CustomerQuery query) {
        Names all;
        std::size_t pages = 0;
        do {
            const auto names = list(query);
            all.insert(all.end(), names.begin(), names.end());
            ++pages;
            if (page_.has_next) query.position = page_.next();
        } while (page_.has_next && pages < 100);
        return {all, pages};
    }

    CustomerPage page_;
};

TYPED_TEST_SUITE_P(CustomerStoreContract);

TYPED_TEST_P(CustomerStoreContract, FindReturnsWhatWasAdded) {
    const auto customer = samples::customer(1, "Contoso");
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, customer)), Outcome::Applied);
    EXPECT_EQ(this->store().customers().find(this->one, customer.id), customer);
}

TYPED_TEST_P(CustomerStoreContract, FindKeepsEveryFieldThatIsNotTheUsualOne) {
    auto customer = samples::customer(1, "Ação \"Ltda\"; DROP TABLE accounts;--");
    customer.relationship = accounts::Relationship::Advisor;
    customer.allow_delegated_access = false;
    customer.public_body = "state";
    customer.registration_number.clear();
    customer.version = 7;
    customer.billing.default_address = {};
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, customer)), Outcome::Applied);
    EXPECT_EQ(this->store().customers().find(this->one, customer.id), customer);
}

TYPED_TEST_P(CustomerStoreContract, FindReturnsNothingForACustomerThatDoesNotExist) {
    EXPECT_EQ(this->store().customers().find(this->one, samples::customerId(1)), std::nullopt);
}

TYPED_TEST_P(CustomerStoreContract, FindReturnsNothingForAnotherPartnersCustomer) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->store().customers().find(this->other, samples::customerId(1)), std::nullopt);
}

TYPED_TEST_P(CustomerStoreContract, ListHoldsOnlyThePartnersOwnCustomers) {
    this->addNamed({"Adatum"});
    ASSERT_EQ(this->apply(samples::addCustomer(this->other, 2, "Fabrikam")), Outcome::Applied);
    EXPECT_EQ(this->list(this->query(10)), (std::vector<std::string>{"Adatum"}));
    EXPECT_FALSE(this->page_.has_next);
    EXPECT_FALSE(this->page_.has_previous);
}

TYPED_TEST_P(CustomerStoreContract, ListOfNobodyIsAnEmptyPage) {
    EXPECT_TRUE(this->list(this->query(10)).empty());
    EXPECT_TRUE(this->page_.first_key.empty());
    EXPECT_TRUE(this->page_.last_key.empty());
}

TYPED_TEST_P(CustomerStoreContract, ListShowsWhatTheRowsHold) {
    this->addNamed({"Adatum"});
    this->list(this->query(10));
    ASSERT_EQ(this->page_.size(), 1U);
    EXPECT_EQ(this->page_[0].id, samples::customerId(1));
    EXPECT_EQ(this->page_[0].domain, "d1.onmicrosoft.com");
    EXPECT_EQ(this->page_[0].relationship, accounts::Relationship::Reseller);
}

TYPED_TEST_P(CustomerStoreContract, ListSortsByFoldedNameWhateverCaseAndAccents) {
    this->addNamed({"zebra", "Émile", "adatum", "Eduardo", "Straße", "ADA"});
    EXPECT_EQ(this->list(this->query(10)),
              (std::vector<std::string>{"ADA", "adatum", "Eduardo", "Émile", "Straße", "zebra"}));
}

TYPED_TEST_P(CustomerStoreContract, ListPagesForwardsThroughTiesWithoutLossOrRepetition) {
    this->addNamed({"Same", "same", "SAME", "Other", "Same"});
    const auto query = this->query(2);
    std::vector<CustomerId> seen;
    this->list(query);
    for (;;) {
        for (std::size_t i = 0; i < this->page_.size(); ++i) seen.push_back(this->page_[i].id);
        if (!this->page_.has_next) break;
        this->list(this->continued(query, SeekDirection::Forward));
    }
    using samples::customerId;
    EXPECT_EQ(seen, (std::vector<CustomerId>{customerId(4), customerId(1), customerId(2),
                                             customerId(3), customerId(5)}));
}

TYPED_TEST_P(CustomerStoreContract, ListPagesBackwardsInListOrder) {
    this->addNamed({"a", "b", "c", "d", "e"});
    auto query = this->query(2);
    query.direction = SeekDirection::Backward;
    EXPECT_EQ(this->list(query), (std::vector<std::string>{"d", "e"}));
    EXPECT_TRUE(this->page_.has_previous);
    EXPECT_FALSE(this->page_.has_next);
    EXPECT_EQ(this->page_.first_key, "d");
    EXPECT_EQ(this->page_.last_key, "e");
    EXPECT_EQ(this->list(this->continued(query, SeekDirection::Backward)),
              (std::vector<std::string>{"b", "c"}));
    EXPECT_TRUE(this->page_.has_next);
    EXPECT_EQ(this->list(this->continued(query, SeekDirection::Backward)),
              (std::vector<std::string>{"a"}));
    EXPECT_FALSE(this->page_.has_previous);
    EXPECT_EQ(this->list(this->continued(query, SeekDirection::Forward)),
              (std::vector<std::string>{"b", "c"}));
}

TYPED_TEST_P(CustomerStoreContract, ListWithAPrefixHoldsWhatBeginsWithItAndNothingElse) {
    this->addNamed({"con", "Contoso", "CONTRAST", "Cont", "coo", "dont", "Conti"});
    EXPECT_EQ(this->list(this->query(10, "cont")),
              (std::vector<std::string>{"Cont", "Conti", "Contoso", "CONTRAST"}));
}

TYPED_TEST_P(CustomerStoreContract, ListWithAPrefixPagesInBothDirections) {
    this->addNamed({"b1", "a1", "b2", "b3", "c1", "b4"});
    const auto query = this->query(2, "b");
    EXPECT_EQ(this->list(query), (std::vector<std::string>{"b1", "b2"}));
    EXPECT_EQ(this->list(this->continued(query, SeekDirection::Forward)),
              (std::vector<std::string>{"b3", "b4"}));
    EXPECT_FALSE(this->page_.has_next);
    EXPECT_EQ(this->list(this->continued(query, SeekDirection::Backward)),
              (std::vector<std::string>{"b1", "b2"}));
    EXPECT_FALSE(this->page_.has_previous);
}

TYPED_TEST_P(CustomerStoreContract, ListWithAPrefixIgnoresAPositionOutsideIt) {
    this->addNamed({"a1", "b1", "c1"});
    auto query = this->query(10, "b");
    query.position = CustomerPosition{"a", samples::customerId(9)};
    EXPECT_EQ(this->list(query), (std::vector<std::string>{"b1"}));
    query.direction = SeekDirection::Backward;
    query.position = CustomerPosition{"c", samples::customerId(9)};
    EXPECT_EQ(this->list(query), (std::vector<std::string>{"b1"}));
}

TYPED_TEST_P(CustomerStoreContract, ListTakesAPrefixWithoutAHigherNeighbour) {
    this->addNamed({"x\xF4\x8F\xBF\xBE", "x\xED\x9F\xBF", "y"});
    EXPECT_EQ(this->list(this->query(10, "x\xED\x9F\xBF")).size(), 1U);
    EXPECT_EQ(this->list(this->query(10, "x\xF4\x8F\xBF\xBF")).size(), 0U);
    EXPECT_EQ(this->list(this->query(10, "x")).size(), 2U);
}

TYPED_TEST_P(CustomerStoreContract, ListByDomainSortsAndSearchesTheDomain) {
    this->addNamed({"c", "b", "a"});
    auto query = this->query(10, "d");
    query.order = CustomerOrder::Domain;
    EXPECT_EQ(this->list(query), (std::vector<std::string>{"c", "b", "a"}));
    EXPECT_EQ(this->page_.first_key, "d1.onmicrosoft.com");
    query.prefix = "d2";
    EXPECT_EQ(this->list(query), (std::vector<std::string>{"b"}));
    query.prefix.clear();
    query.direction = SeekDirection::Backward;
    query.size = 1;
    EXPECT_EQ(this->list(query), (std::vector<std::string>{"a"}));
}

TYPED_TEST_P(CustomerStoreContract, ListSkipsRowsForPagesThatAreAskedForByNumber) {
    this->addNamed({"a", "b", "c", "d"});
    auto query = this->query(2);
    query.skip = 2;
    EXPECT_EQ(this->list(query), (std::vector<std::string>{"c", "d"}));
    EXPECT_TRUE(this->page_.has_previous);
    EXPECT_FALSE(this->page_.has_next);
}

TYPED_TEST_P(CustomerStoreContract, ListGoesOnWhereARowHasGone) {
    this->addNamed({"a", "b", "c"});
    const auto query = this->query(1);
    this->list(query);
    const auto next = this->continued(query, SeekDirection::Forward);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->list(next), (std::vector<std::string>{"b"}));
}

TYPED_TEST_P(CustomerStoreContract, DomainsAreTakenWhicheverPartnerAsks) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_TRUE(this->store().customers().isDomainTaken("d1.onmicrosoft.com"));
    EXPECT_FALSE(this->store().customers().isDomainTaken("d2.onmicrosoft.com"));
}

TYPED_TEST_P(CustomerStoreContract, SearchFindsAPartAnywhereInTheName) {
    this->addNamed({"Alpine Ski House", "Café Größe", "Contoso", "House of Ski", "Skiff"});
    EXPECT_EQ(this->list(this->search("ski")),
              (std::vector<std::string>{"Alpine Ski House", "House of Ski", "Skiff"}));
    EXPECT_EQ(this->list(this->search("fe gr")), (std::vector<std::string>{"Café Größe"}));
    EXPECT_TRUE(this->list(this->search("nobody")).empty());
    EXPECT_FALSE(this->page_.has_next);
    EXPECT_FALSE(this->page_.has_previous);
}

TYPED_TEST_P(CustomerStoreContract, SearchTakesTheTextAsItIs) {
    this->addNamed({"100% Pure", "under_score", "back\\slash", "quo'te"});
    EXPECT_EQ(this->list(this->search("0% ")), (std::vector<std::string>{"100% Pure"}));
    EXPECT_TRUE(this->list(this->search("%%%")).empty());
    EXPECT_TRUE(this->list(this->search("___")).empty());
    EXPECT_EQ(this->list(this->search("r_s")), (std::vector<std::string>{"under_score"}));
    EXPECT_EQ(this->list(this->search("k\\s")), (std::vector<std::string>{"back\\slash"}));
    EXPECT_EQ(this->list(this->search("o't")), (std::vector<std::string>{"quo'te"}));
}

TYPED_TEST_P(CustomerStoreContract, SearchFindsAPartOfTheDomain) {
    this->addNamed({"a", "b"});
    auto query = this->search("d2.on");
    query.order = CustomerOrder::Domain;
    EXPECT_EQ(this->list(query), (std::vector<std::string>{"b"}));
}

TYPED_TEST_P(CustomerStoreContract, SearchFindsOnlyThePartnersOwnCustomers) {
    ASSERT_EQ(this->apply(samples::addCustomer(this->other, 1, "Adatum")), Outcome::Applied);
    EXPECT_TRUE(this->list(this->search("datu")).empty());
}

TYPED_TEST_P(CustomerStoreContract, SearchPagesThroughTiesWithoutLossOrRepetition) {
    this->addNamed({"Ski", "Ski", "Ski", "Skip", "Other"});
    const auto [names, pages] = this->searchToEnd(this->search("ski", 2));
    EXPECT_EQ(names, (std::vector<std::string>{"Ski", "Ski", "Ski", "Skip"}));
    EXPECT_EQ(pages, 2U);
}

TYPED_TEST_P(CustomerStoreContract, SearchLooksAtABoundedNumberOfRowsForAPage) {
    this->addNamed({"a ski", "b", "c", "d", "e", "f ski", "g", "h"});
    for (std::uint32_t look_at = 1; look_at < 10; ++look_at) {
        auto query = this->search("ski");
        query.look_at = look_at;
        const auto [names, pages] = this->searchToEnd(query);
        EXPECT_EQ(names, (std::vector<std::string>{"a ski", "f ski"})) << look_at;
        EXPECT_GE(pages, 8 / look_at) << look_at;
        EXPECT_LE(pages, 8 / look_at + 1) << look_at;
    }
}

REGISTER_TYPED_TEST_SUITE_P(
    CustomerStoreContract, FindReturnsWhatWasAdded, FindKeepsEveryFieldThatIsNotTheUsualOne,
    FindReturnsNothingForACustomerThatDoesNotExist, FindReturnsNothingForAnotherPartnersCustomer,
    ListHoldsOnlyThePartnersOwnCustomers, ListOfNobodyIsAnEmptyPage, ListShowsWhatTheRowsHold,
    ListSortsByFoldedNameWhateverCaseAndAccents,
    ListPagesForwardsThroughTiesWithoutLossOrRepetition, ListPagesBackwardsInListOrder,
    ListWithAPrefixHoldsWhatBeginsWithItAndNothingElse, ListWithAPrefixPagesInBothDirections,
    ListWithAPrefixIgnoresAPositionOutsideIt, ListTakesAPrefixWithoutAHigherNeighbour,
    ListByDomainSortsAndSearchesTheDomain, ListSkipsRowsForPagesThatAreAskedForByNumber,
    ListGoesOnWhereARowHasGone, SearchFindsAPartAnywhereInTheName, SearchTakesTheTextAsItIs,
    SearchFindsAPartOfTheDomain, SearchFindsOnlyThePartnersOwnCustomers,
    SearchPagesThroughTiesWithoutLossOrRepetition, SearchLooksAtABoundedNumberOfRowsForAPage,
    DomainsAreTakenWhicheverPartnerAsks);

}  // namespace concordat::store
