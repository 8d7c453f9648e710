#pragma once

#include <cstdint>

#include "core/base/ids.hpp"
#include "core/events/registration.hpp"

/// Changes of what is told to others.
namespace concordat::changes {

/// A partner's registration for webhooks. Taken when it has one.
struct AddWebhookRegistration {
    events::Registration registration;
};

/// Another registration in the place of the partner's. What is still to be delivered goes to the
/// new target, at once. Gone when there is none.
struct ReplaceWebhookRegistration {
    events::Registration registration;
};

/// A test event under `id`, a version 7 identifier. Exhausted when the partner has had `most` since
/// `since`. Gone when it has no registration.
struct AddTestEvent {
    Uuid id;
    Instant since{};
    std::uint32_t most = 0;
};

}  // namespace concordat::changes
