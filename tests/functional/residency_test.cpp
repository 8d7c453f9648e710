#include <arpa/inet.h>
#include <atomic>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include "tests/functional/concordat_server.hpp"

/// Each sink labelled with a place where Germany keeps nothing: refused, and nothing reaches it.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// A host that counts who connects, hangs up, and so hears nothing.
class CountingHost {
public:
    CountingHost() : listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        socklen_t size = sizeof address;
        if (::bind(listening_, generic, size) != 0 || ::listen(listening_, SOMAXCONN) != 0 ||
            ::getsockname(listening_, generic, &size) != 0)
            throw std::runtime_error("no port to listen on");
        port_ = ntohs(address.sin_port);
        accepting_ = std::jthread([this] {
            for (int caller = 0; (caller = ::accept(listening_, nullptr, nullptr)) >= 0;) {
                ++calls_;
                ::close(caller);
            }
        });
    }
    ~CountingHost() {
        ::shutdown(listening_, SHUT_RDWR);  // ends the wait in accept
        accepting_.join();
        ::close(listening_);
    }

    [[nodiscard]] std::string port() const { return std::to_string(port_); }
    [[nodiscard]] int calls() const { return calls_; }

private:
    int listening_;
    unsigned short port_ = 0;
    std::atomic<int> calls_{0};
    std::jthread accepting_;
};

class Residency : public testing::Test {
protected:
    [[nodiscard]] CommandResult run(std::vector<std::string> arguments) const {
        return runConcordat(arguments, {{"CONCORDAT_CONFIG", server_.settingsFile()}});
    }

    [[nodiscard]] CommandResult serve() const {
        return run({"serve", "--config", server_.settingsFile()});
    }

    void storeAt(const std::string& location) {
        server_.editSettings("store: {backend: sqlite3, location: de}",
                             "store: {backend: postgresql, location: " + location +
                                 ", host: 127.0.0.1, port: " + host_.port() +
                                 ", database: records, user: concordat}");
    }

    // Of Germany's record, about the cloud itself.
    [[nodiscard]] std::string entries() const {
        const auto listed = run({"record", "list", "--cloud", "germany"});
        EXPECT_EQ(listed.exit_code, 0) << listed.output;
        return listed.output;
    }

    [[nodiscard]] std::filesystem::path germany() const { return server_.dataFolder() / "germany"; }

    CountingHost host_;
    ConcordatServer server_;
};

auto refused(const std::string& sink) {
    return AllOf(HasSubstr("RUNTIME-LOCATION-REFUSED"), HasSubstr("DE-LOCATION-1"),
                 HasSubstr("the " + sink), HasSubstr("at the location 'us'"),
                 HasSubstr(R"("event":"RUNTIME-LOCATION-REFUSED")"));
}

auto recorded(const std::string& sink, const std::string& setting) {
    return HasSubstr("refuse_location Sink: " + sink + "; Location: us; Setting: " + setting +
                     "; Rule: DE-LOCATION-1\n");
}

TEST_F(Residency, AStoreElsewhereIsRefusedByEveryCommandBeforeItIsCalled) {
    storeAt("us");
    const std::vector<std::vector<std::string>> commands = {
        {"serve", "--config", server_.settingsFile()},
        {"migrate", "--cloud", "germany"},
        {"migrate", "--status", "--cloud", "germany"},
        {"partner", "list", "--cloud", "germany"},
        {"token", "--partner", "contoso", "--cloud", "germany"},
        {"seed", "--partners", "1", "--customers", "1", "--cloud", "germany"},
        {"backup", "copy", "--location", "de", "--cloud", "germany"}};
    for (const auto& command : commands) {
        const auto result = run(command);
        EXPECT_EQ(result.exit_code, 1) << command.front();
        EXPECT_THAT(result.output, refused("store")) << command.front();
        EXPECT_THAT(result.output,
                    HasSubstr(R"("unrecorded":"the store itself is where the cloud allows none")"));
    }
    EXPECT_EQ(host_.calls(), 0);
}

TEST_F(Residency, AStoreWhereTheCloudAllowsItIsCalled) {
    storeAt("de");
    EXPECT_EQ(run({"migrate", "--cloud", "germany"}).exit_code, 1) << "it hangs up";
    EXPECT_GT(host_.calls(), 0) << "so that the zero of the test above means something";
}

TEST_F(Residency, ATokenIssuerElsewhereIsRefusedBeforeItIsCalled) {
    const auto issuer = "http://127.0.0.1:" + host_.port();
    server_.editSettings("seed_file:", "# seed_file:");
    server_.editSettings("built_in:\n        issuer: http://login.germany.test",
                         "external:\n        issuers: [" + issuer +
                             "]\n        location: us\n        discovery_uri: " + issuer +
                             "/.well-known/openid-configuration");
    const auto result = serve();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, refused("token issuer"));
    EXPECT_EQ(host_.calls(), 0);

    server_.editSettings("location: us\n        discovery_uri",
                         "location: de\n        discovery_uri");
    server_.start();
    EXPECT_GT(host_.calls(), 0) << "where the cloud allows it, it is asked for its keys";
    EXPECT_EQ(server_.stop(), 0);
}

