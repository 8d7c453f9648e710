#include "core/runtime/webhook_parts.hpp"

#include <algorithm>

namespace concordat::runtime {
namespace {

/// How long events and their log are kept, to be replayed.
constexpr std::chrono::days kKept{30};
/// The partner API's figure for test events.
constexpr std::chrono::days kTestsKept{7};

bool offers(const rules::Cloud& cloud, std::string_view operation) {
    const auto& operations = cloud.facts().operations;
    return std::any_of(operations.begin(), operations.end(),
                       [&](const auto& fact) { return fact.id == operation && fact.offered; });
}

DeliverySettings deliverySettingsOf(const CloudSettings& cloud, const rules::Cloud& rules) {
    DeliverySettings settings;
    settings.cloud = cloud.id;
    settings.workers = cloud.webhooks.workers;
    settings.retry.first_pause = cloud.webhooks.first_pause;
    settings.targets = targetsOf(cloud.webhooks);
    settings.messages = {cloud.webhooks.public_url, offers(rules, "audit-record-get")};
    return settings;
}

}  // namespace

events::TargetSettings targetsOf(const WebhookSettings& settings) {
    events::TargetSettings targets;
    for (const auto& receiver : settings.receivers) targets.hosts.push_back(receiver.host);
    targets.allow_private = settings.allow_private;
    return targets;
}

WebhookParts::WebhookParts(const CloudSettings& cloud, OpenedCloud& opened, const Clock& clock)
    : cloud_(cloud),
      opened_(opened),
      clock_(clock),
      signer_(cloud.webhooks.certificate, cloud.webhooks.key, cloud.webhooks.previous_certificate),
      sender_({.allow_private = cloud.webhooks.allow_private,
               .ca_file = cloud.webhooks.ca_file.string()}) {}

void WebhookParts::start() {
    auto& store = opened_.store();
    store.deliveries().forgetLeases();
    deliverer_ = std::make_unique<Deliverer>(
        Deliverer::Parts{store.deliveries(), store.webhooks(), signer_, sender_, clock_},
        deliverySettingsOf(cloud_, opened_.rules()));
}

void WebhookParts::stop() {
    // Kept until then, so that its counters stay readable.
    if (deliverer_) deliverer_->stop();
}

void WebhookParts::maintain(Instant now) {
    signer_.refresh();
    opened_.store().deliveries().purge(now - kKept, now - kTestsKept);
}

std::unique_ptr<http::Service> WebhookParts::pagesBefore(http::Service& inner) const {
    return std::make_unique<CertificatePages>(inner, signer_);
}

DeliveryCounters WebhookParts::counters() const {
    return deliverer_ ? deliverer_->counters() : DeliveryCounters{};
}

}  // namespace concordat::runtime
