#include <algorithm>
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "tests/functional/concordat_server.hpp"

/// What a partner does with the users of a customer, against the real program.
namespace concordat::functional {
namespace {

using testing::HasSubstr;
using testing::Not;

/// As many as the run says: every one of them must be found.
int pairsToTry() {
    constexpr int kUsual = 300;
    const char* const set = std::getenv("CONCORDAT_TEST_PAIRS");
    return set == nullptr ? kUsual : std::atoi(set);
}

class UsersOverHttp : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        server_.serveOnly("global");
        if (GetParam()) server_.usePostgresql();
        server_.start();
        tokens_["global"] = server_.token("global");
    }

    HttpAnswer call(const std::string& cloud, const std::string& method, const std::string& target,
                    const std::string& body = {}) {
        return server_.call(cloud, tokens_[cloud], method, target, body);
    }

    /// Adds a customer and gives the path of its users.
    std::string addCustomer(const std::string& cloud, const std::string& domain) {
        const auto added = call(cloud, "POST", "/v1/customers", newCustomer(cloud, domain));
        EXPECT_EQ(added.status, 201) << added.body;
        return "/v1/customers/" + at(added, "/id") + "/users";
    }

    static std::string person(const std::string& name, const std::string& domain) {
        return R"({"userPrincipalName":")" + name + "@" + domain + R"(","displayName":")" + name +
               R"(","usageLocation":"US"})";
    }

    ConcordatServer server_;
    std::map<std::string, std::string> tokens_;
};

TEST_P(UsersOverHttp, ACustomersUsersAreManagedInTheGlobalCloud) {
    const std::string domain = "people.onmicrosoft.com";
    const auto users = addCustomer("global", "people");
    const auto before = call("global", "GET", users);
    ASSERT_EQ(at(before, "/totalCount"), "1") << before.body;
    EXPECT_EQ(at(before, "/items/0/userPrincipalName"), "admin@" + domain);
    const auto administrator = users + "/" + at(before, "/items/0/id");
    EXPECT_EQ(at(call("global", "GET", administrator + "/directoryroles"), "/items/0/name"),
              "Company Administrator");

    const auto made = call("global", "POST", users + "/", person("ana", domain));
    ASSERT_EQ(made.status, 200) << made.body;
    const auto password = at(made, "/passwordProfile/password");
    EXPECT_GE(password.size(), 26U);
    const auto ana = users + "/" + at(made, "/id");
    EXPECT_EQ(call("global", "POST", users, person("ANA", domain)).status, 409);
    EXPECT_EQ(call("global", "POST", users, person("ana", "elsewhere.test")).status, 400);
    EXPECT_EQ(at(call("global", "GET", ana), "/displayName"), "ana");

    EXPECT_EQ(call("global", "PATCH", ana, R"({"displayName":"Ana Silva"})").status, 200);
    const auto reset =
        call("global", "PATCH", ana, R"({"passwordProfile":{"password":"Chosen!Word1"}})");
    EXPECT_EQ(reset.status, 200) << reset.body;
    EXPECT_THAT(reset.body, Not(HasSubstr("Chosen!Word1")));
    const auto sorted = call("global", "GET", users + "?sortField=DisplayName&size=1");
    EXPECT_EQ(at(sorted, "/items/0/displayName"), "admin");

    EXPECT_EQ(call("global", "DELETE", ana).status, 204);
    EXPECT_EQ(call("global", "GET", ana).status, 404);
    const auto deleted = call("global", "GET",
                              users +
                                  "?filter=%7B%22Field%22%3A%22UserState%22%2C%22Value%22%3A"
                                  "%22Inactive%22%2C%22Operator%22%3A%22equals%22%7D");
    EXPECT_EQ(at(deleted, "/items/0/displayName"), "Ana Silva") << deleted.body;
    EXPECT_EQ(call("global", "PATCH", ana, R"({"state":"active"})").status, 200);
    EXPECT_EQ(at(call("global", "GET", ana), "/state"), "active");

    const auto record = call("global", "GET", "/v1/auditrecords?size=100").body;
    for (const auto* done :
         {"create_customer_user", "update_customer_user", "reset_customer_user_password",
          "delete_customer_user", "restore_customer_user"})
        EXPECT_THAT(record, HasSubstr(done));
    EXPECT_THAT(record, Not(HasSubstr(password)));
    EXPECT_THAT(record, Not(HasSubstr("Chosen!Word1")));
}

class UsersOfOtherClouds : public UsersOverHttp {
protected:
    void SetUp() override {
        if (GetParam()) server_.usePostgresql();
        server_.start();
        for (const auto* cloud : {"us-government", "germany"})
            tokens_[cloud] = server_.token(cloud);
    }
};

