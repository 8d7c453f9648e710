#include <iostream>

#include "core/runtime/settings_file.hpp"
#include "tools/concordat/command.hpp"

namespace concordat::cli {
namespace {

int checkConfig(const std::string& file) {
    const auto settings = runtime::readSettings(file, runtime::processSurroundings());
    runtime::checkFiles(settings, file);
    std::cout << file << ": in order; clouds:";
    for (const auto& cloud : settings.clouds) std::cout << ' ' << cloud.id;
    std::cout << '\n';
    return kDone;
}

}  // namespace

void addConfigCommand(CLI::App& app, int& exit_code) {
    auto* config = app.add_subcommand("config", "Work with settings files");
    config->require_subcommand(1);
    auto* check = config->add_subcommand(
        "check",
        "Read a settings file as 'serve' would and name every mistake with its line and what would "
        "be right, without starting anything");
    auto* file = check->add_option("FILE", "The settings file")->required();
    check->callback([file, &exit_code] { exit_code = checkConfig(file->as<std::string>()); });
}

}  // namespace concordat::cli
