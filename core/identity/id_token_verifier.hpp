#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/identity/issuer_settings.hpp"
#include "core/identity/key_source.hpp"
#include "core/identity/principal.hpp"
#include "core/identity/token_verifier.hpp"

namespace concordat::identity {

/// Somebody who has signed in at a page, of whichever directory.
struct SignedInUser {
    Uuid tenant;  ///< a partner's id or a customer's
    UserId user;
    std::string user_name;  ///< for the record; personal data: never logged
    Roles roles;
};

/// Who an ID token says has signed in, or the fault.
struct IdTokenVerdict {
    std::optional<SignedInUser> user;        ///< nothing when not accepted
    TokenFault fault = TokenFault::Missing;  ///< meaningful only then
};

/// Verifies ID tokens (OpenID Connect Core, section 3.1.3.7) as strictly as JwtVerifier does access
/// tokens: issuer, signature, times, tenant, user, one audience and the nonce of the request.
/// Keeps nothing between calls; thread-safe.
class IdTokenVerifier {
public:
    /// `issuer` is that of the access tokens; the audience is `client_id` alone. `keys` is not
    /// owned and outlives the verifier.
    IdTokenVerifier(IssuerSettings issuer, std::string client_id, KeySource& keys);

    /// Who has signed in by the request that had `nonce`.
    [[nodiscard]] IdTokenVerdict verify(std::string_view token, std::string_view nonce,
                                        Instant now) const;

private:
    IssuerSettings settings_;
    std::string client_id_;
    KeySource& keys_;
};

}  // namespace concordat::identity
