#include <algorithm>
#include <filesystem>
#include <iostream>
#include <vector>

#include "core/base/error.hpp"
#include "core/runtime/settings_file.hpp"
#include "plugins/host/host.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/plugin_new.hpp"

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

int list(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    if (is_directory(folder))
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.path().extension() == ".so") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    int exit_code = kDone;
    for (const auto& file : files) {
        try {
            print(host::inspect(file));
        } catch (const FatalError& error) {
            std::cerr << error.event() << ": " << error.what() << '\n';
            // The others are still listed: one bad file must not hide the good ones.
            exit_code = kFailed;
        }
    }
    if (files.empty()) std::cerr << "There is no plugin in " << folder.string() << '\n';
    return files.empty() ? kFailed : exit_code;
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
}

}  // namespace concordat::cli
