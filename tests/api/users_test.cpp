#include "core/base/error_codes.hpp"
#include "core/identity/secrets.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

constexpr const char* kHelpdesk = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
constexpr const char* kCompany = "62e90394-69f5-4237-9190-012177145e10";

class UsersTest : public ApiFixture {
protected:
    static std::string pathOf(const accounts::Customer& customer) {
        return "/v1/customers/" + customer.id.value.toString() + "/users";
    }

    std::string users() { return pathOf(adatum_); }
    std::string user(const std::string& id) { return users() + "/" + id; }
    std::string members(const std::string& role) {
        return "/v1/customers/" + adatum_.id.value.toString() + "/directoryroles/" + role +
               "/usermembers";
    }

    static std::string bodyOf(const std::string& name, const std::string& display = "Ana Silva") {
        return R"({"UsageLocation":"us","UserPrincipalName":")" + name +
               R"(@adatum.example.test","FirstName":"Ana","LastName":null,"DisplayName":")" +
               display +
               R"(","ImmutableId":null,"PasswordProfile":null,"LastDirectorySyncTime":null,)"
               R"("UserDomainType":"none","State":"active","SoftDeletionTime":null})";
    }

    /// Adds a user and gives its id.
    std::string add(const std::string& name, const std::string& display = "Ana Silva") {
        const auto made = post(users() + "/", bodyOf(name, display));
        EXPECT_EQ(made.status, 200) << made.body;
        return made.json()["id"].GetString();
    }

    const audit::Entry& lastEntry() { return store_.entries.back(); }

    const accounts::Customer adatum_ = hold(kContoso, "Adatum", "adatum.example.test");
    const accounts::Customer theirs_ = hold(kFabrikam, "Tailspin", "tailspin.example.test");
};

TEST_F(UsersTest, AreMadeWithAOneTimePasswordThatIsShownOnce) {
    const auto made = post(users(), bodyOf("Ana"));
    ASSERT_EQ(made.status, 200) << made.body;
    const auto json = made.json();
    EXPECT_STREQ(json["userPrincipalName"].GetString(), "Ana@adatum.example.test");
    EXPECT_STREQ(json["usageLocation"].GetString(), "US");
    EXPECT_STREQ(json["firstName"].GetString(), "Ana");
    EXPECT_FALSE(json.HasMember("lastName"));
    EXPECT_STREQ(json["state"].GetString(), "active");
    EXPECT_STREQ(json["attributes"]["objectType"].GetString(), "CustomerUser");
    EXPECT_TRUE(json["passwordProfile"]["forceChangePassword"].GetBool());
    const std::string password = json["passwordProfile"]["password"].GetString();
    EXPECT_GE(password.size(), 26U);
    const auto read = get(user(json["id"].GetString()));
    EXPECT_EQ(read.status, 200);
    EXPECT_FALSE(read.json().HasMember("passwordProfile"));
    EXPECT_EQ(read.body.find(password), std::string::npos);
    EXPECT_EQ(lastEntry().operation, audit::OperationType::CreateCustomerUser);
    EXPECT_EQ(lastEntry().new_value.find(password), std::string::npos);
}

TEST_F(UsersTest, KeepOfAChosenPasswordASlowHashAlone) {
    auto body = bodyOf("ana");
    body.replace(body.find("null,\"LastDirectory"), 4,
                 R"({"Password":"Password!1","ForceChangePassword":false})");
    const auto made = post(users(), body);
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_FALSE(made.json()["passwordProfile"]["forceChangePassword"].GetBool());
    EXPECT_EQ(made.body.find("Password!1"), std::string::npos);
    const auto& kept = store_.users[adatum_.id].back().password;
    EXPECT_TRUE(kept.salt.empty());
    EXPECT_FALSE(kept.must_change);
    EXPECT_TRUE(identity::passwordMatches(kept.hash, "Password!1"));
}

TEST_F(UsersTest, AreRefusedByNameOfTheMember) {
    const auto expect = [&](const std::string& body, int code, const std::string& member) {
        const auto answer = post(users(), body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(answer.code(), code) << body;
        EXPECT_EQ(answer.json()["data"][0].GetString(), member) << body;
    };
    const std::string rest = R"("usageLocation":"US","displayName":"Ana")";
    expect("{" + rest + "}", codes::kMemberMissing, "userPrincipalName");
    expect(R"({"userPrincipalName":"a@adatum.example.test","usageLocation":"US"})",
           codes::kMemberMissing, "displayName");
    expect(R"({"userPrincipalName":"a@adatum.example.test","displayName":"A"})",
           codes::kMemberMissing, "usageLocation");
    expect(R"({"userPrincipalName":"a@tailspin.example.test",)" + rest + "}", codes::kBadProperty,
           "userPrincipalName");
    expect(
        R"({"userPrincipalName":"a@adatum.example.test","displayName":"A","usageLocation":"1A"})",
        codes::kBadProperty, "usageLocation");
    for (const std::string weak : {"Short1!", "alllowercase", "lower1234567"})
        expect(R"({"userPrincipalName":"a@adatum.example.test","passwordProfile":{"password":")" +
                   weak + R"("},)" + rest + "}",
               codes::kBadProperty, "passwordProfile.password");
    EXPECT_EQ(post(users(), "[]").status, 400);
    EXPECT_TRUE(store_.users[adatum_.id].empty());
}

