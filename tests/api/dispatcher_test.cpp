#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using http::Method;

constexpr std::string_view kUnknownCustomer = "55555555-5555-4555-8555-555555555555";
constexpr std::string_view kRequestId = "66666666-6666-4666-8666-666666666666";

class DispatcherTest : public ApiFixture {};

TEST_F(DispatcherTest, AnswersAnUnknownPathBeforeItLooksAtTheToken) {
    const auto answer = send({.target = "/v1/nothing", .token = ""});
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.code(), codes::kNoSuchPath);
}

TEST_F(DispatcherTest, AnswersAnUnknownMethodWithThoseThatAreAllowed) {
    const auto answer = send({.method = Method::Put, .target = "/v1/customers", .token = ""});
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.header("Allow"), "GET, HEAD, POST");
    EXPECT_EQ(send({.method = Method::Other, .target = "/v1/customers"}).status, 405);
}

TEST_F(DispatcherTest, NamesTheAcceptedIssuerToWhoeverBringsNoGoodToken) {
    const auto none = send({.target = "/v1/customers", .token = ""});
    EXPECT_EQ(none.status, 401);
    EXPECT_EQ(none.code(), codes::kAccessDenied);
    EXPECT_EQ(none.header("WWW-Authenticate"),
              "Bearer authorization_uri=\"https://issuer.example.test/\"");
    const auto foreign = send({.target = "/v1/customers", .token = "foreign"});
    EXPECT_EQ(foreign.status, 401);
    EXPECT_NE(foreign.body.find("https://issuer.example.test/"), std::string::npos);
    EXPECT_NE(foreign.header("WWW-Authenticate").find("invalid_token"), std::string::npos);
}

TEST_F(DispatcherTest, RefusesATenantThatIsNoPartner) {
    const auto answer = send({.target = "/v1/customers", .token = "stranger/AdminAgent"});
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(answer.code(), codes::kTenantUnknown);
}

TEST_F(DispatcherTest, RefusesAnApplicationThatThePartnerHasNotEnrolled) {
    store_.partner_accounts[0].applications = {{makeRandomUuid()}};
    EXPECT_EQ(get("/v1/customers").status, 401);
}

TEST_F(DispatcherTest, ChecksTheBodyBeforeTheCloudsOffer) {
    withhold("customer-create");
    EXPECT_EQ(post("/v1/customers", "{").status, 400);
    const auto answer = post("/v1/customers", "{}");
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code(), codes::kNotOfferedInCloud);
    EXPECT_STREQ(answer.json()["data"][0].GetString(), "customer-create");
    EXPECT_STREQ(answer.json()["data"][1].GetString(), "example");
}

TEST_F(DispatcherTest, NamesThePortalWhereAnOperationIsDoneInstead) {
    withhold("customer-user-create", "https://portal.example.test");
    const auto answer = post("/v1/customers/c1/users", "{}");
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code(), codes::kNotOfferedSeePortal);
    EXPECT_NE(answer.body.find("https://portal.example.test"), std::string::npos);
}

TEST_F(DispatcherTest, ChecksTheCloudsOfferBeforeTheRole) {
    withhold("customer-delete-sandbox");
    const Call call{
        .method = Method::Delete, .target = "/v1/customers/c1", .token = "contoso/HelpdeskAgent"};
    EXPECT_EQ(send(call).code(), codes::kNotOfferedInCloud);
}

TEST_F(DispatcherTest, RefusesAnOperationThatTheCloudsFactsDoNotName) {
    cloud_.edit().operations.clear();
    restart();
    EXPECT_EQ(get("/v1/customers").status, 403);
}

TEST_F(DispatcherTest, ChecksTheRoleBeforeItLooksForTheCustomer) {
    const Call call{.method = Method::Delete,
                    .target = "/v1/customers/" + std::string(kUnknownCustomer),
                    .token = "contoso/SalesAgent"};
    const auto answer = send(call);
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code(), codes::kRoleLacksRights);
}

TEST_F(DispatcherTest, RefusesATokenWithoutARole) {
    EXPECT_EQ(send({.target = "/v1/customers", .token = "contoso"}).status, 403);
}

TEST_F(DispatcherTest, LetsAnApplicationActAsAdminAgentWhereItMay) {
    EXPECT_EQ(send({.target = "/v1/customers", .token = "contoso+application"}).status, 200);
    const auto answer = send({.target = "/v1/profiles/billing", .token = "contoso+application"});
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code(), codes::kUserTokenRequired);
}

