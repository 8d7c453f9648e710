#include <iostream>

#include "core/store/migrations.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

/// False when the cloud's store lacks a migration, or is not there.
bool printStatus(const cloud_store::SessionOpener& opener, const host::LoadedPlugin& plugin,
                 const runtime::CloudSettings& cloud) {
    if (!runtime::isThere(cloud.store)) {
        std::cout << cloud.id << ": no store yet; 'concordat migrate' makes it\n";
        return false;
    }
    bool complete = true;
    for (const auto& migration : store::migrationStatus(opener, plugin.migrations())) {
        std::cout << cloud.id << ": " << migration.name
                  << (migration.applied ? " applied\n" : " missing\n");
        complete = complete && migration.applied;
    }
    return complete;
}

// One cloud after the other; a failure leaves those before it migrated, and repeating goes on.
int migrateAll(const CloudChoice& choice, bool status_only) {
    const auto settings = readForCommand(choice);
    bool complete = true;
    for (const auto& cloud : settings.clouds) {
        if (!choice.cloud.empty() && choice.cloud != cloud.id) continue;
        const auto plugin = runtime::loadPlugin(settings, cloud);
        const auto opener = runtime::sessionOpenerOf(*plugin, cloud, true);
        if (status_only) {
            complete = printStatus(*opener, *plugin, cloud) && complete;
            continue;
        }
        const auto store =
            runtime::storeSettingsOf(settings, cloud, *plugin, store::StoreUse::Command);
        const store::Vault vault(runtime::masterKeyOf(settings, cloud));
        const auto applied = store::migrate(*opener, store, vault, SystemClock().now());
        std::cout << cloud.id << ": " << applied << " migrations applied\n";
    }
    return complete ? kDone : kMigrationsMissing;
}

}  // namespace

void addMigrateCommand(CLI::App& app, int& exit_code) {
    auto* command = app.add_subcommand(
        "migrate", "Make the stores of a settings file, or bring them up to date");
    explain(*command,
            "Run it once before the first start and after every update; make a backup first. On "
            "PostgreSQL it works\nas the role that owns the tables: store.owner, else store.user.");
    auto choice = addConfigOption(*command);
    command->add_option("--cloud", choice->cloud, "Only this cloud");
    auto status = std::make_shared<bool>(false);
    command->add_flag("--status", *status,
                      "Only say what is applied and what is missing; exit code 4 when anything is");
    command->callback([choice, status, &exit_code] { exit_code = migrateAll(*choice, *status); });
}

}  // namespace concordat::cli
