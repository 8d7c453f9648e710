#include <map>

#include "core/api/routes.hpp"
#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using identity::Role;

constexpr Role kRoles[] = {Role::AdminAgent,  Role::SalesAgent,   Role::HelpdeskAgent,
                           Role::GlobalAdmin, Role::BillingAdmin, Role::UserManagementAdmin};

/// What must be sent for an operation beside method and path: a query that settles it among those
/// that share its path, and a body that is in order.
struct Needs {
    std::string query{};
    std::string body{};
};

std::string filterOn(const std::string& field, const std::string& how) {
    return "filter={\"Field\":\"" + field + "\",\"Value\":\"customer\",\"Operator\":\"" + how +
           "\"}";
}

/// Walks every operation that is built, so that a new one cannot forget the checks.
class IsolationTest : public ApiFixture {
protected:
    IsolationTest() {
        const std::string address = R"({"country":"US","addressLine1":"1"})";
        const std::string contact = R"({"firstName":"A","lastName":"B","email":"a@b"})";
        needs_ = {
            {"customer-create", {"", createBody()}},
            {"customer-search", {filterOn("CompanyName", "starts_with"), ""}},
            {"customer-billing-profile-update", {"", billingBody()}},
            {"relationship-remove-customer", {"", R"({"relationshipToPartner":"none"})"}},
            {"address-validate", {"", address}},
            {"partner-billing-profile-update",
             {"", R"({"companyName":"C","address":)" + address + R"(,"primaryContact":)" + contact +
                      "}"}},
            {"legal-business-profile-update",
             {"", R"({"companyName":"C","address":)" + address + R"(,"primaryContact":)" + contact +
                      R"(,"companyApproverAddress":)" + address + "}"}},
            {"organization-profile-update",
             {"", R"({"companyName":"C","defaultAddress":)" + address +
                      R"(,"email":"a@b","language":"en","culture":"en-US"})"}},
            {"support-profile-update", {"", R"({"email":"a@b","telephone":"1","website":"w"})"}},
            {"mpn-profile-verify", {"mpnId=1000001", ""}},
            {"audit-record-list-by-company", {filterOn("CompanyName", "substring"), ""}},
            {"audit-record-list-by-resource-type", {filterOn("ResourceType", "equals"), ""}},
            {"audit-record-list-by-customer",
             {"filter={\"Field\":\"CustomerId\",\"Value\":\"" + makeRandomUuid().toString() +
                  "\",\"Operator\":\"equals\"}",
              ""}},
        };
        rules::CountryFacts country;
        country.iso2 = "US";
        cloud_.edit().countries = {country};
        for (auto& partner : store_.partner_accounts) partner.sandbox = true;
        restart();
    }

    /// The call of an operation, with `customer` and `record` in its path.
    Call callOf(const Operation& operation, const CustomerId& customer, const Uuid& record) {
        std::string path(operation.path);
        replace(path, "{customer-id}", customer.value.toString());
        replace(path, "{audit-id}", record.toString());
        replace(path, "{country-code}", "US");
        replace(path, "{domain}", "taken.example.test");
        const auto& needs = needs_[operation.id];
        if (!needs.query.empty()) path += "?" + needs.query;
        return {.method = operation.method, .target = path, .body = needs.body};
    }

    static void replace(std::string& text, std::string_view place, const std::string& value) {
        if (const auto at = text.find(place); at != std::string::npos)
            text.replace(at, place.size(), value);
    }

    template <typename Check>
    void forEachBuilt(Check check) {
        int walked = 0;
        for (const auto& operation : operations()) {
            if (operation.support != Support::Built) continue;
            SCOPED_TRACE(operation.id);
            check(operation);
            ++walked;
        }
        EXPECT_EQ(walked, 27);
    }

    std::map<std::string_view, Needs> needs_;
};

