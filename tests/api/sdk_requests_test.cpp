#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using http::Method;

/// Requests as the official .NET SDK writes them: names in Pascal case, everything that is unset
/// sent too, the etag in the body, its own headers.
class SdkRequestsTest : public ApiFixture {
protected:
    Answer sdk(Method method, std::string target, std::string body = {},
               std::vector<std::pair<std::string, std::string>> more = {}) {
        std::vector<std::pair<std::string, std::string>> headers{
            {"Accept", "application/json"},
            {"MS-RequestId", makeRandomUuid().toString()},
            {"MS-CorrelationId", makeRandomUuid().toString()},
            {"X-Locale", "en-US"},
            {"MS-PartnerCenter-Client", "Partner Center .NET SDK"},
            {"MS-SdkVersion", "3.4.0.0"}};
        if (!body.empty()) headers.emplace_back("Content-Type", "application/json");
        headers.insert(headers.end(), more.begin(), more.end());
        return send({.method = method,
                     .target = std::move(target),
                     .body = std::move(body),
                     .headers = std::move(headers)});
    }

    /// The members of a billing profile; `etag` as in JSON.
    static std::string profile(const std::string& company, const std::string& etag = {}) {
        return R"({"Id":null,"FirstName":null,"LastName":null,"Email":"ana@adatum.example",)"
               R"("Culture":"en-US","Language":"En","CompanyName":")" +
               company +
               R"(","DefaultAddress":{"Country":"US","Region":null,"City":"Redmond","State":"WA",)"
               R"("AddressLine1":"One Microsoft Way","AddressLine2":"","PostalCode":"98052",)"
               R"("FirstName":"Ana","MiddleName":null,"LastName":"Silva","PhoneNumber":null},)"
               R"("Links":{"Self":{"Uri":"/customers/x/profiles/billing","Method":"GET",)"
               R"("Headers":[]},"Next":null,"Previous":null},"Attributes":{)" +
               (etag.empty() ? "" : "\"Etag\":" + etag + ",") +
               R"("ObjectType":"CustomerBillingProfile"}})";
    }

    static std::string customer() {
        return R"({"Id":null,"CommerceId":null,"CompanyProfile":{"TenantId":null,)"
               R"("Domain":"adatum.example.test","CompanyName":null,)"
               R"("OrganizationRegistrationNumber":null,"Address":null,"Email":null,"Links":null,)"
               R"("Attributes":{"ObjectType":"CustomerCompanyProfile"}},"BillingProfile":)" +
               profile("Adatum") +
               R"(,"RelationshipToPartner":"unknown","AllowDelegatedAccess":null,)"
               R"("UserCredentials":null,"CustomDomains":null,"AssociatedPartnerId":null,)"
               R"("Links":null,"Attributes":{"ObjectType":"Customer"}})";
    }
};

TEST_F(SdkRequestsTest, AddACustomerWithEverythingElseUnset) {
    const auto answer = sdk(Method::Post, "/v1/customers", customer());
    ASSERT_EQ(answer.status, 201) << answer.body;
    const auto json = answer.json();
    EXPECT_STREQ(json["companyProfile"]["companyName"].GetString(), "Adatum");
    EXPECT_STREQ(json["relationshipToPartner"].GetString(), "reseller");
    EXPECT_FALSE(json["billingProfile"].HasMember("firstName"));
    EXPECT_FALSE(json["billingProfile"]["defaultAddress"].HasMember("region"));
    EXPECT_EQ(get(answer.header("Location")).body.find("null"), std::string::npos);
}

TEST_F(SdkRequestsTest, TakeEmptyTextsAsUnset) {
    auto body = customer();
    for (const auto* member : {"CompanyName", "OrganizationRegistrationNumber"}) {
        const auto unset = "\"" + std::string(member) + "\":null";
        body.replace(body.find(unset), unset.size(), "\"" + std::string(member) + "\":\"\"");
    }
    const auto unset = std::string("\"AssociatedPartnerId\":null");
    body.replace(body.find(unset), unset.size(), "\"AssociatedPartnerId\":\"\"");
    EXPECT_EQ(sdk(Method::Post, "/v1/customers", body).status, 201);
}

