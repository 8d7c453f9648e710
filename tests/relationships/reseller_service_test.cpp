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

    testing_support::FakeCloud cloud_;
    OneReseller store_;
    ResellerService service_{store_, cloud_};
    partners::Partner provider_;
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

}  // namespace
}  // namespace concordat::relationships
