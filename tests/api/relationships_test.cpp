#include "core/base/error_codes.hpp"
#include "core/relationships/invitation.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

/// contoso is an indirect provider, fabrikam one of its resellers.
class RelationshipsTest : public ApiFixture {
protected:
    RelationshipsTest() {
        store_.partner_accounts[0].kind = partners::PartnerKind::IndirectProvider;
        store_.partner_accounts[1].kind = partners::PartnerKind::IndirectReseller;
        const audit::Actor actor{
            .application = {}, .user_name = {}, .correlation = {}, .at = clock_.at};
        auto invited = relationships_->planInvitation(store_.partner_accounts[0], actor);
        EXPECT_EQ(store_.apply(invited.changes), changes::Outcome::Applied);
        EXPECT_EQ(store_.apply(relationships_->planAcceptance(store_.partner_accounts[1], actor,
                                                              invited.token)),
                  changes::Outcome::Applied);
    }

    Answer list(const std::string& type, const std::string& token = "contoso/AdminAgent",
                const std::string& more = {}) {
        return send(
            {.target = "/v1/relationships?relationship_type=" + type + more, .token = token});
    }

    static std::string byName(const std::string& value, const std::string& how = "starts_with") {
        return "&filter={\"Field\":\"Name\",\"Value\":\"" + value + "\",\"Operator\":\"" + how +
               "\"}";
    }
};

constexpr auto kProvider = "IsIndirectCloudSolutionProviderOf";
constexpr auto kReseller = "IsIndirectResellerOf";

