#pragma once

#include <string>
#include <vector>

#include "core/runtime/settings.hpp"

namespace concordat::runtime {

/// What differs between the settings that a process runs with and those that its file has now: by
/// place, such as "clouds[0].access_log.file", in the order of the places. A file that a setting
/// names may have another content all the same.
struct SettingsChange {
    /// Whether clouds, environment and data folder are the same; where not, nothing can change at
    /// once.
    bool of_same_clouds = true;
    /// What can change while the process runs: the access log's file and label, the throttling, and
    /// the folder of agreements.
    std::vector<std::string> at_once;
    /// Everything else; also a log where there was none, or none any more.
    std::vector<std::string> at_restart;

    /// Those of `at_once` that are of the cloud with that index in the settings.
    [[nodiscard]] std::vector<std::string> ofCloud(std::size_t index) const;
};

/// Compares. Where the clouds, the environment or the data folder are others, nothing can change at
/// once: it might be meant for another cloud, or be at another place.
[[nodiscard]] SettingsChange compareSettings(const Settings& running, const Settings& next);

/// Where a setting of the cloud with that index is, up to its own name.
[[nodiscard]] std::string placeOf(std::size_t cloud);

/// Takes into `running` what `change` says can change at once.
void adopt(Settings& running, const Settings& next, const SettingsChange& change);

/// The places with commas between them; "none" of none.
[[nodiscard]] std::string listOf(const std::vector<std::string>& places);

}  // namespace concordat::runtime
