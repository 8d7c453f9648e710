#pragma once

#include <CLI/CLI.hpp>
#include <string>

/// The commands of the program `concordat`, one file each. A command adds its options to the
/// command line and a callback that carries it out after parsing, sets `exit_code`, and throws for
/// what it could not do: main() turns that into text and exit code. What the functions are given
/// outlives the parsing.
namespace concordat::cli {

/// What the program answers to the shell. Listed in `concordat --help`; never renumbered.
enum ExitCode : int {
    kDone = 0,              ///< it did what was asked
    kFailed = 1,            ///< it could not; the message says why
    kUsage = 2,             ///< the command line was not understood
    kSettingsRefused = 3,   ///< the settings are wrong; every mistake has been named
    kMigrationsMissing = 4  ///< a store is not up to date; said by `migrate --status` alone
};

/// Puts what a command's one line of description leaves out under its own help.
inline void explain(CLI::App& command, const std::string& text) {
    command.footer(text + "\n\n" + command.get_footer());
}

/// Adds `concordat config check FILE`: settings read as `serve` would, nothing started.
void addConfigCommand(CLI::App& app, int& exit_code);

/// Adds `concordat plugin list`, `plugin inspect FILE` and `plugin new`, which run no code of a
/// plugin, and `concordat plugin check FILE`, which runs all of it in a child process.
void addPluginCommand(CLI::App& app, int& exit_code);

/// Adds `concordat clouds diff A B`, which loads two plugins and opens nothing else.
void addCloudsCommand(CLI::App& app, int& exit_code);

/// Adds `concordat serve`, which runs until SIGINT or SIGTERM.
void addServeCommand(CLI::App& app, int& exit_code);

/// Adds `concordat token`: mints at the built-in authority, and so for development alone.
void addTokenCommand(CLI::App& app, int& exit_code);

/// Adds `concordat partner add`, `suspend`, `resume`, `secret`, `code` and `list`; works beside a
/// server, which sees a change within seconds.
void addPartnerCommand(CLI::App& app, int& exit_code);

/// Adds `concordat customer erase` and `review`.
void addCustomerCommand(CLI::App& app, int& exit_code);

/// Adds `review` to `concordat customer`.
void addReviewCommand(CLI::App& customer, int& exit_code);

/// Adds `concordat relationship invite`, `accept`, `end`, `list`, `request`, `approve`, `decline`
/// and `withdraw`; works beside a server.
void addRelationshipCommand(CLI::App& app, int& exit_code);

/// Adds `concordat webhook log` and `webhook replay`; works beside a server.
void addWebhookCommand(CLI::App& app, int& exit_code);

/// Adds `concordat migrate`, to be run before the first start and after every update.
void addMigrateCommand(CLI::App& app, int& exit_code);

/// Adds `concordat seed`: made-up customers for trials and measurements.
void addSeedCommand(CLI::App& app, int& exit_code);

/// Adds `concordat backup`, which works beside a server.
void addBackupCommand(CLI::App& app, int& exit_code);

/// Adds `concordat restore`, which does not.
void addRestoreCommand(CLI::App& app, int& exit_code);

/// Adds `concordat egress`: what the settings let out of this machine. Contacts nothing.
void addEgressCommand(CLI::App& app, int& exit_code);

/// Adds `concordat customers`, a partner's commands over the public API: list, show, create, export
/// and import.
void addCustomersCommand(CLI::App& app, int& exit_code);

/// Adds `concordat users`, likewise, for the users of a customer: list, show, create, update,
/// password, delete, restore, roles, export and import.
void addUsersCommand(CLI::App& app, int& exit_code);

/// Adds `concordat audit list` and `audit export`, likewise.
void addAuditCommand(CLI::App& app, int& exit_code);

/// Adds `concordat relationships list` and `relationships link`, likewise.
void addRelationshipsCommand(CLI::App& app, int& exit_code);

/// Adds `concordat completion SHELL`, which prints what a shell needs to complete all of the
/// others.
void addCompletionCommand(CLI::App& app, int& exit_code);

/// Adds `concordat record list`: the entries of the record that are about the cloud itself.
void addRecordCommand(CLI::App& app, int& exit_code);

/// Adds `concordat version`, whose first line scripts may read.
void addVersionCommand(CLI::App& app, int& exit_code);

}  // namespace concordat::cli
