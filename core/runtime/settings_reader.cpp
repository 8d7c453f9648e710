#include "core/runtime/settings_reader.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "core/runtime/agreement_settings.hpp"
#include "core/runtime/consent_settings.hpp"
#include "core/runtime/network_text.hpp"
#include "core/runtime/resolver_settings.hpp"
#include "core/runtime/webhook_settings.hpp"

namespace concordat::runtime {
namespace {

constexpr std::size_t kMebibyte = 1024UL * 1024UL;
constexpr std::string_view kDataDirMark = "${data_dir}";

// The part of a variable's name that stands for a cloud: "a-b" as "A_B".
std::string variableSuffix(const std::string& cloud) {
    std::string suffix = cloud;
    for (auto& letter : suffix)
        letter = letter == '-' ? '_' : static_cast<char>(std::toupper(letter));
    return suffix;
}

// A cloud's id stands in paths and variables' names: no dots, no capitals.
bool isCloudId(const std::string& id) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !id.empty() && id.front() >= 'a' && id.front() <= 'z' &&
           std::all_of(id.begin(), id.end(), fits);
}

bool isHex(const std::string& text, std::size_t size) {
    return text.size() == size &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c); });
}

// A duration is written in whole seconds.
void readSeconds(YamlSection& section, const std::string& key, std::chrono::seconds& out) {
    constexpr std::uint64_t kDay = 86'400;
    auto seconds = static_cast<std::uint64_t>(out.count());
    section.read(key, seconds, 1, kDay);
    out = std::chrono::seconds(seconds);
}

LimitSettings readLimits(YamlSection section) {
    LimitSettings limits;
    // Room for a bearer token and for the longest continuation token.
    section.read("head_bytes", limits.head_bytes, 8192, kMebibyte);
    section.read("body_bytes", limits.body_bytes, 1024, 64 * kMebibyte);
    readSeconds(section, "head_seconds", limits.head_time);
    readSeconds(section, "body_seconds", limits.body_time);
    readSeconds(section, "idle_seconds", limits.idle_time);
    section.read("requests_per_connection", limits.requests_per_connection, 1, 1'000'000'000);
    section.read("connections", limits.connections, 1, 1'000'000);
    section.refuseUnknownKeys();
    return limits;
}

ThreadSettings readThreads(YamlSection section) {
    ThreadSettings threads;
    section.read("event_threads", threads.event_threads, 0, 256);
    section.read("workers", threads.workers, 1, 4096);
    section.read("queue", threads.queue, 1, 1'000'000);
    section.refuseUnknownKeys();
    return threads;
}

// Of the built-in authority they are what it issues tokens for, of an external one what is
// accepted.
void readAudiences(YamlSection& section, IdentitySettings& out) {
    section.requireTexts("audiences", out.audiences, "the values of 'aud' that are accepted");
    section.read("application_audiences", out.application_audiences);
}

// Keys travel over this address: only this machine may do without TLS.
void readSecureUrl(YamlSection& section, const std::string& key, std::string& out) {
    section.read(key, out);
    if (out.empty()) return;
    const auto url = parseUrl(out);
    if (!url)
        section.mistake(key, "must be an address such as https://login.example/keys");
    else if (!url->secure && !isLoopback(url->host))
        section.mistake(key, "must begin with https://, since it leaves this machine");
}

}  // namespace

Settings SettingsReader::read(const YAML::Node& node) {
    YamlSection root(node, "", 1, mistakes_);
    Settings settings;
    root.require("environment", "development or production");
    // Before everything else: production forbids what development may have.
    root.readWord<Environment>(
        "environment", environment_,
        {{"development", Environment::Development}, {"production", Environment::Production}});
    settings.environment = environment_;
    readDataDir(root);
    settings.data_dir = data_dir_;
    readPath(root, "seed_file", settings.seed_file);
    // The seed's secrets are published with the program.
    if (isProduction() && !settings.seed_file.empty())
        root.mistake("seed_file", "is for development only: production starts empty");
    auto administration = root.section("administration");
    root.require("administration",
                 "where health and metrics are served, such as {listen: 127.0.0.1:8080}");
    settings.administration = readListener(administration);
    administration.refuseUnknownKeys();
    settings.threads = readThreads(root.section("threads"));
    settings.limits = readLimits(root.section("limits"));
    root.require("clouds", "a list with at least one cloud");
    for (auto& section : root.list("clouds")) settings.clouds.push_back(readCloud(section));
    if (settings.clouds.empty() && root.has("clouds"))
        root.mistake("clouds", "must have at least one cloud");
    refuseSharing(root, settings);
    root.refuseUnknownKeys();
    return settings;
}