TEST_F(UsersTest, HaveNamesThatNobodyElseHas) {
    const auto ana = add("ana");
    const auto again = post(users(), bodyOf("ANA"));
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), codes::kPrincipalNameTaken);
    const auto bea = add("bea");
    EXPECT_EQ(patch(user(bea), R"({"userPrincipalName":"Ana@adatum.example.test"})").status, 409);
    EXPECT_EQ(post(users(), bodyOf("admin")).status, 409);
}

TEST_F(UsersTest, AreChangedByWhatIsGiven) {
    const auto id = add("ana");
    const auto changed =
        patch(user(id), R"({"DisplayName":"Ana S.","FirstName":null,"State":"active"})");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_STREQ(changed.json()["displayName"].GetString(), "Ana S.");
    EXPECT_STREQ(changed.json()["firstName"].GetString(), "Ana");
    EXPECT_EQ(lastEntry().operation, audit::OperationType::UpdateCustomerUser);
    EXPECT_EQ(patch(user(id), R"({"state":"active","phoneNumber":"1"})").status, 200);
    EXPECT_STREQ(get(user(id)).json()["phoneNumber"].GetString(), "1");
    EXPECT_EQ(patch(user(id), R"({"state":"inactive","phoneNumber":"1"})").code(),
              codes::kBadProperty);
    EXPECT_EQ(patch(user(id), R"({"userPrincipalName":"ana@elsewhere.test"})").code(),
              codes::kBadProperty);
    EXPECT_EQ(patch(user(id), R"({"userPrincipalName":"bea@adatum.example.test"})").status, 200);
    EXPECT_EQ(lastEntry().operation, audit::OperationType::UpdateCustomerUserPrincipalName);
}

TEST_F(UsersTest, ThatChangeMeanwhileAreAConflict) {
    const auto id = add("ana");
    store_.forced = changes::Outcome::Stale;
    const auto late = patch(user(id), R"({"displayName":"B"})");
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.code(), codes::kStaleEtag);
    store_.forced = changes::Outcome::Gone;
    EXPECT_EQ(remove(user(id)).code(), codes::kUnknownUser);
}

TEST_F(UsersTest, GetAnotherPassword) {
    const auto id = add("ana");
    const auto before = store_.users[adatum_.id].back().password;
    const auto reset = patch(user(id), R"({"PasswordProfile":{"ForceChangePassword":true}})");
    ASSERT_EQ(reset.status, 200) << reset.body;
    EXPECT_GE(std::string(reset.json()["passwordProfile"]["password"].GetString()).size(), 26U);
    EXPECT_NE(store_.users[adatum_.id].back().password.hash, before.hash);
    EXPECT_EQ(lastEntry().operation, audit::OperationType::ResetCustomerUserPassword);
    const auto chosen = patch(user(id), R"({"PasswordProfile":{"Password":"Another!Pass1"}})");
    ASSERT_EQ(chosen.status, 200);
    EXPECT_FALSE(chosen.json()["passwordProfile"].HasMember("password"));
    EXPECT_TRUE(
        identity::passwordMatches(store_.users[adatum_.id].back().password.hash, "Another!Pass1"));
}

TEST_F(UsersTest, AreDeletedForThirtyDays) {
    const auto id = add("ana");
    ASSERT_EQ(remove(user(id)).status, 204);
    EXPECT_EQ(get(user(id)).code(), codes::kUnknownUser);
    EXPECT_EQ(remove(user(id)).code(), codes::kUnknownUser);
    EXPECT_EQ(get(users()).json()["totalCount"].GetInt(), 0);
    const auto filter =
        R"(?size=0&filter={"Field":"UserState","Value":"Inactive","Operator":"equals"})";
    const auto deleted = get(users() + filter).json();
    ASSERT_EQ(deleted["totalCount"].GetInt(), 1);
    EXPECT_STREQ(deleted["items"][0]["state"].GetString(), "inactive");
    EXPECT_STREQ(deleted["items"][0]["softDeletionTime"].GetString(),
                 "2026-11-23T10:00:00.000000Z");
    clock_.at += accounts::kRestorableFor;
    ASSERT_EQ(patch(user(id), R"({"State":"active"})").status, 200);
    EXPECT_STREQ(get(user(id)).json()["state"].GetString(), "active");
    EXPECT_EQ(lastEntry().operation, audit::OperationType::RestoreCustomerUser);
    ASSERT_EQ(remove(user(id)).status, 204);
    clock_.at += accounts::kRestorableFor + std::chrono::microseconds(1);
    EXPECT_EQ(patch(user(id), R"({"State":"active"})").code(), codes::kUnknownUser);
    EXPECT_EQ(get(users() + filter).json()["totalCount"].GetInt(), 0);
}

