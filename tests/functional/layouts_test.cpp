#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "tests/functional/concordat_server.hpp"

/// What one cloud's failure does to the others: clouds in one process, and a process for each.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string kTenant = "30000000-0000-4000-8000-00000000000f";
const std::string kDraft =
    R"({"companyProfile":{"domain":"one.example.test"},"billingProfile":{"companyName":"One",)"
    R"("email":"a@one.example","firstName":"A","lastName":"B","culture":"de-DE","language":"de",)"
    R"("defaultAddress":{"country":"DE","city":"Bonn","postalCode":"53111","addressLine1":"Weg 1",)"
    R"("firstName":"A","lastName":"B"}}})";

/// The clouds of config/development.yaml, of which the third is one whose rule mayAddCustomer never
/// returns. Each has one partner.
class HangingRule : public testing::Test {
protected:
    HangingRule() {
        server_.editSettings("seed_file:", "# seed_file:");
        server_.editSettings("- id: germany", "- id: example");
        server_.editSettings("file: germany/germany.so", "file: " + file_);
        server_.editSettings("location: de}", "location: here}");
    }

    void start() {
        server_.start();
        for (const std::string cloud : {"example", "global"}) {
            const auto added = runConcordat({"partner", "add", "--config", server_.settingsFile(),
                                             "--cloud", cloud, "only", "--tenant", kTenant,
                                             "--country", cloud == "example" ? "DE" : "US"});
            ASSERT_EQ(added.exit_code, 0) << added.output;
        }
        token_ = server_.token("example", "only");
    }

    /// Asks the rule on a connection of its own. There will be no answer.
    std::jthread askInVain() {
        return std::jthread([client = server_.client("example"), token = token_]() mutable {
            (void)client.send({.method = "POST",
                               .target = "/v1/customers",
                               .fields = {{"Authorization", "Bearer " + token},
                                          {"Content-Type", "application/json"}},
                               .body = kDraft});
        });
    }

    const std::string file_ = GALLERY_FOLDER "/waits_in_rule.so";
    ConcordatServer server_;
    std::string token_;
};

}  // namespace

TEST_F(HangingRule, StopsItsCloudAndNoOther) {
    start();
    const auto stuck = askInVain();
    EXPECT_THAT(
        server_.process().waitForLine("PLUGIN-STOPPED"),
        AllOf(HasSubstr(R"("cloud":"example")"), HasSubstr(R"("plugin":"Broken")"),
              HasSubstr(R"("rule":"mayAddCustomer")"), HasSubstr(R"("ends_process":"false")")));
    const auto refused = server_.call("example", token_, "POST", "/v1/customers", kDraft);
    EXPECT_EQ(refused.status, 503) << refused.body;
    EXPECT_EQ(at(refused, "/code"), "990506");
    EXPECT_EQ(server_.call("example", token_, "GET", "/v1/customers", "").status, 503);
    EXPECT_EQ(server_.get("example", "/health/ready").status, 503);

    EXPECT_EQ(server_.get("global", "/health/ready").status, 200);
    EXPECT_EQ(server_
                  .call("global", server_.token("global", "only"), "POST", "/v1/customers",
                        newCustomer("global", "unharmed"))
                  .status,
              201);
    // The stuck call cannot be ended otherwise.
    server_.kill();
}

TEST_F(HangingRule, EndsTheProcessForItsSupervisorWhereTheSettingsSaySo) {
    server_.editSettings("file: " + file_, "file: " + file_ + "\n      restart_on_hang: true");
    start();
    const auto stuck = askInVain();
    EXPECT_EQ(server_.process().wait(), 70);
    EXPECT_THAT(server_.process().output(),
                AllOf(HasSubstr("PLUGIN-STOPPED"), HasSubstr(R"("ends_process":"true")")));
    // As its supervisor would.
    server_.start();
    EXPECT_EQ(server_.get("example", "/health/ready").status, 200);
    EXPECT_EQ(server_.call("example", token_, "GET", "/v1/customers").status, 200);
    EXPECT_EQ(server_.stop(), 0);
}

TEST(ProcessPerCloud, LeavesTheOthersServingWhenOneCrashes) {
    ConcordatServer global;
    ConcordatServer germany;
    global.serveOnly("global");
    germany.serveOnly("germany");
    global.start();
    germany.start();
    const auto token = global.token("global");
    const auto german_token = germany.token("germany");
    const auto kept = germany.call("germany", german_token, "POST", "/v1/customers",
                                   newCustomer("germany", "kept"));
    ASSERT_EQ(kept.status, 201) << kept.body;

    germany.kill();
    EXPECT_EQ(global.get("global", "/health/ready").status, 200);
    EXPECT_EQ(
        global.call("global", token, "POST", "/v1/customers", newCustomer("global", "unharmed"))
            .status,
        201);

    germany.start();
    EXPECT_EQ(
        germany.call("germany", german_token, "GET", "/v1/customers/" + at(kept, "/id")).status,
        200);
    EXPECT_EQ(germany.stop(), 0);
    EXPECT_EQ(global.stop(), 0);
}

}  // namespace concordat::functional
