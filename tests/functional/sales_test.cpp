#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <thread>

#include "tests/functional/concordat_server.hpp"

/// How partners sell licences, against the real program on both stores.
namespace concordat::functional {
namespace {

using testing::HasSubstr;

// Office 365, as the clouds' facts have it.
const std::string kEssentials = "BD938F12-058F-4927-BBA3-AE36B1D2501C";  // 300 licences at most
const std::string kE3 = "796B6B5F-613C-4E24-A17C-EBA730D49C02";
const std::string kTrial = "C0BD2E08-11AC-4836-BDC7-3712E744922F";
const std::string kExtraStorage = "53FC25F7-6639-4F78-BB44-3C2DFEC3ED40";
const std::string kMobility = "79C29AF7-3CD0-4A6F-B182-A81E31DEC84E";

constexpr auto kTenant = "30000000-0000-4000-8000-0000000000ff";

std::string orderOf(const std::string& offer, int quantity) {
    return R"({"lineItems":[{"lineItemNumber":0,"offerId":")" + offer + R"(","quantity":)" +
           std::to_string(quantity) + "}]}";
}

class SalesOverHttp : public testing::TestWithParam<bool> {
protected:
    // A partner that is no sandbox, whose subscriptions have the offers' limits alone.
    void SetUp() override {
        server_.serveOnly("global");
        if (GetParam()) server_.usePostgresql();
        server_.start();
        enrol("global", "US");
    }

    void enrol(const std::string& cloud, const std::string& country) {
        const auto added = server_.run({"partner", "add", "wingtip", "--cloud", cloud, "--tenant",
                                        kTenant, "--country", country});
        ASSERT_EQ(added.exit_code, 0) << added.output;
        tokens_[cloud] = server_.token(cloud, "wingtip");
    }

    HttpAnswer call(const std::string& method, const std::string& target,
                    const std::string& body = {}, const std::string& cloud = "global") {
        return server_.call(cloud, tokens_[cloud], method, target, body);
    }

    /// Adds a customer and gives its path.
    std::string addCustomer(const std::string& cloud = "global") {
        const auto added = call("POST", "/v1/customers", newCustomer(cloud, "buyer"), cloud);
        EXPECT_EQ(added.status, 201) << added.body;
        return "/v1/customers/" + at(added, "/id");
    }

    /// Orders licences and gives the path of the subscription.
    std::string buy(const std::string& customer, const std::string& offer, int quantity) {
        const auto made = call("POST", customer + "/orders", orderOf(offer, quantity));
        EXPECT_EQ(made.status, 201) << made.body;
        return customer + "/subscriptions/" + at(made, "/lineItems/0/subscriptionId");
    }

    static void refused(const HttpAnswer& answer, int status, const std::string& code) {
        EXPECT_EQ(answer.status, status) << answer.body;
        EXPECT_EQ(at(answer, "/code"), code) << answer.body;
    }

