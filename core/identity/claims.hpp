#pragma once

#include <memory>
#include <optional>
#include <rapidjson/document.h>

#include "core/base/time.hpp"
#include "core/identity/id_token_verifier.hpp"
#include "core/identity/issuer_settings.hpp"
#include "core/identity/principal.hpp"
#include "core/identity/token_verifier.hpp"

/// Private to the room: what the payload of a token must say.
namespace concordat::identity {

/// The time during which a token is good, the skew of 60 seconds on both sides included.
struct Validity {
    Instant from;
    Instant until;  ///< the first moment at which it is no longer good

    /// Whether the token is good at `now`.
    [[nodiscard]] bool covers(Instant now) const { return from <= now && now < until; }
};

/// Whether the payload's `iss` is accepted: one of the settings' issuers, letter by letter, with
/// the token's own tenant in the place of "{tenantid}". The signature need not have been checked:
/// it is asked before, so that strangers' tokens cost no key lookup.
[[nodiscard]] bool hasAcceptedIssuer(const IssuerSettings& settings,
                                     const rapidjson::Value& payload);

/// The payload's `nbf` and `exp`, both required; nothing when either is missing or no whole number
/// of seconds.
[[nodiscard]] std::optional<Validity> validityOf(const rapidjson::Value& payload);

/// The same for an ID token, which need not say from when on it is good.
[[nodiscard]] std::optional<Validity> idTokenValidityOf(const rapidjson::Value& payload);

/// Who an ID token is about; nothing when tenant, user or name is missing, or a claim is of the
/// wrong type. Somebody without roles is somebody.
[[nodiscard]] std::optional<SignedInUser> signedInUserOf(const ClaimNames& names,
                                                         const rapidjson::Value& payload);

/// The principal of a payload whose signature, issuer and time are good, or the fault.
///
/// A token is a user's when it is delegated: `scp`, an object id and a user name, and `idtyp`
/// absent or "user". It is an application's alone when it has neither `scp` nor a user name and
/// `idtyp` is absent or "app". Anything between the two is refused, and so is an ID token (`nonce`,
/// `at_hash`, `c_hash`), which tells an application who signed in and opens nothing.
[[nodiscard]] TokenVerdict principalOf(const IssuerSettings& settings,
                                       const rapidjson::Value& payload);

}  // namespace concordat::identity
