#include "core/runtime/settings_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <ios>

#include "core/runtime/settings_reader.hpp"

namespace concordat::runtime {
namespace {

/// No setting lies deeper; aliases could lead round in circles.
constexpr int kDeepest = 6;

constexpr auto kUnreadable = "the file cannot be read; see that it exists and who may read it";

using Texts = std::map<std::string, std::string>;

void noteLines(const YAML::Node& node, const std::string& place, SettingLines& lines, Texts& texts,
               int depth = 0) {
    if (depth == kDeepest) return;
    if (node.IsScalar()) texts[place] = node.Scalar();
    for (std::size_t i = 0; node.IsSequence() && i < node.size(); ++i) {
        const auto item = place + "[" + std::to_string(i) + "]";
        lines.add(item, static_cast<std::size_t>(node[i].Mark().line) + 1);
        noteLines(node[i], item, lines, texts, depth + 1);
    }
    if (!node.IsMap()) return;
    for (const auto& entry : node) {
        const auto key = (place.empty() ? "" : place + ".") + entry.first.Scalar();
        lines.add(key, static_cast<std::size_t>(entry.first.Mark().line) + 1);
        noteLines(entry.second, key, lines, texts, depth + 1);
    }
}

Settings settingsOf(SettingsDraft draft, const std::filesystem::path& file) {
    if (!draft.mistakes.empty()) throw SettingsRefused(file, std::move(draft.mistakes));
    return std::move(draft.settings);
}

}  // namespace

SettingsRefused::SettingsRefused(const std::filesystem::path& file, std::vector<Mistake> mistakes)
    : mistakes_(std::move(mistakes)) {
    // Mistakes of the file as a whole have line 0 and come first.
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
    // The program's own place, so that it can be started from anywhere.
    const auto folder =
        std::filesystem::read_symlink("/proc/self/exe", none).parent_path().parent_path();
    auto plugins = folder / CONCORDAT_PLUGIN_FOLDER;
    if (!exists(plugins, none)) plugins = folder / "clouds";
    return {.variable = [](const std::string& name) -> std::optional<std::string> {
                const char* value = std::getenv(name.c_str());
                if (value == nullptr) return std::nullopt;
                return value;
            },
            .plugin_dir = plugins};
}

void SettingsDraft::note(const std::string& place, const std::string& text) {
    const auto beginning = "'" + place + "'";
    for (const auto& mistake : mistakes)
        if (mistake.text.starts_with(beginning)) return;
    mistakes.push_back({lines.at(place), beginning + " " + text});
}

std::vector<Mistake> readYaml(
    const std::filesystem::path& file,
    const std::function<void(const YAML::Node&, std::vector<Mistake>&)>& read) {
    // yaml-cpp opens a folder, fails to read it and leaves its buffer behind.
    std::error_code none;
    if (std::filesystem::is_directory(file, none)) return {{0, kUnreadable}};
    std::vector<Mistake> mistakes;
    try {
        read(YAML::LoadFile(file.string()), mistakes);
    } catch (const YAML::BadFile&) {
        mistakes.push_back({0, kUnreadable});
    } catch (const std::ios_base::failure&) {  // a disk that fails
        mistakes.push_back({0, kUnreadable});
    } catch (const YAML::Exception& error) {
        mistakes.push_back(
            {error.mark.is_null() ? 0 : static_cast<std::size_t>(error.mark.line) + 1,
             "this is not YAML: " + error.msg});
    }
    return mistakes;
}

SettingsDraft draftSettings(const std::filesystem::path& file, const Surroundings& surroundings) {
    SettingsDraft draft;
    const auto folder = std::filesystem::absolute(file).parent_path();
    draft.mistakes = readYaml(file, [&](const YAML::Node& root, std::vector<Mistake>& mistakes) {
        Texts texts;
        noteLines(root, "", draft.lines, texts);
        draft.settings = SettingsReader(folder, surroundings, mistakes).read(root);
        draft.settings.texts = std::move(texts);
    });
    return draft;
}

Settings readSettings(const std::filesystem::path& file, const Surroundings& surroundings) {
    return settingsOf(draftSettings(file, surroundings), file);
}

Settings readCheckedSettings(const std::filesystem::path& file, const Surroundings& surroundings) {
    auto draft = draftSettings(file, surroundings);
    checkFiles(draft);
    return settingsOf(std::move(draft), file);
}

}  // namespace concordat::runtime
