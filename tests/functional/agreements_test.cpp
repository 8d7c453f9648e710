#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// How a partner confirms what its customers have agreed to, against the real program.
namespace concordat::functional {
namespace {

using testing::HasSubstr;

class AgreementsOverHttp : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam()) server_.usePostgresql();
        server_.start();
        for (const auto* cloud : {"global", "us-government", "germany"})
            tokens_[cloud] = server_.token(cloud);
    }

    HttpAnswer call(const std::string& cloud, const std::string& method, const std::string& target,
                    const std::string& body = {}) {
        return server_.call(cloud, tokens_[cloud], method, target, body);
    }

    ConcordatServer server_;
    std::map<std::string, std::string> tokens_;
};

TEST_P(AgreementsOverHttp, AnAgreementIsConfirmedOnceByItsTemplate) {
    const auto added = call("global", "POST", "/v1/customers", newCustomer("global", "agreeing"));
    ASSERT_EQ(added.status, 201) << added.body;
    const auto customer = "/v1/customers/" + at(added, "/id");
    const auto templates =
        call("global", "GET", "/v1/agreements?agreementType=MicrosoftCustomerAgreement");
    ASSERT_EQ(at(templates, "/totalCount"), "1") << templates.body;
    const auto body = R"({"primaryContact":{"firstName":"Ana","lastName":"Silva",)"
                      R"("email":"ana@example.test"},"templateId":")" +
                      at(templates, "/items/0/templateId") +
                      R"(","dateAgreed":"2026-01-02T00:00:00Z",)"
                      R"("type":"MicrosoftCustomerAgreement"})";
    const auto made = call("global", "POST", customer + "/agreements", body);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_FALSE(at(made, "/userId").empty()) << made.body;
    const auto again = call("global", "POST", customer + "/agreements", body);
    EXPECT_EQ(again.status, 409);
    EXPECT_THAT(again.body, HasSubstr("600061"));
    const auto listed = call("global", "GET", customer + "/agreements");
    EXPECT_EQ(at(listed, "/items/0/primaryContact/email"), "ana@example.test") << listed.body;
    EXPECT_EQ(
        call("global", "GET", customer + "/directSignedMicrosoftCustomerAgreementStatus").status,
        200);
    EXPECT_THAT(call("global", "GET", "/v1/auditrecords?size=100").body,
                HasSubstr("create_agreement"));
}

TEST_P(AgreementsOverHttp, ADocumentIsReadByItsLinkWithoutAToken) {
    const auto templates = call("global", "GET", "/v1/agreements");
    const auto path = "/v1/agreementtemplates/" + at(templates, "/items/1/templateId") +
                      "/document?language=de-DE&country=DE";
    const auto offered = call("global", "GET", path);
    ASSERT_EQ(offered.status, 200) << offered.body;
    EXPECT_EQ(at(offered, "/language"), "de-DE");
    EXPECT_EQ(at(offered, "/country"), "DE");
    const auto linkOf = [&](const std::string& member) {
        const auto uri = at(offered, member);
        return uri.substr(uri.find("/documents/"));
    };
    const auto shown = server_.get("global", linkOf("/displayUri"));
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.fields.at("content-type"), "application/pdf");
    EXPECT_THAT(shown.fields.at("content-disposition"), HasSubstr("inline"));
    EXPECT_EQ(shown.body.substr(0, 5), "%PDF-");
    const auto saved = server_.get("global", linkOf("/downloadUri"));
    EXPECT_THAT(saved.fields.at("content-disposition"),
                HasSubstr("attachment; filename=\"MicrosoftCustomerAgreement.de-DE.pdf\""));
    EXPECT_EQ(saved.body, shown.body);
    EXPECT_EQ(server_.get("global", linkOf("/displayUri") + "x").status, 404);
    // Signed for this cloud.
    EXPECT_NE(server_.get("germany", linkOf("/displayUri")).status, 200);
    EXPECT_EQ(call("global", "GET", path + "x").status, 400);
}

TEST_P(AgreementsOverHttp, OtherCloudsDoNotOfferThem) {
    for (const auto* cloud : {"us-government", "germany"}) {
        const auto answer = call(cloud, "GET", "/v1/agreements");
        EXPECT_EQ(answer.status, 403) << cloud;
        EXPECT_THAT(answer.body, HasSubstr("agreement-metadata-list"));
        const auto document = call(
            cloud, "GET", "/v1/agreementtemplates/117a77b0-9360-443b-8795-c6dedc750cf9/document");
        EXPECT_EQ(document.status, 403) << cloud;
        EXPECT_THAT(document.body, HasSubstr("agreement-template-document-get"));
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, AgreementsOverHttp, testing::Bool(), [](const auto& one) {
    return std::string(one.param ? "Postgresql" : "Sqlite");
});

}  // namespace
}  // namespace concordat::functional
