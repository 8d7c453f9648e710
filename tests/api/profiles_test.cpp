#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using http::Method;

class ProfilesTest : public ApiFixture {
protected:
    ProfilesTest() : customer_(hold(kContoso, "Adatum", "adatum.example.test")) {
        path_ = "/v1/customers/" + customer_.id.value.toString() + "/profiles/";
    }

    Answer putWithIfMatch(std::string etag, std::string body) {
        return send({.method = Method::Put,
                     .target = path_ + "billing",
                     .body = std::move(body),
                     .headers = {{"If-Match", std::move(etag)}}});
    }

    accounts::Customer customer_;
    std::string path_;
};

TEST_F(ProfilesTest, ReadsTheBillingProfileWithItsEtag) {
    const auto answer = get(path_ + "billing");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("ETag"), "\"1\"");
    EXPECT_STREQ(answer.json()["attributes"]["etag"].GetString(), "\"1\"");
    EXPECT_STREQ(answer.json()["companyName"].GetString(), "Adatum");
}

TEST_F(ProfilesTest, ReadsTheCompanyProfile) {
    const auto answer = get(path_ + "company");
    EXPECT_EQ(answer.status, 200);
    EXPECT_STREQ(answer.json()["domain"].GetString(), "adatum.example.test");
    const auto application = send({.target = path_ + "company", .token = "contoso+application"});
    EXPECT_EQ(application.code(), codes::kUserTokenRequired);
}

TEST_F(ProfilesTest, ReplacesTheBillingProfileAndGivesTheNewEtag) {
    const auto answer = put(path_ + "billing", billingBody("Adatum GmbH", R"("\"1\"")"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("ETag"), "\"2\"");
    EXPECT_STREQ(answer.json()["attributes"]["etag"].GetString(), "\"2\"");
    EXPECT_STREQ(answer.json()["defaultAddress"]["country"].GetString(), "US");
    const auto list = get("/v1/customers").json();
    EXPECT_STREQ(list["items"][0]["companyProfile"]["companyName"].GetString(), "Adatum GmbH");
}

