#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace concordat::conformance {

/// What the process holds of the system at a moment.
struct OpenResources {
    std::size_t threads = 0;
    std::size_t descriptors = 0;
};

/// Counts, without the descriptors of `plugin` itself, which the host keeps open on purpose.
[[nodiscard]] OpenResources openResources(const std::filesystem::path& plugin);

/// What there is more of than `before`, as "2 threads more and 3 file descriptors more"; empty when
/// nothing is. Waits up to a second for it to go: a thread that was joined is counted by the system
/// for some moments still.
[[nodiscard]] std::string leakedSince(const OpenResources& before,
                                      const std::filesystem::path& plugin);

}  // namespace concordat::conformance
