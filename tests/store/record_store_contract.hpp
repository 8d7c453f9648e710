#pragma once

#include "core/base/uuid.hpp"
#include "tests/store/store_contract.hpp"

namespace concordat::store {

/// What audit::RecordStore promises.
template <typename Backend>
class RecordStoreContract : public StoreContract<Backend> {
protected:
    /// Adds a customer whose entry is `number` and was made so many minutes after kNow.
    audit::Entry record(unsigned number, const std::string& company = "Contoso") {
        auto set = samples::addCustomer(this->one, number, company);
        const auto customer = samples::customerId(number);
        set.entry = samples::entry(this->one, &customer, number, minute(number));
        set.entry.customer_name = company;
        EXPECT_EQ(this->apply(set), Outcome::Applied);
        return set.entry;
    }

    static Instant minute(unsigned number) { return samples::kNow + std::chrono::minutes(number); }

    static audit::Query hour() {
        audit::Query query;
        query.from = samples::kNow;
        query.to = samples::kNow + std::chrono::hours(1);
        return query;
    }

    std::vector<audit::Entry> list(const audit::Query& query) {
        return this->store().record().list(this->one, query).entries;
    }
};

TYPED_TEST_SUITE_P(RecordStoreContract);

TYPED_TEST_P(RecordStoreContract, AnEntryComesBackAsItWasWritten) {
    const auto entry = this->record(1);
    EXPECT_EQ(this->list(this->hour()), (std::vector<audit::Entry>{entry}));
    EXPECT_EQ(this->store().record().find(this->one, entry.id), entry);
}

TYPED_TEST_P(RecordStoreContract, AnEntryAboutThePartnerItselfHasNoCustomer) {
    changes::ChangeSet set;
    set.partner = this->one;
    set.changes.push_back(changes::ReplacePartnerProfiles{1, samples::profiles()});
    set.entry = samples::entry(this->one, nullptr, 1);
    set.entry.resource = audit::ResourceType::PartnerProfile;
    set.entry.operation = audit::OperationType::UpdateCompanyInfo;
    ASSERT_EQ(this->apply(set), Outcome::Applied);
    EXPECT_EQ(this->list(this->hour()), (std::vector<audit::Entry>{set.entry}));
}

TYPED_TEST_P(RecordStoreContract, AnotherPartnerSeesNothingOfIt) {
    const auto entry = this->record(1);
    EXPECT_TRUE(this->store().record().list(this->other, this->hour()).entries.empty());
    EXPECT_EQ(this->store().record().find(this->other, entry.id), std::nullopt);
    auto query = this->hour();
    query.customer = entry.customer;
    EXPECT_TRUE(this->store().record().list(this->other, query).entries.empty());
}

TYPED_TEST_P(RecordStoreContract, AnEntryIsFoundByTheTimeInItsIdAndWithoutIt) {
    auto set = samples::addCustomer(this->one, 1);
    set.entry.id = makeUuid(set.entry.at);
    ASSERT_EQ(this->apply(set), Outcome::Applied);
    EXPECT_EQ(this->store().record().find(this->one, set.entry.id), set.entry);
    EXPECT_EQ(this->store().record().find(this->one, samples::id('e', 99)), std::nullopt);
}

TYPED_TEST_P(RecordStoreContract, NewestComeFirstAndPagesContinue) {
    const auto first = this->record(1);
    const auto second = this->record(2);
    const auto third = this->record(3);
    auto query = this->hour();
    query.size = 2;
    const auto page = this->store().record().list(this->one, query);
    EXPECT_EQ(page.entries, (std::vector<audit::Entry>{third, second}));
    EXPECT_TRUE(page.has_next);
    query.after = {second.at, second.id};
    const auto last = this->store().record().list(this->one, query);
    EXPECT_EQ(last.entries, (std::vector<audit::Entry>{first}));
    EXPECT_FALSE(last.has_next);
}

TYPED_TEST_P(RecordStoreContract, EntriesOfOneInstantArePagedByTheirIds) {
    for (unsigned number = 1; number <= 3; ++number) {
        auto set = samples::addCustomer(this->one, number);
        set.entry.id = samples::id('e', number);
        ASSERT_EQ(this->apply(set), Outcome::Applied);
    }
    auto query = this->hour();
    query.size = 1;
    std::vector<Uuid> seen;
    for (;;) {
        const auto page = this->store().record().list(this->one, query);
        seen.push_back(page.entries.at(0).id);
        if (!page.has_next) break;
        query.after = {page.entries[0].at, page.entries[0].id};
    }
    EXPECT_EQ(seen,
              (std::vector<Uuid>{samples::id('e', 3), samples::id('e', 2), samples::id('e', 1)}));
}

TYPED_TEST_P(RecordStoreContract, TheWindowHasItsStartAndNotItsEnd) {
    const auto first = this->record(1);
    this->record(2);
    auto query = this->hour();
    query.from = this->minute(1);
    query.to = this->minute(2);
    EXPECT_EQ(this->list(query), (std::vector<audit::Entry>{first}));
    query.to = this->minute(1);
    EXPECT_TRUE(this->list(query).empty());
}

TYPED_TEST_P(RecordStoreContract, FiltersChooseByCustomerResourceAndCompany) {
    const auto first = this->record(1, "Contoso Straße");
    const auto second = this->record(2, "Fabrikam");
    auto query = this->hour();
    query.customer = first.customer;
    EXPECT_EQ(this->list(query), (std::vector<audit::Entry>{first}));
    query.customer.reset();
    query.resource = audit::ResourceType::Customer;
    EXPECT_EQ(this->list(query), (std::vector<audit::Entry>{second, first}));
    query.resource = audit::ResourceType::PartnerProfile;
    EXPECT_TRUE(this->list(query).empty());
    query.resource.reset();
    query.company_substring = "strasse";
    EXPECT_EQ(this->list(query), (std::vector<audit::Entry>{first}));
    query.company_substring = "%";
    EXPECT_TRUE(this->list(query).empty());
}

TYPED_TEST_P(RecordStoreContract, WhatTheRecordHoldsOfAnErasedCustomerCannotBeOpened) {
    auto entry = this->record(1);
    ASSERT_EQ(this->apply(samples::deleteCustomer(this->one, 1)), Outcome::Applied);
    const auto entries = this->list(this->hour());
    ASSERT_EQ(entries.size(), 2U);
    entry.user_name.clear();
    entry.old_value.clear();
    entry.new_value.clear();
    EXPECT_EQ(entries[0], entry);
    EXPECT_TRUE(entries[1].user_name.empty());
}

TYPED_TEST_P(RecordStoreContract, TheRecordOutlivesTheRelationship) {
    const auto entry = this->record(1);
    ASSERT_EQ(this->apply(samples::removeRelationship(this->one, 1)), Outcome::Applied);
    EXPECT_EQ(this->store().record().find(this->one, entry.id), entry);
}

TYPED_TEST_P(RecordStoreContract, AnEntryAboutTheCloudItselfIsNoPartners) {
    changes::ChangeSet set;
    set.partner = audit::kCloudItself;
    set.entry = audit::entryBy({.application = {},
                                .user_name = {},
                                .correlation = {samples::id('c', 1)},
                                .at = this->minute(1)},
                               set.partner, audit::ResourceType::Sink,
                               audit::OperationType::RefuseLocation);
    set.entry.customized_data = {{"Sink", "access log"}, {"Location", "us"}};
    ASSERT_EQ(this->apply(set), Outcome::Applied);
    const auto of_partner = this->record(2);

    const auto own = this->store().record().list(audit::kCloudItself, this->hour());
    EXPECT_EQ(own.entries, (std::vector<audit::Entry>{set.entry}));
    EXPECT_EQ(this->store().record().find(audit::kCloudItself, set.entry.id), set.entry);
    EXPECT_EQ(this->list(this->hour()), (std::vector<audit::Entry>{of_partner}));
    EXPECT_EQ(this->store().record().find(this->one, set.entry.id), std::nullopt);
    auto query = this->hour();
    query.resource = audit::ResourceType::Sink;
    EXPECT_TRUE(this->list(query).empty());
    query.resource.reset();
    query.customer = CustomerId{};
    EXPECT_TRUE(this->list(query).empty());
}

REGISTER_TYPED_TEST_SUITE_P(
    RecordStoreContract, AnEntryAboutTheCloudItselfIsNoPartners, AnEntryComesBackAsItWasWritten,
    AnEntryAboutThePartnerItselfHasNoCustomer, AnotherPartnerSeesNothingOfIt,
    AnEntryIsFoundByTheTimeInItsIdAndWithoutIt, NewestComeFirstAndPagesContinue,
    EntriesOfOneInstantArePagedByTheirIds, TheWindowHasItsStartAndNotItsEnd,
    FiltersChooseByCustomerResourceAndCompany, WhatTheRecordHoldsOfAnErasedCustomerCannotBeOpened,
    TheRecordOutlivesTheRelationship);

}  // namespace concordat::store
