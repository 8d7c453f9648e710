#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <concordat/rules/cloud.hpp>
#include <concordat/rules/own_languages.hpp>
#include <concordat/rules/own_tables.hpp>

namespace concordat::cloud_store {
class SessionOpener;
struct StoreSettings;
}  // namespace concordat::cloud_store

namespace concordat::host {

/// Who a plugin says it is, as its file says without running any of its code. Texts are printable
/// ASCII and not trusted for anything but showing them and comparing them.
struct PluginInfo {
    /// As it was given, not resolved.
    std::filesystem::path path;
    /// As settings name clouds. Only a claim until the facts of the loaded plugin name the same.
    std::string cloud_id;
    /// Of the class that implements it, for people.
    std::string name;
    std::string version;
    /// Of the SDK that the plugin was built with.
    std::uint32_t sdk_major = 0;
    std::uint32_t sdk_minor = 0;
    /// Compiler, ABI and library: see CONCORDAT_COMPILER_TAG.
    std::string compiler;
    std::string soci;    ///< empty when the plugin does not open the store
    std::string boost;   ///< empty when the plugin does not open the store
    std::string sha256;  ///< of the file, 64 hexadecimal digits in lower case
};

/// Is told what goes wrong in a plugin, besides the events: for who tries a plugin rather than
/// serves by it. Called from the thread that asked or, for a rule that does not return, from the
/// watchdog's; must not throw.
class PluginObserver {
public:
    virtual ~PluginObserver() = default;

    /// `rule` ended in PLUGIN-FAULT, and why, as the event says it.
    virtual void ruleFailed(std::string_view rule, std::string_view why) = 0;
    /// `rule` does not return. Told before the process ends where the options say that it does.
    virtual void ruleStopped(std::string_view rule) = 0;
};

/// How a plugin is loaded, from the operator's settings.
struct LoadOptions {
    /// What the file's SHA-256 must be, 64 hexadecimal digits in either case; empty: not pinned.
    std::string sha256;
    std::filesystem::path facts_directory;  ///< holds cloud.yaml; empty: the folder of the plugin
    std::map<std::string, std::string, std::less<>>
        settings;  ///< for the plugin, such as closes_for_new_customers
    /// A rule that takes longer has stopped for good. A thousand times what rules may take, so that
    /// a busy machine or a debugger's pause is not mistaken for a hang.
    std::chrono::milliseconds budget{1000};
    bool end_process_on_hang = false;  ///< true: the supervisor restarts the process after a hang
    /// Must outlive the plugin; null: nobody.
    PluginObserver* observer = nullptr;
};

/// One loaded cloud: its library, its rules behind the guard, its facts. Made by load(), owned by
/// the cloud's runtime; outlives everything that was made from it, session openers included. The
/// library is never unloaded. Every function but sessionOpener() may be called from every thread.
class LoadedPlugin {
public:
    virtual ~LoadedPlugin() = default;

    /// Who it is, with its checksum.
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

    /// The migrations of the cloud's own tables, in order; empty when it has none. Checked: none
    /// touches anything but names of the cloud's own.
    [[nodiscard]] virtual const std::vector<rules::Migration>& migrations() const = 0;

    /// What the cloud says in further languages; empty when it speaks none.
    [[nodiscard]] virtual const std::vector<rules::Catalogue>& catalogues() const = 0;

    /// Lets the plugin say how to open the store of `settings`. Asks the rules first: a transport
    /// counts as encrypted when `tls_mode` is set and not "disable". Does not connect. Called at
    /// start and by operators' commands, by one thread.
    /// @throws FatalError PLUGIN-STORE-TAGS when it was built with another compiler, SOCI or Boost,
    /// PLUGIN-STORE-NONE when it does not open stores, PLUGIN-STORE-REFUSED when its rules or the
    /// opener refuse the settings
    [[nodiscard]] virtual std::unique_ptr<cloud_store::SessionOpener> sessionOpener(
        const cloud_store::StoreSettings& settings) const = 0;
};

/// The rule id of a refusal that no rule of the cloud made: the plugin failed. Its event has the
/// same name. Partners see it as any other rule's id, with a general text.
inline constexpr std::string_view kFaultRule = "PLUGIN-FAULT";

/// Reads who the plugin in `file` is, without running any of its code; the file may be hostile.
/// Says nothing of whether it would load: versions and pins are checked by load(). Hashes the whole
/// file.
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
/// checksum have been accepted. Called at start and by operators' commands; blocks while the plugin
/// reads its facts.
/// @throws FatalError with the event id of the reason: PLUGIN-MISSING, PLUGIN-FORMAT,
/// PLUGIN-DESCRIPTOR, PLUGIN-SDK, PLUGIN-CHECKSUM, PLUGIN-LOAD, PLUGIN-CREATE, PLUGIN-FACTS,
/// PLUGIN-TABLES or PLUGIN-LANGUAGES; the message says what to do
[[nodiscard]] std::unique_ptr<LoadedPlugin> load(const std::filesystem::path& file,
                                                 const LoadOptions& options);

}  // namespace concordat::host
