#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/page_language.hpp"
#include "core/identity/authorization_codes.hpp"
#include "core/identity/directory_accounts.hpp"
#include "core/identity/form.hpp"
#include "core/identity/oauth_error.hpp"
#include "core/identity/token_endpoint.hpp"
#include "core/identity/token_minter.hpp"

namespace concordat::identity {

/// A browser at the authorization endpoint.
struct AuthorizationRequest {
    /// The partner of the path, in whose directory and in those of whose customers users are looked
    /// for; absent: it is asked for at the login page.
    std::optional<PartnerId> partner;
    Form parameters;  ///< of the query
    /// What was typed, of a POST; absent: nobody has typed anything yet.
    std::optional<Form> typed;
    PageLanguage language = PageLanguage::English;
};

/// A page to show, as HTML.
struct LoginPage {
    int status = 200;
    std::string html;
    std::string form_origin;  ///< where its form leads in the end; empty: the page has none
};

/// Where to send the browser: one of the application's registered addresses, with the code or the
/// error.
struct Redirect {
    std::string address;
};

/// What comes of a request.
using AuthorizationOutcome = std::variant<LoginPage, Redirect>;

/// The authorization code grant of the built-in authority, for the applications of its settings: a
/// login page, a code that is good once and for a minute, and its redemption. Proof Key for Code
/// Exchange (RFC 7636) with S256 is required. Nobody stays signed in: each request asks for the
/// password. Called concurrently from store workers; a sign-in takes a quarter of a second.
class AuthorizationEndpoint {
public:
    /// Nothing is owned; both outlive the endpoint.
    AuthorizationEndpoint(const TokenMinter& minter, DirectoryAccounts& accounts)
        : minter_(minter), accounts_(accounts) {}

    /// Shows the login page, or takes what was typed there. An application or address that is not
    /// registered gets a page and no redirect. @throws Error StoreUnavailable from the accounts
    [[nodiscard]] AuthorizationOutcome authorize(const AuthorizationRequest& request, Instant now);

    /// Redeems a code, by the form of the token endpoint: an ID token, and an access token that
    /// opens nothing. A code is used up by whoever shows it.
    [[nodiscard]] GrantOutcome redeem(const Form& form, Instant now);

private:
    std::optional<SignInAccount> find(const AuthorizationRequest& request);
    AuthorizationOutcome signIn(const AuthorizationRequest& request, Instant now);

    const TokenMinter& minter_;
    DirectoryAccounts& accounts_;
    AuthorizationCodes codes_;
};

}  // namespace concordat::identity
