#include "plugins/host/host.hpp"

#include <cctype>
#include <vector>

#include <concordat/cloud_store/plugin.hpp>
#include <concordat/cloud_store/session_opener.hpp>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "plugins/host/descriptor_reader.hpp"
#include "plugins/host/guarded_cloud.hpp"
#include "plugins/host/loaded_library.hpp"
#include "plugins/host/optional_abilities.hpp"

namespace concordat::host {

namespace {

using rules::border::toC;

std::string versionText(std::uint32_t major, std::uint32_t minor) {
    return std::to_string(major) + "." + std::to_string(minor);
}

[[noreturn]] void opensNoStore(const PluginInfo& info) {
    throw FatalError("PLUGIN-STORE-NONE",
                     "The plugin '" + info.path.string() +
                         "' does not open stores. Export it with CONCORDAT_PLUGIN_WITH_STORE.");
}

/// All that can be known without running the plugin.
PluginInfo inspectFile(const PluginFile& file) {
    auto info = infoOf(readDescriptor(file), file.path());
    info.sha256 = file.sha256();
    return info;
}

/// Makes the plugin's instance of its cloud.
concordat_instance* createInstance(const concordat_plugin_table& table, const PluginInfo& info,
                                   const LoadOptions& options) {
    // Beside the plugin, unless tests say otherwise: facts and code are installed together.
    const auto folder =
        options.facts_directory.empty() ? info.path.parent_path() : options.facts_directory;
    const auto directory = std::filesystem::absolute(folder).string();
    std::vector<concordat_setting> settings;
    settings.reserve(options.settings.size());
    for (const auto& [key, value] : options.settings) settings.push_back({toC(key), toC(value)});
    const concordat_host_info host{sizeof(concordat_host_info), toC(directory), settings.data(),
                                   settings.size()};
    concordat_message error{};
    concordat_instance* instance = nullptr;
    try {
        instance = table.create(&host, &error);
    } catch (...) {
        rules::border::copyTo(error.text, "an exception crossed the border");
    }
    if (instance != nullptr) return instance;
    // The plugin wrote it, perhaps to the last byte.
    error.text[sizeof(error.text) - 1] = '\0';
    throw FatalError("PLUGIN-CREATE", "The plugin '" + info.path.string() +
                                          "' cannot make its cloud: " + error.text +
                                          ". Correct its cloud.yaml or its settings.");
}

/// Whether a mode of libpq never falls back to plain text, as "allow" and "prefer" do.
bool isEncrypted(std::string_view tls_mode) {
    return tls_mode == "require" || tls_mode == "verify-ca" || tls_mode == "verify-full";
}

class StandardLoadedPlugin final : public LoadedPlugin {
public:
    StandardLoadedPlugin(PluginInfo info, PluginFile& file, const LoadOptions& options)
        : info_(std::move(info)),
          library_(file),
          cloud_(library_.table(), createInstance(library_.table(), info_, options), info_,
                 options),
          migrations_(readMigrations(library_.tables(), cloud_.instance(), info_.cloud_id)),
          catalogues_(readCatalogues(library_.languages(), cloud_.instance(), info_.cloud_id,
                                     cloud_.facts().languages)) {}

    const PluginInfo& info() const override { return info_; }
    const rules::Cloud& cloud() const override { return cloud_; }
    std::uint64_t faults() const override { return cloud_.faults(); }
    bool stopped() const override { return cloud_.stopped(); }
    const std::vector<rules::Migration>& migrations() const override { return migrations_; }
    const std::vector<rules::Catalogue>& catalogues() const override { return catalogues_; }
    std::unique_ptr<cloud_store::SessionOpener> sessionOpener(
        const cloud_store::StoreSettings& settings) const override;

private:
    void checkStoreRules(const cloud_store::StoreSettings& settings) const;

