#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

constexpr auto kHelpdesk = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
constexpr auto kCompany = "62e90394-69f5-4237-9190-012177145e10";
constexpr auto kUsers = "fe930be7-5e62-47db-91af-98c3a49a38b1";

/// contoso has a customer that has taken delegated administration back.
class GranularTest : public ApiFixture {
protected:
    GranularTest() : customer_(hold(kContoso, "Adatum", "adatum.example.test")) {
        store_.customers.at({kContoso, customer_.id}).allow_delegated_access = false;
        consent_url_ = "https://consent.example/";
        restart();
    }

    static std::string draft(const std::string& role = kHelpdesk,
                             const std::string& more = R"("duration":"P30D")") {
        return R"({"displayName":"Help desk",)" + more +
               R"(,"accessDetails":{"unifiedRoles":[{"roleDefinitionId":")" + role + R"("}]})";
    }

    std::string path(const std::string& rest = {}) const {
        return "/v1/customers/" + customer_.id.value.toString() + "/delegatedAdminRelationships" +
               rest;
    }

    Answer post(const std::string& target, const std::string& body,
                std::vector<std::pair<std::string, std::string>> headers = {}) {
        return send({.method = http::Method::Post,
                     .target = target,
                     .body = body,
                     .headers = std::move(headers)});
    }

    /// The id of a new draft with that role.
    std::string drafted(const std::string& role = kHelpdesk) {
        const auto made = post(path(), draft(role) + "}");
        EXPECT_EQ(made.status, 201) << made.body;
        return made.json()["id"].GetString();
    }

    Answer act(const std::string& id, const std::string& action,
               std::vector<std::pair<std::string, std::string>> headers = {}) {
        return post(path("/" + id + "/requests"), R"({"action":")" + action + R"("})",
                    std::move(headers));
    }

    /// Makes a draft what its customer has approved.
    void approve(const std::string& id) {
        const auto locked = act(id, "lockForApproval");
        ASSERT_EQ(locked.status, 201) << locked.body;
        const std::string url = locked.json()["url"].GetString();
        const audit::Actor actor{
            .application = {}, .user_name = {}, .correlation = {}, .at = clock_.at};
        const auto planned =
            granular_->planApproval(actor, url.substr(consent_url_.size()), customer_.id);
        ASSERT_EQ(store_.apply(planned.changes), changes::Outcome::Applied);
    }

    std::string statusOf(const std::string& id) {
        return get(path("/" + id)).json()["status"].GetString();
    }

    Answer addUser() {
        return post("/v1/customers/" + customer_.id.value.toString() + "/users",
                    R"({"userPrincipalName":"u)" + std::to_string(++users_) +
                        R"(@adatum.example.test","displayName":"U","usageLocation":"US"})");
    }

    accounts::Customer customer_;
    int users_ = 0;
};

TEST_F(GranularTest, ADraftIsShownAsMicrosoftGraphShowsIt) {
    const auto made =
        post(path(), draft(kHelpdesk, R"("duration":"P730D","autoExtendDuration":"P180D")") + "}");
    ASSERT_EQ(made.status, 201) << made.body;
    const auto json = made.json();
    EXPECT_STREQ(json["displayName"].GetString(), "Help desk");
    EXPECT_STREQ(json["duration"].GetString(), "P730D");
    EXPECT_STREQ(json["autoExtendDuration"].GetString(), "P180D");
    EXPECT_EQ(json["customer"]["tenantId"].GetString(), customer_.id.value.toString());
    EXPECT_STREQ(json["customer"]["displayName"].GetString(), "Adatum");
    EXPECT_STREQ(json["accessDetails"]["unifiedRoles"][0]["roleDefinitionId"].GetString(),
                 kHelpdesk);
    EXPECT_STREQ(json["status"].GetString(), "created");
    EXPECT_FALSE(json.HasMember("activatedDateTime"));
    EXPECT_FALSE(json.HasMember("endDateTime"));
    EXPECT_EQ(json["attributes"]["etag"].GetString(), made.header("ETag"));
    const auto one = get(path("/" + std::string(json["id"].GetString())));
    EXPECT_EQ(one.body, made.body);
    const auto list = get(path()).json();
    EXPECT_EQ(list["totalCount"].GetInt(), 1);
    EXPECT_STREQ(list["items"][0]["id"].GetString(), json["id"].GetString());
}

