#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// Where a partner administers what it has sold, in every cloud and on both stores.
namespace concordat::functional {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr auto kOrderOfE3 = R"({"lineItems":[{"lineItemNumber":0,"quantity":1,)"
                            R"("offerId":"796B6B5F-613C-4E24-A17C-EBA730D49C02"}]})";

class ManagedServicesOverHttp : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam()) server_.usePostgresql(Roles::OwnerAndService);
        server_.start();
    }

    void TearDown() override { EXPECT_EQ(server_.stop(), 0); }

    HttpAnswer call(const std::string& cloud, const std::string& method, const std::string& target,
                    const std::string& body = {}) {
        if (!tokens_.contains(cloud)) tokens_[cloud] = server_.token(cloud);
        return server_.call(cloud, tokens_[cloud], method, target, body);
    }

    /// Adds a customer and gives its path.
    std::string addCustomer(const std::string& cloud) {
        const auto added = call(cloud, "POST", "/v1/customers", newCustomer(cloud, "managed"));
        EXPECT_EQ(added.status, 201) << added.body;
        return "/v1/customers/" + at(added, "/id");
    }

    ConcordatServer server_;
    std::map<std::string, std::string> tokens_;
};

TEST_P(ManagedServicesOverHttp, WhatWasSoldLeadsToThePortalsOfItsCloud) {
    const std::map<std::string, std::string> portals = {{"global", "https://portal.office.com/"},
                                                        {"germany", "https://portal.office.de/"}};
    for (const auto& [cloud, portal] : portals) {
        SCOPED_TRACE(cloud);
        const auto customer = addCustomer(cloud);
        const auto id = customer.substr(customer.rfind('/') + 1);
        const auto services = customer + "/managedservices";
        EXPECT_EQ(at(call(cloud, "GET", services), "/totalCount"), "0");
        const auto made = call(cloud, "POST", customer + "/orders", kOrderOfE3);
        ASSERT_EQ(made.status, 201) << made.body;
        const auto list = call(cloud, "GET", services);
        EXPECT_EQ(at(list, "/totalCount"), "3") << list.body;
        EXPECT_EQ(at(list, "/items/0/id"), "Exchange");
        EXPECT_EQ(at(list, "/items/1/name"), "SkypeforBusiness");
        EXPECT_EQ(at(list, "/items/2/groupName"), "Office");
        const auto admin = at(list, "/items/0/links/adminService/uri");
        EXPECT_THAT(admin, StartsWith(portal));
        EXPECT_THAT(admin, HasSubstr("CTID=" + id));
        EXPECT_THAT(admin, HasSubstr("PrimaryDomain=managed" + suffixOf(cloud)));
        EXPECT_THAT(at(list, "/items/2/links/serviceTicket/uri"), StartsWith(portal));
        const auto one = customer + "/subscriptions/" + at(made, "/lineItems/0/subscriptionId");
        EXPECT_EQ(call(cloud, "PATCH", one, R"({"status":"suspended"})").status, 200);
        EXPECT_EQ(call(cloud, "GET", services).body, list.body);
        const auto fabrikam = server_.token(cloud, "fabrikam");
        EXPECT_EQ(server_.call(cloud, fabrikam, "GET", services).status, 404);
    }
}

TEST_P(ManagedServicesOverHttp, WhereNothingIsSoldByLicenceThereAreNone) {
    const auto list =
        call("us-government", "GET", addCustomer("us-government") + "/managedservices");
    EXPECT_EQ(list.status, 200);
    EXPECT_EQ(at(list, "/totalCount"), "0") << list.body;
}

TEST_P(ManagedServicesOverHttp, TheyEndWhenTheCustomerTakesAdministrationBack) {
    const auto customer = addCustomer("global");
    ASSERT_EQ(call("global", "POST", customer + "/orders", kOrderOfE3).status, 201);
    EXPECT_EQ(at(call("global", "GET", customer + "/managedservices"), "/totalCount"), "3");
    const auto withdrawn =
        server_.run({"relationship", "withdraw", "contoso", "--customer",
                     customer.substr(customer.rfind('/') + 1), "--cloud", "global"});
    ASSERT_EQ(withdrawn.exit_code, 0) << withdrawn.output;
    const auto list = call("global", "GET", customer + "/managedservices");
    EXPECT_EQ(list.status, 200);
    EXPECT_EQ(at(list, "/totalCount"), "0") << list.body;
}

INSTANTIATE_TEST_SUITE_P(OnBothStores, ManagedServicesOverHttp, testing::Bool(),
                         [](const auto& one) { return one.param ? "Postgresql" : "Sqlite"; });

}  // namespace
}  // namespace concordat::functional
