#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using std::chrono::days;

class AuditRecordsTest : public ApiFixture {
protected:
    AuditRecordsTest() {
        for (int number = 0; number < 3; ++number) {
            clock_.at += std::chrono::minutes(1);
            const auto answer =
                post("/v1/customers", createBody("c" + std::to_string(number) + ".example.test"));
            EXPECT_EQ(answer.status, 201);
        }
        clock_.at += std::chrono::minutes(1);
    }
};

TEST_F(AuditRecordsTest, ShowsWhatWasDoneNewestFirst) {
    const auto json = get("/v1/auditrecords").json();
    ASSERT_EQ(json["totalCount"].GetInt(), 3);
    const auto& newest = json["items"][0];
    EXPECT_STREQ(newest["operationType"].GetString(), "add_customer");
    EXPECT_STREQ(newest["resourceType"].GetString(), "customer");
    EXPECT_STREQ(newest["operationStatus"].GetString(), "succeeded");
    EXPECT_STREQ(newest["userPrincipalName"].GetString(), "ana@contoso.example");
    EXPECT_STREQ(newest["customizedData"][0]["key"].GetString(), "PrimaryDomainName");
    EXPECT_STREQ(newest["customizedData"][0]["value"].GetString(), "c2.example.test");
}

TEST_F(AuditRecordsTest, FindsARecordByTheIdThatTheListGives) {
    const auto list = get("/v1/auditrecords").json();
    const std::string id = list["items"][1]["id"].GetString();
    for (const std::string path : {"/auditactivity/v1/auditrecords/", "/v1/auditrecords/"}) {
        const auto answer = get(path + id);
        ASSERT_EQ(answer.status, 200);
        EXPECT_EQ(answer.json()["id"].GetString(), id);
    }
    EXPECT_EQ(get("/v1/auditrecords/" + store_.entries[0].id.toString()).status, 200);
}

TEST_F(AuditRecordsTest, AnswersAnothersRecordAsOneThatIsNotThere) {
    const auto id = store_.entries[0].id.toString();
    const auto theirs = send({.target = "/v1/auditrecords/" + id, .token = "fabrikam/AdminAgent"});
    EXPECT_EQ(theirs.status, 404);
    EXPECT_EQ(theirs.comparable(),
              get("/v1/auditrecords/" + makeRandomUuid().toString()).comparable());
    EXPECT_EQ(theirs.comparable(), get("/v1/auditrecords/nothing").comparable());
}

TEST_F(AuditRecordsTest, GoesOnToTheNextPageWithTheSameWindowAndSize) {
    const auto first = get("/v1/auditrecords?size=2").json();
    EXPECT_EQ(first["totalCount"].GetInt(), 2);
    const auto& next = first["links"]["next"];
    EXPECT_STREQ(next["uri"].GetString(), "/auditrecords?size=2&seekOperation=Next");
    const auto second =
        send({.target = "/v1/auditrecords?seekOperation=Next",
              .headers = {{"MS-ContinuationToken", first["continuationToken"].GetString()}}})
            .json();
    EXPECT_EQ(second["totalCount"].GetInt(), 1);
    EXPECT_FALSE(second["links"].HasMember("next"));
    EXPECT_EQ(store_.last_audit_query.size, 2U);
    EXPECT_EQ(get("/v1/auditrecords?seekOperation=Previous").status, 400);
}

TEST_F(AuditRecordsTest, LooksThirtyDaysBackWithoutAStart) {
    (void)get("/v1/auditrecords");
    EXPECT_EQ(store_.last_audit_query.from, clock_.at - days(30));
    EXPECT_GT(store_.last_audit_query.to, clock_.at);
}

TEST_F(AuditRecordsTest, ReadsDatesAsExistingClientsWriteThem) {
    (void)get("/v1/auditrecords?startDate=11/22/2026%2000:00:00&endDate=2026-11-23");
    EXPECT_EQ(store_.last_audit_query.from, *parseInstant("2026-11-22"));
    EXPECT_EQ(store_.last_audit_query.to, *parseInstant("2026-11-24"));
}

TEST_F(AuditRecordsTest, RefusesAStartBeyondTheWindowAndDatesThatAreNone) {
    const auto old = get("/v1/auditrecords?startDate=2026-08-24");
    EXPECT_EQ(old.status, 400);
    EXPECT_EQ(old.code(), codes::kAuditWindow);
    EXPECT_EQ(get("/v1/auditrecords?startDate=2026-08-25").status, 200);
    EXPECT_EQ(get("/v1/auditrecords?startDate=yesterday").code(), codes::kBadProperty);
    EXPECT_EQ(get("/v1/auditrecords?startDate=2026-11-20&endDate=2026-11-01").code(),
              codes::kBadProperty);
}

TEST_F(AuditRecordsTest, FiltersAsExistingClientsEncodeIt) {
    (void)get(R"(/v1/auditrecords?startDate=2026-11-20&filter={%22Field%22:%22CompanyName%22,)"
              R"(%22Value%22:%22A%20&%20B+C%22,%22Operator%22:%22substring%22}&size=5)");
    EXPECT_EQ(store_.last_audit_query.company_substring, "a & b+c");
    EXPECT_EQ(store_.last_audit_query.size, 5U);

    const auto id = store_.entries[1].customer->value.toString();
    const auto by_customer = get(R"(/v1/auditrecords?filter={"Field":"CustomerId","Value":")" + id +
                                 R"(","Operator":"equals"})");
    EXPECT_EQ(by_customer.json()["totalCount"].GetInt(), 1);
}

TEST_F(AuditRecordsTest, FiltersByResourceTypeAndKnowsThoseItKeepsNoneOf) {
    const auto filtered = [&](const std::string& type) {
        return get(R"(/v1/auditrecords?filter={"Field":"ResourceType","Value":")" + type +
                   R"(","Operator":"equals"})");
    };
    EXPECT_EQ(filtered("Customer").json()["totalCount"].GetInt(), 3);
    EXPECT_EQ(filtered("Order").json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(filtered("customer_user").json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(filtered("colour").code(), codes::kUnknownEnumValue);
}

TEST_F(AuditRecordsTest, RefusesFiltersThatTheRecordDoesNotHave) {
    for (const auto* filter : {R"({"Field":"CustomerId","Value":"x","Operator":"equals"})",
                               R"({"Field":"CompanyName","Value":"x","Operator":"equals"})",
                               R"({"Field":"Colour","Value":"x","Operator":"equals"})"})
        EXPECT_EQ(get(std::string("/v1/auditrecords?filter=") + filter).code(), codes::kBadFilter);
}

}  // namespace
}  // namespace concordat::api
