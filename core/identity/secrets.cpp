#include "core/identity/secrets.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <optional>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/random.hpp"
#include "core/base/sha256.hpp"
#include "core/identity/base64url.hpp"

namespace concordat::identity {
namespace {

constexpr std::size_t kSecretSize = 32;
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kHashSize = 32;
// What OWASP asks of PBKDF2 with HMAC-SHA-256.
constexpr int kRounds = 600'000;
/// A text from elsewhere must not keep a worker busy for minutes.
constexpr int kMaxRounds = 10'000'000;
constexpr std::string_view kScheme = "pbkdf2-sha256";
constexpr char kSeparator = '$';

std::string randomBytes(std::size_t size) {
    std::string bytes(size, '\0');
    fillRandom({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return bytes;
}

std::string derive(std::string_view password, std::string_view salt, int rounds) {
    std::string hash(kHashSize, '\0');
    const int done = PKCS5_PBKDF2_HMAC(
        password.data(), static_cast<int>(password.size()),
        reinterpret_cast<const unsigned char*>(salt.data()), static_cast<int>(salt.size()), rounds,
        EVP_sha256(), static_cast<int>(hash.size()), reinterpret_cast<unsigned char*>(hash.data()));
    if (done != 1) throw Error(ErrorKind::Internal, codes::kUnexpected, {"PBKDF2"});
    return hash;
}

/// A password's hash, read.
/// Text of a hash: scheme$rounds$salt$hash, so that a later version can ask for more rounds and
/// still read it.
struct Stored {
    int rounds = kRounds;
    std::string salt;
    std::string hash;
};

/// Up to the next separator, which is taken too; all that is left for the last field.
std::string_view takeField(std::string_view& text) {
    const auto field = text.substr(0, text.find(kSeparator));
    text.remove_prefix(std::min(field.size() + 1, text.size()));
    return field;
}

std::optional<Stored> readStored(std::string_view text) {
    if (takeField(text) != kScheme) return std::nullopt;
    Stored stored;
    const auto rounds = takeField(text);
    const auto* const end = rounds.data() + rounds.size();
    const auto [at, error] = std::from_chars(rounds.data(), end, stored.rounds);
    if (error != std::errc() || at != end || stored.rounds < 1 || stored.rounds > kMaxRounds)
        return std::nullopt;
    auto salt = decodeBase64Url(takeField(text));
    auto hash = decodeBase64Url(text);
    if (!salt || !hash || hash->size() != kHashSize) return std::nullopt;
    stored.salt = std::move(*salt);
    stored.hash = std::move(*hash);
    return stored;
}

}  // namespace

std::string makeSecret() {
    return encodeBase64Url(randomBytes(kSecretSize));
}

std::string hashSecret(std::string_view secret) {
    return sha256({secret});
}

bool matchesAny(const std::vector<std::string>& hashes, std::string_view secret) {
    const auto hash = hashSecret(secret);
    bool found = false;
    // Every hash is compared to its end: time must not tell which matched, or how far.
    for (const auto& known : hashes)
        found |= known.size() == hash.size() &&
                 CRYPTO_memcmp(known.data(), hash.data(), hash.size()) == 0;
    return found;
}

std::string hashPassword(std::string_view password) {
    const auto salt = randomBytes(kSaltSize);
    std::string text(kScheme);
    text.append(1, kSeparator).append(std::to_string(kRounds));
    text.append(1, kSeparator).append(encodeBase64Url(salt));
    text.append(1, kSeparator).append(encodeBase64Url(derive(password, salt, kRounds)));
    return text;
}

bool passwordMatches(std::string_view hash, std::string_view password) {
    const auto stored = readStored(hash);
    // Without a usable hash the work is done all the same, against a salt of zeros.
    const auto& against = stored ? *stored : Stored{kRounds, std::string(kSaltSize, '\0'), {}};
    const auto derived = derive(password, against.salt, against.rounds);
    // In constant time, as all comparisons of secrets.
    return stored && CRYPTO_memcmp(derived.data(), stored->hash.data(), kHashSize) == 0;
}

bool oneTimePasswordMatches(std::string_view salt, std::string_view hash,
                            std::string_view password) {
    const auto made = sha256({salt, password});
    return made.size() == hash.size() && CRYPTO_memcmp(made.data(), hash.data(), made.size()) == 0;
}

}  // namespace concordat::identity
