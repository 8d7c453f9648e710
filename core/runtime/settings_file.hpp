#pragma once

#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/runtime/setting_lines.hpp"
#include "core/runtime/settings.hpp"

namespace concordat::runtime {

/// One thing wrong in a settings file, and what would be right.
struct Mistake {
    std::size_t line = 0;  ///< from 1; 0: the file as a whole
    /// What is wrong and what would be right, without the place.
    std::string text;
};

/// Settings that a process must not start with: every mistake at once, so that an operator mends a
/// file in one go. Ends the program with exit code 3.
class SettingsRefused : public std::exception {
public:
    /// Sorts the mistakes by line; there is at least one.
    SettingsRefused(const std::filesystem::path& file, std::vector<Mistake> mistakes);

    /// By line.
    [[nodiscard]] const std::vector<Mistake>& mistakes() const noexcept { return mistakes_; }

    /// One line for each mistake: "file:line: text".
    [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

private:
    std::vector<Mistake> mistakes_;
    std::string text_;
};

/// What surrounds the process and may override the file; tests give their own.
struct Surroundings {
    /// The value of an environment variable; nothing when it is not set.
    std::function<std::optional<std::string>(const std::string& name)> variable;

    /// Where plugins are looked up whose file has no absolute path.
    std::filesystem::path plugin_dir;
};

/// The surroundings of this process: its environment, and the folder of plugins that was installed
/// with its program (lib/concordat/clouds under the same prefix) or, in a build tree, the folder
/// `clouds` beside that of its program.
[[nodiscard]] Surroundings processSurroundings();

/// A settings file as far as it could be read, with what is wrong so far.
struct SettingsDraft {
    Settings settings;  ///< a value that is wrong or absent has its default
    SettingLines lines;
    std::vector<Mistake> mistakes;

    /// Notes what is wrong with the value at `place`, such as "clouds[0].plugin.file", unless fault
    /// has been found with that value already.
    void note(const std::string& place, const std::string& text);
};

/// Reads a settings file as `readSettings` does and keeps its mistakes, so that more can be looked
/// for. Throws for none of them.
[[nodiscard]] SettingsDraft draftSettings(const std::filesystem::path& file,
                                          const Surroundings& surroundings);

/// Looks at the files that the settings name, without starting anything: certificates, keys,
/// secrets and the seed must be there and readable, and in production none of the secrets may be
/// readable by everyone.
void checkFiles(SettingsDraft& draft);

/// Looks at the clouds' plugins as `concordat plugin inspect` does: none of their code is run. Each
/// must be a plugin that this program can load, be of the cloud that the settings name and have
/// the pinned checksum; and the facts beside it must list the places of store and log. What a
/// plugin's own code decides, such as on its settings, shows only at a start.
void checkPlugins(SettingsDraft& draft);

/// Reads and checks a settings file, with the overrides of the environment applied:
/// CONCORDAT_DATA_DIR, and for the cloud `a-b` CONCORDAT_STORE_PASSWORD_A_B and
/// CONCORDAT_MASTER_KEY_A_B. Opens no other file. Relative paths start at the folder of the
/// settings file, not where the process was started. @throws SettingsRefused
[[nodiscard]] Settings readSettings(const std::filesystem::path& file,
                                    const Surroundings& surroundings);

/// As `readSettings`, and looks at the files that the settings name: what every command needs that
/// works with a cloud. @throws SettingsRefused with the mistakes of both
[[nodiscard]] Settings readCheckedSettings(const std::filesystem::path& file,
                                           const Surroundings& surroundings);

}  // namespace concordat::runtime
