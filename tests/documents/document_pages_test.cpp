#include "core/documents/document_pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concordat::documents {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What stands behind the pages: answers 418 to everything.
class Behind final : public http::Service {
public:
    http::Placement placementOf(const http::Request&) noexcept override {
        return http::Placement::EventThread;
    }
    bool wantsBody(const http::Request&) noexcept override { return true; }
    void serve(const http::Request&, http::Reply& reply) noexcept override { reply.status = 418; }
    void refuse(int status, http::Reply& reply) noexcept override { reply.status = status; }
};

class SetClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    Instant at = *parseInstant("2026-11-26T10:00:00Z");
};

class DocumentPagesTest : public testing::Test {
protected:
    std::string link(const std::string& language = "de-DE") {
        return documents_.offer("117a77b0-9360-443b-8795-c6dedc750cf9", language, "DE", clock_.at)
            .link;
    }

    http::Reply get(const std::string& link, std::string_view query = {},
                    http::Method method = http::Method::Get) {
        http::Reply reply;
        path_ = std::string(DocumentPages::kFolder) + link;
        request_.method = method;
        request_.path = path_;
        request_.query = query;
        pages_.serve(request_, reply);
        return reply;
    }

    SetClock clock_;
    Behind behind_;
    const AgreementLibrary library_{
        "Global", {{accounts::AgreementType::MicrosoftCustomerAgreement, "en-US", "%PDF-1.4 own"}}};
    const accounts::AgreementDocuments documents_{library_, std::string(32, 'k'), "global"};
    DocumentPages pages_{behind_, {documents_, library_, clock_}};
    http::Request request_;
    std::string path_;
};

TEST_F(DocumentPagesTest, ShowTheFileOfALinkAndSaveItOnDemand) {
    const auto shown = get(link());
    EXPECT_EQ(shown.status, 200);
    EXPECT_TRUE(shown.body.starts_with("%PDF-"));
    EXPECT_THAT(shown.headers, HasSubstr("Content-Type: application/pdf\r\n"));
    EXPECT_THAT(shown.headers, HasSubstr("Content-Disposition: inline; "
                                         "filename=\"MicrosoftCustomerAgreement.de-DE.pdf\"\r\n"));
    EXPECT_THAT(shown.headers, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(shown.headers, HasSubstr("Cache-Control: no-store\r\n"));
    EXPECT_THAT(get(link(), "download=true").headers,
                HasSubstr("Content-Disposition: attachment; "));
    EXPECT_EQ(get(link("en-US")).body, "%PDF-1.4 own");
    EXPECT_EQ(get(link(), {}, http::Method::Head).status, 200);
}

TEST_F(DocumentPagesTest, KnowNoLinkThatIsOldOrChanged) {
    const auto good = link();
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto changed = good;
        changed[at] = changed[at] == '1' ? '2' : '1';
        EXPECT_EQ(get(changed).status, 404) << at;
    }
    for (const auto& text : {std::string(), good + "x", good + "/", "x" + good, good.substr(1),
                             std::string(5000, '.'), std::string("....")}) {
        const auto answer = get(text);
        EXPECT_EQ(answer.status, 404) << text;
        EXPECT_EQ(answer.body, "");
        EXPECT_THAT(answer.headers, Not(HasSubstr("application/pdf")));
    }
    clock_.at += accounts::AgreementDocuments::kLinkLife - std::chrono::microseconds(1);
    EXPECT_EQ(get(good).status, 200);
    clock_.at += std::chrono::microseconds(1);
    EXPECT_EQ(get(good).status, 404);
}

TEST_F(DocumentPagesTest, LeaveEverythingElseToWhatStandsBehind) {
    request_.method = http::Method::Get;
    for (const auto* path : {"/v1/customers", "/documents/", "/documents/agreements", "/"}) {
        http::Reply reply;
        request_.path = path;
        pages_.serve(request_, reply);
        EXPECT_EQ(reply.status, 418) << path;
        EXPECT_EQ(pages_.placementOf(request_), http::Placement::EventThread);
        EXPECT_TRUE(pages_.wantsBody(request_));
    }
    EXPECT_EQ(get(link(), {}, http::Method::Post).status, 418);
    request_.method = http::Method::Get;
    EXPECT_EQ(pages_.placementOf(request_), http::Placement::Worker);
    EXPECT_FALSE(pages_.wantsBody(request_));
    http::Reply reply;
    pages_.refuse(431, reply);
    EXPECT_EQ(reply.status, 431);
}

}  // namespace
}  // namespace concordat::documents
