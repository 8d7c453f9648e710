#include <algorithm>
#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "tests/functional/concordat_server.hpp"
#include "tests/support/test_certificate.hpp"
#include "tests/support/webhook_receiver.hpp"

/// How partners are told of changes: a real server and receivers of the test's own, good and bad.
namespace concordat::functional {
namespace {

using testing::HasSubstr;
using testing_support::ReceivedMessage;
using testing_support::TestCertificate;
using testing_support::WebhookReceiver;
using Manner = WebhookReceiver::Manner;

constexpr auto kRegistration = "/webhooks/v1/registration";
constexpr auto kTests = "/webhooks/v1/registration/validationEvents";

/// A member of a message.
std::string memberOf(const ReceivedMessage& message, const std::string& name) {
    HttpAnswer answer;
    answer.body = message.body;
    return at(answer, "/" + name);
}

/// A cloud with webhooks on, and a partner's token.
class WebhookStory : public testing::Test {
protected:
    /// Switches webhooks on in every cloud, towards receivers on this machine if they may be there.
    void switchOn(const std::string& allow_private = "true") {
        for (const auto* location : {"eu", "us", "de"})
            server.editSettings(
                "store: {backend: sqlite3, location: " + std::string(location) + "}",
                "webhooks: {receivers: [{host: \"*\", location: " + std::string(location) +
                    "}], public_url: \"http://api.example\", certificate: " + signing.file() +
                    ", key: " + signing.keyFile() + ", ca_file: " + shown.file() +
                    ", allow_private: " + allow_private + ", first_pause_seconds: 1}\n" +
                    "    store: {backend: sqlite3, location: " + location + "}");
    }

    void serve(const std::string& only) {
        server.serveOnly(only);
        cloud = only;
        server.start();
        token = server.token(cloud);
    }

    HttpAnswer call(const std::string& method, const std::string& target,
                    const std::string& body = {}) {
        return server.call(cloud, token, method, target, body);
    }

    static std::string registrationOf(const std::string& url, bool own_header = false) {
        return R"({"WebhookUrl":")" + url +
               R"(","WebhookEvents":["test-created","customer-created","customer-updated",)"
               R"("relationship-removed"],"SignatureTokenToMsSignatureHeader":)" +
               (own_header ? "true}" : "false}");
    }

    void registerAt(const std::string& url) {
        const auto made = call("POST", kRegistration, registrationOf(url));
        ASSERT_EQ(made.status, 200) << made.body;
    }

    /// A new customer's id.
    std::string create(const std::string& domain) {
        const auto made = call("POST", "/v1/customers", newCustomer(cloud, domain));
        EXPECT_EQ(made.status, 201) << made.body;
        return at(made, "/id");
    }

    /// What a test event has come to, when an attempt has been made.
    HttpAnswer testResult(const std::string& id) {
        const auto enough = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        for (;;) {
            auto told = call("GET", std::string(kTests) + "/" + id);
            if (!at(told, "/results/0/dateTimeUtc").empty() ||
                std::chrono::steady_clock::now() > enough)
                return told;
        }
    }

    /// Whether /metrics shows that line; it is counted a moment after it is written.
    bool measures(const std::string& line) {
        const auto enough = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        while (std::chrono::steady_clock::now() < enough)
            if (server.get("administration", "/metrics").body.find(line) != std::string::npos)
                return true;
        return false;
    }

    std::string sendTest() {
        const auto sent = call("POST", kTests);
        EXPECT_EQ(sent.status, 200) << sent.body;
        return at(sent, "/correlationId");
    }

    /// The certificate of a message, from where the message says.
    std::string certificateOf(const ReceivedMessage& message) {
        const std::string base = "http://api.example";
        const auto url = message.fields.at("x-ms-certificate-url");
        EXPECT_TRUE(url.starts_with(base)) << url;
        return server.get(cloud, url.substr(base.size())).body;
    }

