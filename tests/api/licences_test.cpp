#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

class LicencesTest : public ApiFixture {
protected:
    LicencesTest() {
        rules::CountryFacts us;
        us.iso2 = "US";
        auto& facts = cloud_.edit();
        facts.countries = {us};
        facts.offers = {offerOf("MAIL"), offerOf("GAME"), offerOf("STORE")};
        facts.service_plans = {{"plan-1", "EXCHANGE", "Mail", "User"},
                               {"plan-2", "WEB", "Files", "User"}};
        facts.skus = {{"sku-MAIL", "Mail and files", "group1", "User", {"EXCHANGE", "WEB"}},
                      {"sku-GAME", "Game", "group2", "User", {}},
                      {"sku-STORE", "Storage", "group1", "Tenant", {}}};
        restart();
    }

    static rules::OfferFact offerOf(const std::string& id) {
        rules::OfferFact offer;
        offer.id = id;
        offer.name = "Offer " + id;
        offer.sku_id = "sku-" + id;
        offer.sku_name = id + "PACK";
        offer.maximum_quantity = 100;
        offer.billing_cycles = {"monthly"};
        return offer;
    }

    std::string path(const std::string& rest = {}) const {
        return "/v1/customers/" + mine_.id.value.toString() + rest;
    }

    /// Gives the path of the subscription.
    std::string buy(const std::string& offer, int quantity) {
        const auto made =
            post(path("/orders"), R"({"lineItems":[{"lineItemNumber":0,"offerId":")" + offer +
                                      R"(","quantity":)" + std::to_string(quantity) + "}]}");
        EXPECT_EQ(made.status, 201) << made.body;
        return path("/subscriptions/") + made.json()["lineItems"][0]["subscriptionId"].GetString();
    }

    /// Adds a user and gives its path.
    std::string add(const std::string& name) {
        const auto made = post(path("/users"), R"({"userPrincipalName":")" + name +
                                                   R"(@adatum.example.test","displayName":")" +
                                                   name + R"(","usageLocation":"US"})");
        EXPECT_EQ(made.status, 200) << made.body;
        return path("/users/") + made.json()["id"].GetString();
    }

    Answer update(const std::string& user, const std::string& body) {
        return post(user + "/licenseupdates", body);
    }

    static std::string assigning(const std::string& sku, const std::string& excluded = {}) {
        return R"({"LicensesToAssign":[{"ExcludedPlans":[)" + excluded + R"(],"SkuId":")" + sku +
               R"("}],"LicensesToRemove":null,"LicenseWarnings":null})";
    }

    Answer assign(const std::string& user, const std::string& sku) {
        return update(user, assigning(sku));
    }

    int units(const char* name, std::size_t sku = 0) {
        const auto list = get(path("/subscribedskus"));
        return list.json()["items"][static_cast<unsigned>(sku)][name].GetInt();
    }

    void expect(const Answer& answer, int status, int code) {
        EXPECT_EQ(answer.status, status) << answer.body;
        EXPECT_EQ(answer.code(), code) << answer.body;
    }

    const accounts::Customer mine_ = hold(kContoso, "Adatum", "adatum.example.test");
};

TEST_F(LicencesTest, ACustomerHasWhatItsSubscriptionsBring) {
    EXPECT_EQ(get(path("/subscribedskus")).json()["totalCount"].GetInt(), 0);
    (void)buy("MAIL", 3);
    const auto second = buy("MAIL", 2);
    (void)buy("GAME", 1);
    ASSERT_EQ(send({http::Method::Patch, second, R"({"status":"suspended"})"}).status, 200);
    ASSERT_EQ(assign(add("ana"), "sku-MAIL").status, 201);
    const auto list = get(path("/subscribedskus"));
    const auto json = list.json();
    ASSERT_EQ(json["totalCount"].GetInt(), 1) << list.body;
    const auto& mail = json["items"][0];
    EXPECT_EQ(mail["activeUnits"].GetInt(), 3);
    EXPECT_EQ(mail["suspendedUnits"].GetInt(), 2);
    EXPECT_EQ(mail["consumedUnits"].GetInt(), 1);
    EXPECT_EQ(mail["availableUnits"].GetInt(), 2);
    EXPECT_EQ(mail["totalUnits"].GetInt(), 3);
    EXPECT_STREQ(mail["capabilityStatus"].GetString(), "Enabled");
    EXPECT_STREQ(mail["productSku"]["skuPartNumber"].GetString(), "MAILPACK");
    EXPECT_STREQ(mail["productSku"]["name"].GetString(), "Mail and files");
    ASSERT_EQ(mail["servicePlans"].Size(), 2U);
    EXPECT_STREQ(mail["servicePlans"][0]["serviceName"].GetString(), "EXCHANGE");
    const auto grouped = [&](const std::string& query) {
        return get(path("/subscribedskus?licenseGroupIds=") + query).json()["totalCount"].GetInt();
    };
    EXPECT_EQ(grouped("Group1"), 1);
    EXPECT_EQ(grouped("Group1&licenseGroupIds=Group2"), 2);
    EXPECT_EQ(grouped("Group3"), 0);
}

