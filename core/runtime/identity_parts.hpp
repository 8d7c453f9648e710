#pragma once

#include <memory>

#include "core/identity/authority.hpp"
#include "core/identity/caching_verifier.hpp"
#include "core/identity/jwks_cache.hpp"
#include "core/identity/poco_document_fetcher.hpp"
#include "core/runtime/settings.hpp"
#include "core/runtime/store_accounts.hpp"

namespace concordat::runtime {

/// How the built-in authority of a cloud calls itself and what it issues tokens for. Without an
/// `issuer` in the settings it goes by the listener's address, which must then have a fixed port.
[[nodiscard]] identity::AuthoritySettings authoritySettingsOf(const CloudSettings& cloud);

/// Whose tokens a cloud accepts, put together: the verifier, its keys, and the built-in authority
/// if the settings have one. Nothing of the constructor's arguments is owned; all outlives it. What
/// it hands out lives as long as it does and is safe to use from every thread.
class IdentityParts {
public:
    /// Reads or makes the authority's key file; asks nothing of an external issuer yet. @throws
    /// FatalError of the parts
    IdentityParts(const Settings& settings, const CloudSettings& cloud, store::Store& store);

    /// The one that remembers what it has verified.
    [[nodiscard]] identity::TokenVerifier& verifier() { return *caching_; }

    /// The issuer's keys, to be refreshed at start and by a job.
    [[nodiscard]] identity::KeySource& keys() { return *keys_; }

    /// The built-in authority; null when tokens come from an external issuer.
    [[nodiscard]] identity::Authority* authority() { return authority_.get(); }

    /// Whose tokens are accepted.
    [[nodiscard]] const identity::IssuerSettings& issuer() const { return issuer_; }

    /// How the external issuer is asked; null with the built-in authority.
    [[nodiscard]] identity::PocoDocumentFetcher* fetcher() { return fetcher_.get(); }

private:
    void addBuiltIn(const CloudSettings& cloud, store::Store& store);
    void addExternal(const CloudSettings& cloud);

    identity::IssuerSettings issuer_;

    // Each uses those above it.

    // Null with the built-in authority, as the next three are without it.
    std::unique_ptr<identity::PocoDocumentFetcher> fetcher_;
    std::unique_ptr<identity::KeySource> keys_;
    std::unique_ptr<StoreAccounts> accounts_;
    std::unique_ptr<identity::RefreshTokenStore> refresh_tokens_;
    std::unique_ptr<identity::Authority> authority_;
    std::unique_ptr<identity::JwtVerifier> verifier_;
    std::unique_ptr<identity::CachingVerifier> caching_;
};

}  // namespace concordat::runtime
