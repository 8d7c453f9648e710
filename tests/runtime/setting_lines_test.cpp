#include "core/runtime/setting_lines.hpp"

#include <gtest/gtest.h>

#include "tests/runtime/settings_fixture.hpp"

namespace concordat::runtime {
namespace {

TEST(SettingLines, FallBackToTheNearestMappingAround) {
    SettingLines lines;
    lines.add("clouds", 3);
    lines.add("clouds[1]", 9);
    lines.add("clouds[1].store.location", 12);
    EXPECT_EQ(lines.at("clouds[1].store.location"), 12U);
    EXPECT_EQ(lines.at("clouds[1].store.file"), 9U);
    EXPECT_EQ(lines.at("clouds[0].id"), 3U);
    EXPECT_EQ(lines.at("data_dir"), 0U);
}

TEST(SettingLines, AreThoseOfTheFile) {
    const TemporaryFolder folder;
    const auto file = folder.write("a.yaml",
                                   "data_dir: data\n"
                                   "clouds:\n"
                                   "  - id: alpha\n"
                                   "    store: {backend: sqlite3,\n"
                                   "            location: de}\n");
    const auto draft = draftSettings(file, surroundingsWith());
    EXPECT_EQ(draft.lines.at("data_dir"), 1U);
    EXPECT_EQ(draft.lines.at("clouds[0]"), 3U);
    EXPECT_EQ(draft.lines.at("clouds[0].store.backend"), 4U);
    EXPECT_EQ(draft.lines.at("clouds[0].store.location"), 5U);
}

TEST(SettingLines, EndWhereAliasesLeadRoundInCircles) {
    const TemporaryFolder folder;
    const auto draft =
        draftSettings(folder.write("a.yaml", "clouds: &all [*all, *all]\n"), surroundingsWith());
    EXPECT_EQ(draft.lines.at("clouds[1]"), 1U);
    EXPECT_FALSE(draft.mistakes.empty());
}

}  // namespace
}  // namespace concordat::runtime