TEST_F(GranularTest, ADraftIsRefusedByTheMemberThatIsWrong) {
    const auto codeOf = [&](const std::string& body) {
        const auto answer = post(path(), body);
        EXPECT_EQ(answer.status, 400) << answer.body;
        return answer.code();
    };
    for (const std::string bad :
         {"P0D", "P731D", "P1Y", "P-1D", "30", "PD", "P1.5D", "P30DT1H", "P99999999999D", "p30d"})
        EXPECT_EQ(codeOf(draft(kHelpdesk, R"("duration":")" + bad + R"(")") + "}"),
                  codes::kBadProperty)
            << bad;
    EXPECT_EQ(codeOf(draft(kHelpdesk, R"("autoExtendDuration":"P180D")") + "}"),
              codes::kMemberMissing);
    EXPECT_EQ(codeOf(draft(kHelpdesk, R"("duration":"P1D","autoExtendDuration":"P90D")") + "}"),
              codes::kBadProperty);
    EXPECT_EQ(codeOf(draft(kCompany, R"("duration":"P1D","autoExtendDuration":"P180D")") + "}"),
              codes::kGranularExtension);
    EXPECT_EQ(codeOf(draft("99999999-9999-4999-8999-999999999999") + "}"), codes::kBadProperty);
    EXPECT_EQ(codeOf(draft("administrator") + "}"), codes::kBadProperty);
    EXPECT_EQ(codeOf(R"({"displayName":"A","duration":"P1D"})"), codes::kMemberMissing);
    EXPECT_EQ(codeOf(R"({"displayName":"A","duration":"P1D","accessDetails":{}})"),
              codes::kMemberMissing);
    EXPECT_EQ(codeOf(R"({"duration":"P1D"})"), codes::kMemberMissing);
    EXPECT_TRUE(store_.granular.empty());
}

TEST_F(GranularTest, GoesFromDraftToApprovalToItsEnd) {
    const auto id = drafted();
    const auto locked = act(id, "lockForApproval");
    ASSERT_EQ(locked.status, 201) << locked.body;
    EXPECT_STREQ(locked.json()["status"].GetString(), "succeeded");
    EXPECT_EQ(std::string(locked.json()["url"].GetString()).find(consent_url_), 0U);
    EXPECT_EQ(statusOf(id), "approvalPending");
    EXPECT_EQ(act(id, "lockForApproval").code(), codes::kGranularState);
    EXPECT_EQ(send({.method = http::Method::Delete, .target = path("/" + id)}).code(),
              codes::kGranularState);
    EXPECT_EQ(act(id, "terminate").status, 201);
    EXPECT_EQ(statusOf(id), "terminated");
    EXPECT_EQ(act(id, "terminate").code(), codes::kGranularState);
    EXPECT_EQ(act(id, "approve").code(), codes::kUnknownEnumValue);
}

TEST_F(GranularTest, AnEtagThatIsStaleEndsNothing) {
    const auto id = drafted();
    const auto before = get(path("/" + id)).header("ETag");
    ASSERT_EQ(act(id, "lockForApproval", {{"If-Match", before}}).status, 201);
    EXPECT_EQ(act(id, "terminate", {{"If-Match", before}}).status, 412);
    EXPECT_EQ(statusOf(id), "approvalPending");
    store_.forced = changes::Outcome::Stale;
    EXPECT_EQ(act(id, "terminate").status, 409) << "somebody was faster";
    EXPECT_EQ(statusOf(id), "approvalPending");
}

TEST_F(GranularTest, ADraftIsDeletedWithoutTrace) {
    const auto id = drafted();
    const Call deletion{.method = http::Method::Delete, .target = path("/" + id)};
    EXPECT_EQ(send(deletion).status, 204);
    EXPECT_EQ(get(path("/" + id)).status, 404);
    EXPECT_EQ(send(deletion).code(), codes::kResourceAbsent);
}

