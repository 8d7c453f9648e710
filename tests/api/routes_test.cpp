#include "core/api/routes.hpp"

#include <gtest/gtest.h>
#include <map>

#include "core/api/route_tree.hpp"
#include "tests/support/operations_table.hpp"

namespace concordat::api {
namespace {

using identity::Role;

std::string methodOf(const Operation& operation) {
    switch (operation.method) {
        case http::Method::Get:
            return "GET";
        case http::Method::Head:
            return "HEAD";
        case http::Method::Post:
            return "POST";
        case http::Method::Put:
            return "PUT";
        case http::Method::Patch:
            return "PATCH";
        case http::Method::Delete:
            return "DELETE";
        default:
            return "?";
    }
}

std::string rolesText(const Operation& operation) {
    std::string text;
    for (const auto role : {Role::AdminAgent, Role::SalesAgent, Role::HelpdeskAgent,
                            Role::GlobalAdmin, Role::BillingAdmin, Role::UserManagementAdmin}) {
        if (!rolesOf(operation.permission).intersects(role)) continue;
        if (!text.empty()) text += '|';
        text += identity::nameOf(role);
    }
    return text;
}

TEST(Routes, HaveEveryOperationWithItsMethodPathTokensPermissionAndRoles) {
    const auto rows = testing_support::readOperationsTable();
    ASSERT_EQ(rows.size(), 268U);
    EXPECT_EQ(operations().size(), rows.size());
    for (const auto& row : rows) {
        SCOPED_TRACE(row.id);
        const auto index = indexOf(row.id);
        ASSERT_NE(index, kNoOperation);
        const auto& operation = operations()[index];
        EXPECT_EQ(methodOf(operation), row.method);
        EXPECT_EQ(operation.path, row.path);
        EXPECT_EQ(operation.tokens == TokenKind::User ? "user" : "any", row.tokens);
        EXPECT_EQ(nameOf(operation.permission), row.permission);
        EXPECT_EQ(rolesText(operation), row.roles);
    }
}

TEST(Routes, EndEverySharedPathWithAnOperationWithoutPredicate) {
    std::map<std::pair<std::string, std::string_view>, std::vector<const Operation*>> shared;
    for (const auto& operation : operations())
        shared[{methodOf(operation), operation.path}].push_back(&operation);
    EXPECT_EQ(shared.size(), 231U);
    for (const auto& [key, group] : shared) {
        SCOPED_TRACE(key.second);
        EXPECT_EQ(group.back()->when, nullptr);
        for (std::size_t index = 0; index + 1 < group.size(); ++index)
            EXPECT_NE(group[index]->when, nullptr) << group[index]->id;
    }
}

TEST(Routes, NameOnlyKnownOperationsInAliases) {
    for (const auto& alias : aliases()) EXPECT_NE(indexOf(alias.operation), kNoOperation);
}

TEST(Routes, ChangeNothingByReading) {
    for (const auto& operation : operations())
        if (operation.method == http::Method::Get || operation.method == http::Method::Head) {
            EXPECT_NE(operation.effect, Effect::Writes) << operation.id;
            EXPECT_NE(operation.effect, Effect::Derives) << operation.id;
            EXPECT_NE(operation.effect, Effect::Asks) << operation.id;
        }
}

class RouteTreeTest : public testing::Test {
protected:
    std::string operationAt(http::Method method, std::string_view path) {
        const auto* leaf = tree_.find(path, arguments_);
        if (leaf == nullptr || leaf->of(method).empty()) return {};
        return std::string(operations()[leaf->of(method).back()].id);
    }

    RouteTree tree_;
    PathArguments arguments_;
};

TEST_F(RouteTreeTest, FindsEveryOperationAtItsOwnPath) {
    for (const auto& operation : operations()) {
        const auto* leaf = tree_.find(operation.path, arguments_);
        ASSERT_NE(leaf, nullptr) << operation.path;
        bool found = false;
        for (const auto index : leaf->of(operation.method))
            found = found || operations()[index].id == operation.id;
        EXPECT_TRUE(found) << operation.id;
    }
}

TEST_F(RouteTreeTest, FillsThePlacesInOrder) {
    EXPECT_EQ(operationAt(http::Method::Get, "/v1/customers/c1/users/u1"), "customer-user-get");
    ASSERT_EQ(arguments_.count, 2U);
    EXPECT_EQ(arguments_[0], "c1");
    EXPECT_EQ(arguments_[1], "u1");
    EXPECT_EQ(arguments_[2], "");
}

TEST_F(RouteTreeTest, PrefersAFixedSegmentAndGoesBackToAPlace) {
    EXPECT_EQ(operationAt(http::Method::Get, "/v1/customers/relationshiprequests"),
              "relationship-request-url-get");
    EXPECT_EQ(operationAt(http::Method::Get, "/v1/customers/all/validations"),
              "partner-validation-codes-list");
    EXPECT_EQ(operationAt(http::Method::Get, "/v1/customers/all/users"), "customer-user-list");
    ASSERT_EQ(arguments_.count, 1U);
    EXPECT_EQ(arguments_[0], "all");
}

TEST_F(RouteTreeTest, IgnoresCaseAndOneSlashAtTheEnd) {
    EXPECT_EQ(operationAt(http::Method::Get, "/V1/CUSTOMERS/c1/"), "customer-get");
    EXPECT_EQ(operationAt(http::Method::Post, "/v1/customers/c1/users/"), "customer-user-create");
    EXPECT_EQ(operationAt(http::Method::Get, "/v1/customers/c1//"), "");
}

TEST_F(RouteTreeTest, ReadsEscapesInFixedSegments) {
    EXPECT_EQ(operationAt(http::Method::Get, "/v1/%63ustomers"), "customer-list");
    EXPECT_EQ(operationAt(http::Method::Get, "/v1/customers%2Fc1"), "");
}

TEST_F(RouteTreeTest, FindsPlacesInsideASegment) {
    EXPECT_EQ(operationAt(http::Method::Get,
                          "/v1.0/sales/pricesheets(Market='US',PricesheetView='updates')/$value"),
              "price-sheet-get");
    EXPECT_EQ(operationAt(http::Method::Get, "/v1.0/sales/fxrates(Month='202611')/$value"),
              "fx-rates-get");
}

TEST_F(RouteTreeTest, FindsNothingElsewhere) {
    for (const auto* path : {"", "/", "/v1", "/v2/customers", "/v1/customers/", "v1/customers",
                             "/v1/customers/c1/profiles", "/v1/customers/c1/profiles/billing/x",
                             "//v1/customers", "/v1//customers"})
        if (std::string_view(path) != "/v1/customers/") {
            EXPECT_EQ(operationAt(http::Method::Get, path), "") << path;
        }
}

TEST_F(RouteTreeTest, LetsHeadFallBackToGetAndSaysWhatIsAllowed) {
    EXPECT_EQ(operationAt(http::Method::Head, "/v1/customers/c1"), "customer-get");
    EXPECT_EQ(tree_.find("/v1/customers/c1", arguments_)->allow, "GET, HEAD, PATCH, DELETE");
    EXPECT_EQ(tree_.find("/v1/domains/d", arguments_)->allow, "HEAD");
}

TEST_F(RouteTreeTest, FindsOperationsAtTheirOtherPaths) {
    EXPECT_EQ(operationAt(http::Method::Put, "/v1/profiles/support"), "support-profile-update");
    EXPECT_EQ(operationAt(http::Method::Get, "/v1/auditrecords/a1"), "audit-record-get");
}

}  // namespace
}  // namespace concordat::api
