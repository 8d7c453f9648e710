#include <csignal>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/functional/concordat_server.hpp"

/// SIGHUP: the settings are read again while the process serves.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Reload : public testing::Test {
protected:
    void SetUp() override {
        server_.start();
        token_ = server_.token("germany");
    }

    void TearDown() override { EXPECT_EQ(server_.stop(), 0); }

    // The line of the next event with that id; each is asked for once in a test.
    std::string reload(const std::string& event) {
        server_.process().signal(SIGHUP);
        return server_.process().waitForLine(event);
    }

    [[nodiscard]] int ask(const std::string& cloud, const std::string& token) const {
        return server_.call(cloud, token, "GET", "/v1/customers").status;
    }

    // Until the log has a line, which its thread writes a moment later.
    [[nodiscard]] bool isWritten(const std::filesystem::path& log) const {
        const auto enough = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (std::chrono::steady_clock::now() < enough) {
            if (ask("germany", token_) != 200) return false;
            std::error_code none;
            if (file_size(log, none) > 0 && !none) return true;
        }
        return false;
    }

    [[nodiscard]] std::string entries(const std::string& cloud = "germany") const {
        const auto listed = server_.run({"record", "list", "--cloud", cloud});
        EXPECT_EQ(listed.exit_code, 0) << listed.output;
        return listed.output;
    }

    void throttleGermany() {
        server_.editSettings("store: {backend: sqlite3, location: de}",
                             "store: {backend: sqlite3, location: de}\n"
                             "    throttling: {requests_per_minute: 1}");
    }

    ConcordatServer server_;
    std::string token_;
};

TEST_F(Reload, ThrottlesFromNowOnAndWritesItDown) {
    throttleGermany();
    EXPECT_THAT(reload("RUNTIME-SETTINGS-RELOADED"),
                HasSubstr("clouds[2].throttling.requests_per_minute"));
    EXPECT_THAT(server_.process().output(), Not(HasSubstr("RUNTIME-SETTINGS-RESTART")));
    EXPECT_EQ(ask("germany", token_), 200);
    EXPECT_EQ(ask("germany", token_), 429);
    const auto global = server_.token("global");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(ask("global", global), 200) << "another cloud";
    EXPECT_THAT(entries(), AllOf(HasSubstr("reload_settings"),
                                 HasSubstr("clouds[2].throttling.requests_per_minute")));
    EXPECT_EQ(entries("global"), "");
}

TEST_F(Reload, MovesTheAccessLog) {
    server_.editSettings("${data_dir}/germany/access.log", "${data_dir}/germany/logs/moved.log");
    EXPECT_THAT(reload("RUNTIME-SETTINGS-RELOADED"), HasSubstr("clouds[2].access_log.file"));
    EXPECT_TRUE(isWritten(server_.dataFolder() / "germany" / "logs" / "moved.log"));
}

