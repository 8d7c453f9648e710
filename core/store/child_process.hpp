#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::store {

/// Runs another program, found on the PATH, without a shell, and waits for it. `environment`
/// ("NAME=value") goes before ours, so that secrets need not be on the command line, which everyone
/// can read; `output` is given what the program writes to its standard output, piece by piece, on
/// this thread. Its standard error stream is ours. Returns the exit status, 127 when it could not
/// be started or ended by a signal.
[[nodiscard]] int runProgram(const std::vector<std::string>& command,
                             const std::vector<std::string>& environment,
                             const std::function<void(std::string_view)>& output);

}  // namespace concordat::store
