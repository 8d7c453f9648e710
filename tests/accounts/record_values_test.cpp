#include "core/accounts/record_values.hpp"

#include <array>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <string>
#include <string_view>
#include <utility>

#include "core/accounts/credentials.hpp"
#include "core/accounts/customer.hpp"

namespace concordat::accounts {
namespace {

rapidjson::Document parsed(const std::string& text) {
    rapidjson::Document document;
    document.Parse(text.data(), text.size());
    EXPECT_FALSE(document.HasParseError()) << text;
    return document;
}

struct AddressMember {
    const char* name;
    std::string Address::*member;
};

constexpr std::array<AddressMember, 11> kAddress = {{{"Country", &Address::country},
                                                     {"Region", &Address::region},
                                                     {"City", &Address::city},
                                                     {"State", &Address::state},
                                                     {"AddressLine1", &Address::address_line1},
                                                     {"AddressLine2", &Address::address_line2},
                                                     {"PostalCode", &Address::postal_code},
                                                     {"FirstName", &Address::first_name},
                                                     {"MiddleName", &Address::middle_name},
                                                     {"LastName", &Address::last_name},
                                                     {"PhoneNumber", &Address::phone_number}}};

struct ProfileMember {
    const char* name;
    std::string BillingProfile::*member;
};

constexpr std::array<ProfileMember, 6> kProfile = {
    {{"FirstName", &BillingProfile::first_name},
     {"LastName", &BillingProfile::last_name},
     {"Email", &BillingProfile::email},
     {"Culture", &BillingProfile::culture},
     {"Language", &BillingProfile::language},
     {"CompanyName", &BillingProfile::company_name}}};

BillingProfile fullProfile() {
    BillingProfile profile;
    for (const auto& [name, member] : kProfile) profile.*member = std::string("of ") + name;
    for (const auto& [name, member] : kAddress)
        profile.default_address.*member = std::string("at ") + name;
    return profile;
}

TEST(RecordValueOfBillingProfile, KeepsEveryMemberUnderItsName) {
    const auto json = parsed(recordValueOf(fullProfile()));
    for (const auto& [name, member] : kProfile)
        EXPECT_EQ(json[name].GetString(), std::string("of ") + name);
    for (const auto& [name, member] : kAddress)
        EXPECT_EQ(json["DefaultAddress"][name].GetString(), std::string("at ") + name);
    EXPECT_EQ(json.MemberCount(), kProfile.size() + 1);
    EXPECT_EQ(json["DefaultAddress"].MemberCount(), kAddress.size());
}

TEST(RecordValueOfBillingProfile, LeavesOutWhatIsNotGivenButTheCountry) {
    const auto json = parsed(recordValueOf(BillingProfile{}));
    ASSERT_EQ(json.MemberCount(), 1U);
    ASSERT_EQ(json["DefaultAddress"].MemberCount(), 1U);
    EXPECT_STREQ(json["DefaultAddress"]["Country"].GetString(), "");
}

TEST(RecordValueOfBillingProfile, ShowsAChangeOfAnyMember) {
    const auto before = recordValueOf(fullProfile());
    for (const auto& [name, member] : kProfile) {
        auto profile = fullProfile();
        profile.*member += '!';
        EXPECT_NE(recordValueOf(profile), before) << name;
    }
    for (const auto& [name, member] : kAddress) {
        auto profile = fullProfile();
        (profile.default_address.*member).clear();
        EXPECT_NE(recordValueOf(profile), before) << name;
    }
}

TEST(RecordValueOfBillingProfile, KeepsTextsThatJsonMustEscape) {
    BillingProfile profile;
    const std::string hostile("\"}],\\\n\0é", 10);
    profile.company_name = hostile;
    profile.default_address.city = hostile;
    const auto json = parsed(recordValueOf(profile));
    EXPECT_EQ(std::string(json["CompanyName"].GetString(), json["CompanyName"].GetStringLength()),
              hostile);
    EXPECT_EQ(json["DefaultAddress"]["City"].GetStringLength(), hostile.size());
}

TEST(RecordValueOfCustomer, NamesTheCustomerAndItsCompany) {
    Customer customer;
    customer.id = CustomerId{makeRandomUuid()};
    customer.domain = "adatum.example.test";
    customer.company_name = "Adatum";
    customer.registration_number = "HRB 1";
    customer.public_body = "municipality";
    customer.billing = fullProfile();
    const auto json = parsed(recordValueOf(customer));
    EXPECT_EQ(json["Id"].GetString(), customer.id.value.toString());
    const auto& company = json["CompanyProfile"];
    EXPECT_EQ(company["TenantId"].GetString(), customer.id.value.toString());
    EXPECT_STREQ(company["Domain"].GetString(), "adatum.example.test");
    EXPECT_STREQ(company["CompanyName"].GetString(), "Adatum");
    EXPECT_STREQ(company["OrganizationRegistrationNumber"].GetString(), "HRB 1");
    EXPECT_STREQ(company["PublicBody"].GetString(), "municipality");
    EXPECT_STREQ(json["BillingProfile"]["Email"].GetString(), "of Email");
}

TEST(RecordValueOfCustomer, LeavesOutACompanysPartsThatItDoesNotHave) {
    const auto json = parsed(recordValueOf(Customer{}));
    ASSERT_TRUE(json["CompanyProfile"].IsObject());
    EXPECT_EQ(json["CompanyProfile"].MemberCount(), 1U);
    EXPECT_TRUE(json["CompanyProfile"].HasMember("TenantId"));
}

TEST(HashOneTimePasswordOfCredentials, DependsOnBothOfItsParts) {
    EXPECT_NE(hashOneTimePassword("salt", "password"), hashOneTimePassword("salu", "password"));
    EXPECT_NE(hashOneTimePassword("salt", "password"), hashOneTimePassword("salt", "passwore"));
    EXPECT_NE(hashOneTimePassword("salt", "password"), hashOneTimePassword("salt", "Password"));
    EXPECT_EQ(hashOneTimePassword("", "").size(), 32U);
}

TEST(MakeAdministratorOfCredentials, GivesTheUserAnIdOfItsTime) {
    const auto made = makeAdministrator(*parseInstant("2026-01-01"));
    EXPECT_EQ(made.administrator.id.value.toString()[14], '7');
    EXPECT_LT(made.administrator.id,
              makeAdministrator(*parseInstant("2026-01-02")).administrator.id);
    EXPECT_EQ(made.administrator.password_hash.find(made.password), std::string::npos);
}

}  // namespace
}  // namespace concordat::accounts