TEST_F(RelationshipsTest, AreListedByBothPartnersEachFromItsSide) {
    const auto mine = list(kProvider);
    ASSERT_EQ(mine.status, 200) << mine.body;
    const auto json = mine.json();
    ASSERT_EQ(json["totalCount"].GetInt(), 1);
    const auto& item = json["items"][0];
    EXPECT_EQ(item["id"].GetString(), kFabrikam.value.toString());
    EXPECT_STREQ(item["name"].GetString(), "fabrikam");
    EXPECT_STREQ(item["relationshipType"].GetString(), "is_indirect_cloud_solution_provider_of");
    EXPECT_STREQ(item["state"].GetString(), "Active");
    EXPECT_STREQ(item["mpnId"].GetString(), "1000002");
    EXPECT_STREQ(item["location"].GetString(), "US");
    EXPECT_STREQ(json["attributes"]["objectType"].GetString(), "Collection");
    const auto theirs = list(kReseller, "fabrikam/AdminAgent").json();
    ASSERT_EQ(theirs["totalCount"].GetInt(), 1);
    EXPECT_STREQ(theirs["items"][0]["relationshipType"].GetString(), "is_indirect_reseller_of");
    EXPECT_STREQ(theirs["items"][0]["name"].GetString(), "contoso");
    EXPECT_EQ(list(kReseller).json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(list("isindirectcloudsolutionproviderof").json()["totalCount"].GetInt(), 1);
}

TEST_F(RelationshipsTest, AreFilteredByTheNameOfTheOther) {
    const auto count = [&](const std::string& filter) {
        return list(kProvider, "contoso/AdminAgent", filter).json()["totalCount"].GetInt();
    };
    EXPECT_EQ(count(byName("FAB")), 1);
    EXPECT_EQ(count(byName("brik")), 0);
    EXPECT_EQ(count(byName("brik", "substring")), 1);
    EXPECT_EQ(count(byName("")), 1);
    EXPECT_EQ(count(byName("zzz", "substring")), 0);
}

TEST_F(RelationshipsTest, NeedATypeAndAFilterThatTheListKnows) {
    const auto none = get("/v1/relationships");
    EXPECT_EQ(none.status, 400);
    EXPECT_EQ(none.code(), codes::kMemberMissing);
    EXPECT_EQ(list("IsFriendOf").code(), codes::kUnknownEnumValue);
    const auto token = "contoso/AdminAgent";
    EXPECT_EQ(list(kProvider, token, byName("a", "equals")).code(), codes::kBadFilter);
    EXPECT_EQ(list(kProvider, token,
                   "&filter={\"Field\":\"MpnId\",\"Value\":\"1\",\"Operator\":"
                   "\"starts_with\"}")
                  .code(),
              codes::kBadFilter);
    EXPECT_EQ(list(kProvider, token, "&filter={").code(), codes::kBadFilter);
}

TEST_F(RelationshipsTest, OfACustomerAreTheResellersForWhichItWasAdded) {
    const auto customer = hold(kContoso, "Adatum", "adatum.example.test");
    const auto path = "/v1/customers/" + customer.id.value.toString() + "/relationships";
    EXPECT_EQ(get(path).json()["totalCount"].GetInt(), 0);
    store_.shares[{kContoso, customer.id}] = {kFabrikam};
    const auto json = get(path).json();
    ASSERT_EQ(json["totalCount"].GetInt(), 1);
    EXPECT_EQ(json["items"][0]["id"].GetString(), kFabrikam.value.toString());
    const auto theirs = hold(kFabrikam, "Tailspin", "tailspin.example.test");
    const auto refused = get("/v1/customers/" + theirs.id.value.toString() + "/relationships");
    EXPECT_EQ(refused.status, 404);
    EXPECT_EQ(refused.code(), codes::kUnknownTenant);
}

TEST_F(RelationshipsTest, EndForBoth) {
    const audit::Actor actor{
        .application = {}, .user_name = {}, .correlation = {}, .at = clock_.at};
    EXPECT_EQ(store_.apply(relationships_->planEnd(store_.partner_accounts[1], actor, kContoso)),
              changes::Outcome::Applied);
    EXPECT_EQ(list(kProvider).json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(list(kReseller, "fabrikam/AdminAgent").json()["totalCount"].GetInt(), 0);
}

class RequestLinksTest : public RelationshipsTest {
protected:
    RequestLinksTest() {
        consent_url_ = "https://consent.example/answer/";
        restart();
    }

    Answer link(const std::string& query = {}) {
        return get("/v1/customers/relationshiprequests" + query);
    }

    relationships::RequestLink read(const Answer& answer) {
        EXPECT_EQ(answer.status, 200) << answer.body;
        const std::string url = answer.json()["url"].GetString();
        EXPECT_TRUE(url.starts_with(consent_url_)) << url;
        const auto opened = request_signer_.open(url.substr(consent_url_.size()));
        EXPECT_TRUE(opened);
        return opened.value_or(relationships::RequestLink{});
    }
};

TEST_F(RequestLinksTest, ArePersonalToThePartnerAndAnotherEachTime) {
    const auto one = link();
    const auto said = read(one);
    EXPECT_STREQ(one.json()["attributes"]["objectType"].GetString(), "RelationshipRequest");
    EXPECT_EQ(said.partner, kContoso);
    EXPECT_EQ(said.expires, clock_.at + relationships::RelationshipService::kInvitationLife);
    EXPECT_FALSE(said.reseller);
    EXPECT_NE(read(link()).id, said.id);
    EXPECT_EQ(store_.applied, 2) << "the partnership: asking keeps nothing";
}

TEST_F(RequestLinksTest, ArePersonalToAPairWhereAProviderNamesItsReseller) {
    const auto reseller = "indirectResellerId=" + kFabrikam.value.toString();
    EXPECT_EQ(read(link("?" + reseller)).reseller, kFabrikam);
    EXPECT_EQ(
        read(link("?indirectCloudSolutionProviderId=" + kContoso.value.toString() + "&" + reseller))
            .reseller,
        kFabrikam);
    EXPECT_EQ(link("?indirectResellerId=" + makeRandomUuid().toString()).code(),
              codes::kNotAReseller);
    EXPECT_EQ(link("?indirectResellerId=%FF").code(), codes::kNotAReseller);
    EXPECT_EQ(link("?indirectCloudSolutionProviderId=" + kFabrikam.value.toString()).code(),
              codes::kBadProperty);
}

TEST_F(RequestLinksTest, AreNotGivenToSuspendedPartnersNorWhereTheyLeadNowhere) {
    store_.partner_accounts[0].state = partners::PartnerState::Suspended;
    restart();
    EXPECT_EQ(link().code(), codes::kProgrammeInactive);
    consent_url_.clear();
    restart();
    EXPECT_EQ(link().status, 501);
}

/// The body of a create with the reseller that it is for.
std::string forReseller(const std::string& body, const std::string& reseller) {
    return R"({"associatedPartnerId":")" + reseller + R"(",)" + body.substr(1);
}

class CustomersForResellersTest : public RelationshipsTest {
protected:
    Answer create(const std::string& reseller, std::string_view domain = "adatum.example.test") {
        return post("/v1/customers", forReseller(createBody(domain), reseller));
    }

    Answer asReseller(http::Method method, const std::string& target, std::string body = {}) {
        return send({.method = method,
                     .target = target,
                     .body = std::move(body),
                     .token = "fabrikam/AdminAgent"});
    }

    Answer listOf(const std::string& reseller, const std::string& how = "starts_with") {
        return get("/v1/customers?filter={\"Field\":\"IndirectReseller\",\"Value\":\"" + reseller +
                   "\",\"Operator\":\"" + how + "\"}");
    }

    const std::string reseller_ = kFabrikam.value.toString();
};

TEST_F(CustomersForResellersTest, AreAddedByTheirProviderAndSeenByTheReseller) {
    const auto made = create(reseller_);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_NE(made.body.find("userCredentials"), std::string::npos);
    ASSERT_EQ(create("1000002", "litware.example.test").status, 201) << "by its network id";
    const auto id = std::string(made.json()["id"].GetString());
    const auto list = asReseller(http::Method::Get, "/v1/customers").json();
    EXPECT_EQ(list["totalCount"].GetInt(), 2);
    const auto seen = asReseller(http::Method::Get, "/v1/customers/" + id);
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.body.find("userCredentials"), std::string::npos);
    EXPECT_EQ(get("/v1/customers/" + id + "/relationships").json()["totalCount"].GetInt(), 1);
    const auto entries = asReseller(http::Method::Get, "/v1/auditrecords?startDate=2026-11-23");
    EXPECT_NE(entries.body.find("add_customer"), std::string::npos) << entries.body;
    EXPECT_EQ(entries.body.find("ana@contoso.example\",\"cust"), std::string::npos);
}

TEST_F(CustomersForResellersTest, AreListedByTheReseller) {
    ASSERT_EQ(create(reseller_).status, 201);
    ASSERT_EQ(post("/v1/customers", createBody("own.example.test")).status, 201);
    EXPECT_EQ(listOf(reseller_).json()["totalCount"].GetInt(), 1);
    EXPECT_EQ(listOf(makeRandomUuid().toString()).json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(get("/v1/customers").json()["totalCount"].GetInt(), 2);
    for (const auto& bad : {std::string("1000002"), reseller_.substr(0, 8), std::string()})
        EXPECT_EQ(listOf(bad).code(), codes::kBadFilter) << bad;
    EXPECT_EQ(listOf(reseller_, "equals").code(), codes::kBadFilter);
}

TEST_F(CustomersForResellersTest, AreFoundByTheResellerByTheirProvider) {
    ASSERT_EQ(create(reseller_).status, 201);
    (void)hold(kFabrikam, "Own", "own.example.test");
    const auto listed = [&](const std::string& provider) {
        return asReseller(
            http::Method::Get,
            "/v1/customers?size=1&filter={\"Field\":\"IndirectCloudSolutionProvider\","
            "\"Value\":\"" +
                provider + "\",\"Operator\":\"starts_with\"}");
    };
    EXPECT_EQ(listed(kContoso.value.toString()).json()["totalCount"].GetInt(), 1);
    EXPECT_EQ(listed(makeRandomUuid().toString()).json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(listed("1000001").code(), codes::kBadFilter);
    EXPECT_EQ(asReseller(http::Method::Get, "/v1/customers").json()["totalCount"].GetInt(), 2);
}

TEST_F(CustomersForResellersTest, KeepTheResellerFromPageToPage) {
    for (const auto* domain : {"a.example.test", "b.example.test", "c.example.test"})
        ASSERT_EQ(create(reseller_, domain).status, 201);
    ASSERT_EQ(post("/v1/customers", createBody("own.example.test")).status, 201);
    auto page = get("/v1/customers?size=2&filter={\"Field\":\"IndirectReseller\",\"Value\":\"" +
                    reseller_ + "\",\"Operator\":\"starts_with\"}")
                    .json();
    ASSERT_EQ(page["totalCount"].GetInt(), 2);
    const auto next =
        send({.target = "/v1/customers?seekOperation=Next",
              .headers = {{"MS-ContinuationToken", page["continuationToken"].GetString()}}});
    EXPECT_EQ(next.json()["totalCount"].GetInt(), 1) << next.body;
    EXPECT_EQ(store_.last_query.reseller, kFabrikam);
}

TEST_F(CustomersForResellersTest, NeedAResellerWithAnActivePartnership) {
    for (const auto& bad :
         {makeRandomUuid().toString(), std::string("1000001"), std::string("x")}) {
        const auto refused = create(bad);
        EXPECT_EQ(refused.status, 400) << bad;
        EXPECT_EQ(refused.code(), codes::kNotAReseller) << bad;
    }
    EXPECT_EQ(create(std::string(65, '1')).code(), codes::kBadProperty);
    const audit::Actor actor{
        .application = {}, .user_name = {}, .correlation = {}, .at = clock_.at};
    ASSERT_EQ(store_.apply(relationships_->planEnd(store_.partner_accounts[0], actor, kFabrikam)),
              changes::Outcome::Applied);
    EXPECT_EQ(create(reseller_).code(), codes::kNotAReseller);
    EXPECT_EQ(get("/v1/customers").json()["totalCount"].GetInt(), 0);
}

TEST_F(CustomersForResellersTest, AreRefusedWhenThePartnershipEndsMeanwhile) {
    store_.forced = changes::Outcome::Gone;
    const auto refused = create(reseller_);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.code(), codes::kNotAReseller);
}

TEST_F(CustomersForResellersTest, AreNotTheResellersToChange) {
    const auto made = create(reseller_);
    const auto path = "/v1/customers/" + std::string(made.json()["id"].GetString());
    for (const auto& answer :
         {asReseller(http::Method::Put, path + "/profiles/billing", billingBody()),
          asReseller(http::Method::Patch, path, R"({"relationshipToPartner":"none"})"),
          asReseller(http::Method::Post, path + "/qualifications",
                     R"({"qualification":"education"})"),
          asReseller(http::Method::Delete, path)}) {
        EXPECT_EQ(answer.status, 403) << answer.body;
        EXPECT_EQ(answer.code(), codes::kNoCommercialRelationship);
    }
    EXPECT_EQ(get(path).status, 200);
}

TEST_F(CustomersForResellersTest, AreSeenByNobodyWhenTheirProviderEndsTheRelationship) {
    const auto made = create(reseller_);
    const auto path = "/v1/customers/" + std::string(made.json()["id"].GetString());
    ASSERT_EQ(send({.method = http::Method::Patch,
                    .target = path,
                    .body = R"({"relationshipToPartner":"none"})"})
                  .status,
              200);
    EXPECT_EQ(asReseller(http::Method::Get, path).status, 404);
    EXPECT_EQ(asReseller(http::Method::Get, "/v1/customers").json()["totalCount"].GetInt(), 0);
}

}  // namespace
}  // namespace concordat::api
