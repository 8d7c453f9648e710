#include "tests/clouds/operation_requests.hpp"

#include <map>
#include <stdexcept>

namespace concordat::tests {

namespace {

constexpr std::string_view kNobody = "99999999-9999-4999-8999-999999999999";

struct Signs {
    std::string query;
    std::string body;
};

std::string filterOn(const std::string& field) {
    return "filter={\"Field\":\"" + field + "\",\"Value\":\"v\",\"Operator\":\"equals\"}";
}

Signs query(std::string text) {
    return {std::move(text), {}};
}

Signs body(std::string text) {
    return {{}, std::move(text)};
}

/// What tells an operation from the others of its method and path; none where it is the one that is
/// meant when nothing is said.
const std::map<std::string, Signs>& signs() {
    static const std::string lines = "&invoiceLineItemType=";
    static const std::map<std::string, Signs> all{
        {"customer-create-for-indirect-reseller", body(R"({"associatedPartnerId":"1"})")},
        {"customer-list-by-indirect-reseller", query(filterOn("IndirectReseller"))},
        {"customer-search", query(filterOn("CompanyName"))},
        {"mpn-profile-verify", query("mpnId=1000001")},
        {"customer-user-list-deleted", query(filterOn("UserState"))},
        {"customer-user-password-reset", body(R"({"passwordProfile":{"password":"p"}})")},
        {"customer-user-restore", body(R"({"state":"active"})")},
        {"license-available-list-by-group", query("licenseGroupIds=group1")},
        {"license-assigned-list-by-group", query("licenseGroupIds=group1")},
        {"cart-create-with-addons", body(R"({"lineItems":[{"addonItems":[{}]}]})")},
        {"order-create-for-indirect-reseller",
         body(R"({"lineItems":[{"partnerIdOnRecord":"1"}]})")},
        {"order-list-by-billing-type", query("billingType=monthly")},
        {"order-cancel-software", body(R"({"status":"cancelled","lineItems":[{}]})")},
        {"order-cancel-sandbox", body(R"({"status":"cancelled"})")},
        {"order-billing-cycle-change", body(R"({"billingCycle":"annual"})")},
        {"subscription-list-by-order", query("order_id=o")},
        {"subscription-list-by-partner", query("mpn_id=1")},
        {"subscription-suspend", body(R"({"status":"suspended"})")},
        {"subscription-cancel", body(R"({"status":"deleted"})")},
        {"subscription-billing-frequency-update",
         body(R"({"scheduledNextTermInstructions":{"product":{"billingCycle":"annual"}}})")},
        {"subscription-schedule-changes",
         body(R"({"scheduledNextTermInstructions":{"quantity":1}})")},
        {"subscription-quantity-change", body(R"({"quantity":2})")},
        {"subscription-reactivate", body(R"({"status":"active"})")},
        {"subscription-autorenew-update", body(R"({"autoRenewEnabled":false})")},
        {"invoice-line-items-office", query("provider=office" + lines + "billinglineitems")},
        {"invoice-line-items-azure", query("provider=azure" + lines + "billinglineitems")},
        {"invoice-line-items-azure-usage", query("provider=azure" + lines + "usagelineitems")},
        {"invoice-line-items-billed-consumption",
         query("provider=marketplace" + lines + "usagelineitems")},
        {"invoice-line-items-unbilled-consumption",
         query("provider=onetime" + lines + "usagelineitems")},
        {"audit-record-list-by-company", query(filterOn("CompanyName"))},
        {"audit-record-list-by-customer", query(filterOn("CustomerId"))},
        {"audit-record-list-by-resource-type", query(filterOn("ResourceType"))},
        {"analytics-subscription-group", query("groupby=a")},
        {"analytics-subscription-search", query("filter=a")},
        {"agreement-metadata-list-by-type", query("agreementType=a")},
        {"customer-agreement-list-by-type", query("agreementType=a")},
        {"referral-create-connected", body(R"({"engagementId":"e"})")},
    };
    return all;
}

http::Method methodOf(const std::string& name) {
    static const std::map<std::string, http::Method> methods{
        {"GET", http::Method::Get},     {"HEAD", http::Method::Head},
        {"POST", http::Method::Post},   {"PUT", http::Method::Put},
        {"PATCH", http::Method::Patch}, {"DELETE", http::Method::Delete}};
    const auto found = methods.find(name);
    if (found == methods.end()) throw std::runtime_error("there is no method " + name);
    return found->second;
}

}  // namespace

OperationRequest requestOf(const testing_support::OperationRow& row) {
    OperationRequest request{methodOf(row.method), {}, "{}"};
    for (std::size_t at = 0; at < row.path.size();) {
        const auto open = row.path.find('{', at);
        request.target += row.path.substr(at, open - at);
        if (open == std::string::npos) break;
        request.target += kNobody;
        at = row.path.find('}', open) + 1;
    }
    const auto found = signs().find(row.id);
    if (found == signs().end()) return request;
    if (!found->second.query.empty()) request.target += "?" + found->second.query;
    if (!found->second.body.empty()) request.body = found->second.body;
    return request;
}

}  // namespace concordat::tests
