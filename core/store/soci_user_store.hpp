#pragma once

#include "core/accounts/user_store.hpp"
#include "core/store/sessions.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// Customers' users in SQLite and PostgreSQL. Thread-safe.
class SociUserStore final : public accounts::UserStore {
public:
    /// Borrows both.
    SociUserStore(Sessions& sessions, const Vault& vault) : sessions_(sessions), vault_(vault) {}

    [[nodiscard]] std::optional<accounts::User> find(const PartnerId& partner,
                                                     const CustomerId& customer,
                                                     const UserId& user) override;

    /// One index range of the customer's users, however many other customers have.
    [[nodiscard]] std::vector<accounts::User> list(const PartnerId& partner,
                                                   const CustomerId& customer,
                                                   const accounts::UserRange& range) override;
    [[nodiscard]] accounts::DirectoryRoles delegatedRoles(const PartnerId& partner,
                                                          const CustomerId& customer,
                                                          Instant now) override;

private:
    Sessions& sessions_;  // not owned; outlives the store
    const Vault& vault_;  // likewise
};

}  // namespace concordat::store
