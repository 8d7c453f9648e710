#pragma once

#include "tests/store/change_store_contract.hpp"

namespace concordat::store {

/// What the store promises of customers' agreements.
template <typename Backend>
class AgreementContract : public ChangeStoreContract<Backend> {
protected:
    using Agreement = accounts::Agreement;

    static Agreement agreement(unsigned number, accounts::AgreementType type) {
        return {samples::id('g', number),
                type,
                samples::kNow - std::chrono::hours(1),
                {"Ana", samples::kPersonal, "ana@example.test", "1"},
                UserId{samples::id('u', 7)}};
    }

    Outcome write(const PartnerId& partner, changes::Change change) {
        const auto customer = samples::customerId(1);
        changes::ChangeSet set;
        set.partner = partner;
        set.changes.push_back(std::move(change));
        set.entry = samples::entry(partner, &customer, entries_++);
        return this->apply(set);
    }

    Outcome add(const Agreement& added) {
        return write(this->one, changes::AddAgreement{samples::customerId(1), added});
    }

    std::vector<Agreement> held(const PartnerId& partner) {
        return this->store().agreements().agreements(partner, samples::customerId(1));
    }

    void addCustomer() {
        ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    }

    unsigned entries_ = 90'000;
};

TYPED_TEST_SUITE_P(AgreementContract);

TYPED_TEST_P(AgreementContract, AnAgreementIsThereForItsPartnerAlone) {
    using enum accounts::AgreementType;
    this->addCustomer();
    auto first = this->agreement(1, MicrosoftCustomerAgreement);
    EXPECT_EQ(this->write(this->other, changes::AddAgreement{samples::customerId(1), first}),
              Outcome::Gone);
    ASSERT_EQ(this->add(first), Outcome::Applied);
    auto second = this->agreement(2, MicrosoftCloudAgreement);
    second.user = std::nullopt;
    second.contact.phone_number.clear();
    ASSERT_EQ(this->add(second), Outcome::Applied);
    EXPECT_EQ(this->held(this->one), (std::vector{first, second}));
    EXPECT_TRUE(this->held(this->other).empty());
}

TYPED_TEST_P(AgreementContract, AnAgreementIsConfirmedOnce) {
    using enum accounts::AgreementType;
    this->addCustomer();
    const auto first = this->agreement(1, MicrosoftCustomerAgreement);
    ASSERT_EQ(this->add(first), Outcome::Applied);
    EXPECT_EQ(this->add(this->agreement(2, MicrosoftCustomerAgreement)), Outcome::Taken);
    EXPECT_EQ(this->held(this->one), std::vector{first});
}

TYPED_TEST_P(AgreementContract, AnAgreementGoesWithItsRelationshipAndItsCustomer) {
    using enum accounts::AgreementType;
    this->addCustomer();
    const auto first = this->agreement(1, MicrosoftCustomerAgreement);
    ASSERT_EQ(this->add(first), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::deleteCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_TRUE(this->held(this->one).empty());
    EXPECT_EQ(this->add(first), Outcome::Gone);
}

REGISTER_TYPED_TEST_SUITE_P(AgreementContract, AnAgreementIsThereForItsPartnerAlone,
                            AnAgreementIsConfirmedOnce,
                            AnAgreementGoesWithItsRelationshipAndItsCustomer);

}  // namespace concordat::store
