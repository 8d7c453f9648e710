#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

class QualificationsTest : public ApiFixture {
protected:
    QualificationsTest() {
        EXPECT_TRUE(store_.addValidationCode(kContoso, {"A-1", "City of Adatum", 2, 0}));
    }

    static std::string pathOf(const accounts::Customer& customer) {
        return "/v1/customers/" + customer.id.value.toString() + "/qualifications";
    }

    static std::string singleOf(const accounts::Customer& customer) {
        return "/v1/customers/" + customer.id.value.toString() + "/qualification";
    }

    /// As an operator's command does it.
    void review(const accounts::Customer& customer, accounts::QualificationKind kind,
                accounts::Vetting vetting) {
        const auto partner = partnerNamed("contoso");
        const auto seen = qualifications_->review(partner.id, customer.id, kind);
        audit::Actor reviewer;
        reviewer.at = clock_.at;
        const auto planned = qualifications_->planReview(partner, reviewer, customer.id, seen,
                                                         {kind, vetting, "looked at it"});
        EXPECT_EQ(store_.apply(planned.changes), changes::Outcome::Applied);
        EXPECT_EQ(planned.changes.entry.operation,
                  audit::OperationType::UpdateCustomerQualification);
    }

    int remaining() {
        return get("/v1/customers/all/validations").json()[0]["remainingCreates"].GetInt();
    }

    const accounts::Customer first_ = hold(kContoso, "Adatum", "adatum.example.test");
    const accounts::Customer second_ = hold(kContoso, "Litware", "litware.example.test");
    const accounts::Customer third_ = hold(kContoso, "Proseware", "proseware.example.test");
    const accounts::Customer theirs_ = hold(kFabrikam, "Tailspin", "tailspin.example.test");
};

TEST_F(QualificationsTest, BeginInReviewAndAreListedAsABareArray) {
    const auto made = post(pathOf(first_), R"({"qualification":"education"})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_STREQ(made.json()["qualification"].GetString(), "Education");
    EXPECT_STREQ(made.json()["vettingStatus"].GetString(), "InReview");
    const auto list = get(pathOf(first_)).json();
    ASSERT_TRUE(list.IsArray());
    ASSERT_EQ(list.Size(), 1U);
    EXPECT_STREQ(list[0]["qualification"].GetString(), "Education");
    EXPECT_STREQ(list[0]["vettingCreateDate"].GetString(), "2026-11-23T10:00:00.000000Z");
    EXPECT_EQ(get(pathOf(second_)).json().Size(), 0U);
}

TEST_F(QualificationsTest, AreGivenOncePerKind) {
    ASSERT_EQ(post(pathOf(first_), R"({"Qualification":"Education"})").status, 201);
    const auto again = post(pathOf(first_), R"({"Qualification":"Education"})");
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), codes::kQualificationHeld);
}

TEST_F(QualificationsTest, OfTheGovernmentCommunityCloudUseUpTheirCode) {
    const std::string body =
        R"({"qualification":"GovernmentCommunityCloud","validationCode":"A-1"})";
    EXPECT_EQ(remaining(), 2);
    EXPECT_EQ(post(pathOf(first_), body).status, 201);
    EXPECT_EQ(remaining(), 1);
    const auto by_query =
        post(pathOf(second_) + "?code=A-1", R"({"qualification":"governmentCommunityCloud"})");
    EXPECT_EQ(by_query.status, 201) << by_query.body;
    EXPECT_EQ(remaining(), 0);
    const auto refused = post(pathOf(third_), body);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.code(), codes::kValidationCodeUsedUp);
    EXPECT_EQ(get(pathOf(third_)).json().Size(), 0U);
}

TEST_F(QualificationsTest, NeedACodeOfThePartnerExactlyForTheGovernmentCommunityCloud) {
    const auto expect = [&](const std::string& body, int code) {
        const auto answer = post(pathOf(first_), body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(answer.code(), code) << body;
    };
    expect(R"({"qualification":"GovernmentCommunityCloud"})", codes::kMemberMissing);
    expect(R"({"qualification":"GovernmentCommunityCloud","validationCode":"B-2"})",
           codes::kBadProperty);
    expect(R"({"qualification":"Education","validationCode":"A-1"})", codes::kBadProperty);
    expect(R"({"qualification":"GovernmentCommunityCloud","validationCode":7})",
           codes::kBadProperty);
    EXPECT_EQ(remaining(), 2);
    EXPECT_EQ(
        send({.method = http::Method::Post,
              .target = pathOf(theirs_),
              .body = R"({"qualification":"GovernmentCommunityCloud","validationCode":"A-1"})",
              .token = "fabrikam/AdminAgent"})
            .code(),
        codes::kBadProperty);
}

TEST_F(QualificationsTest, RefuseKindsThatNobodyMayApplyFor) {
    for (const auto* kind : {"nonprofit", "StateOwnedEntity", "royal"}) {
        const auto answer =
            post(pathOf(first_), R"({"qualification":")" + std::string(kind) + "\"}");
        EXPECT_EQ(answer.status, 400) << kind;
        EXPECT_EQ(answer.code(), codes::kUnknownEnumValue) << kind;
    }
    for (const auto* body : {"{}", R"({"qualification":"none"})", R"({"qualification":null})"})
        EXPECT_EQ(post(pathOf(first_), body).code(), codes::kMemberMissing) << body;
    EXPECT_EQ(post(pathOf(first_) + "?code=%FF", R"({"qualification":"GovernmentCommunityCloud"})")
                  .code(),
              codes::kBadProperty);
}