TEST_F(Residency, AnAccessLogElsewhereIsRefusedBeforeItsFileIsMade) {
    server_.editSettings("germany/access.log\", location: de",
                         "germany/access.log\", location: us");
    const auto result = serve();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, refused("access log"));
    EXPECT_THAT(result.output, HasSubstr(R"("unrecorded":"STORE-SCHEMA-BEHIND)"));
    EXPECT_FALSE(exists(germany()));
}

TEST_F(Residency, ARefusedStartIsInTheRecordOfAStoreThatIsSetUp) {
    ASSERT_EQ(run({"migrate", "--cloud", "germany"}).exit_code, 0);
    server_.editSettings("germany/access.log\", location: de",
                         "germany/access.log\", location: us");
    const auto result = serve();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, AllOf(refused("access log"), HasSubstr(R"("entry":")")));
    EXPECT_FALSE(exists(germany() / "access.log"));
    server_.editSettings("germany/access.log\", location: us",
                         "germany/access.log\", location: de");
    EXPECT_THAT(entries(), recorded("access log", "access_log.location"));
}

TEST_F(Residency, ARefusalIsRecordedBesideAServerThatRunsAndNoPartnerSeesIt) {
    server_.start();
    const auto token = server_.token("germany");
    const auto copy = (server_.dataFolder() / "copy").string();
    EXPECT_EQ(run({"backup", copy, "--location", "us", "--cloud", "germany"}).exit_code, 1);
    EXPECT_THAT(entries(), recorded("backup", "--location"));
    const auto seen = server_.call("germany", token, "GET", "/v1/auditrecords");
    EXPECT_EQ(seen.status, 200);
    EXPECT_THAT(seen.body, testing::Not(HasSubstr("DE-LOCATION-1")));
    EXPECT_EQ(server_.stop(), 0);
}

TEST_F(Residency, ARefusalIsRecordedInPostgresqlByTheServicesRole) {
    server_.usePostgresqlAt("de", Roles::OwnerAndService);
    ASSERT_EQ(run({"migrate", "--cloud", "germany"}).exit_code, 0);
    server_.editSettings("germany/access.log\", location: de",
                         "germany/access.log\", location: us");
    const auto result = serve();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, AllOf(refused("access log"), HasSubstr(R"("entry":")")));
    server_.editSettings("germany/access.log\", location: us",
                         "germany/access.log\", location: de");
    EXPECT_THAT(entries(), recorded("access log", "access_log.location"));
    const auto json = run({"record", "list", "--json", "--cloud", "germany"}).output;
    EXPECT_THAT(json, AllOf(HasSubstr(R"("resourceType":"sink")"),
                            HasSubstr(R"("operationType":"refuse_location")"),
                            HasSubstr(R"("data":{"Sink":"access log","Location":"us",)")));
}

TEST_F(Residency, ABackupElsewhereIsRefusedBeforeItsFileIsMade) {
    ASSERT_EQ(run({"migrate", "--cloud", "germany"}).exit_code, 0);
    const auto copy = (server_.dataFolder() / "copy").string();
    const auto result = run({"backup", copy, "--location", "us", "--cloud", "germany"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, refused("backup"));
    EXPECT_FALSE(std::filesystem::exists(copy));
    EXPECT_THAT(entries(), recorded("backup", "--location"));
}

TEST_F(Residency, ACopyFromElsewhereIsNotRestored) {
    ASSERT_EQ(run({"migrate", "--cloud", "germany"}).exit_code, 0);
    const auto copy = (server_.dataFolder() / "copy").string();
    ASSERT_EQ(run({"backup", copy, "--location", "de", "--cloud", "germany"}).exit_code, 0);
    std::filesystem::remove_all(germany());
    const auto result = run({"restore", copy, "--location", "us", "--cloud", "germany"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, refused("backup"));
    EXPECT_FALSE(std::filesystem::exists(germany() / "concordat.db"));
}

TEST_F(Residency, NothingLeavesThisMachineUnlessTheSettingsNameIt) {
    const auto nothing = run({"egress"});
    EXPECT_EQ(nothing.exit_code, 0);
    EXPECT_THAT(nothing.output, HasSubstr("no outbound destination"));
    EXPECT_EQ(run({"egress", "--json"}).output, "[]\n");
    storeAt("de");
    EXPECT_EQ(run({"egress", "--json"}).output, "[]\n") << "this machine is not outside";
    server_.editSettings("host: 127.0.0.1, port: " + host_.port(),
                         "sslmode: verify-full, host: db.germany.example");
    EXPECT_EQ(run({"egress"}).output,
              "germany: store at de, db.germany.example:5432/records, encrypted\n");
    EXPECT_EQ(run({"egress", "--json"}).output,
              R"([{"cloud":"germany","purpose":"store","location":"de",)"
              R"("destination":"db.germany.example:5432/records","encrypted":true,)"
              R"("setting":"store.location"}])"
              "\n");
    EXPECT_EQ(host_.calls(), 0) << "listing contacts nobody";
}

}  // namespace
}  // namespace concordat::functional
