#include "core/runtime/webhook_sender.hpp"

#include <atomic>
#include <gtest/gtest.h>

#include "tests/support/fatal_refusal.hpp"
#include "tests/support/test_certificate.hpp"
#include "tests/support/webhook_receiver.hpp"

namespace concordat::runtime {
namespace {

using testing_support::TestCertificate;
using testing_support::WebhookReceiver;
using Manner = WebhookReceiver::Manner;

const AddressBytes kLoopback{127, 0, 0, 1};

/// Names that stand for what a test says, and how often they were asked for.
struct Names {
    std::vector<AddressBytes> addresses{kLoopback};
    std::atomic<int> asked = 0;

    Resolver resolver() {
        return [this](const std::string&) {
            ++asked;
            return addresses;
        };
    }
};

events::WebhookTarget targetOf(const std::string& url) {
    return *events::parseTarget(url);
}

/// Receivers of tests are on this machine. Generous but where a test waits for the end.
SendSettings here() {
    SendSettings settings;
    settings.allow_private = true;
    settings.step_timeout = std::chrono::seconds(20);
    settings.total_timeout = std::chrono::seconds(40);
    return settings;
}

SendSettings hereAndQuick() {
    auto settings = here();
    settings.total_timeout = std::chrono::milliseconds(200);
    return settings;
}

TEST(WebhookSender, PostsWhatItIsGiven) {
    const WebhookReceiver receiver;
    WebhookSender sender(here());
    const auto sent =
        sender.post(targetOf(receiver.url()), {{"Authorization", "Signature abc="}}, "{\"a\":1}");
    EXPECT_EQ(sent.status, 200U) << sent.problem;
    const auto messages = receiver.messages();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].target, "/hook?key=1");
    EXPECT_EQ(messages[0].body, "{\"a\":1}");
    EXPECT_EQ(messages[0].fields.at("authorization"), "Signature abc=");
    EXPECT_EQ(messages[0].fields.at("host"), "127.0.0.1:" + std::to_string(receiver.port()));
    EXPECT_EQ(messages[0].fields.at("content-type"), "application/json; charset=utf-8");
}

TEST(WebhookSender, CallsNoPrivateAddressUnlessItMay) {
    const WebhookReceiver receiver;
    for (const auto& addresses : std::vector<std::vector<AddressBytes>>{
             {kLoopback},
             {{8, 8, 8, 8}, kLoopback},
             {kLoopback, {8, 8, 8, 8}},
             {{10, 0, 0, 1}},
             {{169, 254, 169, 254}},
             {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}},
             {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127, 0, 0, 1}}}) {
        Names names;
        names.addresses = addresses;
        WebhookSender sender({}, names.resolver());
        const auto sent = sender.post(targetOf(receiver.url("hooks.example")), {}, "{}");
        EXPECT_EQ(sent.status, 0U);
        EXPECT_EQ(sent.problem, "the address of the host may not be called");
        EXPECT_EQ(names.asked, 1);
    }
    WebhookSender literal(SendSettings{});
    EXPECT_EQ(literal.post(targetOf(receiver.url()), {}, "{}").problem,
              "the address of the host may not be called");
    EXPECT_EQ(receiver.connections(), 0);
}

TEST(WebhookSender, AsksForANameOnceAndCallsWhatWasVetted) {
    const WebhookReceiver receiver;
    Names names;
    WebhookSender sender(here(), names.resolver());
    // No resolver knows this name: another look-up of the name would find nothing.
    EXPECT_EQ(sender.post(targetOf(receiver.url("rebinding.invalid")), {}, "{}").status, 200U);
    EXPECT_EQ(names.asked, 1);
    EXPECT_EQ(receiver.messages().at(0).fields.at("host"),
              "rebinding.invalid:" + std::to_string(receiver.port()));
}

