#pragma once

#include <gmock/gmock.h>

#include "tests/store/licence_contract.hpp"

namespace concordat::store {

/// What the store promises of a customer that has several partners: each has an account of its own,
/// and the users are the tenant's.
template <typename Backend>
class TenantContract : public LicenceContract<Backend> {
protected:
    /// The account that a partner gets, as the use case plans it.
    static accounts::Customer accountOf(unsigned number) {
        auto made = samples::customer(number, "Contoso");
        made.commerce_id = samples::id('m', kOfOthers + number);
        made.billing.first_name = made.billing.last_name = made.billing.email = "";
        return made;
    }

    changes::ChangeSet adopting(const PartnerId& partner, const Uuid& request,
                                std::optional<Instant> until = {}) {
        auto set = this->about(partner);
        set.changes.emplace_back(changes::AdoptCustomer{request, accountOf(1), until});
        return set;
    }

    Outcome adopt(const PartnerId& partner) {
        return this->apply(adopting(partner, makeUuid(samples::kNow)));
    }

    /// Both partners have customer 1, and the first ten licences of "a" for it.
    void share() {
        this->begin(2);
        ASSERT_EQ(adopt(this->other), Outcome::Applied);
    }

    changes::ChangeSet about(const PartnerId& partner) {
        return store::about(partner, 1, entries_++);
    }

    changes::ChangeSet setFor(const PartnerId& partner,
                              std::initializer_list<changes::Change> all) {
        auto set = about(partner);
        set.changes = all;
        return set;
    }

    changes::ChangeSet erasing(const PartnerId& partner) {
        return setFor(partner, {changes::DeleteCustomer{this->customer_}});
    }

    changes::ChangeSet erasingEnded(const PartnerId& partner) {
        return setFor(partner,
                      {changes::DeleteEndedCustomer{this->customer_, "d1.onmicrosoft.com"}});
    }

    changes::ChangeSet removing(const PartnerId& partner) {
        return setFor(partner, {changes::RemoveRelationship{this->customer_}});
    }

    std::optional<accounts::Customer> accountFor(const PartnerId& partner) {
        return this->store().customers().find(partner, this->customer_);
    }

    std::optional<accounts::Customer> elsewhere(const PartnerId& partner) {
        return this->store().tenants().findElsewhere(partner, this->customer_);
    }

    std::optional<accounts::User> userOf(const PartnerId& partner, unsigned number = 0) {
        return this->store().users().find(partner, this->customer_, this->userId(number));
    }

    commerce::LicenceCount countOf(const PartnerId& partner) {
        return this->commerce().licences(partner, this->customer_).at(0);
    }

    std::vector<audit::Entry> entriesOf(const PartnerId& partner) {
        audit::Query query;
        query.to = samples::kNow + std::chrono::hours(1);
        query.customer = this->customer_;
        query.size = 500;
        return this->store().record().list(partner, query).entries;
    }

    bool isDomainTaken() { return this->store().customers().isDomainTaken("d1.onmicrosoft.com"); }

    /// A tenant is there whole or not at all.
    void expectWhole() {
        const bool held = accountFor(this->one) || accountFor(this->other);
        EXPECT_EQ(isDomainTaken(), held);
        EXPECT_EQ(userOf(this->one).has_value() || userOf(this->other).has_value(), held);
    }

    static constexpr unsigned kOfOthers = 500;

private:
    std::atomic<unsigned> entries_ = 5'000;
};

TYPED_TEST_SUITE_P(TenantContract);

TYPED_TEST_P(TenantContract, ASecondPartnerGetsAnAccountOfItsOwn) {
    this->begin(1);
    EXPECT_FALSE(this->accountFor(this->other));
    const auto until = samples::kNow + std::chrono::hours(1);
    ASSERT_EQ(this->apply(this->adopting(this->other, makeUuid(samples::kNow), until)),
              Outcome::Applied);
    EXPECT_EQ(this->accountFor(this->other), this->accountOf(1));
    EXPECT_EQ(this->accountFor(this->one), samples::customer(1, "Contoso")) << "as it was";
    auto& tenants = this->store().tenants();
    EXPECT_THAT(tenants.partnersOf(this->customer_),
                testing::UnorderedElementsAre(this->one, this->other));
    EXPECT_TRUE(tenants.partnersOf(samples::customerId(999)).empty());
    const auto due = this->store().relationships().expiredDelegations(until, 10);
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].partner, this->other);
    accounts::CustomerPage page;
    this->store().customers().list(this->other, {}, page);
    ASSERT_EQ(page.size(), 1U);
    EXPECT_EQ(page[0].company_name, "Contoso");
    EXPECT_EQ(page[0].domain, "d1.onmicrosoft.com");
}

