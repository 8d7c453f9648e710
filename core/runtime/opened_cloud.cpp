#include "core/runtime/opened_cloud.hpp"

#include <filesystem>

#include "core/base/error.hpp"
#include "core/base/sha256.hpp"
#include "core/base/time.hpp"
#include "core/runtime/sink_refusals.hpp"
#include "core/store/migrations.hpp"

namespace concordat::runtime {
namespace {

std::string_view backendName(StoreBackend backend) {
    return backend == StoreBackend::Sqlite3 ? "sqlite3" : "postgresql";
}

// Two enumerations, because the store does not see the runtime.
store::Synchronous synchronousOf(Synchronous setting) {
    switch (setting) {
        case Synchronous::Off:
            return store::Synchronous::Off;
        case Synchronous::Normal:
            return store::Synchronous::Normal;
        case Synchronous::Full:
            break;
    }
    return store::Synchronous::Full;
}

// The settings' reader has checked that there are 64 digits.
store::Key keyFromHex(const std::string& digits) {
    constexpr int kHexadecimal = 16;
    store::Key key;
    auto bytes = key.bytes();
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] =
            static_cast<std::uint8_t>(std::stoi(digits.substr(2 * i, 2), nullptr, kHexadecimal));
    return key;
}

}  // namespace

std::unique_ptr<host::LoadedPlugin> loadPlugin(const Settings& settings,
                                               const CloudSettings& cloud) {
    host::LoadOptions options;
    options.sha256 = cloud.plugin.sha256;
    options.settings = cloud.plugin.settings;
    options.end_process_on_hang = cloud.plugin.restart_on_hang;
    auto plugin = host::load(cloud.plugin.file, options);
    const auto& facts = plugin->cloud().facts();
    // A plugin under another cloud's settings would open that cloud's store by its own rules.
    if (facts.id != cloud.id)
        throw FatalError("RUNTIME-OTHER-CLOUD", cloud.plugin.file.string() +
                                                    " is the plugin of cloud '" + facts.id +
                                                    "', but the settings call it '" + cloud.id +
                                                    "'; set 'id' or 'plugin.file' right");
    requireResidency(settings, cloud, *plugin, sinksOf(cloud));
    return plugin;
}

std::shared_ptr<const cloud_store::SessionOpener> sessionOpenerOf(const host::LoadedPlugin& plugin,
                                                                  const CloudSettings& cloud,
                                                                  bool as_owner) {
    const auto& store = cloud.store;
    cloud_store::StoreSettings settings{.backend = std::string(backendName(store.backend)),
                                        .location = store.location,
                                        .path = store.file.string(),
                                        .host = store.host,
                                        .port = store.port,
                                        .database = store.database,
                                        .user = store.user,
                                        .password = store.password,
                                        .password_file = store.password_file.string(),
                                        .tls_mode = store.sslmode,
                                        .tls_root_file = store.root_certificate.string()};
    if (as_owner && !store.owner.empty()) {
        settings.user = store.owner;
        // That password is the service role's.
        settings.password.clear();
        settings.password_file = store.owner_password_file.string();
    }
    return plugin.sessionOpener(settings);
}

store::StoreSettings storeSettingsOf(const Settings& settings, const CloudSettings& cloud,
                                     const host::LoadedPlugin& plugin, store::StoreUse use) {
    store::StoreSettings out;
    out.cloud = cloud.id;
    out.location = cloud.store.location;
    out.own_migrations = plugin.migrations();
    out.production = settings.environment == Environment::Production;
    out.use = use;
    out.sessions = cloud.store.pool;
    out.sqlite.path = cloud.store.file.string();
    out.sqlite.synchronous = synchronousOf(cloud.store.synchronous);
    return out;
}

store::Key masterKeyOf(const Settings& settings, const CloudSettings& cloud) {
    if (!cloud.master_key.empty()) return keyFromHex(cloud.master_key);
    const auto& file = cloud.master_key_file;
    if (settings.environment == Environment::Development && !exists(file)) {
        create_directories(file.parent_path());
        store::createMasterKey(file.string());
    }
    return store::readMasterKey(file.string());
}

bool isThere(const StoreSettings& store) {
    std::error_code unknown;  // of a folder that may not be entered: opening the file says why
    return store.backend == StoreBackend::Postgresql || exists(store.file, unknown) || unknown;
}

void requireMigrated(const cloud_store::SessionOpener& opener, const host::LoadedPlugin& plugin,
                     const CloudSettings& cloud) {
    std::size_t applied = 0;
    std::size_t missing = 0;
    if (isThere(cloud.store))
        for (const auto& migration : store::migrationStatus(opener, plugin.migrations()))
            ++(migration.applied ? applied : missing);
    if (applied > 0 && missing == 0) return;
    throw FatalError("STORE-SCHEMA-BEHIND",
                     "the store of cloud '" + cloud.id + "' " +
                         (applied == 0 ? "has not been set up yet" : "is older than this program") +
                         ": run 'concordat migrate' with the same settings first");
}

OpenedCloud::OpenedCloud(const Settings& settings, const CloudSettings& cloud, store::StoreUse use)
    : plugin_(loadPlugin(settings, cloud)) {
    // Operators' commands look across partners, which only the role that owns the tables may.
    const auto opener = sessionOpenerOf(*plugin_, cloud, use == store::StoreUse::Command);
    const auto store_settings = storeSettingsOf(settings, cloud, *plugin_, use);
    const bool migrates =
        settings.environment == Environment::Development && use == store::StoreUse::Serve;
    if (!migrates) requireMigrated(*opener, *plugin_, cloud);
    auto key = masterKeyOf(settings, cloud);
    const auto bytes = key.bytes();
    // Derived under a label of its own, so that it tells nothing of the master key and fits nothing
    // else.
    cursor_key_ = sha256({"concordat continuation tokens",
                          {reinterpret_cast<const char*>(bytes.data()), bytes.size()}});
    store::Vault vault(std::move(key));
    if (migrates)
        store::migrate(*sessionOpenerOf(*plugin_, cloud, true), store_settings, vault,
                       SystemClock().now());
    store_ = store::Store::open(store_settings, opener, std::move(vault));
}

}  // namespace concordat::runtime
