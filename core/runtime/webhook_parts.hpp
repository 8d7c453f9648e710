#pragma once

#include <memory>

#include "core/runtime/certificate_pages.hpp"
#include "core/runtime/deliverer.hpp"
#include "core/runtime/opened_cloud.hpp"
#include "core/runtime/settings.hpp"

namespace concordat::runtime {

/// Where the settings let a cloud's webhooks go; nowhere when they are off.
[[nodiscard]] events::TargetSettings targetsOf(const WebhookSettings& settings);

/// What delivers a cloud's events, where its settings switch webhooks on. Made with the cloud;
/// delivers from start() to stop(). The cloud's store and clock outlive it. Used by the cloud's
/// thread, but for refresh, purge and counters, which any may call.
class WebhookParts {
public:
    /// Reads certificates and keys. @throws FatalError WEBHOOK-CERTIFICATE-UNUSABLE,
    /// WEBHOOK-TRUST-UNUSABLE
    WebhookParts(const CloudSettings& cloud, OpenedCloud& opened, const Clock& clock);

    /// Begins to deliver, after what a killed process had claimed has been taken back.
    void start();

    /// Waits for the deliveries that are under way.
    void stop();

    /// Reads a new certificate and deletes old events, for a job. @throws Error StoreUnavailable
    void maintain(Instant now);

    /// Puts the certificates' pages before `inner`, which outlives the result, as do the parts.
    [[nodiscard]] std::unique_ptr<http::Service> pagesBefore(http::Service& inner) const;

    /// All zero before start().
    [[nodiscard]] DeliveryCounters counters() const;

private:
    const CloudSettings& cloud_;  // not owned; outlives the parts
    OpenedCloud& opened_;         // likewise
    const Clock& clock_;          // likewise
    WebhookSigner signer_;
    WebhookSender sender_;
    std::unique_ptr<Deliverer> deliverer_;
};

}  // namespace concordat::runtime