TEST_F(LicencesTest, AUserHasThoseThatItWasGivenWithTheServicesThatWereNotExcluded) {
    (void)buy("MAIL", 1);
    const auto ana = add("ana");
    const auto made = update(ana, assigning("mailpack", R"("PLAN-2","plan-2")"));
    ASSERT_EQ(made.status, 201) << made.body;
    const auto echoed = made.json();
    EXPECT_STREQ(echoed["licensesToAssign"][0]["skuId"].GetString(), "sku-MAIL");
    EXPECT_EQ(echoed["licensesToAssign"][0]["excludedPlans"].Size(), 1U);
    EXPECT_EQ(echoed["licenseWarnings"].Size(), 0U);
    EXPECT_STREQ(echoed["attributes"]["objectType"].GetString(), "LicenseUpdate");
    const auto list = get(ana + "/licenses").json();
    ASSERT_EQ(list["totalCount"].GetInt(), 1);
    const auto& plans = list["items"][0]["servicePlans"];
    EXPECT_STREQ(plans[0]["capabilityStatus"].GetString(), "Enabled");
    EXPECT_STREQ(plans[1]["capabilityStatus"].GetString(), "Disabled");
    EXPECT_EQ(get(ana + "/licenses?licenseGroupIds=Group2").json()["totalCount"].GetInt(), 0);
    const auto& entry = store_.entries.back();
    EXPECT_EQ(entry.operation, audit::OperationType::UpdateCustomerUserLicenses);
    EXPECT_EQ(entry.resource, audit::ResourceType::License);
    // Again, with all services: no second licence is taken.
    ASSERT_EQ(assign(ana, "sku-MAIL").status, 201);
    EXPECT_EQ(units("consumedUnits"), 1);
    EXPECT_STREQ(get(ana + "/licenses")
                     .json()["items"][0]["servicePlans"][1]["capabilityStatus"]
                     .GetString(),
                 "Enabled");
    ASSERT_EQ(update(ana, R"({"licensesToRemove":["sku-MAIL"]})").status, 201);
    EXPECT_EQ(units("consumedUnits"), 0);
    EXPECT_EQ(get(ana + "/licenses").json()["totalCount"].GetInt(), 0);
}

TEST_F(LicencesTest, NoMoreAreGivenThanThereAre) {
    (void)buy("MAIL", 1);
    ASSERT_EQ(assign(add("ana"), "sku-MAIL").status, 201);
    const auto bea = add("bea");
    expect(assign(bea, "sku-MAIL"), 400, codes::kNoFreeLicence);
    expect(assign(bea, "sku-GAME"), 400, codes::kNoFreeLicence);
    EXPECT_EQ(get(bea + "/licenses").json()["totalCount"].GetInt(), 0);
    // Who is faster at the same moment: the store refuses what the use case let pass.
    const auto subscription = buy("MAIL", 1);
    store_.forced = changes::Outcome::Exhausted;
    expect(assign(bea, "sku-MAIL"), 400, codes::kNoFreeLicence);
}

