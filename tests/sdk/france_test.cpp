#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"
#include "tests/sdk/outside_project.hpp"

/// A fourth cloud, built outside this tree against the installed SDK, beside the other three in the
/// installed program.
namespace concordat::sdk_tests {
namespace {

using functional::at;
using functional::ConcordatServer;
using functional::HttpAnswer;
using testing::HasSubstr;

enum class Backend { Sqlite, Postgresql };

/// One build and one server on each backend for all stories.
class FranceOutside : public testing::TestWithParam<Backend> {
protected:
    static void TearDownTestSuite() {
        for (auto& [backend, server] : servers_) EXPECT_EQ(server->stop(), 0);
        servers_.clear();
    }

    void SetUp() override {
        auto& server = servers_[GetParam()];
        if (!server) server = start(GetParam());
        server_ = server.get();
    }

    static std::unique_ptr<ConcordatServer> start(Backend backend) {
        static const testing_support::TemporaryFolder folder;
        const auto source = folder.path() / "france";
        if (!exists(source)) {
            std::filesystem::copy(PROJECTS_FOLDER "/france", source);
            buildOutside(source);
        }
        auto server = std::make_unique<ConcordatServer>();
        server->useProgram(installation().program());
        server->addCloud("france", "france/france.so", "fr");
        if (backend == Backend::Postgresql)
            server->usePostgresqlAt("fr", functional::Roles::OwnerAndService);
        const auto migrated = server->run({"migrate"});
        EXPECT_EQ(migrated.exit_code, 0) << migrated.output;
        server->start();
        const auto added =
            server->run({"partner", "add", "contoso", "--cloud", "france", "--tenant",
                         "40000000-0000-4000-8000-000000000001", "--country", "FR", "--sandbox"});
        EXPECT_EQ(added.exit_code, 0) << added.output;
        return server;
    }

    /// Adds a customer of France with these further members of its company profile.
    static HttpAnswer add(const std::string& domain, const std::string& more,
                          const functional::HttpFields& fields = {}) {
        return server_->call(
            "france", server_->token("france"), "POST", "/v1/customers",
            R"({"companyProfile":{"domain":")" + domain + ".clients.example.fr\"" + more +
                R"(},"billingProfile":{"companyName":"Mairie","email":"a@mairie.example",)"
                R"("culture":"fr-FR","language":"fr","firstName":"Anne","lastName":"Martin",)"
                R"("defaultAddress":{"firstName":"Anne","lastName":"Martin",)"
                R"("addressLine1":"1 rue de la Paix","city":"Paris","postalCode":"75002",)"
                R"("country":"FR"}}})",
            fields);
    }

    static ConcordatServer* server_;
    static std::map<Backend, std::unique_ptr<ConcordatServer>> servers_;
};

ConcordatServer* FranceOutside::server_ = nullptr;
std::map<Backend, std::unique_ptr<ConcordatServer>> FranceOutside::servers_;

TEST_P(FranceOutside, TakesWhatItsOwnRuleAllows) {
    const auto added = add("mairie", R"(,"publicBody":"local")");
    ASSERT_EQ(added.status, 201) << added.body;
    const auto read = server_->call("france", server_->token("france"), "GET",
                                    "/v1/customers/" + at(added, "/id"));
    EXPECT_EQ(at(read, "/companyProfile/domain"), "mairie.clients.example.fr");
}

TEST_P(FranceOutside, RefusesByItsOwnRule) {
    const auto refused = add("firm", "");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(at(refused, "/data/0"), "FR-ELIGIBLE-1");
    EXPECT_EQ(at(refused, "/description"), "Only public bodies may be customers of this cloud.");
}

TEST_P(FranceOutside, SpeaksItsOwnLanguage) {
    const auto in_french = [](const std::string& target) {
        return server_->call("france", server_->token("france"), "GET", target, "",
                             {{"X-Locale", "fr-FR"}});
    };
    EXPECT_EQ(at(add("firm", "", {{"X-Locale", "fr-FR"}}), "/description"),
              "Seuls les organismes publics peuvent être clients de ce cloud.");
    const auto unknown = in_french("/v1/customers/40000000-0000-4000-8000-00000000dead");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(at(unknown, "/description"), "Ce client n’existe pas.");
    EXPECT_EQ(at(in_french("/v1/customers?size=9999"), "/description"),
              "size must be 1 to 500, or 0 for the default.")
        << "what the catalogue lacks is English";
}

TEST_P(FranceOutside, HasATableOfItsOwn) {
    const auto status = server_->run({"migrate", "--status", "--cloud", "france"});
    EXPECT_THAT(status.output, HasSubstr("france: 0001_bodies applied"));
    EXPECT_THAT(status.output, HasSubstr("france: 0002_names applied"));
    EXPECT_THAT(server_->run({"migrate", "--status", "--cloud", "germany"}).output,
                testing::Not(HasSubstr("bodies")));
}

TEST_P(FranceOutside, LeavesTheOtherCloudsAsTheyAre) {
    for (const auto* cloud : {"global", "us-government", "germany"}) {
        const auto added = server_->call(cloud, server_->token(cloud), "POST", "/v1/customers",
                                         functional::newCustomer(cloud, "beside-france"));
        EXPECT_EQ(added.status, 201) << cloud << added.body;
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, FranceOutside,
                         testing::Values(Backend::Sqlite, Backend::Postgresql));

}  // namespace
}  // namespace concordat::sdk_tests
