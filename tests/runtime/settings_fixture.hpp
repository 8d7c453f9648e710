#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <unistd.h>

#include "core/runtime/settings_file.hpp"

namespace concordat::runtime {

/// A folder that is there for one test.
class TemporaryFolder {
public:
    TemporaryFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "concordat-test-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Writes a file into the folder and returns its path.
    std::filesystem::path write(const std::string& name, const std::string& content) const {
        std::ofstream(path_ / name) << content;
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

/// An environment that holds what a test says and nothing else.
inline Surroundings surroundingsWith(std::map<std::string, std::string> variables = {}) {
    return {.variable = [variables = std::move(variables)](
                            const std::string& name) -> std::optional<std::string> {
                const auto found = variables.find(name);
                if (found == variables.end()) return std::nullopt;
                return found->second;
            },
            .plugin_dir = "/plugins"};
}

}  // namespace concordat::runtime
