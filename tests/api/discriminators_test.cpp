#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using http::Method;

/// A request, and the operation that is meant by it.
struct Case {
    Method method;
    std::string target;
    std::string body;
    std::string operation;
};

/// The ways in which clients tell operations apart that share a method and a path. The cloud offers
/// none of them, so that the refusal names the one that was found.
class DiscriminatorsTest : public ApiFixture {
protected:
    DiscriminatorsTest() {
        for (auto& fact : cloud_.edit().operations) fact.offered = false;
        restart();
    }

    void expect(const std::vector<Case>& cases) {
        for (const auto& one : cases) {
            SCOPED_TRACE(one.target + " " + one.body);
            const auto answer =
                send({.method = one.method, .target = one.target, .body = one.body});
            ASSERT_EQ(answer.status, 403) << answer.body;
            EXPECT_EQ(answer.json()["data"][0].GetString(), one.operation);
        }
    }

    static std::string filter(const std::string& field) {
        return "filter={\"Field\":\"" + field + "\",\"Value\":\"v\",\"Operator\":\"equals\"}";
    }
};

TEST_F(DiscriminatorsTest, TellCustomersAndProfilesApart) {
    expect({
        {Method::Post, "/v1/customers", "{}", "customer-create"},
        {Method::Post, "/v1/customers", R"({"AssociatedPartnerId":null})", "customer-create"},
        {Method::Post, "/v1/customers", R"({"AssociatedPartnerId":"1"})",
         "customer-create-for-indirect-reseller"},
        {Method::Get, "/v1/customers", "", "customer-list"},
        {Method::Get, "/v1/customers?size=0", "", "customer-list"},
        {Method::Get, "/v1/customers?" + filter("Domain"), "", "customer-search"},
        {Method::Get, "/v1/customers?" + filter("indirectreseller"), "",
         "customer-list-by-indirect-reseller"},
        {Method::Get, "/v1/profiles/mpn", "", "mpn-profile-get"},
        {Method::Get, "/v1/profiles/mpn?mpnId=", "", "mpn-profile-get"},
        {Method::Get, "/v1/profiles/mpn?MPNID=1", "", "mpn-profile-verify"},
    });
}

TEST_F(DiscriminatorsTest, TellUsersAndLicencesApart) {
    const std::string users = "/v1/customers/c/users";
    expect({
        {Method::Get, users + "?size=0", "", "customer-user-list"},
        {Method::Get, users + "?" + filter("UserState"), "", "customer-user-list-deleted"},
        {Method::Patch, users + "/u", R"({"State":"active","DisplayName":"A"})",
         "customer-user-update"},
        {Method::Patch, users + "/u", R"({"State":"active","PhoneNumber":"1"})",
         "customer-user-update"},
        {Method::Patch, users + "/u", R"({"State":"active","ImmutableId":"i"})",
         "customer-user-update"},
        {Method::Patch, users + "/u", R"({"PasswordProfile":{"Password":"p"}})",
         "customer-user-password-reset"},
        {Method::Patch, users + "/u", R"({"State":"active","DisplayName":null})",
         "customer-user-restore"},
        {Method::Get, users + "/u/licenses", "", "license-assigned-list"},
        {Method::Get, users + "/u/licenses?licenseGroupIds=Group1&licenseGroupIds=Group2", "",
         "license-assigned-list-by-group"},
        {Method::Get, "/v1/customers/c/subscribedskus", "", "license-available-list"},
        {Method::Get, "/v1/customers/c/subscribedskus?licenseGroupIds=group1", "",
         "license-available-list-by-group"},
    });
}

TEST_F(DiscriminatorsTest, TellCartsAndOrdersApart) {
    const std::string orders = "/v1/customers/c/orders";
    expect({
        {Method::Post, "/v1/customers/c/carts", R"({"lineItems":[{"addonItems":null}]})",
         "cart-create"},
        {Method::Post, "/v1/customers/c/carts", R"({"lineItems":[{"addonItems":[{}]}]})",
         "cart-create-with-addons"},
        {Method::Post, orders, R"({"LineItems":[{"PartnerIdOnRecord":null}]})", "order-create"},
        {Method::Post, orders, R"({"LineItems":[{},{"PartnerIdOnRecord":"1"}]})",
         "order-create-for-indirect-reseller"},
        {Method::Get, orders + "?include_price=True", "", "order-list"},
        {Method::Get, orders + "?billingType=Monthly", "", "order-list-by-billing-type"},
        {Method::Patch, orders + "/o",
         R"({"BillingCycle":"unknown","LineItems":[{"ParentSubscriptionId":"s"}]})",
         "order-addon-purchase"},
        {Method::Patch, orders + "/o", R"({"BillingCycle":"annual"})",
         "order-billing-cycle-change"},
        {Method::Patch, orders + "/o", R"({"Status":"cancelled","LineItems":null})",
         "order-cancel-sandbox"},
        {Method::Patch, orders + "/o", R"({"Status":"cancelled","LineItems":[{}]})",
         "order-cancel-software"},
    });
}

