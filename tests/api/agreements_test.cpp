#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

constexpr const char* kCloudTemplate = "998b88de-aa99-4388-a42c-1b3517d49490";
constexpr const char* kCustomerTemplate = "117a77b0-9360-443b-8795-c6dedc750cf9";

class AgreementsTest : public ApiFixture {
protected:
    static std::string pathOf(const accounts::Customer& customer) {
        return "/v1/customers/" + customer.id.value.toString() + "/agreements";
    }

    static std::string bodyOf(const std::string& id = kCustomerTemplate,
                              const std::string& type = "MicrosoftCustomerAgreement",
                              const std::string& date = "2026-11-20T08:00:00Z") {
        return R"({"PrimaryContact":{"FirstName":"Ana","LastName":"Silva",)"
               R"("Email":"ana@example.test","PhoneNumber":null},"TemplateId":")" +
               id + R"(","DateAgreed":")" + date + R"(","Type":")" + type +
               R"(","UserId":null,"AgreementLink":null})";
    }

    static std::string replaced(std::string text, const std::string& from, const std::string& by) {
        return text.replace(text.find(from), from.size(), by);
    }

    std::string mine() { return pathOf(adatum_); }

    const accounts::Customer adatum_ = hold(kContoso, "Adatum", "adatum.example.test");
    const accounts::Customer theirs_ = hold(kFabrikam, "Tailspin", "tailspin.example.test");
};

TEST_F(AgreementsTest, AreListedWithTheirTemplates) {
    const auto all = get("/v1/agreements").json();
    ASSERT_EQ(all["totalCount"].GetInt(), 2);
    EXPECT_STREQ(all["items"][0]["templateId"].GetString(), kCloudTemplate);
    EXPECT_STREQ(all["items"][1]["templateId"].GetString(), kCustomerTemplate);
    EXPECT_STREQ(all["items"][1]["agreementType"].GetString(), "MicrosoftCustomerAgreement");
    EXPECT_GT(all["items"][1]["versionRank"].GetInt(), all["items"][0]["versionRank"].GetInt());
    const auto one = get("/v1/agreements?agreementType=microsoftcloudagreement").json();
    ASSERT_EQ(one["totalCount"].GetInt(), 1);
    EXPECT_STREQ(one["items"][0]["templateId"].GetString(), kCloudTemplate);
    EXPECT_EQ(get("/v1/agreements?agreementType=*").json()["totalCount"].GetInt(), 2);
    EXPECT_EQ(get("/v1/agreements?agreementType=Other").code(), codes::kUnknownEnumValue);
}

TEST_F(AgreementsTest, AreConfirmedOnceAndRead) {
    const auto made = post(mine(), bodyOf());
    ASSERT_EQ(made.status, 201) << made.body;
    const auto again = post(mine(), bodyOf());
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), codes::kAgreementConfirmed);
    ASSERT_EQ(post(mine(), bodyOf(kCloudTemplate, "MicrosoftCloudAgreement")).status, 201);
    const auto all = get(mine()).json();
    ASSERT_EQ(all["totalCount"].GetInt(), 2);
    const auto& first = all["items"][0];
    EXPECT_STREQ(first["templateId"].GetString(), kCustomerTemplate);
    EXPECT_STREQ(first["type"].GetString(), "MicrosoftCustomerAgreement");
    EXPECT_STREQ(first["primaryContact"]["email"].GetString(), "ana@example.test");
    EXPECT_FALSE(first["primaryContact"].HasMember("phoneNumber"));
    const auto one = get(mine() + "?agreementType=MicrosoftCloudAgreement").json();
    ASSERT_EQ(one["totalCount"].GetInt(), 1);
    EXPECT_STREQ(one["items"][0]["templateId"].GetString(), kCloudTemplate);
    const auto& entry = store_.entries.front();
    EXPECT_EQ(entry.operation, audit::OperationType::CreateAgreement);
    EXPECT_EQ(entry.resource, audit::ResourceType::Agreement);
    EXPECT_NE(entry.new_value.find("ana@example.test"), std::string::npos);
}

