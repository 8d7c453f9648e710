#include "core/http/tls_context.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/NetSSL.h>
#include <openssl/ssl.h>

#include "core/base/error.hpp"

namespace concordat::http {
namespace {

Poco::Net::Context::Params paramsFor(const TlsFiles& files) {
    Poco::Net::Context::Params params;
    params.privateKeyFile = files.key;
    params.certificateFile = files.certificate;
    // Clients prove themselves by token.
    params.verificationMode = Poco::Net::Context::VERIFY_NONE;
    // Of TLS 1.2 only suites with forward secrecy and authenticated encryption; TLS 1.3 has no
    // others.
    params.cipherList = "ECDHE+AESGCM:ECDHE+CHACHA20";
    return params;
}

}  // namespace

Poco::Net::Context::Ptr makeServerContext(const TlsFiles& files) try {
    // Poco counts; the process keeps TLS to its end.
    Poco::Net::initializeSSL();
    Poco::Net::Context::Ptr context(
        new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, paramsFor(files)));
    context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    SSL_CTX* const native = context->sslContext();
    if (SSL_CTX_check_private_key(native) != 1)
        throw FatalError("HTTP-TLS-UNUSABLE", "The key " + files.key +
                                                  " does not belong to the certificate " +
                                                  files.certificate + ".");
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    // A reply that was sent in part is continued from wherever it lies then; idle connections hold
    // no buffers.
    SSL_CTX_set_mode(native, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                 SSL_MODE_RELEASE_BUFFERS);
    return context;
} catch (const Poco::Exception& error) {
    throw FatalError("HTTP-TLS-UNUSABLE", "TLS cannot be set up with " + files.certificate +
                                              " and " + files.key + ": " + error.displayText());
}

}  // namespace concordat::http
