#pragma once

#include <CLI/CLI.hpp>

namespace concordat::cli {

/// Answers a command line that was not understood, or that asks for help: says which word is wrong
/// and what was probably meant. Returns the exit code.
[[nodiscard]] int answerParseError(const CLI::App& app, const CLI::ParseError& error);

}  // namespace concordat::cli