TEST_F(GranularTest, WithoutConsentPagesNothingIsLocked) {
    const auto id = drafted();
    consent_url_.clear();
    restart();
    EXPECT_EQ(act(id, "lockForApproval").status, 501);
    EXPECT_EQ(statusOf(id), "created");
}

TEST_F(GranularTest, ARoleThatFitsIsDelegatedAdministrationUntilItEnds) {
    EXPECT_EQ(addUser().code(), codes::kAccessRefused);
    const auto helpdesk = drafted();
    approve(helpdesk);
    EXPECT_EQ(statusOf(helpdesk), "active");
    EXPECT_EQ(addUser().code(), codes::kAccessRefused) << "the role is for passwords";
    const auto users = drafted(kUsers);
    EXPECT_EQ(addUser().code(), codes::kAccessRefused) << "a draft gives nothing";
    approve(users);
    EXPECT_EQ(addUser().status, 200);
    clock_.at += std::chrono::days(30);
    EXPECT_EQ(addUser().code(), codes::kAccessRefused) << "even before the job has come";
    clock_.at -= std::chrono::seconds(1);
    EXPECT_EQ(addUser().status, 200);
    EXPECT_EQ(act(users, "terminate").status, 201);
    EXPECT_EQ(addUser().code(), codes::kAccessRefused);
}

TEST_F(GranularTest, ManyAreAskedAtOnceAndEachAnswersForItself) {
    const auto second = hold(kContoso, "Northwind", "northwind.example.test");
    const auto theirs = hold(kFabrikam, "Wingtip", "wingtip.example.test");
    const auto body = draft() + R"(,"customers":[")" + customer_.id.value.toString() + R"(",")" +
                      theirs.id.value.toString() + R"(",")" + second.id.value.toString() + R"("]})";
    const std::vector<std::pair<std::string, std::string>> headers{
        {"MS-RequestId", makeRandomUuid().toString()}};
    const auto answer = post("/v1/delegatedAdminRelationships", body, headers);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto json = answer.json();
    ASSERT_EQ(json["totalCount"].GetInt(), 3);
    EXPECT_STREQ(json["items"][0]["status"].GetString(), "created");
    EXPECT_STREQ(json["items"][0]["relationship"]["status"].GetString(), "created");
    EXPECT_STREQ(json["items"][1]["status"].GetString(), "refused");
    EXPECT_EQ(json["items"][1]["error"]["code"].GetInt(), codes::kUnknownTenant);
    EXPECT_STREQ(json["items"][2]["status"].GetString(), "created");
    EXPECT_EQ(store_.granular.size(), 2U);
    const auto again = post("/v1/delegatedAdminRelationships", body, headers);
    EXPECT_EQ(again.body, answer.body) << "each once";
    EXPECT_EQ(store_.granular.size(), 2U);
}

TEST_F(GranularTest, ManyAreRefusedTogetherWhenTheRequestIsWrong) {
    const auto codeOf = [&](const std::string& customers) {
        const auto answer =
            post("/v1/delegatedAdminRelationships", draft() + R"(,"customers":)" + customers + "}");
        EXPECT_EQ(answer.status, 400) << answer.body;
        return answer.code();
    };
    const auto id = '"' + customer_.id.value.toString() + '"';
    EXPECT_EQ(codeOf("[]"), codes::kMemberMissing);
    EXPECT_EQ(codeOf("[" + id + "," + id + "]"), codes::kBadProperty);
    EXPECT_EQ(codeOf("[" + id + R"(,"adatum"])"), codes::kBadProperty);
    std::string many = "[" + id;
    for (int i = 0; i < 50; ++i) many += ",\"" + makeRandomUuid().toString() + '"';
    EXPECT_EQ(codeOf(many + "]"), codes::kBadProperty);
    EXPECT_TRUE(store_.granular.empty());
}

TEST_F(GranularTest, AreBoundedForEachCustomer) {
    for (unsigned i = 0; i < relationships::GranularService::kMost; ++i) (void)drafted();
    EXPECT_EQ(post(path(), draft() + "}").code(), codes::kTooManyGranular);
}

}  // namespace
}  // namespace concordat::api
