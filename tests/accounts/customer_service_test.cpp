#include "core/accounts/customer_service.hpp"

#include <gtest/gtest.h>

#include "core/accounts/credentials.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/support/fake_cloud.hpp"
#include "tests/support/held_qualifications.hpp"

namespace concordat::accounts {
namespace {

using rules::Decision;
using testing_support::FakeCloud;

/// Holds one customer of one partner.
class OneCustomerStore final : public CustomerStore {
public:
    std::optional<Customer> find(const PartnerId& partner, const CustomerId& customer) override {
        ++reads;
        if (partner == owner && customer == held.id) return held;
        return std::nullopt;
    }
    std::optional<Customer> recall(const PartnerId& partner, const CustomerId& customer,
                                   std::uint64_t version) override {
        if (partner != owner || !seen || seen->id != customer || seen->version != version)
            return std::nullopt;
        return seen;
    }
    void list(const PartnerId&, const CustomerQuery&, CustomerPage& page) override { page.clear(); }
    bool isDomainTaken(std::string_view domain) override { return domain == held.domain; }

    PartnerId owner{makeRandomUuid()};
    Customer held;
    std::optional<Customer> seen;
    int reads = 0;
};

class CustomerServiceTest : public testing::Test {
protected:
    CustomerServiceTest() {
        partner_.id = store_.owner;
        partner_.country = "US";
        store_.held.id = CustomerId{makeRandomUuid()};
        store_.held.domain = "held.example.test";
        store_.held.company_name = "Held";
        store_.held.version = 7;
        actor_.at = fromMicroseconds(1'000'000);
        actor_.user_name = "ana@contoso.test";
    }

    static CustomerDraft draft() {
        CustomerDraft draft;
        draft.domain = "new.example.test";
        draft.company_name = "New";
        draft.billing.email = "person@new.example.test";
        return draft;
    }

    template <typename Call>
    static Error errorOf(Call call) {
        try {
            call();
        } catch (const Error& error) {
            return error;
        }
        ADD_FAILURE() << "nothing was thrown";
        return {ErrorKind::Internal, 0};
    }

