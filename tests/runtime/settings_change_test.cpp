#include "core/runtime/settings_change.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/runtime/settings_fixture.hpp"

namespace concordat::runtime {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kBefore = R"(environment: development
data_dir: data
administration: {listen: 127.0.0.1:8080}
clouds:
  - id: alpha
    plugin: {file: alpha/alpha.so}
    listen: 127.0.0.1:8081
    access_log: {file: a.log, location: de}
    throttling: {requests_per_minute: 60}
    store: {backend: sqlite3, location: de}
    identity: {built_in: {audiences: [https://api.example]}}
  - id: beta
    plugin: {file: beta/beta.so}
    listen: 127.0.0.1:8082
    store: {backend: sqlite3, location: eu}
    identity: {built_in: {audiences: [https://api.example]}}
)";

Settings read(const std::string& text) {
    const TemporaryFolder folder;
    auto settings = readSettings(folder.write("settings.yaml", text), surroundingsWith());
    settings.data_dir = "data";  // not of the folder, which is another one each time
    return settings;
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = kBefore;
    text.replace(text.find(from), from.size(), to);
    return text;
}

SettingsChange changeTo(const std::string& text) {
    return compareSettings(read(kBefore), read(text));
}

TEST(SettingsChange, OfTheSameFileIsNone) {
    const auto change = changeTo(std::string("# a remark\n") + kBefore);
    EXPECT_THAT(change.at_once, IsEmpty());
    EXPECT_THAT(change.at_restart, IsEmpty());
    EXPECT_EQ(listOf(change.at_once), "none");
}

TEST(SettingsChange, OfLogAndThrottlingIsMadeAtOnce) {
    const auto change =
        changeTo(with("{file: a.log, location: de}\n    throttling: "
                      "{requests_per_minute: 60}",
                      "{file: b.log, location: eu}"));
    EXPECT_THAT(change.at_once,
                ElementsAre("clouds[0].access_log.file", "clouds[0].access_log.location",
                            "clouds[0].throttling.requests_per_minute"));
    EXPECT_THAT(change.at_restart, IsEmpty());
    EXPECT_EQ(change.ofCloud(0).size(), 3U);
    EXPECT_THAT(change.ofCloud(1), IsEmpty());
}

TEST(SettingsChange, OfTheFolderOfAgreementsIsMadeAtOnceAndOfTheirAddressAtARestart) {
    auto running = read(kBefore);
    const auto next = read(with("    store: {backend: sqlite3, location: eu}",
                                "    agreements: {folder: texts, public_url: https://a.example}\n"
                                "    store: {backend: sqlite3, location: eu}"));
    const auto change = compareSettings(running, next);
    EXPECT_TRUE(change.of_same_clouds);
    EXPECT_THAT(change.at_once, ElementsAre("clouds[1].agreements.folder"));
    EXPECT_THAT(change.at_restart, ElementsAre("clouds[1].agreements.public_url"));
    adopt(running, next, change);
    EXPECT_EQ(running.clouds[1].agreements.folder, next.clouds[1].agreements.folder);
    EXPECT_EQ(running.clouds[1].agreements.public_url, "");
}

TEST(SettingsChange, OfAnythingElseWaitsForARestart) {
    const auto change = changeTo(with("8082", "8083") + "limits: {body_bytes: 4096}\n");
    EXPECT_THAT(change.at_once, IsEmpty());
    EXPECT_THAT(change.at_restart, ElementsAre("clouds[1].listen", "limits.body_bytes"));
    EXPECT_EQ(listOf(change.at_restart), "clouds[1].listen, limits.body_bytes");
}

TEST(SettingsChange, ALogWhereThereWasNoneWaitsForARestart) {
    const auto added = changeTo(with("    store: {backend: sqlite3, location: eu}",
                                     "    access_log: {file: b.log, location: eu}\n"
                                     "    store: {backend: sqlite3, location: eu}"));
    EXPECT_THAT(added.at_once, IsEmpty());
    EXPECT_THAT(added.at_restart,
                ElementsAre("clouds[1].access_log.file", "clouds[1].access_log.location"));
    const auto removed = changeTo(with("    access_log: {file: a.log, location: de}\n", ""));
    EXPECT_THAT(removed.at_once, IsEmpty());
    EXPECT_EQ(removed.at_restart.size(), 2U);
}

TEST(SettingsChange, NothingIsMadeAtOnceWhereTheCloudsAreOthers) {
    const auto change =
        changeTo(with("id: beta", "id: gamma").replace(0, 0, "\n") + "seed_file: seed.yaml\n");
    EXPECT_THAT(change.at_once, IsEmpty());
    EXPECT_THAT(change.at_restart, ElementsAre("clouds[1].id", "seed_file"));
    auto text = with("requests_per_minute: 60", "requests_per_minute: 1");
    text.replace(text.find("id: beta"), 8, "id: gamma");
    EXPECT_THAT(changeTo(text).at_once, IsEmpty());
    EXPECT_FALSE(changeTo(text).of_same_clouds);
}

TEST(SettingsChange, IsTakenOverAsFarAsItCanBeMadeAtOnce) {
    auto running = read(kBefore);
    const auto next = read(with("a.log", "b.log").replace(0, 0, "threads: {workers: 7}\n"));
    adopt(running, next, compareSettings(running, next));
    EXPECT_EQ(running.clouds[0].access_log.file.filename(), "b.log");
    EXPECT_NE(running.threads.workers, 7U);
    const auto again = compareSettings(running, next);
    EXPECT_THAT(again.at_once, IsEmpty());
    EXPECT_THAT(again.at_restart, ElementsAre("threads.workers")) << "still waits";
}

TEST(SettingsChange, OfAValueThatIsGoneIsTakenOverToo) {
    auto running = read(kBefore);
    const auto next = read(with("    throttling: {requests_per_minute: 60}\n", ""));
    adopt(running, next, compareSettings(running, next));
    EXPECT_EQ(running.clouds[0].requests_per_minute, 0U);
    EXPECT_THAT(compareSettings(running, next).at_once, IsEmpty());
}

}  // namespace
}  // namespace concordat::runtime
