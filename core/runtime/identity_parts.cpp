#include "core/runtime/identity_parts.hpp"

#include "core/runtime/consent_parts.hpp"

namespace concordat::runtime {
namespace {

identity::IssuerSettings issuerSettingsOf(const IdentitySettings& settings) {
    identity::IssuerSettings out;
    out.issuers = settings.issuers;
    out.audiences = settings.audiences;
    out.application_audiences = settings.application_audiences;
    out.discovery_uri = settings.discovery_uri;
    out.jwks_uri = settings.jwks_uri;
    const auto override = [&settings](const char* name, auto&& set) {
        const auto found = settings.claims.find(name);
        // An empty list would leave a claim without a name.
        if (found != settings.claims.end() && !found->second.empty()) set(found->second);
    };
    override("tenant", [&out](const auto& names) { out.claims.tenant = names.front(); });
    override("application", [&out](const auto& names) { out.claims.application = names; });
    override("user", [&out](const auto& names) { out.claims.user = names.front(); });
    override("user_name", [&out](const auto& names) { out.claims.user_name = names; });
    override("roles", [&out](const auto& names) { out.claims.roles = names.front(); });
    override("role_text", [&out](const auto& names) { out.claims.role_text = names.front(); });
    return out;
}

std::string environmentName(const Settings& settings) {
    return settings.environment == Environment::Production ? "production" : "development";
}

}  // namespace

identity::AuthoritySettings authoritySettingsOf(const CloudSettings& cloud) {
    identity::AuthoritySettings out;
    out.base = cloud.identity.issuer;
    // Known only when the port is fixed; with port 0 the issuer of tokens would be wrong, so tests
    // set `issuer`.
    if (out.base.empty()) out.base = urlOf(cloud.listener, cloud.listener.port);
    out.audiences = cloud.identity.audiences;
    out.application_audiences = cloud.identity.application_audiences;
    if (const auto pages = Uuid::parse(cloud.consent.client_id); pages && cloud.consent.areOn())
        out.clients = {{ApplicationId{*pages}, consentSettingsOf(cloud).redirectUri()}};
    return out;
}

IdentityParts::IdentityParts(const Settings& settings, const CloudSettings& cloud,
                             store::Store& store) {
    if (!cloud.identity.built_in) {
        addExternal(cloud);
    } else {
        // The reader of settings refuses it already; the rule is too dear for one lock.
        identity::requireAuthorityAllowed(environmentName(settings));
        addBuiltIn(cloud, store);
    }
    // Last: it refers to the verifier, whichever it is.
    caching_ = std::make_unique<identity::CachingVerifier>(*verifier_);
}

void IdentityParts::addBuiltIn(const CloudSettings& cloud, store::Store& store) {
    const auto settings = authoritySettingsOf(cloud);
    create_directories(cloud.identity.signing_key_file.parent_path());
    auto keys = std::make_unique<identity::SigningKeys>(cloud.identity.signing_key_file);
    accounts_ = std::make_unique<StoreAccounts>(store);
    refresh_tokens_ = std::make_unique<identity::MemoryRefreshTokenStore>();
    authority_ = std::make_unique<identity::Authority>("development", settings, *keys, *accounts_,
                                                       *refresh_tokens_);
    issuer_ = identity::issuerSettingsOf(settings);
    verifier_ = std::make_unique<identity::JwtVerifier>(issuer_, *keys);
    keys_ = std::move(keys);
}

void IdentityParts::addExternal(const CloudSettings& cloud) {
    issuer_ = issuerSettingsOf(cloud.identity);
    fetcher_ = std::make_unique<identity::PocoDocumentFetcher>(
        identity::FetchSettings{.ca_file = cloud.identity.ca_file.string()});
    keys_ = std::make_unique<identity::JwksCache>(issuer_, *fetcher_);
    verifier_ = std::make_unique<identity::JwtVerifier>(issuer_, *keys_);
}

}  // namespace concordat::runtime