TYPED_TEST_P(TenantContract, EachHasItsOwnProfileAndName) {
    this->share();
    auto set = this->about(this->other);
    set.changes = {changes::ReplaceBillingProfile{this->customer_, 1, samples::billing("Mine")},
                   changes::RenameCustomer{this->customer_, "Mine"}};
    ASSERT_EQ(this->apply(set), Outcome::Applied);
    EXPECT_EQ(this->accountFor(this->other)->company_name, "Mine");
    EXPECT_EQ(this->accountFor(this->other)->version, 2U);
    EXPECT_EQ(this->accountFor(this->one), samples::customer(1, "Contoso"));
    EXPECT_EQ(this->apply(samples::replaceBilling(this->one, 1, 1, samples::billing("Theirs"))),
              Outcome::Applied);
    EXPECT_EQ(this->accountFor(this->other)->billing, samples::billing("Mine"));
}

TYPED_TEST_P(TenantContract, NeitherSeesWhatTheOtherHasArranged) {
    this->share();
    auto& commerce = this->commerce();
    EXPECT_EQ(commerce.subscriptions(this->one, this->customer_).size(), 2U);
    EXPECT_TRUE(commerce.orders(this->other, this->customer_).empty());
    EXPECT_TRUE(commerce.subscriptions(this->other, this->customer_).empty());
    EXPECT_TRUE(commerce.licences(this->other, this->customer_).empty());
    accounts::Agreement agreement;
    agreement.id = makeRandomUuid();
    agreement.agreed = samples::kNow;
    const accounts::SelfServePolicy policy{{makeRandomUuid()}, this->customer_, {}};
    const accounts::Qualification school{accounts::QualificationKind::Education,
                                         accounts::Vetting::Approved, samples::kNow};
    for (const auto& partner : {this->one, this->other})
        EXPECT_EQ(this->apply(
                      this->setFor(partner, {changes::AddQualification{this->customer_, school}})),
                  Outcome::Applied)
            << "each has its own";
    EXPECT_EQ(this->store().qualifications().qualifications(this->other, this->customer_).size(),
              1U);
    ASSERT_EQ(
        this->apply(this->setFor(this->one, {changes::AddAgreement{this->customer_, agreement},
                                             changes::AddSelfServePolicy{policy}})),
        Outcome::Applied);
    EXPECT_TRUE(this->store().agreements().agreements(this->other, this->customer_).empty());
    EXPECT_TRUE(this->store().selfServePolicies().policies(this->other, this->customer_).empty());
    const auto theirs = this->entriesOf(this->other);
    EXPECT_EQ(theirs.size(), 2U) << "the acceptance and the qualification";
    for (const auto& entry : theirs) {
        EXPECT_EQ(entry.partner, this->other);
        EXPECT_EQ(entry.user_name, samples::entry({}, nullptr, 1).user_name) << "opens";
        EXPECT_FALSE(this->store().record().find(this->one, entry.id));
    }
    for (const auto& entry : this->entriesOf(this->one)) EXPECT_EQ(entry.partner, this->one);
}