TEST_P(UsersOfOtherClouds, AreReadAndEveryChangeNamesThePortal) {
    const std::map<std::string, std::string> portals = {{"us-government", "portal.azure.us"},
                                                        {"germany", "portal.microsoftazure.de"}};
    for (const auto& [cloud, portal] : portals) {
        const auto users = addCustomer(cloud, "people");
        const auto list = call(cloud, "GET", users);
        ASSERT_EQ(list.status, 200) << list.body;
        EXPECT_EQ(at(list, "/items/0/userPrincipalName"), "admin@people" + suffixOf(cloud));
        const auto administrator = users + "/" + at(list, "/items/0/id");
        EXPECT_EQ(call(cloud, "GET", administrator).status, 200);
        const auto refused = [&](const HttpAnswer& answer) {
            EXPECT_EQ(answer.status, 403) << answer.body;
            EXPECT_EQ(at(answer, "/code"), "990406") << answer.body;
            EXPECT_THAT(answer.body, HasSubstr(portal));
        };
        refused(call(cloud, "POST", users, person("ana", "people" + suffixOf(cloud))));
        refused(call(cloud, "PATCH", administrator, R"({"displayName":"x"})"));
        refused(call(cloud, "PATCH", administrator, R"({"passwordProfile":{}})"));
        refused(call(cloud, "PATCH", administrator, R"({"state":"active"})"));
        refused(call(cloud, "DELETE", administrator));
        refused(call(cloud, "GET", administrator + "/directoryroles"));
        const auto customer = users.substr(0, users.rfind('/'));
        for (const auto& answer : {call(cloud, "GET", customer + "/subscribedskus"),
                                   call(cloud, "GET", administrator + "/licenses"),
                                   call(cloud, "POST", administrator + "/licenseupdates",
                                        R"({"licensesToAssign":[{"skuId":"ENTERPRISEPACK"}]})")}) {
            EXPECT_EQ(answer.status, 403) << answer.body;
            EXPECT_EQ(at(answer, "/code"), "990406") << answer.body;
            EXPECT_THAT(answer.body,
                        HasSubstr(cloud == "germany" ? "Office 365 admin center" : portal));
        }
    }
}

TEST_P(UsersOverHttp, AHundredAssignmentsAtOnceGetAsManyLicencesAsThereAre) {
    constexpr int kUsers = 100;
    constexpr int kLicences = 10;
    const auto users = addCustomer("global", "licences");
    const auto customer = users.substr(0, users.rfind('/'));
    const auto ordered = call("global", "POST", customer + "/orders",
                              R"({"lineItems":[{"lineItemNumber":0,"quantity":10,)"
                              R"("offerId":"796B6B5F-613C-4E24-A17C-EBA730D49C02"}]})");
    ASSERT_EQ(ordered.status, 201) << ordered.body;
    std::vector<std::string> all;
    for (int i = 0; i < kUsers; ++i) {
        const auto made = call("global", "POST", users,
                               person("u" + std::to_string(i), "licences.onmicrosoft.com"));
        ASSERT_EQ(made.status, 200) << made.body;
        all.push_back(users + "/" + at(made, "/id"));
    }
    const std::string body = R"({"licensesToAssign":[{"skuId":"ENTERPRISEPACK"}]})";
    std::vector<std::string> codes(kUsers);
    std::vector<std::thread> threads;
    for (int i = 0; i < kUsers; ++i)
        threads.emplace_back([&, i] {
            const auto place = static_cast<std::size_t>(i);
            auto answer = call("global", "POST", all[place] + "/licenseupdates", body);
            // More callers than sessions of the store.
            while (answer.status == 503)
                answer = call("global", "POST", all[place] + "/licenseupdates", body);
            codes[place] = answer.status == 201 ? "given" : at(answer, "/code");
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(std::count(codes.begin(), codes.end(), "given"), kLicences);
    EXPECT_EQ(std::count(codes.begin(), codes.end(), "60012"), kUsers - kLicences);
    const auto skus = call("global", "GET", customer + "/subscribedskus");
    EXPECT_EQ(at(skus, "/items/0/consumedUnits"), "10") << skus.body;
    EXPECT_EQ(at(skus, "/items/0/availableUnits"), "0") << skus.body;
    int holders = 0;
    for (const auto& user : all)
        holders += at(call("global", "GET", user + "/licenses"), "/totalCount") == "1" ? 1 : 0;
    EXPECT_EQ(holders, kLicences);
    const auto holder = all[static_cast<std::size_t>(
        std::find(codes.begin(), codes.end(), "given") - codes.begin())];
    EXPECT_EQ(call("global", "DELETE", holder).status, 204);
    EXPECT_EQ(at(call("global", "GET", customer + "/subscribedskus"), "/items/0/availableUnits"),
              "1");
}

TEST_P(UsersOverHttp, WhatHasBeenCreatedIsReadAtOnce) {
    const std::string domain = "pairs.onmicrosoft.com";
    const auto users = addCustomer("global", "pairs");
    // One connection for all, since making one takes longer than a request.
    auto client = server_.client("global");
    const auto ask = [&](const std::string& method, const std::string& target,
                         const std::string& body = {}) {
        return client.ask({method,
                           target,
                           {{"Authorization", "Bearer " + tokens_["global"]},
                            {"Content-Type", "application/json"}},
                           body});
    };
    int missed = 0;
    for (int i = 0; i < pairsToTry(); ++i) {
        const auto made = ask("POST", users, person("u" + std::to_string(i), domain));
        ASSERT_EQ(made.status, 200) << made.body;
        const auto id = at(made, "/id");
        if (ask("GET", users + "/" + id).status != 200) ++missed;
        // The newest are the last of the list; those of one millisecond are in no order.
        const auto last = ask("GET", users + "?size=10&seekOperation=Last");
        if (last.body.find(id) == std::string::npos) ++missed;
    }
    EXPECT_EQ(missed, 0);
}

std::string nameOf(const testing::TestParamInfo<bool>& one) {
    return one.param ? "Postgresql" : "Sqlite";
}

INSTANTIATE_TEST_SUITE_P(Stores, UsersOverHttp, testing::Bool(), nameOf);
INSTANTIATE_TEST_SUITE_P(Stores, UsersOfOtherClouds, testing::Bool(), nameOf);

}  // namespace
}  // namespace concordat::functional
