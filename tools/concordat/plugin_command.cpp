#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <vector>

#include "core/api/routes.hpp"
#include "core/base/error.hpp"
#include "core/runtime/settings_file.hpp"
#include "plugins/conformance/conformance.hpp"
#include "plugins/host/host.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/plugin_new.hpp"
#include "tools/concordat/store_trial.hpp"

namespace concordat::cli {
namespace {

void print(const host::PluginInfo& info) {
    const auto line = [](const char* name, const std::string& value) {
        std::cout << "  " << name << value << '\n';
    };
    std::cout << info.path.string() << '\n';
    line("cloud     ", info.cloud_id);
    line("name      ", info.name);
    line("version   ", info.version);
    line("sdk       ", std::to_string(info.sdk_major) + "." + std::to_string(info.sdk_minor));
    line("compiler  ", info.compiler);
    if (!info.soci.empty()) line("soci      ", info.soci);
    if (!info.boost.empty()) line("boost     ", info.boost);
    line("sha256    ", info.sha256);
}

int inspect(const std::string& file) {
    print(host::inspect(file));
    return kDone;
}

std::vector<std::filesystem::path> librariesIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    if (is_directory(folder))
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.path().extension() == ".so") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

int list(const std::filesystem::path& folder) {
    const auto files = librariesIn(folder);
    std::map<std::string, std::filesystem::path> clouds;
    int exit_code = kDone;
    for (const auto& file : files) {
        try {
            const auto info = host::inspect(file);
            print(info);
            const auto [first, is_first] = clouds.emplace(info.cloud_id, file);
            if (is_first) continue;
            std::cerr << "The cloud '" << info.cloud_id
                      << "' is claimed by two plugins: " << first->second.string() << " and "
                      << file.string() << ". Keep one, or give the other a cloud id of its own.\n";
            exit_code = kFailed;
        } catch (const FatalError& error) {
            std::cerr << error.event() << ": " << error.what() << '\n';
            // The others are still listed: one bad file must not hide the good ones.
            exit_code = kFailed;
        }
    }
    if (files.empty()) std::cerr << "There is no plugin in " << folder.string() << '\n';
    return files.empty() ? kFailed : exit_code;
}

/// The command line of `plugin check`.
struct CheckChoice {
    std::string file;
    std::string postgresql;
    std::vector<std::string> settings;
    std::uint32_t patience = 60;
    std::uint32_t rule_budget = 1;
    bool json = false;
};

std::pair<std::string, std::string> settingOf(const std::string& text) {
    const auto sign = text.find('=');
    if (sign == std::string::npos || sign == 0)
        throw CLI::ValidationError("--setting", "'" + text + "' is not NAME=VALUE");
    return {text.substr(0, sign), text.substr(sign + 1)};
}

int check(const CheckChoice& choice) {
    conformance::Options options;
    options.file = choice.file;
    for (const auto& setting : choice.settings) options.settings.insert(settingOf(setting));
    for (const auto& operation : api::operations()) options.operations.emplace_back(operation.id);
    options.store_round_trip = tryStore;
    if (!choice.postgresql.empty()) options.scratch_database = scratchDatabaseOn(choice.postgresql);
    options.patience = std::chrono::seconds(choice.patience);
    options.rule_budget = std::chrono::milliseconds(choice.rule_budget);
    const auto report = conformance::check(options);
    if (choice.json)
        writeJson(report, std::cout);
    else
        writeText(report, std::cout);
    return report.passed() ? kDone : kFailed;
}

void addCheck(CLI::App& plugin, int& exit_code) {
    auto* command = plugin.add_subcommand(
        "check", "Run the conformance kit on a plugin, in a child process, and report");
    explain(*command,
            "Exit code 1 means that there is a finding. The plugin's code runs with your rights: "
            "check only what you would run.");
    auto choice = std::make_shared<CheckChoice>();
    command->add_option("FILE", choice->file, "The shared library, its facts beside it")
        ->required();
    command->add_flag("--json", choice->json, "Report as JSON, for programs");
    command->add_option("--setting", choice->settings,
                        "NAME=VALUE of the cloud's own settings; may be repeated");
    command->add_option("--postgresql", choice->postgresql,
                        "Connection string of a PostgreSQL on which a database is made and removed "
                        "again; without it that check is not run");
    command->add_option("--patience", choice->patience, "Seconds that one check may take")
        ->check(CLI::Range(1U, 3600U))
        ->capture_default_str();
    command
        ->add_option("--rule-budget", choice->rule_budget,
                     "Milliseconds that a rule may take; a build without optimisation needs more")
        ->check(CLI::Range(1U, 1000U))
        ->capture_default_str();
    command->callback([choice, &exit_code] { exit_code = check(*choice); });
}

}  // namespace

void addPluginCommand(CLI::App& app, int& exit_code) {
    auto* plugin = app.add_subcommand("plugin", "Look at the plugins that clouds are");
    plugin->require_subcommand(1);

    auto* listing = plugin->add_subcommand("list", "Say who every plugin in a folder is");
    auto* folder = listing->add_option("--dir", "The folder; with its subfolders")
                       ->default_val(runtime::processSurroundings().plugin_dir.string());
    listing->callback([folder, &exit_code] { exit_code = list(folder->as<std::string>()); });

    addPluginNewCommand(*plugin, exit_code);

    auto* inspection = plugin->add_subcommand(
        "inspect", "Say who a plugin is, without running any of its code, and print its checksum");
    auto* file = inspection->add_option("FILE", "The shared library")->required();
    inspection->callback([file, &exit_code] { exit_code = inspect(file->as<std::string>()); });

    addCheck(*plugin, exit_code);
}

}  // namespace concordat::cli