TEST_F(ProfilesTest, AnswersAStaleEtagByItsForm) {
    EXPECT_EQ(putWithIfMatch("\"7\"", billingBody()).status, 412);
    EXPECT_EQ(putWithIfMatch("W/\"1\"", billingBody()).status, 412);
    EXPECT_EQ(putWithIfMatch("anything", billingBody()).status, 412);
    const auto in_body = put(path_ + "billing", billingBody("Adatum", R"("\"7\"")"));
    EXPECT_EQ(in_body.status, 409);
    EXPECT_EQ(in_body.code(), codes::kStaleEtag);
    EXPECT_EQ(store_.applied, 0);
}

TEST_F(ProfilesTest, LetsIfMatchWinOverTheEtagInTheBody) {
    EXPECT_EQ(putWithIfMatch("\"1\"", billingBody("A", R"("\"7\"")")).status, 200);
    EXPECT_EQ(putWithIfMatch("\"1\"", billingBody("A", R"("\"2\"")")).status, 412);
    EXPECT_EQ(putWithIfMatch("*", billingBody("B", R"("\"7\"")")).status, 200);
}

TEST_F(ProfilesTest, TakesAnEtagWithoutQuotesAndNoneAtAll) {
    EXPECT_EQ(putWithIfMatch("1", billingBody()).status, 200);
    EXPECT_EQ(put(path_ + "billing", billingBody("A", R"("2")")).status, 200);
    EXPECT_EQ(put(path_ + "billing", billingBody("B")).status, 200);
}

TEST_F(ProfilesTest, AnswersAVersionThatChangedMeanwhileLikeAStaleEtag) {
    store_.forced = changes::Outcome::Stale;
    EXPECT_EQ(putWithIfMatch("\"1\"", billingBody()).status, 412);
    store_.forced = changes::Outcome::Stale;
    EXPECT_EQ(put(path_ + "billing", billingBody()).status, 409);
    store_.forced = changes::Outcome::Gone;
    EXPECT_EQ(put(path_ + "billing", billingBody()).status, 404);
}

TEST_F(ProfilesTest, NamesTheMemberOfTheBillingProfileThatIsWrong) {
    const auto refusal = [&](std::string body) {
        const auto answer = put(path_ + "billing", std::move(body));
        EXPECT_EQ(answer.status, 400);
        return std::string(answer.json()["data"][0].GetString());
    };
    EXPECT_EQ(refusal("{}"), "email");
    EXPECT_EQ(refusal(R"({"email":"a b@c"})"), "email");
    EXPECT_EQ(refusal(R"({"email":"a@b","culture":"en-US","language":"eng"})"), "language");
    EXPECT_EQ(refusal(R"({"email":"a@b","culture":"en-US","language":"en","companyName":"A",)"
                      R"("defaultAddress":{"country":"USA"}})"),
              "defaultAddress.country");
    EXPECT_EQ(refusal(R"({"email":"a@b","culture":"en-US","language":"en","companyName":"A",)"
                      R"("defaultAddress":{"country":"US","addressLine1":"1"}})"),
              "defaultAddress.firstName");
}

TEST_F(ProfilesTest, RefusesControlCharactersAndOverlongText) {
    EXPECT_EQ(put(path_ + "billing", billingBody("A\\u0000B")).status, 400);
    EXPECT_EQ(put(path_ + "billing", billingBody("A\\nB")).status, 400);
    EXPECT_EQ(put(path_ + "billing", billingBody(std::string(201, 'a'))).status, 400);
    std::string umlauts;
    for (int count = 0; count < 200; ++count) umlauts += "ä";
    EXPECT_EQ(put(path_ + "billing", billingBody(umlauts)).status, 200);
}

class PartnerProfilesTest : public ApiFixture {};

TEST_F(PartnerProfilesTest, ReadsEachProfileOfThePartnerThatAsks) {
    for (const auto* path : {"billing", "legalbusiness", "organization"}) {
        const auto answer = get(std::string("/v1/profiles/") + path);
        ASSERT_EQ(answer.status, 200) << path;
        EXPECT_STREQ(answer.json()["companyName"].GetString(), "contoso");
        EXPECT_EQ(answer.header("ETag"), "\"1\"");
    }
    const auto organization = get("/v1/profiles/organization").json();
    EXPECT_EQ(organization["tenantId"].GetString(), kContoso.value.toString());
    EXPECT_STREQ(get("/v1/profiles/support").json()["email"].GetString(), "help@contoso.example");
    EXPECT_STREQ(get("/v1/profiles/mpn").json()["mpnId"].GetString(), "1000001");
}

TEST_F(PartnerProfilesTest, ReadsTheLegalBusinessProfileInEitherVersionAndNoOther) {
    const std::string path = "/v1/profiles/legalbusiness?vettingVersion=";
    for (const auto* version : {"Current", "LastFinalized", "lastfinalized", ""})
        EXPECT_EQ(get(path + version).status, 200) << version;
    const auto answer = get(path + "Next");
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.code(), codes::kUnknownEnumValue);
}

TEST_F(PartnerProfilesTest, FindsAPartnerByItsNetworkId) {
    const auto found = get("/v1/profiles/mpn?mpnId=1000002");
    EXPECT_STREQ(found.json()["partnerName"].GetString(), "fabrikam");
    const auto absent = get("/v1/profiles/mpn?mpnId=9");
    EXPECT_EQ(absent.status, 404);
    EXPECT_EQ(absent.code(), codes::kUnknownMpnId);
    EXPECT_NE(absent.body.find("partner network id"), std::string::npos);
}

TEST_F(PartnerProfilesTest, ChangesTheSupportProfileOnBothPaths) {
    const std::string body =
        R"({"Email":"a@b.example","Telephone":"1","Website":"w","ProfileType":"support_profile",)"
        R"("Attributes":{"ObjectType":"PartnerSupportProfile"}})";
    for (const auto* path : {"/v1/profiles/support", "/v1/profiles/supportprofile"}) {
        const auto answer = put(path, body);
        ASSERT_EQ(answer.status, 200) << answer.body;
        EXPECT_STREQ(answer.json()["email"].GetString(), "a@b.example");
    }
    EXPECT_EQ(get("/v1/profiles/support").header("ETag"), "\"3\"");
}

TEST_F(PartnerProfilesTest, SharesOneEtagAmongTheProfiles) {
    const std::string body =
        R"({"companyName":"Contoso","address":{"country":"US","addressLine1":"1"},)"
        R"("primaryContact":{"firstName":"A","lastName":"B","email":"a@b"},"taxId":"T",)"
        R"("billingCurrency":"ZZZ","attributes":{"etag":"\"1\""}})";
    const auto answer = put("/v1/profiles/billing", body);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_STREQ(answer.json()["attributes"]["etag"].GetString(), "\"2\"");
    EXPECT_STREQ(answer.json()["billingCurrency"].GetString(), "USD");
    EXPECT_EQ(put("/v1/profiles/billing", body).status, 409);
    EXPECT_EQ(get("/v1/profiles/organization").header("ETag"), "\"2\"");
}

TEST_F(PartnerProfilesTest, ChangesTheLegalBusinessAndOrganizationProfiles) {
    const std::string address = R"({"country":"US","addressLine1":"1"})";
    const auto legal = put(
        "/v1/profiles/legalbusiness",
        R"({"companyName":"C","address":)" + address + R"(,"companyApproverAddress":)" + address +
            R"(,"primaryContact":{"firstName":"A","lastName":"B","email":"a@b"},)"
            R"("vettingStatus":"rejected"})");
    ASSERT_EQ(legal.status, 200) << legal.body;
    EXPECT_STREQ(legal.json()["vettingStatus"].GetString(), "authorized");
    const auto organization = put("/v1/profiles/organization",
                                  R"({"companyName":"D","defaultAddress":)" + address +
                                      R"(,"email":"a@b","language":"en","culture":"en-US"})");
    ASSERT_EQ(organization.status, 200) << organization.body;
    EXPECT_STREQ(organization.json()["companyName"].GetString(), "D");
}

TEST_F(PartnerProfilesTest, RefusesWhatIsNoEmailInEachProfile) {
    const auto contact = [](const std::string& email) {
        return R"("primaryContact":{"firstName":"A","lastName":"B","email":")" + email + R"("})";
    };
    const std::string address = R"({"country":"US","addressLine1":"1"})";
    const auto refusal = [&](const std::string& profile, const std::string& body) {
        const auto answer = put("/v1/profiles/" + profile, "{" + body + "}");
        EXPECT_EQ(answer.status, 400) << profile;
        EXPECT_EQ(answer.code(), codes::kBadProperty) << profile;
        return std::string(answer.json()["data"][0].GetString());
    };
    const std::string company = R"("companyName":"C",)";
    for (const std::string wrong : {"a.b", "a@@b", "@ab", "ab@", "a b@c", "a@b@c"}) {
        EXPECT_EQ(refusal("support", R"("telephone":"1","website":"w","email":")" + wrong + '"'),
                  "email");
        EXPECT_EQ(refusal("organization", company + R"("language":"en","culture":"en-US",)" +
                                              R"("defaultAddress":)" + address + R"(,"email":")" +
                                              wrong + '"'),
                  "email");
        EXPECT_EQ(refusal("billing", company + R"("address":)" + address + "," + contact(wrong)),
                  "primaryContact.email");
        const auto legal =
            company + R"("address":)" + address + R"(,"companyApproverAddress":)" + address + ",";
        EXPECT_EQ(refusal("legalbusiness", legal + contact(wrong)), "primaryContact.email");
        EXPECT_EQ(refusal("legalbusiness",
                          legal + contact("a@b") + R"(,"companyApproverEmail":")" + wrong + '"'),
                  "companyApproverEmail");
    }
    EXPECT_EQ(store_.applied, 0);
}

TEST_F(PartnerProfilesTest, NeedsTheRoleToChangeAProfile) {
    const Call call{.method = Method::Put,
                    .target = "/v1/profiles/support",
                    .body = "{}",
                    .token = "contoso/BillingAdmin"};
    EXPECT_EQ(send(call).code(), codes::kRoleLacksRights);
    EXPECT_EQ(send({.target = "/v1/profiles/support", .token = "contoso/BillingAdmin"}).status,
              200);
}

}  // namespace
}  // namespace concordat::api
