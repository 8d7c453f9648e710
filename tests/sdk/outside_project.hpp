#pragma once

#include <filesystem>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace concordat::sdk_tests {

/// Runs a program to its end. @throws std::runtime_error with what it wrote when it fails
void runOrThrow(const std::vector<std::string>& command);

/// Concordat and its SDK, installed into a folder of the test's own that has moved since, so that
/// whatever remembers the place where it was installed fails.
class Installation {
public:
    Installation();

    [[nodiscard]] std::filesystem::path prefix() const { return folder_.path() / "moved"; }
    [[nodiscard]] std::string program() const { return (prefix() / "bin/concordat").string(); }

private:
    testing_support::TemporaryFolder folder_;
};

/// The one installation that all tests of this program use.
[[nodiscard]] const Installation& installation();

/// Configures and builds the project in `source` against the installed files alone, and installs it
/// beside Concordat. Builds in a folder `build` inside it. @throws std::runtime_error with the
/// compiler's words
void buildOutside(const std::filesystem::path& source);

}  // namespace concordat::sdk_tests
