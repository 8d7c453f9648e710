#include "core/runtime/webhook_signer.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fatal_refusal.hpp"
#include "tests/support/test_certificate.hpp"

namespace concordat::runtime {
namespace {

using testing_support::refusal;
using testing_support::TemporaryFolder;
using testing_support::TestCertificate;

constexpr auto kUnusable = "WEBHOOK-CERTIFICATE-UNUSABLE";

/// The files that the settings name, whose content changes.
class WebhookSignerTest : public testing::Test {
protected:
    WebhookSignerTest() { install(first); }

    void install(const TestCertificate& certificate) const {
        copy(certificate.file(), file);
        copy(certificate.keyFile(), key);
    }

    static void copy(const std::string& from, const std::string& to) {
        std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing);
    }

    static bool verifies(const WebhookSigner& signer, const WebhookSigner::Signature& signature) {
        const auto pem = signer.certificate(signature.thumbprint);
        return pem && TestCertificate::verifies(*pem, "text", signature.value);
    }

    const TestCertificate first{"DNS:first.example"};
    const TestCertificate second{"DNS:second.example"};
    const TemporaryFolder folder;
    const std::string file = folder.at("hook.pem");
    const std::string key = folder.at("hook.key");
};

TEST_F(WebhookSignerTest, SignsSoThatTheCertificateVerifies) {
    const WebhookSigner signer(file, key);
    const auto signature = signer.sign("text");
    EXPECT_TRUE(verifies(signer, signature));
    const auto pem = *signer.certificate(signature.thumbprint);
    EXPECT_FALSE(TestCertificate::verifies(pem, "another text", signature.value));
    EXPECT_FALSE(TestCertificate::verifies(pem, "text", signer.sign("another").value));
    EXPECT_EQ(signature.thumbprint.size(), 64U);
}

TEST_F(WebhookSignerTest, TakesANewCertificateWithoutARestartAndKeepsTheOld) {
    WebhookSigner signer(file, key);
    const auto before = signer.sign("text");
    install(second);
    EXPECT_EQ(signer.sign("text").thumbprint, before.thumbprint) << "until it looks";
    signer.refresh();
    const auto after = signer.sign("text");
    EXPECT_NE(after.thumbprint, before.thumbprint);
    EXPECT_TRUE(verifies(signer, after));
    EXPECT_TRUE(verifies(signer, before)) << "for what is still on its way";
}

TEST_F(WebhookSignerTest, GoesOnWithTheOldCertificateWhereTheNewIsNotWhole) {
    WebhookSigner signer(file, key);
    const auto before = signer.sign("text").thumbprint;
    copy(second.file(), file);
    signer.refresh();
    EXPECT_EQ(signer.sign("text").thumbprint, before) << "the key is still the old one";
    copy(second.keyFile(), key);
    signer.refresh();
    EXPECT_NE(signer.sign("text").thumbprint, before);
    std::filesystem::remove(file);
    signer.refresh();
    EXPECT_TRUE(verifies(signer, signer.sign("text")));
}

TEST_F(WebhookSignerTest, HandsOutTheCertificateOfBefore) {
    const WebhookSigner old(second.file(), second.keyFile());
    const auto signature = old.sign("text");
    EXPECT_FALSE(WebhookSigner(file, key).certificate(signature.thumbprint));
    const WebhookSigner signer(file, key, second.file());
    EXPECT_TRUE(verifies(signer, signature));
    EXPECT_NE(signer.sign("text").thumbprint, signature.thumbprint);
}

TEST_F(WebhookSignerTest, HandsOutNothingElse) {
    const WebhookSigner signer(file, key);
    for (const auto* thumbprint : {"", "../hook.key", "0"})
        EXPECT_EQ(signer.certificate(thumbprint), std::nullopt) << thumbprint;
    const auto pem = *signer.certificate(signer.sign("").thumbprint);
    EXPECT_EQ(pem.find("PRIVATE"), std::string::npos);
}

TEST_F(WebhookSignerTest, KeepsAKeyThatStandsBesideTheCertificateToItself) {
    std::ofstream(file, std::ios::app)
        << std::ifstream(key).rdbuf() << std::ifstream(second.file()).rdbuf();
    const WebhookSigner signer(file, key);
    const auto signature = signer.sign("text");
    EXPECT_TRUE(verifies(signer, signature));
    const auto pem = *signer.certificate(signature.thumbprint);
    EXPECT_EQ(pem.find("PRIVATE"), std::string::npos);
    EXPECT_NE(pem.find("BEGIN CERTIFICATE"), pem.rfind("BEGIN CERTIFICATE")) << "with its chain";
}

TEST_F(WebhookSignerTest, RefusesFilesThatItCannotUse) {
    using testing::HasSubstr;
    EXPECT_THAT(refusal(kUnusable, [&] { WebhookSigner("/nowhere.pem", key); }),
                HasSubstr("/nowhere.pem: the file cannot be read"));
    EXPECT_THAT(refusal(kUnusable, [&] { WebhookSigner(key, key); }), HasSubstr("no certificate"));
    EXPECT_THAT(refusal(kUnusable, [&] { WebhookSigner(file, file); }),
                HasSubstr("no private key"));
    EXPECT_THAT(refusal(kUnusable, [&] { WebhookSigner(file, second.keyFile()); }),
                HasSubstr("not that of the certificate"));
    EXPECT_THAT(refusal(kUnusable, [&] { WebhookSigner(file, key, "/nowhere.pem"); }),
                HasSubstr("/nowhere.pem"));
}

}  // namespace
}  // namespace concordat::runtime
