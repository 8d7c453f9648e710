#include "core/runtime/webhook_signer.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/log.hpp"
#include "core/base/sha256.hpp"

namespace concordat::runtime {
namespace {

template <typename Object, void (*Release)(Object*)>
struct Freed {
    void operator()(Object* object) const { Release(object); }
};

using Certificate = std::unique_ptr<X509, Freed<X509, X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX, EVP_MD_CTX_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO, BIO_free_all>>;

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why) {
    throw FatalError("WEBHOOK-CERTIFICATE-UNUSABLE",
                     "webhooks cannot be signed with " + file.string() + ": " + why);
}

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) refuse(file, "the file cannot be read");
    return {std::istreambuf_iterator<char>(in), {}};
}

Memory memoryOf(const std::string& text) {
    return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

int noPassphrase(char*, int, int, void*) {
    return -1;
}

Certificate readCertificate(const std::filesystem::path& file, const std::string& pem) {
    const auto memory = memoryOf(pem);
    Certificate certificate(PEM_read_bio_X509(memory.get(), nullptr, noPassphrase, nullptr));
    if (!certificate) refuse(file, "it holds no certificate in PEM");
    return certificate;
}

/// All certificates of a file, and nothing else that may be in it: a key beside them stays here.
std::string chainOf(const std::string& pem) {
    const auto memory = memoryOf(pem);
    const Memory chain(BIO_new(BIO_s_mem()));
    for (;;) {
        const Certificate one(PEM_read_bio_X509(memory.get(), nullptr, noPassphrase, nullptr));
        if (!one) break;
        PEM_write_bio_X509(chain.get(), one.get());
    }
    ERR_clear_error();
    char* text = nullptr;
    const auto size = BIO_get_mem_data(chain.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

PrivateKey readKey(const std::filesystem::path& file, const std::string& pem) {
    constexpr int kFewestBits = 2048;
    const auto memory = memoryOf(pem);
    PrivateKey key(PEM_read_bio_PrivateKey(memory.get(), nullptr, noPassphrase, nullptr));
    if (!key) refuse(file, "it holds no private key in PEM without passphrase");
    if (EVP_PKEY_is_a(key.get(), "RSA") != 1 || EVP_PKEY_get_bits(key.get()) < kFewestBits)
        refuse(file, "the key is not RSA of 2048 bits or more");
    return key;
}

std::string hexOf(const unsigned char* bytes, std::size_t size) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        text.push_back(kDigits[bytes[i] >> 4U]);
        text.push_back(kDigits[bytes[i] & 0x0FU]);
    }
    return text;
}

std::string thumbprintOf(const X509& certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    X509_digest(&certificate, EVP_sha256(), digest.data(), &size);
    return hexOf(digest.data(), size);
}

std::string base64Of(const std::string& bytes) {
    constexpr std::size_t kBlock = 3;
    constexpr std::size_t kText = 4;
    std::string text(kText * ((bytes.size() + kBlock - 1) / kBlock) + 1, '\0');
    const auto size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                      reinterpret_cast<const unsigned char*>(bytes.data()),
                                      static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

}  // namespace

struct WebhookSigner::Key {
    PrivateKey key;
    std::string thumbprint;
};

WebhookSigner::WebhookSigner(std::filesystem::path certificate, std::filesystem::path key,
                             const std::filesystem::path& previous)
    : certificate_file_(std::move(certificate)), key_file_(std::move(key)) {
    if (!previous.empty()) {
        const auto pem = contentOf(previous);
        certificates_[thumbprintOf(*readCertificate(previous, pem))] = chainOf(pem);
    }
    load();
}

WebhookSigner::~WebhookSigner() = default;

void WebhookSigner::load() {
    const auto pem = contentOf(certificate_file_);
    const auto key_pem = contentOf(key_file_);
    auto seen = sha256({pem, key_pem});
    {
        const std::lock_guard lock(mutex_);
        if (seen_ == seen) return;
    }
    const auto certificate = readCertificate(certificate_file_, pem);
    auto key = readKey(key_file_, key_pem);
    if (X509_check_private_key(certificate.get(), key.get()) != 1)
        refuse(key_file_, "the key is not that of the certificate " + certificate_file_.string());
    auto thumbprint = thumbprintOf(*certificate);
    const std::lock_guard lock(mutex_);
    seen_ = std::move(seen);
    certificates_[thumbprint] = chainOf(pem);
    key_ = std::make_shared<const Key>(Key{std::move(key), std::move(thumbprint)});
}

WebhookSigner::Signature WebhookSigner::sign(std::string_view text) const {
    const auto key = [this] {
        const std::lock_guard lock(mutex_);
        return key_;
    }();
    const DigestContext context(EVP_MD_CTX_new());
    std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key->key.get())), '\0');
    auto size = signature.size();
    if (!context ||
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key->key.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       reinterpret_cast<const unsigned char*>(text.data()), text.size()) != 1)
        throw Error(ErrorKind::Internal, codes::kUnexpected, {"webhook signature"});
    signature.resize(size);
    return {base64Of(signature), key->thumbprint};
}

std::optional<std::string> WebhookSigner::certificate(std::string_view thumbprint) const {
    const std::lock_guard lock(mutex_);
    const auto found = certificates_.find(thumbprint);
    return found == certificates_.end() ? std::nullopt : std::optional(found->second);
}

void WebhookSigner::refresh() noexcept {
    try {
        load();
    } catch (const std::exception& error) {
        logEvent(Severity::Error, "WEBHOOK-CERTIFICATE-UNUSABLE",
                 "The new certificate for webhooks cannot be used; the one of before goes on",
                 {{"error", error.what()}});
    }
}

}  // namespace concordat::runtime
