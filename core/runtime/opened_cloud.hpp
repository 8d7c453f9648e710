#pragma once

#include <memory>
#include <string>

#include "core/runtime/settings.hpp"
#include "core/store/store.hpp"
#include "plugins/host/host.hpp"

namespace concordat::runtime {

/// Loads a cloud's plugin as its settings say and checks that it is the cloud that they name, and
/// that its rules allow every sink of the settings. So nothing of a cloud can be opened before its
/// residency has been settled; but for an entry of its record about a sink that is refused.
/// @throws FatalError RUNTIME-OTHER-CLOUD, RUNTIME-LOCATION-REFUSED and those of the plugin host
[[nodiscard]] std::unique_ptr<host::LoadedPlugin> loadPlugin(const Settings& settings,
                                                             const CloudSettings& cloud);

/// How the cloud's plugin opens its store. With `as_owner` by the role that owns the tables, if the
/// settings name another than the service's: for migrations and operators' commands. Connects to
/// nothing; `plugin` outlives the result. @throws FatalError of LoadedPlugin::sessionOpener
[[nodiscard]] std::shared_ptr<const cloud_store::SessionOpener> sessionOpenerOf(
    const host::LoadedPlugin& plugin, const CloudSettings& cloud, bool as_owner = false);

/// Whether a cloud's store can be opened without making it: false for a SQLite file that is not
/// there.
[[nodiscard]] bool isThere(const StoreSettings& store);

/// Refuses a store that `concordat migrate` has not made or brought up to date, before anything is
/// opened that would make a file. @throws FatalError STORE-SCHEMA-BEHIND, and as
/// `store::migrationStatus`
void requireMigrated(const cloud_store::SessionOpener& opener, const host::LoadedPlugin& plugin,
                     const CloudSettings& cloud);

/// What core/store needs to know of a cloud's store; where and as whom is in the session opener.
[[nodiscard]] store::StoreSettings storeSettingsOf(const Settings& settings,
                                                   const CloudSettings& cloud,
                                                   const host::LoadedPlugin& plugin,
                                                   store::StoreUse use);

/// The cloud's master key: from the environment, from its file, or (in development) made and
/// written to that file first. Losing it loses all personal data of the cloud. @throws FatalError
/// STORE-MASTER-KEY
[[nodiscard]] store::Key masterKeyOf(const Settings& settings, const CloudSettings& cloud);

/// A cloud's plugin and its store, open: what the server and operators' commands share. The plugin
/// outlives the store, whose sessions its code opens. Thread-safe as its parts are.
class OpenedCloud {
public:
    /// Opens both. A server in development brings the store up to date first; else an operator has
    /// done that with `concordat migrate`, or nothing is opened and no file is made.
    /// @throws FatalError of the plugin host and the store
    OpenedCloud(const Settings& settings, const CloudSettings& cloud, store::StoreUse use);

    /// For health, metrics and opening further sessions.
    [[nodiscard]] const host::LoadedPlugin& plugin() const { return *plugin_; }
    /// The cloud's facts and guarded rules.
    [[nodiscard]] const rules::Cloud& rules() const { return plugin_->cloud(); }
    /// Opened by the service's role to serve, by the owner's for commands.
    [[nodiscard]] store::Store& store() { return *store_; }

    /// The secret that signs continuation tokens: derived from the master key, so that every
    /// instance of the cloud has the same and no other cloud has it.
    [[nodiscard]] const std::string& cursorKey() const { return cursor_key_; }

private:
    std::unique_ptr<host::LoadedPlugin> plugin_;
    std::string cursor_key_;
    std::unique_ptr<store::Store> store_;
};

}  // namespace concordat::runtime
