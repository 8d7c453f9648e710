#pragma once

#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/runtime/settings.hpp"

namespace concordat::runtime {

/// One thing wrong in a settings file, and what would be right.
struct Mistake {
    std::size_t line = 0;  ///< from 1; 0: the file as a whole
    std::string text;
};

/// Settings that a process must not start with: every mistake at once, so that an operator mends a
/// file in one go.
class SettingsRefused : public std::exception {
public:
    SettingsRefused(const std::filesystem::path& file, std::vector<Mistake> mistakes);

    [[nodiscard]] const std::vector<Mistake>& mistakes() const noexcept { return mistakes_; }

    /// One line for each mistake: "file:line: text".
    [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

private:
    std::vector<Mistake> mistakes_;
    std::string text_;
};

/// What surrounds the process and may override the file.
struct Surroundings {
    /// The value of an environment variable; nothing when it is not set.
    std::function<std::optional<std::string>(const std::string& name)> variable;

    /// Where plugins are looked up whose file has no absolute path.
    std::filesystem::path plugin_dir;
};

/// The surroundings of this process: its environment, and the folder `clouds` beside the folder of
/// its program.
[[nodiscard]] Surroundings processSurroundings();

/// Reads and checks a settings file, with the overrides of the environment applied:
/// CONCORDAT_DATA_DIR, and for the cloud `a-b` CONCORDAT_STORE_PASSWORD_A_B and
/// CONCORDAT_MASTER_KEY_A_B. Opens no other file. @throws SettingsRefused
[[nodiscard]] Settings readSettings(const std::filesystem::path& file,
                                    const Surroundings& surroundings);

/// Looks at the files that `settings` name, without starting anything: certificates, keys and
/// secrets must be there, and in production none of the secrets may be readable by everyone. `file`
/// is named in messages. @throws SettingsRefused
void checkFiles(const Settings& settings, const std::filesystem::path& file);

}  // namespace concordat::runtime