    PluginInfo info_;
    LoadedLibrary library_;  // before cloud_: code outlives what it made
    GuardedCloud cloud_;
    const std::vector<rules::Migration> migrations_;
    const std::vector<rules::Catalogue> catalogues_;
};

/// Residency: asked before the opener is made, so that a refused place is never touched.
void StandardLoadedPlugin::checkStoreRules(const cloud_store::StoreSettings& settings) const {
    const auto decision = cloud_.mayUse({.kind = "store",
                                         .backend = settings.backend,
                                         .location = settings.location,
                                         .encrypted_transport = isEncrypted(settings.tls_mode)});
    if (decision.allowed()) return;
    throw FatalError("PLUGIN-STORE-REFUSED",
                     "The rule " + decision.rule() + " of cloud '" + info_.cloud_id +
                         "' refuses a store at the location '" + settings.location +
                         "'. Use a store at a location that the cloud's facts list.");
}

std::unique_ptr<cloud_store::SessionOpener> StandardLoadedPlugin::sessionOpener(
    const cloud_store::StoreSettings& settings) const {
    const auto* const store = library_.table().store;
    // `size` before what it says is there: an older plugin's table may be shorter.
    if (store == nullptr || store->size < sizeof(concordat_store_table) ||
        store->create_session_opener == nullptr)
        opensNoStore(info_);
    // Before anything of C++ crosses, then whether the place is allowed, then the plugin's code.
    requireStoreTags(info_);
    checkStoreRules(settings);
    concordat_message error{};
    void* opener = nullptr;
    try {
        const auto watch = cloud_.watch("createSessionOpener");
        opener = store->create_session_opener(cloud_.instance(), &settings, &error);
    } catch (...) {
        rules::border::copyTo(error.text, "an exception crossed the border");
    }
    if (opener != nullptr)
        return std::unique_ptr<cloud_store::SessionOpener>(
            static_cast<cloud_store::SessionOpener*>(opener));
    error.text[sizeof(error.text) - 1] = '\0';
    throw FatalError("PLUGIN-STORE-REFUSED", "The store of cloud '" + info_.cloud_id +
                                                 "' cannot be opened: " + error.text +
                                                 ". Correct the cloud's store settings.");
}

}  // namespace

PluginInfo inspect(const std::filesystem::path& path) {
    return inspectFile(PluginFile(path));
}

/// An older minor version is a prefix of ours; anything newer may expect what this host lacks.
void requireVersion(const PluginInfo& info) {
    if (info.sdk_major == CONCORDAT_SDK_MAJOR && info.sdk_minor <= CONCORDAT_SDK_MINOR) return;
    throw FatalError("PLUGIN-SDK", "The plugin '" + info.path.string() + "' was built with SDK " +
                                       versionText(info.sdk_major, info.sdk_minor) +
                                       ", this host has SDK " +
                                       versionText(CONCORDAT_SDK_MAJOR, CONCORDAT_SDK_MINOR) +
                                       ". Build the plugin with this host's SDK or update "
                                       "Concordat.");
}

/// The pin is what the operator approved; the checksum is of the very bytes that are loaded.
void requireChecksum(const PluginInfo& info, const std::string& sha256) {
    const auto same = [](unsigned char a, unsigned char b) { return a == std::tolower(b); };
    if (sha256.empty() ||
        std::equal(info.sha256.begin(), info.sha256.end(), sha256.begin(), sha256.end(), same))
        return;
    throw FatalError("PLUGIN-CHECKSUM", "The plugin '" + info.path.string() + "' has SHA-256 " +
                                            info.sha256 + ", the settings demand " + sha256 +
                                            ". Install the file that was approved, or approve "
                                            "this one by changing the setting.");
}

/// C++ objects cross here, so both sides must mean the same by them.
void requireStoreTags(const PluginInfo& info) {
    if (info.soci.empty()) opensNoStore(info);
    const auto side = [](std::string_view compiler, std::string_view soci, std::string_view boost) {
        return "compiler '" + std::string(compiler) + "', SOCI '" + std::string(soci) +
               "', Boost '" + std::string(boost) + "'";
    };
    const auto theirs = side(info.compiler, info.soci, info.boost);
    const auto ours = side(CONCORDAT_COMPILER_TAG, SOCI_LIB_VERSION, BOOST_LIB_VERSION);
    if (theirs == ours) return;
    throw FatalError("PLUGIN-STORE-TAGS",
                     "The plugin '" + info.path.string() + "' may not open the store: it has " +
                         theirs + ", this host has " + ours +
                         ". Build the plugin on the same system as Concordat.");
}

std::unique_ptr<LoadedPlugin> load(const std::filesystem::path& path, const LoadOptions& options) {
    PluginFile file(path);
    auto info = inspectFile(file);
    requireVersion(info);
    // After the version: a plugin for another SDK need not be pinned to be refused.
    requireChecksum(info, options.sha256);
    auto plugin = std::make_unique<StandardLoadedPlugin>(info, file, options);
    logEvent(Severity::Information, "PLUGIN-LOADED", "a cloud's plugin was loaded",
             {{"cloud", info.cloud_id},
              {"plugin", info.name},
              {"version", info.version},
              {"sha256", info.sha256}});
    return plugin;
}

}  // namespace concordat::host
