#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

using http::Method;

class CustomersTest : public ApiFixture {
protected:
    static std::string pathOf(const accounts::Customer& customer) {
        return "/v1/customers/" + customer.id.value.toString();
    }
};

TEST_F(CustomersTest, AddsACustomerAndShowsItsPasswordOnce) {
    const auto created = post("/v1/customers", createBody("Adatum.Example.Test"));
    ASSERT_EQ(created.status, 201) << created.body;
    const auto json = created.json();
    EXPECT_STREQ(json["companyProfile"]["domain"].GetString(), "adatum.example.test");
    EXPECT_STREQ(json["userCredentials"]["userName"].GetString(), "admin");
    EXPECT_GE(json["userCredentials"]["password"].GetStringLength(), 22U);
    EXPECT_EQ(created.header("ETag"), "\"1\"");
    EXPECT_STREQ(json["attributes"]["etag"].GetString(), "\"1\"");
    EXPECT_EQ(created.header("Location"), "/v1/customers/" + std::string(json["id"].GetString()));

    const auto read = get(created.header("Location"));
    EXPECT_EQ(read.status, 200);
    EXPECT_FALSE(read.json().HasMember("userCredentials"));
    EXPECT_STREQ(read.json()["relationshipToPartner"].GetString(), "reseller");
    EXPECT_STREQ(read.json()["companyProfile"]["companyName"].GetString(), "Adatum");
}

TEST_F(CustomersTest, WritesACustomerAsTheSamplesOfThePartnerApiShowIt) {
    const auto customer = hold(kContoso, "Adatum", "adatum.example.test");
    const auto id = customer.id.value.toString();
    const auto json = get(pathOf(customer)).json();
    EXPECT_EQ(json["id"].GetString(), id);
    EXPECT_EQ(json["companyProfile"]["tenantId"].GetString(), id);
    EXPECT_EQ(json["links"]["self"]["uri"].GetString(), "/customers/" + id);
    EXPECT_EQ(json["links"]["profiles"]["uri"].GetString(), "/customers/" + id + "/profiles");
    EXPECT_EQ(json["billingProfile"]["links"]["self"]["uri"].GetString(),
              "/customers/" + id + "/profiles/billing");
    EXPECT_STREQ(json["billingProfile"]["attributes"]["objectType"].GetString(),
                 "CustomerBillingProfile");
    EXPECT_TRUE(json["allowDelegatedAccess"].GetBool());
    EXPECT_FALSE(json["billingProfile"].HasMember("firstName"));
}

TEST_F(CustomersTest, KeepsNamesAsTheyAreWritten) {
    auto body = createBody();
    const std::string given = R"("FirstName":"Ana","LastName":"Silva","PhoneNumber")";
    const auto place = body.find(given);
    ASSERT_NE(place, std::string::npos);
    body.replace(place, given.size(),
                 R"("FirstName":"Zo\u00eb-Łucja","LastName":" O’Neill 山田 ","PhoneNumber")");
    const auto created = post("/v1/customers", body);
    ASSERT_EQ(created.status, 201) << created.body;
    const auto read = get(created.header("Location")).json();
    const auto& address = read["billingProfile"]["defaultAddress"];
    EXPECT_STREQ(address["firstName"].GetString(), "Zoë-Łucja");
    EXPECT_STREQ(address["lastName"].GetString(), " O’Neill 山田 ");
}

TEST_F(CustomersTest, NamesTheMemberThatIsMissingOrWrong) {
    const auto refusal = [&](std::string body) {
        const auto answer = post("/v1/customers", std::move(body));
        EXPECT_EQ(answer.status, 400);
        return std::string(answer.json()["data"][0].GetString());
    };
    EXPECT_EQ(refusal("{}"), "companyProfile");
    EXPECT_EQ(refusal(R"({"companyProfile":{}})"), "companyProfile.domain");
    EXPECT_EQ(refusal(R"({"companyProfile":{"domain":7}})"), "companyProfile.domain");
    EXPECT_EQ(refusal(createBody("nodots")), "companyProfile.domain");
    EXPECT_EQ(refusal(createBody("-a.example.test")), "companyProfile.domain");
    EXPECT_EQ(refusal(R"({"companyProfile":{"domain":"a.b"}})"), "billingProfile");
    EXPECT_EQ(refusal(R"({"companyProfile":{"domain":"a.b"},"billingProfile":{"email":"x"}})"),
              "billingProfile.email");
}

