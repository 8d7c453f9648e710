#include "tools/concordat/plugin_new.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "tools/concordat/command.hpp"

namespace concordat::cli {
namespace {

namespace fs = std::filesystem;

/// Leaves room in a plugin's descriptor for the name of the class that is made of it.
constexpr std::size_t kLongestName = 24;
/// A rule's prefix has two to eight letters.
constexpr std::size_t kShortestPrefix = 2;
constexpr std::size_t kLongestPrefix = 8;
constexpr std::string_view kEnding = ".in";

/// What stands in the template between two @, and in names of files as NAME.
using Words = std::map<std::string, std::string>;

bool isLetter(char c) {
    return c >= 'a' && c <= 'z';
}

char upper(char c) {
    return isLetter(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

void requireName(const std::string& name) {
    const bool signs = std::all_of(name.begin(), name.end(), [](char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '-';
    });
    if (name.empty() || name.size() > kLongestName || !signs || !isLetter(name.front()) ||
        name.back() == '-' || name.find("--") != std::string::npos)
        throw std::runtime_error("'" + name +
                                 "' cannot be the name of a cloud: use lower-case letters, digits "
                                 "and single hyphens between them, a letter first, at most 24");
}

void requireRoom(const fs::path& folder) {
    if (exists(folder) && !is_directory(folder))
        throw std::runtime_error(folder.string() + " is there and is no folder; name another");
    if (exists(folder) && !is_empty(folder))
        throw std::runtime_error(folder.string() +
                                 " is there and not empty; name a folder that is not there yet");
}

Words wordsFor(const std::string& name) {
    Words words{{"ID", name}, {"NAMESPACE", name}, {"CLASS", ""}, {"PREFIX", ""}};
    std::replace(words["NAMESPACE"].begin(), words["NAMESPACE"].end(), '-', '_');
    bool first = true;
    for (const char c : name) {
        if (c != '-') words["CLASS"] += first ? upper(c) : c;
        if (isLetter(c) && words["PREFIX"].size() < kLongestPrefix) words["PREFIX"] += upper(c);
        first = c == '-';
    }
    words["CLASS"] += "Cloud";
    words["PREFIX"].resize(std::max(words["PREFIX"].size(), kShortestPrefix), 'X');
    return words;
}

std::string filled(std::string text, const Words& words) {
    for (const auto& [word, value] : words) {
        const auto place = "@" + word + "@";
        for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at))
            text.replace(at, place.size(), value);
    }
    return text;
}

/// Beside the program, installed or in its build folder.
fs::path templateFolder() {
    const auto prefix = fs::read_symlink("/proc/self/exe").parent_path().parent_path();
    auto folder = prefix / CONCORDAT_TEMPLATE_FOLDER;
    if (!is_directory(folder))
        throw std::runtime_error("the template is not installed: there is no " + folder.string() +
                                 "; install the component dev");
    return folder;
}

void copyFilled(const fs::path& from, const fs::path& folder, const Words& words) {
    std::ifstream in(from, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto name = from.filename().string();
    name.resize(name.size() - kEnding.size());
    if (name.starts_with("NAME_")) name.replace(0, 4, words.at("NAMESPACE"));
    std::ofstream out(folder / name, std::ios::binary);
    out << filled(text, words);
    out.close();
    if (!in || !out) throw std::runtime_error((folder / name).string() + " cannot be written");
}

int makeProject(const std::string& name, const fs::path& folder) {
    requireName(name);
    requireRoom(folder);
    const auto words = wordsFor(name);
    const auto source = templateFolder();
    create_directories(folder);
    for (const auto& entry : fs::directory_iterator(source))
        if (entry.path().extension() == kEnding) copyFilled(entry.path(), folder, words);
    std::cout << "The cloud '" << name << "' is in " << folder.string()
              << "; its README.md says how to build it.\n";
    return kDone;
}

}  // namespace

void addPluginNewCommand(CLI::App& plugin, int& exit_code) {
    auto* command = plugin.add_subcommand("new", "Write the project of a new cloud");
    explain(*command,
            "It builds as it is with CMake against the SDK that was installed with this program. "
            "docs/plugin-author.md\nleads on from there.");
    auto* name =
        command->add_option("NAME", "Its id: lower-case letters, digits and hyphens")->required();
    auto* folder =
        command->add_option("DIR", "Where; must not be there yet, or be empty")->required();
    command->callback([name, folder, &exit_code] {
        exit_code = makeProject(name->as<std::string>(), folder->as<std::string>());
    });
}

}  // namespace concordat::cli