TEST_F(DispatcherTest, AnswersAKnownOperationThatIsNotBuilt) {
    const auto answer = get("/v1/products");
    EXPECT_EQ(answer.status, 501);
    EXPECT_EQ(answer.code(), codes::kNotBuilt);
    EXPECT_STREQ(answer.json()["data"][0].GetString(), "product-list");
}

TEST_F(DispatcherTest, RefusesOtherMediaTypesAndAcceptsParameters) {
    Call call{.method = Method::Post, .target = "/v1/customers", .body = createBody()};
    call.headers = {{"Content-Type", "application/xml"}};
    EXPECT_EQ(send(call).status, 415);
    call.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    EXPECT_EQ(send(call).status, 201);
}

TEST_F(DispatcherTest, NamesTheLimitToWhoeverSendsTooMuch) {
    const auto answer =
        send({.method = Method::Post, .target = "/v1/customers", .body_too_large = true});
    EXPECT_EQ(answer.status, 413);
    EXPECT_STREQ(answer.json()["data"][0].GetString(), "1048576");
}

TEST_F(DispatcherTest, RefusesABodyThatIsNoObject) {
    for (const auto* body : {"", "null", "[]", "\"text\"", "1", "{}{}", "{\"a\":1,\"A\":2}"})
        EXPECT_EQ(post("/v1/customers", body).status, 400) << body;
}

TEST_F(DispatcherTest, EchoesTheIdsOfARequest) {
    Call call{.target = "/v1/customers"};
    call.headers = {{"MS-RequestId", std::string(kRequestId)},
                    {"ms-correlationid", std::string(kUnknownCustomer)},
                    {"X-Locale", "de-AT"}};
    const auto answer = send(call);
    EXPECT_EQ(answer.header("MS-RequestId"), kRequestId);
    EXPECT_EQ(answer.header("MS-CorrelationId"), kUnknownCustomer);
    EXPECT_EQ(answer.header("X-Locale"), "de-AT");
}

TEST_F(DispatcherTest, MakesIdsForARequestThatBringsNone) {
    const auto first = get("/v1/customers");
    const auto second = get("/v1/customers");
    EXPECT_TRUE(Uuid::parse(first.header("MS-RequestId")));
    EXPECT_TRUE(Uuid::parse(first.header("MS-CorrelationId")));
    EXPECT_NE(first.header("MS-CorrelationId"), second.header("MS-CorrelationId"));
}

TEST_F(DispatcherTest, RefusesHeadersThatItCannotRead) {
    for (const auto* name : {"MS-RequestId", "MS-CorrelationId", "MS-Contract-Version"}) {
        const auto answer = send({.target = "/v1/customers", .headers = {{name, "v2"}}});
        EXPECT_EQ(answer.status, 400) << name;
        EXPECT_EQ(answer.code(), codes::kBadHeader);
        EXPECT_STREQ(answer.json()["data"][0].GetString(), name);
    }
    EXPECT_EQ(send({.target = "/v1/customers", .headers = {{"MS-Contract-Version", "V1"}}}).status,
              200);
}

TEST_F(DispatcherTest, DoesNotSendBackALocaleThatIsNone) {
    const auto answer = send({.target = "/v1/customers", .headers = {{"X-Locale", "<script>"}}});
    EXPECT_EQ(answer.header("X-Locale"), "");
}

TEST_F(DispatcherTest, DescribesErrorsInTheCallersLanguage) {
    const auto describe = [&](const char* locale) {
        return send({.target = "/v1/nothing", .headers = {{"X-Locale", locale}}}).body;
    };
    EXPECT_NE(describe("pt-BR").find("Nenhuma"), std::string::npos);
    EXPECT_NE(describe("de").find("Keine"), std::string::npos);
    EXPECT_NE(describe("fr-FR").find("No operation"), std::string::npos);
}

TEST_F(DispatcherTest, LimitsThePartnersRateAndSaysHowLongToWait) {
    settings_.requests_per_minute = 2;
    restart();
    EXPECT_EQ(get("/v1/customers").status, 200);
    EXPECT_EQ(get("/v1/customers").status, 200);
    const auto answer = get("/v1/customers");
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(answer.header("Retry-After"), "30");
    EXPECT_EQ(answer.code(), codes::kThrottled);
    EXPECT_EQ(send({.target = "/v1/customers", .token = "fabrikam/AdminAgent"}).status, 200);
    clock_.at += std::chrono::seconds(30);
    EXPECT_EQ(get("/v1/customers").status, 200);
}

