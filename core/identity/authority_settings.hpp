#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.hpp"
#include "core/identity/issuer_settings.hpp"

namespace concordat::identity {

/// An application that may send browsers to the built-in authority, without a secret.
struct AuthorityClient {
    ApplicationId id;
    /// Where browsers come back to, compared letter by letter. Without a query.
    std::string redirect_uri;
};

/// What a cloud's built-in authority calls itself and what it issues tokens for. Immutable after
/// start.
struct AuthoritySettings {
    /// Scheme, host and port under which it is reached, without a slash at the end; every issuer
    /// and address of it starts with this.
    std::string base;

    /// The resources that tokens may be asked for, written as the tokens' `aud` will be; asked for
    /// with or without a slash at the end.
    std::vector<std::string> audiences;

    /// Further resources for application-only tokens: existing programs ask for the directory's
    /// own.
    std::vector<std::string> application_audiences;

    /// Who may use the authorization code grant.
    std::vector<AuthorityClient> clients;

    /// Of access and ID tokens: an hour, as clients expect. Nothing withdraws one before.
    std::chrono::seconds token_lifetime{3600};
    /// Of a sign-in, however often it is refreshed.
    std::chrono::hours refresh_lifetime{24 * 90};
};

/// The settings with which a verifier accepts this authority's tokens, of both forms and every
/// tenant. Without addresses: its keys are at hand.
[[nodiscard]] IssuerSettings issuerSettingsOf(const AuthoritySettings& settings);

/// Stops the start where the built-in authority has no place. @throws FatalError
/// IDENTITY-AUTHORITY-IN-PRODUCTION when `environment` is "production".
void requireAuthorityAllowed(std::string_view environment);

}  // namespace concordat::identity
