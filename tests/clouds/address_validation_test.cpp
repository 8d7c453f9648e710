#include <gtest/gtest.h>

#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

using rules::AddressStatus;

struct Row {
    std::string_view country;
    std::string_view state;
    std::string_view postal_code;
    AddressStatus status;
    std::string_view suggested_state;
    std::string_view suggested_postal_code;
};

rules::AddressView addressOf(const Row& row) {
    return {.country = row.country,
            .city = "City",
            .state = row.state,
            .address_line1 = "Street 1",
            .postal_code = row.postal_code};
}

class AddressValidation : public testing::Test {
protected:
    const host::LoadedPlugin& plugin_ = sharedCloud("global");
};

}  // namespace

TEST_F(AddressValidation, SaysHowSureItIsAndSuggestsTheSpellingThatFits) {
    const std::vector<Row> table{
        {"US", "WA", "98052", AddressStatus::VerifiedShippable, "WA", "98052"},
        {"us", "WA", "98052", AddressStatus::VerifiedShippable, "WA", "98052"},
        {"US", "wa", "98052", AddressStatus::InteractionRequired, "WA", "98052"},
        {"US", "WA", "980526399", AddressStatus::InteractionRequired, "WA", "98052-6399"},
        {"US", "WA", " 98052 ", AddressStatus::InteractionRequired, "WA", "98052"},
        {"CA", "ON", "k1a0b1", AddressStatus::InteractionRequired, "ON", "K1A0B1"},
        {"CA", "ON", "K1A 0B1", AddressStatus::VerifiedShippable, "ON", "K1A 0B1"},
        {"PL", "", "00001", AddressStatus::InteractionRequired, "", "00-001"},
        {"PT", "", "1000 001", AddressStatus::InteractionRequired, "", "1000-001"},
        {"GB", "", "sw1a 1aa", AddressStatus::InteractionRequired, "", "SW1A 1AA"},
        {"DE", "", "10115", AddressStatus::VerifiedShippable, "", "10115"},
        {"DE", "Berlin", "10115", AddressStatus::VerifiedShippable, "Berlin", "10115"},
        {"JM", "", "whatever", AddressStatus::Verified, "", "whatever"},
        {"AE", "", "", AddressStatus::Verified, "", ""}};
    for (const auto& row : table) {
        const auto verdict = plugin_.cloud().validateAddress(addressOf(row));
        EXPECT_EQ(verdict.status, row.status) << row.country << " " << row.postal_code;
        EXPECT_TRUE(verdict.problem.allowed()) << row.country << " " << verdict.problem.rule();
        ASSERT_EQ(verdict.suggestions.size(), 1U) << row.country << " " << row.postal_code;
        EXPECT_EQ(verdict.suggestions[0].state, row.suggested_state);
        EXPECT_EQ(verdict.suggestions[0].postal_code, row.suggested_postal_code);
        EXPECT_EQ(verdict.suggestions[0].city, "City");
    }
}

TEST_F(AddressValidation, NamesTheRuleAndTheMemberOfWhatIsWrong) {
    const std::vector<std::pair<Row, rules::Decision>> table{
        {{"US", "XX", "98052", {}, "", ""}, rules::Decision::refuse("GL-STATE-1", "state")},
        {{"US", "WA", "9805", {}, "", ""}, rules::Decision::refuse("GL-POSTAL-1", "postalCode")},
        {{"US", "WA", "", {}, "", ""}, rules::Decision::refuse("GL-ADDRESS-1", "postalCode")},
        {{"US", "", "98052", {}, "", ""}, rules::Decision::refuse("GL-ADDRESS-1", "state")},
        {{"CN", "BJ", "100000", {}, "", ""}, rules::Decision::refuse("GL-MARKET-1", "country")},
        {{"", "", "", {}, "", ""}, rules::Decision::refuse("GL-MARKET-1", "country")},
        {{"Germany", "", "10115", {}, "", ""}, rules::Decision::refuse("GL-MARKET-1", "country")}};
    for (const auto& [row, problem] : table) {
        const auto verdict = plugin_.cloud().validateAddress(addressOf(row));
        EXPECT_EQ(verdict.status, AddressStatus::NotValidated) << problem.rule();
        EXPECT_EQ(verdict.problem, problem);
        EXPECT_TRUE(verdict.suggestions.empty());
    }
}

TEST_F(AddressValidation, SuggestsOnlyWhatItWouldAccept) {
    for (const auto* code : {"980526399", "98052 6399", "9805-26399", " 98052"}) {
        const auto first =
            plugin_.cloud().validateAddress(addressOf({"US", "wa", code, {}, "", ""}));
        ASSERT_EQ(first.suggestions.size(), 1U) << code;
        const auto& suggestion = first.suggestions[0];
        const auto second = plugin_.cloud().validateAddress(
            addressOf({suggestion.country, suggestion.state, suggestion.postal_code, {}, "", ""}));
        EXPECT_EQ(second.status, AddressStatus::VerifiedShippable) << code;
    }
}

}  // namespace concordat::tests
