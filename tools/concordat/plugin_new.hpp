#pragma once

#include <CLI/CLI.hpp>

namespace concordat::cli {

/// Adds `concordat plugin new NAME DIR`, which writes the project of a new cloud from the template
/// that is installed with the program: it builds against the installed SDK and loads as it is.
void addPluginNewCommand(CLI::App& plugin, int& exit_code);

}  // namespace concordat::cli
