#include "core/runtime/seed_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "tests/runtime/settings_fixture.hpp"

namespace concordat::runtime {
namespace {

Seed shippedSeed() {
    return readSeed(std::filesystem::path(CONCORDAT_CONFIG_DIR) / "seed.yaml");
}

TEST(SeedFile, GivesEveryCloudOfDevelopmentTwoSandboxPartners) {
    const auto seed = shippedSeed();
    const auto settings = readSettings(
        std::filesystem::path(CONCORDAT_CONFIG_DIR) / "development.yaml", surroundingsWith());
    std::set<PartnerId> tenants;
    for (const auto& cloud : settings.clouds) {
        const auto& partners = seed.partnersOf(cloud.id);
        ASSERT_EQ(partners.size(), 2U) << cloud.id;
        EXPECT_EQ(partners[0].partner.name, "contoso");
        EXPECT_EQ(partners[1].partner.name, "fabrikam");
        for (const auto& one : partners) {
            EXPECT_TRUE(tenants.insert(one.partner.id).second);
            EXPECT_TRUE(one.partner.sandbox);
            EXPECT_FALSE(one.secret.empty());
            EXPECT_EQ(one.users.size(), 3U);
            EXPECT_FALSE(one.customers.empty());
            EXPECT_EQ(one.partner.country, one.profiles.billing.address.country);
        }
    }
}

TEST(SeedFile, GivesUsersTheSameIdAtEveryStart) {
    const auto first = shippedSeed();
    const auto second = shippedSeed();
    std::set<UserId> ids;
    for (const auto& [cloud, partners] : first.clouds)
        for (std::size_t i = 0; i < partners.size(); ++i)
            for (std::size_t user = 0; user < partners[i].users.size(); ++user) {
                EXPECT_EQ(partners[i].users[user].id, second.partnersOf(cloud)[i].users[user].id);
                EXPECT_TRUE(ids.insert(partners[i].users[user].id).second);
            }
}

TEST(SeedFile, HasNobodyForAnUnknownCloud) {
    EXPECT_TRUE(shippedSeed().partnersOf("x").empty());
}

TEST(SeedFile, NamesItsMistakes) {
    const TemporaryFolder folder;
    const auto file = folder.write("seed.yaml", R"(password: x
users: [{name: admin, roles: [Emperor]}]
clouds:
  alpha:
    - name: contoso
      tenant: 12
      company: Contoso
      domain: contoso.example
      addres: {country: DE}
)");
    try {
        (void)readSeed(file);
        FAIL() << "accepted";
    } catch (const SettingsRefused& refused) {
        EXPECT_THAT(refused.what(), testing::HasSubstr("seed.yaml:2: 'users[0].roles' 'Emperor'"));
        EXPECT_THAT(refused.what(), testing::HasSubstr("seed.yaml:6: 'clouds.alpha[0].tenant'"));
        EXPECT_THAT(refused.what(), testing::HasSubstr("did you mean 'address'?"));
    }
}

TEST(SeedFile, SaysWhatKindOfPartnerItIs) {
    const TemporaryFolder folder;
    const auto seedOf = [&](const std::string& kind) {
        return readSeed(folder.write("seed.yaml",
                                     "password: x\nclouds:\n  alpha:\n    - {name: a, "
                                     "kind: " +
                                         kind +
                                         ", company: A, domain: a.example, tenant: "
                                         "10000000-0000-4000-8000-000000000001, "
                                         "address: {country: US}, application: {id: "
                                         "10000000-0000-4000-8000-0000000000a1}}\n"));
    };
    EXPECT_EQ(seedOf("indirect-reseller").partnersOf("alpha").front().partner.kind,
              partners::PartnerKind::IndirectReseller);
    EXPECT_THROW((void)seedOf("emperor"), SettingsRefused);
}

/// A provider and, below it, a reseller; `provider` has further keys of it, each with a line of its
/// own.
std::string providerAndReseller(const std::string& provider) {
    const auto partner = [](const std::string& name, const std::string& number) {
        return "    - name: " + name + "\n      kind: indirect-" + name +
               "\n      company: C\n      domain: " + name +
               ".example\n      tenant: 10000000-0000-4000-8000-00000000000" + number +
               "\n      address: {country: US}\n      application: {id: "
               "10000000-0000-4000-8000-0000000000a" +
               number + "}\n";
    };
    return "password: x\nclouds:\n  alpha:\n" + partner("provider", "1") + provider +
           partner("reseller", "2");
}

TEST(SeedFile, GivesAProviderResellersThatMayStandBelowIt) {
    const TemporaryFolder folder;
    const auto seed = readSeed(folder.write(
        "seed.yaml", providerAndReseller(
                         "      resellers: [reseller]\n      customers:\n"
                         "        - {domain: a.example, company: A, reseller: reseller, "
                         "address: {country: US}}\n"
                         "        - {domain: b.example, company: B, address: {country: US}}\n")));
    const auto& partners = seed.partnersOf("alpha");
    ASSERT_EQ(partners.size(), 2U);
    EXPECT_THAT(partners[0].resellers, testing::ElementsAre(partners[1].partner.id));
    ASSERT_EQ(partners[0].customers.size(), 2U);
    EXPECT_EQ(partners[0].customers[0].reseller, partners[1].partner.id);
    EXPECT_EQ(partners[0].customers[1].reseller, std::nullopt);
    EXPECT_TRUE(partners[1].resellers.empty());
}

TEST(SeedFile, NamesMistakesAboutResellers) {
    const TemporaryFolder folder;
    const auto mistakeOf = [&](const std::string& text) -> std::string {
        try {
            (void)readSeed(folder.write("seed.yaml", text));
            return "accepted";
        } catch (const SettingsRefused& refused) {
            return refused.what();
        }
    };
    const std::string customer = "      customers: [{domain: a.example, company: A, reseller: ";
    const std::string address = ", address: {country: US}}]\n";
    EXPECT_THAT(mistakeOf(providerAndReseller("      resellers: [nobody]\n")),
                testing::HasSubstr("'clouds.alpha[0].resellers' 'nobody' is no partner of kind"));
    EXPECT_THAT(mistakeOf(providerAndReseller("      resellers: [provider]\n")),
                testing::HasSubstr("'provider' is no partner of kind indirect-reseller here"));
    EXPECT_THAT(mistakeOf(providerAndReseller(customer + "reseller" + address)),
                testing::HasSubstr("'reseller' is none of the partner's 'resellers'"));
    EXPECT_THAT(mistakeOf(providerAndReseller("      resellers: [reseller]\n" + customer +
                                              "somebody" + address)),
                testing::HasSubstr("'somebody' is none of the partner's 'resellers'"));
    EXPECT_THAT(mistakeOf(providerAndReseller("") + "      resellers: [reseller]\n"),
                testing::HasSubstr("are for a partner of kind indirect-provider"));
    EXPECT_THAT(mistakeOf(providerAndReseller("      reselers: [reseller]\n")),
                testing::HasSubstr("did you mean 'resellers'?"));
    EXPECT_THAT(mistakeOf(providerAndReseller("      customers: [{reseler: x}]\n")),
                testing::HasSubstr("did you mean 'reseller'?"));
}

TEST(SeedFile, RefusesTheIdThatStandsForTheCloudItself) {
    const TemporaryFolder folder;
    const auto file = folder.write("seed.yaml", R"(clouds:
  alpha:
    - name: contoso
      tenant: 00000000-0000-0000-0000-000000000000
)");
    try {
        (void)readSeed(file);
        FAIL() << "accepted";
    } catch (const SettingsRefused& refused) {
        EXPECT_THAT(refused.what(), testing::HasSubstr("'clouds.alpha[0].tenant' must not be"));
    }
}

}  // namespace
}  // namespace concordat::runtime
