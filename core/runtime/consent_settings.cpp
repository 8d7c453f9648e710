#include "core/runtime/consent_settings.hpp"

#include "core/runtime/network_text.hpp"

namespace concordat::runtime {
namespace {

/// As which the built-in authority knows the pages.
constexpr auto kBuiltInClient = "c0a5e475-0000-4000-8000-000000000001";

// Cookies and codes travel over it: only this machine may do without TLS.
void readPublicUrl(YamlSection& section, std::string& out) {
    section.require("public_url",
                    "the address under which browsers reach this cloud, such as "
                    "https://accounts.example");
    section.read("public_url", out);
    if (out.empty()) return;
    const auto url = parseUrl(out);
    constexpr std::size_t kAfterScheme = 8;
    if (!url || out.find('/', kAfterScheme) != std::string::npos)
        section.mistake("public_url",
                        "must be scheme, host and port alone, such as https://accounts.example");
    else if (!url->secure && !isLoopback(url->host))
        section.mistake("public_url", "must begin with https://, since it leaves this machine");
}

// The pages are an application that an operator has registered at the issuer.
void readClient(YamlSection& section, const CloudSettings& cloud, ConsentSettings& out,
                const PathReader& read_path) {
    section.require("client_id", "as which the issuer knows the consent pages");
    section.read("client_id", out.client_id);
    read_path(section, "client_secret_file", out.client_secret_file);
    if (cloud.identity.discovery_uri.empty())
        section.mistake("client_id",
                        "needs 'discovery_uri' of the issuer, where its login page is found");
}

}  // namespace

ConsentSettings readConsent(YamlSection section, const CloudSettings& cloud,
                            const PathReader& read_path) {
    ConsentSettings consent;
    readPublicUrl(section, consent.public_url);
    if (cloud.identity.built_in)
        consent.client_id = kBuiltInClient;
    else
        readClient(section, cloud, consent, read_path);
    if (!cloud.consent_url.empty())
        section.mistake("public_url", "and 'consent_url' lead the same links to different pages");
    section.refuseUnknownKeys();
    return consent;
}

}  // namespace concordat::runtime
