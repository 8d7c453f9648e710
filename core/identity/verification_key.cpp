#include "core/identity/verification_key.hpp"

#include <algorithm>
#include <openssl/core_names.h>
#include <openssl/rsa.h>
#include <utility>

#include "core/identity/openssl.hpp"

namespace concordat::identity {
namespace {

constexpr int kMinRsaBits = 2048;
constexpr int kMaxRsaBits = 8192;  // larger ones cost a verifier too much
constexpr int kMaxExponentBits = 64;
/// Smaller ones have known attacks, and no issuer uses them.
constexpr BN_ULONG kMinExponent = 65537;
constexpr std::size_t kCoordinateSize = 32;
constexpr char kUncompressedPoint = '\x04';

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Openssl<BIGNUM> numberOf(std::string_view big_endian) {
    return Openssl<BIGNUM>(
        BN_bin2bn(bytes(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

/// Odd, since an even one is no product of two primes that anyone uses.
bool isStrongModulus(const BIGNUM* n) {
    const int bits = BN_num_bits(n);
    return bits >= kMinRsaBits && bits <= kMaxRsaBits && BN_is_odd(n) == 1;
}

bool isStrongExponent(const BIGNUM* e) {
    if (BN_num_bits(e) > kMaxExponentBits || BN_is_odd(e) != 1) return false;
    // All ones where it does not fit, which is above the least.
    const BN_ULONG value = BN_get_word(e);
    return value >= kMinExponent;
}

/// Makes a public key of OpenSSL's type `type` from parameters; null when OpenSSL refuses them.
std::shared_ptr<EVP_PKEY> makePublicKey(const char* type, OSSL_PARAM_BLD* builder) {
    const Openssl<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder));
    const Openssl<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return {key, OpensslFree()};
}

bool passesOpensslsCheck(EVP_PKEY* key) {
    const Openssl<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    return context && EVP_PKEY_public_check(context.get()) == 1;
}

/// The DER form that OpenSSL verifies, of a JWS's raw r and s; empty unless both are non-zero.
std::string derOfRaw(std::string_view raw) {
    if (raw.size() != 2 * kCoordinateSize) return {};
    auto r = numberOf(raw.substr(0, kCoordinateSize));
    auto s = numberOf(raw.substr(kCoordinateSize));
    const Openssl<ECDSA_SIG> signature(ECDSA_SIG_new());
    if (!r || !s || !signature || BN_is_zero(r.get()) == 1 || BN_is_zero(s.get()) == 1) return {};
    if (ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return {};
    // The signature owns the numbers from here on.
    std::ignore = r.release();
    std::ignore = s.release();
    const int size = i2d_ECDSA_SIG(signature.get(), nullptr);
    if (size <= 0) return {};
    std::string der(static_cast<std::size_t>(size), '\0');
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    i2d_ECDSA_SIG(signature.get(), &out);
    return der;
}

/// The salt as long as the hash, as JWA demands: other lengths are refused.
bool usePss(EVP_PKEY_CTX* context) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

bool verifyWithOpenssl(EVP_PKEY* key, bool pss, std::string_view input,
                       std::string_view signature) {
    const Openssl<EVP_MD_CTX> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key_context = nullptr;  // owned by `context`
    if (!context ||
        EVP_DigestVerifyInit(context.get(), &key_context, EVP_sha256(), nullptr, key) != 1)
        return false;
    if (pss && !usePss(key_context)) return false;
    return EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(input),
                            input.size()) == 1;
}

}  // namespace

std::optional<Algorithm> algorithmFromName(std::string_view name) noexcept {
    if (name == "RS256") return Algorithm::RS256;
    if (name == "PS256") return Algorithm::PS256;
    if (name == "ES256") return Algorithm::ES256;
    return std::nullopt;
}

VerificationKey::VerificationKey(std::string kid, std::shared_ptr<evp_pkey_st> key,
                                 std::optional<Algorithm> only, std::string fingerprint)
    : kid_(std::move(kid)),
      key_(std::move(key)),
      only_(only),
      fingerprint_(std::move(fingerprint)) {}

std::shared_ptr<const VerificationKey> VerificationKey::fromRsa(std::string kid,
                                                                std::string_view modulus,
                                                                std::string_view exponent,
                                                                std::optional<Algorithm> only) {
    if (only == Algorithm::ES256 || modulus.size() > kMaxRsaBits / 8U) return nullptr;
    const auto n = numberOf(modulus);
    // Bounded before OpenSSL makes a number of it.
    const auto e = numberOf(exponent.substr(0, kMaxRsaBits / 8U));
    const Openssl<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || !isStrongModulus(n.get()) || !isStrongExponent(e.get()))
        return nullptr;
    if (OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    auto key = makePublicKey("RSA", builder.get());
    if (!key) return nullptr;
    std::string fingerprint = "RSA:";
    fingerprint += only ? (*only == Algorithm::RS256 ? "RS256:" : "PS256:") : "*:";
    fingerprint.append(modulus).append(":").append(exponent);
    return std::shared_ptr<const VerificationKey>(
        new VerificationKey(std::move(kid), std::move(key), only, std::move(fingerprint)));
}

std::shared_ptr<const VerificationKey> VerificationKey::fromP256(std::string kid,
                                                                 std::string_view x,
                                                                 std::string_view y) {
    if (x.size() != kCoordinateSize || y.size() != kCoordinateSize) return nullptr;
    const auto point = std::string(1, kUncompressedPoint).append(x).append(y);
    const Openssl<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1",
                                        0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1)
        return nullptr;
    auto key = makePublicKey("EC", builder.get());
    // A point off the curve would give an attacker equations to choose from.
    if (!key || !passesOpensslsCheck(key.get())) return nullptr;
    return std::shared_ptr<const VerificationKey>(
        new VerificationKey(std::move(kid), std::move(key), Algorithm::ES256, "EC:" + point));
}

bool VerificationKey::fits(Algorithm algorithm) const noexcept {
    return only_ ? *only_ == algorithm : algorithm != Algorithm::ES256;
}

bool VerificationKey::verifies(Algorithm algorithm, std::string_view input,
                               std::string_view signature) const {
    if (!fits(algorithm)) return false;
    if (algorithm == Algorithm::ES256) {
        const auto der = derOfRaw(signature);
        return !der.empty() && verifyWithOpenssl(key_.get(), false, input, der);
    }
    // OpenSSL takes a shorter PSS signature for one with zeros before it.
    if (signature.size() != static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()))) return false;
    return verifyWithOpenssl(key_.get(), algorithm == Algorithm::PS256, input, signature);
}

bool keepsAllKeys(const KeySet& before, const KeySet& after) {
    return std::all_of(before.begin(), before.end(), [&](const auto& entry) {
        const auto found = after.find(entry.first);
        return found != after.end() && found->second->fingerprint() == entry.second->fingerprint();
    });
}

}  // namespace concordat::identity
