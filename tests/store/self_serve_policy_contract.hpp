#pragma once

#include "tests/store/change_store_contract.hpp"

namespace concordat::store {

/// What the store promises of self-serve policies.
template <typename Backend>
class SelfServePolicyContract : public ChangeStoreContract<Backend> {
protected:
    using Policy = accounts::SelfServePolicy;

    static Policy policy(unsigned number) {
        return {{samples::id('p', number)},
                samples::customerId(1),
                accounts::SelfServePermission::PurchaseAzureReservedInstances};
    }

    Outcome write(const PartnerId& partner, changes::Change change) {
        const auto customer = samples::customerId(1);
        changes::ChangeSet set;
        set.partner = partner;
        set.changes.push_back(std::move(change));
        set.entry = samples::entry(partner, &customer, entries_++);
        return this->apply(set);
    }

    Outcome add(const Policy& added) {
        return write(this->one, changes::AddSelfServePolicy{added});
    }

    void addCustomer() {
        ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    }

    accounts::SelfServePolicyStore& policies() { return this->store().selfServePolicies(); }

    unsigned entries_ = 80'000;
};

TYPED_TEST_SUITE_P(SelfServePolicyContract);

TYPED_TEST_P(SelfServePolicyContract, APolicyIsThereForItsPartnerAlone) {
    this->addCustomer();
    const auto held = this->policy(1);
    EXPECT_EQ(this->write(this->other, changes::AddSelfServePolicy{held}), Outcome::Gone);
    ASSERT_EQ(this->add(held), Outcome::Applied);
    EXPECT_EQ(this->policies().find(this->one, held.id), held);
    EXPECT_EQ(this->policies().policies(this->one, held.customer), std::vector{held});
    EXPECT_EQ(this->policies().find(this->other, held.id), std::nullopt);
    EXPECT_TRUE(this->policies().policies(this->other, held.customer).empty());
    EXPECT_EQ(this->write(this->other, changes::DeleteSelfServePolicy{held.id, 1}), Outcome::Gone);
    EXPECT_EQ(this->policies().find(this->one, held.id), held);
}

TYPED_TEST_P(SelfServePolicyContract, ACustomerHasOneOfAPartnerAtMost) {
    this->addCustomer();
    ASSERT_EQ(this->add(this->policy(1)), Outcome::Applied);
    EXPECT_EQ(this->add(this->policy(2)), Outcome::Taken);
    EXPECT_EQ(this->policies().find(this->one, this->policy(2).id), std::nullopt);
    ASSERT_EQ(this->write(this->one, changes::DeleteSelfServePolicy{this->policy(1).id, 1}),
              Outcome::Applied);
    EXPECT_EQ(this->add(this->policy(2)), Outcome::Applied);
}

TYPED_TEST_P(SelfServePolicyContract, AChangeNeedsTheVersionThatWasSeen) {
    this->addCustomer();
    auto held = this->policy(1);
    ASSERT_EQ(this->add(held), Outcome::Applied);
    EXPECT_EQ(this->write(this->one, changes::ReplaceSelfServePolicy{held, 2}), Outcome::Stale);
    held.permissions = {};
    EXPECT_EQ(this->write(this->one, changes::ReplaceSelfServePolicy{held, 1}), Outcome::Applied);
    held.version = 2;
    EXPECT_EQ(this->policies().find(this->one, held.id), held);
    EXPECT_EQ(this->write(this->one, changes::DeleteSelfServePolicy{held.id, 1}), Outcome::Stale);
    EXPECT_EQ(this->write(this->one, changes::DeleteSelfServePolicy{held.id, 2}), Outcome::Applied);
    EXPECT_EQ(this->policies().find(this->one, held.id), std::nullopt);
    EXPECT_EQ(this->write(this->one, changes::ReplaceSelfServePolicy{held, 2}), Outcome::Stale);
}

TYPED_TEST_P(SelfServePolicyContract, APolicyGoesWithItsRelationship) {
    this->addCustomer();
    const auto held = this->policy(1);
    ASSERT_EQ(this->add(held), Outcome::Applied);
    ASSERT_EQ(this->write(this->one, changes::RemoveRelationship{held.customer}), Outcome::Applied);
    EXPECT_EQ(this->policies().find(this->one, held.id), std::nullopt);
}

TYPED_TEST_P(SelfServePolicyContract, APolicyGoesWithItsCustomer) {
    this->addCustomer();
    const auto held = this->policy(1);
    ASSERT_EQ(this->add(held), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::deleteCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->policies().find(this->one, held.id), std::nullopt);
    EXPECT_EQ(this->add(held), Outcome::Gone);
}

REGISTER_TYPED_TEST_SUITE_P(SelfServePolicyContract, APolicyIsThereForItsPartnerAlone,
                            ACustomerHasOneOfAPartnerAtMost, AChangeNeedsTheVersionThatWasSeen,
                            APolicyGoesWithItsRelationship, APolicyGoesWithItsCustomer);

}  // namespace concordat::store
