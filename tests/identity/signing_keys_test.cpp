#include "core/identity/signing_keys.hpp"

#include <Poco/TemporaryFile.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/identity/authority_settings.hpp"
#include "core/identity/caching_verifier.hpp"
#include "core/identity/token_minter.hpp"
#include "tests/identity/token_forge.hpp"

namespace concordat::identity::testing {
namespace {

class SigningKeysTest : public ::testing::Test {
protected:
    SigningKeysTest() {
        setLogSink([](std::string_view) {});
    }
    ~SigningKeysTest() override { setLogSink(nullptr); }

    void expectRefused() {
        try {
            SigningKeys keys(file_);
            ADD_FAILURE() << "the file was accepted";
        } catch (const FatalError& error) {
            EXPECT_EQ(error.event(), "IDENTITY-SIGNING-KEY-UNUSABLE");
        }
    }

    void writeFile(const std::string& text) {
        std::filesystem::create_directories(file_.parent_path());
        std::ofstream(file_) << text;
        ::chmod(file_.c_str(), 0600);
    }

    Poco::TemporaryFile folder_;
    std::filesystem::path file_ = std::filesystem::path(folder_.path()) / "keys" / "authority.pem";
};

TEST_F(SigningKeysTest, TheKeyIsMadeOnceAndKeptForItsOwnerAlone) {
    const SigningKeys first(file_);
    struct stat status {};
    ASSERT_EQ(::stat(file_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const SigningKeys second(file_);
    EXPECT_EQ(first.current()->kid(), second.current()->kid());
    const auto entries = std::distance(std::filesystem::directory_iterator(file_.parent_path()),
                                       std::filesystem::directory_iterator());
    EXPECT_EQ(entries, 1) << "no draft stays behind";
}

TEST_F(SigningKeysTest, FilesThatAreNotTightOrNotAKeyStopTheStart) {
    { const SigningKeys keys(file_); }
    ::chmod(file_.c_str(), 0640);
    expectRefused();
    ::chmod(file_.c_str(), 0604);
    expectRefused();
    writeFile("");
    expectRefused();
    writeFile("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    expectRefused();
    writeFile(TestKey::rsa("public").pem());
    expectRefused();
    writeFile(SigningKey::generate()->privatePem() + "something else");
    expectRefused();
}

TEST_F(SigningKeysTest, ASymbolicLinkIsRefused) {
    const auto target = std::filesystem::path(folder_.path()) / "target.pem";
    { const SigningKeys keys(target); }
    std::filesystem::create_directories(file_.parent_path());
    std::filesystem::create_symlink(target, file_);
    expectRefused();
}

TEST_F(SigningKeysTest, RotationKeepsThePreviousKeyAndWithdrawsTheOneBefore) {
    SigningKeys keys(file_);
    const auto first = keys.current()->kid();
    keys.rotate();
    const auto second = keys.current()->kid();
    EXPECT_NE(first, second);
    EXPECT_NE(keys.find(first, kNow).key, nullptr);
    EXPECT_EQ(keys.generation(), 0U);
    keys.rotate();
    EXPECT_EQ(keys.find(first, kNow).key, nullptr);
    EXPECT_NE(keys.find(second, kNow).key, nullptr);
    EXPECT_EQ(keys.generation(), 1U);
    const SigningKeys again(file_);
    EXPECT_EQ(again.current()->kid(), keys.current()->kid());
    EXPECT_EQ(again.jwks(), keys.jwks());
}

TEST_F(SigningKeysTest, AnotherProcessesRotationIsSeenAtTheNextRefresh) {
    SigningKeys server(file_);
    SigningKeys tool(file_);
    const auto old = server.current()->kid();
    tool.rotate();
    EXPECT_TRUE(server.refresh(kNow));
    EXPECT_EQ(server.current()->kid(), tool.current()->kid());
    EXPECT_NE(server.find(old, kNow).key, nullptr);
}

TEST_F(SigningKeysTest, KeysStayWhenTheFileBecomesUnreadable) {
    SigningKeys keys(file_);
    writeFile("nothing");
    EXPECT_FALSE(keys.refresh(kNow));
    EXPECT_NE(keys.find(keys.current()->kid(), kNow).key, nullptr);
}

TEST_F(SigningKeysTest, AKeysNameIsItsThumbprint) {
    const auto key = SigningKey::generate();
    const auto again = SigningKey::fromPem(key->publicPem());
    ASSERT_NE(again, nullptr);
    EXPECT_EQ(again->kid(), key->kid());
    EXPECT_FALSE(again->canSign());
    EXPECT_EQ(SigningKey::fromPem(TestKey::p256("ec").pem()), nullptr);
    EXPECT_EQ(SigningKey::fromPem(TestKey::rsa("small", 1024).pem()), nullptr);
}

TEST_F(SigningKeysTest, TokensSurviveOneRotationWhileManyThreadsVerify) {
    SigningKeys keys(file_);
    AuthoritySettings settings;
    settings.base = "http://127.0.0.1:8081";
    settings.audiences = {"https://api.cloud.example"};
    const TokenMinter minter(settings, keys);
    JwtVerifier verifier(issuerSettingsOf(settings), keys);
    CachingVerifier caching(verifier);
    const TokenSubject subject{PartnerId{Uuid::parse(kTenant).value()},
                               ApplicationId{Uuid::parse(kApplication).value()}, std::nullopt};
    const auto mint = [&] {
        return "Bearer " + minter.mint(subject, settings.audiences.front(), TokenVersion::V1, kNow);
    };
    const auto old = mint();
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(3);
        for (int i = 0; i < 3; ++i)
            threads.emplace_back([&](const std::stop_token& stop) {
                while (!stop.stop_requested())
                    if (!caching.verify(old, kNow).principal ||
                        !caching.verify(mint(), kNow).principal)
                        ++refused;
            });
        keys.rotate();
    }
    EXPECT_EQ(refused, 0);
    EXPECT_NE(caching.verify(old, kNow).principal, nullptr);
    keys.rotate();
    EXPECT_EQ(caching.verify(old, kNow).fault, TokenFault::UnknownKey);
}

}  // namespace
}  // namespace concordat::identity::testing
