#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>
#include <sstream>

#include <concordat/rules/abi.h>

#include "tests/support/child_process.hpp"

/// The border between plugins and host against what has been recorded of it in plugins/sdk/abi.
namespace concordat::sdk_tests {
namespace {

/// What abidiff says differs between the record of a minor version and a library.
std::string differences(unsigned minor, const std::string& library) {
    const auto record = SDK_ABI_RECORDS "/" + std::to_string(CONCORDAT_SDK_MAJOR) + "." +
                        std::to_string(minor) + ".abi";
    testing_support::ChildProcess process(
        {"abidiff", "--no-architecture", "--leaf-changes-only", record, library});
    constexpr int kErrors = 3;  // of its own or of its command line
    const int status = process.wait();
    if ((status & kErrors) != 0 || (status == 0) != process.output().empty())
        throw std::runtime_error("abidiff fails: " + process.output());
    return process.output();
}

/// The lines of a report that say more than that structs have grown at their end, which is what a
/// minor version may do. A line that is not known is more.
std::string beyondGrowth(const std::string& report) {
    static const std::regex heading(
        "(Leaf changes|Changed leaf types) summary: .*|"
        "Removed/Changed/Added (functions|variables) summary: 0 Removed, 0 Changed, 0 Added .*|"
        "'struct .*' changed:|  [0-9]+ data member insertions?:|");
    static const std::regex grown("  type size changed from ([0-9]+) to ([0-9]+) \\(in bits\\)");
    static const std::regex inserted("    '.*', at offset ([0-9]+) \\(in bits\\) at .*");
    std::istringstream lines(report);
    std::string beyond;
    unsigned long end = 0;
    std::smatch match;
    for (std::string line; std::getline(lines, line);) {
        if (std::regex_match(line, match, grown) && std::stoul(match[2]) > std::stoul(match[1]))
            end = std::stoul(match[1]);
        else if (!(std::regex_match(line, match, inserted) && std::stoul(match[1]) >= end) &&
                 !std::regex_match(line, heading))
            beyond += line + "\n";
    }
    return beyond;
}

TEST(SdkAbi, IsTheOneThatIsRecordedForItsVersion) {
    EXPECT_EQ(differences(CONCORDAT_SDK_MINOR, SDK_ABI_LIBRARY), "")
        << "abi.h changed: raise the minor version, record it as plugins/sdk/ABI.md says, and say "
           "why in CHANGES.md";
}

TEST(SdkAbi, ExtendsEveryEarlierMinorVersion) {
    for (unsigned minor = 0; minor < CONCORDAT_SDK_MINOR; ++minor)
        EXPECT_EQ(beyondGrowth(differences(minor, SDK_ABI_LIBRARY)), "") << "since 1." << minor;
}

TEST(SdkAbi, MayGrowAtTheEndOfAStruct) {
    const auto found = differences(CONCORDAT_SDK_MINOR, SDK_ABI_GROWN);
    EXPECT_THAT(found, testing::HasSubstr("data member insertion"));
    EXPECT_EQ(beyondGrowth(found), "");
}

TEST(SdkAbi, MayNotChangeOtherwise) {
    for (const auto* library :
         {SDK_ABI_SWAPPED, SDK_ABI_RETYPED, SDK_ABI_REMOVED, SDK_ABI_INSERTED})
        EXPECT_NE(beyondGrowth(differences(CONCORDAT_SDK_MINOR, library)), "") << library;
}

}  // namespace
}  // namespace concordat::sdk_tests
