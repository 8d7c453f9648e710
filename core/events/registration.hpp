#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::events {

/// What a partner wants to be told, and where. One for each partner.
struct Registration {
    /// As WebhookTarget takes it. May hold the receiver's secret: sealed, and never logged.
    std::string url;
    std::vector<std::string> events;  ///< of eventNames(), each once
    /// The signature goes into x-ms-signature instead of Authorization.
    bool signature_in_own_header = false;
    Instant changed{};          ///< not sealed; set by the store
    std::uint64_t version = 0;  ///< set by the store

    bool operator==(const Registration&) const = default;
};

/// How far the delivery of an event has come. Stored by number and never renumbered.
enum class DeliveryState : std::uint8_t {
    Pending = 1,
    Delivered = 2,
    GivenUp = 3,  ///< after the last attempt
    NotAsked = 4  ///< the partner has not registered for it
};

/// One try to deliver an event, for the delivery log.
struct Attempt {
    Instant at{};
    /// The receiver's HTTP status; 0: there was no reply.
    std::uint32_t status = 0;
    /// Why there was none: one of our own texts, never the receiver's. Empty otherwise.
    std::string problem;

    bool operator==(const Attempt&) const = default;
};

/// A test event and what has become of it.
struct TestEvent {
    DeliveryState state = DeliveryState::Pending;
    std::vector<Attempt> attempts;  ///< oldest first
};

/// Reads registrations and test events; they are written with change sets. Implemented by
/// core/store; called concurrently, from workers where reads block.
class RegistrationStore {
public:
    virtual ~RegistrationStore() = default;

    /// The partner's registration; nothing when it has none. @throws Error StoreUnavailable
    [[nodiscard]] virtual std::optional<Registration> registration(const PartnerId& partner) = 0;

    /// A test event of the partner; nothing when there is none, or it has been purged. @throws
    /// Error StoreUnavailable
    [[nodiscard]] virtual std::optional<TestEvent> testEvent(const PartnerId& partner,
                                                             const Uuid& id) = 0;
};

}  // namespace concordat::events
