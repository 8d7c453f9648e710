#include <algorithm>

#include "core/base/csv_writer.hpp"
#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

class CommerceTest : public ApiFixture {
protected:
    CommerceTest() {
        rules::CountryFacts us;
        us.iso2 = "US";
        rules::CountryFacts germany;
        germany.iso2 = "DE";
        auto& facts = cloud_.edit();
        facts.countries = {us, germany};
        facts.offer_categories = {{"Mail", "Mail", 1}, {"More", "More", 2}};
        facts.offers = {offerOf("MAIL", "Mail"), offerOf("TRIAL", "Mail"), offerOf("ADDON", "More"),
                        offerOf("GERMAN", "Mail")};
        facts.offers[1].trial = true;
        facts.offers[1].conversions = {"MAIL"};
        facts.offers[1].minimum_quantity = facts.offers[1].maximum_quantity = 25;
        facts.offers[1].billing_cycles = {"monthly"};
        facts.offers[1].limit = 1;
        facts.offers[1].limit_unit = "lifetime";
        facts.offers[2].add_on = true;
        facts.offers[2].prerequisites = {"MAIL"};
        facts.offers[3].countries = {"DE"};
        restart();
    }

    static rules::OfferFact offerOf(const std::string& id, const std::string& category) {
        rules::OfferFact offer;
        offer.id = id;
        offer.name = "Offer " + id;
        offer.category = category;
        offer.sku_id = "sku-" + id;
        offer.maximum_quantity = 100;
        offer.billing_cycles = {"monthly", "annual"};
        return offer;
    }

    std::string path(const std::string& rest = {}) const {
        return "/v1/customers/" + mine_.id.value.toString() + rest;
    }

    static std::string line(const std::string& offer, int quantity, int number = 0) {
        return R"({"LineItemNumber":)" + std::to_string(number) + R"(,"OfferId":")" + offer +
               R"(","FriendlyName":null,"Quantity":)" + std::to_string(quantity) + "}";
    }

    Answer order(const std::string& lines, const std::string& more = {}) {
        return post(path("/orders"), R"({"LineItems":[)" + lines + "]" + more + "}");
    }

    /// Buys ten licences and gives the path of the subscription.
    std::string bought() {
        const auto answer = order(line("MAIL", 10));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return path("/subscriptions/") +
               answer.json()["lineItems"][0]["subscriptionId"].GetString();
    }

    Answer patch(const std::string& target, const std::string& body) {
        return send({http::Method::Patch, target, body});
    }

    Answer patchWith(const std::string& target, const std::string& body, const char* etag) {
        return send({http::Method::Patch, target, body, {{"If-Match", etag}}});
    }

    Answer exportOf(const std::string& target) {
        return send({.target = target, .headers = {{"Accept", "text/csv"}}});
    }

    static auto linesIn(const std::string& text) {
        return std::count(text.begin(), text.end(), '\n');
    }

    void suspendPartner(partners::PartnerState state) {
        store_.partner_accounts.at(0).state = state;
        restart();
    }

    void expect(const Answer& answer, int status, int code) {
        EXPECT_EQ(answer.status, status) << answer.body;
        EXPECT_EQ(answer.code(), code) << answer.body;
    }

    const accounts::Customer mine_ = hold(kContoso, "Adatum", "adatum.example.test");
};

