#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include <concordat/rules/cloud.hpp>

namespace concordat::cloud_store {
class SessionOpener;
struct StoreSettings;
}  // namespace concordat::cloud_store

namespace concordat::host {

/// Who a plugin says it is, as its file says without running any of its code.
struct PluginInfo {
    std::filesystem::path path;
    std::string cloud_id;
    std::string name;
    std::string version;
    std::uint32_t sdk_major = 0;
    std::uint32_t sdk_minor = 0;
    std::string compiler;
    std::string soci;    ///< empty when the plugin does not open the store
    std::string boost;   ///< empty when the plugin does not open the store
    std::string sha256;  ///< of the file, 64 hexadecimal digits in lower case
};

/// How a plugin is loaded, from the operator's settings.
struct LoadOptions {
    std::string sha256;                     ///< what the file's SHA-256 must be; empty: not pinned
    std::filesystem::path facts_directory;  ///< holds cloud.yaml; empty: the folder of the plugin
    std::map<std::string, std::string, std::less<>>
        settings;                            ///< for the plugin, such as closes_for_new_customers
    std::chrono::milliseconds budget{1000};  ///< a rule that takes longer has stopped for good
    bool end_process_on_hang = false;  ///< true: the supervisor restarts the process after a hang
};

/// One loaded cloud: its library, its rules behind the guard, its facts. Owned by the cloud's
/// runtime; outlives everything that was made from it. The library is never unloaded.
class LoadedPlugin {
public:
    virtual ~LoadedPlugin() = default;

    /// Who it is.
    [[nodiscard]] virtual const PluginInfo& info() const = 0;

    /// Its rules, guarded: whatever goes wrong in them is a refusal by the rule PLUGIN-FAULT.
    /// Callable from every thread.
    [[nodiscard]] virtual const rules::Cloud& cloud() const = 0;

    /// How often a rule went wrong since the start: threw, answered nonsense or was refused because
    /// another one had stopped. For metrics.
    [[nodiscard]] virtual std::uint64_t faults() const = 0;

    /// Whether a rule stopped for good, so that every request is refused until a restart. For the
    /// readiness check.
    [[nodiscard]] virtual bool stopped() const = 0;

    /// Lets the plugin say how to open the store of `settings`.
    /// @throws FatalError PLUGIN-STORE-TAGS when it was built with another compiler, SOCI or Boost,
    /// PLUGIN-STORE-NONE when it does not open stores, PLUGIN-STORE-REFUSED when its rules or the
    /// opener refuse the settings
    [[nodiscard]] virtual std::unique_ptr<cloud_store::SessionOpener> sessionOpener(
        const cloud_store::StoreSettings& settings) const = 0;
};

/// The rule id of a refusal that no rule of the cloud made: the plugin failed. Its event has the
/// same name.
inline constexpr std::string_view kFaultRule = "PLUGIN-FAULT";

/// Reads who the plugin in `file` is, without running any of its code; the file may be hostile.
/// @throws FatalError PLUGIN-MISSING, PLUGIN-FORMAT or PLUGIN-DESCRIPTOR
[[nodiscard]] PluginInfo inspect(const std::filesystem::path& file);

/// What `load` asks before anything of a plugin runs, one by one: that it was built with an SDK
/// that this host has. @throws FatalError PLUGIN-SDK
void requireVersion(const PluginInfo& info);

/// That its file has the approved checksum; an empty one approves every file.
/// @throws FatalError PLUGIN-CHECKSUM
void requireChecksum(const PluginInfo& info, const std::string& sha256);

/// That it may open the store: what `sessionOpener` asks first.
/// @throws FatalError PLUGIN-STORE-NONE, PLUGIN-STORE-TAGS
void requireStoreTags(const PluginInfo& info);

/// Loads the plugin in `file` and makes its cloud; nothing of it runs before its file, version and
/// checksum have been accepted. Called at start.
/// @throws FatalError with the event id of the reason; the message says what to do
[[nodiscard]] std::unique_ptr<LoadedPlugin> load(const std::filesystem::path& file,
                                                 const LoadOptions& options);

}  // namespace concordat::host
