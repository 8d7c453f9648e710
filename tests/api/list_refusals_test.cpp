#include <string>
#include <string_view>
#include <vector>

#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using http::Method;

class ListRefusals : public ApiFixture {
protected:
    /// The names of all customers, following links from the first page to the last.
    std::vector<std::string> allNames(const std::string& target) {
        std::vector<std::string> names;
        auto page = get(target);
        for (int pages = 0; pages < 20; ++pages) {
            EXPECT_EQ(page.status, 200) << page.body;
            if (page.status != 200) break;
            const auto json = page.json();
            for (const auto& item : json["items"].GetArray())
                names.emplace_back(item["companyProfile"]["companyName"].GetString());
            if (!json["links"].HasMember("next")) break;
            page = send(
                {.target = "/v1/customers?seekOperation=Next",
                 .headers = {{"MS-ContinuationToken", json["continuationToken"].GetString()}}});
        }
        return names;
    }

    void expectCode(const std::string& target, int code) {
        const auto answer = get(target);
        ASSERT_EQ(answer.status, 400) << target << answer.body;
        EXPECT_EQ(answer.code(), code) << target;
    }
};

TEST_F(ListRefusals, NeverMeetTheServersOwnTokensHoweverLongTheNames) {
    // In the last, folding makes eighteen characters of one.
    for (const auto* character : {"x", "é", "東", "😀", "ﷺ"}) {
        store_.customers.clear();
        std::string name;
        for (int i = 0; i < 199; ++i) name += character;
        for (const auto* end : {"a", "b", "c"})
            hold(kContoso, name + end, std::string(end) + ".test");
        EXPECT_EQ(allNames("/v1/customers?size=1").size(), 3U) << character;
    }
}

TEST_F(ListRefusals, NeverMeetTheServersOwnTokensHoweverLongThePrefix) {
    std::string name;
    for (int i = 0; i < 199; ++i) name += "😀";
    for (const auto* end : {"a", "b", "c"}) hold(kContoso, name + end, std::string(end) + ".test");
    EXPECT_EQ(allNames(R"(/v1/customers?size=1&filter={"Field":"CompanyName","Value":")" + name +
                       R"(","Operator":"starts_with"})")
                  .size(),
              3U);
}

TEST_F(ListRefusals, ShowNamesThatFoldAlikeOnceEach) {
    for (const auto* name : {"Cafe", "CAFÉ", "cafe", "Café"})
        hold(kContoso, name, std::to_string(store_.customers.size()) + ".example.test");
    EXPECT_EQ(allNames("/v1/customers?size=1").size(), 4U);
}

TEST_F(ListRefusals, MeetTokensThatAreNone) {
    for (const auto* token : {"x", "AAAA", "====", "null", "%00", "../..", "eyJhIjoxfQ"}) {
        for (const auto* target : {"/v1/customers", "/v1/auditrecords"}) {
            const auto answer =
                send({.target = target, .headers = {{"MS-ContinuationToken", token}}});
            EXPECT_EQ(answer.status, 400) << token;
            EXPECT_EQ(answer.code(), codes::kBadContinuationToken) << token;
        }
    }
    const auto huge = send({.target = "/v1/customers",
                            .headers = {{"MS-ContinuationToken", std::string(1'000'000, 'A')}}});
    EXPECT_EQ(huge.code(), codes::kBadContinuationToken);
}

TEST_F(ListRefusals, MeetSizesAndSeeksInBothLists) {
    for (const std::string list : {"/v1/customers", "/v1/auditrecords"}) {
        for (const auto* size : {"501", "-1", "1.5", "x", "1e2"})
            expectCode(list + "?size=" + size, codes::kBadPageSize);
        for (const auto* seek : {"Sideways", "0", "NextPage"})
            expectCode(list + "?seekOperation=" + seek, codes::kUnknownEnumValue);
    }
    expectCode("/v1/auditrecords?seekOperation=Last", codes::kUnknownEnumValue);
    expectCode("/v1/auditrecords?seekOperation=PageIndex", codes::kUnknownEnumValue);
    expectCode("/v1/customers?seekOperation=Previous", codes::kBadContinuationToken);
    expectCode("/v1/customers?seekOperation=PageIndex&pageIndex=x", codes::kBadProperty);
}

TEST_F(ListRefusals, MeetEveryOperatorButTwoInTheListOfCustomers) {
    for (const auto* operation : {"equals", "not_equals", "greater_than", "greater_than_or_equals",
                                  "less_than", "less_than_or_equals", "not_starts_with"})
        expectCode(std::string(R"(/v1/customers?filter={"Field":"CompanyName","Value":"abc",)") +
                       R"("Operator":")" + operation + R"("})",
                   codes::kBadFilter);
}