TEST_F(CommerceTest, OffersAreThoseOfTheCountry) {
    const auto list = get("/v1/offers?country=us").json();
    ASSERT_EQ(list["totalCount"].GetInt(), 3);
    EXPECT_STREQ(list["items"][0]["id"].GetString(), "MAIL");
    EXPECT_TRUE(list["items"][0]["hasAddOns"].GetBool());
    EXPECT_STREQ(list["items"][0]["category"]["id"].GetString(), "Mail");
    EXPECT_EQ(get("/v1/offers?country=DE").json()["totalCount"].GetInt(), 4);
    EXPECT_EQ(get("/v1/offers?country=US&offer_category_id=more").json()["totalCount"].GetInt(), 1);
    EXPECT_EQ(get("/v1/offers?country=US&offset=1&size=1").json()["items"][0]["id"], "TRIAL");
    EXPECT_EQ(get("/v1/offers?country=US&offset=900").json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(get("/v1/offercategories?country=US").json()["totalCount"].GetInt(), 2);
    EXPECT_STREQ(get("/v1/offers/mail?country=US").json()["id"].GetString(), "MAIL");
    EXPECT_EQ(get("/v1/offers/MAIL/addons?country=US").json()["items"][0]["id"], "ADDON");
    EXPECT_EQ(get("/v1/offers/TRIAL/addons?country=US").json()["totalCount"].GetInt(), 0);
}

TEST_F(CommerceTest, OffersNeedACountryOfTheCloudAndExistOnlyThere) {
    for (const std::string list : {"/v1/offers", "/v1/offers/MAIL", "/v1/offercategories"}) {
        expect(get(list), 400, codes::kMemberMissing);
        expect(get(list + "?country=FR"), 400, codes::kBadProperty);
        expect(get(list + "?country=%FF"), 400, codes::kBadProperty);
    }
    expect(get("/v1/offers?country=US&size=0"), 400, codes::kBadProperty);
    expect(get("/v1/offers?country=US&offset=x"), 400, codes::kBadProperty);
    expect(get("/v1/offers/GERMAN?country=US"), 404, codes::kResourceAbsent);
    expect(get("/v1/offers/NONE/addons?country=US"), 404, codes::kResourceAbsent);
}

TEST_F(CommerceTest, AnOrderBecomesASubscriptionForEveryLine) {
    const auto made =
        order(line("MAIL", 3, 1) + "," + line("mail", 4, 0), R"(,"BillingCycle":"annual")");
    ASSERT_EQ(made.status, 201) << made.body;
    const auto json = made.json();
    EXPECT_STREQ(json["status"].GetString(), "completed");
    EXPECT_STREQ(json["billingCycle"].GetString(), "annual");
    EXPECT_EQ(json["lineItems"][0]["quantity"].GetInt(), 4);
    EXPECT_STREQ(json["lineItems"][0]["friendlyName"].GetString(), "Offer MAIL");
    const std::string id = json["id"].GetString();
    EXPECT_EQ(made.header("Location"), path("/orders/") + id);
    EXPECT_EQ(get(path("/orders/") + id).body, made.body);
    EXPECT_EQ(get(path("/orders")).json()["totalCount"].GetInt(), 1);
    (void)bought();
    EXPECT_EQ(get(path("/subscriptions")).json()["totalCount"].GetInt(), 3);
    EXPECT_EQ(get(path("/subscriptions?order_id=") + id).json()["totalCount"].GetInt(), 2);
    EXPECT_EQ(get(path("/subscriptions?mpn_id=1000001")).json()["totalCount"].GetInt(), 3);
    EXPECT_EQ(get(path("/subscriptions?mpn_id=9")).json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(store_.entries.back().operation, audit::OperationType::CreateOrder);
}

TEST_F(CommerceTest, AnOrderWithOneRequestIdIsMadeOnce) {
    Call call{http::Method::Post,
              path("/orders"),
              R"({"lineItems":[)" + line("MAIL", 1) + "]}",
              {{"MS-RequestId", "6f4a7f0e-2a3c-4a53-8d0c-1f4a4c0f7f11"}}};
    const auto first = send(call);
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(send(call).body, first.body);
    EXPECT_EQ(get(path("/orders")).json()["totalCount"].GetInt(), 1);
}

TEST_F(CommerceTest, AnOrderMustFitTheOffer) {
    expect(order(line("NONE", 1)), 400, codes::kOfferUnknown);
    expect(order(line("GERMAN", 1)), 400, codes::kOfferNotInCountry);
    expect(order(line("ADDON", 1)), 403, codes::kOfferNotForSale);
    expect(order(line("MAIL", 0)), 400, codes::kQuantityOutsideLimits);
    expect(order(line("MAIL", 101)), 400, codes::kQuantityOutsideLimits);
    expect(order(line("MAIL", -1)), 400, codes::kBadProperty);
    expect(order(line("TRIAL", 25), R"(,"billingCycle":"annual")"), 400, codes::kBadProperty);
    expect(order(line("MAIL", 1), R"(,"billingCycle":"weekly")"), 400, codes::kUnknownEnumValue);
    expect(order(line("MAIL", 1, 1)), 400, codes::kLineItemNumber);
    expect(order(line("MAIL", 1) + "," + line("MAIL", 1)), 400, codes::kLineItemNumber);
    expect(order(""), 400, codes::kMemberMissing);
    expect(order("7"), 400, codes::kBadProperty);
    expect(order(R"({"lineItemNumber":0,"quantity":1})"), 400, codes::kMemberMissing);
    expect(order(R"({"lineItemNumber":0,"offerId":"MAIL"})"), 400, codes::kMemberMissing);
    expect(post(path("/orders"), R"({"lineItems":{}})"), 400, codes::kBadProperty);
    EXPECT_EQ(get(path("/orders")).json()["totalCount"].GetInt(), 0);
}

TEST_F(CommerceTest, ATrialIsBoughtOnce) {
    expect(order(line("TRIAL", 25) + "," + line("TRIAL", 25, 1)), 400, codes::kOfferLimitReached);
    const auto first = order(line("TRIAL", 25));
    ASSERT_EQ(first.status, 201) << first.body;
    expect(order(line("TRIAL", 25)), 400, codes::kOfferLimitReached);
    const auto held = get(path("/subscriptions")).json();
    EXPECT_TRUE(held["items"][0]["isTrial"].GetBool());
    EXPECT_STREQ(held["items"][0]["commitmentEndDate"].GetString(), "2026-12-23T10:00:00.000000Z");
}

TEST_F(CommerceTest, WhatTheCustomerHasIsNotTried) {
    expect(order(line("TRIAL", 25) + "," + line("MAIL", 1, 1)), 400, codes::kOfferLimitReached);
    const auto one = bought();
    expect(order(line("TRIAL", 25)), 400, codes::kOfferLimitReached);
    // A suspended one is still had.
    ASSERT_EQ(patch(one, R"({"status":"suspended"})").status, 200);
    expect(order(line("TRIAL", 25)), 400, codes::kOfferLimitReached);
    EXPECT_EQ(get(path("/orders")).json()["totalCount"].GetInt(), 1);
}

TEST_F(CommerceTest, ASandboxHasFewerSubscriptionsAndLicences) {
    store_.partner_accounts.at(0).sandbox = true;
    restart();
    expect(order(line("MAIL", 26)), 403, codes::kSandboxLicences);
    // The offer's own limits come first.
    expect(order(line("MAIL", 101)), 400, codes::kQuantityOutsideLimits);
    const auto one = bought();
    EXPECT_EQ(patch(one, R"({"quantity":25})").status, 200);
    expect(patch(one, R"({"quantity":26})"), 403, codes::kSandboxLicences);
    const auto two = line("MAIL", 1) + "," + line("MAIL", 1, 1);
    ASSERT_EQ(order(two).status, 201);
    ASSERT_EQ(order(line("MAIL", 1)).status, 201);
    // Four of five, one of them suspended.
    ASSERT_EQ(patch(one, R"({"status":"suspended"})").status, 200);
    expect(order(two), 403, codes::kSandboxSubscriptions);
    ASSERT_EQ(order(line("MAIL", 1)).status, 201);
    expect(order(line("MAIL", 1)), 403, codes::kSandboxSubscriptions);
    EXPECT_EQ(get(path("/subscriptions")).json()["totalCount"].GetInt(), 5);
    // What there was before stays manageable.
    EXPECT_EQ(patch(one, R"({"status":"active"})").status, 200);
}

TEST_F(CommerceTest, ASuspendedPartnerBuysNothingAndManagesWhatThereIs) {
    const auto one = bought();
    suspendPartner(partners::PartnerState::Suspended);
    expect(order(line("MAIL", 1)), 403, codes::kProgrammeInactive);
    expect(patch(one, R"({"quantity":11})"), 403, codes::kProgrammeInactive);
    EXPECT_EQ(patch(one, R"({"friendlyName":"Post"})").status, 200);
    EXPECT_EQ(patch(one, R"({"status":"suspended"})").status, 200);
    EXPECT_EQ(patch(one, R"({"status":"active"})").status, 200);
}

TEST_F(CommerceTest, QuantityAndNameChangeWithinTheOffersLimits) {
    const auto one = bought();
    EXPECT_EQ(patch(one, R"({"quantity":100})").json()["quantity"].GetInt(), 100);
    expect(patch(one, R"({"quantity":101})"), 400, codes::kQuantityOutsideLimits);
    expect(patch(one, R"({"quantity":-1})"), 400, codes::kBadProperty);
    expect(patch(one, R"({"quantity":1.5})"), 400, codes::kBadProperty);
    EXPECT_STREQ(patch(one, R"({"friendlyName":"Post"})").json()["friendlyName"].GetString(),
                 "Post");
    const auto held = get(one);
    EXPECT_EQ(held.json()["quantity"].GetInt(), 100);
    EXPECT_EQ(store_.entries.back().operation, audit::OperationType::UpdateSubscription);
    // The order says what was ordered.
    EXPECT_EQ(get(path("/orders")).json()["items"][0]["lineItems"][0]["quantity"].GetInt(), 10);
}

TEST_F(CommerceTest, WholeSubscriptionsAreTakenForWhatDiffersInThem) {
    const auto one = bought();
    const auto whole = [&](const std::string& status, const std::string& name, int quantity) {
        return R"({"id":"x","status":")" + status + R"(","friendlyName":")" + name +
               R"(","autoRenewEnabled":true,"quantity":)" + std::to_string(quantity) + "}";
    };
    EXPECT_STREQ(patch(one, whole("suspended", "Offer MAIL", 10)).json()["status"].GetString(),
                 "suspended");
    EXPECT_STREQ(patch(one, whole("active", "Offer MAIL", 10)).json()["status"].GetString(),
                 "active");
    EXPECT_STREQ(patch(one, whole("active", "Post", 10)).json()["friendlyName"].GetString(),
                 "Post");
    EXPECT_EQ(patch(one, whole("active", "Post", 12)).json()["quantity"].GetInt(), 12);
}

