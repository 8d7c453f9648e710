#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/base/time.hpp"
#include "core/identity/issuer_settings.hpp"
#include "core/identity/key_source.hpp"
#include "core/identity/token_verifier.hpp"

namespace concordat::identity {

/// A verified token with what a cache must know of it: for how long, and under which keys, the
/// answer holds.
struct VerifiedToken {
    std::shared_ptr<const Principal> principal;  ///< null when not accepted
    TokenFault fault = TokenFault::Missing;      ///< meaningful only when null
    Instant good_from;                           ///< `nbf`, less the skew
    Instant good_until;                          ///< `exp`, plus the skew
    std::uint64_t generation = 0;                ///< of the keys it was verified with
};

/// Verifies tokens from nothing, strictly: one of three algorithms and only the one that fits the
/// named key; exactly three canonical parts of 16 KiB in all; JSON objects without duplicate names;
/// no header that would bring its own key or extension; issuer, audience, time, tenant and
/// application all required. Any doubt is a refusal. Keeps nothing between calls; thread-safe.
class JwtVerifier final : public TokenVerifier {
public:
    /// `keys` is not owned and outlives the verifier.
    JwtVerifier(IssuerSettings settings, KeySource& keys);

    /// As in the contract, each time anew.
    [[nodiscard]] TokenVerdict verify(std::string_view authorization, Instant now) override;
    /// The first of the settings' issuers.
    [[nodiscard]] std::string_view acceptedIssuer() const override;

    /// The same as `verify`, with the time for which the answer holds. Some 40 microseconds.
    [[nodiscard]] VerifiedToken verifyToken(std::string_view authorization, Instant now);

    /// The keys that tokens are verified with.
    [[nodiscard]] const KeySource& keys() const noexcept { return keys_; }

private:
    // As given; never changes.
    IssuerSettings settings_;
    KeySource& keys_;
};

}  // namespace concordat::identity