TEST_F(SdkRequestsTest, ReplaceABillingProfileWithTheEtagInTheBody) {
    const auto held = hold(kContoso, "Adatum", "adatum.example.test");
    const auto path = "/v1/customers/" + held.id.value.toString() + "/profiles/billing";
    const auto answer = sdk(Method::Put, path, profile("Adatum GmbH", R"("\"1\"")"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_STREQ(answer.json()["companyName"].GetString(), "Adatum GmbH");
    const auto stale = sdk(Method::Put, path, profile("Adatum AG", R"("\"1\"")"));
    EXPECT_EQ(stale.status, 409);
    EXPECT_EQ(stale.code(), codes::kStaleEtag);
}

TEST_F(SdkRequestsTest, EndARelationshipWithTheWholeCustomerUnset) {
    const auto held = hold(kContoso, "Adatum", "adatum.example.test");
    const auto answer =
        sdk(Method::Patch, "/v1/customers/" + held.id.value.toString(),
            R"({"Id":null,"CommerceId":null,"CompanyProfile":null,"BillingProfile":null,)"
            R"("RelationshipToPartner":"none","AllowDelegatedAccess":null,"UserCredentials":null,)"
            R"("CustomDomains":null,"AssociatedPartnerId":null,"Links":null,)"
            R"("Attributes":{"ObjectType":"Customer"}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_STREQ(answer.json()["relationshipToPartner"].GetString(), "none");
}

TEST_F(SdkRequestsTest, SearchWithAFormEncodedFilterAndSizeZero) {
    hold(kContoso, "Adatum & Sons", "adatum.example.test");
    const auto answer = sdk(
        Method::Get,
        "/v1/customers?size=0&filter=%7b%22Field%22%3a%22CompanyName%22%2c%22Value%22%3a%22Adatum"
        "+%26%22%2c%22Operator%22%3a%22starts_with%22%7d");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.json()["totalCount"].GetInt(), 1);
}

TEST_F(SdkRequestsTest, SeekWithNothingButTheOperationAndTheToken) {
    for (int number = 0; number < 3; ++number)
        hold(kContoso, "C" + std::to_string(number), std::to_string(number) + ".example.test");
    const auto first = sdk(Method::Get, "/v1/customers?size=2").json();
    const auto& link = first["links"]["next"];
    const std::string uri = link["uri"].GetString();
    EXPECT_TRUE(uri.starts_with("/customers?")) << "the SDK puts /v1 before it";
    const auto second =
        sdk(Method::Get, "/v1" + uri, {},
            {{link["headers"][0]["key"].GetString(), link["headers"][0]["value"].GetString()}})
            .json();
    EXPECT_EQ(second["totalCount"].GetInt(), 1);
    const auto again = sdk(Method::Get, "/v1/customers?seekOperation=Next", {},
                           {{"MS-ContinuationToken", first["continuationToken"].GetString()}})
                           .json();
    EXPECT_STREQ(again["items"][0]["companyProfile"]["companyName"].GetString(), "C2");
}

TEST_F(SdkRequestsTest, AskForAPartnerWithAnotherParameterEmpty) {
    const auto answer = sdk(Method::Get, "/v1/profiles/mpn?mpnId=1000002&tenantId=");
    EXPECT_STREQ(answer.json()["partnerName"].GetString(), "fabrikam");
}

TEST_F(SdkRequestsTest, ValidateAnAddressWithNullsAndALowerCaseCountry) {
    const auto answer =
        sdk(Method::Post, "/v1/validations/address",
            R"({"Country":"us","Region":null,"City":"Redmond","State":"WA","AddressLine1":"1",)"
            R"("AddressLine2":null,"PostalCode":"98052","FirstName":null,"LastName":null,)"
            R"("PhoneNumber":null})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_STREQ(answer.json()["originalAddress"]["country"].GetString(), "US");
}

TEST_F(SdkRequestsTest, ReplaceThePartnersOwnProfilesAsTheyWereRead) {
    const auto answer =
        sdk(Method::Put, "/v1/profiles/billing",
            R"({"CompanyName":"Contoso","Address":{"Country":"US","Region":null,"City":"Redmond",)"
            R"("State":"WA","AddressLine1":"1","AddressLine2":null,"PostalCode":"98052",)"
            R"("FirstName":null,"LastName":null,"PhoneNumber":null},"PrimaryContact":)"
            R"({"FirstName":"A","LastName":"B","Email":"a@contoso.example","PhoneNumber":null},)"
            R"("PurchaseOrderNumber":null,"TaxId":null,"BillingDay":null,"BillingCurrency":null,)"
            R"("ProfileType":"billing_profile","Links":null,)"
            R"("Attributes":{"Etag":"\"1\"","ObjectType":"BillingProfile"}})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("ETag"), "\"2\"");
}

}  // namespace
}  // namespace concordat::api