TEST_F(QualificationsTest, OfASuspendedPartnersCustomersStayAsTheyAre) {
    for (auto& partner : store_.partner_accounts) partner.state = partners::PartnerState::Suspended;
    restart();
    const auto answer = post(pathOf(first_), R"({"qualification":"Education"})");
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code(), codes::kProgrammeInactive);
    EXPECT_EQ(get(pathOf(first_)).status, 200);
}

TEST_F(QualificationsTest, OfTheOlderPairAreStringsAndTheSameApplication) {
    const auto one = singleOf(first_);
    EXPECT_EQ(get(one).body, R"("none")");
    const auto put = send({.method = http::Method::Put, .target = one, .body = R"("Education")"});
    EXPECT_EQ(put.status, 200) << put.body;
    EXPECT_EQ(put.body, R"("education")");
    EXPECT_EQ(get(one).body, R"("none")") << "it is in review";
    EXPECT_STREQ(get(pathOf(first_)).json()[0]["vettingStatus"].GetString(), "InReview");
    review(first_, accounts::QualificationKind::Education, accounts::Vetting::Denied);
    EXPECT_EQ(get(one).body, R"("none")");
    review(first_, accounts::QualificationKind::Education, accounts::Vetting::Approved);
    EXPECT_EQ(get(one).body, R"("education")");
    EXPECT_STREQ(get(pathOf(first_)).json()[0]["vettingReason"].GetString(), "looked at it");
}

TEST_F(QualificationsTest, OfTheOlderPairTakeTheirCodeFromTheQuery) {
    const auto put = [&](const std::string& query, const std::string& body) {
        return send(
            {.method = http::Method::Put, .target = singleOf(first_) + query, .body = body});
    };
    EXPECT_EQ(put("", R"("GovernmentCommunityCloud")").code(), codes::kMemberMissing);
    EXPECT_EQ(put("?code=B-2", R"("GovernmentCommunityCloud")").code(), codes::kBadProperty);
    EXPECT_EQ(put("?code=%FF", R"("GovernmentCommunityCloud")").code(), codes::kBadProperty);
    EXPECT_EQ(put("?code=A-1", R"("Education")").code(), codes::kBadProperty);
    EXPECT_EQ(put("", R"("none")").code(), codes::kMemberMissing);
    EXPECT_EQ(put("", R"("")").code(), codes::kMemberMissing);
    EXPECT_EQ(put("", R"("PublicBody")").code(), codes::kUnknownEnumValue);
    for (const auto* body : {R"({"qualification":"Education"})", "7", "null", "[]", "Education"})
        EXPECT_EQ(put("", body).code(), codes::kMalformedInput) << body;
    EXPECT_EQ(remaining(), 2);
    EXPECT_EQ(put("?code=A-1", R"("GovernmentCommunityCloud")").body,
              R"("governmentcommunitycloud")");
    EXPECT_EQ(remaining(), 1);
    EXPECT_EQ(put("?code=A-1", R"("GovernmentCommunityCloud")").code(), codes::kQualificationHeld);
}

TEST_F(QualificationsTest, KeepWhatShowsThemForTheReviewerAlone) {
    const auto made = post(
        pathOf(first_),
        R"({"qualification":"Education","educationSegment":"K12","website":"school.example"})");
    ASSERT_EQ(made.status, 201) << made.body;
    const auto& held = store_.held_qualifications[{kContoso, first_.id}];
    EXPECT_EQ(held.at(0).evidence, "K12, school.example");
    EXPECT_EQ(made.body.find("school"), std::string::npos);
    EXPECT_EQ(get(pathOf(first_)).body.find("school"), std::string::npos);
    EXPECT_EQ(post(pathOf(second_), R"({"qualification":"Education","website":7})").code(),
              codes::kBadProperty);
}

TEST_F(QualificationsTest, LeaveTheAccountToItsValidationStatus) {
    const auto path = "/v1/customers/" + first_.id.value.toString() + "/validationStatus";
    EXPECT_EQ(get(path).code(), codes::kUnknownEnumValue);
    EXPECT_EQ(get(path + "?type=mail").code(), codes::kUnknownEnumValue);
    const auto none = get(path + "?type=account");
    EXPECT_EQ(none.status, 404);
    EXPECT_EQ(none.code(), codes::kValidationUnknown);
    const auto statusAfter = [&](accounts::Vetting vetting) {
        review(first_, accounts::QualificationKind::Account, vetting);
        return std::string(get(path + "?type=Account").json()["status"].GetString());
    };
    EXPECT_EQ(statusAfter(accounts::Vetting::InReview), "UnderReview");
    EXPECT_EQ(statusAfter(accounts::Vetting::Approved), "Allowed");
    EXPECT_EQ(statusAfter(accounts::Vetting::Denied), "NotAllowed");
    EXPECT_STREQ(get(path + "?type=account").json()["lastUpdateDateTime"].GetString(),
                 "2026-11-23T10:00:00.000000Z");
    EXPECT_EQ(get(pathOf(first_)).json().Size(), 0U);
    EXPECT_EQ(get(singleOf(first_)).body, R"("none")");
}

TEST_F(QualificationsTest, ShowAPartnerItsOwnCodesAlone) {
    const auto mine = get("/v1/customers/all/validations").json();
    ASSERT_EQ(mine.Size(), 1U);
    EXPECT_STREQ(mine[0]["partnerId"].GetString(), kContoso.value.toString().c_str());
    EXPECT_STREQ(mine[0]["organizationName"].GetString(), "City of Adatum");
    EXPECT_STREQ(mine[0]["validationId"].GetString(), "A-1");
    EXPECT_EQ(mine[0]["maxCreates"].GetInt(), 2);
    EXPECT_EQ(send({.target = "/v1/customers/all/validations", .token = "fabrikam/AdminAgent"})
                  .json()
                  .Size(),
              0U);
}

}  // namespace
}  // namespace concordat::api
