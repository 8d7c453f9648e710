#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace concordat {

/// Fills `out` from OpenSSL's generator; thread-safe. @throws Error Internal when the generator
/// fails: callers must not go on.
void fillRandom(std::span<std::uint8_t> out);

/// A one-time password of `bits` random bits or more, of letters and digits that cannot be mistaken
/// for one another, with at least one upper-case letter, one lower-case letter and one digit, as
/// directory password rules demand.
[[nodiscard]] std::string makeOneTimePassword(unsigned bits = 128);

}  // namespace concordat
