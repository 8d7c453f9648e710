#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

/// contoso is an indirect provider and a sandbox, fabrikam an indirect reseller.
class ResellersTest : public ApiFixture {
protected:
    ResellersTest() {
        auto& contoso = store_.partner_accounts[0];
        contoso.kind = partners::PartnerKind::IndirectProvider;
        contoso.sandbox = true;
        store_.partner_accounts[1].kind = partners::PartnerKind::IndirectReseller;
        restart();
    }

    Answer status(const std::string& query, const std::string& programme = "csp") {
        return get("/v1/compliance/" + programme + "/agreementstatus?" + query);
    }

    void expect(const Answer& answer, int status, int code) {
        EXPECT_EQ(answer.status, status) << answer.body;
        EXPECT_EQ(answer.code(), code) << answer.body;
    }
};

TEST_F(ResellersTest, HaveSignedOrHaveNot) {
    const auto tenant = "tenantId=" + kFabrikam.value.toString();
    expect(status("mpnId=1000002"), 400, codes::kMpnNotSigned);
    expect(status(tenant), 400, codes::kTenantNotSigned);
    ASSERT_TRUE(store_.signAgreement(kFabrikam, clock_.at));
    for (const auto& query :
         {std::string("mpnId=1000002"), tenant, std::string("MPNID=1000002&tenantId=")}) {
        const auto answer = status(query);
        ASSERT_EQ(answer.status, 200) << answer.body;
        EXPECT_TRUE(answer.json()["isAgreementSigned"].GetBool());
    }
    EXPECT_EQ(status("mpnId=1000002", "CSP").status, 200);
}

TEST_F(ResellersTest, AreAskedForInOneWayThatCanBeRead) {
    expect(status(""), 400, codes::kResellerIdMissing);
    expect(status("mpnId=1000002&tenantId=" + kFabrikam.value.toString()), 400,
           codes::kResellerIds);
    expect(status("tenantId=x"), 400, codes::kResellerIds);
    expect(status("tenantId=%FF"), 400, codes::kResellerIds);
    expect(status("mpnId=1"), 400, codes::kMpnIdUnknown);
    expect(status("mpnId=%FF%00"), 400, codes::kMpnIdUnknown);
    expect(status("tenantId=" + makeRandomUuid().toString()), 400, codes::kTenantNotPartner);
    expect(status("mpnId=1000001"), 400, codes::kNotIndirectReseller);
    expect(status("mpnId=1000002", "other"), 404, codes::kResourceAbsent);
    store_.partner_accounts[0].kind = partners::PartnerKind::DirectReseller;
    restart();
    expect(status("mpnId=1000002"), 400, codes::kNotAProvider);
}

}  // namespace
}  // namespace concordat::api
