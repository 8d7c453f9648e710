#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace concordat::client {

/// Where a partner's commands go and as whom: one file for each cloud. Secrets are wiped with the
/// process only; they never reach an output.
struct Profile {
    std::string endpoint;        ///< of the cloud's API, such as https://host:8443; without /v1
    std::string token_endpoint;  ///< of the issuer; unused with a token
    std::string resource;        ///< for a v1 token endpoint
    std::string scope;           ///< for a v2 token endpoint
    std::string application;
    std::string secret;
    std::string user;  ///< user principal name; empty: the application acts alone
    std::string password;
    std::string root_certificate;  ///< PEM file; empty: what the system trusts
    std::string token;             ///< goes before all of the above; from CONCORDAT_TOKEN
};

/// An environment variable; nothing when it is not set. Tests give their own.
using Variable = std::function<std::optional<std::string>(const char* name)>;

/// Those of this process.
[[nodiscard]] std::optional<std::string> processVariable(const char* name);

/// The file of a profile: `name` itself where it is a path (has a slash, or ends in .yaml), else
/// NAME.yaml in the folder concordat under XDG_CONFIG_HOME, or ~/.config. An empty name is that in
/// CONCORDAT_PROFILE, or "default". @throws std::runtime_error without any of these folders
[[nodiscard]] std::filesystem::path profileFile(const std::string& name, const Variable& variable);

/// Reads a profile: YAML with the members' names as keys, `secret_file` and `password_file` instead
/// of the secrets themselves, whose paths start at the profile's folder; the variables
/// CONCORDAT_CLIENT_SECRET, CONCORDAT_PASSWORD and CONCORDAT_TOKEN go before them.
/// @throws runtime::SettingsRefused with every mistake of the file, a secret that others may read
/// among them
[[nodiscard]] Profile readProfile(const std::filesystem::path& file, const Variable& variable);

}  // namespace concordat::client