TEST_F(CustomersTest, AnswersATakenDomainWithAConflict) {
    EXPECT_EQ(post("/v1/customers", createBody()).status, 201);
    const auto answer = post("/v1/customers", createBody());
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.code(), codes::kDomainTaken);
}

TEST_F(CustomersTest, DescribesARefusalInTheWordsOfTheCloud) {
    rules::RuleFact rule;
    rule.id = "EX-MARKET-1";
    rule.kind = rules::RefusalKind::Denied;
    rule.text = {{"en", "Not here."}, {"de", "Nicht hier."}};
    cloud_.edit().rules = {rule};
    cloud_.verdict = rules::Decision::refuse("EX-MARKET-1", "companyProfile.domain");
    Call call{.method = Method::Post, .target = "/v1/customers", .body = createBody()};
    call.headers = {{"X-Locale", "de-DE"}};
    const auto answer = send(call);
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code(), codes::kRuleRefused);
    EXPECT_STREQ(answer.json()["description"].GetString(), "Nicht hier.");
    EXPECT_STREQ(answer.json()["data"][0].GetString(), "EX-MARKET-1");
    EXPECT_STREQ(answer.json()["data"][1].GetString(), "companyProfile.domain");
    EXPECT_EQ(store_.applied, 0);
}

TEST_F(CustomersTest, ListsPagesThatFollowOneAnother) {
    for (int number = 10; number < 15; ++number)
        hold(kContoso, "Company " + std::to_string(number),
             "c" + std::to_string(number) + ".example.test");
    hold(kFabrikam, "Company 99", "c99.example.test");

    const auto first = get("/v1/customers?size=2");
    ASSERT_EQ(first.status, 200);
    const auto json = first.json();
    EXPECT_EQ(json["totalCount"].GetInt(), 2);
    EXPECT_STREQ(json["items"][0]["companyProfile"]["companyName"].GetString(), "Company 10");
    EXPECT_FALSE(json["items"][0].HasMember("billingProfile"));
    EXPECT_FALSE(json["links"].HasMember("previous"));
    const auto& next = json["links"]["next"];
    EXPECT_STREQ(next["uri"].GetString(), "/customers?size=2&seekOperation=Next");
    EXPECT_STREQ(next["headers"][0]["key"].GetString(), "MS-ContinuationToken");
    EXPECT_STREQ(next["headers"][0]["value"].GetString(), json["continuationToken"].GetString());

    const auto follow = [&](const rapidjson::Document& page, const char* operation) {
        return send({.target = std::string("/v1/customers?seekOperation=") + operation,
                     .headers = {{"MS-ContinuationToken", page["continuationToken"].GetString()}}})
            .json();
    };
    const auto second = follow(json, "Next");
    EXPECT_STREQ(second["items"][0]["companyProfile"]["companyName"].GetString(), "Company 12");
    const auto third = follow(second, "Next");
    EXPECT_EQ(third["totalCount"].GetInt(), 1);
    EXPECT_FALSE(third["links"].HasMember("next"));
    const auto back = follow(third, "Previous");
    EXPECT_STREQ(back["items"][0]["companyProfile"]["companyName"].GetString(), "Company 12");
    EXPECT_STREQ(follow(third, "First")["items"][0]["companyProfile"]["companyName"].GetString(),
                 "Company 10");
    EXPECT_STREQ(follow(json, "last")["items"][1]["companyProfile"]["companyName"].GetString(),
                 "Company 14");
}

TEST_F(CustomersTest, SkipsToAPageByItsIndexWithinBounds) {
    for (int number = 10; number < 15; ++number)
        hold(kContoso, "Company " + std::to_string(number),
             "c" + std::to_string(number) + ".example.test");
    const auto page = get("/v1/customers?size=2&seekOperation=PageIndex&pageIndex=2").json();
    EXPECT_STREQ(page["items"][0]["companyProfile"]["companyName"].GetString(), "Company 14");
    EXPECT_EQ(get("/v1/customers?seekOperation=PageIndex&pageIndex=101").status, 400);
}

