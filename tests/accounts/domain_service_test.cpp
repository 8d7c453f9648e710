#include "core/accounts/domain_service.hpp"

#include <gtest/gtest.h>
#include <set>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/accounts/one_customer.hpp"
#include "tests/support/fake_cloud.hpp"
#include "tests/support/held_qualifications.hpp"
#include "tests/support/scripted_text_records.hpp"

namespace concordat::accounts {
namespace {

using Refusal = std::pair<ErrorKind, int>;

const DomainProver kProver(std::string(32, 'k'), "example");

class DomainServiceTest : public testing::Test {
protected:
    template <typename Call>
    static Refusal refusalOf(Call call) {
        try {
            call();
        } catch (const Error& error) {
            return {error.kind(), error.code()};
        }
        ADD_FAILURE() << "it was not refused";
        return {};
    }

    PlannedDomain add(const std::string& domain = "adatum.example") {
        return service_.planAdd(store_.owner, actor_, store_.held.id, domain);
    }

    void publish(const std::string& domain) {
        const auto proof = kProver.proofOf(store_.owner, store_.held.id, domain);
        records_.texts[proof.name] = {proof.value};
    }

    testing_support::FakeCloud cloud_;
    testing_support::HeldQualifications qualifications_;
    testing_support::ScriptedTextRecords records_;
    OneCustomer store_;
    CustomerService customers_{store_, qualifications_, cloud_};
    UserService users_{customers_, store_};
    DomainService service_{customers_, users_, &records_, kProver, cloud_};
    const audit::Actor actor_{.application = {makeRandomUuid()},
                              .user_name = "ana@contoso.example",
                              .correlation = {makeRandomUuid()},
                              .at = Instant(std::chrono::hours(1))};
};

TEST_F(DomainServiceTest, PlansADomainThatIsProven) {
    publish("adatum.example");
    const auto planned = add();
    EXPECT_EQ(planned.domain, "adatum.example");
    const auto& set = planned.changes;
    ASSERT_EQ(set.changes.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<changes::HoldRelationship>(set.changes[0]));
    const auto& added = std::get<changes::AddVerifiedDomain>(set.changes[1]);
    EXPECT_EQ(added.customer, store_.held.id);
    EXPECT_EQ(added.domain, "adatum.example");
    EXPECT_EQ(added.most, DomainService::kMost);
    EXPECT_EQ(set.partner, store_.owner);
    EXPECT_EQ(set.entry.customer, store_.held.id);
    EXPECT_EQ(set.entry.customer_name, "Adatum");
    EXPECT_EQ(set.entry.customized_data[0].second, "adatum.example");
}

TEST_F(DomainServiceTest, SaysWhatToPublishUntilItIsThere) {
    try {
        (void)add();
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Conflict);
        EXPECT_EQ(error.code(), codes::kDomainUnproven);
        const auto proof = kProver.proofOf(store_.owner, store_.held.id, "adatum.example");
        EXPECT_EQ(error.arguments(), (std::vector{proof.name, proof.value}));
        records_.texts[proof.name] = {proof.value.substr(1), proof.value + "0"};
        EXPECT_THROW((void)add(), Error) << "it must be the whole value";
        records_.texts[proof.name].push_back(proof.value);
    }
    EXPECT_NO_THROW((void)add());
    publish("other.example");
    EXPECT_EQ(refusalOf([&] { (void)add("sub.other.example"); }),
              Refusal(ErrorKind::Conflict, codes::kDomainUnproven))
        << "each name has a proof of its own";
}

TEST_F(DomainServiceTest, AsksNobodyAboutWhatIsRefusedAnyway) {
    EXPECT_EQ(refusalOf([&] { (void)add("example.test"); }),
              Refusal(ErrorKind::InvalidRequest, codes::kBadProperty));
    EXPECT_EQ(refusalOf([&] { (void)add("a.example.test"); }),
              Refusal(ErrorKind::InvalidRequest, codes::kBadProperty));
    EXPECT_EQ(refusalOf([&] { (void)add(std::string(243, 'a')); }),
              Refusal(ErrorKind::InvalidRequest, codes::kBadProperty))
        << "there is no room for the name of its proof";
    store_.taken = "adatum.example";
    EXPECT_EQ(refusalOf([&] { (void)add(); }), Refusal(ErrorKind::Conflict, codes::kDomainTaken));
    EXPECT_EQ(refusalOf([&] {
                  (void)service_.planAdd({makeRandomUuid()}, actor_, store_.held.id, "a.example");
              }),
              Refusal(ErrorKind::NotFound, codes::kUnknownTenant));
    EXPECT_TRUE(records_.asked.empty());
    EXPECT_EQ(refusalOf([&] { (void)add("notexample.test.org"); }),
              Refusal(ErrorKind::Conflict, codes::kDomainUnproven));
}

TEST_F(DomainServiceTest, IsForWhoeverAdministersTheDirectory) {
    publish("adatum.example");
    store_.held.allow_delegated_access = false;
    const Refusal refused(ErrorKind::Forbidden, codes::kAccessRefused);
    EXPECT_EQ(refusalOf([&] { (void)add(); }), refused);
    store_.granted = DirectoryRole::UserAccountAdministrator;
    EXPECT_EQ(refusalOf([&] { (void)add(); }), refused);
    store_.granted = DirectoryRole::CompanyAdministrator;
    EXPECT_NO_THROW((void)add());
    store_.held.shared_by = PartnerId{makeRandomUuid()};
    EXPECT_EQ(refusalOf([&] { (void)add(); }),
              Refusal(ErrorKind::Forbidden, codes::kNoCommercialRelationship));
}

TEST_F(DomainServiceTest, FailsClosedWithoutAnAnswer) {
    publish("adatum.example");
    records_.is_silent = true;
    EXPECT_EQ(refusalOf([&] { (void)add(); }),
              Refusal(ErrorKind::Overloaded, codes::kResolverSilent));
    DomainService off(customers_, users_, nullptr, kProver, cloud_);
    EXPECT_EQ(refusalOf([&] {
                  (void)off.planAdd(store_.owner, actor_, store_.held.id, "adatum.example");
              }),
              Refusal(ErrorKind::Forbidden, codes::kDomainProofOff));
}

TEST(DomainProof, IsAnotherOneForAnythingElse) {
    const PartnerId partner{makeRandomUuid()};
    const CustomerId customer{makeRandomUuid()};
    const auto proof = kProver.proofOf(partner, customer, "adatum.example");
    EXPECT_EQ(proof.name, "_concordat.adatum.example");
    EXPECT_EQ(proof, kProver.proofOf(partner, customer, "adatum.example"));
    std::set<std::string> values{proof.value};
    values.insert(kProver.proofOf({makeRandomUuid()}, customer, "adatum.example").value);
    values.insert(kProver.proofOf(partner, {makeRandomUuid()}, "adatum.example").value);
    values.insert(kProver.proofOf(partner, customer, "adatum.example.").value);
    const auto in = [&](std::string key, std::string cloud) {
        return DomainProver(std::move(key), std::move(cloud))
            .proofOf(partner, customer, "adatum.example")
            .value;
    };
    values.insert(in(std::string(32, 'k'), "other"));
    values.insert(in(std::string(32, 'l'), "example"));
    EXPECT_EQ(values.size(), 6U);
    EXPECT_THROW((void)DomainProver(std::string(31, 'k'), "example"), std::invalid_argument);
}

}  // namespace
}  // namespace concordat::accounts
