#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

/// A cloud that says of addresses what a test sets.
class UtilitiesTest : public ApiFixture {};

TEST_F(UtilitiesTest, SaysWhatIsKnownOfAnAddress) {
    const auto answer = post("/v1/validations/address",
                             R"({"AddressLine1":"1 Main Street","City":"Redmond","State":"WA",)"
                             R"("PostalCode":"98052","Country":"US","FirstName":null})");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto json = answer.json();
    EXPECT_STREQ(json["status"].GetString(), "VerifiedShippable");
    EXPECT_STREQ(json["originalAddress"]["city"].GetString(), "Redmond");
    EXPECT_EQ(json["suggestedAddresses"].Size(), 0U);
    EXPECT_FALSE(json.HasMember("validationMessage"));
}

TEST_F(UtilitiesTest, SaysInThreeLanguagesThatAPostalCodeIsNotChecked) {
    cloud_.address_status = rules::AddressStatus::Verified;
    const std::vector<std::pair<std::string, std::string>> messages{
        {"en-US", "Postal codes of this country are not checked."},
        {"pt-BR", "Os códigos postais deste país não são verificados."},
        {"de-DE", "Postleitzahlen dieses Landes werden nicht geprüft."}};
    for (const auto& [locale, message] : messages) {
        const auto json = send({.method = http::Method::Post,
                                .target = "/v1/validations/address",
                                .body = R"({"addressLine1":"1","city":"Dubai","country":"AE"})",
                                .headers = {{"X-Locale", locale}}})
                              .json();
        EXPECT_STREQ(json["status"].GetString(), "Verified");
        EXPECT_EQ(json["validationMessage"].GetString(), message);
    }
}

TEST_F(UtilitiesTest, DescribesTheRuleThatAnAddressBreaks) {
    rules::RuleFact rule;
    rule.id = "EX-ADDRESS-1";
    rule.text = {{"en", "The postal code does not fit."}};
    cloud_.edit().rules = {rule};
    cloud_.verdict = rules::Decision::refuse("EX-ADDRESS-1", "postalCode");
    const auto answer = post("/v1/validations/address", R"({"addressLine1":"1","country":"US"})");
    EXPECT_EQ(answer.status, 200);
    EXPECT_STREQ(answer.json()["status"].GetString(), "NotValidated");
    EXPECT_STREQ(answer.json()["validationMessage"].GetString(), "The postal code does not fit.");
}

TEST_F(UtilitiesTest, RefusesAnAddressWithoutCountryOrLine) {
    EXPECT_EQ(post("/v1/validations/address", R"({"addressLine1":"1"})").code(),
              codes::kMemberMissing);
    EXPECT_EQ(post("/v1/validations/address", R"({"country":"US"})").code(), codes::kMemberMissing);
    EXPECT_EQ(post("/v1/validations/address", R"({"country":"U1","addressLine1":"1"})").code(),
              codes::kBadProperty);
}

TEST_F(UtilitiesTest, GivesTheRulesOfACountryInBothForms) {
    rules::CountryFacts country;
    country.iso2 = "US";
    country.iso3 = "USA";
    country.states = {"WA", "OR"};
    country.calling_codes = {"1"};
    country.postal_code_regex = R"(\d{5})";
    cloud_.edit().countries = {country};
    const auto answer = get("/v1/countryvalidationrules/us");
    ASSERT_EQ(answer.status, 200);
    const auto json = answer.json();
    EXPECT_STREQ(json["iso2Code"].GetString(), "US");
    EXPECT_STREQ(json["supportedStatesList"][1].GetString(), "OR");
    EXPECT_STREQ(json["states"]["value"][0].GetString(), "WA");
    EXPECT_STREQ(json["countryCallingCodes"]["value"][0].GetString(), "1");
    EXPECT_STREQ(json["postalCodeRegex"].GetString(), R"(\d{5})");
    EXPECT_FALSE(json["isStateRequired"].GetBool());
}

TEST_F(UtilitiesTest, NamesACountryThatTheCloudDoesNotHave) {
    const auto answer = get("/v1/countryvalidationrules/ZZ");
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.code(), codes::kUnknownCountry);
    EXPECT_STREQ(answer.json()["data"][0].GetString(), "ZZ");
    EXPECT_EQ(get("/v1/countryvalidationrules/%3Cscript%3E").body.find("<script"),
              std::string::npos);
}

}  // namespace
}  // namespace concordat::api
