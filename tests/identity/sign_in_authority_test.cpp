#include "core/identity/sign_in_authority.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/log.hpp"
#include "core/identity/poco_document_fetcher.hpp"
#include "tests/identity/fake_fetcher.hpp"
#include "tests/identity/scripted_server.hpp"
#include "tests/identity/token_forge.hpp"

namespace concordat::identity::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr auto kDiscovery = "https://login.cloud.example/.well-known/openid-configuration";

class FakePoster final : public FormPoster {
public:
    FetchedDocument post(const std::string& uri, const std::string& form,
                         const std::string& authorization) override {
        sent = uri + " " + authorization + " " + form;
        return reply;
    }

    std::string sent;
    FetchedDocument reply{R"({"id_token":"a.b.c"})", {}};
};

class ExternalSignInTest : public ::testing::Test {
protected:
    ExternalSignInTest() {
        setLogSink([this](std::string_view line) { log_.append(line); });
        describe("https://login.cloud.example/authorize", "https://login.cloud.example/token");
    }
    ~ExternalSignInTest() override { setLogSink(nullptr); }

    static IssuerSettings issuer() {
        auto settings = testIssuer();
        settings.issuers = {"https://login.cloud.example/"};
        settings.discovery_uri = kDiscovery;
        return settings;
    }

    void describe(const std::string& authorization, const std::string& token,
                  const std::string& issuer = "https://login.cloud.example/") {
        fetcher_.put(kDiscovery, R"({"issuer":")" + issuer + R"(","authorization_endpoint":")" +
                                     authorization + R"(","token_endpoint":")" + token + "\"}");
    }

    std::optional<std::string> address(Instant now = kNow) {
        return sign_in_.addressFor(
            {"pages", "https://pages.example/back", "a&b", "n", "c", "de", PartnerId{}}, now);
    }

    std::string log_;
    FakeFetcher fetcher_;
    FakePoster poster_;
    ExternalSignIn sign_in_{issuer(), "s:cret", fetcher_, poster_};
};

TEST_F(ExternalSignInTest, LeadsToTheEndpointOfTheDiscoveryDocument) {
    EXPECT_THAT(address().value(),
                AllOf(StartsWith("https://login.cloud.example/authorize?client_id=pages&"),
                      HasSubstr("&redirect_uri=https%3A%2F%2Fpages.example%2Fback&"),
                      HasSubstr("&state=a%26b&"), HasSubstr("&nonce=n&"),
                      HasSubstr("&code_challenge=c&code_challenge_method=S256"),
                      HasSubstr("&ui_locales=de")));
    EXPECT_EQ(address(), address());
    EXPECT_EQ(fetcher_.fetches(), 1) << "it is remembered";
    (void)address(kNow + std::chrono::minutes(6));
    EXPECT_EQ(fetcher_.fetches(), 2);
    fetcher_.remove(kDiscovery);
    EXPECT_TRUE(address(kNow + std::chrono::minutes(12))) << "it is probably where it was";
}

TEST_F(ExternalSignInTest, RedeemsACodeWithItsSecret) {
    EXPECT_EQ(sign_in_.redeem({"pages", "https://pages.example/back", "co/de", "v"}, kNow),
              "a.b.c");
    EXPECT_EQ(poster_.sent,
              "https://login.cloud.example/token Basic cGFnZXM6cyUzQWNyZXQ= "
              "grant_type=authorization_code&client_id=pages&redirect_uri=https%3A%2F%2F"
              "pages.example%2Fback&code=co%2Fde&code_verifier=v");
    for (const auto* reply : {"", "[]", "{}", R"({"id_token":1})"}) {
        poster_.reply = {reply, {}};
        EXPECT_FALSE(sign_in_.redeem({}, kNow)) << reply;
    }
    poster_.reply = {std::nullopt, "status 400"};
    EXPECT_FALSE(sign_in_.redeem({}, kNow));
    EXPECT_THAT(log_, AllOf(HasSubstr("IDENTITY-SIGN-IN-UNAVAILABLE"), HasSubstr("status 400")));
}

TEST_F(ExternalSignInTest, SendsNobodyElsewhere) {
    const auto good = "https://login.cloud.example/x";
    for (const std::string bad :
         {"https://evil.example/x", "http://login.cloud.example/x", "/x", "",
          "https://login.cloud.example@evil.example/x", "https://login.cloud.example:444/x"}) {
        describe(bad, good);
        EXPECT_FALSE(address()) << bad;
        describe(good, bad);
        EXPECT_FALSE(address()) << bad;
    }
    describe(good, good, "https://other.example/");
    EXPECT_FALSE(address());
    fetcher_.put(kDiscovery, "no JSON");
    EXPECT_FALSE(address());
    fetcher_.remove(kDiscovery);
    EXPECT_FALSE(address());
    EXPECT_FALSE(sign_in_.redeem({}, kNow));
}

TEST(PocoDocumentFetcher, PostsAForm) {
    std::string head;
    std::string body(7, '\0');
    ScriptedServer server([&](Poco::Net::StreamSocket& socket) {
        head = readHead(socket);
        const auto at = head.find("\r\n\r\n");
        body = head.substr(at + 4);
        while (body.size() < 7) {
            char c = 0;
            if (socket.receiveBytes(&c, 1) != 1) break;
            body.push_back(c);
        }
        const auto reply = httpReply("200 OK", "{}");
        socket.sendBytes(reply.data(), static_cast<int>(reply.size()));
    });
    PocoDocumentFetcher fetcher;
    EXPECT_EQ(fetcher.post("http://" + server.address() + "/token", "a=b&c=d", "Basic x").body,
              "{}");
    EXPECT_THAT(
        head,
        AllOf(StartsWith("POST /token HTTP/1.1\r\n"), HasSubstr("Authorization: Basic x\r\n"),
              HasSubstr("application/x-www-form-urlencoded"), HasSubstr("Content-Length: 7")));
    EXPECT_EQ(body, "a=b&c=d");
}

}  // namespace
}  // namespace concordat::identity::testing
