#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

constexpr const char* kPolicies = "/v1/SelfServePolicy";

class SelfServePoliciesTest : public ApiFixture {
protected:
    static std::string bodyOf(const accounts::Customer& customer, const std::string& more = {}) {
        return R"({"SelfServeEntity":{"SelfServeEntityType":"customer","TenantID":")" +
               customer.id.value.toString() +
               R"("},"Grantor":{"GrantorType":"billToPartner","TenantID":")" +
               kContoso.value.toString() +
               R"("},"Permissions":[{"Resource":"AzureReservedInstances","Action":"Purchase"}])" +
               more + "}";
    }

    static std::string replaced(std::string text, const std::string& from, const std::string& by) {
        return text.replace(text.find(from), from.size(), by);
    }

    /// Adds a policy and gives its id.
    std::string add() {
        const auto made = post(kPolicies, bodyOf(adatum_));
        EXPECT_EQ(made.status, 201) << made.body;
        return made.json()["id"].GetString();
    }

    static std::string path(const std::string& id) { return std::string(kPolicies) + "/" + id; }

    static std::string listOf(const accounts::Customer& customer) {
        return std::string(kPolicies) + "?entity_id=" + customer.id.value.toString();
    }

    const accounts::Customer adatum_ = hold(kContoso, "Adatum", "adatum.example.test");
    const accounts::Customer theirs_ = hold(kFabrikam, "Tailspin", "tailspin.example.test");
};

TEST_F(SelfServePoliciesTest, AreMadeAndReadAsTheyWereSent) {
    const auto id = add();
    const auto read = get(path(id));
    ASSERT_EQ(read.status, 200) << read.body;
    const auto json = read.json();
    EXPECT_EQ(json["id"].GetString(), id);
    EXPECT_STREQ(json["selfServeEntity"]["selfServeEntityType"].GetString(), "customer");
    EXPECT_EQ(json["selfServeEntity"]["tenantID"].GetString(), adatum_.id.value.toString());
    EXPECT_STREQ(json["grantor"]["grantorType"].GetString(), "billToPartner");
    EXPECT_EQ(json["grantor"]["tenantID"].GetString(), kContoso.value.toString());
    ASSERT_EQ(json["permissions"].Size(), 1U);
    EXPECT_STREQ(json["permissions"][0]["resource"].GetString(), "AzureReservedInstances");
    EXPECT_STREQ(json["permissions"][0]["action"].GetString(), "Purchase");
    EXPECT_STREQ(json["attributes"]["objectType"].GetString(), "SelfServePolicy");
    const auto listed = get(listOf(adatum_)).json();
    EXPECT_EQ(listed["totalCount"].GetInt(), 1);
    EXPECT_EQ(listed["items"][0]["id"].GetString(), id);
    const auto& entry = store_.entries.back();
    EXPECT_EQ(entry.operation, audit::OperationType::CreateSelfServePolicy);
    EXPECT_EQ(entry.resource, audit::ResourceType::SelfServePolicy);
    EXPECT_EQ(entry.customer, adatum_.id);
    EXPECT_NE(entry.new_value.find("AzureReservedInstances"), std::string::npos);
}

TEST_F(SelfServePoliciesTest, AreOneForACustomer) {
    add();
    const auto again = post(kPolicies, bodyOf(adatum_));
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), codes::kSelfServePolicyHeld);
}

