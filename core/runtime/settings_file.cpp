#include "core/runtime/settings_file.hpp"

#include <algorithm>
#include <cstdlib>

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

std::string urlOf(const ListenerSettings& listener, std::uint16_t port) {
    const bool is_v6 = listener.address.find(':') != std::string::npos;
    return (listener.tls ? "https://" : "http://") +
           (is_v6 ? "[" + listener.address + "]" : listener.address) + ":" + std::to_string(port);
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

void readYaml(const std::filesystem::path& file,
              const std::function<void(const YAML::Node&, std::vector<Mistake>&)>& read) {
    std::vector<Mistake> mistakes;
    try {
        read(YAML::LoadFile(file.string()), mistakes);
    } catch (const YAML::BadFile&) {
        mistakes.push_back({0, "the file cannot be read; see that it exists and who may read it"});
    } catch (const YAML::Exception& error) {
        mistakes.push_back(
            {error.mark.is_null() ? 0 : static_cast<std::size_t>(error.mark.line) + 1,
             "this is not YAML: " + error.msg});
    }
    if (!mistakes.empty()) throw SettingsRefused(file, std::move(mistakes));
}

Settings readSettings(const std::filesystem::path& file, const Surroundings& surroundings) {
    Settings settings;
    const auto folder = std::filesystem::absolute(file).parent_path();
    readYaml(file, [&](const YAML::Node& root, std::vector<Mistake>& mistakes) {
        settings = SettingsReader(folder, surroundings, mistakes).read(root);
    });
    return settings;
}

}  // namespace concordat::runtime
