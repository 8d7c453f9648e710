#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>
#include <yaml-cpp/yaml.h>

#include "tests/runtime/settings_fixture.hpp"

/// Settings with every key there is, and what is said of them when one key has another value.
namespace concordat::runtime {

inline constexpr auto kProduction = R"(environment: production
data_dir: /data
administration: {listen: 127.0.0.1:8080, tls: {certificate: a.pem, key: a.key}}
threads: {event_threads: 2, workers: 8, queue: 16}
limits: {head_bytes: 8192, body_bytes: 65536, head_seconds: 5, body_seconds: 6, idle_seconds: 7,
         requests_per_connection: 8, connections: 9}
clouds:
  - id: alpha
    plugin: {file: a.so, sha256: 0123456789012345678901234567890123456789012345678901234567890123,
             restart_on_hang: true, settings: {closes: "2030-01-01"}}
    listen: 127.0.0.1:8081
    tls: {certificate: b.pem, key: b.key}
    access_log: {file: b.log, location: de}
    trusted_proxies: [127.0.0.1]
    consent_url: https://consent.example/
    agreements: {folder: texts, public_url: "https://api.example"}
    store: {backend: postgresql, location: de, pool: 4, host: db.example, port: 5433,
            database: records, user: concordat, password_file: secret, owner: owner,
            owner_password_file: other, root_certificate: ca.pem, sslmode: verify-full}
    identity:
      external:
        issuers: [https://login.example/]
        audiences: [https://api.example]
        application_audiences: [https://app.example]
        discovery_uri: https://login.example/.well-known/openid-configuration
        jwks_uri: https://login.example/keys
        ca_file: ca.pem
        location: de
        claims: {tenant: tid, application: [appid, azp], user: oid, user_name: upn, roles: roles,
                 role_text: role}
    master_key_file: master.key
    throttling: {requests_per_minute: 500}
    webhooks:
      receivers: [{host: "*.example.com", location: de}]
      public_url: https://api.example
      certificate: hook.pem
      key: hook.key
      previous_certificate: old.pem
      ca_file: ca.pem
      allow_private: false
      workers: 2
      first_pause_seconds: 5
)";

inline constexpr auto kDevelopment = R"(environment: development
data_dir: /data
seed_file: seed.yaml
administration: {listen: 127.0.0.1:8080}
clouds:
  - id: alpha
    plugin: {file: a.so}
    listen: 127.0.0.1:8081
    store: {backend: sqlite3, location: de, file: a.db, synchronous: normal}
    identity:
      built_in: {issuer: "http://127.0.0.1:8081", signing_key_file: a.pem,
                 audiences: [https://api.example], application_audiences: [https://app.example]}
)";

/// Where a setting stands: "c." stands for the first cloud.
struct Setting {
    const char* base;
    std::string path;

    [[nodiscard]] std::string named() const {
        return path.starts_with("c.") ? "clouds[0]" + path.substr(1) : path;
    }
};

inline void put(YAML::Node node, std::string_view path, const std::string& value) {
    const auto dot = path.find('.');
    const std::string key(path.substr(0, dot));
    if (dot != std::string_view::npos)
        return put(key == "c" ? node["clouds"][0] : node[key], path.substr(dot + 1), value);
    if (value.empty())
        node.remove(key);
    else
        node[key] = YAML::Load(value);
}

/// What is said of the settings with `value`, YAML, in the place of one; empty: without it.
inline std::string complaintWith(const Setting& setting, const std::string& value) {
    auto node = YAML::Load(setting.base);
    put(node, setting.path, value);
    YAML::Emitter text;
    text << node;
    const TemporaryFolder folder;
    try {
        (void)readSettings(folder.write("a.yaml", text.c_str()), surroundingsWith());
    } catch (const SettingsRefused& refused) {
        return refused.what();
    }
    return "accepted";
}

inline std::vector<Setting> inProduction(std::initializer_list<const char*> paths) {
    std::vector<Setting> all;
    for (const auto* path : paths) all.push_back({kProduction, path});
    return all;
}

inline std::vector<Setting> inDevelopment(std::initializer_list<const char*> paths) {
    std::vector<Setting> all;
    for (const auto* path : paths) all.push_back({kDevelopment, path});
    return all;
}

/// Expects the complaint about each of the settings with each of the values.
inline void expectComplaints(const std::vector<Setting>& settings,
                             std::initializer_list<const char*> values,
                             const std::string& complaint) {
    for (const auto& setting : settings)
        for (const auto* value : values)
            EXPECT_THAT(complaintWith(setting, value),
                        testing::HasSubstr("'" + setting.named() + "' " + complaint))
                << setting.path << ": " << value;
}

}  // namespace concordat::runtime