    const TestCertificate signing{"DNS:api.example"};
    const TestCertificate shown{"DNS:localhost,IP:127.0.0.1"};
    ConcordatServer server;
    std::string cloud;
    std::string token;
};

class WebhookStoryOfCloud : public WebhookStory, public testing::WithParamInterface<const char*> {};

TEST_P(WebhookStoryOfCloud, APartnerIsToldOfItsCustomersOverTlsWithASignature) {
    switchOn();
    serve(GetParam());
    const WebhookReceiver receiver(&shown);
    registerAt(receiver.url("localhost"));
    const auto customer = create("hooked");
    ASSERT_TRUE(receiver.waitFor(1));
    const auto profile = call("GET", "/v1/customers/" + customer + "/profiles/billing");
    ASSERT_EQ(call("PUT", "/v1/customers/" + customer + "/profiles/billing", profile.body).status,
              200);
    ASSERT_TRUE(receiver.waitFor(2));
    const auto messages = receiver.messages();
    EXPECT_EQ(memberOf(messages[0], "EventName"), "customer-created");
    EXPECT_EQ(memberOf(messages[1], "EventName"), "customer-updated");
    for (const auto& message : messages) {
        EXPECT_EQ(memberOf(message, "ResourceUri"), "http://api.example/v1/customers/" + customer);
        EXPECT_EQ(memberOf(message, "ResourceName"), "customer");
        EXPECT_EQ(message.body.find("Wingtip"), std::string::npos) << "nothing of the customer";
        EXPECT_EQ(message.fields.at("x-ms-signature-algorithm"), "rsa-sha256");
        const auto header = message.fields.at("authorization");
        ASSERT_TRUE(header.starts_with("Signature ")) << header;
        EXPECT_TRUE(
            TestCertificate::verifies(certificateOf(message), message.body, header.substr(10)));
    }
    EXPECT_EQ(server.get(cloud, "/webhooks/v1/certificates/0").status, 404);

    // What is under way while a registration changes may come again.
    EXPECT_TRUE(measures("concordat_webhooks_delivered_total{cloud=\"" + cloud + "\"} 2"));
    ASSERT_EQ(call("PUT", kRegistration, registrationOf(receiver.url("localhost"), true)).status,
              200);
    const auto test = sendTest();
    ASSERT_TRUE(receiver.waitFor(3));
    const auto last = receiver.messages().back();
    EXPECT_EQ(memberOf(last, "EventName"), "test-created");
    EXPECT_EQ(last.fields.count("authorization"), 0U);
    EXPECT_TRUE(TestCertificate::verifies(certificateOf(last), last.body,
                                          last.fields.at("x-ms-signature")));
    const auto told = testResult(test);
    EXPECT_EQ(at(told, "/status"), "completed") << told.body;
    EXPECT_EQ(at(told, "/results/0/responseCode"), "200");

    const auto log = server.run({"webhook", "log", "--partner", "contoso"});
    EXPECT_THAT(log.output, HasSubstr(" customer-created " + customer));
    EXPECT_THAT(log.output, HasSubstr(" 1 delivered\n"));
    EXPECT_TRUE(measures("concordat_webhooks_delivered_total{cloud=\"" + cloud + "\"} 3"));
    const auto again = server.run({"webhook", "replay", "--partner", "contoso", "--after", "0"});
    EXPECT_EQ(again.exit_code, 0) << again.output;
    ASSERT_TRUE(receiver.waitFor(5));
    EXPECT_EQ(receiver.messages()[3].body, messages[0].body);
    EXPECT_EQ(receiver.messages()[4].body, messages[1].body);
    EXPECT_EQ(server.stop(), 0);
}

INSTANTIATE_TEST_SUITE_P(Every, WebhookStoryOfCloud,
                         testing::Values("global", "us-government", "germany"));

TEST_F(WebhookStory, AReceiverThatFailsGetsTheSameAgainInTheOrderOfTheCustomer) {
    switchOn();
    serve("germany");
    WebhookReceiver receiver;
    receiver.behave(Manner::Fail);
    registerAt(receiver.url());
    const auto customer = create("again");
    ASSERT_TRUE(receiver.waitFor(1));
    const auto profile = call("GET", "/v1/customers/" + customer + "/profiles/billing");
    ASSERT_EQ(call("PUT", "/v1/customers/" + customer + "/profiles/billing", profile.body).status,
              200);
    ASSERT_TRUE(receiver.waitFor(2));
    receiver.behave(Manner::Accept);
    ASSERT_TRUE(receiver.waitFor(4));
    const auto messages = receiver.messages();
    const auto last = messages.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
        EXPECT_EQ(memberOf(messages[i], "EventName"), "customer-created");
        EXPECT_EQ(messages[i].body, messages[0].body);
        EXPECT_EQ(messages[i].fields.at("ms-correlationid"),
                  messages[0].fields.at("ms-correlationid"))
            << "so that a receiver knows it again";
    }
    EXPECT_EQ(memberOf(messages[last], "EventName"), "customer-updated");
}

TEST_F(WebhookStory, ReceiversThatHangTakeNothingFromOthers) {
    switchOn();
    serve("germany");
    WebhookReceiver hanging;
    hanging.behave(Manner::Hang);
    const auto fabrikam = server.token(cloud, "fabrikam");
    ASSERT_EQ(
        server.call(cloud, fabrikam, "POST", kRegistration, registrationOf(hanging.url())).status,
        200);
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(server
                      .call(cloud, fabrikam, "POST", "/v1/customers",
                            newCustomer(cloud, "hanging" + std::to_string(i)))
                      .status,
                  201);
    ASSERT_TRUE(hanging.waitFor(1));
    const WebhookReceiver receiver;
    registerAt(receiver.url());
    for (int i = 0; i < 20; ++i) create("swift" + std::to_string(i));
    EXPECT_TRUE(receiver.waitFor(20));
    std::set<std::string> events;
    for (const auto& message : hanging.messages())
        events.insert(message.fields.at("ms-correlationid"));
    EXPECT_EQ(events.size(), 1U) << "one that hangs is not called for every event";
}

