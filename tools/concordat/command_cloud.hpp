#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "core/runtime/opened_cloud.hpp"
#include "core/runtime/settings_file.hpp"

namespace concordat::cli {

/// Which cloud of which settings a command is about: the options --config and --cloud. Lives as
/// long as the command line.
struct CloudChoice {
    /// Path of the settings file.
    std::string config;
    /// Id; empty: the only one.
    std::string cloud;
};

/// Adds --config (or CONCORDAT_CONFIG; config/development.yaml by default) and --cloud, which may
/// be left out when the settings have one cloud only.
std::shared_ptr<CloudChoice> addCloudOptions(CLI::App& command);

/// Adds --config alone.
std::shared_ptr<CloudChoice> addConfigOption(CLI::App& command);

/// The settings of a choice with its cloud. A value: the commands' own.
struct ChosenCloud {
    runtime::Settings settings;
    std::string id;

    /// The cloud's settings, inside `settings`; `id` is one of them.
    [[nodiscard]] const runtime::CloudSettings& cloud() const { return *settings.cloud(id); }
};

/// Reads and checks the settings, files included, and silences events below a warning: a command's
/// output is for people. @throws SettingsRefused; std::runtime_error naming the clouds that there
/// are when the chosen one is none of them
[[nodiscard]] runtime::Settings readForCommand(const CloudChoice& choice);

/// As above, with the cloud that is meant. @throws also std::runtime_error when none was chosen of
/// several
[[nodiscard]] ChosenCloud chooseCloud(const CloudChoice& choice);

/// Opens the chosen cloud beside a server that may be running, as the role that owns the tables.
/// Events are written again from here on. @throws FatalError
[[nodiscard]] std::unique_ptr<runtime::OpenedCloud> openForCommand(const ChosenCloud& chosen);

/// The partner with that name (compared without regard to case), tenant id or partner network id.
/// @throws std::runtime_error when there is none, or more than one
[[nodiscard]] partners::Partner findPartner(store::Store& store, const std::string& name);

}  // namespace concordat::cli
