#include "tests/api/member_rules.hpp"

#include <array>

#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using http::Method;

constexpr std::string_view kAddress =
    R"({"country":"US","addressLine1":"1 Main Street","firstName":"Ana","lastName":"Silva"})";

class MemberRulesTest : public ApiFixture {
protected:
    MemberRulesTest() : customer_(hold(kContoso, "Adatum", "adatum.example.test")) {}

    void expectOnPut(const std::string& target, const std::string& good,
                     std::span<const TextRule> rules) {
        ASSERT_EQ(put(target, good).status, 200) << put(target, good).body;
        MemberRules([&](std::string body) { return put(target, std::move(body)); }, good, 200)
            .expect(rules);
    }

    [[nodiscard]] std::string billingPath() const {
        return "/v1/customers/" + customer_.id.value.toString() + "/profiles/billing";
    }

    accounts::Customer customer_;
};

TEST_F(MemberRulesTest, HoldForTheTextsOfACreate) {
    constexpr std::array<TextRule, 17> kRules = {
        {{"companyProfile.organizationRegistrationNumber", 0, 50, false},
         {"companyProfile.publicBody", 0, 64, false},
         {"companyProfile.companyName", 1, 200, false},
         {"billingProfile.firstName", 1, 50, false},
         {"billingProfile.lastName", 1, 50, false},
         {"billingProfile.culture", 2, 20, true},
         {"billingProfile.language", 2, 2, true},
         {"billingProfile.companyName", 1, 200, true},
         {"billingProfile.defaultAddress.region", 0, 100, false},
         {"billingProfile.defaultAddress.city", 0, 100, false},
         {"billingProfile.defaultAddress.state", 0, 100, false},
         {"billingProfile.defaultAddress.addressLine1", 1, 200, true},
         {"billingProfile.defaultAddress.addressLine2", 0, 200, false},
         {"billingProfile.defaultAddress.postalCode", 0, 20, false},
         {"billingProfile.defaultAddress.firstName", 1, 50, true},
         {"billingProfile.defaultAddress.lastName", 1, 50, true},
         {"billingProfile.defaultAddress.phoneNumber", 0, 50, false}}};
    const auto good =
        R"({"companyProfile":{"domain":"new.example.test"},"billingProfile":{)"
        R"("email":"ana@example.test","culture":"en-US","language":"en","companyName":"New",)"
        R"("defaultAddress":)" +
        std::string(kAddress) + "}}";
    MemberRules(
        [&](std::string body) {
            store_.customers.clear();
            return post("/v1/customers", std::move(body));
        },
        good, 201)
        .expect(kRules);
}

TEST_F(MemberRulesTest, HoldForTheTextsOfACustomersBillingProfile) {
    constexpr std::array<TextRule, 8> kRules = {{{"firstName", 1, 50, false},
                                                 {"lastName", 1, 50, false},
                                                 {"culture", 2, 20, true},
                                                 {"language", 2, 2, true},
                                                 {"companyName", 1, 200, true},
                                                 {"defaultAddress.middleName", 1, 50, false},
                                                 {"defaultAddress.city", 0, 100, false},
                                                 {"defaultAddress.addressLine1", 1, 200, true}}};
    expectOnPut(billingPath(),
                R"({"email":"ana@example.test","culture":"en-US","language":"en",)"
                R"("companyName":"Adatum","defaultAddress":)" +
                    std::string(kAddress) + "}",
                kRules);
}

TEST_F(MemberRulesTest, HoldForTheTextsOfAPartnersBillingProfile) {
    constexpr std::array<TextRule, 10> kRules = {{{"companyName", 1, 200, true},
                                                  {"purchaseOrderNumber", 0, 100, false},
                                                  {"taxId", 0, 100, false},
                                                  {"primaryContact.firstName", 1, 50, true},
                                                  {"primaryContact.lastName", 1, 50, true},
                                                  {"primaryContact.email", 3, 254, true, "a@"},
                                                  {"primaryContact.phoneNumber", 0, 50, false},
                                                  {"address.addressLine1", 1, 200, true},
                                                  {"address.postalCode", 0, 20, false},
                                                  {"address.firstName", 1, 50, false}}};
    expectOnPut("/v1/profiles/billing",
                R"({"companyName":"Contoso","primaryContact":{"firstName":"A","lastName":"B",)"
                R"("email":"a@b.example"},"address":)" +
                    std::string(kAddress) + "}",
                kRules);
}

