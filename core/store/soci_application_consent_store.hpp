#pragma once

#include "core/accounts/application_consent_store.hpp"
#include "core/store/sessions.hpp"

namespace concordat::store {

/// Consents for applications in SQLite and PostgreSQL. Thread-safe.
class SociApplicationConsentStore final : public accounts::ApplicationConsentStore {
public:
    /// Borrows `sessions`.
    explicit SociApplicationConsentStore(Sessions& sessions) : sessions_(sessions) {}

    [[nodiscard]] std::optional<accounts::ApplicationConsent> find(
        const PartnerId& partner, const CustomerId& customer,
        const ApplicationId& application) override;

private:
    Sessions& sessions_;  // not owned; outlives the store
};

}  // namespace concordat::store
