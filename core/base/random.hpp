#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace concordat {

/// Fills `out` from OpenSSL's generator, for keys and identifiers alike. Cheap for few bytes: each
/// thread keeps a kilobyte in store and forgets each byte once it is given out. Thread-safe.
/// @throws Error Internal when the generator fails: callers must not go on, since what `out` then
/// holds is not random.
void fillRandom(std::span<std::uint8_t> out);

/// A one-time password of `bits` random bits or more, of letters and digits that cannot be mistaken
/// for one another, with at least one upper-case letter, one lower-case letter and one digit, as
/// directory password rules demand. Five bits a character: 27 characters for 128 bits. @throws
/// Error Internal as fillRandom
[[nodiscard]] std::string makeOneTimePassword(unsigned bits = 128);

}  // namespace concordat