// The variable wins over the file, so that one file serves several installations; a relative one
// starts where the process does, since it is not part of the file.
void SettingsReader::readDataDir(YamlSection& root) {
    readPath(root, "data_dir", data_dir_);
    if (const auto variable = surroundings_.variable("CONCORDAT_DATA_DIR"))
        data_dir_ = std::filesystem::absolute(*variable).lexically_normal();
    if (data_dir_.empty())
        root.mistake("data_dir", "is missing: the folder for data, or set CONCORDAT_DATA_DIR");
}

void SettingsReader::readPath(YamlSection& section, const std::string& key,
                              std::filesystem::path& out) const {
    std::string text;
    section.read(key, text);
    if (text.empty()) return;
    // Text, not path: "${data_dir}x" is then a name beside the folder, as it reads.
    if (text.starts_with(kDataDirMark))
        text = data_dir_.string() + text.substr(kDataDirMark.size());
    if (text.find("${") != std::string::npos)
        section.mistake(key, "may only begin with ${data_dir}; other variables are not replaced");
    // An absolute text replaces the folder: that is how path joins.
    out = (folder_ / text).lexically_normal();
}

// The address and TLS stand among the section's own keys, so the caller refuses what is unknown.
ListenerSettings SettingsReader::readListener(YamlSection& section) const {
    ListenerSettings listener;
    std::string text;
    section.require("listen", "address and port, such as 127.0.0.1:8081");
    section.read("listen", text);
    const auto endpoint = parseEndpoint(text);
    if (endpoint) {
        listener.address = endpoint->address;
        listener.port = endpoint->port;
    } else if (!text.empty()) {
        section.mistake("listen", "'" + text +
                                      "' must be an address and a port, such as 127.0.0.1:8081 or "
                                      "[::1]:8081");
    }
    if (section.has("tls")) {
        auto tls = section.section("tls");
        listener.tls.emplace();
        tls.require("certificate", "a PEM file with the certificate and its chain");
        tls.require("key", "a PEM file with the private key");
        readPath(tls, "certificate", listener.tls->certificate);
        readPath(tls, "key", listener.tls->key);
        tls.refuseUnknownKeys();
        // Tokens are worth as much as passwords and must not travel in clear.
    } else if (isProduction() && endpoint && !isLoopback(listener.address)) {
        section.mistake("listen",
                        "would be reached without TLS from other machines: add 'tls' with "
                        "'certificate' and 'key', or listen on 127.0.0.1 behind a proxy");
    }
    return listener;
}

// Standard output has a place as well: wherever the supervisor keeps it.
AccessLogSettings SettingsReader::readAccessLog(YamlSection section) const {
    AccessLogSettings log;
    std::string text;
    section.read("file", text);
    if (text == "-")
        log.file = text;
    else
        readPath(section, "file", log.file);
    section.read("location", log.location);
    if (!log.file.empty() && log.location.empty())
        section.mistake("location",
                        "is missing: where the log is, such as de; the cloud's rules check it");
    section.refuseUnknownKeys();
    return log;
}

