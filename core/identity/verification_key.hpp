#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace concordat::identity {

/// The algorithms that are accepted. A closed list: "none" and the HMAC family have no value here.
enum class Algorithm : std::uint8_t { RS256, PS256, ES256 };

/// The algorithm of a name in a token's header, compared exactly; nothing for any other name.
[[nodiscard]] std::optional<Algorithm> algorithmFromName(std::string_view name) noexcept;

/// An issuer's public key: RSA of 2048 to 8192 bits, or P-256. Immutable after it is made, so that
/// threads share it.
class VerificationKey {
public:
    /// Makes an RSA key of modulus and exponent (big-endian bytes). With `only`, the key is for
    /// that algorithm alone; without, RS256 and PS256 fit. Null for a key that is weak or not
    /// valid: fewer than 2048 bits or more than 8192, an even number, an exponent below 65537 or
    /// above 64 bits.
    [[nodiscard]] static std::shared_ptr<const VerificationKey> fromRsa(
        std::string kid, std::string_view modulus, std::string_view exponent,
        std::optional<Algorithm> only = std::nullopt);

    /// Makes a P-256 key of its coordinates (32 bytes each); null when the point is not on the
    /// curve.
    [[nodiscard]] static std::shared_ptr<const VerificationKey> fromP256(std::string kid,
                                                                         std::string_view x,
                                                                         std::string_view y);

    /// The name by which tokens refer to the key.
    [[nodiscard]] const std::string& kid() const noexcept { return kid_; }

    /// A text that differs for keys that differ in anything that verification depends on.
    [[nodiscard]] const std::string& fingerprint() const noexcept { return fingerprint_; }

    /// Whether tokens of `algorithm` may be verified with this key.
    [[nodiscard]] bool fits(Algorithm algorithm) const noexcept;

    /// Whether `signature` (as in a JWS: for ES256 the raw 64 bytes r and s) signs `input`. False
    /// when the algorithm does not fit. Thread-safe, does not block; some 30 microseconds.
    [[nodiscard]] bool verifies(Algorithm algorithm, std::string_view input,
                                std::string_view signature) const;

private:
    VerificationKey(std::string kid, std::shared_ptr<evp_pkey_st> key,
                    std::optional<Algorithm> only, std::string fingerprint);

    std::string kid_;
    std::shared_ptr<evp_pkey_st> key_;
    // Absent: of RSA, both of its algorithms.
    std::optional<Algorithm> only_;
    std::string fingerprint_;
};

/// An issuer's keys at one time, by kid. Keys are shared, so that a set can be replaced while a
/// request still verifies with one of the old.
using KeySet = std::map<std::string, std::shared_ptr<const VerificationKey>, std::less<>>;

/// Whether every key of `before` is in `after`, unchanged: then tokens verified with `before` are
/// still good.
[[nodiscard]] bool keepsAllKeys(const KeySet& before, const KeySet& after);

}  // namespace concordat::identity
