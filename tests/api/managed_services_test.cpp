#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

/// Where a partner administers what it has sold.
namespace concordat::api {
namespace {

class ManagedServicesTest : public ApiFixture {
protected:
    ManagedServicesTest() {
        rules::CountryFacts us;
        us.iso2 = "US";
        rules::OfferFact offer;
        offer.id = "MAIL";
        offer.name = "Mail";
        offer.sku_id = "sku-MAIL";
        offer.maximum_quantity = 100;
        offer.billing_cycles = {"monthly"};
        auto& facts = cloud_.edit();
        facts.countries = {us};
        facts.offers = {offer};
        facts.managed_services = {{"Exchange",
                                   "Exchange \"online\"",
                                   "Office",
                                   {"sku-MAIL"},
                                   "https://portal.test/{tenant}/mail?domain={domain}&x=1",
                                   "https://portal.test/{tenant}/health",
                                   "https://portal.test/{tenant}/tickets"}};
        restart();
    }

    static std::string pathOf(const accounts::Customer& customer, const std::string& rest) {
        return "/v1/customers/" + customer.id.value.toString() + rest;
    }

    Answer list(const std::string& token = "contoso/AdminAgent") {
        return send({.target = pathOf(adatum_, "/managedservices"), .token = token});
    }

    /// Gives the path of the subscription.
    std::string buy() {
        const auto made =
            post(pathOf(adatum_, "/orders"),
                 R"({"lineItems":[{"lineItemNumber":0,"offerId":"MAIL","quantity":1}]})");
        EXPECT_EQ(made.status, 201) << made.body;
        return pathOf(adatum_, "/subscriptions/") +
               made.json()["lineItems"][0]["subscriptionId"].GetString();
    }

    int count() { return list().json()["totalCount"].GetInt(); }

    const accounts::Customer adatum_ = hold(kContoso, "Adatum", "adatum.example.test");
    const accounts::Customer theirs_ = hold(kFabrikam, "Tailspin", "tailspin.example.test");
};

TEST_F(ManagedServicesTest, AreACollectionOfLinksToTheCustomersPages) {
    (void)buy();
    (void)buy();
    const auto before = store_.entries.size();
    const auto answer = list();
    ASSERT_EQ(answer.status, 200);
    const auto start = "https://portal.test/" + adatum_.id.value.toString();
    EXPECT_EQ(answer.body,
              R"({"totalCount":1,"items":[{"id":"Exchange","name":"Exchange \"online\"",)"
              R"("groupName":"Office","links":{"adminService":{"uri":")" +
                  start +
                  R"(/mail?domain=adatum.example.test&x=1","method":"GET","headers":[]},)"
                  R"("serviceHealth":{"uri":")" +
                  start + R"(/health","method":"GET","headers":[]},"serviceTicket":{"uri":")" +
                  start +
                  R"(/tickets","method":"GET","headers":[]}},"attributes":)"
                  R"({"objectType":"ManagedService"}}],"attributes":{"objectType":"Collection"}})");
    // A look changes nothing and is not in the record.
    EXPECT_EQ(store_.entries.size(), before);
}

TEST_F(ManagedServicesTest, AreAnEmptyCollectionWhereNothingWasBought) {
    EXPECT_EQ(list().body,
              R"({"totalCount":0,"items":[],"attributes":{"objectType":"Collection"}})");
}

TEST_F(ManagedServicesTest, AreThereForASuspendedSubscription) {
    ASSERT_EQ(patch(buy(), R"({"status":"suspended"})").status, 200);
    EXPECT_EQ(count(), 1);
}

TEST_F(ManagedServicesTest, EndWithDelegatedAdministration) {
    (void)buy();
    store_.customers[{kContoso, adatum_.id}].allow_delegated_access = false;
    const auto answer = list();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(count(), 0);
    relationships::GranularRelationship granular;
    granular.customer = adatum_.id;
    granular.state = relationships::GranularState::Active;
    granular.roles = accounts::DirectoryRole::ServiceSupportAdministrator;
    granular.ends = clock_.at + std::chrono::days(1);
    store_.granular.push_back({kContoso, granular});
    EXPECT_EQ(count(), 1);
    clock_.at += std::chrono::days(2);
    EXPECT_EQ(count(), 0);
}

TEST_F(ManagedServicesTest, AreOfThePartnersOwnCustomers) {
    (void)buy();
    const auto missing = get("/v1/customers/" + makeRandomUuid().toString() + "/managedservices");
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(missing.code(), codes::kUnknownTenant);
    EXPECT_EQ(get(pathOf(theirs_, "/managedservices")).comparable(), missing.comparable());
    EXPECT_EQ(list("fabrikam/AdminAgent").comparable(), missing.comparable());
    EXPECT_EQ(get("/v1/customers/no-id/managedservices").status, 404);
    EXPECT_EQ(post(pathOf(adatum_, "/managedservices"), "{}").status, 405);
    EXPECT_EQ(get(pathOf(adatum_, "/managedservices/Exchange")).status, 404);
}

TEST_F(ManagedServicesTest, AreForThoseWhoSupportCustomers) {
    for (const auto* role : {"AdminAgent", "SalesAgent", "HelpdeskAgent", "GlobalAdmin"})
        EXPECT_EQ(list("contoso/" + std::string(role)).status, 200) << role;
    for (const auto* role : {"BillingAdmin", "UserManagementAdmin"}) {
        const auto refused = list("contoso/" + std::string(role));
        EXPECT_EQ(refused.status, 403) << role;
        EXPECT_EQ(refused.code(), codes::kRoleLacksRights) << role;
    }
}

TEST_F(ManagedServicesTest, AreRefusedWhereTheCloudDoesNotOfferThem) {
    withhold("managed-service-list", "https://portal.example.test");
    restart();
    const auto refused = list();
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code(), codes::kNotOfferedSeePortal);
}

}  // namespace
}  // namespace concordat::api