TEST_F(CustomersTest, TakesSizeZeroAsTheDefaultAndRefusesOthersOutOfRange) {
    EXPECT_EQ(get("/v1/customers?size=0").status, 200);
    EXPECT_EQ(store_.last_query.size, 100U);
    for (const auto* size : {"501", "-1", "ten", "99999999999"}) {
        const auto answer = get(std::string("/v1/customers?size=") + size);
        EXPECT_EQ(answer.status, 400) << size;
        EXPECT_EQ(answer.code(), codes::kBadPageSize);
    }
    EXPECT_EQ(get("/v1/customers?seekOperation=Sideways").status, 400);
    EXPECT_EQ(get("/v1/customers?seekOperation=Previous").status, 400);
}

TEST_F(CustomersTest, AnswersAnEmptyListWithAnEmptyArray) {
    const auto answer = get("/v1/customers");
    EXPECT_EQ(answer.body,
              R"({"totalCount":0,"items":[],"links":{"self":{"uri":"/customers","method":"GET"}},)"
              R"("attributes":{"objectType":"Collection"}})");
}

TEST_F(CustomersTest, SearchesByPrefixAsClientsEncodeIt) {
    hold(kContoso, "Ação Norte", "acao.example.test");
    hold(kContoso, "Adatum", "adatum.example.test");
    const auto answer =
        get("/v1/customers?size=0&filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22"
            "ACAO+n%22%2C%22Operator%22%3A%22starts_with%22%7D");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.json()["totalCount"].GetInt(), 1);
    const auto by_domain =
        get(R"(/v1/customers?filter={"field":"domain","value":"AD","operator":"startsWith"})");
    EXPECT_EQ(by_domain.json()["totalCount"].GetInt(), 1);
    EXPECT_EQ(store_.last_query.order, accounts::CustomerOrder::Domain);
}

TEST_F(CustomersTest, SearchesForAPartWithoutRegardToCaseAndAccents) {
    hold(kContoso, "Ação Norte", "acao.example.test");
    hold(kContoso, "Nova Acao", "nova.example.test");
    hold(kContoso, "Adatum", "adatum.example.test");
    const auto search = [](const std::string& field, const std::string& value) {
        return R"(/v1/customers?size=1&filter={"Field":")" + field + R"(","Value":")" + value +
               R"(","Operator":"substring"})";
    };
    const auto first = get(search("CompanyName", "CAO")).json();
    EXPECT_STREQ(first["items"][0]["companyProfile"]["companyName"].GetString(), "Ação Norte");
    EXPECT_FALSE(first["links"].HasMember("previous"));
    const auto second =
        send({.target = "/v1/customers?seekOperation=Next",
              .headers = {{"MS-ContinuationToken", first["continuationToken"].GetString()}}})
            .json();
    EXPECT_STREQ(second["items"][0]["companyProfile"]["companyName"].GetString(), "Nova Acao");
    EXPECT_EQ(store_.last_query.part, "cao");
    EXPECT_EQ(get(search("Domain", "DATUM")).json()["totalCount"].GetInt(), 1);
}

TEST_F(CustomersTest, RefusesFiltersThatTheListDoesNotHave) {
    const auto code = [&](const std::string& filter) {
        const auto answer = get("/v1/customers?filter=" + filter);
        EXPECT_EQ(answer.status, 400) << answer.body;
        return answer.code();
    };
    EXPECT_EQ(code(R"({"field":"CompanyName","value":"a","operator":"equals"})"),
              codes::kBadFilter);
    EXPECT_EQ(code(R"({"field":"Colour","value":"a","operator":"starts_with"})"),
              codes::kBadFilter);
    EXPECT_EQ(code("nonsense"), codes::kBadFilter);
    EXPECT_EQ(code(R"({"leftFilter":{},"operator":"and"})"), codes::kBadFilter);
}