TEST_F(CommerceTest, ASuspendedSubscriptionIsReadOnlyAndComesBackWithin90Days) {
    const auto one = bought();
    ASSERT_EQ(patch(one, R"({"status":"suspended"})").status, 200);
    expect(patch(one, R"({"quantity":11})"), 400, codes::kSubscriptionSuspended);
    expect(patch(one, R"({"friendlyName":"Post"})"), 400, codes::kSubscriptionSuspended);
    clock_.at += std::chrono::days(90);
    // Not anew from here: it was suspended already.
    ASSERT_EQ(patch(one, R"({"status":"suspended"})").status, 200);
    EXPECT_STREQ(patch(one, R"({"status":"active"})").json()["status"].GetString(), "active");
    ASSERT_EQ(patch(one, R"({"status":"suspended"})").status, 200);
    clock_.at += std::chrono::days(90) + std::chrono::seconds(1);
    expect(patch(one, R"({"status":"active"})"), 400, codes::kStatusNotEditable);
}

TEST_F(CommerceTest, ChangesGoByTheEtagThatWasRead) {
    const auto one = bought();
    const auto etag = get(one).header("ETag");
    EXPECT_EQ(patchWith(one, R"({"quantity":11})", etag.c_str()).status, 200);
    expect(patchWith(one, R"({"quantity":12})", etag.c_str()), 412, codes::kStaleEtag);
    EXPECT_EQ(get(one).json()["quantity"].GetInt(), 11);
}

