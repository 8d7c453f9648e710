#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <thread>

#include <concordat/cloud_store/session_opener.hpp>

#include "core/base/error.hpp"
#include "tests/clouds/clouds.hpp"

namespace concordat::tests {

namespace {

/// What every cloud must keep, asked of each real library through the host.
class CloudContract : public testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] const rules::Cloud& cloud() const { return plugin_.cloud(); }
    [[nodiscard]] const rules::CloudFacts& facts() const { return cloud().facts(); }

    const host::LoadedPlugin& plugin_ = sharedCloud(GetParam());
};

}  // namespace

TEST_P(CloudContract, IsNamedAsItsDescriptorSays) {
    EXPECT_EQ(plugin_.info().cloud_id, facts().id);
    EXPECT_FALSE(facts().name.empty());
    EXPECT_FALSE(facts().domain_suffix.empty());
    EXPECT_FALSE(plugin_.info().soci.empty());
}

TEST_P(CloudContract, SpeaksTheThreeLanguagesInEveryRule) {
    EXPECT_THAT(facts().languages, testing::UnorderedElementsAre("en", "pt-BR", "de"));
    for (const auto& rule : facts().rules) {
        EXPECT_FALSE(rule.source.empty()) << rule.id;
        std::set<std::string> texts;
        for (const auto& language : facts().languages) {
            ASSERT_TRUE(rule.text.contains(language)) << rule.id << " " << language;
            texts.insert(rule.text.at(language));
        }
        EXPECT_EQ(texts.size(), 3U) << rule.id << " has the same text in two languages";
    }
}

TEST_P(CloudContract, NamesItsRulesInCapitalsAndOnce) {
    std::set<std::string> ids;
    for (const auto& rule : facts().rules) {
        EXPECT_THAT(rule.id, testing::MatchesRegex("[A-Z]{2}-[A-Z]+-[0-9]+"));
        EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    }
}

TEST_P(CloudContract, StatesEachThingOnceAndWithItsSource) {
    std::set<std::string> ids;
    std::set<std::string> topics;
    for (const auto& statement : facts().statements) {
        EXPECT_THAT(statement.id, testing::MatchesRegex("[A-Z]{2}-[A-Z]+-[0-9]+"));
        EXPECT_TRUE(ids.insert(statement.id).second) << statement.id;
        EXPECT_TRUE(topics.insert(statement.topic).second) << statement.topic;
        EXPECT_EQ(facts().rule(statement.id), nullptr) << statement.id;
        EXPECT_FALSE(statement.value.empty()) << statement.id;
        EXPECT_FALSE(statement.source.empty()) << statement.id;
    }
}

TEST_P(CloudContract, GivesRegistrationRulesTheCodesThatPartnersKnow) {
    const auto prefix = facts().rules.front().id.substr(0, 3);
    const std::map<std::string, int> codes{{"REGISTRATION-1", 600002}, {"REGISTRATION-2", 600049},
                                           {"REGISTRATION-3", 600050}, {"REGISTRATION-4", 600051},
                                           {"TERRITORY-1", 2030},      {"ADDRESS-1", 2007}};
    for (const auto& [part, code] : codes) {
        // A rule that nothing can meet in this cloud is not listed.
        if (const auto* const rule = facts().rule(prefix + part); rule != nullptr) {
            EXPECT_EQ(rule->code, code) << part;
        }
    }
}

TEST_P(CloudContract, KnowsEveryCountryCompletely) {
    EXPECT_FALSE(facts().countries.empty());
    for (const auto& country : facts().countries) {
        EXPECT_FALSE(country.name.empty()) << country.iso2;
        EXPECT_EQ(country.iso3.size(), 3U) << country.iso2;
        EXPECT_FALSE(country.territory.empty()) << country.iso2;
        EXPECT_THAT(country.cultures, testing::Contains(country.default_culture)) << country.iso2;
        EXPECT_FALSE(country.languages.empty()) << country.iso2;
        EXPECT_FALSE(country.calling_codes.empty()) << country.iso2;
        EXPECT_EQ(country.postal_code_regex.empty(), country.postal_code_source.empty())
            << country.iso2;
    }
}

TEST_P(CloudContract, EnforcesStatesOnlyWhereTheApiDoes) {
    for (const auto& country : facts().countries) {
        const bool enforced = country.iso2 == "US" || country.iso2 == "CA" ||
                              country.iso2 == "CN" || country.iso2 == "MX";
        EXPECT_EQ(country.states_enforced, enforced) << country.iso2;
    }
}

