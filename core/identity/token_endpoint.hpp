#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/identity/directory_accounts.hpp"
#include "core/identity/form.hpp"
#include "core/identity/oauth_error.hpp"
#include "core/identity/refresh_tokens.hpp"
#include "core/identity/token_minter.hpp"

namespace concordat::identity {

/// A request to the token endpoint, taken apart. The views live until grant() returns.
struct GrantRequest {
    TokenVersion version = TokenVersion::V1;
    std::string_view tenant;         ///< as in the path
    std::string_view authorization;  ///< of the header; empty when there is none
    Form form;
};

/// The reply's JSON (200), or the error.
using GrantOutcome = std::variant<std::string, OauthError>;

/// The grants of the built-in authority: client_credentials, password and refresh_token, in both
/// forms. Called concurrently from store workers; the password grant takes a quarter of a second.
/// Keeps no state of its own.
class TokenEndpoint {
public:
    /// Nothing is owned; all of it outlives the endpoint.
    TokenEndpoint(const TokenMinter& minter, DirectoryAccounts& accounts,
                  RefreshTokenStore& refresh_tokens);

    /// Carries a grant out: the application proves itself first, then what it asks for is looked
    /// at. Unknown applications and wrong secrets, unknown users and wrong passwords are answered
    /// alike, the latter two in the same time. A refresh token is used up before its user is looked
    /// for. @throws Error StoreUnavailable from the accounts.
    [[nodiscard]] GrantOutcome grant(const GrantRequest& request, Instant now);

private:
    struct Client;
    struct Scope;
    struct SignIn;

    // Who asks, proven; before anything else is looked at.
    std::optional<OauthError> authenticate(const GrantRequest& request, Client& client);
    // What for: one resource of this authority.
    std::optional<OauthError> readScope(const GrantRequest& request, bool application_only,
                                        Scope& scope) const;
    std::optional<OauthError> readWords(std::string_view text, bool application_only,
                                        Scope& scope) const;
    // Needs a secret: a public application has nobody to speak for it.
    GrantOutcome grantToApplication(const GrantRequest& request, const Client& client, Instant now);
    // Begins a family of refresh tokens, if it was asked for.
    GrantOutcome grantByPassword(const GrantRequest& request, const Client& client, Instant now);
    // Uses one up and gives its successor.
    GrantOutcome grantByRefreshToken(const GrantRequest& request, const Client& client,
                                     Instant now);
    // In the form of the request's version, as existing clients read it.
    std::string reply(const GrantRequest& request, const Client& client, const Scope& scope,
                      const SignIn& sign_in, Instant now) const;

    const TokenMinter& minter_;
    DirectoryAccounts& accounts_;
    RefreshTokenStore& refresh_tokens_;
};

}  // namespace concordat::identity
