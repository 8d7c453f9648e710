#include "core/base/random.hpp"

#include <array>
#include <openssl/rand.h>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat {
namespace {

constexpr std::size_t kPoolSize = 1024;
// 32 characters, so that one random byte gives 5 unbiased bits; without 0, O, 1, l and I.
constexpr std::string_view kPasswordAlphabet = "abcdefghjkmnpqrtuvwxyzABCDEFGH23";
constexpr unsigned kBitsPerCharacter = 5;
static_assert(kPasswordAlphabet.size() == 1U << kBitsPerCharacter);

void fromGenerator(std::uint8_t* out, std::size_t size) {
    if (RAND_bytes(out, static_cast<int>(size)) != 1)
        throw Error(ErrorKind::Internal, codes::kUnexpected, {"random generator"});
}

// What directories demand of a password.
bool hasEveryClass(std::string_view password) {
    bool upper = false;
    bool lower = false;
    bool digit = false;
    for (const char c : password) {
        upper = upper || (c >= 'A' && c <= 'Z');
        lower = lower || (c >= 'a' && c <= 'z');
        digit = digit || (c >= '0' && c <= '9');
    }
    return upper && lower && digit;
}

}  // namespace

void fillRandom(std::span<std::uint8_t> out) {
    // OpenSSL's generator costs about a microsecond a call whatever the size: small requests share
    // a pool per thread.
    thread_local std::array<std::uint8_t, kPoolSize> pool;
    thread_local std::size_t used = kPoolSize;
    // A large request would only empty the pool.
    if (out.size() > kPoolSize / 4) return fromGenerator(out.data(), out.size());
    if (used + out.size() > kPoolSize) {
        fromGenerator(pool.data(), pool.size());
        used = 0;
    }
    for (auto& byte : out) {
        byte = pool[used];
        pool[used++] = 0;  // a value is given out once and not kept
    }
}

std::string makeOneTimePassword(unsigned bits) {
    const std::size_t length = (bits + kBitsPerCharacter - 1) / kBitsPerCharacter + 1;
    std::string password(length, '\0');
    do {
        for (auto& character : password) {
            std::array<std::uint8_t, 1> byte{};
            fillRandom(byte);
            character = kPasswordAlphabet[byte[0] % kPasswordAlphabet.size()];
        }
        // Thrown away whole and drawn again: repairing a character would make some passwords
        // likelier.
    } while (!hasEveryClass(password));
    return password;
}

}  // namespace concordat
