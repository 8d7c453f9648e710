#pragma once

#include <optional>

#include "core/accounts/application_consent.hpp"

namespace concordat::accounts {

/// Reads what partners have consented to for customers. Implemented by core/store; called
/// concurrently from event threads and workers.
class ApplicationConsentStore {
public:
    virtual ~ApplicationConsentStore() = default;

    /// What the partner has consented to for its customer and that application; nothing when it has
    /// not, nor of another partner's. @throws Error StoreUnavailable when the store does not answer
    /// in time
    [[nodiscard]] virtual std::optional<ApplicationConsent> find(
        const PartnerId& partner, const CustomerId& customer, const ApplicationId& application) = 0;
};

}  // namespace concordat::accounts
