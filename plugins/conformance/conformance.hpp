#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <concordat/rules/own_tables.hpp>

#include "plugins/conformance/report.hpp"

namespace concordat::cloud_store {
class SessionOpener;
struct StoreSettings;
}  // namespace concordat::cloud_store

namespace concordat::conformance {

/// One trial of the core's store on a plugin's sessions.
struct StoreTrial {
    std::shared_ptr<const cloud_store::SessionOpener> opener;
    std::string cloud;
    /// The migrations of the cloud's own tables, all of them.
    std::vector<rules::Migration> migrations;
    /// How many of them the store has before the rest are applied: that of an earlier version.
    std::size_t applied_before = 0;
};

/// Brings the empty store of `settings` to that version and then up to date, writes to it, opens it
/// again and reads the same back. @throws std::exception saying what differs or went wrong
using StoreRoundTrip =
    std::function<void(const StoreTrial& trial, const cloud_store::StoreSettings& settings)>;

/// Makes an empty PostgreSQL database, gives its settings (all but the location) to `use`, and
/// removes it. @throws std::exception when there is no server or it may not
using ScratchDatabase =
    std::function<void(const std::function<void(cloud_store::StoreSettings settings)>& use)>;

/// What is checked, and what the kit cannot know by itself: the core's part is given by who runs
/// it, so that the kit depends on the SDK and the host alone.
struct Options {
    std::filesystem::path file;
    /// For the plugin, as the operator's plugin.settings.
    std::map<std::string, std::string, std::less<>> settings;
    /// The ids of all operations of the partner API.
    std::vector<std::string> operations;
    /// The core's store. Empty: the round trips are not run.
    StoreRoundTrip store_round_trip;
    /// Empty: the round trip on PostgreSQL is not run.
    ScratchDatabase scratch_database;
    /// Of one check. What takes longer is ended and a finding.
    std::chrono::seconds patience{60};
    /// What a rule may take; a build without optimisation needs more.
    std::chrono::milliseconds rule_budget{1};
};

/// Runs every check on the plugin in a child process and collects what it found. A plugin that
/// crashes, hangs or ends the process costs its check, not the report: the child is ended by its id
/// and another one goes on with the next check. The child is no sandbox: check only what you would
/// run.
///
/// Forks without executing, so it must be called while the process has one thread; what the
/// plugin's code writes to standard output or error is not shown.
[[nodiscard]] Report check(const Options& options);

}  // namespace concordat::conformance