TEST_F(IsolationTest, EveryOperationWorksForWhomItIsMeant) {
    forEachBuilt([&](const Operation& operation) {
        const auto customer = hold(kContoso, "Mine", "taken.example.test");
        audit::Entry entry;
        entry.id = makeRandomUuid();
        entry.partner = kContoso;
        store_.entries.push_back(entry);
        const auto answer = send(callOf(operation, customer.id, entry.id));
        EXPECT_GE(answer.status, 200) << answer.body;
        EXPECT_LT(answer.status, 300) << answer.body;
        store_.customers.clear();
    });
}

TEST_F(IsolationTest, AnothersThingsAnswerByteForByteAsThingsThatAreNotThere) {
    forEachBuilt([&](const Operation& operation) {
        const bool names_one = operation.path.find("{customer-id}") != std::string_view::npos ||
                               operation.path.find("{audit-id}") != std::string_view::npos;
        if (!names_one) return;
        const auto theirs = hold(kFabrikam, "Theirs", "theirs.example.test");
        audit::Entry entry;
        entry.id = makeRandomUuid();
        entry.partner = kFabrikam;
        store_.entries.push_back(entry);
        const auto others = send(callOf(operation, theirs.id, entry.id));
        const auto absent = send(callOf(operation, CustomerId{makeRandomUuid()}, makeRandomUuid()));
        EXPECT_EQ(others.status, 404);
        EXPECT_EQ(others.comparable(), absent.comparable());
        EXPECT_EQ(store_.applied, 0);
    });
}

TEST_F(IsolationTest, ListsShowNothingOfAnotherPartner) {
    hold(kFabrikam, "Theirs", "theirs.example.test");
    for (const auto* path : {"/v1/customers", "/v1/auditrecords"})
        EXPECT_EQ(get(path).json()["totalCount"].GetInt(), 0);
}

TEST_F(IsolationTest, NoTokenAndAnotherCloudsTokenAnswerTheSameEverywhere) {
    std::string without;
    std::string foreign;
    forEachBuilt([&](const Operation& operation) {
        auto call = callOf(operation, CustomerId{makeRandomUuid()}, makeRandomUuid());
        call.token = "";
        const auto none = send(call);
        EXPECT_EQ(none.status, 401);
        if (without.empty()) without = none.comparable();
        EXPECT_EQ(none.comparable(), without);
        call.token = "foreign";
        const auto other = send(call);
        EXPECT_EQ(other.status, 401);
        if (foreign.empty()) foreign = other.comparable();
        EXPECT_EQ(other.comparable(), foreign);
        EXPECT_EQ(other.body, none.body);
    });
}

TEST_F(IsolationTest, EveryRoleThatIsNotListedIsRefusedBeforeAnythingIsRead) {
    forEachBuilt([&](const Operation& operation) {
        const auto mine = hold(kContoso, "Mine", "mine.example.test");
        auto call = callOf(operation, mine.id, makeRandomUuid());
        call.token = "contoso";
        EXPECT_EQ(send(call).code(), codes::kRoleLacksRights);
        for (const auto role : kRoles) {
            if (rolesOf(operation.permission).intersects(role)) continue;
            call.token = "contoso/" + std::string(identity::nameOf(role));
            const auto answer = send(call);
            EXPECT_EQ(answer.status, 403) << call.token;
            EXPECT_EQ(answer.code(), codes::kRoleLacksRights);
        }
        if (operation.tokens == TokenKind::User) {
            call.token = "contoso+application";
            EXPECT_EQ(send(call).code(), codes::kUserTokenRequired);
        }
        EXPECT_EQ(store_.applied, 0);
    });
}

TEST_F(IsolationTest, AnOperationThatTheCloudDoesNotOfferIsRefusedWhateverElseIsWrong) {
    forEachBuilt([&](const Operation& operation) {
        for (auto& fact : cloud_.edit().operations) fact.offered = fact.id != operation.id;
        restart();
        auto call = callOf(operation, CustomerId{makeRandomUuid()}, makeRandomUuid());
        call.token = "contoso";
        const auto answer = send(call);
        EXPECT_EQ(answer.status, 403);
        EXPECT_EQ(answer.code(), codes::kNotOfferedInCloud);
    });
}

}  // namespace
}  // namespace concordat::api
