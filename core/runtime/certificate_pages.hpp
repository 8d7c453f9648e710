#pragma once

#include <string>

#include "core/http/service.hpp"
#include "core/runtime/webhook_signer.hpp"

namespace concordat::runtime {

/// Stands before a cloud's API where webhooks are on, and answers GET
/// /webhooks/v1/certificates/{thumbprint} itself: the certificates by which receivers check
/// signatures. No token is asked for. Everything else is `inner`'s. Borrows both, which outlive it.
class CertificatePages final : public http::Service {
public:
    CertificatePages(http::Service& inner, const WebhookSigner& signer)
        : inner_(inner), signer_(signer) {}

    void attach(Reactor& reactor) noexcept override { inner_.attach(reactor); }
    [[nodiscard]] http::Placement placementOf(const http::Request& head) noexcept override;
    [[nodiscard]] bool wantsBody(const http::Request& head) noexcept override;
    /// 404 without a body for a certificate that never was.
    void serve(const http::Request& request, http::Reply& reply) noexcept override;
    void refuse(int status, http::Reply& reply) noexcept override { inner_.refuse(status, reply); }

private:
    http::Service& inner_;
    const WebhookSigner& signer_;
};

}  // namespace concordat::runtime
