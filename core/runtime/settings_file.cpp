#include "core/runtime/settings_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <yaml-cpp/yaml.h>

#include "core/runtime/settings_reader.hpp"

namespace concordat::runtime {

SettingsRefused::SettingsRefused(const std::filesystem::path& file, std::vector<Mistake> mistakes)
    : mistakes_(std::move(mistakes)) {
    std::stable_sort(mistakes_.begin(), mistakes_.end(),
                     [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
    for (const auto& [line, text] : mistakes_) {
        text_ += file.string();
        if (line != 0) text_ += ":" + std::to_string(line);
        text_ += ": " + text + "\n";
    }
}

Surroundings processSurroundings() {
    std::error_code none;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", none);
    return {.variable = [](const std::string& name) -> std::optional<std::string> {
                const char* value = std::getenv(name.c_str());
                if (value == nullptr) return std::nullopt;
                return value;
            },
            .plugin_dir = program.parent_path().parent_path() / "clouds"};
}

Settings readSettings(const std::filesystem::path& file, const Surroundings& surroundings) {
    std::vector<Mistake> mistakes;
    Settings settings;
    try {
        SettingsReader reader(std::filesystem::absolute(file).parent_path(), surroundings,
                              mistakes);
        settings = reader.read(YAML::LoadFile(file.string()));
    } catch (const YAML::BadFile&) {
        mistakes.push_back({0, "the file cannot be read; see that it exists and who may read it"});
    } catch (const YAML::Exception& error) {
        mistakes.push_back(
            {error.mark.is_null() ? 0 : static_cast<std::size_t>(error.mark.line) + 1,
             "this is not YAML: " + error.msg});
    }
    if (!mistakes.empty()) throw SettingsRefused(file, std::move(mistakes));
    return settings;
}

}  // namespace concordat::runtime