TEST_F(CommerceTest, ARelationshipEndsWhenEverySubscriptionIsSuspended) {
    const auto one = bought();
    const std::string end = R"({"relationshipToPartner":"none"})";
    expect(patch(path(), end), 400, codes::kSubscriptionsActive);
    EXPECT_EQ(get(path()).status, 200);
    ASSERT_EQ(patch(one, R"({"status":"suspended"})").status, 200);
    EXPECT_EQ(patch(path(), end).status, 200);
    expect(get(path("/subscriptions")), 404, codes::kUnknownTenant);
    expect(order(line("MAIL", 1)), 404, codes::kUnknownTenant);
}

TEST_F(CommerceTest, TheSupportContactIsThePartner) {
    const auto contact = bought() + "/supportcontact";
    const auto mine = kContoso.value.toString();
    EXPECT_EQ(get(contact).json()["supportTenantId"].GetString(), mine) << get(contact).body;
    const auto body = [](const std::string& tenant, const std::string& mpn_id) {
        return R"({"supportTenantId":")" + tenant + R"(","supportMpnId":")" + mpn_id +
               R"(","name":"Help desk"})";
    };
    EXPECT_EQ(put(contact, body(mine, "1000001")).status, 200);
    EXPECT_STREQ(get(contact).json()["name"].GetString(), "Help desk");
    expect(put(contact, body(kFabrikam.value.toString(), "1000002")), 400, codes::kBadProperty);
    expect(put(contact, body(mine, "1000002")), 400, codes::kBadProperty);
    expect(put(contact, body("nobody", "1000001")), 400, codes::kBadProperty);
    expect(put(contact, "{}"), 400, codes::kMemberMissing);
}

