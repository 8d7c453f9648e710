#pragma once

#include <memory>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

/// Private to the room: OpenSSL's objects as owners that free them.
namespace concordat::identity {

/// Frees an OpenSSL object with the function of its type; a type without its line here does not
/// compile. Every function takes null.
struct OpensslFree {
    void operator()(BIGNUM* object) const { BN_free(object); }
    void operator()(BIO* object) const { BIO_free_all(object); }
    void operator()(ECDSA_SIG* object) const { ECDSA_SIG_free(object); }
    void operator()(EVP_MD* object) const { EVP_MD_free(object); }
    void operator()(EVP_MD_CTX* object) const { EVP_MD_CTX_free(object); }
    void operator()(EVP_PKEY* object) const { EVP_PKEY_free(object); }
    void operator()(EVP_PKEY_CTX* object) const { EVP_PKEY_CTX_free(object); }
    void operator()(OSSL_PARAM* object) const { OSSL_PARAM_free(object); }
    void operator()(OSSL_PARAM_BLD* object) const { OSSL_PARAM_BLD_free(object); }
};

/// Owns an OpenSSL object; null where OpenSSL could not make it, which callers check. Not for
/// objects that OpenSSL lends ("get0", EVP_PKEY_CTX of a digest context): freeing those is an
/// error.
template <typename Object>
using Openssl = std::unique_ptr<Object, OpensslFree>;

}  // namespace concordat::identity