TYPED_TEST_P(TenantContract, UsersAreTheTenants) {
    this->share();
    auto bob = *this->userOf(this->one, 0);
    bob.id = {samples::id('u', 2'000)};
    bob.details.principal_name = "bob@d1.onmicrosoft.com";
    ASSERT_EQ(this->apply(this->setFor(this->other, {changes::AddUser{this->customer_, bob}})),
              Outcome::Applied);
    EXPECT_EQ(this->store().users().find(this->one, this->customer_, bob.id)->details, bob.details);
    auto same = bob;
    same.id = {samples::id('u', 2'001)};
    EXPECT_EQ(this->apply(this->setFor(this->one, {changes::AddUser{this->customer_, same}})),
              Outcome::Taken)
        << "names are unique in the tenant";
    auto changed = *this->userOf(this->other, 0);
    changed.details.display_name = "By the other";
    ASSERT_EQ(this->apply(this->setFor(this->other,
                                       {changes::ReplaceUser{this->customer_, changed, 1, false}})),
              Outcome::Applied);
    EXPECT_EQ(this->userOf(this->one)->details.display_name, "By the other");
    auto& directory = this->store().directory();
    for (const auto& partner : {this->one, this->other})
        EXPECT_EQ(directory.findCustomerUser(partner, "bob@d1.onmicrosoft.com")->user.id, bob.id);
}

TYPED_TEST_P(TenantContract, LicencesAreEachPartnersOwn) {
    this->share();
    const auto user = this->userId(0);
    ASSERT_EQ(this->apply(buy(this->other, 1, 900)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->taking(0, "a")), Outcome::Applied);
    const auto take = [&](std::uint64_t version) {
        return this->setFor(this->other,
                            {changes::HoldUser{this->customer_, user, version},
                             changes::TakeLicence{this->customer_, user, {"a", {"mail"}}}});
    };
    ASSERT_EQ(this->apply(take(2)), Outcome::Applied) << "the same product from two partners";
    EXPECT_EQ(this->has(0), (std::vector<commerce::UserLicence>{{"a", {}}}));
    EXPECT_EQ(this->commerce().licencesOf(this->other, this->customer_, user),
              (std::vector<commerce::UserLicence>{{"a", {"mail"}}}));
    EXPECT_EQ(this->count().consumed, 1U);
    EXPECT_EQ(this->countOf(this->other).consumed, 1U);
    ASSERT_EQ(this->apply(
                  this->setFor(this->other, {changes::ReturnLicence{this->customer_, user, "a"}})),
              Outcome::Applied);
    EXPECT_EQ(this->count().consumed, 1U);
    EXPECT_EQ(this->has(0).size(), 1U);
}

TYPED_TEST_P(TenantContract, AUserThatOneDeletesHoldsNoLicenceOfTheOther) {
    this->share();
    const auto user = this->userId(0);
    const auto licencesOf = [&](const PartnerId& partner) {
        return this->commerce().licencesOf(partner, this->customer_, user).size();
    };
    ASSERT_EQ(this->apply(buy(this->other, 1, 900)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->taking(0, "a")), Outcome::Applied);
    ASSERT_EQ(this->apply(
                  this->setFor(this->other, {changes::TakeLicence{this->customer_, user, {"a", {}}},
                                             changes::DeleteUser{this->customer_, user}})),
              Outcome::Applied);
    EXPECT_EQ(this->count().consumed, 0U);
    EXPECT_EQ(this->countOf(this->other).consumed, 0U);
    EXPECT_EQ(licencesOf(this->one), 0U) << "nobody could count it again";
    EXPECT_EQ(licencesOf(this->other), 1U) << "remembered for the user's return";
    ASSERT_EQ(this->apply(this->setFor(
                  this->one, {changes::RestoreUser{this->customer_, user, samples::kNow}})),
              Outcome::Applied);
    EXPECT_EQ(licencesOf(this->other), 0U);
    EXPECT_EQ(this->countOf(this->other).consumed, 0U);
}

TYPED_TEST_P(TenantContract, TheEndOfOneRelationshipLeavesTheOther) {
    this->share();
    ASSERT_EQ(this->apply(this->removing(this->one)), Outcome::Applied);
    EXPECT_FALSE(this->accountFor(this->one));
    EXPECT_EQ(this->accountFor(this->other), this->accountOf(1));
    EXPECT_TRUE(this->userOf(this->other));
    EXPECT_FALSE(this->userOf(this->one));
    ASSERT_EQ(
        this->apply(this->setFor(
            this->one, {changes::AcceptRequest{makeUuid(samples::kNow), this->customer_, {}}})),
        Outcome::Applied);
    EXPECT_EQ(this->accountFor(this->one), samples::customer(1, "Contoso")) << "as it was";
}

TYPED_TEST_P(TenantContract, AnEndedCustomerMayGoToAnotherPartner) {
    this->begin(1);
    ASSERT_EQ(this->apply(this->removing(this->one)), Outcome::Applied);
    ASSERT_TRUE(this->elsewhere(this->other));
    ASSERT_EQ(this->adopt(this->other), Outcome::Applied);
    EXPECT_TRUE(this->userOf(this->other));
    ASSERT_EQ(this->apply(this->erasingEnded(this->one)), Outcome::Applied);
    this->expectWhole();
    EXPECT_TRUE(this->accountFor(this->other));
    ASSERT_EQ(this->apply(this->removing(this->other)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->erasingEnded(this->other)), Outcome::Applied);
    this->expectWhole();
}

TYPED_TEST_P(TenantContract, UsersAndDomainGoWithTheLastAccount) {
    this->share();
    ASSERT_EQ(this->apply(this->taking(0, "a")), Outcome::Applied);
    ASSERT_EQ(this->apply(this->erasing(this->one)), Outcome::Applied);
    EXPECT_FALSE(this->accountFor(this->one));
    EXPECT_FALSE(this->userOf(this->one));
    EXPECT_TRUE(this->has(0).empty()) << "its licences go with it";
    for (const auto& entry : this->entriesOf(this->one))
        EXPECT_EQ(entry.user_name, "") << "what its record holds opens no more";
    EXPECT_TRUE(this->userOf(this->other));
    this->expectWhole();
    EXPECT_EQ(this->apply(this->erasing(this->one)), Outcome::Gone) << "once";
    EXPECT_EQ(this->accountFor(this->other), this->accountOf(1));
    ASSERT_EQ(this->apply(this->erasing(this->other)), Outcome::Applied);
    this->expectWhole();
    EXPECT_FALSE(this->elsewhere(this->one));
    EXPECT_EQ(this->adopt(this->one), Outcome::Gone) << "never comes back";
}

TYPED_TEST_P(TenantContract, ElsewhereIsWhatAnotherPartnerHasAndNothingElse) {
    EXPECT_FALSE(this->elsewhere(this->other)) << "nobody's";
    this->begin(1);
    EXPECT_FALSE(this->elsewhere(this->one)) << "its own";
    auto expected = samples::customer(1, "Contoso");
    expected.relationship = accounts::Relationship::None;
    expected.allow_delegated_access = false;
    EXPECT_EQ(this->elsewhere(this->other), expected);
    ASSERT_EQ(this->adopt(this->other), Outcome::Applied);
    ASSERT_TRUE(this->elsewhere(this->one));
    EXPECT_EQ(this->elsewhere(this->one)->commerce_id, this->accountOf(1).commerce_id);
    EXPECT_TRUE(this->store().directory().findAnyCustomerUser("admin@d1.onmicrosoft.com"));
    EXPECT_FALSE(this->store().directory().findAnyCustomerUser("admin@d2.onmicrosoft.com"));
}

TYPED_TEST_P(TenantContract, ACustomerIsAdoptedOnceAndNotByWhoHasIt) {
    this->begin(1);
    EXPECT_EQ(this->adopt(this->one), Outcome::Gone) << "nobody else has it";
    const auto link = makeUuid(samples::kNow);
    ASSERT_EQ(this->apply(this->adopting(this->other, link)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->adopting(this->other, link)), Outcome::Taken) << "the same link";
    EXPECT_EQ(this->adopt(this->other), Outcome::Taken) << "another link";
    EXPECT_EQ(this->adopt(this->one), Outcome::Taken);
    ASSERT_EQ(this->apply(this->removing(this->other)), Outcome::Applied);
    EXPECT_EQ(this->adopt(this->other), Outcome::Taken) << "it had it, and has it back otherwise";
    EXPECT_FALSE(this->accountFor(this->other)) << "what was refused left nothing";
    EXPECT_TRUE(this->store().links().hasAnswered(this->other, this->customer_, link));
}

TYPED_TEST_P(TenantContract, ADeclinedLinkIsAnswered) {
    this->begin(1);
    const auto link = makeUuid(samples::kNow);
    changes::ChangeSet declining;
    declining.partner = this->other;
    declining.entry = samples::entry(this->other, nullptr, 90'000);
    declining.changes = {changes::DeclineRequest{link, this->customer_}};
    ASSERT_EQ(this->apply(declining), Outcome::Applied);
    EXPECT_EQ(this->apply(this->adopting(this->other, link)), Outcome::Taken);
    EXPECT_FALSE(this->accountFor(this->other));
}

TYPED_TEST_P(TenantContract, OfManyAcceptancesOneIsCarriedOut) {
    constexpr unsigned kAcceptances = 12;
    this->begin(1);
    const auto link = makeUuid(samples::kNow);
    EXPECT_EQ(
        this->race(kAcceptances, [&](unsigned) { return this->adopting(this->other, link); }),
        (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Taken, kAcceptances - 1}}));
    ASSERT_EQ(this->apply(this->erasing(this->other)), Outcome::Applied);
    const auto counted = this->race(kAcceptances, [&](unsigned) {
        return this->adopting(this->other, makeUuid(samples::kNow));
    });
    EXPECT_EQ(counted, (std::map<Outcome, unsigned>{{Outcome::Applied, 1},
                                                    {Outcome::Taken, kAcceptances - 1}}));
    EXPECT_EQ(this->accountFor(this->other), this->accountOf(1));
}

TYPED_TEST_P(TenantContract, AnAcceptanceAndTheTenantsEndAtOnceLeaveItWholeOrGone) {
    constexpr unsigned kRounds = 12;
    for (unsigned round = 0; round < kRounds; ++round) {
        auto adding = samples::addCustomer(this->one, 1);
        adding.entry = this->about(this->one).entry;
        accounts::User user;
        user.id = this->userId(0);
        user.details.principal_name = "u0@d1.onmicrosoft.com";
        adding.changes.emplace_back(changes::AddUser{this->customer_, user});
        ASSERT_EQ(this->apply(adding), Outcome::Applied);
        (void)this->race(4, [&](unsigned i) {
            return i % 2 == 0 ? this->adopting(this->other, makeUuid(samples::kNow))
                              : this->erasing(this->one);
        });
        EXPECT_FALSE(this->accountFor(this->one));
        this->expectWhole();
        if (this->accountFor(this->other)) {
            ASSERT_EQ(this->apply(this->erasing(this->other)), Outcome::Applied);
        }
        this->expectWhole();
    }
}

TYPED_TEST_P(TenantContract, AccountsThatEndAtOnceTakeTheTenantWithThem) {
    constexpr unsigned kRounds = 6;
    for (unsigned round = 0; round < kRounds; ++round) {
        auto adding = samples::addCustomer(this->one, 1);
        adding.entry = this->about(this->one).entry;
        ASSERT_EQ(this->apply(adding), Outcome::Applied);
        ASSERT_EQ(this->adopt(this->other), Outcome::Applied);
        const auto counted = this->race(
            2, [&](unsigned i) { return this->erasing(i == 0 ? this->one : this->other); });
        EXPECT_EQ(counted, (std::map<Outcome, unsigned>{{Outcome::Applied, 2}}));
        EXPECT_FALSE(this->isDomainTaken());
    }
}

TYPED_TEST_P(TenantContract, FurtherDomainsAreTheTenants) {
    const auto add = [this](const PartnerId& partner, const std::string& domain) {
        return this->apply(
            this->setFor(partner, {changes::HoldRelationship{this->customer_},
                                   changes::AddVerifiedDomain{this->customer_, domain, 2}}));
    };
    this->share();
    const auto taken = [this](const char* domain) {
        return this->store().customers().isDomainTaken(domain);
    };
    ASSERT_EQ(add(this->one, "a.example"), Outcome::Applied);
    EXPECT_EQ(add(this->other, "a.example"), Outcome::Taken);
    ASSERT_EQ(add(this->other, "b.example"), Outcome::Applied);
    EXPECT_EQ(add(this->other, "c.example"), Outcome::Exhausted) << "of the tenant, not of each";
    const std::vector<std::string> both{"a.example", "b.example"};
    EXPECT_EQ(this->accountFor(this->one)->verified_domains, both);
    EXPECT_EQ(this->accountFor(this->other)->verified_domains, both);
    ASSERT_EQ(this->apply(this->erasing(this->one)), Outcome::Applied);
    EXPECT_EQ(this->accountFor(this->other)->verified_domains, both);
    EXPECT_TRUE(taken("a.example"));
    ASSERT_EQ(this->apply(this->erasing(this->other)), Outcome::Applied);
    EXPECT_FALSE(taken("a.example") || taken("b.example"));
}

REGISTER_TYPED_TEST_SUITE_P(
    TenantContract, FurtherDomainsAreTheTenants, ASecondPartnerGetsAnAccountOfItsOwn,
    EachHasItsOwnProfileAndName, NeitherSeesWhatTheOtherHasArranged, UsersAreTheTenants,
    LicencesAreEachPartnersOwn, AUserThatOneDeletesHoldsNoLicenceOfTheOther,
    TheEndOfOneRelationshipLeavesTheOther, AnEndedCustomerMayGoToAnotherPartner,
    UsersAndDomainGoWithTheLastAccount, ElsewhereIsWhatAnotherPartnerHasAndNothingElse,
    ACustomerIsAdoptedOnceAndNotByWhoHasIt, ADeclinedLinkIsAnswered,
    OfManyAcceptancesOneIsCarriedOut, AnAcceptanceAndTheTenantsEndAtOnceLeaveItWholeOrGone,
    AccountsThatEndAtOnceTakeTheTenantWithThem);

}  // namespace concordat::store
