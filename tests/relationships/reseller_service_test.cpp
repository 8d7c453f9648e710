#include "core/relationships/reseller_service.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/support/fake_cloud.hpp"

namespace concordat::relationships {
namespace {

/// One reseller, as a test wants it.
class OneReseller final : public ResellerStore {
public:
    std::optional<ResellerStanding> findStanding(const PartnerId&, const PartnerId& tenant,
                                                 std::string_view mpn_id) override {
        if (tenant == standing.id || (!mpn_id.empty() && mpn_id == mpn)) return standing;
        return std::nullopt;
    }
    bool signAgreement(const PartnerId&, Instant) override { return false; }

    std::string mpn = "1000002";
    ResellerStanding standing{
        {makeRandomUuid()}, partners::PartnerKind::IndirectReseller, "US", Instant{}};
};

/// Resellers of a provider, and those who have the customer.
class SomePartnerships final : public RelationshipStore {
public:
    std::vector<Partnership> partnerships(const PartnerId&, Relation) override { return all; }
    std::optional<Partnership> findPartnership(const PartnerId&, const PartnerId&) override {
        return std::nullopt;
    }
    std::vector<Partnership> resellersOf(const PartnerId&, const CustomerId&) override {
        return of_customer;
    }
    std::optional<EndedCustomer> findEnded(const PartnerId&, const CustomerId&) override {
        return std::nullopt;
    }
    std::vector<ExpiredDelegation> expiredDelegations(Instant, std::uint32_t) override {
        return {};
    }

    std::vector<Partnership> all;
    std::vector<Partnership> of_customer;
};

rules::CountryFacts countryOf(const std::string& iso2, const std::string& territory) {
    rules::CountryFacts country;
    country.iso2 = iso2;
    country.territory = territory;
    return country;
}

class ResellerServiceTest : public testing::Test {
protected:
    ResellerServiceTest() {
        provider_.id = {makeRandomUuid()};
        provider_.kind = partners::PartnerKind::IndirectProvider;
        provider_.country = "US";
        provider_.mpn_id = "1000001";
        cloud_.edit().countries = {countryOf("US", "North America"), countryOf("DE", "EU/EFTA"),
                                   countryOf("CA", "North America")};
    }

    /// The code of the refusal; 0 for none.
    int asked(const std::string& mpn_id, const std::string& tenant = {}) {
        try {
            service_.requireSigned(provider_, mpn_id, tenant);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::InvalidRequest);
            return error.code();
        }
        return 0;
    }

    std::string tenant() const { return store_.standing.id.value.toString(); }

    Partnership partnershipWith(const std::string& mpn_id) {
        Partnership one;
        one.other = {makeRandomUuid()};
        one.relation = Relation::ProviderOf;
        one.mpn_id = mpn_id;
        return one;
    }

    changes::ChangeSet ordered() const {
        changes::ChangeSet set;
        set.changes.emplace_back(changes::HoldRelationship{customer_});
        set.changes.emplace_back(changes::AddOrder{customer_, {}});
        return set;
    }

    std::pair<ErrorKind, int> refusedOnRecord(const std::string& mpn_id) {
        auto set = ordered();
        try {
            service_.holdResellers(set, provider_, customer_, {mpn_id});
        } catch (const Error& error) {
            EXPECT_EQ(set.changes.size(), 2U);
            return {error.kind(), error.code()};
        }
        return {};
    }

    using Refused = std::pair<int, std::vector<std::string>>;

    Refused refusedSupport(const PartnerId& reseller, const std::string& mpn_id) {
        auto set = ordered();
        try {
            service_.holdSupport(set, provider_, customer_, reseller, mpn_id);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::InvalidRequest);
            EXPECT_EQ(set.changes.size(), 2U);
            return {error.code(), error.arguments()};
        }
        return {};
    }

    testing_support::FakeCloud cloud_;
    OneReseller store_;
    SomePartnerships partnerships_;
    ResellerService service_{store_, partnerships_, cloud_};
    partners::Partner provider_;
    const CustomerId customer_{makeRandomUuid()};
};

TEST_F(ResellerServiceTest, KnowsASignedResellerByEitherOfItsIds) {
    EXPECT_EQ(asked("1000002"), 0);
    EXPECT_EQ(asked("", tenant()), 0);
    store_.standing.signed_at.reset();
    EXPECT_EQ(asked("1000002"), codes::kMpnNotSigned);
    EXPECT_EQ(asked("", tenant()), codes::kTenantNotSigned);
}

TEST_F(ResellerServiceTest, WantsOneOfTheTwoIds) {
    EXPECT_EQ(asked(""), codes::kResellerIdMissing);
    EXPECT_EQ(asked("1000002", tenant()), codes::kResellerIds);
    EXPECT_EQ(asked("", "x"), codes::kResellerIds);
    EXPECT_EQ(asked("", Uuid{}.toString()), codes::kResellerIds);
    EXPECT_EQ(asked("1"), codes::kMpnIdUnknown);
    EXPECT_EQ(asked("", makeRandomUuid().toString()), codes::kTenantNotPartner);
}