TEST_F(DiscriminatorsTest, TellChangesOfASubscriptionApart) {
    const std::string one = "/v1/customers/c/subscriptions/s";
    expect({
        {Method::Get, "/v1/customers/c/subscriptions", "", "subscription-list"},
        {Method::Get, "/v1/customers/c/subscriptions?order_id=o", "", "subscription-list-by-order"},
        {Method::Get, "/v1/customers/c/subscriptions?mpn_id=1", "", "subscription-list-by-partner"},
        {Method::Patch, one, R"({"status":"suspended","quantity":1})", "subscription-suspend"},
        {Method::Patch, one, R"({"status":"deleted","quantity":1})", "subscription-cancel"},
        {Method::Patch, one, R"({"quantity":2})", "subscription-quantity-change"},
        {Method::Patch, one, R"({"status":"active"})", "subscription-reactivate"},
        {Method::Patch, one, R"({"friendlyName":"n"})", "subscription-rename"},
        {Method::Patch, one, R"({"autoRenewEnabled":false})", "subscription-autorenew-update"},
        {Method::Patch, one, R"({"scheduledNextTermInstructions":{"quantity":1}})",
         "subscription-schedule-changes"},
        {Method::Patch, one,
         R"({"scheduledNextTermInstructions":{"product":{"billingCycle":"annual"}}})",
         "subscription-billing-frequency-update"},
    });
}

TEST_F(DiscriminatorsTest, TellLineItemsOfInvoicesApart) {
    const std::string items = "/v1/invoices/i/lineitems?size=1&";
    const std::string unbilled = "/v1/invoices/unbilled/lineitems?provider=onetime&";
    expect({
        {Method::Get, items + "provider=Office&invoiceLineItemType=BillingLineItems", "",
         "invoice-line-items-office"},
        {Method::Get, items + "provider=azure&invoicelineitemtype=billinglineitems", "",
         "invoice-line-items-azure"},
        {Method::Get, items + "provider=azure&invoicelineitemtype=usagelineitems", "",
         "invoice-line-items-azure-usage"},
        {Method::Get, items + "provider=onetime&invoicelineitemtype=billinglineitems", "",
         "invoice-line-items-onetime"},
        {Method::Get, items + "provider=marketplace&invoicelineitemtype=usagelineitems", "",
         "invoice-line-items-billed-consumption"},
        {Method::Get, unbilled + "invoicelineitemtype=usagelineitems", "",
         "invoice-line-items-unbilled-consumption"},
        {Method::Get, unbilled + "invoicelineitemtype=billinglineitems", "",
         "invoice-line-items-unbilled-recon"},
    });
}

TEST_F(DiscriminatorsTest, TellRecordsAnalyticsAgreementsAndReferralsApart) {
    expect({
        {Method::Get, "/v1/auditrecords?startDate=2026-11-20", "", "audit-record-list"},
        {Method::Get, "/v1/auditrecords?" + filter("CompanyName"), "",
         "audit-record-list-by-company"},
        {Method::Get, "/v1/auditrecords?" + filter("CustomerId"), "",
         "audit-record-list-by-customer"},
        {Method::Get, "/v1/auditrecords?" + filter("ResourceType"), "",
         "audit-record-list-by-resource-type"},
        {Method::Get, "/partner/v1/analytics/subscriptions", "", "analytics-subscription-list"},
        {Method::Get, "/partner/v1/analytics/subscriptions?filter=a", "",
         "analytics-subscription-search"},
        {Method::Get, "/partner/v1/analytics/subscriptions?groupby=a", "",
         "analytics-subscription-group"},
        {Method::Get, "/v1/agreements", "", "agreement-metadata-list"},
        {Method::Get, "/v1/agreements?agreementType=*", "", "agreement-metadata-list-by-type"},
        {Method::Get, "/v1/customers/c/agreements", "", "customer-agreement-list"},
        {Method::Get, "/v1/customers/c/agreements?agreementType=*", "",
         "customer-agreement-list-by-type"},
        {Method::Post, "/v1.0/engagements/referrals", "{}", "referral-create"},
        {Method::Post, "/v1.0/engagements/referrals", R"({"engagementId":"e"})",
         "referral-create-connected"},
    });
}

}  // namespace
}  // namespace concordat::api
