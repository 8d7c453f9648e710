#include "core/base/sha256.hpp"

#include <memory>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat {
namespace {

constexpr std::size_t kDigestSize = 32;

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// Fetched once: EVP_sha256() would look the implementation up at every use.
const EVP_MD* algorithm() {
    static EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return fetched;
}

}  // namespace

std::string sha256(std::initializer_list<std::string_view> parts) {
    // Making a context costs more than hashing a short text.
    thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    bool ok = context && EVP_DigestInit_ex(context.get(), algorithm(), nullptr) == 1;
    for (const auto part : parts)
        ok = ok && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    std::string digest(kDigestSize, '\0');
    auto* out = reinterpret_cast<unsigned char*>(digest.data());
    if (!ok || EVP_DigestFinal_ex(context.get(), out, nullptr) != 1)
        throw Error(ErrorKind::Internal, codes::kUnexpected, {"SHA-256"});
    return digest;
}

std::string hmacSha256(std::string_view key, std::string_view text) {
    std::string digest(kDigestSize, '\0');
    std::size_t size = 0;
    if (EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, key.data(), key.size(),
                  reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                  reinterpret_cast<unsigned char*>(digest.data()), digest.size(),
                  &size) == nullptr ||
        size != digest.size())
        throw Error(ErrorKind::Internal, codes::kUnexpected, {"HMAC"});
    return digest;
}

bool isSameSecret(std::string_view a, std::string_view b) noexcept {
    return !a.empty() && a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace concordat