TEST_F(SelfServePoliciesTest, AreRefusedByNameOfTheMember) {
    const auto expect = [&](const std::string& body, int code, const std::string& member) {
        const auto answer = post(kPolicies, body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(answer.code(), code) << body;
        EXPECT_EQ(answer.json()["data"][0].GetString(), member) << body;
    };
    const auto good = bodyOf(adatum_);
    expect("{}", codes::kMemberMissing, "selfServeEntity");
    expect(replaced(good, R"("customer")", R"("user")"), codes::kUnknownEnumValue,
           "selfServeEntity.selfServeEntityType");
    expect(replaced(good, adatum_.id.value.toString(), std::string(36, 'x')), codes::kBadProperty,
           "selfServeEntity.tenantID");
    expect(replaced(good, "Grantor", "Giver"), codes::kMemberMissing, "grantor");
    expect(replaced(good, "billToPartner", "reseller"), codes::kUnknownEnumValue,
           "grantor.grantorType");
    // Nobody lets customers buy at another partner's cost.
    expect(replaced(good, kContoso.value.toString(), kFabrikam.value.toString()),
           codes::kBadProperty, "grantor.tenantID");
    expect(replaced(good, R"("Permissions":[{)", R"("Permissions":[],"Others":[{)"),
           codes::kMemberMissing, "permissions");
    expect(replaced(good, R"("Permissions":[{)", R"("Permissions":["Purchase",{)"),
           codes::kBadProperty, "permissions");
    expect(replaced(good, R"("Permissions":[{)", R"("Permissions":"all","Others":[{)"),
           codes::kBadProperty, "permissions");
    expect(replaced(good, "Purchase", "Sell"), codes::kUnknownEnumValue, "permissions.action");
    expect(replaced(good, "AzureReservedInstances", "Everything"), codes::kUnknownEnumValue,
           "permissions.resource");
    EXPECT_TRUE(store_.held_policies.empty());
}

TEST_F(SelfServePoliciesTest, AreChangedUnderTheEtagThatWasRead) {
    const auto id = add();
    const auto given = R"(,"Id":")" + id + R"(")";
    const auto etag = [](const std::string& of) {
        return R"(,"Attributes":{"Etag":"\")" + of + R"(\""})";
    };
    const auto changed = put(kPolicies, bodyOf(adatum_, given + etag("1")));
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_STREQ(changed.json()["attributes"]["etag"].GetString(), "\"2\"");
    EXPECT_EQ(store_.entries.back().operation, audit::OperationType::UpdateSelfServePolicy);
    const auto stale = put(kPolicies, bodyOf(adatum_, given + etag("1")));
    EXPECT_EQ(stale.status, 409);
    EXPECT_EQ(stale.code(), codes::kStaleEtag);
    const auto precondition =
        send({http::Method::Put, kPolicies, bodyOf(adatum_, given), {{"If-Match", "\"1\""}}});
    EXPECT_EQ(precondition.status, 412);
    // As the SDK sends it, with the id in the path too.
    EXPECT_EQ(put(path(id), bodyOf(adatum_, given + etag("2"))).status, 200);
}

TEST_F(SelfServePoliciesTest, KeepTheirIdAndTheirCustomer) {
    const auto id = add();
    const auto given = R"(,"id":")" + id + R"(")";
    EXPECT_EQ(put(kPolicies, bodyOf(adatum_)).code(), codes::kMemberMissing);
    EXPECT_EQ(put(kPolicies, bodyOf(adatum_, R"(,"id":"x")")).code(), codes::kBadSelfServePolicyId);
    EXPECT_EQ(put(path(makeRandomUuid().toString()), bodyOf(adatum_, given)).code(),
              codes::kBadSelfServePolicyId);
    const auto moved = put(kPolicies, bodyOf(theirs_, given));
    EXPECT_EQ(moved.code(), codes::kBadProperty);
    const auto absent = R"(,"id":")" + makeRandomUuid().toString() + R"(")";
    const auto unknown = put(kPolicies, bodyOf(adatum_, absent));
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.code(), codes::kUnknownSelfServePolicy);
}

TEST_F(SelfServePoliciesTest, AreDeletedOnce) {
    const auto id = add();
    const auto removal = [&](const std::string& etag) {
        return send({http::Method::Delete, path(id), "", {{"If-Match", etag}}});
    };
    EXPECT_EQ(removal("\"7\"").status, 412);
    EXPECT_EQ(removal("\"1\"").status, 204);
    EXPECT_EQ(store_.entries.back().operation, audit::OperationType::DeleteSelfServePolicy);
    const auto again = remove(path(id));
    EXPECT_EQ(again.status, 404);
    EXPECT_EQ(again.code(), codes::kUnknownSelfServePolicy);
    EXPECT_EQ(get(path(id)).status, 404);
    EXPECT_EQ(get(listOf(adatum_)).json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(remove(path(add())).status, 204);
}

TEST_F(SelfServePoliciesTest, ThatChangeMeanwhileAreAConflict) {
    const auto id = add();
    store_.forced = changes::Outcome::Stale;
    const auto late = remove(path(id));
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.code(), codes::kStaleEtag);
}

TEST_F(SelfServePoliciesTest, OfNobodysCustomerAreNotThere) {
    EXPECT_EQ(post(kPolicies, bodyOf(theirs_)).code(), codes::kUnknownTenant);
    EXPECT_EQ(get(listOf(theirs_)).code(), codes::kUnknownTenant);
    EXPECT_EQ(get(std::string(kPolicies) + "?entity_id=x").code(), codes::kUnknownTenant);
    EXPECT_EQ(get(kPolicies).code(), codes::kMemberMissing);
    EXPECT_EQ(get(path("x")).code(), codes::kUnknownSelfServePolicy);
}

}  // namespace
}  // namespace concordat::api
