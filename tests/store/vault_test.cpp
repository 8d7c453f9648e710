#include "core/store/vault.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/store/codec.hpp"
#include "tests/store/backends.hpp"
#include "tests/store/samples.hpp"
#include "tests/support/temporary_folder.hpp"

namespace concordat::store {
namespace {

class VaultSeals : public testing::Test {
protected:
    // Each refusal is an event for operators; a thousand of them are none for who reads a test.
    void SetUp() override {
        setLogSink([](std::string_view) {});
    }
    void TearDown() override { setLogSink(nullptr); }

    Vault vault_ = testVault();
    Key key_ = makeKey();
    Uuid id_ = samples::id('c', 1);
    std::string sealed_ = vault_.seal(key_, Sealed::Customer, id_, samples::kPersonal);
};

TEST_F(VaultSeals, OpensWhatItSealed) {
    EXPECT_EQ(vault_.open(key_, Sealed::Customer, id_, sealed_), samples::kPersonal);
    EXPECT_EQ(sealed_.find(samples::kPersonal), std::string::npos);
}

TEST_F(VaultSeals, OpensAnEmptyValue) {
    const auto sealed = vault_.seal(key_, Sealed::Customer, id_, "");
    EXPECT_EQ(vault_.open(key_, Sealed::Customer, id_, sealed), "");
}

TEST_F(VaultSeals, SealsTheSameValueDifferentlyEachTime) {
    EXPECT_NE(sealed_, vault_.seal(key_, Sealed::Customer, id_, samples::kPersonal));
}

TEST_F(VaultSeals, FindsANameAgainUnderTheSameKeyAlone) {
    const auto hash = vault_.hashName(key_, "ana@contoso.example");
    EXPECT_EQ(hash.size(), 32U);
    EXPECT_EQ(vault_.hashName(key_, "ana@contoso.example"), hash);
    EXPECT_NE(vault_.hashName(key_, "bea@contoso.example"), hash);
    EXPECT_NE(vault_.hashName(makeKey(), "ana@contoso.example"), hash);
}

TEST_F(VaultSeals, RefusesAValueWithAnyBitChanged) {
    for (std::size_t i = 0; i < sealed_.size() * 8; ++i) {
        auto changed = sealed_;
        changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << (i % 8)));
        EXPECT_THROW(static_cast<void>(vault_.open(key_, Sealed::Customer, id_, changed)), Error)
            << "bit " << i;
    }
}

TEST_F(VaultSeals, RefusesEveryTruncation) {
    for (std::size_t size = 0; size < sealed_.size(); ++size)
        EXPECT_THROW(
            static_cast<void>(vault_.open(key_, Sealed::Customer, id_, sealed_.substr(0, size))),
            Error);
}

TEST_F(VaultSeals, RefusesAValueMovedToAnotherRow) {
    EXPECT_THROW(
        static_cast<void>(vault_.open(key_, Sealed::Customer, samples::id('c', 2), sealed_)),
        Error);
}

TEST_F(VaultSeals, RefusesAValueMovedToAnotherTable) {
    EXPECT_THROW(static_cast<void>(vault_.open(key_, Sealed::CustomerUser, id_, sealed_)), Error);
}

TEST_F(VaultSeals, RefusesAnotherCustomersKey) {
    EXPECT_THROW(static_cast<void>(vault_.open(makeKey(), Sealed::Customer, id_, sealed_)), Error);
}

TEST_F(VaultSeals, UnwrapsAKeyForItsOwnerAlone) {
    const auto wrapped = vault_.wrap(key_, id_);
    EXPECT_EQ(vault_.open(vault_.unwrap(wrapped, id_), Sealed::Customer, id_, sealed_),
              samples::kPersonal);
    EXPECT_THROW(static_cast<void>(vault_.unwrap(wrapped, samples::id('c', 2))), Error);
    EXPECT_THROW(static_cast<void>(Vault(makeKey()).unwrap(wrapped, id_)), Error);
    EXPECT_THROW(static_cast<void>(vault_.unwrap("", id_)), Error);
}

TEST_F(VaultSeals, SaysWhichMasterKeyWrapped) {
    Key second;
    const Vault later(std::move(second), 2);
    EXPECT_THROW(static_cast<void>(later.unwrap(vault_.wrap(key_, id_), id_)), Error);
}

