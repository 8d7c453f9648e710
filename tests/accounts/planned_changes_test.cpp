#include <gtest/gtest.h>
#include <optional>
#include <string>

#include "core/accounts/customer_service.hpp"
#include "core/accounts/record_values.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/support/fake_cloud.hpp"
#include "tests/support/held_qualifications.hpp"

namespace concordat::accounts {
namespace {

using testing_support::FakeCloud;

/// A store that fails, or holds one customer.
class FailingStore final : public CustomerStore {
public:
    std::optional<Customer> find(const PartnerId&, const CustomerId& customer) override {
        if (failing) throw Error(ErrorKind::StoreUnavailable, codes::kStoreUnavailable);
        return customer == held.id ? std::optional(held) : std::nullopt;
    }
    std::optional<Customer> recall(const PartnerId&, const CustomerId&, std::uint64_t) override {
        return std::nullopt;
    }
    void list(const PartnerId&, const CustomerQuery&, CustomerPage&) override {
        throw Error(ErrorKind::StoreUnavailable, codes::kStoreUnavailable);
    }
    bool isDomainTaken(std::string_view domain) override {
        asked = domain;
        return false;
    }

    bool failing = false;
    Customer held;
    std::string asked;
};

/// Notes what the rules are shown.
class NotingCloud final : public FakeCloud {
public:
    rules::Decision mayAddCustomer(const rules::PartnerView& partner,
                                   const rules::CustomerDraftView& draft,
                                   rules::Instant now) const override {
        shown = std::string(partner.country) + " " + std::string(draft.domain);
        at = now;
        return verdict;
    }
    rules::Decision mayChangeBilling(const rules::PartnerView&, const rules::AccountView& account,
                                     const rules::BillingProfileView& profile,
                                     rules::Instant) const override {
        shown = std::string(account.country) + " " + std::string(profile.company_name);
        eligibility = account.eligibility;
        decided = account.eligibility_decided;
        return verdict;
    }
    rules::Decision mayRemoveRelationship(const rules::PartnerView&,
                                          const rules::AccountView& account,
                                          rules::Instant) const override {
        shown = account.country;
        return verdict;
    }

    mutable std::string shown;
    mutable rules::Eligibility eligibility = rules::Eligibility::NotAsked;
    mutable rules::Instant decided{};
    mutable rules::Instant at{};
};

class PlannedChanges : public testing::Test {
protected:
    PlannedChanges() {
        partner_.id = PartnerId{makeRandomUuid()};
        partner_.country = "US";
        store_.held.id = CustomerId{makeRandomUuid()};
        store_.held.domain = "held.example.test";
        store_.held.company_name = "Held";
        store_.held.billing.default_address.country = "CA";
        actor_ = {.application = ApplicationId{makeRandomUuid()},
                  .user_name = "ana@contoso.test",
                  .correlation = CorrelationId{makeRandomUuid()},
                  .at = *parseInstant("2026-11-25T10:00:00Z")};
    }

    void expectEntryOf(const audit::Entry& entry, audit::OperationType operation) const {
        EXPECT_EQ(entry.partner, partner_.id);
        EXPECT_EQ(entry.operation, operation);
        EXPECT_EQ(entry.application, actor_.application);
        EXPECT_EQ(entry.user_name, actor_.user_name);
        EXPECT_EQ(entry.correlation, actor_.correlation);
        EXPECT_EQ(entry.at, actor_.at);
        EXPECT_FALSE(entry.id.isNil());
    }

