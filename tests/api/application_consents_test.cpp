#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

/// What a partner consents to for a customer.
namespace concordat::api {
namespace {

constexpr const char* kApplication = "11111111-1111-4111-8111-111111111111";
constexpr const char* kGraph = "00000002-0000-0000-c000-000000000000";

class ApplicationConsentsTest : public ApiFixture {
protected:
    static std::string grantOf(const std::string& application, const std::string& scope) {
        return R"({"EnterpriseApplicationId":")" + application + R"(","Scope":")" + scope + R"("})";
    }

    static std::string bodyOf(const std::string& grants = grantOf(kGraph, "User.Read.All"),
                              const std::string& application = kApplication) {
        return R"({"ApplicationId":")" + application + R"(","ApplicationGrants":[)" + grants + "]}";
    }

    static std::string pathOf(const accounts::Customer& customer, const std::string& rest = {}) {
        return "/v1/customers/" + customer.id.value.toString() + "/applicationconsents" + rest;
    }

    Answer consent(const std::string& body = bodyOf()) { return post(pathOf(adatum_), body); }
    Answer withdraw(const std::string& application = kApplication) {
        return remove(pathOf(adatum_, "/" + application));
    }

    const accounts::Customer adatum_ = hold(kContoso, "Adatum", "adatum.example.test");
    const accounts::Customer theirs_ = hold(kFabrikam, "Tailspin", "tailspin.example.test");
};

TEST_F(ApplicationConsentsTest, AreGivenOnceAndTakenBack) {
    const auto made = consent();
    ASSERT_EQ(made.status, 201) << made.body;
    const auto json = made.json();
    EXPECT_STREQ(json["applicationId"].GetString(), kApplication);
    ASSERT_EQ(json["applicationGrants"].Size(), 1U);
    EXPECT_STREQ(json["applicationGrants"][0]["enterpriseApplicationId"].GetString(), kGraph);
    EXPECT_STREQ(json["applicationGrants"][0]["scope"].GetString(), "User.Read.All");
    EXPECT_EQ(store_.entries.back().operation, audit::OperationType::AddApplicationConsent);
    EXPECT_EQ(store_.entries.back().resource, audit::ResourceType::ApplicationConsent);
    EXPECT_NE(store_.entries.back().new_value.find("User.Read.All"), std::string::npos);
    const auto again = consent(bodyOf(grantOf(kGraph, "Directory.Read.All")));
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), codes::kConsentHeld);
    EXPECT_EQ(withdraw().status, 204);
    EXPECT_EQ(store_.entries.back().operation, audit::OperationType::DeleteApplicationConsent);
    EXPECT_NE(store_.entries.back().old_value.find("User.Read.All"), std::string::npos);
    const auto gone = withdraw();
    EXPECT_EQ(gone.status, 404);
    EXPECT_EQ(gone.code(), codes::kResourceAbsent);
    EXPECT_EQ(withdraw("no-id").status, 404);
    EXPECT_EQ(consent().status, 201);
}

TEST_F(ApplicationConsentsTest, NeedDelegatedAdministration) {
    ASSERT_EQ(consent().status, 201);
    store_.customers[{kContoso, adatum_.id}].allow_delegated_access = false;
    const auto given = consent(bodyOf(grantOf(kGraph, "x"), kGraph));
    EXPECT_EQ(given.status, 403);
    EXPECT_EQ(given.code(), codes::kAccessRefused);
    EXPECT_EQ(withdraw().code(), codes::kAccessRefused);
}

TEST_F(ApplicationConsentsTest, AreOfThePartnersOwnCustomersAndUsers) {
    EXPECT_EQ(post(pathOf(theirs_), bodyOf()).status, 404);
    EXPECT_EQ(remove(pathOf(theirs_, std::string("/") + kApplication)).status, 404);
    const auto sales = send({.method = http::Method::Post,
                             .target = pathOf(adatum_),
                             .body = bodyOf(),
                             .token = "contoso/SalesAgent"});
    EXPECT_EQ(sales.status, 403);
    EXPECT_EQ(sales.code(), codes::kRoleLacksRights);
}

TEST_F(ApplicationConsentsTest, OneTooManyAndOneThatIsGoneAreRefused) {
    store_.forced = changes::Outcome::Exhausted;
    EXPECT_EQ(consent().code(), codes::kTooManyConsents);
    ASSERT_EQ(consent().status, 201);
    store_.forced = changes::Outcome::Gone;
    const auto gone = withdraw();
    EXPECT_EQ(gone.status, 404);
    EXPECT_EQ(gone.code(), codes::kResourceAbsent);
}

TEST_F(ApplicationConsentsTest, AreRefusedByNameOfTheMember) {
    const auto expect = [&](const std::string& body, int code, const std::string& member) {
        const auto answer = consent(body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(answer.code(), code) << body;
        EXPECT_EQ(answer.json()["data"][0].GetString(), member) << body;
    };
    expect("{}", codes::kMemberMissing, "applicationId");
    expect(bodyOf("", "x"), codes::kBadProperty, "applicationId");
    expect(bodyOf("", std::string(36, 'x')), codes::kBadProperty, "applicationId");
    expect(bodyOf(""), codes::kMemberMissing, "applicationGrants");
    expect(bodyOf("1"), codes::kBadProperty, "applicationGrants");
    expect(bodyOf("{}"), codes::kMemberMissing, "applicationGrants.enterpriseApplicationId");
    expect(bodyOf(grantOf(kGraph, "")), codes::kMemberMissing, "applicationGrants.scope");
    expect(bodyOf(grantOf(kGraph, R"(a\nb)")), codes::kBadProperty, "applicationGrants.scope");
    expect(bodyOf(grantOf(kGraph, std::string(4001, 'a'))), codes::kBadProperty,
           "applicationGrants.scope");
    expect(bodyOf(grantOf(kGraph, "a") + "," + grantOf(kGraph, "b")), codes::kBadProperty,
           "applicationGrants.enterpriseApplicationId");
    std::string many;
    for (int i = 0; i < 51; ++i)
        many += (many.empty() ? "" : ",") + grantOf(makeRandomUuid().toString(), "a");
    expect(bodyOf(many), codes::kBadProperty, "applicationGrants");
}

}  // namespace
}  // namespace concordat::api
