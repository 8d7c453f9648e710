#include "tests/sdk/outside_project.hpp"

#include <stdexcept>

#include "tests/support/child_process.hpp"

namespace concordat::sdk_tests {

void runOrThrow(const std::vector<std::string>& command) {
    testing_support::ChildProcess process(command);
    if (process.wait() != 0) throw std::runtime_error(process.output());
}

Installation::Installation() {
    const auto first = folder_.path() / "first";
    for (const auto* component : {"runtime", "dev"})
        runOrThrow({CMAKE_PROGRAM, "--install", BUILD_FOLDER, "--prefix", first.string(),
                    "--component", component});
    std::filesystem::rename(first, prefix());
}

const Installation& installation() {
    static const Installation only;
    return only;
}

void buildOutside(const std::filesystem::path& source) {
    const auto build = (source / "build").string();
    const auto prefix = installation().prefix().string();
    // A library for a host that is instrumented must be too, which its author would have to say.
    runOrThrow({CMAKE_PROGRAM, "-G", "Ninja", "-S", source.string(), "-B", build,
                "-DCMAKE_PREFIX_PATH=" + prefix, "-DCMAKE_CXX_COMPILER=" CXX_COMPILER,
                "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror " SANITIZE_FLAGS});
    runOrThrow({CMAKE_PROGRAM, "--build", build, "--parallel", "2"});
    runOrThrow({CMAKE_PROGRAM, "--install", build, "--prefix", prefix});
}

}  // namespace concordat::sdk_tests
