#include "core/accounts/application_consent_service.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/accounts/one_customer.hpp"
#include "tests/support/fake_cloud.hpp"
#include "tests/support/held_qualifications.hpp"

namespace concordat::accounts {
namespace {

using audit::OperationType;

class OneConsent final : public ApplicationConsentStore {
public:
    std::optional<ApplicationConsent> find(const PartnerId&, const CustomerId&,
                                           const ApplicationId& application) override {
        if (held && held->application == application) return held;
        return std::nullopt;
    }

    std::optional<ApplicationConsent> held;
};

class ApplicationConsentServiceTest : public testing::Test {
protected:
    PlannedConsent add() {
        return service_.planAdd(customer_.owner, actor_, customer_.held.id, consent_);
    }
    PlannedConsent remove() {
        return service_.planDelete(customer_.owner, actor_, customer_.held.id,
                                   consent_.application);
    }

    template <typename Call>
    static int refusalOf(Call call) {
        try {
            call();
        } catch (const Error& error) {
            return error.code();
        }
        return 0;
    }

    testing_support::FakeCloud cloud_;
    testing_support::HeldQualifications qualifications_;
    OneCustomer customer_;
    OneConsent store_;
    CustomerService customers_{customer_, qualifications_, cloud_};
    UserService users_{customers_, customer_};
    ApplicationConsentService service_{customers_, users_, store_};
    const ApplicationConsent consent_{{makeRandomUuid()}, {{makeRandomUuid(), "User.Read.All"}}};
    const audit::Actor actor_{.application = {makeRandomUuid()},
                              .user_name = "ana@contoso.example",
                              .correlation = {makeRandomUuid()},
                              .at = Instant(std::chrono::hours(1))};
};

TEST_F(ApplicationConsentServiceTest, PlansAConsentAndRecordsIt) {
    const auto planned = add();
    EXPECT_EQ(planned.consent, consent_);
    const auto& set = planned.changes;
    ASSERT_EQ(set.changes.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<changes::HoldRelationship>(set.changes[0]));
    const auto& added = std::get<changes::AddApplicationConsent>(set.changes[1]);
    EXPECT_EQ(added.consent, consent_);
    EXPECT_EQ(added.most, ApplicationConsentService::kMost);
    EXPECT_EQ(set.entry.operation, OperationType::AddApplicationConsent);
    EXPECT_EQ(set.entry.customer, customer_.held.id);
    EXPECT_EQ(set.entry.customized_data[0].second, consent_.application.value.toString());
    EXPECT_NE(set.entry.new_value.find("User.Read.All"), std::string::npos);
}

TEST_F(ApplicationConsentServiceTest, TakesBackWhatWasConsentedTo) {
    EXPECT_EQ(refusalOf([&] { (void)remove(); }), codes::kResourceAbsent);
    store_.held = consent_;
    const auto planned = remove();
    EXPECT_EQ(planned.changes.entry.operation, OperationType::DeleteApplicationConsent);
    EXPECT_NE(planned.changes.entry.old_value.find("User.Read.All"), std::string::npos);
    ASSERT_EQ(planned.changes.changes.size(), 1U);
    const auto& change = std::get<changes::DeleteApplicationConsent>(planned.changes.changes[0]);
    EXPECT_EQ(change.application, consent_.application);
}

TEST_F(ApplicationConsentServiceTest, IsForWhoeverAdministersTheDirectory) {
    store_.held = consent_;
    customer_.held.allow_delegated_access = false;
    EXPECT_EQ(refusalOf([&] { (void)add(); }), codes::kAccessRefused);
    EXPECT_EQ(refusalOf([&] { (void)remove(); }), codes::kAccessRefused);
    customer_.granted = DirectoryRole::UserAccountAdministrator;
    EXPECT_EQ(refusalOf([&] { (void)add(); }), codes::kAccessRefused);
    customer_.granted = DirectoryRole::CompanyAdministrator;
    EXPECT_EQ(refusalOf([&] { (void)add(); }), 0);
    EXPECT_EQ(refusalOf([&] { (void)remove(); }), 0);
    customer_.held.shared_by = PartnerId{makeRandomUuid()};
    EXPECT_EQ(refusalOf([&] { (void)add(); }), codes::kNoCommercialRelationship);
    const PartnerId other{makeRandomUuid()};
    EXPECT_EQ(
        refusalOf([&] { (void)service_.planAdd(other, actor_, customer_.held.id, consent_); }),
        codes::kUnknownTenant);
}

}  // namespace
}  // namespace concordat::accounts