    ConcordatServer server_;
    std::map<std::string, std::string> tokens_;
};

TEST_P(SalesOverHttp, AnOrderBecomesASubscriptionThatIsManagedUntilTheRelationshipEnds) {
    EXPECT_EQ(at(call("GET", "/v1/offers/" + kE3 + "?country=US"), "/name"),
              "Office 365 Enterprise E3");
    const auto customer = addCustomer();
    const auto made = call("POST", customer + "/orders", orderOf(kE3, 10));
    ASSERT_EQ(made.status, 201) << made.body;
    const auto order = customer + "/orders/" + at(made, "/id");
    EXPECT_EQ(made.fields.at("location"), order);
    const auto one = customer + "/subscriptions/" + at(made, "/lineItems/0/subscriptionId");
    // Both are there for the next read.
    EXPECT_EQ(call("GET", order).body, made.body);
    EXPECT_EQ(at(call("GET", one), "/status"), "active");

    EXPECT_EQ(at(call("PATCH", one, R"({"status":"suspended"})"), "/status"), "suspended");
    refused(call("PATCH", one, R"({"quantity":11})"), 400, "800091");
    EXPECT_EQ(at(call("PATCH", one, R"({"status":"active"})"), "/status"), "active");
    EXPECT_EQ(at(call("PATCH", one, R"({"quantity":250})"), "/quantity"), "250");
    EXPECT_EQ(at(call("PATCH", one, R"({"friendlyName":"Office"})"), "/friendlyName"), "Office");
    EXPECT_EQ(at(call("GET", one), "/quantity"), "250");

    const std::string end = R"({"relationshipToPartner":"none"})";
    refused(call("PATCH", customer, end), 400, "800063");
    EXPECT_EQ(call("PATCH", one, R"({"status":"suspended"})").status, 200);
    EXPECT_EQ(call("PATCH", customer, end).status, 200);
    refused(call("GET", one), 404, "60003");
    const auto record = call("GET", "/v1/auditrecords?size=100").body;
    for (const auto* done : {"create_order", "update_subscription"})
        EXPECT_THAT(record, HasSubstr(done));
}

TEST_P(SalesOverHttp, QuantitiesOutsideTheOffersLimitsAreRefused) {
    const auto customer = addCustomer();
    const auto orders = customer + "/orders";
    refused(call("POST", orders, orderOf(kEssentials, 301)), 400, "2002");
    refused(call("POST", orders, orderOf(kEssentials, 0)), 400, "2002");
    refused(call("POST", orders, orderOf(kTrial, 24)), 400, "2002");
    refused(call("POST", orders, orderOf(kExtraStorage, 1)), 403, "2085");
    EXPECT_EQ(at(call("GET", orders), "/totalCount"), "0");
    const auto one = buy(customer, kEssentials, 300);
    refused(call("PATCH", one, R"({"quantity":301})"), 400, "2002");
    EXPECT_EQ(at(call("GET", one), "/quantity"), "300");
    (void)buy(customer, kTrial, 25);
    refused(call("POST", orders, orderOf(kTrial, 25)), 400, "27006");
}

TEST_P(SalesOverHttp, AnOrderSentAHundredTimesAtOnceUnderOneRequestIdIsOne) {
    constexpr std::size_t kTimes = 100;
    const auto customer = addCustomer();
    const HttpFields headers{{"Authorization", "Bearer " + tokens_.at("global")},
                             {"Content-Type", "application/json"},
                             {"MS-RequestId", "6f4a7f0e-2a3c-4a53-8d0c-1f4a4c0f7f11"}};
    std::vector<std::optional<HttpAnswer>> answers(kTimes);
    {
        std::vector<std::jthread> senders;
        for (auto& answer : answers)
            senders.emplace_back([&, client = server_.client("global")]() mutable {
                // One that the store has no time for is sent again, as it asks for.
                do {
                    answer = client.send({"POST", customer + "/orders", headers, orderOf(kE3, 5)});
                } while (answer && answer->status == 503);
            });
    }
    std::set<std::string> bodies;
    for (const auto& answer : answers) {
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 201) << answer->body;
        bodies.insert(answer->body);
    }
    EXPECT_EQ(bodies.size(), 1U);
    EXPECT_EQ(at(call("GET", customer + "/orders"), "/totalCount"), "1");
    EXPECT_EQ(at(call("GET", customer + "/subscriptions"), "/totalCount"), "1");
}

TEST_P(SalesOverHttp, ASandboxBuysALittle) {
    tokens_["global"] = server_.token("global");
    const auto customer = addCustomer();
    const auto orders = customer + "/orders";
    refused(call("POST", orders, orderOf(kE3, 26)), 403, "800067");
    for (int number = 0; number < 5; ++number) (void)buy(customer, kE3, 25);
    refused(call("POST", orders, orderOf(kE3, 1)), 403, "800066");
    EXPECT_EQ(at(call("GET", customer + "/subscriptions"), "/totalCount"), "5");
    // Its customers go for good, with all that they bought.
    EXPECT_EQ(call("DELETE", customer).status, 204);
    refused(call("GET", customer + "/subscriptions"), 404, "60003");
}

class SalesOfClouds : public SalesOverHttp {
protected:
    void SetUp() override {
        if (GetParam()) server_.usePostgresql();
        server_.start();
        enrol("germany", "DE");
        tokens_["us-government"] = server_.token("us-government");
    }
};

TEST_P(SalesOfClouds, NothingIsSoldThatTheCloudDoesNotSell) {
    const std::string government = "us-government";
    const auto offers = call("GET", "/v1/offers?country=US", {}, government);
    EXPECT_EQ(at(offers, "/totalCount"), "0") << offers.body;
    const auto body = addCustomer(government);
    refused(call("POST", body + "/orders", orderOf(kE3, 1), government), 400, "800004");
    EXPECT_EQ(at(call("GET", body + "/orders", {}, government), "/totalCount"), "0");

    const auto german = addCustomer("germany");
    for (const auto& offer : {kTrial, kMobility})
        refused(call("POST", german + "/orders", orderOf(offer, 25), "germany"), 400, "800004");
    EXPECT_EQ(call("POST", german + "/orders", orderOf(kE3, 1), "germany").status, 201);
    // Where relationships cannot be ended, nothing is lost by trying.
    EXPECT_EQ(call("PATCH", german, R"({"relationshipToPartner":"none"})", "germany").status, 403);
    EXPECT_EQ(at(call("GET", german + "/subscriptions", {}, "germany"), "/totalCount"), "1");
}

std::string nameOf(const testing::TestParamInfo<bool>& one) {
    return one.param ? "Postgresql" : "Sqlite";
}

INSTANTIATE_TEST_SUITE_P(Stores, SalesOverHttp, testing::Bool(), nameOf);
INSTANTIATE_TEST_SUITE_P(Stores, SalesOfClouds, testing::Bool(), nameOf);

}  // namespace
}  // namespace concordat::functional
