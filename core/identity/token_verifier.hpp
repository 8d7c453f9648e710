#pragma once

#include <memory>
#include <string_view>

#include "core/base/time.hpp"
#include "core/identity/principal.hpp"

namespace concordat::identity {

/// Why a token was not accepted, for the log and the counters; callers see the same 401 for all of
/// them but KeysAwaited, for which they are asked to come again.
enum class TokenFault {
    Missing,      ///< no Authorization header, or not the scheme Bearer
    Malformed,    ///< not three base64url parts of JSON objects, or too long
    Algorithm,    ///< not RS256, PS256 or ES256, or not the algorithm of the named key
    UnknownKey,   ///< no key of the issuer has this kid, after one bounded refetch
    KeysAwaited,  ///< no key known so far has this kid, and that refetch is under way: ask again
    Signature,    ///< the signature does not fit
    Expired,   ///< exp is past, or nbf ahead, by more than the skew of 60 s; or either is missing
    Issuer,    ///< issued by another authority, another cloud's among them
    Audience,  ///< meant for another service
    Claims     ///< tid, or another required claim, is missing or of the wrong type
};

/// A verified principal, or the fault.
struct TokenVerdict {
    std::shared_ptr<const Principal> principal;  ///< null when not accepted
    TokenFault fault = TokenFault::Missing;      ///< meaningful only when null
};

/// Turns an Authorization header into a Principal. Implementations: JwtVerifier (strict
/// verification) and CachingVerifier around it. Called concurrently from event threads; never waits
/// for the network. Whether the principal's partner is enrolled is not its
/// question: the dispatcher asks the directory.
class TokenVerifier {
public:
    virtual ~TokenVerifier() = default;

    /// Verifies the value of an Authorization header ("Bearer ..."); empty when there is none.
    /// `now` is the request's time. Never throws for a bad token. The principal may be kept beyond
    /// the call.
    [[nodiscard]] virtual TokenVerdict verify(std::string_view authorization, Instant now) = 0;

    /// The issuer that this endpoint accepts, named in the 401 of a token from elsewhere.
    [[nodiscard]] virtual std::string_view acceptedIssuer() const = 0;
};

}  // namespace concordat::identity