TEST_F(Reload, RefusesTheWholeForAPlaceThatTheCloudDoesNotAllow) {
    throttleGermany();
    server_.editSettings("germany/access.log\", location: de",
                         "germany/elsewhere.log\", location: us");
    EXPECT_THAT(reload("RUNTIME-SETTINGS-REFUSED"),
                HasSubstr("RUNTIME-LOCATION-REFUSED: access_log.location of germany"));
    EXPECT_THAT(server_.process().waitForLine("RUNTIME-LOCATION-REFUSED"),
                AllOf(HasSubstr(R"("sink":"access log")"), HasSubstr(R"("location":"us")"),
                      HasSubstr(R"("rule":"DE-LOCATION-1")"), HasSubstr(R"("entry":")")));
    EXPECT_FALSE(std::filesystem::exists(server_.dataFolder() / "germany" / "elsewhere.log"));
    for (int i = 0; i < 3; ++i) EXPECT_EQ(ask("germany", token_), 200) << "not throttled";
    server_.editSettings("elsewhere.log\", location: us", "access.log\", location: de");
    EXPECT_THAT(entries(), AllOf(HasSubstr("refuse_location Sink: access log; Location: us; "
                                           "Setting: access_log.location; Rule: DE-LOCATION-1"),
                                 HasSubstr("refuse_settings Why: RUNTIME-LOCATION-REFUSED")));
}

TEST_F(Reload, ChecksAlsoSinksThatOnlyARestartWouldOpen) {
    server_.editSettings("store: {backend: sqlite3, location: de}",
                         "store: {backend: sqlite3, location: fr}");
    EXPECT_THAT(reload("RUNTIME-LOCATION-REFUSED"), HasSubstr(R"("setting":"store.location")"));
    (void)server_.process().waitForLine("RUNTIME-SETTINGS-REFUSED");
    server_.editSettings("store: {backend: sqlite3, location: fr}",
                         "store: {backend: sqlite3, location: de}");
    EXPECT_THAT(entries("us-government"), HasSubstr("refuse_settings")) << "the whole";
    EXPECT_THAT(entries(), HasSubstr("Setting: store.location")) << "in the store that runs";
}

TEST_F(Reload, RefusesTheWholeForAMistakeAndStillOpensTheLogAgain) {
    throttleGermany();
    server_.editSettings("throttling:", "throtling:");
    const auto log = server_.dataFolder() / "germany" / "access.log";
    ASSERT_TRUE(isWritten(log));
    std::filesystem::rename(log, log.string() + ".1");
    EXPECT_THAT(reload("RUNTIME-SETTINGS-REFUSED"), HasSubstr("did you mean 'throttling'?"));
    EXPECT_TRUE(isWritten(log)) << "rotated all the same";
    server_.editSettings("throtling:", "throttling:");
    EXPECT_THAT(entries(), HasSubstr("refuse_settings Why: mistakes in the file: 1"));
}

TEST_F(Reload, RefusesALogThatCannotBeOpened) {
    throttleGermany();
    server_.editSettings("${data_dir}/germany/access.log", "/proc/no/such/access.log");
    EXPECT_THAT(reload("RUNTIME-SETTINGS-REFUSED"), HasSubstr("API-ACCESS-LOG-OPEN"));
    for (int i = 0; i < 3; ++i) EXPECT_EQ(ask("germany", token_), 200) << "not throttled";
}

TEST_F(Reload, NamesWhatNeedsARestartAndChangesTheRest) {
    throttleGermany();
    server_.editSettings("data_dir:", "threads: {workers: 7}\ndata_dir:");
    EXPECT_THAT(reload("RUNTIME-SETTINGS-RESTART"), HasSubstr(R"("settings":"threads.workers")"));
    EXPECT_EQ(ask("germany", token_), 200);
    EXPECT_EQ(ask("germany", token_), 429);
}

TEST_F(Reload, ChangesNothingOfCloudsThatAreNotTheSame) {
    throttleGermany();
    server_.serveOnly("germany");
    EXPECT_THAT(reload("RUNTIME-SETTINGS-RESTART"),
                AllOf(HasSubstr("clouds[0].id"), HasSubstr("requests_per_minute")));
    for (int i = 0; i < 3; ++i) EXPECT_EQ(ask("germany", token_), 200);
}

/// The texts of agreements in a folder of the operator's, of the cloud that offers them.
class ReloadOfAgreements : public Reload {
protected:
    void SetUp() override {
        write("MicrosoftCustomerAgreement.en-US.pdf", "%PDF-1.4 before");
        server_.editSettings(
            "file: global/global.so",
            "file: global/global.so\n    agreements: {folder: '" + folder_.path().string() + "'}");
        Reload::SetUp();
        germany_ = token_;
        token_ = server_.token("global");
    }

    void write(const std::string& name, const std::string& content) const {
        std::ofstream(folder_.at(name)) << content;
    }

    [[nodiscard]] HttpAnswer offered() const {
        const auto templates = server_.call(
            "global", token_, "GET", "/v1/agreements?agreementType=MicrosoftCustomerAgreement");
        return server_.call("global", token_, "GET",
                            "/v1/agreementtemplates/" + at(templates, "/items/0/templateId") +
                                "/document?language=fr-FR&country=FR");
    }

    /// What a partner's customer reads who asks for it in French.
    [[nodiscard]] std::string text() const {
        const auto uri = at(offered(), "/displayUri");
        return server_.get("global", uri.substr(uri.find("/documents/"))).body;
    }

    testing_support::TemporaryFolder folder_;
    std::string germany_;  ///< the token of that cloud
};

TEST_F(ReloadOfAgreements, ServesWhatIsInTheFolderNowAndWritesItDown) {
    EXPECT_EQ(text(), "%PDF-1.4 before");
    write("MicrosoftCustomerAgreement.en-US.pdf", "%PDF-1.4 after");
    EXPECT_EQ(text(), "%PDF-1.4 before") << "until it is told";
    EXPECT_THAT(reload("RUNTIME-SETTINGS-RELOADED"),
                HasSubstr("clouds[0].agreements.folder/MicrosoftCustomerAgreement.en-US.pdf\""));
    EXPECT_EQ(text(), "%PDF-1.4 after");
    EXPECT_THAT(entries("global"),
                AllOf(HasSubstr("reload_settings"),
                      HasSubstr("agreements.folder/MicrosoftCustomerAgreement.en-US.pdf")));
    EXPECT_EQ(entries("germany"), "") << "another cloud";
}

TEST_F(ReloadOfAgreements, ServesANewLanguageAndMovesToAnotherFolder) {
    const testing_support::TemporaryFolder other;
    std::ofstream(other.at("MicrosoftCustomerAgreement.fr-FR.pdf")) << "%PDF-1.4 ici";
    server_.editSettings(folder_.path().string(), other.path().string());
    EXPECT_THAT(reload("RUNTIME-SETTINGS-RELOADED"),
                AllOf(HasSubstr("clouds[0].agreements.folder,"),
                      HasSubstr("MicrosoftCustomerAgreement.fr-FR.pdf"),
                      HasSubstr("MicrosoftCustomerAgreement.en-US.pdf")));
    EXPECT_EQ(at(offered(), "/language"), "fr-FR");
    EXPECT_EQ(text(), "%PDF-1.4 ici");
    EXPECT_THAT(server_.process().output(), Not(HasSubstr("RUNTIME-SETTINGS-RESTART")));
}

TEST_F(ReloadOfAgreements, KeepsAllTextsWhenOneCannotBeServed) {
    write("MicrosoftCustomerAgreement.en-US.pdf", "%PDF-1.4 after");
    write("MicrosoftCustomerAgreement.fr-FR.pdf", "bonjour");
    throttleGermany();
    EXPECT_THAT(reload("RUNTIME-SETTINGS-REFUSED"),
                AllOf(HasSubstr("MicrosoftCustomerAgreement.fr-FR.pdf"),
                      HasSubstr("does not begin with %PDF-")));
    EXPECT_EQ(text(), "%PDF-1.4 before");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(ask("germany", germany_), 200) << "not throttled";
    std::filesystem::remove(folder_.at("MicrosoftCustomerAgreement.fr-FR.pdf"));
    EXPECT_THAT(entries("global"), HasSubstr("refuse_settings Why: mistakes in the file: 1"));
    EXPECT_THAT(reload("RUNTIME-SETTINGS-RELOADED"),
                AllOf(HasSubstr("MicrosoftCustomerAgreement.en-US.pdf"),
                      HasSubstr("clouds[2].throttling.requests_per_minute")));
    EXPECT_EQ(text(), "%PDF-1.4 after");
}

TEST_F(ReloadOfAgreements, KeepsAllTextsWhenTheFolderIsGone) {
    std::filesystem::rename(folder_.path(), folder_.path().string() + ".moved");
    EXPECT_THAT(reload("RUNTIME-SETTINGS-REFUSED"), HasSubstr("agreements"));
    EXPECT_EQ(text(), "%PDF-1.4 before");
    std::filesystem::rename(folder_.path().string() + ".moved", folder_.path());
    EXPECT_THAT(reload("RUNTIME-SETTINGS-RELOADED"), HasSubstr(R"("applied":"none")"));
}

TEST_F(Reload, OfTheSameFileChangesNothing) {
    EXPECT_THAT(reload("RUNTIME-SETTINGS-RELOADED"), HasSubstr(R"("applied":"none")"));
    EXPECT_EQ(entries(), "");
    EXPECT_EQ(ask("germany", token_), 200);
}

}  // namespace
}  // namespace concordat::functional
