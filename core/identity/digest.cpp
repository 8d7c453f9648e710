#include "core/identity/digest.hpp"

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/identity/openssl.hpp"

namespace concordat::identity {
namespace {

/// OpenSSL looks a digest up by name on each use unless it is fetched once.
struct Sha256 {
    Openssl<EVP_MD> type{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    Openssl<EVP_MD_CTX> context{EVP_MD_CTX_new()};
};

}  // namespace

Digest sha256(std::string_view bytes) {
    thread_local Sha256 sha;
    Digest digest{};
    const bool done = sha.type && sha.context &&
                      EVP_DigestInit_ex2(sha.context.get(), sha.type.get(), nullptr) == 1 &&
                      EVP_DigestUpdate(sha.context.get(), bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(sha.context.get(), digest.data(), nullptr) == 1;
    if (!done) throw Error(ErrorKind::Internal, codes::kUnexpected, {"SHA-256"});
    return digest;
}

std::string_view bytesOf(const Digest& digest) noexcept {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace concordat::identity
