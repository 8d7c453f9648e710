#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace concordat::identity {

/// A new application secret or opaque token: 256 random bits as base64url, 43 characters. Shown
/// once, never stored. @throws Error Internal when no random bits can be had.
[[nodiscard]] std::string makeSecret();

/// What is stored of a secret with high entropy: its SHA-256, 32 bytes. Not for passwords that
/// people choose.
[[nodiscard]] std::string hashSecret(std::string_view secret);

/// Whether `secret` has one of the hashes. Takes the same time whichever it is, or none; how many
/// there are is no secret.
[[nodiscard]] bool matchesAny(const std::vector<std::string>& hashes, std::string_view secret);

/// What is stored of a password that a person chose: salted and slow (PBKDF2 with HMAC-SHA-256,
/// 600,000 rounds), as a text that names its parameters. Takes a quarter of a second.
[[nodiscard]] std::string hashPassword(std::string_view password);

/// Whether `password` has that hash of `hashPassword`; false for a text that is none. Takes as long
/// for an empty hash, so that callers can hide whether a user exists.
[[nodiscard]] bool passwordMatches(std::string_view hash, std::string_view password);

/// Whether `password` is the one for one use of which SHA-256 over `salt` and it is `hash`. Only
/// for those that the program made: they have 128 random bits.
[[nodiscard]] bool oneTimePasswordMatches(std::string_view salt, std::string_view hash,
                                          std::string_view password);

}  // namespace concordat::identity