TEST_F(ListRefusals, MeetASearchForFewerThanThreeLetters) {
    const auto search = [](const std::string& value, const std::string& rest) {
        return R"(/v1/customers?filter={"Field":"CompanyName","Value":")" + value +
               R"(","Operator":"substring"})" + rest;
    };
    for (const auto* few : {"", "a", "ab", "\u00E4\u00F6"})
        expectCode(search(few, ""), codes::kBadFilter);
    for (const auto* seek : {"Last", "Previous", "PageIndex"})
        expectCode(search("abc", std::string("&seekOperation=") + seek), codes::kUnknownEnumValue);
    EXPECT_EQ(get(search("abc", "&seekOperation=First")).status, 200);
}

TEST_F(ListRefusals, MeetEveryFieldButTwoInTheListOfCustomers) {
    for (const auto* field :
         {"company_name", "Name", "CustomerId", "CompanyName ", "TenantId", "Domain."})
        expectCode(std::string(R"(/v1/customers?filter={"Field":")") + field +
                       R"(","Value":"a","Operator":"starts_with"})",
                   codes::kBadFilter);
    for (const auto* field : {"CompanyName", "companyname", "DOMAIN"})
        EXPECT_EQ(get(std::string(R"(/v1/customers?filter={"Field":")") + field +
                      R"(","Value":"a","Operator":"starts_with"})")
                      .status,
                  200)
            << field;
}

TEST_F(ListRefusals, MeetEveryOtherPairOfFieldAndOperatorInTheRecord) {
    for (const auto* field : {"CompanyName", "CustomerId", "ResourceType", "Colour"}) {
        for (const auto* operation : {"equals", "not_equals", "substring", "starts_with"}) {
            const std::string pair = std::string(field) + " " + operation;
            if (pair == "CompanyName substring" || pair == "CustomerId equals" ||
                pair == "ResourceType equals")
                continue;
            expectCode(std::string(R"(/v1/auditrecords?filter={"Field":")") + field +
                           R"(","Value":"a","Operator":")" + operation + R"("})",
                       codes::kBadFilter);
        }
    }
}

TEST_F(ListRefusals, MeetCustomerIdsThatAreNone) {
    for (const auto* id :
         {"", "1", "8e0a5c127b3d4e5f9a6b0c1d2e3f4a5b", "{8e0a5c12-7b3d-4e5f-9a6b-0c1d2e3f4a5b}",
          "8e0a5c12-7b3d-4e5f-9a6b-0c1d2e3f4a5b%20"})
        expectCode(std::string(R"(/v1/auditrecords?filter={"Field":"CustomerId","Value":")") + id +
                       R"(","Operator":"equals"})",
                   codes::kBadFilter);
}

TEST_F(ListRefusals, MeetWindowsThatEndBeforeTheyStartOrAreNoDates) {
    for (const auto* window :
         {"startDate=2026-11-20&endDate=2026-11-18",
          "startDate=2026-11-20T10:00:00Z&endDate=2026-11-20T09:00:00Z", "startDate=x", "endDate=x",
          "startDate=2026-02-30", "startDate=22/11/2026", "startDate=2026-11-20T10:00",
          "endDate=2026-11-20T25:00:00Z", "startDate=1763806830"})
        expectCode(std::string("/v1/auditrecords?") + window, codes::kBadProperty);
    for (const auto* window :
         {"startDate=1970-01-01", "startDate=0000-01-01", "startDate=2026-08-24T23:59:59Z"})
        expectCode(std::string("/v1/auditrecords?") + window, codes::kAuditWindow);
}

TEST_F(ListRefusals, AskTheStoreForNothing) {
    (void)get("/v1/customers?size=501");
    (void)get("/v1/customers?filter=x");
    (void)send({.target = "/v1/customers", .headers = {{"MS-ContinuationToken", "x"}}});
    EXPECT_EQ(store_.lists, 0);
}

TEST_F(ListRefusals, MeetRolesThatMayNotLook) {
    for (const auto* role : {"BillingAdmin", "UserManagementAdmin"}) {
        const auto answer =
            send({.target = "/v1/customers", .token = std::string("contoso/") + role});
        EXPECT_EQ(answer.status, 403) << role;
        EXPECT_EQ(answer.code(), codes::kRoleLacksRights) << role;
    }
    for (const auto* role : {"SalesAgent", "HelpdeskAgent", "BillingAdmin", "UserManagementAdmin"})
        EXPECT_EQ(
            send({.target = "/v1/auditrecords", .token = std::string("contoso/") + role}).status,
            403)
            << role;
}

}  // namespace
}  // namespace concordat::api
