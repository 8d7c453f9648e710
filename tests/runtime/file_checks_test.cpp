#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/runtime/settings_fixture.hpp"

namespace concordat::runtime {
namespace {

using std::filesystem::perms;

// Until its end the process may not read what only root may.
class WithoutPrivilege {
public:
    WithoutPrivilege() { become(kNobody); }
    ~WithoutPrivilege() { become(0); }
    WithoutPrivilege(const WithoutPrivilege&) = delete;
    WithoutPrivilege& operator=(const WithoutPrivilege&) = delete;

private:
    static constexpr uid_t kNobody = 65534;

    static void become(uid_t user) {
        if (getuid() != 0) return;
        EXPECT_EQ(seteuid(user), 0);
    }
};

class FileChecks : public testing::Test {
protected:
    FileChecks() {
        draft_.lines.add("clouds[0]", 7);
        draft_.lines.add("clouds[0].store.password_file", 12);
        settings_.environment = Environment::Production;
        auto& cloud = settings_.clouds.emplace_back();
        cloud.id = "alpha";
        cloud.master_key_file = secretFile("master.key", std::string(64, 'b') + "\n");
        cloud.store.password_file = secretFile("password", "pass word\n");
    }

    std::filesystem::path secretFile(const std::string& name, const std::string& content) const {
        auto file = folder_.write(name, content);
        permissions(file, perms::owner_read | perms::owner_write);
        return file;
    }

    std::string complaint() {
        auto draft = draft_;
        checkFiles(draft);
        return SettingsRefused("a.yaml", draft.mistakes).what();
    }

