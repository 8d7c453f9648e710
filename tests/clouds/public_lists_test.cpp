#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <phonenumbers/phonenumberutil.h>
#include <rapidjson/document.h>
#include <rapidjson/istreamwrapper.h>
#include <regex>
#include <set>

#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

/// The entries of one of the lists of Debian's iso-codes.
rapidjson::Document isoList(const std::string& name) {
    std::ifstream file(std::string(ISO_CODES_FOLDER) + "/iso_" + name + ".json");
    rapidjson::IStreamWrapper stream(file);
    rapidjson::Document document;
    document.ParseStream(stream);
    EXPECT_TRUE(document.IsObject()) << "iso-codes has no list " << name;
    return document;
}

/// Codes of three letters by those of two.
std::map<std::string, std::string> isoCountries() {
    const auto list = isoList("3166-1");
    std::map<std::string, std::string> countries;
    for (const auto& entry : list["3166-1"].GetArray())
        countries[entry["alpha_2"].GetString()] = entry["alpha_3"].GetString();
    return countries;
}

/// Subdivisions by country, without those inside another one. Some are countries of their own, or
/// parts of one, and listed there.
std::map<std::string, std::vector<std::string>> isoSubdivisions() {
    const std::set<std::string> elsewhere{
        "CN-HK",  "CN-MO",  "CN-TW", "FR-BL", "FR-CP", "FR-GF", "FR-GP", "FR-MF", "FR-MQ", "FR-NC",
        "FR-PF",  "FR-PM",  "FR-RE", "FR-TF", "FR-WF", "FR-YT", "NL-AW", "NL-CW", "NL-SX", "NL-BQ1",
        "NL-BQ2", "NL-BQ3", "NO-21", "NO-22", "US-AS", "US-GU", "US-MP", "US-PR", "US-UM", "US-VI"};
    const auto list = isoList("3166-2");
    std::map<std::string, std::vector<std::string>> subdivisions;
    for (const auto& entry : list["3166-2"].GetArray()) {
        const std::string code = entry["code"].GetString();
        const auto dash = code.find('-');
        if (!entry.HasMember("parent") && !elsewhere.contains(code))
            subdivisions[code.substr(0, dash)].push_back(code.substr(dash + 1));
    }
    return subdivisions;
}

class PublicLists : public testing::Test {
protected:
    const rules::CloudFacts& facts_ = sharedCloud("global").cloud().facts();
};

}  // namespace

TEST_F(PublicLists, HaveTheCodesOfTheCountries) {
    const auto countries = isoCountries();
    for (const auto& country : facts_.countries) {
        ASSERT_TRUE(countries.contains(country.iso2)) << country.iso2;
        EXPECT_EQ(country.iso3, countries.at(country.iso2));
    }
}

TEST_F(PublicLists, HaveTheSubdivisionsOfTheCountries) {
    auto subdivisions = isoSubdivisions();
    for (const auto& country : facts_.countries)
        EXPECT_THAT(country.states, testing::UnorderedElementsAreArray(subdivisions[country.iso2]))
            << country.iso2;
}

TEST_F(PublicLists, HaveTheCallingCodesOfTheCountries) {
    const auto& plans = *PhoneNumberUtil::GetInstance();
    for (const auto& country : facts_.countries)
        EXPECT_THAT(
            country.calling_codes,
            testing::ElementsAre(std::to_string(plans.GetCountryCodeForRegion(country.iso2))))
            << country.iso2;
}

TEST_F(PublicLists, HaveTelephoneNumbersThatTheExpressionsAccept) {
    const auto& plans = *PhoneNumberUtil::GetInstance();
    std::size_t checked = 0;
    for (const auto& country : facts_.countries) {
        if (country.phone_number_regex.empty()) continue;
        const std::regex expression(country.phone_number_regex);
        PhoneNumber number;
        ASSERT_TRUE(plans.GetExampleNumber(country.iso2, &number));
        for (const auto format :
             {PhoneNumberUtil::E164, PhoneNumberUtil::INTERNATIONAL, PhoneNumberUtil::NATIONAL}) {
            std::string text;
            plans.Format(number, format, &text);
            EXPECT_TRUE(std::regex_match(text, expression)) << country.iso2 << " " << text;
            ++checked;
        }
    }
    EXPECT_GT(checked, 0U);
}

}  // namespace concordat::tests
