#include <iostream>

#include "core/runtime/seed_file.hpp"
#include "core/runtime/settings_file.hpp"
#include "tools/concordat/command.hpp"

namespace concordat::cli {
namespace {

// Throws SettingsRefused for what is wrong; main() prints it and says so in the exit code.
int checkConfig(const std::string& file) {
    auto draft = runtime::draftSettings(file, runtime::processSurroundings());
    runtime::checkFiles(draft);
    runtime::checkSeed(draft);
    runtime::checkPlugins(draft);
    if (!draft.mistakes.empty()) throw runtime::SettingsRefused(file, std::move(draft.mistakes));
    std::cout << file << ": in order; clouds:";
    for (const auto& cloud : draft.settings.clouds) std::cout << ' ' << cloud.id;
    std::cout << '\n';
    return kDone;
}

}  // namespace

void addConfigCommand(CLI::App& app, int& exit_code) {
    auto* config = app.add_subcommand("config", "Work with settings files");
    config->require_subcommand(1);
    auto* check = config->add_subcommand(
        "check", "Name every mistake of a settings file, with its line and what would be right");
    explain(
        *check,
        "Looks also at the plugins, certificates, secrets, seed and places that the file names.\n"
        "Nothing is started or made: no store is opened and no code of a plugin is run, so that a "
        "start may\nstill refuse what a plugin is told. Run it as the user who will serve.");
    auto* file = check->add_option("FILE", "The settings file")->required();
    check->callback([file, &exit_code] { exit_code = checkConfig(file->as<std::string>()); });
}

}  // namespace concordat::cli
