#include "core/events/webhook_service.hpp"

#include <algorithm>
#include <chrono>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/events/event_names.hpp"

namespace concordat::events {
namespace {

using audit::OperationType;
using audit::ResourceType;

/// The partner API's figures.
constexpr std::uint32_t kTestsAtOnce = 2;
constexpr std::chrono::minutes kTestWindow{1};

std::vector<std::string> checkedEvents(std::vector<std::string> asked) {
    const auto& known = eventNames();
    for (const auto& name : asked)
        if (!std::binary_search(known.begin(), known.end(), name))
            throw Error(ErrorKind::InvalidRequest, codes::kUnknownEnumValue, {"webhookEvents"});
    std::sort(asked.begin(), asked.end());
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    return asked;
}

void requireActive(const partners::Partner& partner) {
    if (partner.state != partners::PartnerState::Active)
        throw Error(ErrorKind::Forbidden, codes::kProgrammeInactive);
}

}  // namespace

Registration WebhookService::registration(const PartnerId& partner) {
    auto found = store_.registration(partner);
    if (!found) throw Error(ErrorKind::NotFound, codes::kResourceAbsent);
    return *std::move(found);
}

PlannedRegistration WebhookService::planAdd(const partners::Partner& partner,
                                            const audit::Actor& actor,
                                            const RegistrationRequest& request) {
    auto planned = plan(partner, actor, request, OperationType::AddWebhookRegistration);
    planned.changes.changes.emplace_back(changes::AddWebhookRegistration{planned.registration});
    return planned;
}

PlannedRegistration WebhookService::planReplace(const partners::Partner& partner,
                                                const audit::Actor& actor,
                                                const RegistrationRequest& request) {
    auto planned = plan(partner, actor, request, OperationType::UpdateWebhookRegistration);
    (void)registration(partner.id);
    planned.changes.changes.emplace_back(changes::ReplaceWebhookRegistration{planned.registration});
    return planned;
}

PlannedRegistration WebhookService::plan(const partners::Partner& partner,
                                         const audit::Actor& actor,
                                         const RegistrationRequest& request,
                                         OperationType operation) const {
    requireOn();
    requireActive(partner);
    const auto target = parseTarget(request.url);
    if (!target || !mayTarget(targets_, *target))
        throw Error(ErrorKind::InvalidRequest, codes::kWebhookTarget, {"webhookUrl"});
    PlannedRegistration planned;
    planned.registration = {request.url, checkedEvents(request.events),
                            request.signature_in_own_header, actor.at, 0};
    planned.changes.partner = partner.id;
    planned.changes.entry =
        audit::entryBy(actor, partner.id, ResourceType::WebhookRegistration, operation);
    // Not the address whole: its path may be the receiver's secret.
    planned.changes.entry.customized_data = {{"Host", target->host}};
    return planned;
}

PlannedTestEvent WebhookService::planTest(const partners::Partner& partner,
                                          const audit::Actor& actor) {
    requireOn();
    const auto held = registration(partner.id);
    if (std::find(held.events.begin(), held.events.end(), kTestEvent) == held.events.end())
        throw Error(ErrorKind::InvalidRequest, codes::kTestEventNotRegistered);
    PlannedTestEvent planned;
    planned.changes.partner = partner.id;
    planned.changes.entry = audit::entryBy(actor, partner.id, ResourceType::WebhookRegistration,
                                           OperationType::SendWebhookTestEvent);
    planned.id = planned.changes.entry.id;
    planned.changes.changes.emplace_back(
        changes::AddTestEvent{planned.id, actor.at - kTestWindow, kTestsAtOnce});
    return planned;
}

TestEvent WebhookService::testEvent(const PartnerId& partner, const Uuid& id) {
    auto found = store_.testEvent(partner, id);
    if (!found) throw Error(ErrorKind::NotFound, codes::kResourceAbsent);
    return *std::move(found);
}

void WebhookService::requireOn() const {
    if (targets_.hosts.empty()) throw Error(ErrorKind::Forbidden, codes::kWebhooksOff);
}

}  // namespace concordat::events
