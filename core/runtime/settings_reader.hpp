#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/runtime/settings_file.hpp"
#include "core/runtime/yaml_section.hpp"

namespace concordat::runtime {

/// Turns the YAML of a settings file into Settings and notes every mistake. Private to the room;
/// one file each. After a mistake it reads on with the default, so that the operator sees all of
/// them.
class SettingsReader {
public:
    /// `folder` is where relative paths start. The rest is kept by reference and outlives the
    /// reading.
    SettingsReader(std::filesystem::path folder, const Surroundings& surroundings,
                   std::vector<Mistake>& mistakes)
        : folder_(std::move(folder)), surroundings_(surroundings), mistakes_(mistakes) {}

    /// Reads the whole file. The result is worth something only if there was no mistake. Call once:
    /// environment and data folder are read first, since the rest depends on them.
    [[nodiscard]] Settings read(const YAML::Node& root);

private:
    [[nodiscard]] bool isProduction() const { return environment_ == Environment::Production; }
    void readDataDir(YamlSection& root);
    void readPath(YamlSection& section, const std::string& key, std::filesystem::path& out) const;
    ListenerSettings readListener(YamlSection& section) const;
    AccessLogSettings readAccessLog(YamlSection section) const;
    CloudSettings readCloud(YamlSection section) const;
    PluginSettings readPlugin(YamlSection section) const;
    StoreSettings readStore(YamlSection section, const std::string& cloud) const;
    void readSqlite(YamlSection& section, const std::string& cloud, StoreSettings& store) const;
    void readPostgresql(YamlSection& section, const std::string& cloud, StoreSettings& store) const;
    IdentitySettings readIdentity(YamlSection section, const std::string& cloud) const;
    void readBuiltIn(YamlSection section, const std::string& cloud, IdentitySettings& out) const;
    void readExternal(YamlSection section, IdentitySettings& out) const;
    void readMasterKey(YamlSection& section, CloudSettings& cloud) const;
    void readTrustedProxies(YamlSection& section, CloudSettings& cloud) const;
    void refuseSharing(YamlSection& root, const Settings& settings) const;

    std::filesystem::path folder_;
    const Surroundings& surroundings_;  // not owned; outlives the reading
    std::vector<Mistake>& mistakes_;    // not owned; outlives the reading
    Environment environment_ = Environment::Development;
    std::filesystem::path data_dir_;
};

}  // namespace concordat::runtime