TEST_F(UsersTest, AreRestoredUnlessTheirNameHasBeenGivenAway) {
    const auto id = add("ana");
    ASSERT_EQ(remove(user(id)).status, 204);
    add("ana");
    EXPECT_EQ(patch(user(id), R"({"State":"active"})").code(), codes::kPrincipalNameTaken);
}

TEST_F(UsersTest, ThatAreActiveStaySoWithoutAnEntryOfTheRecord) {
    const auto id = add("ana");
    const auto entries = store_.entries.size();
    EXPECT_EQ(patch(user(id), R"({"State":"active","DisplayName":null})").status, 200);
    EXPECT_EQ(store_.entries.size(), entries);
}

TEST_F(UsersTest, AreListedInPagesInTheOrderOfCreation) {
    for (const auto* name : {"u1", "u2", "u3"}) {
        add(name);
        clock_.at += std::chrono::seconds(1);
    }
    auto page = get(users() + "?size=2").json();
    ASSERT_EQ(page["totalCount"].GetInt(), 2);
    EXPECT_STREQ(page["items"][0]["userPrincipalName"].GetString(), "u1@adatum.example.test");
    const std::string token = page["continuationToken"].GetString();
    const auto go = [&](const std::string& operation, const std::string& with) {
        return send({.target = users() + "?seekOperation=" + operation,
                     .headers = {{"MS-ContinuationToken", with}}});
    };
    page = go("Next", token).json();
    ASSERT_EQ(page["totalCount"].GetInt(), 1);
    EXPECT_STREQ(page["items"][0]["userPrincipalName"].GetString(), "u3@adatum.example.test");
    EXPECT_FALSE(page["links"].HasMember("next"));
    page = go("Previous", page["continuationToken"].GetString()).json();
    EXPECT_STREQ(page["items"][1]["userPrincipalName"].GetString(), "u2@adatum.example.test");
    EXPECT_STREQ(go("Last", token).json()["items"][0]["userPrincipalName"].GetString(),
                 "u2@adatum.example.test");
    EXPECT_EQ(go("PageIndex&pageIndex=1", token).json()["totalCount"].GetInt(), 1);
}

TEST_F(UsersTest, AreSortedByNameInBothDirections) {
    add("u1", "Zoe");
    add("u2", "mia");
    add("u3", "Abel");
    const auto names = [&](const std::string& query) {
        std::string text;
        auto page = get(users() + query);
        while (true) {
            const auto json = page.json();
            for (const auto& item : json["items"].GetArray())
                text += item["displayName"].GetString()[0];
            if (!json["links"].HasMember("next")) return text;
            page = send(
                {.target = users() + "?seekOperation=Next",
                 .headers = {{"MS-ContinuationToken", json["continuationToken"].GetString()}}});
        }
    };
    EXPECT_EQ(names("?sortField=DisplayName&size=2"), "AmZ");
    EXPECT_EQ(names("?sortField=displayname&sortDirection=Descending&size=1"), "ZmA");
    EXPECT_EQ(names("?sortField=UserPrincipalName&sortDirection=ascending"), "ZmA");
    EXPECT_EQ(get(users() + "?sortField=Password").code(), codes::kUnknownEnumValue);
    EXPECT_EQ(get(users() + "?sortDirection=sideways").code(), codes::kUnknownEnumValue);
}

TEST_F(UsersTest, AreFilteredByTheirStateAlone) {
    const auto codeOf = [&](const std::string& filter) {
        return get(users() + "?filter=" + filter).code();
    };
    EXPECT_EQ(codeOf(R"({"Field":"UserState","Value":"Gone","Operator":"equals"})"),
              codes::kBadFilter);
    EXPECT_EQ(codeOf(R"({"Field":"UserState","Value":"Inactive","Operator":"starts_with"})"),
              codes::kBadFilter);
    EXPECT_EQ(codeOf(R"({"Field":"DisplayName","Value":"A","Operator":"equals"})"),
              codes::kBadFilter);
    EXPECT_EQ(codeOf("{"), codes::kBadFilter);
}

