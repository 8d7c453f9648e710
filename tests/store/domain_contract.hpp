#pragma once

#include "tests/store/relationship_contract.hpp"

namespace concordat::store {

/// What the store promises of customers' further domains.
template <typename Backend>
class DomainContract : public ChangeStoreContract<Backend> {
protected:
    using Names = std::vector<std::string>;

    void SetUp() override {
        ChangeStoreContract<Backend>::SetUp();
        ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
        ASSERT_EQ(this->apply(samples::addCustomer(this->one, 2)), Outcome::Applied);
    }

    static changes::ChangeSet adding(const PartnerId& partner, unsigned customer,
                                     const std::string& domain, std::uint32_t most = 100) {
        auto set = pairs::setOf(partner, changes::HoldRelationship{samples::customerId(customer)});
        set.changes.emplace_back(
            changes::AddVerifiedDomain{samples::customerId(customer), domain, most});
        return set;
    }

    Outcome add(unsigned customer, const std::string& domain, std::uint32_t most = 100) {
        return this->apply(adding(this->one, customer, domain, most));
    }

    Names held(unsigned customer) { return this->find(customer)->verified_domains; }

    bool isTaken(const std::string& domain) {
        return this->store().customers().isDomainTaken(domain);
    }
};

TYPED_TEST_SUITE_P(DomainContract);

TYPED_TEST_P(DomainContract, TheyAreReadWithTheirCustomerInOrder) {
    EXPECT_TRUE(this->held(1).empty());
    ASSERT_EQ(this->add(1, "b.example"), Outcome::Applied);
    ASSERT_EQ(this->add(1, "a.example"), Outcome::Applied);
    ASSERT_EQ(this->add(2, "c.example"), Outcome::Applied);
    EXPECT_EQ(this->held(1), (std::vector<std::string>{"a.example", "b.example"}));
    EXPECT_EQ(this->held(2), (std::vector<std::string>{"c.example"}));
}

TYPED_TEST_P(DomainContract, NobodyElseGetsOneWhetherAsTheFirstOrAFurtherOne) {
    ASSERT_EQ(this->add(1, "a.example"), Outcome::Applied);
    EXPECT_TRUE(this->isTaken("a.example"));
    EXPECT_EQ(this->add(1, "a.example"), Outcome::Taken);
    EXPECT_EQ(this->add(2, "a.example"), Outcome::Taken);
    EXPECT_EQ(this->add(2, this->find(1)->domain), Outcome::Taken);
    EXPECT_TRUE(this->held(2).empty());
    ASSERT_EQ(this->apply(samples::addCustomer(this->other, 3)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->adding(this->other, 3, "a.example")), Outcome::Taken);
    auto late = samples::addCustomer(this->one, 4);
    std::get<changes::AddCustomer>(late.changes[0]).customer.domain = "a.example";
    EXPECT_EQ(this->apply(late), Outcome::Taken);
}

TYPED_TEST_P(DomainContract, NobodyAddsForACustomerThatIsNotItsOwn) {
    EXPECT_EQ(this->apply(this->adding(this->other, 1, "a.example")), Outcome::Gone);
    EXPECT_FALSE(this->isTaken("a.example"));
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->add(1, "a.example"), Outcome::Gone);
}

TYPED_TEST_P(DomainContract, OfTwoCustomersAtOnceOneGetsIt) {
    const auto counted =
        this->race(12, [&](unsigned i) { return this->adding(this->one, i % 2 + 1, "a.example"); });
    EXPECT_EQ(counted, (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Taken, 11}}));
    EXPECT_EQ(this->held(1).size() + this->held(2).size(), 1U);
}

TYPED_TEST_P(DomainContract, TheyAreBoundedHoweverManyAreAddedAtOnce) {
    const auto counted = this->race(12, [&](unsigned i) {
        return this->adding(this->one, 1, "d" + std::to_string(i) + ".example", 5);
    });
    EXPECT_EQ(counted,
              (std::map<Outcome, unsigned>{{Outcome::Applied, 5}, {Outcome::Exhausted, 7}}));
    EXPECT_EQ(this->held(1).size(), 5U);
    for (unsigned i = 0; i < 12; ++i) {
        const auto domain = "d" + std::to_string(i) + ".example";
        const auto mine = this->held(1);
        EXPECT_EQ(this->isTaken(domain), std::find(mine.begin(), mine.end(), domain) != mine.end());
    }
}

TYPED_TEST_P(DomainContract, TheyStayReservedUntilTheCustomerIsErased) {
    ASSERT_EQ(this->add(1, "a.example"), Outcome::Applied);
    ASSERT_EQ(this->add(2, "b.example"), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_TRUE(this->isTaken("a.example"));
    ASSERT_EQ(this->apply(samples::deleteCustomer(this->one, 2)), Outcome::Applied);
    EXPECT_FALSE(this->isTaken("b.example"));
    EXPECT_TRUE(this->isTaken("a.example"));
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 5)), Outcome::Applied);
    EXPECT_EQ(this->add(5, "b.example"), Outcome::Applied);
}

TYPED_TEST_P(DomainContract, UsersWithSuchNamesSignInAlsoWhenTheRelationshipHasEnded) {
    ASSERT_EQ(this->add(1, "a.example"), Outcome::Applied);
    auto& directory = this->store().directory();
    EXPECT_FALSE(directory.findCustomerUser(this->one, "admin@a.example"))
        << "the first administrator has no other name";
    for (const auto* name : {"ana", "admin"}) {
        accounts::User user;
        user.id = {samples::id('u', name[1] == 'n' ? 71 : 72)};
        user.details.principal_name = std::string(name) + "@a.example";
        const auto customer = samples::customerId(1);
        auto set = pairs::setOf(this->one, changes::AddUser{customer, user});
        // Under the customer's key, as its users are.
        set.entry.customer = customer;
        ASSERT_EQ(this->apply(set), Outcome::Applied);
    }
    const auto found = [&](const PartnerId& partner, const std::string& name) {
        const auto held = directory.findCustomerUser(partner, name);
        return held ? held->user.id : UserId{};
    };
    EXPECT_EQ(found(this->one, "ANA@a.example"), (UserId{samples::id('u', 71)}));
    EXPECT_EQ(found(this->one, "admin@a.example"), (UserId{samples::id('u', 72)}));
    EXPECT_EQ(found(this->one, "ana@" + this->find(1)->domain), UserId{});
    EXPECT_EQ(found(this->other, "ana@a.example"), UserId{});
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(found(this->one, "ana@a.example"), (UserId{samples::id('u', 71)}));
}

REGISTER_TYPED_TEST_SUITE_P(DomainContract, TheyAreReadWithTheirCustomerInOrder,
                            UsersWithSuchNamesSignInAlsoWhenTheRelationshipHasEnded,
                            NobodyElseGetsOneWhetherAsTheFirstOrAFurtherOne,
                            NobodyAddsForACustomerThatIsNotItsOwn, OfTwoCustomersAtOnceOneGetsIt,
                            TheyAreBoundedHoweverManyAreAddedAtOnce,
                            TheyStayReservedUntilTheCustomerIsErased);

}  // namespace concordat::store
