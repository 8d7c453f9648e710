#pragma once

#include "core/accounts/agreement_store.hpp"
#include "core/store/sessions.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// Customers' agreements in SQLite and PostgreSQL. Thread-safe.
class SociAgreementStore final : public accounts::AgreementStore {
public:
    /// Borrows both.
    SociAgreementStore(Sessions& sessions, const Vault& vault)
        : sessions_(sessions), vault_(vault) {}

    [[nodiscard]] std::vector<accounts::Agreement> agreements(const PartnerId& partner,
                                                              const CustomerId& customer) override;

private:
    Sessions& sessions_;  // not owned; outlives the store
    const Vault& vault_;  // likewise
};

}  // namespace concordat::store