TEST_F(LicencesTest, WhatCannotBeMeantIsRefused) {
    (void)buy("MAIL", 5);
    (void)buy("GAME", 5);
    const auto ana = add("ana");
    expect(update(ana, "{}"), 400, codes::kMemberMissing);
    expect(update(ana, R"({"licensesToAssign":[],"licensesToRemove":[]})"), 400,
           codes::kMemberMissing);
    expect(update(ana, R"({"licensesToAssign":[{}]})"), 400, codes::kMemberMissing);
    expect(update(ana, R"({"licensesToAssign":7})"), 400, codes::kBadProperty);
    expect(assign(ana, "none"), 400, codes::kBadProperty);
    expect(assign(ana, "sku-STORE"), 400, codes::kBadProperty);
    expect(update(ana, assigning("sku-MAIL", R"("plan-9")")), 400, codes::kServiceUnknown);
    expect(update(ana, R"({"licensesToRemove":["sku-MAIL"]})"), 400, codes::kLicenceNotHeld);
    expect(update(ana, R"({"licensesToAssign":[{"skuId":"sku-MAIL"},{"skuId":"MAILPACK"}]})"), 400,
           codes::kBadProperty);
    expect(update(ana, R"({"licensesToAssign":[{"skuId":"sku-MAIL"}],)"
                       R"("licensesToRemove":["sku-MAIL"]})"),
           400, codes::kBadProperty);
    expect(update(ana, R"({"licensesToAssign":[{"skuId":"sku-MAIL"},{"skuId":"sku-GAME"}]})"), 400,
           codes::kLicenceGroupsMixed);
    EXPECT_EQ(units("consumedUnits"), 0);
}

TEST_F(LicencesTest, AUsageLocationComesFirst) {
    (void)buy("MAIL", 1);
    accounts::User user;
    user.id = UserId{makeRandomUuid()};
    user.details.principal_name = "old@adatum.example.test";
    store_.users[mine_.id].push_back(user);
    const auto old = path("/users/") + user.id.value.toString();
    expect(assign(old, "sku-MAIL"), 400, codes::kUsageLocationMissing);
    ASSERT_EQ(send({http::Method::Patch, old, R"({"usageLocation":"US"})"}).status, 200);
    EXPECT_EQ(assign(old, "sku-MAIL").status, 201);
}

TEST_F(LicencesTest, ADeletedUsersAreFreeAndComeBackWithItIfTheyAreFreeThen) {
    (void)buy("MAIL", 1);
    const auto ana = add("ana");
    ASSERT_EQ(assign(ana, "sku-MAIL").status, 201);
    const std::string restore = R"({"state":"active"})";
    ASSERT_EQ(remove(ana).status, 204);
    EXPECT_EQ(units("availableUnits"), 1);
    expect(get(ana + "/licenses"), 404, codes::kUnknownUser);
    expect(assign(ana, "sku-MAIL"), 404, codes::kUnknownUser);
    ASSERT_EQ(patch(ana, restore).status, 200);
    EXPECT_EQ(units("availableUnits"), 0);
    EXPECT_EQ(get(ana + "/licenses").json()["totalCount"].GetInt(), 1);
    ASSERT_EQ(remove(ana).status, 204);
    ASSERT_EQ(assign(add("bea"), "sku-MAIL").status, 201);
    ASSERT_EQ(patch(ana, restore).status, 200);
    EXPECT_EQ(get(ana + "/licenses").json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(store_.entries.back().customized_data.back().first, "RemovedSkuId");
}

TEST_F(LicencesTest, OfASuspendedSubscriptionStayAndServeNobody) {
    const auto subscription = buy("MAIL", 2);
    const auto ana = add("ana");
    ASSERT_EQ(assign(ana, "sku-MAIL").status, 201);
    ASSERT_EQ(patch(subscription, R"({"status":"suspended"})").status, 200);
    EXPECT_EQ(units("availableUnits"), 0);
    EXPECT_EQ(units("suspendedUnits"), 2);
    const auto held = get(ana + "/licenses").json();
    EXPECT_STREQ(held["items"][0]["servicePlans"][0]["capabilityStatus"].GetString(), "Suspended");
    expect(assign(add("bea"), "sku-MAIL"), 400, codes::kNoFreeLicence);
    ASSERT_EQ(patch(subscription, R"({"status":"active"})").status, 200);
    EXPECT_EQ(units("availableUnits"), 1);
}

}  // namespace
}  // namespace concordat::api
