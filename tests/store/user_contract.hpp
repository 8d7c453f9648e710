#pragma once

#include "tests/store/change_store_contract.hpp"

namespace concordat::store {

/// What the store promises of customers' users.
template <typename Backend>
class UserContract : public ChangeStoreContract<Backend> {
protected:
    using User = accounts::User;

    static User person(unsigned number, const std::string& name) {
        User user;
        user.id = {samples::id('u', 1'000 + number)};
        user.details = {.principal_name = name + "@d1.onmicrosoft.com",
                        .display_name = std::string("Ana ") + samples::kPersonal,
                        .first_name = "Ana",
                        .last_name = samples::kPersonal,
                        .usage_location = "DE",
                        .immutable_id = "immutable",
                        .phone_number = "+49 1"};
        user.password = {std::string(16, 's'), std::string(32, 'h'), false};
        return user;
    }

    changes::ChangeSet setOf(const PartnerId& partner, changes::Change change,
                             Instant at = samples::kNow) {
        static std::atomic<unsigned> entries = 70'000;
        const auto customer = samples::customerId(1);
        changes::ChangeSet set;
        set.partner = partner;
        set.changes.push_back(std::move(change));
        set.entry = samples::entry(partner, &customer, entries++, at);
        return set;
    }

    changes::ChangeSet adding(const User& user) {
        return setOf(this->one, changes::AddUser{customer_, user});
    }

    changes::ChangeSet replacing(const User& user, std::uint64_t version, bool renamed = false) {
        return setOf(this->one, changes::ReplaceUser{customer_, user, version, renamed});
    }

    changes::ChangeSet deleting(const User& user, Instant at = samples::kNow) {
        return setOf(this->one, changes::DeleteUser{customer_, user.id}, at);
    }

    changes::ChangeSet restoring(const User& user, Instant since = samples::kNow) {
        return setOf(this->one, changes::RestoreUser{customer_, user.id, since});
    }

    std::optional<User> userOf(const UserId& id) {
        return this->store().users().find(this->one, customer_, id);
    }

    std::vector<UserId> idsOf(const accounts::UserRange& range) {
        std::vector<UserId> ids;
        for (const auto& user : this->store().users().list(this->one, customer_, range))
            ids.push_back(user.id);
        return ids;
    }

    void addCustomer() {
        ASSERT_EQ(this->apply(samples::addCustomer(this->one, 1)), Outcome::Applied);
    }

    const CustomerId customer_ = samples::customerId(1);
    const UserId administrator_{samples::id('u', 1)};
};

TYPED_TEST_SUITE_P(UserContract);

TYPED_TEST_P(UserContract, ACustomerBeginsWithItsAdministrator) {
    this->addCustomer();
    const auto found = this->userOf(this->administrator_);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->details.principal_name, "admin@d1.onmicrosoft.com");
    EXPECT_EQ(found->details.display_name, "admin");
    EXPECT_EQ(found->password.hash, std::string(32, 'h'));
    EXPECT_TRUE(found->password.must_change);
    EXPECT_EQ(found->roles,
              accounts::DirectoryRoles(accounts::DirectoryRole::CompanyAdministrator));
    EXPECT_EQ(found->state, accounts::UserState::Active);
    EXPECT_EQ(found->version, 1U);
    EXPECT_EQ(this->idsOf({}), (std::vector{this->administrator_}));
}

TYPED_TEST_P(UserContract, AUserIsThereForItsPartnerAlone) {
    this->addCustomer();
    const auto ana = this->person(1, "ana");
    ASSERT_EQ(this->apply(this->adding(ana)), Outcome::Applied);
    EXPECT_EQ(this->userOf(ana.id), ana);
    auto& users = this->store().users();
    EXPECT_EQ(users.find(this->other, this->customer_, ana.id), std::nullopt);
    EXPECT_EQ(users.find(this->one, samples::customerId(2), ana.id), std::nullopt);
    EXPECT_TRUE(users.list(this->other, this->customer_, {}).empty());
    const auto apply = [&](changes::Change change) {
        return this->apply(this->setOf(this->other, std::move(change)));
    };
    EXPECT_EQ(apply(changes::AddUser{this->customer_, this->person(2, "bea")}), Outcome::Gone);
    EXPECT_EQ(apply(changes::ReplaceUser{this->customer_, ana, 1, false}), Outcome::Gone);
    EXPECT_EQ(apply(changes::DeleteUser{this->customer_, ana.id}), Outcome::Gone);
    EXPECT_EQ(apply(changes::SetUserRole{this->customer_, ana.id, {}, true}), Outcome::Gone);
    EXPECT_EQ(this->userOf(ana.id), ana);
}

TYPED_TEST_P(UserContract, AUserGoesWithItsCustomer) {
    this->addCustomer();
    const auto ana = this->person(1, "ana");
    ASSERT_EQ(this->apply(this->adding(ana)), Outcome::Applied);
    ASSERT_EQ(this->apply(samples::deleteCustomer(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->userOf(ana.id), std::nullopt);
    EXPECT_EQ(this->apply(this->adding(ana)), Outcome::Gone);
}

TYPED_TEST_P(UserContract, APrincipalNameIsUniqueWithoutRegardToCase) {
    this->addCustomer();
    ASSERT_EQ(this->apply(this->adding(this->person(1, "ana"))), Outcome::Applied);
    EXPECT_EQ(this->apply(this->adding(this->person(2, "ANA"))), Outcome::Taken);
    auto bea = this->person(3, "bea");
    ASSERT_EQ(this->apply(this->adding(bea)), Outcome::Applied);
    bea.details.principal_name = "Ana@d1.onmicrosoft.com";
    EXPECT_EQ(this->apply(this->replacing(bea, 1, true)), Outcome::Taken);
    EXPECT_EQ(this->userOf(bea.id)->details.principal_name, "bea@d1.onmicrosoft.com");
    ASSERT_EQ(this->apply(samples::addCustomer(this->one, 2)), Outcome::Applied);
    auto elsewhere = this->adding(this->person(4, "ana"));
    std::get<changes::AddUser>(elsewhere.changes[0]).customer = samples::customerId(2);
    elsewhere.entry.customer = samples::customerId(2);
    EXPECT_EQ(this->apply(elsewhere), Outcome::Applied);
}

TYPED_TEST_P(UserContract, AUserIsReplacedUnderItsVersion) {
    this->addCustomer();
    auto ana = this->person(1, "ana");
    ASSERT_EQ(this->apply(this->adding(ana)), Outcome::Applied);
    ana.details.display_name = "Another";
    ana.password.hash = "other";
    EXPECT_EQ(this->apply(this->replacing(ana, 1)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->replacing(ana, 1)), Outcome::Stale);
    ana.version = 2;
    EXPECT_EQ(this->userOf(ana.id), ana);
    EXPECT_EQ(this->apply(this->adding(this->person(2, "ana"))), Outcome::Taken) << "name is kept";
    ana.details.principal_name = "bea@d1.onmicrosoft.com";
    EXPECT_EQ(this->apply(this->replacing(ana, 2, true)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->adding(this->person(2, "ana"))), Outcome::Applied);
    EXPECT_EQ(this->apply(this->adding(this->person(3, "bea"))), Outcome::Taken);
}

TYPED_TEST_P(UserContract, TheAdministratorIsReplacedLikeAnyUser) {
    this->addCustomer();
    auto administrator = *this->userOf(this->administrator_);
    administrator.details.usage_location = "DE";
    ASSERT_EQ(this->apply(this->replacing(administrator, 1)), Outcome::Applied);
    administrator.version = 2;
    EXPECT_EQ(this->userOf(this->administrator_), administrator);
    administrator.details.principal_name = "boss@d1.onmicrosoft.com";
    ASSERT_EQ(this->apply(this->replacing(administrator, 2, true)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->adding(this->person(1, "boss"))), Outcome::Taken);
}

TYPED_TEST_P(UserContract, ADeletedUserIsRestoredWhileItsNameIsFree) {
    this->addCustomer();
    const auto ana = this->person(1, "ana");
    ASSERT_EQ(this->apply(this->adding(ana)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->restoring(ana)), Outcome::Gone) << "it is active";
    ASSERT_EQ(this->apply(this->deleting(ana)), Outcome::Applied);
    EXPECT_EQ(this->apply(this->deleting(ana)), Outcome::Gone);
    EXPECT_EQ(this->userOf(ana.id)->state, accounts::UserState::Inactive);
    EXPECT_EQ(this->userOf(ana.id)->deleted, samples::kNow);
    EXPECT_EQ(this->apply(this->replacing(ana, 2)), Outcome::Stale);
    const auto late = samples::kNow + std::chrono::microseconds(1);
    EXPECT_EQ(this->apply(this->restoring(ana, late)), Outcome::Gone);
    ASSERT_EQ(this->apply(this->restoring(ana)), Outcome::Applied);
    EXPECT_EQ(this->userOf(ana.id)->details, ana.details);
    ASSERT_EQ(this->apply(this->deleting(ana)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->adding(this->person(2, "ana"))), Outcome::Applied);
    EXPECT_EQ(this->apply(this->restoring(ana)), Outcome::Taken);
    EXPECT_EQ(this->userOf(ana.id)->state, accounts::UserState::Inactive);
}

TYPED_TEST_P(UserContract, RolesAreSetOneByOne) {
    using accounts::DirectoryRole;
    this->addCustomer();
    const auto ana = this->person(1, "ana");
    ASSERT_EQ(this->apply(this->adding(ana)), Outcome::Applied);
    const auto set = [&](DirectoryRole role, bool member) {
        return this->apply(
            this->setOf(this->one, changes::SetUserRole{this->customer_, ana.id, role, member}));
    };
    EXPECT_EQ(set(DirectoryRole::HelpdeskAdministrator, true), Outcome::Applied);
    EXPECT_EQ(set(DirectoryRole::HelpdeskAdministrator, true), Outcome::Applied);
    EXPECT_EQ(set(DirectoryRole::CompanyAdministrator, true), Outcome::Applied);
    accounts::UserRange administrators;
    administrators.role = DirectoryRole::CompanyAdministrator;
    EXPECT_EQ(this->idsOf(administrators), (std::vector{this->administrator_, ana.id}));
    EXPECT_EQ(set(DirectoryRole::CompanyAdministrator, false), Outcome::Applied);
    EXPECT_EQ(this->idsOf(administrators), (std::vector{this->administrator_}));
    EXPECT_EQ(this->userOf(ana.id)->roles,
              accounts::DirectoryRoles(DirectoryRole::HelpdeskAdministrator));
    ASSERT_EQ(this->apply(this->deleting(ana)), Outcome::Applied);
    EXPECT_EQ(set(DirectoryRole::CompanyAdministrator, true), Outcome::Gone);
}

TYPED_TEST_P(UserContract, RangesOfUsersGoBothWays) {
    this->addCustomer();
    std::vector<UserId> all{this->administrator_};
    for (unsigned i = 1; i <= 5; ++i) {
        const auto user = this->person(i, "u" + std::to_string(i));
        ASSERT_EQ(this->apply(this->adding(user)), Outcome::Applied);
        all.push_back(user.id);
    }
    accounts::UserRange range;
    EXPECT_EQ(this->idsOf(range), all);
    range.size = 2;
    range.position = all[1];
    EXPECT_EQ(this->idsOf(range), (std::vector{all[2], all[3]}));
    range.skip = 3;
    EXPECT_EQ(this->idsOf(range), (std::vector{all[5]}));
    range.skip = 0;
    range.direction = accounts::SeekDirection::Backward;
    range.position = all[4];
    EXPECT_EQ(this->idsOf(range), (std::vector{all[3], all[2]}));
    range.position.reset();
    EXPECT_EQ(this->idsOf(range), (std::vector{all[5], all[4]}));
}

TYPED_TEST_P(UserContract, DeletedUsersAreListedFromATimeOnAndPurgedBeforeIt) {
    this->addCustomer();
    const auto later = samples::kNow + std::chrono::hours(1);
    const auto early = this->person(1, "early");
    const auto late = this->person(2, "late");
    for (const auto& user : {early, late, this->person(3, "active")})
        ASSERT_EQ(this->apply(this->adding(user)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->deleting(early)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->deleting(late, later)), Outcome::Applied);
    accounts::UserRange range;
    EXPECT_EQ(this->idsOf(range).size(), 2U);
    range.state = accounts::UserState::Inactive;
    EXPECT_EQ(this->idsOf(range), (std::vector{early.id, late.id}));
    range.deleted_since = later;
    EXPECT_EQ(this->idsOf(range), (std::vector{late.id}));
    EXPECT_EQ(this->store().purgeUsers(later), 1U);
    EXPECT_EQ(this->store().purgeUsers(later), 0U);
    EXPECT_EQ(this->userOf(early.id), std::nullopt);
    EXPECT_TRUE(this->userOf(late.id));
    EXPECT_TRUE(this->userOf(this->administrator_));
}

TYPED_TEST_P(UserContract, OfManyWhoWantAPrincipalNameOneGetsIt) {
    this->addCustomer();
    // Whoever looks beforehand finds the name free: only its uniqueness stops the others.
    const auto outcomes = this->race(16, [&](unsigned i) {
        return this->adding(this->person(i, i % 2 == 0 ? "wanted" : "WANTED"));
    });
    EXPECT_EQ(outcomes, (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Taken, 15}}));
    EXPECT_EQ(this->idsOf({}).size(), 2U);
}

TYPED_TEST_P(UserContract, OfManyWhoReplaceAVersionOfAUserOneSucceeds) {
    this->addCustomer();
    const auto ana = this->person(1, "ana");
    ASSERT_EQ(this->apply(this->adding(ana)), Outcome::Applied);
    const auto outcomes = this->race(16, [&](unsigned i) {
        auto changed = ana;
        changed.details.display_name = std::to_string(i);
        return this->replacing(changed, 1);
    });
    EXPECT_EQ(outcomes, (std::map<Outcome, unsigned>{{Outcome::Applied, 1}, {Outcome::Stale, 15}}));
    EXPECT_EQ(this->userOf(ana.id)->version, 2U);
}

TYPED_TEST_P(UserContract, AUserSignsInByNameAlsoWhenTheRelationshipHasEnded) {
    this->addCustomer();
    const auto ana = this->person(1, "ana");
    ASSERT_EQ(this->apply(this->adding(ana)), Outcome::Applied);
    auto& directory = this->store().directory();
    const auto found = [&](const std::string& name) {
        const auto held = directory.findCustomerUser(this->one, name);
        if (held) {
            EXPECT_EQ(held->customer, this->customer_);
        }
        return held ? held->user.id : UserId{};
    };
    EXPECT_EQ(found("ANA@d1.onmicrosoft.com"), ana.id);
    EXPECT_EQ(found("admin@D1.onmicrosoft.com"), this->administrator_);
    EXPECT_EQ(directory.findCustomerUser(this->one, "ana@d1.onmicrosoft.com")->user.details,
              ana.details);
    for (const auto* name : {"bob@d1.onmicrosoft.com", "ana@d2.onmicrosoft.com", "ana", "@", ""})
        EXPECT_EQ(found(name), UserId{}) << name;
    EXPECT_FALSE(directory.findCustomerUser(this->other, "ana@d1.onmicrosoft.com"));
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(found("admin@d1.onmicrosoft.com"), this->administrator_);
    EXPECT_EQ(found("ana@d1.onmicrosoft.com"), ana.id);
}

TYPED_TEST_P(UserContract, ADeletedUserSignsInNoMore) {
    this->addCustomer();
    const auto ana = this->person(1, "ana");
    ASSERT_EQ(this->apply(this->adding(ana)), Outcome::Applied);
    ASSERT_EQ(this->apply(this->deleting(ana)), Outcome::Applied);
    EXPECT_FALSE(this->store().directory().findCustomerUser(this->one, "ana@d1.onmicrosoft.com"));
}

REGISTER_TYPED_TEST_SUITE_P(UserContract, ACustomerBeginsWithItsAdministrator,
                            AUserSignsInByNameAlsoWhenTheRelationshipHasEnded,
                            ADeletedUserSignsInNoMore, AUserIsThereForItsPartnerAlone,
                            AUserGoesWithItsCustomer, APrincipalNameIsUniqueWithoutRegardToCase,
                            AUserIsReplacedUnderItsVersion, TheAdministratorIsReplacedLikeAnyUser,
                            ADeletedUserIsRestoredWhileItsNameIsFree, RolesAreSetOneByOne,
                            RangesOfUsersGoBothWays,
                            DeletedUsersAreListedFromATimeOnAndPurgedBeforeIt,
                            OfManyWhoWantAPrincipalNameOneGetsIt,
                            OfManyWhoReplaceAVersionOfAUserOneSucceeds);

}  // namespace concordat::store
