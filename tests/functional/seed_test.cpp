#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// A seed file in which a provider has a reseller, below it, and a customer of each.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto kReseller = "40000000-0000-4000-8000-0000000000f2";

std::string partnerOf(const std::string& cloud, const std::string& kind, const std::string& tenant,
                      const std::string& more) {
    return "    - name: " + kind + "\n      company: " + kind + "\n      tenant: " + tenant +
           "\n      kind: indirect-" + kind + "\n      domain: " + kind + suffixOf(cloud) +
           "\n      application: {id: " + tenant +
           ", secret: secret}\n      currency: USD\n      culture: en-US\n"
           "      address: {country: US, state: WA, city: Redmond, postal_code: \"98052\", "
           "line: One Way, phone: \"+1 4255550100\"}\n" +
           more;
}

std::string customerOf(const std::string& cloud, const std::string& name, const std::string& more) {
    return "        - domain: " + name + suffixOf(cloud) + "\n          company: " + name +
           "\n          culture: en-US\n          contact: {first_name: Ada, last_name: Tum, "
           "email: ada@adatum.example}\n          address: {country: US, state: WA, city: Redmond, "
           "postal_code: \"98052\", line: 1 Main Street, phone: \"4255550111\"}\n" +
           more;
}

class SeededRelationships : public testing::Test {
protected:
    explicit SeededRelationships(const std::string& cloud = "global") : cloud_(cloud) {
        const auto seed = folder_.at("seed.yaml");
        std::ofstream(seed) << "password: Sandbox-only-1\nusers:\n  - {name: admin, roles: "
                               "[AdminAgent, GlobalAdmin]}\nclouds:\n  "
                            << cloud << ":\n"
                            << partnerOf(cloud, "provider", "40000000-0000-4000-8000-0000000000f1",
                                         "      resellers: [reseller]\n      customers:\n" +
                                             customerOf(cloud, "shared",
                                                        "          reseller: reseller\n") +
                                             customerOf(cloud, "own", ""))
                            << partnerOf(cloud, "reseller", kReseller, "");
        server_.editSettings("seed_file: " CONCORDAT_CONFIG_DIR "/seed.yaml", "seed_file: " + seed);
        server_.serveOnly(cloud);
    }

    HttpAnswer get(const std::string& partner, const std::string& target) const {
        return server_.call(cloud_, server_.token(cloud_, partner), "GET", target);
    }

    /// The companies of a partner's customers.
    std::vector<std::string> customersOf(const std::string& partner) const {
        const auto list = get(partner, "/v1/customers");
        std::vector<std::string> names;
        for (int i = 0; i < std::stoi(at(list, "/totalCount")); ++i)
            names.push_back(
                at(list, "/items/" + std::to_string(i) + "/companyProfile/companyName"));
        return names;
    }

    void expectBoth() const {
        const auto resellers = get(
            "provider", "/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf");
        EXPECT_EQ(at(resellers, "/totalCount"), "1") << resellers.body;
        EXPECT_EQ(at(resellers, "/items/0/id"), kReseller);
        EXPECT_THAT(customersOf("provider"), ElementsAre("own", "shared"));
        EXPECT_THAT(customersOf("reseller"), ElementsAre("shared"));
    }

    std::string cloud_;
    testing_support::TemporaryFolder folder_;
    ConcordatServer server_;
};

class SeededOnStores : public SeededRelationships, public testing::WithParamInterface<bool> {};

TEST_P(SeededOnStores, AreThereFromTheFirstStartOnAndOnce) {
    if (GetParam()) server_.usePostgresql();
    for (int start = 0; start < 2; ++start) {
        server_.start();
        expectBoth();
        EXPECT_THAT(get("reseller", "/v1/auditrecords?size=100").body,
                    AllOf(HasSubstr("create_partner_relationship"), HasSubstr("add_customer")));
        EXPECT_EQ(server_.stop(), 0);
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, SeededOnStores, testing::Bool(), [](const auto& one) {
    return std::string(one.param ? "Postgresql" : "Sqlite");
});

class SeedOfACloudWithoutThem : public SeededRelationships {
protected:
    SeedOfACloudWithoutThem() : SeededRelationships("us-government") {}
};

TEST_F(SeedOfACloudWithoutThem, IsRefusedAtTheStart) {
    const auto result = runConcordat({"serve", "--config", server_.settingsFile()});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, AllOf(HasSubstr("RUNTIME-SEED-REFUSED"), HasSubstr("'provider'")));
}

}  // namespace
}  // namespace concordat::functional