TEST_F(UsersTest, HaveTokensForTheirOwnCustomerAndListOnly) {
    const auto other = hold(kContoso, "Litware", "litware.example.test");
    add("u1");
    add("u2");
    const std::string token = get(users() + "?size=1").json()["continuationToken"].GetString();
    const auto codeOf = [&](const std::string& target) {
        return send({.target = target, .headers = {{"MS-ContinuationToken", token}}}).code();
    };
    EXPECT_EQ(codeOf(pathOf(other)), codes::kBadContinuationToken);
    EXPECT_EQ(codeOf(members(kHelpdesk)), codes::kBadContinuationToken);
    EXPECT_EQ(codeOf("/v1/customers"), codes::kBadContinuationToken);
}

TEST_F(UsersTest, AreNotThereForWhoIsNotTheirPartner) {
    EXPECT_EQ(get(pathOf(theirs_)).code(), codes::kUnknownTenant);
    EXPECT_EQ(get(user("nobody")).code(), codes::kUnknownUser);
    EXPECT_EQ(get(user(makeRandomUuid().toString())).code(), codes::kUnknownUser);
    EXPECT_EQ(get("/v1/customers/nobody/users").code(), codes::kUnknownTenant);
}

TEST_F(UsersTest, AreMadeOnceForOneRequestId) {
    const Call call{.method = http::Method::Post,
                    .target = users(),
                    .body = bodyOf("ana"),
                    .headers = {{"MS-RequestId", makeRandomUuid().toString()}}};
    const auto first = send(call);
    ASSERT_EQ(first.status, 200);
    EXPECT_EQ(send(call).comparable(), first.comparable()) << "the one-time password included";
    EXPECT_EQ(store_.users[adatum_.id].size(), 1U);
}

TEST_F(UsersTest, HaveDirectoryRoles) {
    const auto id = add("ana");
    const auto all = get("/v1/customers/" + adatum_.id.value.toString() + "/directoryroles").json();
    ASSERT_EQ(all["totalCount"].GetInt(), 5);
    EXPECT_STREQ(all["items"][2]["id"].GetString(), kHelpdesk);
    EXPECT_STREQ(all["items"][2]["name"].GetString(), "Helpdesk Administrator");
    EXPECT_EQ(get(user(id) + "/directoryroles").json()["totalCount"].GetInt(), 0);

    const auto added = post(members(kHelpdesk), R"({"Id":")" + id + R"(","DisplayName":"x"})");
    ASSERT_EQ(added.status, 201) << added.body;
    EXPECT_STREQ(added.json()["roleId"].GetString(), kHelpdesk);
    EXPECT_STREQ(added.json()["userPrincipalName"].GetString(), "ana@adatum.example.test");
    EXPECT_EQ(post(members(kHelpdesk), R"({"Id":")" + id + R"("})").status, 201);
    EXPECT_STREQ(get(user(id) + "/directoryroles").json()["items"][0]["id"].GetString(), kHelpdesk);
    EXPECT_STREQ(get(members(kHelpdesk)).json()["items"][0]["id"].GetString(), id.c_str());
    EXPECT_EQ(get(members(kCompany)).json()["totalCount"].GetInt(), 0);

    EXPECT_EQ(remove(members(kCompany) + "/" + id).code(), codes::kUnknownUser);
    ASSERT_EQ(remove(members(kHelpdesk) + "/" + id).status, 204);
    EXPECT_EQ(get(members(kHelpdesk)).json()["totalCount"].GetInt(), 0);
    EXPECT_EQ(lastEntry().operation, audit::OperationType::RemoveUserMember);
}

TEST_F(UsersTest, GetOnlyRolesThatThereAre) {
    const auto id = add("ana");
    const auto body = R"({"id":")" + id + "\"}";
    EXPECT_EQ(post(members(makeRandomUuid().toString()), body).code(), codes::kResourceAbsent);
    EXPECT_EQ(get(members("helpdesk")).code(), codes::kResourceAbsent);
    EXPECT_EQ(post(members(kHelpdesk), "{}").code(), codes::kMemberMissing);
    EXPECT_EQ(post(members(kHelpdesk), R"({"id":"ana"})").code(), codes::kBadProperty);
    EXPECT_EQ(post(members(kHelpdesk), R"({"id":")" + makeRandomUuid().toString() + "\"}").code(),
              codes::kUnknownUser);
}

TEST_F(UsersTest, OfAListAreWhatTheQueryAskedForInItsLink) {
    add("ana");
    EXPECT_EQ(get(users() + "?size=1&sortField=DisplayName&sortDirection=Descending")
                  .json()["links"]["self"]["uri"]
                  .GetString(),
              "/customers/" + adatum_.id.value.toString() +
                  "/users?size=1&sortField=DisplayName&sortDirection=Descending");
}

}  // namespace
}  // namespace concordat::api
