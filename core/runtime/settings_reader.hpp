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
    // First of all paths: others may begin with it.
    void readDataDir(YamlSection& root);
    // Absolute afterwards, without dots.
    void readPath(YamlSection& section, const std::string& key, std::filesystem::path& out) const;
    // In production not in clear to other machines.
    ListenerSettings readListener(YamlSection& section) const;
    AccessLogSettings readAccessLog(YamlSection section) const;
    // Each with all that belongs to it.
    CloudSettings readCloud(YamlSection section) const;
    PluginSettings readPlugin(YamlSection section) const;
    // By the backend that it names; keys of the other are unknown ones.
    StoreSettings readStore(YamlSection section, const std::string& cloud) const;
    void readSqlite(YamlSection& section, const std::string& cloud, StoreSettings& store) const;
    // In production with a verified certificate, unless it is on this machine.
    void readPostgresql(YamlSection& section, const std::string& cloud, StoreSettings& store) const;
    // Exactly one of the two; in production the external one.
    IdentitySettings readIdentity(YamlSection section, const std::string& cloud) const;
    void readBuiltIn(YamlSection section, const std::string& cloud, IdentitySettings& out) const;
    void readExternal(YamlSection section, IdentitySettings& out) const;
    // From the environment, a file, or (in development) the data folder.
    void readMasterKey(YamlSection& section, CloudSettings& cloud) const;
    void readTrustedProxies(YamlSection& section, CloudSettings& cloud) const;
    // What makes two clouds share a port, a log or a store.
    void refuseSharing(YamlSection& root, const Settings& settings) const;

    std::filesystem::path folder_;
    const Surroundings& surroundings_;  // not owned; outlives the reading
    std::vector<Mistake>& mistakes_;    // not owned; outlives the reading
    Environment environment_ = Environment::Development;
    std::filesystem::path data_dir_;
};

}  // namespace concordat::runtime