TEST_F(CommerceTest, WhatIsNotThereIsToldApartFromItsCustomer) {
    for (const auto& id : {makeRandomUuid().toString(), std::string("none")}) {
        expect(get(path("/orders/") + id), 404, codes::kUnknownOrder);
        expect(get(path("/subscriptions/") + id), 404, codes::kUnknownSubscription);
        expect(patch(path("/subscriptions/") + id, R"({"quantity":1})"), 404,
               codes::kUnknownSubscription);
        expect(get(path("/subscriptions/") + id + "/supportcontact"), 404,
               codes::kUnknownSubscription);
    }
}

TEST_F(CommerceTest, SubscriptionsComeAsAFileOfCsvWholeOrFiltered) {
    // More than a page of the file.
    constexpr int kLines = 100;
    constexpr int kOrders = 6;
    std::string lines;
    for (int number = 0; number < kLines; ++number)
        lines += (number == 0 ? "" : ",") + line("MAIL", 1, number);
    std::string order_id;
    for (int number = 0; number < kOrders; ++number)
        order_id = order(lines).json()["id"].GetString();
    const auto one = bought();
    ASSERT_EQ(patch(one, R"({"friendlyName":"=1+1"})").status, 200);
    ASSERT_EQ(patch(one, R"({"status":"suspended"})").status, 200);
    const auto csv = exportOf(path("/subscriptions"));
    EXPECT_EQ(csv.status, 200);
    EXPECT_EQ(csv.header("Content-Type"), "text/csv; charset=utf-8; header=present");
    EXPECT_EQ(csv.header("Content-Disposition"), "attachment; filename=\"subscriptions.csv\"");
    EXPECT_TRUE(csv.body.starts_with(std::string(CsvWriter::kByteOrderMark) +
                                     "Subscription ID,Subscription,Quantity,Status,Reseller\r\n"));
    EXPECT_EQ(linesIn(csv.body), kLines * kOrders + 2);
    const auto id = one.substr(one.rfind('/') + 1);
    EXPECT_NE(csv.body.find(id + ",'=1+1,10,suspended,\r\n"), std::string::npos);
    EXPECT_EQ(linesIn(exportOf(path("/subscriptions?order_id=") + order_id).body), kLines + 1);
    EXPECT_EQ(linesIn(exportOf(path("/subscriptions?mpn_id=9")).body), 1);
    EXPECT_EQ(linesIn(exportOf(path("/subscriptions?mpn_id=1000001")).body), kLines * kOrders + 2);
}

