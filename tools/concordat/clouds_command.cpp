#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/runtime/settings_file.hpp"
#include "plugins/host/host.hpp"
#include "tools/concordat/cloud_difference.hpp"
#include "tools/concordat/command.hpp"

namespace concordat::cli {
namespace {

/// Which two clouds, and how to answer.
struct Comparison {
    std::string left;
    std::string right;
    std::string folder;
    bool json = false;
};

/// The plugins of a folder by the id of their cloud. One that cannot be read is none of those that
/// are asked for.
std::map<std::string, std::filesystem::path> pluginsIn(const std::filesystem::path& folder) {
    std::map<std::string, std::filesystem::path> plugins;
    if (!is_directory(folder)) return plugins;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".so") continue;
        try {
            plugins.emplace(host::inspect(entry.path()).cloud_id, entry.path());
        } catch (const FatalError& error) {
            std::cerr << error.event() << ": " << error.what() << '\n';
        }
    }
    return plugins;
}

/// By the id of the cloud, else by the path of the plugin.
std::unique_ptr<host::LoadedPlugin> load(const std::string& name, const std::string& folder) {
    const auto plugins = pluginsIn(folder);
    const auto found = plugins.find(name);
    if (found != plugins.end()) return host::load(found->second, {});
    if (std::filesystem::path(name).extension() == ".so") return host::load(name, {});
    std::string known;
    for (const auto& [id, path] : plugins) known.append(known.empty() ? "" : ", ").append(id);
    throw std::runtime_error("there is no cloud '" + name + "' in " + folder +
                             "; there are: " + (known.empty() ? "none" : known));
}

int compare(const Comparison& asked) {
    setLogThreshold(Severity::Warning);
    const auto left = load(asked.left, asked.folder);
    const auto right = load(asked.right, asked.folder);
    const auto sections = compareClouds(left->cloud(), right->cloud());
    const auto& one = left->cloud().facts().id;
    const auto& other = right->cloud().facts().id;
    std::cout << (asked.json ? differencesAsJson(one, other, sections) + "\n"
                             : differencesAsText(one, other, sections));
    return kDone;
}

}  // namespace

void addCloudsCommand(CLI::App& app, int& exit_code) {
    auto* clouds = app.add_subcommand("clouds", "Compare clouds");
    clouds->require_subcommand(1);
    auto* diff = clouds->add_subcommand("diff", "Say what differs between two clouds");
    explain(*diff, "Runs the code of both plugins, as serve would. No store is opened.");
    auto asked = std::make_shared<Comparison>();
    diff->add_option("A", asked->left, "Id of a cloud, or its plugin's file")->required();
    diff->add_option("B", asked->right, "The other cloud, likewise")->required();
    diff->add_option("--dir", asked->folder, "Where plugins are; with its subfolders")
        ->default_val(runtime::processSurroundings().plugin_dir.string());
    diff->add_flag("--json", asked->json, "For scripts");
    diff->callback([asked, &exit_code] { exit_code = compare(*asked); });
}

}  // namespace concordat::cli
