#include "core/identity/tls_trust.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/NetSSL.h>

namespace concordat::identity {
namespace {

namespace net = Poco::Net;

constexpr int kMaxChain = 9;
constexpr const char* kCiphers = "HIGH:!aNULL:!eNULL:!MD5:!SHA1";

}  // namespace

TlsTrust::TlsTrust(const std::string& ca_file, const FatalError& unusable) try {
    // Counted by Poco: each call needs its uninitializeSSL, also when what follows throws.
    net::initializeSSL();
    context_ = new net::Context(net::Context::TLS_CLIENT_USE, "", "", ca_file,
                                net::Context::VERIFY_STRICT, kMaxChain, ca_file.empty(), kCiphers);
    context_->requireMinimumProtocol(net::Context::PROTO_TLSV1_2);
    context_->enableExtendedCertificateVerification(true);
} catch (const Poco::Exception&) {
    net::uninitializeSSL();
    throw unusable;
}

TlsTrust::~TlsTrust() {
    context_.reset();
    net::uninitializeSSL();
}

}  // namespace concordat::identity
