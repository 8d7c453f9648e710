#include "tests/support/test_certificate.hpp"

#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <vector>

namespace concordat::testing_support {
namespace {

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using Memory = std::unique_ptr<BIO, void (*)(BIO*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

Memory fileTo(const std::string& path) {
    return {BIO_new_file(path.c_str(), "w"), BIO_free_all};
}

}  // namespace

TestCertificate::TestCertificate(const std::string& alternative) {
    constexpr long kHour = 3600;
    const Key key(EVP_RSA_gen(2048), EVP_PKEY_free);
    const Certificate certificate(X509_new(), X509_free);
    auto* x509 = certificate.get();
    X509_set_version(x509, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509), -kHour);
    X509_gmtime_adj(X509_getm_notAfter(x509), kHour);
    X509_set_pubkey(x509, key.get());
    auto* name = X509_get_subject_name(x509);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(x509, name);
    X509V3_CTX context{};
    X509V3_set_ctx(&context, x509, x509, nullptr, nullptr, 0);
    auto* extension =
        X509V3_EXT_conf_nid(nullptr, &context, NID_subject_alt_name, alternative.c_str());
    X509_add_ext(x509, extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(x509, key.get(), EVP_sha256());
    PEM_write_bio_PrivateKey(fileTo(keyFile()).get(), key.get(), nullptr, nullptr, 0, nullptr,
                             nullptr);
    PEM_write_bio_X509(fileTo(file()).get(), x509);
}

bool TestCertificate::verifies(const std::string& pem, const std::string& text,
                               const std::string& signature) {
    const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all);
    const Certificate certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr),
                                  X509_free);
    if (!certificate || signature.empty()) return false;
    std::vector<unsigned char> bytes(signature.size());
    const auto size =
        EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(signature.data()),
                        static_cast<int>(signature.size()));
    if (size <= 0) return false;
    // The block counts padding as bytes.
    const auto padding = signature.size() - signature.find_last_not_of('=') - 1;
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                     EVP_MD_CTX_free);
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr,
                                X509_get0_pubkey(certificate.get())) == 1 &&
           EVP_DigestVerify(context.get(), bytes.data(), static_cast<std::size_t>(size) - padding,
                            reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
}

}  // namespace concordat::testing_support
