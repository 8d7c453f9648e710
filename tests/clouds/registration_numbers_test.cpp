#include <gtest/gtest.h>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

using rules::Decision;

/// Numbers of organisations as a country's register writes them, and others that it does not.
struct Row {
    std::string_view country;
    std::string_view postal_code;
    std::vector<std::string_view> right;
    std::vector<std::string_view> wrong;
};

const std::vector<Row>& table() {
    static const std::vector<Row> kRows = {
        {"AM", "0010", {"01234567"}, {"0123456", "012345678", "0123456A"}},
        {"AZ", "AZ1000", {"1234567891"}, {"123456789", "12345678912"}},
        {"BR",
         "01310-100",
         {"12.345.678/0001-95", "12345678000195"},
         {"12.345.678/0001-9", "1234567800019A", "12-345-678/0001-95"}},
        {"BY", "220030", {"123456789"}, {"12345678", "1234567890"}},
        {"HU",
         "1051",
         {"12345678-1-42", "12345678142"},
         {"1234567-1-42", "12345678 1 42", "HU12345678"}},
        {"IN", "110001", {"ABCDE1234F"}, {"abcde1234f", "ABCD1234F", "ABCDE12345"}},
        {"KG", "720000", {"12345678901234"}, {"1234567890123", "123456789012345"}},
        {"KZ", "010000", {"123456789012"}, {"12345678901", "1234567890123"}},
        {"MD", "2001", {"1234567890123"}, {"123456789012", "12345678901234"}},
        {"PL", "00-001", {"1234567890"}, {"123456789", "123-456-78-90"}},
        {"RU", "101000", {"1234567890", "123456789012"}, {"12345678901", "123456789"}},
        {"SA", "11564", {"1234567890"}, {"123456789", "12345678901"}},
        {"TH", "10200", {"1234567890123"}, {"123456789012", "12345678901234"}},
        {"TJ", "734000", {"123456789"}, {"12345678", "1234567890"}},
        {"TR", "06100", {"1234567890", "12345678901"}, {"123456789", "123456789012"}},
        {"UA", "01001", {"12345678", "1234567890"}, {"123456789", "1234567"}},
        {"UZ", "100000", {"123456789"}, {"12345678", "1234567890"}},
        {"VE",
         "1010",
         {"J-12345678-9", "J123456789"},
         {"X-12345678-9", "J-1234567-9", "12345678-9"}},
        {"VN",
         "100000",
         {"0123456789", "0123456789-001"},
         {"012345678", "0123456789001", "0123456789-01"}},
        {"ZA", "0001", {"2015/123456/07"}, {"2015123456", "2015/12345/07", "15/123456/07"}},
    };
    return kRows;
}

constexpr std::string_view kMember = "companyProfile.organizationRegistrationNumber";

/// What the global cloud decides on a customer of a partner in its own country.
Decision decisionOn(const Row& row, std::string_view number, std::string_view phone = "5550101") {
    auto partner = goodPartner("global");
    partner.country = row.country;
    auto draft = goodDraft("global");
    draft.registration_number = number;
    draft.billing.default_address = {.country = row.country,
                                     .city = "City",
                                     .address_line1 = "Street 1",
                                     .postal_code = row.postal_code,
                                     .phone_number = phone};
    return sharedCloud("global").cloud().mayAddCustomer(partner, draft, day(2018, 9, 30));
}

}  // namespace

TEST(RegistrationNumbers, OfEveryCountryAreTakenAsItsRegisterWritesThem) {
    for (const auto& row : table())
        for (const auto number : row.right)
            EXPECT_EQ(decisionOn(row, number), Decision::allow()) << row.country << ' ' << number;
}

TEST(RegistrationNumbers, OfEveryCountryAreRefusedInAnotherForm) {
    for (const auto& row : table())
        for (const auto number : row.wrong)
            EXPECT_EQ(decisionOn(row, number),
                      Decision::refuse("GL-REGISTRATION-3", std::string(kMember)))
                << row.country << ' ' << number;
}

TEST(RegistrationNumbers, OfHostileFormAreRefusedEverywhere) {
    const std::string nul("12345678\0", 9);
    for (const auto& row : table())
        for (const auto& number :
             {std::string(65, '1'), std::string(100'000, '1'), nul, std::string(" "),
              std::string("\xFF"), std::string("１２３４５６７８"), std::string("\n")})
            EXPECT_FALSE(decisionOn(row, number).allowed()) << row.country << ' ' << number.size();
}

TEST(RegistrationNumbers, AreMissedWhereTheyAreRequired) {
    for (const auto& row : table())
        EXPECT_EQ(decisionOn(row, ""), Decision::refuse("GL-REGISTRATION-2", std::string(kMember)))
            << row.country;
}

TEST(RegistrationNumbers, BringATelephoneNumberWithThem) {
    for (const auto& row : table())
        for (const auto* phone : {"", " "})
            EXPECT_EQ(decisionOn(row, row.right.front(), phone).rule(), "GL-REGISTRATION-4")
                << row.country;
}

TEST(RegistrationNumbers, AreNotAskedForElsewhere) {
    for (const auto& [country, code] : {std::pair{"DE", "10115"}, std::pair{"FR", "75001"},
                                        std::pair{"AT", "1010"}, std::pair{"NO", "0150"}}) {
        const Row row{country, code, {}, {}};
        EXPECT_EQ(decisionOn(row, ""), Decision::allow()) << country;
        EXPECT_EQ(decisionOn(row, "HRB 1").rule(), "GL-REGISTRATION-1") << country;
    }
}

TEST(RegistrationNumbers, AreInTheTableForEveryCountryThatChecksThem) {
    std::set<std::string_view> tried;
    for (const auto& row : table()) tried.insert(row.country);
    for (const auto& country : sharedCloud("global").cloud().facts().countries)
        EXPECT_EQ(tried.contains(country.iso2), !country.registration_number_regex.empty())
            << country.iso2;
}

}  // namespace concordat::tests
