#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/sha256.hpp"
#include "core/identity/base64url.hpp"
#include "core/identity/openssl.hpp"
#include "core/identity/signing_keys.hpp"

namespace concordat::identity {
namespace {

constexpr unsigned kBits = 2048;
/// PKCS #8, without encryption: what privatePem() writes.
constexpr std::string_view kPrivateMark = "-----BEGIN PRIVATE KEY-----";

[[noreturn]] void refuseToSign() {
    throw Error(ErrorKind::Internal, codes::kUnexpected, {"signing key"});
}

/// A number of the key, big-endian.
/// Empty where OpenSSL has no such number, which then makes no key.
std::string numberOf(EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1) return {};
    const Openssl<BIGNUM> owner(number);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
    return bytes;
}

std::string textOf(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

/// OpenSSL would otherwise ask for a password on the terminal.
int noPassword(char*, int, int, void*) {
    return -1;
}

}  // namespace

SigningKey::SigningKey(std::shared_ptr<evp_pkey_st> key, bool is_private)
    : key_(std::move(key)), private_(is_private) {
    const auto modulus = numberOf(key_.get(), OSSL_PKEY_PARAM_RSA_N);
    const auto exponent = numberOf(key_.get(), OSSL_PKEY_PARAM_RSA_E);
    // The members of the thumbprint stand in the order of their names, without blanks.
    modulus_ = encodeBase64Url(modulus);
    exponent_ = encodeBase64Url(exponent);
    kid_ = encodeBase64Url(
        sha256({R"({"e":")", exponent_, R"(","kty":"RSA","n":")", modulus_, R"("})"}));
    verification_key_ = VerificationKey::fromRsa(kid_, modulus, exponent, Algorithm::RS256);
}

std::shared_ptr<const SigningKey> SigningKey::generate() {
    std::shared_ptr<EVP_PKEY> key(EVP_RSA_gen(kBits), OpensslFree());
    if (!key)
        throw FatalError("IDENTITY-SIGNING-KEY-UNUSABLE", "OpenSSL could not make a signing key");
    return std::shared_ptr<const SigningKey>(new SigningKey(std::move(key), true));
}

std::shared_ptr<const SigningKey> SigningKey::fromPem(const std::string& pem) {
    const bool is_private = pem.starts_with(kPrivateMark);
    const Openssl<BIO> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    if (!bio) return nullptr;
    std::shared_ptr<EVP_PKEY> key(
        is_private ? PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassword, nullptr)
                   : PEM_read_bio_PUBKEY(bio.get(), nullptr, noPassword, nullptr),
        OpensslFree());
    if (!key || EVP_PKEY_is_a(key.get(), "RSA") != 1) return nullptr;
    std::shared_ptr<const SigningKey> result(new SigningKey(std::move(key), is_private));
    // Judged by the rules for verifying, so that a key that signs is never one that is refused.
    return result->verificationKey() ? result : nullptr;
}

std::string SigningKey::sign(std::string_view input) const {
    const Openssl<EVP_MD_CTX> context(EVP_MD_CTX_new());
    const auto* data = reinterpret_cast<const unsigned char*>(input.data());
    std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())), '\0');
    std::size_t size = signature.size();
    if (!private_ || !context ||
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       data, input.size()) != 1)
        refuseToSign();
    signature.resize(size);
    return signature;
}

std::string SigningKey::jwk() const {
    return R"({"kty":"RSA","use":"sig","alg":"RS256","kid":")" + kid_ + R"(","n":")" + modulus_ +
           R"(","e":")" + exponent_ + "\"}";
}

std::string SigningKey::privatePem() const {
    const Openssl<BIO> bio(BIO_new(BIO_s_mem()));
    if (!private_ || !bio ||
        PEM_write_bio_PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        refuseToSign();
    return textOf(bio.get());
}

std::string SigningKey::publicPem() const {
    const Openssl<BIO> bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PUBKEY(bio.get(), key_.get()) != 1) refuseToSign();
    return textOf(bio.get());
}

}  // namespace concordat::identity
