#pragma once

#include <string>
#include <vector>

#include "core/changes/change_set.hpp"
#include "core/events/registration.hpp"
#include "core/events/webhook_target.hpp"
#include "core/partners/partner.hpp"

namespace concordat::events {

/// What a partner asks for, as it was read from the request.
struct RegistrationRequest {
    std::string url;
    std::vector<std::string> events;
    bool signature_in_own_header = false;
};

/// A registration, ready to be written. Nothing has happened yet.
struct PlannedRegistration {
    changes::ChangeSet changes;
    Registration registration;
};

/// A test event, ready to be written.
struct PlannedTestEvent {
    changes::ChangeSet changes;
    Uuid id;
};

/// What partners do with webhooks. Called from handlers, concurrently; keeps no state of its own.
/// Blocks as the store does. Resolves no name: that could hold up others.
class WebhookService {
public:
    /// Borrows the store, which outlives the service.
    WebhookService(RegistrationStore& store, TargetSettings targets)
        : store_(store), targets_(std::move(targets)) {}

    /// @throws Error NotFound when the partner has none, StoreUnavailable
    [[nodiscard]] Registration registration(const PartnerId& partner);

    /// Plans the partner's first registration. @throws Error Forbidden (kWebhooksOff),
    /// InvalidRequest for the target (kWebhookTarget) and unknown events (kUnknownEnumValue)
    [[nodiscard]] PlannedRegistration planAdd(const partners::Partner& partner,
                                              const audit::Actor& actor,
                                              const RegistrationRequest& request);

    /// Plans another registration in the place of the one that there is. @throws as planAdd, and
    /// NotFound
    [[nodiscard]] PlannedRegistration planReplace(const partners::Partner& partner,
                                                  const audit::Actor& actor,
                                                  const RegistrationRequest& request);

    /// Plans a test event; the store guards that there are at most two a minute. @throws Error
    /// Forbidden (kWebhooksOff), NotFound without a registration, InvalidRequest
    /// (kTestEventNotRegistered) when it does not name the test event
    [[nodiscard]] PlannedTestEvent planTest(const partners::Partner& partner,
                                            const audit::Actor& actor);

    /// @throws Error NotFound, StoreUnavailable
    [[nodiscard]] TestEvent testEvent(const PartnerId& partner, const Uuid& id);

private:
    [[nodiscard]] PlannedRegistration plan(const partners::Partner& partner,
                                           const audit::Actor& actor,
                                           const RegistrationRequest& request,
                                           audit::OperationType operation) const;
    void requireOn() const;

    RegistrationStore& store_;  // not owned; outlives the service
    TargetSettings targets_;
};

}  // namespace concordat::events
