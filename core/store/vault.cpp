#include "core/store/vault.hpp"

#include <array>
#include <memory>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <stdexcept>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/log.hpp"
#include "core/base/random.hpp"

namespace concordat::store {
namespace {

constexpr std::uint8_t kForm = 1;
constexpr std::size_t kHeaderSize = 2;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;
constexpr std::size_t kOverhead = kHeaderSize + kNonceSize + kTagSize;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
struct FreeKdf {
    void operator()(EVP_KDF* kdf) const { EVP_KDF_free(kdf); }
    void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};

[[noreturn]] void fail(std::string_view what) {
    logEvent(Severity::Critical, "STORE-SEAL", "a sealed value cannot be made or opened",
             {{"what", what}});
    throw Error(ErrorKind::Internal, codes::kUnexpected);
}

void check(int result, std::string_view what) {
    if (result != 1) fail(what);
}

std::uint8_t* bytesOf(std::string& text) {
    return reinterpret_cast<std::uint8_t*>(text.data());
}

const std::uint8_t* bytesOf(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// The algorithm, looked up once: fetching it costs more than sealing.
const EVP_CIPHER* cipher() {
    static EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return fetched;
}

/// A context per thread; it is wiped after every use, so that no key stays in it.
class Context {
public:
    Context() : context_(perThread()) {
        if (context_ == nullptr) fail("context");
    }
    ~Context() { EVP_CIPHER_CTX_reset(context_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    EVP_CIPHER_CTX* get() { return context_; }

private:
    static EVP_CIPHER_CTX* perThread() {
        thread_local const std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context(
            EVP_CIPHER_CTX_new());
        return context.get();
    }

    EVP_CIPHER_CTX* context_;
};

using Associated = std::array<std::uint8_t, kHeaderSize + 1 + sizeof(Uuid::bytes)>;

/// What a seal is bound to: its own header, the kind of value and the row.
Associated associate(std::uint8_t form, std::uint8_t number, Sealed what, const Uuid& id) {
    Associated data{form, number, static_cast<std::uint8_t>(what)};
    std::copy(id.bytes.begin(), id.bytes.end(), data.begin() + kHeaderSize + 1);
    return data;
}

std::string sealWith(const Key& key, std::uint8_t number, Sealed what, const Uuid& id,
                     std::string_view plain) {
    std::string sealed(plain.size() + kOverhead, '\0');
    auto* out = bytesOf(sealed);
    out[0] = kForm;
    out[1] = number;
    auto* nonce = out + kHeaderSize;
    fillRandom({nonce, kNonceSize});
    auto* body = nonce + kNonceSize;
    const auto associated = associate(kForm, number, what, id);
    Context context;
    int size = 0;
    check(EVP_EncryptInit_ex2(context.get(), cipher(), key.bytes().data(), nonce, nullptr), "key");
    check(EVP_EncryptUpdate(context.get(), nullptr, &size, associated.data(),
                            static_cast<int>(associated.size())),
          "associated");
    check(EVP_EncryptUpdate(context.get(), body, &size, bytesOf(plain),
                            static_cast<int>(plain.size())),
          "value");
    check(EVP_EncryptFinal_ex(context.get(), body + size, &size), "value");
    check(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagSize, body + plain.size()),
          "tag");
    return sealed;
}

std::string openWith(const Key& key, Sealed what, const Uuid& id, std::string_view sealed) {
    if (sealed.size() < kOverhead || static_cast<std::uint8_t>(sealed[0]) != kForm) fail("form");
    const auto* in = bytesOf(sealed);
    const auto* nonce = in + kHeaderSize;
    const auto* body = nonce + kNonceSize;
    const auto size = sealed.size() - kOverhead;
    const auto associated = associate(in[0], in[1], what, id);
    std::string plain(size, '\0');
    std::array<std::uint8_t, kTagSize> tag{};
    std::copy_n(body + size, kTagSize, tag.begin());
    Context context;
    int written = 0;
    check(EVP_DecryptInit_ex2(context.get(), cipher(), key.bytes().data(), nonce, nullptr), "key");
    check(EVP_DecryptUpdate(context.get(), nullptr, &written, associated.data(),
                            static_cast<int>(associated.size())),
          "associated");
    check(EVP_DecryptUpdate(context.get(), bytesOf(plain), &written, body, static_cast<int>(size)),
          "value");
    check(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()), "tag");
    check(EVP_DecryptFinal_ex(context.get(), bytesOf(plain) + written, &written), "authenticity");
    return plain;
}

/// HKDF-SHA256 with a label as its info: keys for different purposes tell nothing of one another.
Key deriveKey(const Key& master, std::string_view label) {
    const std::unique_ptr<EVP_KDF, FreeKdf> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const std::unique_ptr<EVP_KDF_CTX, FreeKdf> context(EVP_KDF_CTX_new(kdf.get()));
    std::string digest = "SHA256";
    std::string info(label);
    std::array<std::uint8_t, Key::kSize> secret{};
    std::copy(master.bytes().begin(), master.bytes().end(), secret.begin());
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
        OSSL_PARAM_construct_end()};
    Key derived;
    const int result =
        EVP_KDF_derive(context.get(), derived.bytes().data(), Key::kSize, parameters);
    OPENSSL_cleanse(secret.data(), secret.size());
    check(result, "derivation");
    return derived;
}

std::string hexOf(const Key& key) {
    constexpr char kHex[] = "0123456789abcdef";
    std::string text;
    for (const auto byte : key.bytes()) {
        text.push_back(kHex[byte >> 4U]);
        text.push_back(kHex[byte & 0x0FU]);
    }
    return text;
}

}  // namespace

Vault::Vault(Key master, std::uint8_t number)
    : master_(std::move(master)),
      reply_key_(deriveKey(master_, "concordat stored replies")),
      fingerprint_(hexOf(deriveKey(master_, "concordat master key"))),
      number_(number) {}

std::string Vault::wrap(const Key& key, const Uuid& owner) const {
    const std::string_view content(reinterpret_cast<const char*>(key.bytes().data()), Key::kSize);
    return sealWith(master_, number_, Sealed::DataKey, owner, content);
}

Key Vault::unwrap(std::string_view wrapped, const Uuid& owner) const {
    if (wrapped.size() != Key::kSize + kOverhead ||
        static_cast<std::uint8_t>(wrapped[1]) != number_)
        fail("wrapped key");
    auto content = openWith(master_, Sealed::DataKey, owner, wrapped);
    Key key;
    std::copy(content.begin(), content.end(), key.bytes().begin());
    OPENSSL_cleanse(content.data(), content.size());
    return key;
}

std::string Vault::seal(const Key& key, Sealed what, const Uuid& id, std::string_view plain) const {
    return sealWith(key, 0, what, id, plain);
}

std::string Vault::open(const Key& key, Sealed what, const Uuid& id,
                        std::string_view sealed) const {
    return openWith(key, what, id, sealed);
}

std::string Vault::hashName(const Key& key, std::string_view name) const {
    const auto derived = deriveKey(key, "concordat names");
    std::string hash(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    const auto* const made = HMAC(EVP_sha256(), derived.bytes().data(), Key::kSize, bytesOf(name),
                                  name.size(), bytesOf(hash), &size);
    check(made == nullptr ? 0 : 1, "name");
    hash.resize(size);
    return hash;
}

std::string Vault::sealReply(const Uuid& request, std::string_view plain) const {
    return sealWith(reply_key_, number_, Sealed::StoredReply, request, plain);
}

std::string Vault::openReply(const Uuid& request, std::string_view sealed) const {
    return openWith(reply_key_, Sealed::StoredReply, request, sealed);
}

}  // namespace concordat::store
