#pragma once

#include <CLI/CLI.hpp>
#include <string>

/// The commands of the program `concordat`, one file each. A command adds its options to the
/// command line and a callback that carries it out after parsing.
namespace concordat::cli {

/// What the program answers to the shell. Listed in `concordat --help`; never renumbered.
enum ExitCode : int {
    kDone = 0,            ///< it did what was asked
    kFailed = 1,          ///< it could not; the message says why
    kUsage = 2,           ///< the command line was not understood
    kSettingsRefused = 3  ///< the settings are wrong; every mistake has been named
};

/// Puts what a command's one line of description leaves out under its own help.
inline void explain(CLI::App& command, const std::string& text) {
    command.footer(text + "\n\n" + command.get_footer());
}

/// Adds `concordat config check FILE`.
void addConfigCommand(CLI::App& app, int& exit_code);

/// Adds `concordat plugin list` and `concordat plugin inspect FILE`.
void addPluginCommand(CLI::App& app, int& exit_code);

/// Adds `concordat serve`.
void addServeCommand(CLI::App& app, int& exit_code);

/// Adds `concordat token`.
void addTokenCommand(CLI::App& app, int& exit_code);

/// Adds `concordat partner add`, `suspend`, `resume` and `list`.
void addPartnerCommand(CLI::App& app, int& exit_code);

/// Adds `concordat customer erase`.
void addCustomerCommand(CLI::App& app, int& exit_code);

/// Adds `concordat migrate`.
void addMigrateCommand(CLI::App& app, int& exit_code);

/// Adds `concordat seed`.
void addSeedCommand(CLI::App& app, int& exit_code);

/// Adds `concordat backup`.
void addBackupCommand(CLI::App& app, int& exit_code);

/// Adds `concordat restore`.
void addRestoreCommand(CLI::App& app, int& exit_code);

/// Adds `concordat version`.
void addVersionCommand(CLI::App& app, int& exit_code);

}  // namespace concordat::cli