TEST_F(WebhookStory, ARedirectIsNotFollowed) {
    switchOn();
    serve("germany");
    const WebhookReceiver elsewhere;
    WebhookReceiver receiver;
    receiver.redirectTo(elsewhere.url());
    registerAt(receiver.url());
    const auto told = testResult(sendTest());
    EXPECT_EQ(at(told, "/results/0/responseCode"), "302") << told.body;
    EXPECT_EQ(at(told, "/status"), "pending");
    EXPECT_EQ(elsewhere.connections(), 0);
}

TEST_F(WebhookStory, NoReceiverInsideIsCalledUnlessTheSettingsLetIt) {
    switchOn("false");
    serve("germany");
    const WebhookReceiver inside(&shown);
    EXPECT_EQ(call("POST", kRegistration, registrationOf("http://localhost/")).status, 400);
    // The name is as good as any other until it is resolved.
    registerAt(inside.url("localhost"));
    const auto told = testResult(sendTest());
    EXPECT_EQ(at(told, "/results/0/responseMessage"), "the address of the host may not be called")
        << told.body;
    EXPECT_EQ(inside.connections(), 0);
}

TEST_F(WebhookStory, WithoutSettingsNothingIsRegistered) {
    serve("germany");
    const auto refused = call("POST", kRegistration, registrationOf("https://hooks.example/"));
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(at(refused, "/code"), "990450");
    EXPECT_EQ(call("GET", std::string(kRegistration) + "/events").status, 200);
}

TEST_F(WebhookStory, ReceiversAreListedAsEgressAndBelongWhereTheCloudAllows) {
    switchOn();
    server.serveOnly("germany");
    EXPECT_THAT(server.run({"egress"}).output,
                HasSubstr("germany: webhook at de, *, not encrypted"));
    server.editSettings("{host: \"*\", location: de}", "{host: hooks.example, location: us}");
    const auto refused = server.run({"serve"});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.output, HasSubstr("RUNTIME-LOCATION-REFUSED"));
    EXPECT_THAT(refused.output, HasSubstr("the webhook hooks.example at the location 'us'"));
}

/// Every store keeps what was acknowledged, whatever happens to the process.
class WebhookStoryOfStore : public WebhookStory, public testing::WithParamInterface<bool> {};

TEST_P(WebhookStoryOfStore, NothingThatWasAcknowledgedIsLostWhenTheServerIsKilled) {
    constexpr int kRounds = 3;
    constexpr int kEach = 10;
    switchOn();
    if (GetParam()) {
        server.usePostgresqlAt("de", Roles::OwnerAndService);
        server.serveOnly("germany");
        const auto migrated = server.run({"migrate"});
        ASSERT_EQ(migrated.exit_code, 0) << migrated.output;
    }
    serve("germany");
    const WebhookReceiver receiver;
    registerAt(receiver.url());
    std::set<std::string> customers;
    for (int round = 0; round < kRounds; ++round) {
        for (int i = 0; i < kEach; ++i)
            customers.insert(create("kill" + std::to_string(round * kEach + i)));
        // With deliveries under way, or before they have begun.
        server.kill();
        server.start();
    }
    const auto enough = std::chrono::steady_clock::now() + std::chrono::minutes(3);
    // What was written shortly before the registration may be told too.
    std::set<std::string> told;
    const auto isWhole = [&] {
        return std::includes(told.begin(), told.end(), customers.begin(), customers.end());
    };
    while (!isWhole() && std::chrono::steady_clock::now() < enough) {
        static_cast<void>(receiver.waitFor(receiver.messages().size() + 1));
        for (const auto& message : receiver.messages()) {
            const auto uri = memberOf(message, "ResourceUri");
            told.insert(uri.substr(uri.rfind('/') + 1));
        }
    }
    EXPECT_TRUE(isWhole()) << "told of " << told.size();
    EXPECT_EQ(server.stop(), 0);
}

INSTANTIATE_TEST_SUITE_P(Stores, WebhookStoryOfStore, testing::Bool(),
                         [](const testing::TestParamInfo<bool>& chosen) {
                             return chosen.param ? "Postgresql" : "Sqlite";
                         });

}  // namespace
}  // namespace concordat::functional
