#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::store {

/// Runs another program, found on the PATH, without a shell, and waits for it. `environment` is
/// added to ours; `output` is given what the program writes to its standard output, piece by piece.
/// Its standard error stream is ours. Returns the exit status, 127 when it could not be started.
[[nodiscard]] int runProgram(const std::vector<std::string>& command,
                             const std::vector<std::string>& environment,
                             const std::function<void(std::string_view)>& output);

}  // namespace concordat::store