TEST_F(CustomersTest, TellsAFilterByIndirectResellerFromOthers) {
    const auto filtered = [](const std::string& field) {
        return "/v1/customers?filter={\"Field\":\"" + field + "\",\"Value\":\"" +
               kFabrikam.value.toString() + "\",\"Operator\":\"starts_with\"}";
    };
    EXPECT_EQ(get(filtered("IndirectReseller")).status, 200);
    EXPECT_EQ(store_.last_query.reseller, kFabrikam);
    EXPECT_EQ(get(filtered("CompanyName")).status, 200);
    EXPECT_FALSE(store_.last_query.reseller);
    // Only one of the two takes the token of an application alone.
    const std::string application = "contoso+application";
    EXPECT_EQ(send({.target = filtered("CompanyName"), .token = application}).status, 200);
    const auto refused = send({.target = filtered("IndirectReseller"), .token = application});
    EXPECT_EQ(refused.code(), codes::kUserTokenRequired);
    EXPECT_STREQ(refused.json()["data"][0].GetString(), "customer-list-by-indirect-reseller");
}

TEST_F(CustomersTest, RefusesAContinuationTokenOfAnotherPartnerOrList) {
    for (int number = 0; number < 3; ++number)
        hold(kContoso, "C" + std::to_string(number), std::to_string(number) + ".example.test");
    const std::string token = get("/v1/customers?size=1").json()["continuationToken"].GetString();
    const auto with = [&](std::string target, std::string value, std::string who) {
        return send({.target = std::move(target),
                     .headers = {{"MS-ContinuationToken", std::move(value)}},
                     .token = std::move(who)});
    };
    EXPECT_EQ(with("/v1/customers", token, "contoso/AdminAgent").status, 200);
    EXPECT_EQ(with("/v1/customers", token, "fabrikam/AdminAgent").code(),
              codes::kBadContinuationToken);
    EXPECT_EQ(with("/v1/auditrecords", token, "contoso/AdminAgent").code(),
              codes::kBadContinuationToken);
    auto changed = token;
    changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
    EXPECT_EQ(with("/v1/customers", changed, "contoso/AdminAgent").code(),
              codes::kBadContinuationToken);
}

TEST_F(CustomersTest, AnswersAnothersCustomerByteForByteAsOneThatIsNotThere) {
    const auto others = hold(kFabrikam, "Adatum", "adatum.example.test");
    const auto theirs = get(pathOf(others));
    const auto absent = get("/v1/customers/" + makeRandomUuid().toString());
    const auto no_id = get("/v1/customers/anything");
    EXPECT_EQ(theirs.status, 404);
    EXPECT_EQ(theirs.comparable(), absent.comparable());
    EXPECT_EQ(theirs.comparable(), no_id.comparable());
}

TEST_F(CustomersTest, EndsARelationshipOnlyWhenAskedForNone) {
    const auto customer = hold(kContoso, "Adatum", "adatum.example.test");
    Call call{.method = Method::Patch, .target = pathOf(customer)};
    call.body = R"({"RelationshipToPartner":"unknown"})";
    EXPECT_EQ(send(call).status, 400);
    call.body = "{}";
    EXPECT_EQ(send(call).code(), codes::kMemberMissing);
    call.body = R"({"Id":"x","RelationshipToPartner":"none"})";
    const auto answer = send(call);
    EXPECT_EQ(answer.status, 200);
    EXPECT_STREQ(answer.json()["relationshipToPartner"].GetString(), "none");
    EXPECT_EQ(get(pathOf(customer)).status, 404);
}

TEST_F(CustomersTest, DeletesInASandboxOnly) {
    const auto customer = hold(kContoso, "Adatum", "adatum.example.test");
    const Call call{.method = Method::Delete, .target = pathOf(customer)};
    EXPECT_EQ(send(call).code(), codes::kNotInThisEnvironment);
    store_.partner_accounts[0].sandbox = true;
    restart();
    const auto answer = send(call);
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(answer.body, "");
    EXPECT_EQ(send(call).status, 404);
}

TEST_F(CustomersTest, TellsATakenDomainFromAFreeOne) {
    hold(kFabrikam, "Adatum", "adatum.example.test");
    const auto check = [&](std::string domain) {
        return send({.method = Method::Head, .target = "/v1/domains/" + std::move(domain)});
    };
    EXPECT_EQ(check("ADATUM.example.test").status, 200);
    EXPECT_EQ(check("adatum%2Eexample.test").status, 200);
    EXPECT_EQ(check("free.example.test").status, 404);
    EXPECT_EQ(check("free.example.test").body, "");
    EXPECT_EQ(get("/v1/domains/adatum.example.test").status, 405);
}

}  // namespace
}  // namespace concordat::api
