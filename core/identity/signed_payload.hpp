#pragma once

#include <string_view>

#include "core/base/time.hpp"
#include "core/identity/issuer_settings.hpp"
#include "core/identity/json_object.hpp"
#include "core/identity/key_source.hpp"
#include "core/identity/token_verifier.hpp"

/// Private to the room: what access tokens and ID tokens have in common.
namespace concordat::identity {

/// The payload of a token that an accepted issuer has signed, or the fault. Nothing but issuer and
/// signature has been checked.
struct SignedPayload {
    JsonObject payload;                      ///< null when not accepted
    TokenFault fault = TokenFault::Missing;  ///< meaningful only when null
};

/// Reads a compact JWS, strictly: see JwtVerifier.
[[nodiscard]] SignedPayload readSigned(const IssuerSettings& settings, KeySource& keys,
                                       std::string_view token, Instant now);

}  // namespace concordat::identity
