#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/time.hpp"
#include "core/identity/authority_settings.hpp"
#include "core/identity/authorization_endpoint.hpp"
#include "core/identity/directory_accounts.hpp"
#include "core/identity/refresh_tokens.hpp"
#include "core/identity/signing_keys.hpp"
#include "core/identity/token_endpoint.hpp"
#include "core/identity/token_minter.hpp"

namespace concordat::identity {

/// What the authority needs of an HTTP request. Views that live until serve() returns.
struct AuthorityRequest {
    std::string_view method;  ///< "GET", "HEAD" or "POST"
    /// As sent, without the query, still percent-encoded.
    std::string_view path;
    std::string_view content_type;   ///< of the header; empty when there is none
    std::string_view authorization;  ///< of the header; empty when there is none
    /// Of a POST: a form of at most 64 KiB.
    std::string_view body;
    std::string_view query{};            ///< as sent; empty when there is none
    std::string_view accept_language{};  ///< of the header; empty when there is none
};

/// What the HTTP reply must be. The body is JSON, in the form of OAuth and OpenID Connect and not
/// of the partner API, or a page.
struct AuthorityReply {
    int status = 200;
    /// With Content-Type, unless the body is JSON.
    std::vector<std::pair<std::string_view, std::string>> headers;
    std::string body;
};

/// A cloud's built-in authority: the token endpoints of both forms, a login page for the
/// applications of its settings, discovery and keys, for
/// development and as emulator. Knows nothing of connections: core/api mounts it on the cloud's own
/// listener, beside the API. Called concurrently; nothing it is given is owned, all of it outlives
/// the authority.
class Authority {
public:
    /// Refuses by itself to exist in production, whatever the settings' reader let through. @throws
    /// FatalError IDENTITY-AUTHORITY-IN-PRODUCTION when `environment` is "production".
    Authority(std::string_view environment, AuthoritySettings settings, const SigningKeys& keys,
              DirectoryAccounts& accounts, RefreshTokenStore& refresh_tokens);

    /// Whether the authority serves that path, whatever the method: one segment for the tenant,
    /// then one of seven endings. Compared with regard to case, as existing clients write them.
    [[nodiscard]] static bool owns(std::string_view path) noexcept;

    /// Whether serving that path may block: token endpoints and the login page ask the store and
    /// derive keys from passwords (a quarter of a second), so they belong on a worker; discovery
    /// and keys never block.
    [[nodiscard]] static bool mayBlock(std::string_view path) noexcept;

    /// Serves a request on a path that it owns. Errors are replies: a store that does not answer is
    /// 503, and it throws only when memory or random bits run out.
    [[nodiscard]] AuthorityReply serve(const AuthorityRequest& request, Instant now);

    /// Mints tokens without asking anyone, for tools.
    [[nodiscard]] const TokenMinter& minter() const noexcept { return minter_; }

private:
    enum class Resource : std::uint8_t { Token, Login, Configuration, Keys };
    struct Route;

    // Nothing for paths of other services.
    static std::optional<Route> routeOf(std::string_view path) noexcept;
    AuthorityReply serveToken(const Route& route, const AuthorityRequest& request, Instant now);
    AuthorityReply serveLogin(const Route& route, const AuthorityRequest& request, Instant now);
    [[nodiscard]] std::string configuration(const Route& route) const;

    // Before the endpoints, which keep a reference.
    TokenMinter minter_;
    const SigningKeys& keys_;
    TokenEndpoint endpoint_;
    AuthorizationEndpoint authorization_;
};

}  // namespace concordat::identity
