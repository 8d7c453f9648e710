#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using http::Method;

constexpr std::array kAllRoles = {"AdminAgent",  "SalesAgent",   "HelpdeskAgent",
                                  "GlobalAdmin", "BillingAdmin", "UserManagementAdmin"};

/// An operation and who may carry it out.
struct Right {
    Method method;
    std::string target;
    std::vector<std::string_view> roles;
};

class RequestChecks : public ApiFixture {
protected:
    RequestChecks() {
        const auto customer = hold(kContoso, "Adatum", "adatum.example.test");
        const auto path = "/v1/customers/" + customer.id.value.toString();
        const std::vector<std::string_view> admins = {"AdminAgent", "GlobalAdmin"};
        const std::vector<std::string_view> sellers = {"AdminAgent", "SalesAgent", "GlobalAdmin"};
        const std::vector<std::string_view> readers = {"AdminAgent", "SalesAgent", "HelpdeskAgent",
                                                       "GlobalAdmin"};
        const std::vector<std::string_view> profile_readers = {
            "AdminAgent", "GlobalAdmin", "BillingAdmin", "UserManagementAdmin"};
        const std::vector<std::string_view> everybody(kAllRoles.begin(), kAllRoles.end());
        rights_ = {{Method::Get, "/v1/customers", readers},
                   {Method::Post, "/v1/customers", sellers},
                   {Method::Get, path, readers},
                   {Method::Delete, path, admins},
                   {Method::Patch, path, admins},
                   {Method::Get, path + "/profiles/billing", readers},
                   {Method::Put, path + "/profiles/billing", sellers},
                   {Method::Get, path + "/profiles/company", readers},
                   {Method::Get, "/v1/profiles/billing", profile_readers},
                   {Method::Put, "/v1/profiles/billing", admins},
                   {Method::Get, "/v1/profiles/support", profile_readers},
                   {Method::Put, "/v1/profiles/support", admins},
                   {Method::Get, "/v1/auditrecords", admins},
                   {Method::Head, "/v1/domains/a.b", everybody},
                   {Method::Post, "/v1/validations/address", everybody}};
    }

    Answer sendAs(const Right& right, std::string token) {
        Call call{.method = right.method, .target = right.target, .token = std::move(token)};
        if (right.method == Method::Patch) call.body = R"({"relationshipToPartner":"x"})";
        if (right.method == Method::Post || right.method == Method::Put) call.body = "{}";
        return send(call);
    }

    std::vector<Right> rights_;
};

TEST_F(RequestChecks, LetEachRoleDoWhatItMayAndNothingElse) {
    for (const auto& right : rights_) {
        for (const std::string_view role : kAllRoles) {
            SCOPED_TRACE(right.target + " as " + std::string(role));
            const bool may =
                std::find(right.roles.begin(), right.roles.end(), role) != right.roles.end();
            const auto answer = sendAs(right, "contoso/" + std::string(role));
            EXPECT_EQ(answer.status == 403, !may) << answer.status;
            if (!may && right.method != Method::Head) {
                EXPECT_EQ(answer.code(), codes::kRoleLacksRights);
            }
        }
    }
}

TEST_F(RequestChecks, LetNobodyInWithoutARoleATokenOrAnEnrolment) {
    for (const auto& right : rights_) {
        SCOPED_TRACE(right.target);
        EXPECT_EQ(sendAs(right, "contoso").status, 403);
        EXPECT_EQ(sendAs(right, "contoso/Owner").status, 403);
        EXPECT_EQ(sendAs(right, "").status, 401);
        EXPECT_EQ(sendAs(right, "foreign").status, 401);
        EXPECT_EQ(sendAs(right, "nobody/AdminAgent").status, 401);
    }
}

TEST_F(RequestChecks, WriteNothingForWhoMayNot) {
    for (const auto& right : rights_)
        for (const auto* token :
             {"", "foreign", "contoso", "nobody/AdminAgent", "contoso/BillingAdmin"})
            (void)sendAs(right, token);
    EXPECT_EQ(store_.applied, 0);
    EXPECT_EQ(store_.customers.size(), 1U);
}

