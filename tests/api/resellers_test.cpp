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

    static std::string bodyOf(const std::string& mpn_id, const std::string& domain) {
        return R"({"MpnId":")" + mpn_id + R"(","tenant":{"domain":")" + domain +
               R"("},"organizationProfileLanguage":"en","legalBusinessProfile":{)"
               R"("companyName":"Tailspin Resellers","address":{"country":"US",)"
               R"("addressLine1":"1 Main Street","city":"Redmond"},"primaryContact":)"
               R"({"firstName":"Tess","lastName":"Spin","email":"tess@tailspin.example"},)"
               R"("companyApproverAddress":{"country":"US","addressLine1":"1 Main Street"}}})";
    }

    Answer make(int number) {
        return post("/v1/sandboxIndirectReseller",
                    bodyOf("500000" + std::to_string(number),
                           "r" + std::to_string(number) + ".example.test"));
    }

    static std::string pathOf(const Answer& made) {
        return std::string("/v1/sandboxIndirectReseller/") + made.json()["id"].GetString();
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

TEST_F(ResellersTest, AreMadeInASandboxWithTheirPartnership) {
    const auto made = make(1);
    ASSERT_EQ(made.status, 201) << made.body;
    const auto json = made.json();
    const std::string id = json["id"].GetString();
    EXPECT_STREQ(json["mpnId"].GetString(), "5000001");
    EXPECT_EQ(json["tenant"]["tenantId"].GetString(), id);
    EXPECT_STREQ(json["tenant"]["domain"].GetString(), "r1.example.test");
    EXPECT_STREQ(json["legalBusinessProfile"]["companyName"].GetString(), "Tailspin Resellers");
    EXPECT_STREQ(json["organizationProfileLanguage"].GetString(), "en");
    EXPECT_STREQ(json["attributes"]["objectType"].GetString(), "SandboxIndirectReseller");
    const auto resellers =
        get("/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf").json();
    ASSERT_EQ(resellers["totalCount"].GetInt(), 1);
    EXPECT_EQ(resellers["items"][0]["id"].GetString(), id);
    EXPECT_STREQ(get("/v1/profiles/mpn?mpnId=5000001").json()["partnerName"].GetString(),
                 "Tailspin Resellers");
    EXPECT_EQ(store_.entries.back().operation, audit::OperationType::CreateSandboxIndirectReseller);
    EXPECT_EQ(remove(pathOf(made)).status, 204);
    EXPECT_EQ(remove(pathOf(made)).status, 404);
    EXPECT_EQ(store_.entries.back().operation, audit::OperationType::DeleteSandboxIndirectReseller);
}

TEST_F(ResellersTest, AreFiveAtMost) {
    for (int i = 1; i <= 5; ++i) ASSERT_EQ(make(i).status, 201);
    expect(make(6), 403, codes::kSandboxResellers);
    EXPECT_EQ(store_.sandbox_resellers[kContoso].size(), 5U);
}

TEST_F(ResellersTest, AreMadeWithNamesThatAreFree) {
    expect(post("/v1/sandboxIndirectReseller", bodyOf("1000002", "a.example.test")), 409,
           codes::kTenantConflict);
    expect(post("/v1/sandboxIndirectReseller", bodyOf("5", "a.example.org")), 400,
           codes::kBadProperty);
    expect(post("/v1/sandboxIndirectReseller", bodyOf("", "a.example.test")), 400,
           codes::kMemberMissing);
    expect(post("/v1/sandboxIndirectReseller", bodyOf(std::string(17, '1'), "a.example.test")), 400,
           codes::kBadProperty);
    expect(post("/v1/sandboxIndirectReseller", "{}"), 400, codes::kMemberMissing);
    expect(post("/v1/sandboxIndirectReseller", R"({"mpnId":"5","tenant":"x"})"), 400,
           codes::kBadProperty);
    cloud_.verdict = rules::Decision::refuse("EX-1");
    EXPECT_EQ(make(1).status, 403) << "by the cloud's rules of enrolment";
    EXPECT_TRUE(store_.sandbox_resellers[kContoso].empty());
}

TEST_F(ResellersTest, AreMadeAndDeletedByProvidersSandboxesAlone) {
    const auto made = make(1);
    ASSERT_EQ(made.status, 201);
    store_.partner_accounts[0].sandbox = false;
    restart();
    expect(make(2), 401, codes::kNotASandboxProvider);
    expect(remove(pathOf(made)), 401, codes::kNotASandboxProvider);
    store_.partner_accounts[0].sandbox = true;
    store_.partner_accounts[0].state = partners::PartnerState::Suspended;
    restart();
    expect(make(2), 403, codes::kProgrammeInactive);
    expect(remove("/v1/sandboxIndirectReseller/x"), 404, codes::kResourceAbsent);
    expect(remove("/v1/sandboxIndirectReseller/" + kFabrikam.value.toString()), 404,
           codes::kResourceAbsent);
}

TEST_F(ResellersTest, AreDeletedWithoutCustomersOnly) {
    const auto made = make(1);
    const PartnerId id{*Uuid::parse(made.json()["id"].GetString())};
    const auto customer = hold(id, "Adatum", "adatum.example.test");
    expect(remove(pathOf(made)), 403, codes::kSandboxResellerInUse);
    store_.customers.erase({id, customer.id});
    EXPECT_EQ(remove(pathOf(made)).status, 204);
}

}  // namespace
}  // namespace concordat::api
