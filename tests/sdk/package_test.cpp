#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sdk/outside_project.hpp"
#include "tests/support/child_process.hpp"

namespace concordat::sdk_tests {
namespace {

using testing::HasSubstr;
using testing_support::ChildProcess;
using testing_support::TemporaryFolder;

/// What CMake says of a project of these lines.
std::string configured(const std::string& lines) {
    const TemporaryFolder folder;
    std::ofstream(folder.at("CMakeLists.txt"))
        << "cmake_minimum_required(VERSION 3.25)\nproject(Outside LANGUAGES CXX)\n"
        << lines;
    ChildProcess process({CMAKE_PROGRAM, "-G", "Ninja", "-S", folder.path().string(), "-B",
                          folder.at("build"),
                          "-DCMAKE_PREFIX_PATH=" + installation().prefix().string(),
                          "-DCMAKE_CXX_COMPILER=" CXX_COMPILER});
    (void)process.wait();
    return process.output();
}

TEST(SdkPackage, HoldsWhatAnAuthorReads) {
    const auto sdk = installation().prefix() / "share/concordat/sdk";
    for (const auto* file : {"cloud.schema.json", "countries.schema.json", "export.map", "ABI.md",
                             "CHANGES.md", "facts/countries.yaml", "facts/operations.yaml"})
        EXPECT_TRUE(exists(sdk / file)) << file;
}

TEST(SdkPackage, RemembersNoPlaceOfTheTreeThatItWasBuiltIn) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             installation().prefix() / "lib/cmake/ConcordatCloud")) {
        std::ifstream in(entry.path());
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        EXPECT_THAT(text, testing::Not(HasSubstr(BUILD_FOLDER))) << entry.path();
        EXPECT_THAT(text, testing::Not(HasSubstr(PROJECTS_FOLDER))) << entry.path();
    }
}

TEST(SdkPackage, IsNotFoundByAProjectThatNeedsALaterMajorVersion) {
    EXPECT_THAT(configured("find_package(ConcordatCloud 2.0 REQUIRED)\n"),
                HasSubstr("compatible with requested version"));
}

TEST(SdkPackage, SaysThatACloudNeedsSources) {
    EXPECT_THAT(configured("find_package(ConcordatCloud REQUIRED)\nconcordat_add_cloud(bare)\n"),
                HasSubstr("name its SOURCES"));
}

TEST(SdkPackage, FailsTheBuildOfACloudWithAMissingSymbol) {
    const TemporaryFolder folder;
    std::filesystem::copy(PROJECTS_FOLDER "/france", folder.path() / "france");
    std::ofstream(folder.path() / "france/france_plugin.cpp", std::ios::app)
        << "void nowhere();\nvoid callNowhere() { nowhere(); }\n";
    try {
        buildOutside(folder.path() / "france");
        FAIL() << "it was built";
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), HasSubstr("nowhere"));
    }
}

}  // namespace
}  // namespace concordat::sdk_tests