TEST_F(RequestChecks, AnswerAMethodThatAPathDoesNotTakeBeforeTheyAskWhoCalls) {
    for (const auto* target : {"/v1/customers", "/v1/profiles/billing", "/v1/auditrecords"}) {
        const auto answer = send({.method = Method::Delete, .target = target, .token = ""});
        EXPECT_EQ(answer.status, 405) << target;
        EXPECT_NE(answer.header("Allow").find("GET"), std::string::npos) << target;
    }
}

TEST_F(RequestChecks, AnswerPathsThatThereAreNone) {
    for (const auto* target :
         {"/", "/v1", "/v1/", "/v2/customers", "/customers", "/V1/customers/x/y/z",
          "/v1/customers/x/profiles", "/v1/customers/x/profiles/", "/v1/profiles/unknown",
          "/v1/auditrecord", "/v1/%2e%2e/etc/passwd", "/v1/customers%2f", "/.git/config"}) {
        const auto answer = get(target);
        EXPECT_EQ(answer.status, 404) << target;
        EXPECT_EQ(answer.code(), codes::kNoSuchPath) << target;
    }
}

TEST_F(RequestChecks, RefuseIdsOfARequestThatAreNone) {
    for (const auto* header : {"MS-RequestId", "MS-CorrelationId"}) {
        for (const auto* value :
             {"x", "8e0a5c12", "8e0a5c127b3d4e5f9a6b0c1d2e3f4a5b",
              "{8e0a5c12-7b3d-4e5f-9a6b-0c1d2e3f4a5b}",
              "8e0a5c12-7b3d-4e5f-9a6b-0c1d2e3f4a5b,8e0a5c12-7b3d-4e5f-9a6b-0c1d2e3f4a5b"}) {
            const auto answer = send({.target = "/v1/customers", .headers = {{header, value}}});
            EXPECT_EQ(answer.status, 400) << header << value;
            EXPECT_EQ(answer.code(), codes::kBadHeader) << header << value;
            EXPECT_STREQ(answer.json()["data"][0].GetString(), header);
            EXPECT_NE(answer.header(header), value);
        }
    }
}

TEST_F(RequestChecks, RefuseOtherContractVersions) {
    for (const auto* version : {"v2", "1", "v1.0", "v1 ", "*"})
        EXPECT_EQ(
            send({.target = "/v1/customers", .headers = {{"MS-Contract-Version", version}}}).code(),
            codes::kBadHeader)
            << version;
    for (const auto* version : {"v1", "V1"})
        EXPECT_EQ(
            send({.target = "/v1/customers", .headers = {{"MS-Contract-Version", version}}}).status,
            200)
            << version;
}

TEST_F(RequestChecks, RefuseBodiesThatAreNoJsonForEveryChange) {
    const std::string nul("{}\0", 3);
    for (const auto& right : rights_) {
        if (right.method != Method::Post && right.method != Method::Put &&
            right.method != Method::Patch)
            continue;
        for (const auto& body :
             {std::string(), std::string("{"), std::string("[]"), std::string("null"),
              std::string("\"x\""), std::string("{} {}"), std::string("{\"a\":1,\"A\":2}"),
              std::string("{\"a\":\"\xFF\"}"), nul, std::string(100'000, '[')}) {
            const auto answer =
                send({.method = right.method, .target = right.target, .body = body});
            EXPECT_EQ(answer.status, 400) << right.target << body.substr(0, 20);
            EXPECT_EQ(answer.code(), codes::kMalformedInput) << right.target << body.substr(0, 20);
        }
        const auto xml = send({.method = right.method,
                               .target = right.target,
                               .body = "<a/>",
                               .headers = {{"Content-Type", "application/xml"}}});
        EXPECT_EQ(xml.status, 415) << right.target;
        const auto huge =
            send({.method = right.method, .target = right.target, .body_too_large = true});
        EXPECT_EQ(huge.status, 413) << right.target;
    }
    EXPECT_EQ(store_.applied, 0);
}

}  // namespace
}  // namespace concordat::api
