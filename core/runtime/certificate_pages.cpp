#include "core/runtime/certificate_pages.hpp"

namespace concordat::runtime {
namespace {

constexpr std::string_view kFolder = "/webhooks/v1/certificates/";

bool isPage(const http::Request& request) {
    return request.path.starts_with(kFolder) && request.method == http::Method::Get;
}

}  // namespace

http::Placement CertificatePages::placementOf(const http::Request& head) noexcept {
    return isPage(head) ? http::Placement::EventThread : inner_.placementOf(head);
}

bool CertificatePages::wantsBody(const http::Request& head) noexcept {
    return !isPage(head) && inner_.wantsBody(head);
}

void CertificatePages::serve(const http::Request& request, http::Reply& reply) noexcept {
    if (!isPage(request)) return inner_.serve(request, reply);
    constexpr int kNotFound = 404;
    auto certificate = signer_.certificate(request.path.substr(kFolder.size()));
    if (!certificate) {
        reply.status = kNotFound;
        return;
    }
    reply.addHeader("Content-Type", "application/x-pem-file");
    reply.body = *std::move(certificate);
}

}  // namespace concordat::runtime
