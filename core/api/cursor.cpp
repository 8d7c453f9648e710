#include "core/api/cursor.hpp"

#include <array>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdexcept>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/identity/base64url.hpp"

namespace concordat::api {
namespace {

constexpr std::size_t kLeastKey = 32;
// Half of the hash: 128 bits are beyond guessing, and tokens travel with every page.
constexpr std::size_t kTagSize = 16;

[[noreturn]] void refuse() {
    throw Error(ErrorKind::InvalidRequest, codes::kBadContinuationToken);
}

const unsigned char* bytesOf(const void* data) {
    return static_cast<const unsigned char*>(data);
}

struct FreeContext {
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeContext>;

}  // namespace

struct CursorSigner::Mac {
    MacContext keyed;
};

CursorSigner::CursorSigner(std::string_view key, std::string cloud)
    : cloud_(std::move(cloud)), mac_(std::make_unique<Mac>()) {
    if (key.size() < kLeastKey)
        throw std::invalid_argument("the key of continuation tokens must have 32 bytes or more");
    EVP_MAC* hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    mac_->keyed.reset(EVP_MAC_CTX_new(hmac));
    EVP_MAC_free(hmac);
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end()};
    if (!mac_->keyed ||
        EVP_MAC_init(mac_->keyed.get(), bytesOf(key.data()), key.size(), parameters) != 1)
        throw Error(ErrorKind::Internal, codes::kUnexpected, {"HMAC"});
}

CursorSigner::~CursorSigner() = default;

std::string CursorSigner::sign(const PartnerId& partner, CursorKind kind,
                               std::string_view content) const {
    // Copying a keyed context spares hashing the key anew for each token.
    const MacContext context(EVP_MAC_CTX_dup(mac_->keyed.get()));
    const auto kind_byte = static_cast<unsigned char>(kind);
    const auto& id = partner.value.bytes;
    std::array<unsigned char, EVP_MAX_MD_SIZE> tag{};
    std::size_t size = 0;
    const bool ok = context && EVP_MAC_update(context.get(), &kind_byte, 1) == 1 &&
                    EVP_MAC_update(context.get(), id.data(), id.size()) == 1 &&
                    EVP_MAC_update(context.get(), bytesOf(content.data()), content.size()) == 1 &&
                    EVP_MAC_update(context.get(), bytesOf("\0"), 1) == 1 &&
                    EVP_MAC_update(context.get(), bytesOf(cloud_.data()), cloud_.size()) == 1 &&
                    EVP_MAC_final(context.get(), tag.data(), &size, tag.size()) == 1;
    if (!ok || size < kTagSize) throw Error(ErrorKind::Internal, codes::kUnexpected, {"HMAC"});
    return {tag.begin(), tag.begin() + kTagSize};
}

std::string CursorSigner::seal(const PartnerId& partner, CursorKind kind,
                               std::string_view content) const {
    std::string bytes = sign(partner, kind, content);
    bytes += content;
    auto token = identity::encodeBase64Url(bytes);
    // One that would be refused is worse than an error here, which somebody will notice.
    if (token.size() > kMostToken) throw Error(ErrorKind::Internal, codes::kUnexpected, {"token"});
    return token;
}

std::string CursorSigner::open(const PartnerId& partner, CursorKind kind,
                               std::string_view token) const {
    if (token.size() > kMostToken) refuse();
    const auto bytes = identity::decodeBase64Url(token);
    if (!bytes || bytes->size() < kTagSize) refuse();
    auto content = bytes->substr(kTagSize);
    const auto tag = sign(partner, kind, content);
    // In constant time, or a tag could be found byte by byte.
    if (CRYPTO_memcmp(tag.data(), bytes->data(), kTagSize) != 0) refuse();
    return content;
}

}  // namespace concordat::api
