#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

using Lists = std::map<std::string, std::vector<std::string>>;

/// The facts of the global cloud, whose customers may be in every market, beside markets.yaml.
class Markets : public testing::Test {
protected:
    static Lists listed(const char* key) {
        return YAML::LoadFile(std::string(CLOUD_CASES) + "/markets.yaml")[key].as<Lists>();
    }

    /// Countries by what `name` says of each.
    template <typename Name>
    Lists found(Name name) const {
        Lists lists;
        for (const auto& country : facts_.countries) lists[name(country)].push_back(country.iso2);
        return lists;
    }

    /// What every list names, in order.
    static std::map<std::string, std::string> byCountry(const Lists& lists) {
        std::map<std::string, std::string> names;
        for (const auto& [name, countries] : lists)
            for (const auto& country : countries)
                EXPECT_TRUE(names.emplace(country, name).second) << country << " stands twice";
        return names;
    }

    const rules::CloudFacts& facts_ = sharedCloud("global").cloud().facts();
};

}  // namespace

TEST_F(Markets, AreInTheTerritoriesOfTheProgramme) {
    const auto listed_names = byCountry(listed("territories"));
    EXPECT_EQ(listed_names.size(), 181U);
    EXPECT_EQ(byCountry(found([](const auto& country) { return country.territory; })),
              listed_names);
}

TEST_F(Markets, AreBilledInTheCurrenciesOfTheProgramme) {
    const auto listed_names = byCountry(listed("currencies"));
    for (const auto& country : facts_.countries) {
        const auto listed_name = listed_names.find(country.iso2);
        const auto expected = listed_name == listed_names.end() ? "USD" : listed_name->second;
        EXPECT_EQ(country.currency.empty() ? "none" : country.currency, expected) << country.iso2;
    }
}

TEST_F(Markets, AskForRegistrationNumbersWhereTheProgrammeDoes) {
    const auto asked = listed("registration_numbers").at("required");
    for (const auto& country : facts_.countries) {
        const bool required = std::find(asked.begin(), asked.end(), country.iso2) != asked.end();
        EXPECT_EQ(country.registration_number_required, required) << country.iso2;
        EXPECT_EQ(country.registration_number_supported, required) << country.iso2;
    }
}

TEST_F(Markets, DemandOnlyTheStatesOfTheLists) {
    auto expected = listed("states");
    for (const auto& country : facts_.countries) {
        EXPECT_EQ(country.states_enforced, expected.contains(country.iso2)) << country.iso2;
        EXPECT_EQ(country.state_required, country.states_enforced) << country.iso2;
        if (!country.states_enforced) continue;
        EXPECT_THAT(country.states, testing::UnorderedElementsAreArray(expected.at(country.iso2)));
    }
}

TEST_F(Markets, GiveTheValuesOfTheUnitedStatesThatAreDocumented) {
    const auto* const us = facts_.country("US");
    ASSERT_NE(us, nullptr);
    EXPECT_EQ(us->postal_code_regex, R"(^\d{5}(-\d{4})?$)");
    EXPECT_TRUE(us->postal_code_required && us->city_required && us->state_required);
    EXPECT_THAT(us->languages, testing::ElementsAre("en", "es"));
    EXPECT_THAT(us->cultures, testing::ElementsAre("en-US", "es-US"));
    EXPECT_TRUE(us->tax_id_supported);
    EXPECT_EQ(us->tax_id_format, "US######");
    EXPECT_EQ(us->tax_id_sample, "US999965");
    EXPECT_FALSE(us->vat_id_supported || us->registration_number_supported);
    EXPECT_THAT(us->calling_codes, testing::ElementsAre("1"));
    EXPECT_EQ(us->reseller_agreement_region, "AOC");
    EXPECT_EQ(us->geographic_region, "NorthAndLatinAmerica");
}

}  // namespace concordat::tests