TEST_F(VaultSeals, KeepsRepliesUnderAKeyOfTheirOwn) {
    const auto sealed = vault_.sealReply(id_, "reply");
    EXPECT_EQ(testVault().openReply(id_, sealed), "reply");
    EXPECT_THROW(static_cast<void>(vault_.openReply(samples::id('r', 2), sealed)), Error);
    EXPECT_THROW(static_cast<void>(Vault(makeKey()).openReply(id_, sealed)), Error);
}

/// Lets no file grow beyond a few bytes while it lives.
class FullDisk {
public:
    FullDisk() : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        auto small = before_;
        small.rlim_cur = 10;
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    void (*handler_)(int);
    rlimit before_{};
};

class MasterKeyFile : public testing::Test {
    testing_support::TemporaryFolder folder_;

protected:
    std::string path_ = folder_.at("master.key");

    void write(const std::string& content, mode_t mode = 0600) {
        std::ofstream(path_) << content;
        ::chmod(path_.c_str(), mode);
    }

    std::string refusal() {
        try {
            static_cast<void>(readMasterKey(path_));
            return {};
        } catch (const FatalError& error) {
            return error.what();
        }
    }
};

TEST_F(MasterKeyFile, IsMadeForItsOwnerAloneAndReadBack) {
    createMasterKey(path_);
    struct stat status {};
    ASSERT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const Vault one(readMasterKey(path_));
    const Vault other(readMasterKey(path_));
    EXPECT_EQ(other.openReply({}, one.sealReply({}, "same key")), "same key");
}

TEST_F(MasterKeyFile, IsNeverOverwritten) {
    createMasterKey(path_);
    EXPECT_THROW(createMasterKey(path_), FatalError);
}

TEST_F(MasterKeyFile, LeavesNothingOfAWriteThatFailsAndCanBeMadeAfterwards) {
    {
        const FullDisk full;
        EXPECT_THROW(createMasterKey(path_), FatalError);
    }
    const auto folder = std::filesystem::path(path_).parent_path();
    EXPECT_TRUE(std::filesystem::is_empty(folder));
    createMasterKey(path_);
    EXPECT_EQ(refusal(), "");
    const std::filesystem::directory_iterator files(folder);
    EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST_F(MasterKeyFile, IsRefusedWhenOthersCanReadIt) {
    for (const mode_t mode : {0640, 0604, 0660, 0601}) {
        write(std::string(64, 'a') + "\n", mode);
        EXPECT_NE(refusal().find("0600"), std::string::npos) << std::oct << mode;
    }
}

TEST_F(MasterKeyFile, IsRefusedWhenItIsNoKey) {
    for (const auto& content : {std::string(), std::string(63, 'a'), std::string(65, 'a'),
                                std::string(64, 'g'), std::string(64, 'a') + "\n\n"}) {
        write(content);
        EXPECT_NE(refusal(), "") << content;
    }
    write(std::string(64, 'A'));
    EXPECT_EQ(refusal(), "");
}

TEST_F(MasterKeyFile, IsRefusedWhenMissingOrAFolder) {
    EXPECT_NE(refusal(), "");
    path_ = std::filesystem::path(path_).parent_path().string();
    EXPECT_NE(refusal(), "");
}

TEST(Codec, ReadsWhatItWrote) {
    const auto data = Encoder(3).number(0).number(127).number(128).number(~0ULL).text("x").take();
    Decoder in(data, 3);
    EXPECT_EQ(in.version(), 3);
    EXPECT_EQ(in.number(), 0U);
    EXPECT_EQ(in.number(), 127U);
    EXPECT_EQ(in.number(), 128U);
    EXPECT_EQ(in.number(), ~0ULL);
    EXPECT_EQ(in.text(), "x");
    EXPECT_THROW(static_cast<void>(in.number()), Error);
}

TEST(Codec, RefusesNewerVersionsAndBrokenForms) {
    EXPECT_THROW(Decoder("", 1), Error);
    EXPECT_THROW(Decoder(std::string(1, '\0'), 1), Error);
    EXPECT_THROW(Decoder("\x02", 1), Error);
    Decoder too_long("\x01\x05hi", 1);
    EXPECT_THROW(static_cast<void>(too_long.text()), Error);
    const auto bytes = std::string("\x01") + std::string(11, '\xFF');
    Decoder endless(bytes, 1);
    EXPECT_THROW(static_cast<void>(endless.number()), Error);
}

}  // namespace
}  // namespace concordat::store
