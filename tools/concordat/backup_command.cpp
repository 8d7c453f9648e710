#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "core/runtime/sink_refusals.hpp"
#include "core/store/backup.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

void print(const std::string& what, const store::TableCounts& counts) {
    std::uint64_t rows = 0;
    for (const auto& [table, count] : counts) rows += count;
    std::cout << what << ", verified: " << counts.size() << " tables, " << rows << " rows\n";
}

int backUp(const CloudChoice& choice, const std::string& file, const std::string& location) {
    const auto chosen = chooseCloud(choice);
    const auto plugin = runtime::loadPlugin(chosen.settings, chosen.cloud());
    // A copy is as much bound to its place as the store: sealed, but with names in clear.
    runtime::requireResidency(chosen.settings, chosen.cloud(), *plugin,
                              {runtime::backupSink(file, location)});
    // As the owner: row security hides all rows from anyone else, and a copy without them would
    // look whole.
    const auto opener = runtime::sessionOpenerOf(*plugin, chosen.cloud(), true);
    runtime::requireMigrated(*opener, *plugin, chosen.cloud());
    print("backed up to " + file, store::backup(*opener, file));
    return kDone;
}

int restore(const CloudChoice& choice, const std::string& file, const std::string& location) {
    // Asked first, so that a slip of the pen leaves no empty store.
    if (!std::filesystem::is_regular_file(file))
        throw std::runtime_error("there is no backup at " + file);
    const auto chosen = chooseCloud(choice);
    const auto plugin = runtime::loadPlugin(chosen.settings, chosen.cloud());
    // A copy that was where it must not be is no source of records either.
    runtime::requireResidency(chosen.settings, chosen.cloud(), *plugin,
                              {runtime::backupSink(file, location)});
    const auto opener = runtime::sessionOpenerOf(*plugin, chosen.cloud(), true);
    const auto settings = runtime::storeSettingsOf(chosen.settings, chosen.cloud(), *plugin,
                                                   store::StoreUse::Command);
    print("restored from " + file, store::restore(*opener, settings, file));
    return kDone;
}

std::shared_ptr<std::string> addLocation(CLI::App& command) {
    auto location = std::make_shared<std::string>();
    command
        .add_option("--location", *location,
                    "Where the file is kept, such as de; the cloud's rules must allow it")
        ->required();
    return location;
}

}  // namespace

void addBackupCommand(CLI::App& app, int& exit_code) {
    auto* command = app.add_subcommand(
        "backup", "Copy a cloud's store to a new file while it is served, and verify the copy");
    explain(*command,
            "Personal data in the copy is sealed: keep the master key too, and elsewhere. For "
            "PostgreSQL pg_dump\nmust be installed.");
    auto choice = addCloudOptions(*command);
    auto file = std::make_shared<std::string>();
    command->add_option("FILE", *file, "The copy; must not exist yet")->required();
    const auto location = addLocation(*command);
    command->callback(
        [choice, file, location, &exit_code] { exit_code = backUp(*choice, *file, *location); });
}

void addRestoreCommand(CLI::App& app, int& exit_code) {
    auto* command = app.add_subcommand(
        "restore", "Fill an empty store from a file that 'backup' made, and verify it");
    explain(*command,
            "The store has no tables yet: do not run 'migrate' before. Nobody may serve from it "
            "meanwhile. For\nPostgreSQL pg_restore must be installed.");
    auto choice = addCloudOptions(*command);
    auto file = std::make_shared<std::string>();
    command->add_option("FILE", *file, "The copy")->required();
    const auto location = addLocation(*command);
    command->callback(
        [choice, file, location, &exit_code] { exit_code = restore(*choice, *file, *location); });
}

}  // namespace concordat::cli
