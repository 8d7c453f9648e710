#include "tests/identity/token_forge.hpp"

#include <openssl/core_names.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <stdexcept>

#include "core/identity/base64url.hpp"
#include "core/identity/openssl.hpp"

namespace concordat::identity::testing {
namespace {

void require(bool done) {
    if (!done) throw std::runtime_error("OpenSSL refused");
}

std::string quoted(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string number(EVP_PKEY* key, const char* name, int size = 0) {
    BIGNUM* value = nullptr;
    require(EVP_PKEY_get_bn_param(key, name, &value) == 1);
    const Openssl<BIGNUM> owner(value);
    std::string text(static_cast<std::size_t>(size == 0 ? BN_num_bytes(value) : size), '\0');
    BN_bn2binpad(value, reinterpret_cast<unsigned char*>(text.data()),
                 static_cast<int>(text.size()));
    return encodeBase64Url(text);
}

std::string rawOfDer(const std::string& der) {
    const auto* at = bytes(der);
    const Openssl<ECDSA_SIG> signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    std::string raw(64, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + 32, 32);
    return raw;
}

}  // namespace

TestKey::TestKey(std::string kid, evp_pkey_st* key)
    : kid_(std::move(kid)), key_(key, OpensslFree()) {
    require(key != nullptr);
}

TestKey TestKey::rsa(std::string kid, unsigned bits) {
    return {std::move(kid), EVP_RSA_gen(bits)};
}

TestKey TestKey::p256(std::string kid) {
    return {std::move(kid), EVP_EC_gen("P-256")};
}

TestKey TestKey::p384(std::string kid) {
    return {std::move(kid), EVP_EC_gen("P-384")};
}

std::string TestKey::jwk(std::string_view alg) const {
    std::string text = "{\"use\":\"sig\",\"kid\":" + quoted(kid_);
    if (!alg.empty()) text += ",\"alg\":" + quoted(alg);
    if (EVP_PKEY_is_a(key_.get(), "RSA") == 1) {
        text += ",\"kty\":\"RSA\",\"n\":" + quoted(number(key_.get(), OSSL_PKEY_PARAM_RSA_N)) +
                ",\"e\":" + quoted(number(key_.get(), OSSL_PKEY_PARAM_RSA_E));
    } else {
        const int size = (EVP_PKEY_get_bits(key_.get()) + 7) / 8;
        text += ",\"kty\":\"EC\",\"crv\":" + quoted(size == 32 ? "P-256" : "P-384") +
                ",\"x\":" + quoted(number(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X, size)) +
                ",\"y\":" + quoted(number(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y, size));
    }
    return text + "}";
}

std::string TestKey::pem() const {
    const Openssl<BIO> bio(BIO_new(BIO_s_mem()));
    require(PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1);
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string TestKey::sign(std::string_view algorithm, std::string_view input) const {
    const Openssl<EVP_MD_CTX> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key_context = nullptr;
    const auto* hash = algorithm == "RS512" ? EVP_sha512() : EVP_sha256();
    require(EVP_DigestSignInit(context.get(), &key_context, hash, nullptr, key_.get()) == 1);
    if (algorithm == "PS256") {
        EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, RSA_PSS_SALTLEN_DIGEST);
    }
    std::size_t size = 0;
    require(EVP_DigestSign(context.get(), nullptr, &size, bytes(input), input.size()) == 1);
    std::string signature(size, '\0');
    require(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           bytes(input), input.size()) == 1);
    signature.resize(size);
    return algorithm == "ES256" ? rawOfDer(signature) : signature;
}

const TestKey& sharedRsa(const std::string& kid) {
    static std::map<std::string, TestKey> keys;
    const auto found = keys.find(kid);
    return found != keys.end() ? found->second : keys.emplace(kid, TestKey::rsa(kid)).first->second;
}

std::string hmac(std::string_view secret, std::string_view input) {
    std::string mac(32, '\0');
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes(input), input.size(),
         reinterpret_cast<unsigned char*>(mac.data()), &size);
    return mac;
}

std::string makeToken(const TestKey& key, std::string_view algorithm, std::string_view header,
                      std::string_view payload) {
    const auto input = encodeBase64Url(header) + "." + encodeBase64Url(payload);
    return input + "." + encodeBase64Url(key.sign(algorithm, input));
}

std::string headerOf(std::string_view algorithm, std::string_view kid) {
    return "{\"alg\":" + quoted(algorithm) + ",\"typ\":\"JWT\",\"kid\":" + quoted(kid) + "}";
}

Claims userClaims() {
    return {{"iss", quoted(kIssuerV1)},
            {"aud", quoted(kAudience)},
            {"tid", quoted(kTenant)},
            {"appid", quoted(kApplication)},
            {"oid", quoted(kUser)},
            {"upn", quoted("admin@contoso.example")},
            {"scp", quoted("user_impersonation")},
            {"roles", "[\"AdminAgent\"]"},
            {"ver", quoted("1.0")},
            {"nbf", std::to_string(kNowSeconds - 10)},
            {"exp", std::to_string(kNowSeconds + 3600)}};
}

Claims applicationClaims() {
    return {{"iss", quoted(kIssuerV2)},
            {"aud", quoted(kAudience)},
            {"tid", quoted(kTenant)},
            {"azp", quoted(kApplication)},
            {"idtyp", quoted("app")},
            {"ver", quoted("2.0")},
            {"nbf", std::to_string(kNowSeconds - 10)},
            {"exp", std::to_string(kNowSeconds + 3600)}};
}

std::string toJson(const Claims& claims) {
    std::string text;
    for (const auto& [name, value] : claims)
        text.append(text.empty() ? "{" : ",").append(quoted(name)).append(":").append(value);
    return text + "}";
}

Claims with(Claims claims, const std::string& name, std::string value) {
    claims[name] = std::move(value);
    return claims;
}

Claims without(Claims claims, const std::string& name) {
    claims.erase(name);
    return claims;
}

IssuerSettings testIssuer() {
    IssuerSettings settings;
    settings.issuers = {"https://login.cloud.example/{tenantid}/",
                        "https://login.cloud.example/{tenantid}/v2.0"};
    settings.audiences = {std::string(kAudience)};
    settings.application_audiences = {"https://graph.cloud.example"};
    return settings;
}

FoundKey FixedKeys::find(std::string_view kid, Instant) {
    ++asked;
    const auto found = keys_.find(kid);
    return {found == keys_.end() ? nullptr : found->second};
}

void FixedKeys::replace(KeySet keys) {
    keys_ = std::move(keys);
    ++generation_;
}

std::string jwksOf(std::initializer_list<std::string> jwks) {
    std::string list;
    for (const auto& jwk : jwks) list += (list.empty() ? "" : ",") + jwk;
    return "{\"keys\":[" + list + "]}";
}

}  // namespace concordat::identity::testing
