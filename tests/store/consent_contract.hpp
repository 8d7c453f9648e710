#pragma once

#include "tests/store/relationship_contract.hpp"

namespace concordat::store {

/// What the store promises of consents for applications.
template <typename Backend>
class ConsentContract : public ChangeStoreContract<Backend> {
protected:
    using Consent = accounts::ApplicationConsent;

    void SetUp() override {
        ChangeStoreContract<Backend>::SetUp();
        ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    }

    static Consent consent(unsigned number) {
        return {{samples::id('a', number)},
                {{samples::id('e', 1), "User.Read.All,Directory.Read.All"},
                 {samples::id('e', 2), "Ação über alles"}}};
    }

    static changes::ChangeSet adding(const PartnerId& partner, const Consent& given,
                                     std::uint32_t most = 10, unsigned customer = 1) {
        auto set = pairs::setOf(partner, changes::HoldRelationship{samples::customerId(customer)});
        set.changes.emplace_back(
            changes::AddApplicationConsent{samples::customerId(customer), given, most});
        return set;
    }

    static changes::ChangeSet removing(const PartnerId& partner, unsigned number) {
        return pairs::setOf(partner, changes::DeleteApplicationConsent{samples::customerId(1),
                                                                       {samples::id('a', number)}});
    }

    std::optional<Consent> read(const PartnerId& partner, unsigned number, unsigned customer = 1) {
        return this->store().applicationConsents().find(partner, samples::customerId(customer),
                                                        {samples::id('a', number)});
    }
};

TYPED_TEST_SUITE_P(ConsentContract);

TYPED_TEST_P(ConsentContract, AConsentIsFoundByItsPartnerAloneUntilItIsTakenBack) {
    ASSERT_EQ(this->apply(this->adding(this->one, this->consent(1))), Outcome::Applied);
    EXPECT_EQ(this->read(this->one, 1), this->consent(1));
    EXPECT_EQ(this->read(this->other, 1), std::nullopt);
    EXPECT_EQ(this->read(this->one, 1, 2), std::nullopt);
    EXPECT_EQ(this->read(this->one, 2), std::nullopt);
    EXPECT_EQ(this->apply(this->adding(this->one, this->consent(1))), Outcome::Taken);
    EXPECT_EQ(this->apply(this->removing(this->other, 1)), Outcome::Gone);
    EXPECT_EQ(this->apply(this->removing(this->one, 2)), Outcome::Gone);
    ASSERT_EQ(this->apply(this->removing(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->read(this->one, 1), std::nullopt);
    EXPECT_EQ(this->apply(this->removing(this->one, 1)), Outcome::Gone);
}

TYPED_TEST_P(ConsentContract, NobodyConsentsForACustomerThatIsNotItsOwn) {
    EXPECT_EQ(this->apply(this->adding(this->other, this->consent(1))), Outcome::Gone);
    EXPECT_EQ(this->apply(this->adding(this->one, this->consent(1), 10, 2)), Outcome::Gone);
}

TYPED_TEST_P(ConsentContract, OfTheSameAtOnceOneIsGivenAndAllAreBounded) {
    EXPECT_EQ(this->race(12, [&](unsigned) { return this->adding(this->one, this->consent(1)); }),
              (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Taken, 11}}));
    EXPECT_EQ(
        this->race(12,
                   [&](unsigned i) { return this->adding(this->one, this->consent(i + 10), 5); }),
        (std::map<Outcome, unsigned>{{Outcome::Applied, 4}, {Outcome::Exhausted, 8}}));
    EXPECT_EQ(this->race(12, [&](unsigned) { return this->removing(this->one, 1); }),
              (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Gone, 11}}));
}

TYPED_TEST_P(ConsentContract, AllEndWithTheRelationshipAndWithTheCustomer) {
    ASSERT_EQ(this->apply(this->adding(this->one, this->consent(1))), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->read(this->one, 1), std::nullopt);
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 2)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->adding(this->one, this->consent(1), 10, 2)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::deleteCustomer(this->one, 2)), Outcome::Applied);
    EXPECT_EQ(this->read(this->one, 1, 2), std::nullopt);
}

REGISTER_TYPED_TEST_SUITE_P(ConsentContract, AConsentIsFoundByItsPartnerAloneUntilItIsTakenBack,
                            NobodyConsentsForACustomerThatIsNotItsOwn,
                            OfTheSameAtOnceOneIsGivenAndAllAreBounded,
                            AllEndWithTheRelationshipAndWithTheCustomer);

}  // namespace concordat::store