CloudSettings SettingsReader::readCloud(YamlSection section) const {
    CloudSettings cloud;
    section.require("id", "the id of the cloud, as its plugin says it");
    section.read("id", cloud.id);
    if (!cloud.id.empty() && !isCloudId(cloud.id))
        section.mistake("id", "must be lower-case letters, digits and hyphens");
    section.require("plugin", "the cloud's plugin, such as {file: a/a.so}");
    cloud.plugin = readPlugin(section.section("plugin"));
    cloud.listener = readListener(section);
    readTrustedProxies(section, cloud);
    readSecureUrl(section, "consent_url", cloud.consent_url);
    cloud.access_log = readAccessLog(section.section("access_log"));
    section.require("store", "where records are kept: {backend: sqlite3 or postgresql, ...}");
    cloud.store = readStore(section.section("store"), cloud.id);
    section.require("identity", "whose tokens are accepted: built_in or external");
    cloud.identity = readIdentity(section.section("identity"), cloud.id);
    if (section.has("consent"))
        cloud.consent = readConsent(
            section.section("consent"), cloud,
            [this](auto& part, const auto& key, auto& out) { readPath(part, key, out); });
    cloud.agreements = readAgreements(
        section.section("agreements"),
        [this](auto& part, const auto& key, auto& out) { readPath(part, key, out); });
    readMasterKey(section, cloud);
    auto throttling = section.section("throttling");
    throttling.read("requests_per_minute", cloud.requests_per_minute, 0, 1'000'000'000);
    throttling.refuseUnknownKeys();
    if (section.has("webhooks"))
        cloud.webhooks = readWebhooks(
            section.section("webhooks"), isProduction(),
            [this](auto& part, const auto& key, auto& out) { readPath(part, key, out); });
    if (section.has("dns")) cloud.resolver = readResolver(section.section("dns"));
    section.refuseUnknownKeys();
    return cloud;
}

PluginSettings SettingsReader::readPlugin(YamlSection section) const {
    PluginSettings plugin;
    std::string file;
    section.require("file", "the shared library");
    section.read("file", file);
    // Not the settings' folder: plugins belong to the program.
    if (!file.empty()) plugin.file = (surroundings_.plugin_dir / file).lexically_normal();
    section.read("sha256", plugin.sha256);
    if (!plugin.sha256.empty() && !isHex(plugin.sha256, 64))
        section.mistake("sha256", "must be 64 hexadecimal digits, as sha256sum prints them");
    section.read("restart_on_hang", plugin.restart_on_hang);
    section.section("settings").readAll(plugin.settings);
    section.refuseUnknownKeys();
    return plugin;
}

// Only the keys of the backend that is named are asked for, so those of the other are refused as
// unknown.
StoreSettings SettingsReader::readStore(YamlSection section, const std::string& cloud) const {
    StoreSettings store;
    section.require("backend", "sqlite3 or postgresql");
    section.readWord<StoreBackend>(
        "backend", store.backend,
        {{"sqlite3", StoreBackend::Sqlite3}, {"postgresql", StoreBackend::Postgresql}});
    section.require("location", "where the store is, such as de; the cloud's rules check it");
    section.read("location", store.location);
    section.read("pool", store.pool, 1, 512);
    if (store.backend == StoreBackend::Sqlite3)
        readSqlite(section, cloud, store);
    else
        readPostgresql(section, cloud, store);
    section.refuseUnknownKeys();
    return store;
}

void SettingsReader::readSqlite(YamlSection& section, const std::string& cloud,
                                StoreSettings& store) const {
    store.file = data_dir_ / cloud / "concordat.db";
    readPath(section, "file", store.file);
    section.readWord<Synchronous>(
        "synchronous", store.synchronous,
        {{"off", Synchronous::Off}, {"normal", Synchronous::Normal}, {"full", Synchronous::Full}});
    if (isProduction() && store.synchronous != Synchronous::Full)
        section.mistake("synchronous",
                        "must be full in production: anything else loses acknowledged changes when "
                        "the power fails");
}

void SettingsReader::readPostgresql(YamlSection& section, const std::string& cloud,
                                    StoreSettings& store) const {
    section.require("host", "a name, an address, or the folder of a local socket");
    section.require("database", "the name of the database");
    section.require("user", "the role that the server signs in as");
    section.read("host", store.host);
    section.read("port", store.port, 1, 65535);
    section.read("database", store.database);
    section.read("user", store.user);
    readPath(section, "password_file", store.password_file);
    section.read("owner", store.owner);
    readPath(section, "owner_password_file", store.owner_password_file);
    const auto variable = "CONCORDAT_STORE_PASSWORD_" + variableSuffix(cloud);
    if (const auto password = surroundings_.variable(variable)) store.password = *password;
    readPath(section, "root_certificate", store.root_certificate);
    // A local socket has no certificate to verify.
    const bool local = isLoopback(store.host) || store.host.starts_with('/');
    if (local) store.sslmode = "prefer";
    section.read("sslmode", store.sslmode);
    const std::set<std::string> modes = {"disable", "allow",     "prefer",
                                         "require", "verify-ca", "verify-full"};
    if (!modes.contains(store.sslmode))
        section.mistake("sslmode", "'" + store.sslmode +
                                       "' is not one of: disable, allow, prefer, require, "
                                       "verify-ca, verify-full");
    else if (isProduction() && !local && !store.sslmode.starts_with("verify-"))
        section.mistake("sslmode",
                        "must be verify-full (or verify-ca) in production, so that records go to "
                        "the right server only");
}

IdentitySettings SettingsReader::readIdentity(YamlSection section, const std::string& cloud) const {
    IdentitySettings identity;
    // Asked before they are read, so that a file with both is told so and not only that one is
    // wrong.
    identity.built_in = section.has("built_in");
    const bool external = section.has("external");
    if (identity.built_in == external)
        section.mistake("built_in", "or 'external' must be given, and not both");
    if (identity.built_in && isProduction())
        section.mistake("built_in",
                        "is the token issuer for development; production needs 'external' with the "
                        "issuer that partners sign in at");
    if (identity.built_in) readBuiltIn(section.section("built_in"), cloud, identity);
    if (external) readExternal(section.section("external"), identity);
    section.refuseUnknownKeys();
    return identity;
}

void SettingsReader::readBuiltIn(YamlSection section, const std::string& cloud,
                                 IdentitySettings& out) const {
    out.signing_key_file = data_dir_ / cloud / "authority.pem";
    section.read("issuer", out.issuer);
    if (!out.issuer.empty() && !parseUrl(out.issuer))
        section.mistake("issuer", "must be an address such as http://127.0.0.1:8081");
    readPath(section, "signing_key_file", out.signing_key_file);
    readAudiences(section, out);
    section.refuseUnknownKeys();
}

void SettingsReader::readExternal(YamlSection section, IdentitySettings& out) const {
    section.requireTexts("issuers", out.issuers, "the values of 'iss' that are accepted");
    readAudiences(section, out);
    readSecureUrl(section, "discovery_uri", out.discovery_uri);
    readSecureUrl(section, "jwks_uri", out.jwks_uri);
    if (out.discovery_uri.empty() && out.jwks_uri.empty())
        section.mistake("discovery_uri",
                        "or 'jwks_uri' must be given: where the issuer's keys are");
    readPath(section, "ca_file", out.ca_file);
    section.require("location", "where the issuer is, such as de; the cloud's rules check it");
    section.read("location", out.location);
    auto claims = section.section("claims");
    // One that is not there keeps its default, which an empty list would not.
    for (const auto* name : {"tenant", "application", "user", "user_name", "roles", "role_text"})
        if (claims.has(name)) claims.read(name, out.claims[name]);
    claims.refuseUnknownKeys();
    section.refuseUnknownKeys();
}

// A key that is wrong is told without its text: it is one digit away from the right one.
void SettingsReader::readMasterKey(YamlSection& section, CloudSettings& cloud) const {
    readPath(section, "master_key_file", cloud.master_key_file);
    const auto variable = "CONCORDAT_MASTER_KEY_" + variableSuffix(cloud.id);
    if (const auto key = surroundings_.variable(variable)) {
        if (isHex(*key, 64))
            cloud.master_key = *key;
        else
            mistakes_.push_back(
                {0, "the variable " + variable + " must hold 64 hexadecimal digits"});
    } else if (cloud.master_key_file.empty()) {
        if (isProduction())
            section.mistake("master_key_file",
                            "is missing: a file with 64 hexadecimal digits, as "
                            "'openssl rand -hex 32' prints them");
        else
            cloud.master_key_file = data_dir_ / cloud.id / "master.key";
    }
}

void SettingsReader::readTrustedProxies(YamlSection& section, CloudSettings& cloud) const {
    section.read("trusted_proxies", cloud.trusted_proxies);
    for (const auto& network : cloud.trusted_proxies)
        if (!isNetwork(network))
            section.mistake("trusted_proxies", "'" + network +
                                                   "' must be an address or a network, such as "
                                                   "127.0.0.1 or 10.0.0.0/8");
}

// Goes by the texts of paths and addresses: two names of one file are not found out here; the
// store's lock and the second bind are.
void SettingsReader::refuseSharing(YamlSection& root, const Settings& settings) const {
    std::set<std::string> ids;
    std::set<std::string> places;
    if (settings.administration.port != 0)
        places.insert(settings.administration.address + " " +
                      std::to_string(settings.administration.port));
    for (const auto& cloud : settings.clouds) {
        if (!ids.insert(cloud.id).second)
            root.mistake("clouds", "name the cloud '" + cloud.id + "' twice");
        const auto port = std::to_string(cloud.listener.port);
        if (cloud.listener.port != 0 && !places.insert(cloud.listener.address + " " + port).second)
            root.mistake("clouds",
                         "let two listeners have port " + port + "; each needs one of its own");
        const auto& log = cloud.access_log.file;
        if (!log.empty() && log != "-" && !places.insert(log.string()).second)
            root.mistake("clouds", "let two clouds write the access log " + log.string() +
                                       "; each needs one of its own");
        const auto store = cloud.store.backend == StoreBackend::Sqlite3
                               ? cloud.store.file.string()
                               : cloud.store.host + ":" + std::to_string(cloud.store.port) + "/" +
                                     cloud.store.database;
        // Without an id the default files of two clouds are the same, and that mistake has been
        // told.
        if (!cloud.id.empty() && !places.insert(store).second)
            root.mistake("clouds", "let two clouds keep their records in " + store +
                                       "; a cloud's records may never be in another's store");
    }
}

}  // namespace concordat::runtime