TEST_P(CloudContract, EnrolsPartnersOnlyWhereItsListSays) {
    for (const auto& country : facts().partner_countries)
        EXPECT_TRUE(cloud().mayEnrol({.country = country}).allowed()) << country;
    EXPECT_FALSE(cloud().mayEnrol({.country = "ZZ"}).allowed());
    EXPECT_FALSE(cloud().mayEnrol({.country = ""}).allowed());
}

TEST_P(CloudContract, AcceptsItsGoodCustomer) {
    EXPECT_EQ(
        cloud().mayAddCustomer(goodPartner(GetParam()), goodDraft(GetParam()), day(2017, 11, 6)),
        rules::Decision::allow());
}

TEST_P(CloudContract, SurvivesNothingAndRubbishWithARefusal) {
    EXPECT_FALSE(cloud().mayAddCustomer({}, {}, {}).allowed());
    EXPECT_FALSE(cloud().mayChangeBilling({}, {}, {}, {}).allowed());
    EXPECT_FALSE(cloud().validateAddress({}).problem.allowed());
    const std::string rubbish(100'000, '\xff');
    auto draft = goodDraft(GetParam());
    auto& address = draft.billing.default_address;
    for (auto* member : {&draft.domain, &draft.registration_number, &draft.billing.culture,
                         &draft.billing.language, &address.country, &address.city, &address.state,
                         &address.address_line1, &address.postal_code, &address.phone_number}) {
        const auto before = *member;
        *member = rubbish;
        EXPECT_FALSE(cloud().mayAddCustomer(goodPartner(GetParam()), draft, {}).allowed());
        *member = before;
    }
    EXPECT_EQ(plugin_.faults(), 0U);
}

TEST_P(CloudContract, AnswersTheSameToManyThreadsAtOnce) {
    auto refused = goodDraft(GetParam());
    refused.billing.default_address.postal_code = "not one";
    const auto expected = cloud().mayAddCustomer(goodPartner(GetParam()), refused, {});
    ASSERT_FALSE(expected.allowed());
    std::atomic<int> different{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int call = 0; call < 200; ++call) {
                const auto partner = goodPartner(GetParam());
                if (!cloud().mayAddCustomer(partner, goodDraft(GetParam()), {}).allowed() ||
                    cloud().mayAddCustomer(partner, refused, {}) != expected)
                    ++different;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(different, 0);
}

TEST_P(CloudContract, KeepsRecordsOnlyAtItsLocations) {
    for (const auto& location : facts().locations)
        for (const auto* kind : {"store", "log", "backup"})
            EXPECT_TRUE(cloud().mayUse({.kind = kind, .location = location}).allowed());
    EXPECT_FALSE(cloud().mayUse({.kind = "store", .location = "mars"}).allowed());
    EXPECT_FALSE(cloud().mayUse({.kind = "store", .location = ""}).allowed());
}

TEST_P(CloudContract, OpensItsStoreAtItsLocation) {
    std::string pattern = (std::filesystem::temp_directory_path() / "concordat-XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(pattern.data());
    cloud_store::StoreSettings settings{.backend = "sqlite3",
                                        .location = facts().locations.front(),
                                        .path = folder / "store" / "cloud.db"};
    {
        const auto opener = plugin_.sessionOpener(settings);
        soci::session session;
        opener->open(session);
        EXPECT_TRUE(std::filesystem::exists(settings.path));
    }
    settings.location = "mars";
    EXPECT_THROW((void)plugin_.sessionOpener(settings), FatalError);
    std::filesystem::remove_all(folder);
}

TEST_P(CloudContract, RefusesASettingThatItDoesNotKnow) {
    host::LoadOptions options;
    options.settings["closes_for_new_custommers"] = "2018-10-01";
    try {
        (void)loadCloud(GetParam(), options);
        FAIL() << "accepted";
    } catch (const FatalError& error) {
        EXPECT_EQ(error.event(), "PLUGIN-CREATE");
        EXPECT_THAT(error.what(), testing::HasSubstr("'closes_for_new_custommers' is unknown"));
    }
}

INSTANTIATE_TEST_SUITE_P(Clouds, CloudContract, testing::ValuesIn(cloudFolders()),
                         [](const auto& param) { return param.param; });

}  // namespace concordat::tests