TEST_F(CommerceTest, AFileOfSubscriptionsIsRefusedAsTheListIs) {
    const auto foreign = hold(kFabrikam, "Fourth Coffee", "fourth.example.test");
    for (const auto& id :
         {foreign.id.value.toString(), makeRandomUuid().toString(), std::string("none")})
        expect(exportOf("/v1/customers/" + id + "/subscriptions"), 404, codes::kUnknownTenant);
    EXPECT_EQ(linesIn(exportOf(path("/subscriptions")).body), 1);
    EXPECT_EQ(linesIn(exportOf(path("/subscriptions?order_id=none")).body), 1);
}

/// contoso is a provider that has the customer for its reseller fabrikam.
class OrdersForResellers : public CommerceTest {
protected:
    OrdersForResellers() {
        store_.partner_accounts[0].kind = partners::PartnerKind::IndirectProvider;
        store_.partner_accounts[1].kind = partners::PartnerKind::IndirectReseller;
        const audit::Actor actor{
            .application = {}, .user_name = {}, .correlation = {}, .at = clock_.at};
        const auto invited = relationships_->planInvitation(store_.partner_accounts[0], actor);
        EXPECT_EQ(store_.apply(invited.changes), changes::Outcome::Applied);
        EXPECT_EQ(store_.apply(relationships_->planAcceptance(store_.partner_accounts[1], actor,
                                                              invited.token)),
                  changes::Outcome::Applied);
        store_.shares[{kContoso, mine_.id}] = {kFabrikam};
        restart();
    }

    Answer orderFor(const std::string& mpn_id) {
        return order(R"({"lineItemNumber":0,"offerId":"MAIL","quantity":1,"partnerIdOnRecord":")" +
                     mpn_id + R"("},{"lineItemNumber":1,"offerId":"MAIL","quantity":2})");
    }
};

TEST_F(OrdersForResellers, KeepWhoIsOnRecordWithEachLine) {
    const auto answer = orderFor("1000002");
    ASSERT_EQ(answer.status, 201) << answer.body;
    const auto json = answer.json();
    EXPECT_STREQ(json["lineItems"][0]["partnerIdOnRecord"].GetString(), "1000002");
    EXPECT_FALSE(json["lineItems"][1].HasMember("partnerIdOnRecord"));
    const auto bought = get(path("/subscriptions?mpn_id=1000002")).json();
    ASSERT_EQ(bought["totalCount"].GetInt(), 1);
    EXPECT_STREQ(bought["items"][0]["partnerId"].GetString(), "1000002");
    const auto& data = store_.entries.back().customized_data;
    EXPECT_NE(std::find(data.begin(), data.end(),
                        std::pair<std::string, std::string>("PartnerIdOnRecord-0", "1000002")),
              data.end());
}

TEST_F(OrdersForResellers, AreRefusedForWhoMayNotBeOnRecord) {
    expect(orderFor("1000001"), 404, codes::kOwnMpnOnRecord);
    expect(orderFor("9999999"), 400, codes::kNotAReseller);
    expect(orderFor(std::string(33, '1')), 400, codes::kBadProperty);
    store_.shares[{kContoso, mine_.id}].clear();
    expect(orderFor("1000002"), 400, codes::kNotCustomersReseller);
    store_.partner_accounts[0].kind = partners::PartnerKind::DirectReseller;
    restart();
    expect(orderFor("1000002"), 400, codes::kNotAProvider);
    EXPECT_EQ(get(path("/orders")).json()["totalCount"].GetInt(), 0);
}

TEST_F(OrdersForResellers, AreAnOperationOfTheirOwn) {
    withhold("order-create-for-indirect-reseller", "https://portal.example.test");
    expect(orderFor("1000002"), 403, codes::kNotOfferedSeePortal);
    EXPECT_EQ(order(line("MAIL", 1)).status, 201);
}

}  // namespace
}  // namespace concordat::api
