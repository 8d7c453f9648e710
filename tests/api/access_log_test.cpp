#include "core/api/access_log.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <sys/stat.h>
#include <thread>

#include "core/base/error.hpp"
#include "tests/api/api_fixture.hpp"

namespace concordat::api {
namespace {

class AccessLogTest : public ApiFixture {
protected:
    AccessLogTest() : folder_(std::filesystem::temp_directory_path() / name()) {
        std::filesystem::create_directories(folder_);
    }
    ~AccessLogTest() override { std::filesystem::remove_all(folder_); }

    static std::string name() { return "concordat-access-log-" + makeRandomUuid().toString(); }

    std::string path(std::string_view file = "access.log") const {
        return (folder_ / file).string();
    }

    static std::vector<std::string> linesOf(const std::string& path) {
        std::vector<std::string> lines;
        std::ifstream file(path);
        for (std::string line; std::getline(file, line);) lines.push_back(line);
        return lines;
    }

    std::filesystem::path folder_;
};

TEST_F(AccessLogTest, HoldsTheTemplateAndTheIdsOfARequestAndNoPersonalData) {
    const auto customer = hold(kContoso, "Adatum", "adatum.example.test");
    {
        AccessLog log(path());
        access_log_ = &log;
        restart();
        (void)send({.target = "/v1/customers/" + customer.id.value.toString() + "?secret=1",
                    .headers = {{"MS-CorrelationId", "77777777-7777-4777-8777-777777777777"}}});
        (void)send({.target = "/v1/nothing/secret", .token = ""});
        api_.reset();
    }
    const auto lines = linesOf(path());
    ASSERT_EQ(lines.size(), 2U);
    rapidjson::Document line;
    line.Parse(lines[0].c_str());
    EXPECT_STREQ(line["method"].GetString(), "GET");
    EXPECT_STREQ(line["route"].GetString(), "/v1/customers/{customer-id}");
    EXPECT_STREQ(line["operation"].GetString(), "customer-get");
    EXPECT_EQ(line["status"].GetInt(), 200);
    EXPECT_GT(line["bytes"].GetInt(), 100);
    EXPECT_EQ(line["partner"].GetString(), kContoso.value.toString());
    EXPECT_STREQ(line["correlationId"].GetString(), "77777777-7777-4777-8777-777777777777");
    for (const auto& text : lines) {
        EXPECT_EQ(text.find("secret"), std::string::npos);
        EXPECT_EQ(text.find("ana@"), std::string::npos);
        EXPECT_EQ(text.find(customer.id.value.toString()), std::string::npos);
    }
}

TEST_F(AccessLogTest, HasALineForARequestThatTheServerRefused) {
    http::Reply reply;
    {
        AccessLog log(path());
        access_log_ = &log;
        restart();
        api_->refuse(431, reply);
        api_.reset();
    }
    const auto lines = linesOf(path());
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find("\"status\":431"), std::string::npos);
    EXPECT_EQ(lines[0].find("method"), std::string::npos);
    rapidjson::Document line;
    line.Parse(lines[0].c_str());
    const std::string id = line["correlationId"].GetString();
    EXPECT_NE(reply.headers.find("MS-CorrelationId: " + id + "\r\n"), std::string::npos)
        << "the partner's support finds the line: " << reply.headers;
}

TEST_F(AccessLogTest, IsReadableByItsGroupOnly) {
    const AccessLog log(path());
    struct stat status {};
    ASSERT_EQ(::stat(path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0007U, 0U);
}

TEST_F(AccessLogTest, WritesToANewFileAfterARotation) {
    {
        AccessLog log(path());
        log.write(AccessEntry{});
        std::filesystem::rename(path(), path("old.log"));
        log.reopen();
    }
    EXPECT_TRUE(std::filesystem::exists(path()));
    EXPECT_EQ(linesOf(path()).size() + linesOf(path("old.log")).size(), 1U);
}

TEST_F(AccessLogTest, MovesToAnotherFileAndLosesNoLine) {
    {
        AccessLog log(path());
        log.write(AccessEntry{});
        log.moveTo(path("moved.log"));
        log.write(AccessEntry{});
    }
    EXPECT_EQ(linesOf(path()).size() + linesOf(path("moved.log")).size(), 2U);
    EXPECT_GE(linesOf(path("moved.log")).size(), 1U);
}

TEST_F(AccessLogTest, TellsBeforehandOfAFileThatCannotBeOpened) {
    AccessLog::requireWritable(path());
    AccessLog::requireWritable("");
    EXPECT_TRUE(std::filesystem::exists(path()));
    EXPECT_THROW(AccessLog::requireWritable(path("nowhere/access.log")), FatalError);
}

TEST_F(AccessLogTest, LosesNoLineOfManyThreads) {
    constexpr int kThreads = 4;
    constexpr int kLines = 2000;
    {
        AccessLog log(path());
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < kThreads; ++thread)
            threads.emplace_back([&log] {
                for (int line = 0; line < kLines; ++line) log.write(AccessEntry{});
            });
    }
    EXPECT_EQ(linesOf(path()).size(), static_cast<std::size_t>(kThreads * kLines));
}

TEST_F(AccessLogTest, CountsEveryLineThatTheDiskDidNotTake) {
    // The device that is always full.
    std::filesystem::create_symlink("/dev/full", path());
    constexpr std::uint64_t kLines = 7;
    AccessLog log(path());
    for (std::uint64_t line = 0; line < kLines; ++line) log.write(AccessEntry{});
    while (log.dropped() < kLines) std::this_thread::yield();
    EXPECT_EQ(log.dropped(), kLines);
}

TEST_F(AccessLogTest, CannotStartWhereItCannotWrite) {
    try {
        const AccessLog log((folder_ / "absent" / "access.log").string());
        FAIL() << "opened a file in a folder that does not exist";
    } catch (const FatalError& error) {
        EXPECT_EQ(error.event(), "API-ACCESS-LOG-OPEN");
    }
}

}  // namespace
}  // namespace concordat::api
