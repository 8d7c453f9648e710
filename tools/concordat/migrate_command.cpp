#include <iostream>

#include "core/base/log.hpp"
#include "core/store/migrations.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

int migrateAll(const CloudChoice& choice, bool status_only) {
    setLogThreshold(Severity::Warning);
    const auto settings =
        runtime::readCheckedSettings(choice.config, runtime::processSurroundings());
    for (const auto& cloud : settings.clouds) {
        if (!choice.cloud.empty() && choice.cloud != cloud.id) continue;
        const auto plugin = runtime::loadPlugin(cloud);
        const auto opener = runtime::sessionOpenerOf(*plugin, cloud, true);
        if (!status_only) {
            const auto store = runtime::storeSettingsOf(settings, cloud, store::StoreUse::Command);
            const auto applied = store::migrate(*opener, store, SystemClock().now());
            std::cout << cloud.id << ": " << applied << " migrations applied\n";
            continue;
        }
        for (const auto& migration : store::migrationStatus(*opener))
            std::cout << cloud.id << ": " << migration.name
                      << (migration.applied ? " applied\n" : " missing\n");
    }
    return kDone;
}

}  // namespace

void addMigrateCommand(CLI::App& app, int& exit_code) {
    auto* command = app.add_subcommand(
        "migrate",
        "Bring the stores of a settings file up to date, as the role that owns the tables; run it "
        "once before the first start and after every update");
    auto choice = addConfigOption(*command);
    command->add_option("--cloud", choice->cloud, "Only this cloud");
    auto status = std::make_shared<bool>(false);
    command->add_flag("--status", *status, "Only say what is applied and what is missing");
    command->callback([choice, status, &exit_code] { exit_code = migrateAll(*choice, *status); });
}

}  // namespace concordat::cli
