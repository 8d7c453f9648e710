#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/identity/authority_settings.hpp"
#include "core/identity/directory_accounts.hpp"
#include "core/identity/principal.hpp"
#include "core/identity/signing_keys.hpp"

namespace concordat::identity {

/// Which form a token has: v1 (`appid`, `upn`, resource) or v2 (`azp`, `preferred_username`,
/// scope).
enum class TokenVersion : std::uint8_t { V1, V2 };

/// Whose token it is. Without user it is application-only.
struct TokenSubject {
    PartnerId partner;
    ApplicationId application;
    /// Of it only id, name and roles go into the token.
    std::optional<UserAccount> user;
};

/// Writes and signs the tokens of a built-in authority; also what `concordat token` uses, which
/// needs no more than the settings and the key file. Signs with whatever key is current at the
/// call. Thread-safe.
class TokenMinter {
public:
    /// `keys` is not owned and outlives the minter.
    TokenMinter(AuthoritySettings settings, const SigningKeys& keys);

    /// An access token for `audience`, good from `now` for the lifetime of the settings. Whether
    /// the subject may have it is the caller's question. @throws Error Internal when it cannot be
    /// signed.
    [[nodiscard]] std::string mint(const TokenSubject& subject, const std::string& audience,
                                   TokenVersion version, Instant now) const;

    /// An ID token, which tells the application who signed in and opens nothing. The subject has a
    /// user. `nonce` is the application's own; empty: it gave none.
    [[nodiscard]] std::string mintIdToken(const TokenSubject& subject, Instant now,
                                          std::string_view nonce = {}) const;

    /// The issuer of that form of token for a tenant, given as text.
    [[nodiscard]] std::string issuerOf(std::string_view tenant, TokenVersion version) const;

    /// As they were given.
    [[nodiscard]] const AuthoritySettings& settings() const noexcept { return settings_; }

private:
    AuthoritySettings settings_;
    const SigningKeys& keys_;
};

}  // namespace concordat::identity