TEST_F(DispatcherTest, PlacesRequestsByHowTheyWait) {
    const auto placement = [&](Method method, std::string_view path) {
        http::Request head;
        head.method = method;
        head.path = path;
        return api_->placementOf(head);
    };
    EXPECT_EQ(placement(Method::Get, "/v1/customers"), http::Placement::EventThread);
    EXPECT_EQ(placement(Method::Post, "/v1/customers"), http::Placement::Fiber);
    EXPECT_EQ(placement(Method::Post, "/v1/validations/address"), http::Placement::EventThread);
    EXPECT_EQ(placement(Method::Get, "/v1/auditrecords"), http::Placement::Worker);
    // Names are opened to be sorted, and a chosen password is hashed.
    EXPECT_EQ(placement(Method::Get, "/v1/customers/c/users"), http::Placement::Worker);
    EXPECT_EQ(placement(Method::Post, "/v1/customers/c/users"), http::Placement::Worker);
    EXPECT_EQ(placement(Method::Patch, "/v1/customers/c/users/u"), http::Placement::Worker);
    EXPECT_EQ(placement(Method::Get, "/v1/customers/c/users/u"), http::Placement::EventThread);
    // A name server is asked.
    EXPECT_EQ(placement(Method::Post, "/v1/customers/c/verifieddomain"), http::Placement::Worker);
    EXPECT_EQ(placement(Method::Get, "/health/ready"), http::Placement::Worker);
    store_reads_wait_ = true;
    restart();
    EXPECT_EQ(placement(Method::Get, "/v1/customers"), http::Placement::Fiber);
    EXPECT_EQ(placement(Method::Post, "/v1/customers"), http::Placement::Fiber);
    EXPECT_EQ(placement(Method::Get, "/v1/auditrecords"), http::Placement::Worker);
    EXPECT_EQ(placement(Method::Get, "/v1/nothing"), http::Placement::EventThread);
}

TEST_F(DispatcherTest, WantsABodyOnlyFromAGoodCaller) {
    const auto wants = [&](std::string_view path, std::string_view authorization) {
        const http::HeaderField field{"Authorization", authorization};
        http::Request head;
        head.method = Method::Post;
        head.path = path;
        head.headers = {&field, 1};
        return api_->wantsBody(head);
    };
    EXPECT_TRUE(wants("/v1/customers", "Bearer contoso/AdminAgent"));
    EXPECT_FALSE(wants("/v1/customers", "Bearer foreign"));
    EXPECT_FALSE(wants("/v1/nothing", "Bearer contoso/AdminAgent"));
}

TEST_F(DispatcherTest, AsksATokenWhoseKeyIsBeingFetchedToComeAgain) {
    const auto answer = send({.target = "/v1/customers", .token = "new-key"});
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.code(), codes::kKeysAwaited);
    EXPECT_EQ(answer.header("Retry-After"), "1");
    EXPECT_EQ(answer.header("WWW-Authenticate"), "");
    EXPECT_EQ(send({.target = "/v1/customers", .token = "foreign"}).status, 401);
}

TEST_F(DispatcherTest, SaysWhetherItIsReady) {
    health_ = {{"store", [] { return true; }}};
    restart();
    EXPECT_EQ(send({.target = "/health/live", .token = ""}).status, 200);
    EXPECT_EQ(send({.target = "/health/ready", .token = ""}).status, 200);
    health_.push_back({"record", []() -> bool { throw std::runtime_error("gone"); }});
    restart();
    const auto answer = send({.target = "/health/ready", .token = ""});
    EXPECT_EQ(answer.status, 503);
    EXPECT_STREQ(answer.json()["checks"]["record"].GetString(), "not ready");
}

TEST_F(DispatcherTest, ShapesEveryRefusalOfTheServerAsAFault) {
    for (const int status : {400, 408, 413, 431, 503}) {
        http::Reply reply;
        api_->refuse(status, reply);
        EXPECT_EQ(reply.status, status);
        rapidjson::Document body;
        body.Parse(reply.body.c_str());
        EXPECT_TRUE(body["data"].IsArray());
        EXPECT_EQ(reply.headers.find("Retry-After") != std::string::npos, status == 503);
        EXPECT_NE(reply.headers.find("Cache-Control: no-store"), std::string::npos);
        EXPECT_NE(reply.headers.find("MS-RequestId: "), std::string::npos);
    }
}

}  // namespace
}  // namespace concordat::api
