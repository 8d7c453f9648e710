#include "core/base/log.hpp"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace concordat {
namespace {

class LogEvent : public testing::Test {
protected:
    void SetUp() override {
        setLogSink([this](std::string_view line) { lines_.emplace_back(line); });
    }
    void TearDown() override {
        setLogSink(nullptr);
        setLogThreshold(Severity::Information);
    }

    std::vector<std::string> lines_;
};

TEST_F(LogEvent, WritesOneLineOfJsonWithItsFields) {
    logEvent(Severity::Warning, "TEST-EVENT", "a message", {{"cloud", "global"}});
    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_NE(
        lines_[0].find(
            R"("severity":"warning","event":"TEST-EVENT","message":"a message","cloud":"global"})"),
        std::string::npos);
}

TEST_F(LogEvent, CannotBeMadeToForgeALine) {
    logEvent(Severity::Error, "TEST-EVENT", "one\nTWO\r\"}");
    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_EQ(lines_[0].find('\n'), std::string::npos);
    EXPECT_NE(lines_[0].find(R"(one\nTWO\r\"})"), std::string::npos);
}

TEST_F(LogEvent, LeavesOutWhatIsBelowTheThreshold) {
    setLogThreshold(Severity::Warning);
    logEvent(Severity::Information, "TEST-EVENT", "left out");
    logEvent(Severity::Warning, "TEST-EVENT", "written");
    ASSERT_EQ(lines_.size(), 1U);
    EXPECT_NE(lines_[0].find("written"), std::string::npos);
}

TEST(AppendJsonString, EscapesACharacterWhereverItStands) {
    for (int c = 0; c < 0x80; ++c) {
        for (std::size_t at = 0; at < 20; ++at) {
            std::string text(20, 'a');
            text[at] = static_cast<char>(c);
            std::string alone;
            appendJsonString(alone, std::string_view(text).substr(at, 1));
            std::string whole;
            appendJsonString(whole, text);
            const auto escaped = alone.substr(1, alone.size() - 2);
            EXPECT_EQ(whole,
                      '"' + std::string(at, 'a') + escaped + std::string(19 - at, 'a') + '"');
        }
    }
}

TEST(AppendJsonString, ReplacesInvalidUtf8AndEscapesControls) {
    std::string out;
    appendJsonString(out, std::string_view("a\xFFz\x01 \xC3\xA9", 7));
    EXPECT_EQ(out, "\"a\xEF\xBF\xBDz\\u0001 \xC3\xA9\"");
}

}  // namespace
}  // namespace concordat