TEST_F(MemberRulesTest, HoldForTheTextsOfAPartnersLegalBusinessProfile) {
    constexpr std::array<TextRule, 6> kRules = {
        {{"companyName", 1, 200, true},
         {"primaryContact.email", 3, 254, true, "a@"},
         {"companyApproverEmail", 3, 254, false, "a@"},
         {"companyApproverAddress.addressLine1", 1, 200, true},
         {"companyApproverAddress.state", 0, 100, false},
         {"address.city", 0, 100, false}}};
    expectOnPut("/v1/profiles/legalbusiness",
                R"({"companyName":"Contoso","primaryContact":{"firstName":"A","lastName":"B",)"
                R"("email":"a@b.example"},"address":)" +
                    std::string(kAddress) + R"(,"companyApproverAddress":)" +
                    std::string(kAddress) + "}",
                kRules);
}

TEST_F(MemberRulesTest, HoldForTheTextsOfAPartnersOrganizationProfile) {
    constexpr std::array<TextRule, 5> kRules = {{{"companyName", 1, 200, true},
                                                 {"email", 3, 254, true, "a@"},
                                                 {"language", 2, 20, true},
                                                 {"culture", 2, 20, true},
                                                 {"defaultAddress.region", 0, 100, false}}};
    expectOnPut("/v1/profiles/organization",
                R"({"companyName":"Contoso","email":"a@b.example","language":"en",)"
                R"("culture":"en-US","defaultAddress":)" +
                    std::string(kAddress) + "}",
                kRules);
}

TEST_F(MemberRulesTest, HoldForTheTextsOfAPartnersSupportProfile) {
    constexpr std::array<TextRule, 3> kRules = {
        {{"email", 3, 254, true, "a@"}, {"telephone", 0, 50, true}, {"website", 1, 500, true}}};
    expectOnPut("/v1/profiles/support",
                R"({"email":"a@b.example","telephone":"1","website":"https://b.example"})", kRules);
}

TEST_F(MemberRulesTest, HoldForTheTextsOfAnAddressToValidate) {
    constexpr std::array<TextRule, 6> kRules = {{{"region", 0, 100, false},
                                                 {"city", 0, 100, false},
                                                 {"state", 0, 100, false},
                                                 {"addressLine1", 1, 200, true},
                                                 {"addressLine2", 0, 200, false},
                                                 {"postalCode", 0, 20, false}}};
    MemberRules([&](std::string body) { return post("/v1/validations/address", std::move(body)); },
                std::string(kAddress), 200)
        .expect(kRules);
}

TEST_F(MemberRulesTest, WantObjectsWhereObjectsBelong) {
    for (const auto* value : {"7", "true", R"("x")", "[]", "[{}]"}) {
        const auto refusal = [&](Answer answer) {
            EXPECT_EQ(answer.status, 400) << value;
            EXPECT_EQ(answer.code(), codes::kBadProperty) << value;
            return std::string(answer.json()["data"][0].GetString());
        };
        const std::string wrong(value);
        EXPECT_EQ(refusal(post("/v1/customers", R"({"companyProfile":)" + wrong + "}")),
                  "companyProfile");
        EXPECT_EQ(refusal(post("/v1/customers", R"({"companyProfile":{"domain":"a.b"},)"
                                                R"("billingProfile":)" +
                                                    wrong + "}")),
                  "billingProfile");
        EXPECT_EQ(
            refusal(put("/v1/profiles/billing", R"({"companyName":"C","address":)" + wrong + "}")),
            "address");
        EXPECT_EQ(refusal(put("/v1/profiles/organization",
                              R"({"companyName":"C","defaultAddress":)" + wrong + "}")),
                  "defaultAddress");
        EXPECT_EQ(refusal(put(billingPath(), R"({"attributes":)" + wrong + "}")), "attributes");
    }
}

TEST_F(MemberRulesTest, WriteNothingWhenABodyIsRefused) {
    const auto applied = store_.applied;
    (void)post("/v1/customers", R"({"companyProfile":{"domain":"a.b"}})");
    (void)put(billingPath(), "{}");
    (void)put("/v1/profiles/support", "{}");
    EXPECT_EQ(store_.applied, applied);
}

}  // namespace
}  // namespace concordat::api