    TemporaryFolder folder_;
    SettingsDraft draft_;
    Settings& settings_ = draft_.settings;
};

TEST_F(FileChecks, FindNothingWhereAllIsInOrder) {
    EXPECT_EQ(complaint(), "");
}

TEST_F(FileChecks, RefuseSecretsThatEveryoneMayReadInProduction) {
    permissions(settings_.clouds[0].store.password_file, perms::others_read,
                std::filesystem::perm_options::add);
    EXPECT_THAT(complaint(), testing::HasSubstr("may be read by everyone: run chmod 600 on it"));
    settings_.environment = Environment::Development;
    EXPECT_EQ(complaint(), "");
}

TEST_F(FileChecks, RefuseTheSecretOfTheConsentPagesLikewise) {
    auto& file = settings_.clouds[0].consent.client_secret_file;
    file = secretFile("consent", "secret\n");
    EXPECT_EQ(complaint(), "");
    permissions(file, perms::others_read, std::filesystem::perm_options::add);
    EXPECT_THAT(complaint(), testing::HasSubstr("may be read by everyone: run chmod 600 on it"));
    file = folder_.path() / "missing";
    EXPECT_THAT(complaint(), testing::HasSubstr("is not there or may not be reached"));
}

TEST_F(FileChecks, ReadTheOperatorsAgreements) {
    auto& folder = settings_.clouds[0].agreements.folder;
    folder = folder_.path() / "texts";
    EXPECT_THAT(complaint(), testing::HasSubstr("nothing can be read"));
    create_directory(folder);
    EXPECT_EQ(complaint(), "");
    (void)folder_.write("texts/MicrosoftCustomerAgreement.de-DE.pdf", "%PDF-1.4");
    EXPECT_EQ(complaint(), "");
    (void)folder_.write("texts/MicrosoftCustomerAgreement.en-US.pdf", "word");
    (void)folder_.write("texts/notes.txt", "x");
    EXPECT_THAT(complaint(),
                testing::AllOf(testing::HasSubstr("'clouds[0].agreements.folder' names the "
                                                  "agreements of cloud alpha"),
                               testing::HasSubstr("does not begin with %PDF-"),
                               testing::HasSubstr("'notes.txt' must be called after")));
}

TEST_F(FileChecks, LetTheOwnersPasswordBeKeptFromTheServiceButNotItsOwn) {
    // Nobody is of root's group still.
    permissions(folder_.path(), perms::group_exec | perms::others_exec,
                std::filesystem::perm_options::add);
    auto& store = settings_.clouds[0].store;
    const auto unreadable = secretFile("owner", "secret\n");
    permissions(unreadable, perms::none);
    settings_.clouds[0].master_key = std::string(64, 'c');
    permissions(store.password_file, perms::owner_read | perms::group_read | perms::others_read);
    settings_.environment = Environment::Development;

    store.owner_password_file = unreadable;
    const WithoutPrivilege nobody;
    EXPECT_EQ(complaint(), "");
    store.password_file = unreadable;
    EXPECT_THAT(complaint(), testing::HasSubstr("may not be read by the user who runs this"));
}

TEST_F(FileChecks, LetTheOwnersPasswordBeInAFolderThatTheServiceMayNotEnter) {
    settings_.clouds[0].master_key = std::string(64, 'c');
    settings_.clouds[0].store.password = "other";
    settings_.clouds[0].store.owner_password_file = secretFile("owner", "secret\n");
    permissions(folder_.path(), perms::none);
    {
        const WithoutPrivilege nobody;
        EXPECT_EQ(complaint(), "");
    }
    permissions(folder_.path(), perms::owner_all);
}

TEST_F(FileChecks, RefuseAnOwnersPasswordThatIsMissingOrThatEveryoneMayRead) {
    auto& store = settings_.clouds[0].store;
    store.owner_password_file = folder_.path() / "none";
    EXPECT_THAT(complaint(), testing::HasSubstr("which is not there"));
    store.owner_password_file = secretFile("owner", "secret\n");
    EXPECT_EQ(complaint(), "");
    permissions(store.owner_password_file, perms::others_read, std::filesystem::perm_options::add);
    EXPECT_THAT(complaint(), testing::HasSubstr("may be read by everyone: run chmod 600 on it"));
}

TEST_F(FileChecks, RefuseEveryMasterKeyThatAStartWouldRefuse) {
    for (const auto mode : {perms::group_read, perms::others_read, perms::group_write}) {
        permissions(settings_.clouds[0].master_key_file,
                    perms::owner_read | perms::owner_write | mode);
        for (const auto environment : {Environment::Production, Environment::Development}) {
            settings_.environment = environment;
            EXPECT_THAT(complaint(),
                        testing::HasSubstr("can be read by others: give it mode 0600"));
        }
    }
}

TEST_F(FileChecks, NameASecretThatIsMissing) {
    settings_.clouds[0].store.password_file = folder_.path() / "none";
    EXPECT_THAT(complaint(), testing::HasSubstr("the store password of cloud alpha"));
}

TEST_F(FileChecks, NameTheLineOfTheKeyOrOfTheMappingThatLacksIt) {
    settings_.clouds[0].store.password_file = folder_.path() / "none";
    settings_.clouds[0].master_key_file = folder_.path() / "none either";
    EXPECT_THAT(complaint(),
                testing::HasSubstr("a.yaml:12: 'clouds[0].store.password_file' names "));
    EXPECT_THAT(complaint(), testing::HasSubstr("a.yaml:7: 'clouds[0].master_key_file' names "));
}

TEST_F(FileChecks, LeaveAValueAloneWithWhichTheReaderHasFoundFault) {
    settings_.clouds[0].store.password_file = folder_.path() / "none";
    draft_.mistakes.push_back({12, "'clouds[0].store.password_file' must be one value"});
    EXPECT_EQ(complaint(), "a.yaml:12: 'clouds[0].store.password_file' must be one value\n");
}

TEST_F(FileChecks, NameAMissingSeedAndAMissingRootCertificateOfTheIssuer) {
    settings_.seed_file = folder_.path() / "no seed";
    settings_.clouds[0].identity.ca_file = folder_.path() / "no authority";
    const auto text = complaint();
    EXPECT_THAT(text, testing::HasSubstr("'seed_file' names the seed, "));
    EXPECT_THAT(text, testing::HasSubstr("'clouds[0].identity.external.ca_file' names "));
}

TEST_F(FileChecks, AskForNoFileOfASecretThatTheEnvironmentGives) {
    settings_.clouds[0].store.password_file = folder_.path() / "none";
    settings_.clouds[0].store.password = "other";
    settings_.clouds[0].master_key_file.clear();
    settings_.clouds[0].master_key = std::string(64, 'c');
    EXPECT_EQ(complaint(), "");
}

TEST_F(FileChecks, RefuseAMasterKeyOfAnotherFormWithoutShowingIt) {
    settings_.clouds[0].master_key_file = secretFile("short.key", "0123456789");
    const auto text = complaint();
    EXPECT_THAT(text, testing::HasSubstr("does not consist of 64 hexadecimal digits"));
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("0123456789")));
}

TEST_F(FileChecks, LetDevelopmentStartWithoutAMasterKey) {
    settings_.environment = Environment::Development;
    settings_.clouds[0].master_key_file = folder_.path() / "made.later";
    EXPECT_EQ(complaint(), "");
}

TEST_F(FileChecks, LookAtTheFilesOfTls) {
    settings_.administration.tls = TlsSettings{folder_.path() / "no.pem", folder_.path()};
    const auto text = complaint();
    EXPECT_THAT(text, testing::HasSubstr("the certificate of the administration listener"));
    EXPECT_THAT(text, testing::HasSubstr("is not a file"));
}

}  // namespace
}  // namespace concordat::runtime
