#pragma once

#include <optional>
#include <string_view>

#include "core/identity/verification_key.hpp"

namespace concordat::identity {

/// Reads a JWKS document (RFC 7517). Keys of other kinds or uses are passed over, as the standard
/// asks; a weak or broken key, one without `kid`, and a second one of the same `kid` are passed
/// over and logged (IDENTITY-KEY-REFUSED). Nothing when the text is no JWKS; an empty set is an
/// answer.
[[nodiscard]] std::optional<KeySet> parseJwks(std::string_view text);

}  // namespace concordat::identity
