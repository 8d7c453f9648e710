#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "core/base/error.hpp"
#include "tests/clouds/cloud_case.hpp"
#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

constexpr std::string_view kBilling = "billingProfile.";
constexpr std::string_view kAddress = "billingProfile.defaultAddress.";

/// What a cloud's case says, asked of its real library through the host.
class Placements : public testing::TestWithParam<std::string> {
protected:
    Placements() {
        host::LoadOptions options;
        for (const auto& [name, value] : case_.settings) options.settings[name] = value;
        plugin_ = loadCloud(GetParam(), options);
        rows_ = standardPlacements(case_);
        rows_.insert(rows_.end(), case_.placements.begin(), case_.placements.end());
    }

    [[nodiscard]] const rules::Cloud& cloud() const { return plugin_->cloud(); }

    const CloudCase& case_ = cloudCase(GetParam());
    std::unique_ptr<host::LoadedPlugin> plugin_;
    std::vector<PlacementRow> rows_;
};

}  // namespace

TEST_P(Placements, OfCustomersAreDecidedAsTheTableSays) {
    for (const auto& row : rows_) {
        const auto decision = cloud().mayAddCustomer(row.placement.partner(), row.placement.draft(),
                                                     row.placement.now());
        EXPECT_EQ(decision.rule(), row.rule) << row.name;
        EXPECT_EQ(decision.member(), row.member) << row.name;
    }
}

TEST_P(Placements, OfChangedBillingAreDecidedByTheSamePlaceRules) {
    std::size_t asked = 0;
    for (const auto& row : rows_) {
        if (!row.member.starts_with(kAddress)) continue;
        const auto draft = row.placement.draft();
        const auto decision = cloud().mayChangeBilling(
            row.placement.partner(), {.registration_number = draft.registration_number},
            draft.billing, row.placement.now());
        EXPECT_EQ(decision.rule(), row.rule) << row.name;
        EXPECT_EQ(std::string(kBilling) + decision.member(), row.member) << row.name;
        ++asked;
    }
    EXPECT_GT(asked, 10U);
}

TEST_P(Placements, OfPartnersAreDecidedAsTheTableSays) {
    for (const auto& row : case_.enrolments)
        EXPECT_EQ(
            cloud()
                .mayEnrol({.country = row.country, .kind = row.kind, .contact_email = row.contact})
                .rule(),
            row.rule)
            << row.country << " " << row.contact;
}

TEST_P(Placements, OfRecordsAreDecidedAsTheTableSays) {
    for (const auto& row : case_.locations)
        EXPECT_EQ(cloud().mayUse({.kind = "store", .location = row.label}).rule(), row.rule)
            << row.label;
}

TEST_P(Placements, OfReviewedCustomersAreChangedAsTheTableSays) {
    const auto partner = case_.good.partner();
    const auto draft = case_.good.draft();
    for (const auto& row : case_.reviews) {
        const rules::AccountView account{.registration_number = draft.registration_number,
                                         .public_body = draft.public_body,
                                         .eligibility = row.eligibility,
                                         .eligibility_decided = row.decided};
        const auto decision =
            cloud().mayChangeBilling(partner, account, draft.billing, case_.good.now());
        EXPECT_EQ(decision.rule(), row.rule) << static_cast<int>(row.eligibility);
        EXPECT_EQ(decision.member(), "");
    }
}

TEST_P(Placements, EndOnlyWhereThatIsOffered) {
    EXPECT_EQ(cloud().mayRemoveRelationship({}, {}, {}).rule(), case_.ending_refused);
}

TEST_P(Placements, AreInTheCountriesThatTheCaseNames) {
    if (case_.customer_countries.empty()) return;
    std::vector<std::string> countries;
    for (const auto& country : cloud().facts().countries) countries.push_back(country.iso2);
    EXPECT_THAT(countries, testing::UnorderedElementsAreArray(case_.customer_countries));
}

TEST_P(Placements, HaveOnePartnerWhereTheCaseSaysSo) {
    EXPECT_EQ(cloud().facts().one_partner_per_customer, case_.one_partner_per_customer);
}

TEST_P(Placements, ShowEveryRuleOfTheCloudRefusing) {
    std::set<std::string> shown{case_.ending_refused};
    for (const auto& row : rows_) shown.insert(row.rule);
    for (const auto& row : case_.enrolments) shown.insert(row.rule);
    for (const auto& row : case_.locations) shown.insert(row.rule);
    for (const auto& row : case_.reviews) shown.insert(row.rule);
    for (const auto& rule : cloud().facts().rules)
        EXPECT_TRUE(shown.contains(rule.id))
            << rule.id << ": add a row that it refuses to " << GetParam()
            << ".yaml, or leave out a rule that nothing can meet";
}

INSTANTIATE_TEST_SUITE_P(Clouds, Placements, testing::ValuesIn(cloudFolders()),
                         [](const auto& param) { return param.param; });

TEST(Germany, LetsExistingCustomersBeChangedAfterItClosed) {
    host::LoadOptions options;
    options.settings["closes_for_new_customers"] = "2018-10-01";
    const auto plugin = loadCloud("germany", options);
    const auto draft = goodDraft("germany");
    EXPECT_TRUE(plugin->cloud()
                    .mayChangeBilling(goodPartner("germany"), {}, draft.billing, day(2019, 1, 1))
                    .allowed());
}

TEST(Germany, StaysOpenWithoutADate) {
    const auto& plugin = sharedCloud("germany");
    EXPECT_TRUE(plugin.cloud()
                    .mayAddCustomer(goodPartner("germany"), goodDraft("germany"), day(2030, 1, 1))
                    .allowed());
}

TEST(Germany, RefusesToStartWithADateThatIsNone) {
    for (const auto* text :
         {"soon", "2018-13-01", "2018-02-30", "2018-2-3", "01.10.2018", "2018-10-011"}) {
        host::LoadOptions options;
        options.settings["closes_for_new_customers"] = text;
        try {
            (void)loadCloud("germany", options);
            ADD_FAILURE() << "accepted " << text;
        } catch (const FatalError& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr("write it as 2018-10-01"));
        }
    }
}

TEST(UsGovernment, NeverLapsesAnApprovalWithoutAPeriod) {
    const auto draft = goodDraft("us_government");
    const rules::AccountView approved{.eligibility = rules::Eligibility::Approved,
                                      .eligibility_decided = day(2001, 1, 1)};
    const auto plugin = loadCloud("us_government");
    EXPECT_TRUE(plugin->cloud()
                    .mayChangeBilling(goodPartner("us_government"), approved, draft.billing,
                                      day(2030, 1, 1))
                    .allowed());
}

TEST(UsGovernment, RefusesToStartWithAPeriodThatIsNone) {
    for (const auto* text : {"0", "-1", "36501", "1.5", "365 ", " 365", "year", "99999999999"}) {
        host::LoadOptions options;
        options.settings["eligibility_renewal_days"] = text;
        try {
            (void)loadCloud("us_government", options);
            ADD_FAILURE() << "accepted " << text;
        } catch (const FatalError& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr("write it as 365"));
        }
    }
}

}  // namespace concordat::tests