    OneCustomerStore store_;
    FakeCloud cloud_;
    testing_support::HeldQualifications qualifications_;
    CustomerService service_{store_, qualifications_, cloud_};
    partners::Partner partner_;
    audit::Actor actor_;
};

TEST_F(CustomerServiceTest, AnotherPartnersCustomerIsAsAbsentAsOneThatDoesNotExist) {
    const auto others = errorOf([&] { (void)service_.get({makeRandomUuid()}, store_.held.id); });
    const auto absent = errorOf([&] { (void)service_.get(store_.owner, {makeRandomUuid()}); });
    EXPECT_EQ(others.kind(), ErrorKind::NotFound);
    EXPECT_EQ(others.kind(), absent.kind());
    EXPECT_EQ(others.code(), absent.code());
    EXPECT_EQ(others.arguments(), absent.arguments());
}

TEST_F(CustomerServiceTest, AddsTheCustomerItsAdministratorAndTheEntryInOneChangeSet) {
    const auto planned = service_.planAdd(partner_, actor_, draft());
    ASSERT_EQ(planned.changes.changes.size(), 1U);
    const auto& add = std::get<changes::AddCustomer>(planned.changes.changes[0]);
    EXPECT_EQ(add.customer, planned.customer);
    EXPECT_EQ(add.administrator.password_hash,
              hashOneTimePassword(add.administrator.password_salt, planned.password));
    EXPECT_EQ(planned.changes.entry.operation, audit::OperationType::AddCustomer);
    EXPECT_EQ(planned.changes.entry.customer, planned.customer.id);
    EXPECT_EQ(planned.changes.entry.at, actor_.at);
    EXPECT_EQ(planned.changes.entry.new_value.find(planned.password), std::string::npos);
}

TEST_F(CustomerServiceTest, GuardsASandboxWithTheCloudsLimit) {
    partner_.sandbox = true;
    cloud_.edit().sandbox_customers = 3;
    const auto planned = service_.planAdd(partner_, actor_, draft());
    ASSERT_EQ(planned.changes.changes.size(), 2U);
    EXPECT_EQ(std::get<changes::LimitCustomers>(planned.changes.changes[0]).limit, 3U);
}

TEST_F(CustomerServiceTest, RefusesWhatTheCloudsRulesRefuse) {
    cloud_.verdict = Decision::refuse("XX-1");
    EXPECT_EQ(errorOf([&] { (void)service_.planAdd(partner_, actor_, draft()); }).code(),
              codes::kRuleRefused);
    EXPECT_EQ(errorOf([&] {
                  (void)service_.planBillingProfile(partner_, actor_, store_.held.id, {}, {});
              }).code(),
              codes::kRuleRefused);
    EXPECT_EQ(errorOf([&] { (void)service_.planRemoval(partner_, actor_, store_.held.id); }).code(),
              codes::kRuleRefused);
}

TEST_F(CustomerServiceTest, ASuspendedPartnerAddsNoneAndStillChangesThoseItHas) {
    partner_.state = partners::PartnerState::Suspended;
    EXPECT_EQ(errorOf([&] { (void)service_.planAdd(partner_, actor_, draft()); }).code(),
              codes::kProgrammeInactive);
    EXPECT_NO_THROW((void)service_.planBillingProfile(partner_, actor_, store_.held.id, {}, {}));
}

TEST_F(CustomerServiceTest, ABillingProfileBringsItsCompanyNameAndTheNextVersion) {
    BillingProfile profile;
    profile.company_name = "Renamed";
    const auto planned = service_.planBillingProfile(partner_, actor_, store_.held.id,
                                                     ExpectedVersion{7, true}, profile);
    const auto& change = std::get<changes::ReplaceBillingProfile>(planned.changes.changes.at(0));
    EXPECT_EQ(change.expected_version, 7U);
    EXPECT_EQ(planned.customer.version, 8U);
    EXPECT_EQ(planned.customer.company_name, "Renamed");
    EXPECT_EQ(planned.changes.entry.customer_name, "Held");
    ASSERT_EQ(planned.changes.changes.size(), 2U);
    const auto& renaming = std::get<changes::RenameCustomer>(planned.changes.changes.at(1));
    EXPECT_EQ(renaming.customer, store_.held.id);
    EXPECT_EQ(renaming.company_name, "Renamed");
}

TEST_F(CustomerServiceTest, ABillingProfileThatKeepsTheCompanyNameLeavesTheListAlone) {
    BillingProfile profile;
    profile.company_name = store_.held.company_name;
    profile.email = "new@held.example";
    const auto planned =
        service_.planBillingProfile(partner_, actor_, store_.held.id, std::nullopt, profile);
    EXPECT_EQ(planned.changes.changes.size(), 1U);
}

TEST_F(CustomerServiceTest, AChangeOfTheVersionThatWasSeenReadsNothing) {
    store_.seen = store_.held;
    const auto planned =
        service_.planBillingProfile(partner_, actor_, store_.held.id, ExpectedVersion{7, true}, {});
    EXPECT_EQ(store_.reads, 0);
    const auto& change = std::get<changes::ReplaceBillingProfile>(planned.changes.changes.at(0));
    EXPECT_EQ(change.expected_version, 7U);
}

TEST_F(CustomerServiceTest, AChangeWithoutAVersionOrOfAnotherOneReads) {
    store_.seen = store_.held;
    (void)service_.planBillingProfile(partner_, actor_, store_.held.id, std::nullopt, {});
    EXPECT_EQ(store_.reads, 1);
    store_.held.version = 8;
    (void)service_.planBillingProfile(partner_, actor_, store_.held.id, ExpectedVersion{8, true},
                                      {});
    EXPECT_EQ(store_.reads, 2);
}

TEST_F(CustomerServiceTest, ARuleRefusesOnlyWhatTheStoreHoldsNow) {
    store_.seen = store_.held;
    cloud_.verdict = Decision::refuse("XX-1");
    const auto plan = [&](const CustomerId& id) {
        return errorOf([&] {
            (void)service_.planBillingProfile(partner_, actor_, id, ExpectedVersion{7, true}, {});
        });
    };
    EXPECT_EQ(plan(store_.held.id).code(), codes::kRuleRefused);
    store_.held.version = 8;  // changed by another process since it was seen
    EXPECT_EQ(plan(store_.held.id).code(), codes::kStaleEtag);
    const auto seen = store_.held.id;
    store_.held.id = CustomerId{makeRandomUuid()};  // the relationship has ended there
    EXPECT_EQ(plan(seen).code(), codes::kUnknownTenant);
}

TEST_F(CustomerServiceTest, AStaleEtagIsRefusedInTheFormItCameIn) {
    const auto with = [&](ExpectedVersion expected) {
        return errorOf([&] {
            (void)service_.planBillingProfile(partner_, actor_, store_.held.id, expected, {});
        });
    };
    EXPECT_EQ(with({6, true}).kind(), ErrorKind::PreconditionFailed);
    EXPECT_EQ(with({6, false}).kind(), ErrorKind::Conflict);
    EXPECT_EQ(with({6, false}).code(), codes::kStaleEtag);
}

TEST_F(CustomerServiceTest, TheEndOfARelationshipIsAnEntryAboutTheRelationship) {
    const auto planned = service_.planRemoval(partner_, actor_, store_.held.id);
    EXPECT_TRUE(std::holds_alternative<changes::RemoveRelationship>(planned.changes.changes.at(0)));
    EXPECT_TRUE(std::holds_alternative<changes::EndSales>(planned.changes.changes.at(1)));
    EXPECT_EQ(planned.customer.relationship, Relationship::None);
    EXPECT_EQ(planned.changes.entry.resource, audit::ResourceType::PartnerCustomerRelationship);
}

TEST_F(CustomerServiceTest, OnlyASandboxDeletesCustomers) {
    EXPECT_EQ(errorOf([&] { (void)service_.planDelete(partner_, actor_, store_.held.id); }).code(),
              codes::kNotInThisEnvironment);
    partner_.sandbox = true;
    const auto planned = service_.planDelete(partner_, actor_, store_.held.id);
    EXPECT_TRUE(std::holds_alternative<changes::DeleteCustomer>(planned.changes.changes.at(0)));
}

TEST_F(CustomerServiceTest, AnOperatorErasesCustomersOfEveryPartnerAndTheEntrySaysSo) {
    const auto planned = service_.planErasure(partner_, actor_, store_.held.id);
    EXPECT_TRUE(std::holds_alternative<changes::DeleteCustomer>(planned.changes.changes.at(0)));
    const auto& entry = planned.changes.entry;
    EXPECT_EQ(entry.operation, audit::OperationType::DeleteCustomer);
    EXPECT_EQ(entry.customized_data.back(),
              std::pair(std::string("ErasedBy"), std::string("operator")));
    EXPECT_TRUE(entry.old_value.empty() && entry.new_value.empty());
    EXPECT_EQ(
        errorOf([&] { (void)service_.planErasure(partner_, actor_, {makeRandomUuid()}); }).kind(),
        ErrorKind::NotFound);
}

TEST_F(CustomerServiceTest, AnEndedCustomerIsErasedByWhatTheRecordKnowsOfIt) {
    Customer ended;
    ended.id = {makeRandomUuid()};
    ended.company_name = "Adatum";
    ended.domain = "adatum.example.test";
    const auto planned = service_.planErasureOfEnded(partner_, actor_, ended);
    ASSERT_EQ(planned.changes.changes.size(), 1U);
    const auto* change =
        std::get_if<changes::DeleteEndedCustomer>(&planned.changes.changes.front());
    ASSERT_NE(change, nullptr);
    EXPECT_EQ(change->customer, ended.id);
    EXPECT_EQ(change->domain, ended.domain);
    EXPECT_EQ(planned.changes.entry.customer_name, ended.company_name);
    EXPECT_EQ(planned.changes.entry.customized_data.back().first, "ErasedBy");
}

TEST_F(CustomerServiceTest, ForAnotherPartnersCustomerDeleteSaysNotFoundBeforeItSaysSandbox) {
    EXPECT_EQ(
        errorOf([&] { (void)service_.planDelete(partner_, actor_, {makeRandomUuid()}); }).kind(),
        ErrorKind::NotFound);
}

TEST_F(CustomerServiceTest, ADomainIsTakenWhateverItsCase) {
    EXPECT_TRUE(service_.isDomainTaken("HELD.Example.test"));
    EXPECT_FALSE(service_.isDomainTaken("free.example.test"));
}

}  // namespace
}  // namespace concordat::accounts
