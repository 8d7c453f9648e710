#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/runtime/cloud_runtime.hpp"
#include "core/runtime/settings_file.hpp"

namespace concordat::runtime {

/// Reads the settings of a running process again and changes what can change while it runs, all of
/// it or nothing:
///
/// - a file with a mistake, a sink that its cloud's rules do not allow, an access log that cannot
///   be opened, an operator's agreement that cannot be served, or a change that a store does not
///   take an entry of, refuses the whole (RUNTIME-SETTINGS-REFUSED), and the process goes on as it
///   ran;
/// - what changed at once, the operator's agreements included, is in the record of its cloud and in
///   RUNTIME-SETTINGS-RELOADED;
/// - what else differs is named by RUNTIME-SETTINGS-RESTART and waits for a restart.
///
/// `running` is what the clouds were made from, in their order. From the thread that runs the
/// process; throws for nothing that is wrong with the file.
void reloadSettings(Settings& running, const std::vector<std::unique_ptr<CloudRuntime>>& clouds,
                    const std::filesystem::path& file, const Surroundings& surroundings);

}  // namespace concordat::runtime