TEST_F(AgreementsTest, AreRefusedByNameOfTheMember) {
    const auto expect = [&](const std::string& body, int code, const std::string& member) {
        const auto answer = post(mine(), body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(answer.code(), code) << body;
        EXPECT_EQ(answer.json()["data"][0].GetString(), member) << body;
    };
    expect("{}", codes::kMemberMissing, "templateId");
    expect(bodyOf(std::string(36, 'x')), codes::kBadProperty, "templateId");
    expect(bodyOf("11111111-1111-4111-8111-111111111111"), codes::kBadProperty, "templateId");
    expect(bodyOf(kCustomerTemplate, "Other"), codes::kUnknownEnumValue, "type");
    expect(bodyOf(kCustomerTemplate, "MicrosoftCloudAgreement"), codes::kBadProperty, "type");
    expect(bodyOf(kCustomerTemplate, ""), codes::kMemberMissing, "type");
    expect(bodyOf(kCustomerTemplate, "MicrosoftCustomerAgreement", "yesterday"),
           codes::kBadProperty, "dateAgreed");
    // As clients write a date that was not given.
    expect(bodyOf(kCustomerTemplate, "MicrosoftCustomerAgreement", "0001-01-01T00:00:00"),
           codes::kMemberMissing, "dateAgreed");
    expect(bodyOf(kCustomerTemplate, "MicrosoftCustomerAgreement", "2026-11-25T10:00:00Z"),
           codes::kBadProperty, "dateAgreed");
    expect(replaced(bodyOf(), "PrimaryContact", "Contact"), codes::kMemberMissing,
           "primaryContact");
    expect(replaced(bodyOf(), "\"Ana\"", "null"), codes::kMemberMissing,
           "primaryContact.firstName");
    expect(replaced(bodyOf(), "\"ana@example.test\"", "\"a\""), codes::kBadProperty,
           "primaryContact.email");
    EXPECT_TRUE(store_.held_agreements.empty());
}

TEST_F(AgreementsTest, AreNeverSignedWithTheCloudItself) {
    const auto path = "/v1/customers/" + adatum_.id.value.toString() +
                      "/directSignedMicrosoftCustomerAgreementStatus";
    EXPECT_EQ(post(mine(), bodyOf()).status, 201);
    const auto status = get(path);
    ASSERT_EQ(status.status, 200) << status.body;
    EXPECT_FALSE(status.json()["isSigned"].GetBool());
}

TEST_F(AgreementsTest, OfNobodysCustomerAreNotThere) {
    EXPECT_EQ(post(pathOf(theirs_), bodyOf()).code(), codes::kUnknownTenant);
    EXPECT_EQ(get(pathOf(theirs_)).code(), codes::kUnknownTenant);
    EXPECT_EQ(get("/v1/customers/x/agreements").code(), codes::kUnknownTenant);
}

TEST_F(AgreementsTest, HaveDocumentsInTheLanguagesOfACountry) {
    const auto path = std::string("/v1/agreementtemplates/") + kCustomerTemplate + "/document";
    const auto english = get(path).json();
    EXPECT_STREQ(english["language"].GetString(), "en-US");
    EXPECT_STREQ(english["country"].GetString(), "US");
    const std::string shown = english["displayUri"].GetString();
    EXPECT_EQ(shown.find("https://api.example.test/documents/agreements/"), 0U) << shown;
    EXPECT_EQ(english["downloadUri"].GetString(), shown + "?download=true");
    const auto document = agreement_documents_.open(shown.substr(shown.rfind('/') + 1), clock_.at);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->type, accounts::AgreementType::MicrosoftCustomerAgreement);
    const auto german = get(path + "?language=de-de&country=AT").json();
    EXPECT_STREQ(german["language"].GetString(), "de-DE");
    EXPECT_STREQ(german["country"].GetString(), "AT");
    EXPECT_STREQ(get(path + "?language=fr-FR&country=FR").json()["language"].GetString(), "en-US")
        << "there is no text in it";
}

TEST_F(AgreementsTest, HaveNoDocumentsForWhatThereIsNot) {
    const std::string templates = "/v1/agreementtemplates/";
    for (const auto* id : {"117a77b0-9360-443b-8795-c6dedc750cf8", "x", "%00", "%FF"}) {
        const auto answer = get(templates + id + "/document");
        EXPECT_EQ(answer.status, 404) << id;
        EXPECT_EQ(answer.code(), codes::kUnknownTemplate) << id;
    }
    const auto path = templates + kCustomerTemplate + "/document?";
    for (const auto* query :
         {"country=us", "country=XX", "language=de-DE", "language=fr-FR&country=DE",
          "language=%22%0d%0a&country=DE", "country=%FF", "country=DE%00", "language=de-DE%00"}) {
        const auto answer = get(path + query);
        EXPECT_EQ(answer.status, 400) << query;
        EXPECT_EQ(answer.code(), codes::kUnknownEnumValue) << query;
    }
}

}  // namespace
}  // namespace concordat::api
