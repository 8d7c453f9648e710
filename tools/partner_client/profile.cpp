#include "tools/partner_client/profile.hpp"

#include <Poco/Exception.h>
#include <Poco/URI.h>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

#include "core/runtime/yaml_section.hpp"

namespace concordat::client {
namespace {

constexpr mode_t kOthersMayRead = 077;

/// Reads the secret whose file stands under `key`, unless a variable has it.
void readSecret(runtime::YamlSection& section, const std::string& key,
                const std::filesystem::path& folder, std::optional<std::string> given,
                std::string& out) {
    std::string name;
    section.read(key, name);
    if (given) {
        out = *given;
        return;
    }
    if (name.empty()) return;
    const auto path = folder / name;
    struct stat status {};
    std::ifstream file(path);
    if (::stat(path.c_str(), &status) != 0 || !file)
        return section.mistake(key, "the file " + path.string() + " cannot be read");
    if ((status.st_mode & kOthersMayRead) != 0)
        return section.mistake(
            key, "others than its owner may read " + path.string() + ": chmod 600 it");
    std::getline(file, out);
    if (!out.empty() && out.back() == '\r') out.pop_back();
    if (out.empty()) section.mistake(key, "the file " + path.string() + " is empty");
}

/// Whether it is plain HTTP to this machine.
bool staysHere(const std::string& address) {
    for (const std::string_view here : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
        if (!address.starts_with(here)) continue;
        const auto end = address.substr(here.size(), 1);
        return address.find('@') == std::string::npos && (end.empty() || end == ":" || end == "/");
    }
    return false;
}

bool isAddress(const std::string& text) {
    try {
        return !Poco::URI(text).getHost().empty();
    } catch (const Poco::SyntaxException&) {
        return false;
    }
}

void requireAddress(runtime::YamlSection& section, const std::string& key,
                    const std::string& value) {
    if (!section.has(key)) return;
    // Secrets and tokens are sent there.
    if (!value.starts_with("https://") && !staysHere(value))
        section.mistake(key, "must begin with https:// (or http:// on this machine)");
    else if (!isAddress(value))
        section.mistake(key, "is no address: write scheme, host and port as in https://HOST:443");
}

void readCertificate(runtime::YamlSection& section, const std::filesystem::path& folder,
                     std::string& out) {
    const std::string key = "root_certificate";
    section.read(key, out);
    if (out.empty()) return;
    out = (folder / out).string();
    if (::access(out.c_str(), R_OK) != 0)
        section.mistake(key, "the file " + out + " cannot be read");
}

/// What is needed to ask for a token.
void requireIssuer(runtime::YamlSection& section, const Profile& profile) {
    section.require("token_endpoint", "the address at the issuer that gives tokens");
    section.require("application", "the id of your application");
    if (profile.resource.empty() == profile.scope.empty())
        section.mistake("resource",
                        "give either 'resource' (v1 token endpoints) or 'scope' (v2), not both");
    if (!profile.user.empty() && profile.password.empty() && !section.has("password_file"))
        section.mistake("password_file",
                        "is needed with 'user', or the variable CONCORDAT_PASSWORD");
    if (profile.user.empty() && profile.secret.empty() && !section.has("secret_file"))
        section.mistake("secret_file",
                        "is needed without 'user', or the variable CONCORDAT_CLIENT_SECRET");
}

void readInto(Profile& profile, runtime::YamlSection& section, const std::filesystem::path& folder,
              const Variable& variable) {
    section.require("endpoint", "the address of your cloud's API");
    section.read("endpoint", profile.endpoint);
    section.read("token_endpoint", profile.token_endpoint);
    section.read("resource", profile.resource);
    section.read("scope", profile.scope);
    section.read("application", profile.application);
    section.read("user", profile.user);
    readCertificate(section, folder, profile.root_certificate);
    readSecret(section, "secret_file", folder, variable("CONCORDAT_CLIENT_SECRET"), profile.secret);
    readSecret(section, "password_file", folder, variable("CONCORDAT_PASSWORD"), profile.password);
    requireAddress(section, "endpoint", profile.endpoint);
    requireAddress(section, "token_endpoint", profile.token_endpoint);
    while (profile.endpoint.ends_with('/')) profile.endpoint.pop_back();
    profile.token = variable("CONCORDAT_TOKEN").value_or("");
    if (profile.token.empty()) requireIssuer(section, profile);
    section.refuseUnknownKeys();
}

}  // namespace

std::optional<std::string> processVariable(const char* name) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return value;
}

std::filesystem::path profileFile(const std::string& name, const Variable& variable) {
    const auto chosen = name.empty() ? variable("CONCORDAT_PROFILE").value_or("default") : name;
    if (chosen.find('/') != std::string::npos || chosen.ends_with(".yaml")) return chosen;
    if (const auto folder = variable("XDG_CONFIG_HOME"))
        return std::filesystem::path(*folder) / "concordat" / (chosen + ".yaml");
    if (const auto home = variable("HOME"))
        return std::filesystem::path(*home) / ".config" / "concordat" / (chosen + ".yaml");
    throw std::runtime_error(
        "neither XDG_CONFIG_HOME nor HOME says where profiles are: give --profile a path");
}

Profile readProfile(const std::filesystem::path& file, const Variable& variable) {
    Profile profile;
    auto mistakes =
        runtime::readYaml(file, [&](const YAML::Node& root, std::vector<runtime::Mistake>& noted) {
            runtime::YamlSection section(root, "", 1, noted);
            readInto(profile, section, file.parent_path(), variable);
        });
    if (!mistakes.empty()) throw runtime::SettingsRefused(file, std::move(mistakes));
    return profile;
}

}  // namespace concordat::client