TEST_F(ResellerServiceTest, TellsOthersFromResellersOfTheProvidersTerritory) {
    store_.standing.country = "DE";
    EXPECT_EQ(asked("1000002"), codes::kResellerElsewhere);
    store_.standing.country = "CA";
    EXPECT_EQ(asked("1000002"), 0);
    store_.standing.kind = partners::PartnerKind::DirectReseller;
    EXPECT_EQ(asked("1000002"), codes::kNotIndirectReseller);
    for (const auto kind :
         {partners::PartnerKind::DirectReseller, partners::PartnerKind::IndirectReseller}) {
        provider_.kind = kind;
        EXPECT_EQ(asked("1000002"), codes::kNotAProvider);
    }
}

TEST_F(ResellerServiceTest, HoldsEachResellerOnRecordOnceAfterTheRelationship) {
    const auto one = partnershipWith("2");
    const auto second = partnershipWith("1");
    partnerships_.all = partnerships_.of_customer = {one, second};
    auto set = ordered();
    service_.holdResellers(set, provider_, customer_, {"2", "", "1", "2"});
    ASSERT_EQ(set.changes.size(), 4U);
    EXPECT_TRUE(std::holds_alternative<changes::HoldRelationship>(set.changes[0]));
    EXPECT_EQ(std::get<changes::HoldReseller>(set.changes[1]).reseller, second.other);
    EXPECT_EQ(std::get<changes::HoldReseller>(set.changes[2]).reseller, one.other);
    EXPECT_EQ(std::get<changes::HoldReseller>(set.changes[2]).customer, customer_);
    EXPECT_TRUE(std::holds_alternative<changes::AddOrder>(set.changes[3]));
}

TEST_F(ResellerServiceTest, HoldsTheResellerThatGivesSupportBeforeAllElse) {
    const auto one = partnershipWith("2");
    partnerships_.all = partnerships_.of_customer = {partnershipWith("1"), one};
    auto set = ordered();
    service_.holdSupport(set, provider_, customer_, one.other, "2");
    ASSERT_EQ(set.changes.size(), 3U);
    EXPECT_EQ(std::get<changes::HoldReseller>(set.changes[0]).reseller, one.other);
    EXPECT_EQ(std::get<changes::HoldReseller>(set.changes[0]).customer, customer_);
    EXPECT_TRUE(service_.serves(provider_, customer_, one.other));
}

TEST_F(ResellerServiceTest, RefusesWhoMayNotGiveSupport) {
    const auto one = partnershipWith("1");
    const auto of_others = partnershipWith("2");
    const auto ended = partnershipWith("3");
    partnerships_.all = {one, of_others};
    partnerships_.of_customer = {one, ended};
    EXPECT_EQ(refusedSupport(one.other, "1"), Refused());
    EXPECT_EQ(refusedSupport(one.other, "2"), Refused(codes::kBadProperty, {"supportMpnId"}));
    for (const auto& other : {of_others, ended, partnershipWith("4")}) {
        EXPECT_EQ(refusedSupport(other.other, other.mpn_id),
                  Refused(codes::kNotCustomersReseller, {}));
        EXPECT_FALSE(service_.serves(provider_, customer_, other.other));
    }
    provider_.kind = partners::PartnerKind::DirectReseller;
    EXPECT_EQ(refusedSupport(one.other, "1"), Refused(codes::kBadProperty, {"supportTenantId"}));
    EXPECT_FALSE(service_.serves(provider_, customer_, one.other));
}

TEST_F(ResellerServiceTest, RefusesWhoMayNotBeOnRecord) {
    using Refusal = std::pair<ErrorKind, int>;
    partnerships_.all = {partnershipWith("1"), partnershipWith("2")};
    partnerships_.of_customer = {partnerships_.all[0]};
    EXPECT_EQ(refusedOnRecord("1"), Refusal());
    EXPECT_EQ(refusedOnRecord("2"),
              Refusal(ErrorKind::InvalidRequest, codes::kNotCustomersReseller));
    EXPECT_EQ(refusedOnRecord("3"), Refusal(ErrorKind::InvalidRequest, codes::kNotAReseller));
    EXPECT_EQ(refusedOnRecord("1000001"), Refusal(ErrorKind::NotFound, codes::kOwnMpnOnRecord));
    provider_.kind = partners::PartnerKind::DirectReseller;
    EXPECT_EQ(refusedOnRecord("1"), Refusal(ErrorKind::InvalidRequest, codes::kNotAProvider));
}

}  // namespace
}  // namespace concordat::relationships