TEST(WebhookSender, ANameThatIsNotThereIsNoReason) {
    Names names;
    names.addresses.clear();
    WebhookSender sender(here(), names.resolver());
    EXPECT_EQ(sender.post(targetOf("https://h.example/"), {}, "{}").problem,
              "the name of the host was not found");
    WebhookSender failing(here(), [](const std::string&) -> std::vector<AddressBytes> {
        throw std::runtime_error("no resolver");
    });
    EXPECT_EQ(failing.post(targetOf("https://h.example/"), {}, "{}").problem,
              "the name of the host was not found");
}

TEST(WebhookSender, FollowsNoRedirect) {
    const WebhookReceiver elsewhere;
    WebhookReceiver receiver;
    receiver.redirectTo(elsewhere.url());
    WebhookSender sender(here());
    EXPECT_EQ(sender.post(targetOf(receiver.url()), {}, "{}").status, 302U);
    EXPECT_EQ(elsewhere.connections(), 0);
}

TEST(WebhookSender, TellsHowAReceiverFails) {
    WebhookReceiver receiver;
    WebhookSender sender(here());
    const auto target = targetOf(receiver.url());
    receiver.behave(Manner::Fail);
    EXPECT_EQ(sender.post(target, {}, "{}").status, 500U);
    for (const auto manner : {Manner::Babble, Manner::HangUp}) {
        receiver.behave(manner);
        const auto sent = sender.post(target, {}, "{}");
        EXPECT_EQ(sent.status, 0U);
        EXPECT_EQ(sent.problem, "no reply that is HTTP");
    }
}

TEST(WebhookSender, GivesUpOneThatHangsOrDrips) {
    WebhookReceiver receiver;
    WebhookSender sender(hereAndQuick());
    for (const auto manner : {Manner::Hang, Manner::Drip}) {
        receiver.behave(manner);
        const auto sent = sender.post(targetOf(receiver.url()), {}, "{}");
        EXPECT_EQ(sent.status, 0U);
        EXPECT_EQ(sent.problem, "no reply in time");
    }
}

TEST(WebhookSender, NobodyThereIsNoConnection) {
    unsigned short port = 0;
    {
        const WebhookReceiver gone;
        port = gone.port();
    }
    WebhookSender sender(here());
    EXPECT_EQ(
        sender.post(targetOf("http://127.0.0.1:" + std::to_string(port) + "/"), {}, "{}").problem,
        "no connection");
}

class WebhookSenderTls : public testing::Test {
protected:
    SendResult sendTo(const TestCertificate& shown, const std::string& trusted,
                      const std::string& host) {
        const WebhookReceiver receiver(&shown);
        auto settings = here();
        settings.ca_file = trusted;
        Names names;
        WebhookSender sender(settings, names.resolver());
        const auto sent = sender.post(targetOf(receiver.url(host)), {}, "{}");
        got = receiver.messages().size();
        return sent;
    }

    std::size_t got = 0;
};

TEST_F(WebhookSenderTls, ATrustedCertificateOfTheHostIsAccepted) {
    const TestCertificate certificate("DNS:hooks.example");
    const auto sent = sendTo(certificate, certificate.file(), "hooks.example");
    EXPECT_EQ(sent.status, 200U) << sent.problem;
    EXPECT_EQ(got, 1U);
}

TEST_F(WebhookSenderTls, AnotherHostsCertificateOrOneThatNobodyTrustsGetsNothing) {
    const TestCertificate certificate("DNS:other.example");
    EXPECT_EQ(sendTo(certificate, certificate.file(), "hooks.example").problem,
              "no TLS with an accepted certificate");
    EXPECT_EQ(got, 0U);
    EXPECT_EQ(sendTo(certificate, "", "other.example").problem,
              "no TLS with an accepted certificate");
    EXPECT_EQ(got, 0U);
}

TEST(WebhookSender, NeedsCertificatesToTrust) {
    SendSettings settings;
    settings.ca_file = "/nowhere/ca.pem";
    EXPECT_NE(testing_support::refusal("WEBHOOK-TRUST-UNUSABLE",
                                       [&] { const WebhookSender sender(settings); })
                  .find("/nowhere/ca.pem"),
              std::string::npos);
}

}  // namespace
}  // namespace concordat::runtime