    FailingStore store_;
    NotingCloud cloud_;
    testing_support::HeldQualifications qualifications_;
    CustomerService service_{store_, qualifications_, cloud_};
    partners::Partner partner_;
    audit::Actor actor_;
};

TEST_F(PlannedChanges, SayInTheRecordWhoDidThemWhenAndUnderWhichCorrelation) {
    partner_.sandbox = true;
    const auto added = service_.planAdd(partner_, actor_, {});
    expectEntryOf(added.changes.entry, audit::OperationType::AddCustomer);
    const auto changed =
        service_.planBillingProfile(partner_, actor_, store_.held.id, std::nullopt, {});
    expectEntryOf(changed.changes.entry, audit::OperationType::UpdateCustomerBillingProfile);
    const auto removed = service_.planRemoval(partner_, actor_, store_.held.id);
    expectEntryOf(removed.changes.entry, audit::OperationType::RemovePartnerCustomerRelationship);
    const auto deleted = service_.planDelete(partner_, actor_, store_.held.id);
    expectEntryOf(deleted.changes.entry, audit::OperationType::DeleteCustomer);
    for (const auto* set : {&added.changes, &changed.changes, &removed.changes, &deleted.changes})
        EXPECT_EQ(set->partner, partner_.id);
}

TEST_F(PlannedChanges, ShowTheRulesHowTheReviewOfAPublicBodyStands) {
    const auto eligibility = [&] {
        (void)service_.planBillingProfile(partner_, actor_, store_.held.id, std::nullopt, {});
        return cloud_.eligibility;
    };
    qualifications_.held = {{QualificationKind::Education, Vetting::Approved, actor_.at},
                            {QualificationKind::PublicBody, Vetting::Denied, actor_.at}};
    store_.held.public_body = "local";
    EXPECT_EQ(eligibility(), rules::Eligibility::NotAsked) << "the cloud names no kinds";
    cloud_.edit().public_bodies = {"local"};
    store_.held.public_body.clear();
    EXPECT_EQ(eligibility(), rules::Eligibility::NotAsked) << "the customer said none";
    EXPECT_EQ(qualifications_.reads, 0);
    store_.held.public_body = "local";
    EXPECT_EQ(eligibility(), rules::Eligibility::Denied);
    qualifications_.held[1].vetting = Vetting::Approved;
    qualifications_.held[1].decided = actor_.at;
    EXPECT_EQ(eligibility(), rules::Eligibility::Approved);
    EXPECT_EQ(cloud_.decided, actor_.at);
    qualifications_.held.pop_back();
    EXPECT_EQ(eligibility(), rules::Eligibility::InReview) << "added before there were reviews";
}

TEST_F(PlannedChanges, BringTheClaimOfANewPublicBodyWithItsEvidence) {
    CustomerDraft draft;
    draft.public_body = "local";
    draft.public_body_evidence = "charter 17";
    EXPECT_EQ(service_.planAdd(partner_, actor_, draft).changes.changes.size(), 1U);
    cloud_.edit().public_bodies = {"local"};
    const auto planned = service_.planAdd(partner_, actor_, draft);
    const auto& added = std::get<changes::AddQualification>(planned.changes.changes.back());
    EXPECT_EQ(added.customer, planned.customer.id);
    EXPECT_EQ(added.qualification.kind, QualificationKind::PublicBody);
    EXPECT_EQ(added.qualification.vetting, Vetting::InReview);
    EXPECT_EQ(added.qualification.evidence, "charter 17");
    EXPECT_EQ(planned.changes.entry.new_value.find("charter"), std::string::npos);
}

TEST_F(PlannedChanges, LeaveTheIdempotencyEntryToTheApi) {
    EXPECT_FALSE(service_.planAdd(partner_, actor_, {}).changes.once);
    EXPECT_FALSE(service_.planRemoval(partner_, actor_, store_.held.id).changes.once);
}

TEST_F(PlannedChanges, ShowTheRulesThePartnerTheDraftAndTheTime) {
    CustomerDraft draft;
    draft.domain = "new.example.test";
    (void)service_.planAdd(partner_, actor_, draft);
    EXPECT_EQ(cloud_.shown, "US new.example.test");
    EXPECT_EQ(cloud_.at, actor_.at);
}

TEST_F(PlannedChanges, ShowTheRulesTheAccountAsItIsAndTheProfileAsItWouldBe) {
    BillingProfile profile;
    profile.company_name = "Renamed";
    profile.default_address.country = "MX";
    (void)service_.planBillingProfile(partner_, actor_, store_.held.id, std::nullopt, profile);
    EXPECT_EQ(cloud_.shown, "CA Renamed");
    (void)service_.planRemoval(partner_, actor_, store_.held.id);
    EXPECT_EQ(cloud_.shown, "CA");
}

TEST_F(PlannedChanges, AskNoRuleForAnAccountThatIsNotThere) {
    const CustomerId absent{makeRandomUuid()};
    EXPECT_THROW((void)service_.planBillingProfile(partner_, actor_, absent, std::nullopt, {}),
                 Error);
    EXPECT_THROW((void)service_.planRemoval(partner_, actor_, absent), Error);
    EXPECT_EQ(cloud_.shown, "");
}

TEST_F(PlannedChanges, AskNoRuleForASuspendedPartnersDraft) {
    partner_.state = partners::PartnerState::Suspended;
    EXPECT_THROW((void)service_.planAdd(partner_, actor_, {}), Error);
    EXPECT_EQ(cloud_.shown, "");
}

TEST_F(PlannedChanges, PassOnThatTheStoreDoesNotAnswer) {
    store_.failing = true;
    const auto failsAsStore = [](auto call) {
        try {
            call();
            return false;
        } catch (const Error& error) {
            return error.kind() == ErrorKind::StoreUnavailable;
        }
    };
    CustomerPage page;
    EXPECT_TRUE(failsAsStore([&] { (void)service_.get(partner_.id, store_.held.id); }));
    EXPECT_TRUE(failsAsStore([&] { service_.list(partner_.id, {}, page); }));
    EXPECT_TRUE(
        failsAsStore([&] { (void)service_.planRemoval(partner_, actor_, store_.held.id); }));
    EXPECT_TRUE(failsAsStore([&] { (void)service_.planDelete(partner_, actor_, store_.held.id); }));
}

TEST_F(PlannedChanges, NeverPutAPasswordIntoTheRecord) {
    const auto planned = service_.planAdd(partner_, actor_, {});
    const auto& entry = planned.changes.entry;
    const auto& add = std::get<changes::AddCustomer>(planned.changes.changes.at(0));
    for (const auto& text : {entry.new_value, entry.old_value, entry.customer_name}) {
        EXPECT_EQ(text.find(planned.password), std::string::npos);
        EXPECT_EQ(text.find(add.administrator.password_hash), std::string::npos);
    }
    for (const auto& [name, value] : entry.customized_data)
        EXPECT_EQ(value.find(planned.password), std::string::npos);
}

TEST_F(PlannedChanges, KeepTheWholeDraft) {
    CustomerDraft draft;
    draft.domain = "new.example.test";
    draft.company_name = "New";
    draft.registration_number = "HRB 1";
    draft.public_body = "municipality";
    draft.billing.email = "person@new.example.test";
    const auto customer = service_.planAdd(partner_, actor_, draft).customer;
    EXPECT_EQ(customer.domain, draft.domain);
    EXPECT_EQ(customer.company_name, draft.company_name);
    EXPECT_EQ(customer.registration_number, draft.registration_number);
    EXPECT_EQ(customer.public_body, draft.public_body);
    EXPECT_EQ(customer.billing, draft.billing);
    EXPECT_EQ(customer.version, 1U);
    EXPECT_EQ(customer.relationship, Relationship::Reseller);
    EXPECT_EQ(customer.created, actor_.at);
    EXPECT_NE(customer.id.value, customer.commerce_id);
}

TEST_F(PlannedChanges, RecordOldAndNewProfile) {
    BillingProfile profile;
    profile.company_name = "Renamed";
    const auto entry =
        service_.planBillingProfile(partner_, actor_, store_.held.id, std::nullopt, profile)
            .changes.entry;
    EXPECT_EQ(entry.old_value, recordValueOf(store_.held.billing));
    EXPECT_EQ(entry.new_value, recordValueOf(profile));
}

TEST_F(PlannedChanges, AskTheStoreForADomainInSmallLetters) {
    (void)service_.isDomainTaken("ADATUM.Example.Test");
    EXPECT_EQ(store_.asked, "adatum.example.test");
    (void)service_.isDomainTaken("");
    EXPECT_EQ(store_.asked, "");
}

}  // namespace
}  // namespace concordat::accounts
