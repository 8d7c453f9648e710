#pragma once

#include "core/accounts/customer_store.hpp"
#include "core/relationships/tenant_store.hpp"
#include "core/store/seen_customers.hpp"
#include "core/store/sessions.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// Customer accounts in SQLite and PostgreSQL. Thread-safe. Finding a customer remembers its
/// wrapped key for the change that often follows.
class SociCustomerStore final : public accounts::CustomerStore, public relationships::TenantStore {
public:
    SociCustomerStore(Sessions& sessions, const Vault& vault, SeenCustomers& seen)
        : sessions_(sessions), vault_(vault), seen_(seen) {}

    /// One statement, and the seal of the billing profile opened; another one for what is not the
    /// partner's own.
    [[nodiscard]] std::optional<accounts::Customer> find(const PartnerId& partner,
                                                         const CustomerId& customer) override;

    [[nodiscard]] std::optional<accounts::Customer> recall(const PartnerId& partner,
                                                           const CustomerId& customer,
                                                           std::uint64_t version) override;

    /// As in the contract. A page that starts at a position counts the row there as one before it
    /// (or after it, when reading backwards), even if that row has since gone.
    void list(const PartnerId& partner, const accounts::CustomerQuery& query,
              accounts::CustomerPage& page) override;

    /// Asks the reservations, which hold domains and nothing else.
    [[nodiscard]] bool isDomainTaken(std::string_view domain) override;

    /// One statement, and the seal opened. Not remembered: it is another partner's.
    [[nodiscard]] std::vector<PartnerId> partnersOf(const CustomerId& customer) override;
    [[nodiscard]] std::optional<accounts::Customer> findElsewhere(
        const PartnerId& partner, const CustomerId& customer) override;

private:
    void search(const PartnerId& partner, const accounts::CustomerQuery& query,
                accounts::CustomerPage& page);
    std::optional<accounts::Customer> findShared(Connection& session, const PartnerId& partner,
                                                 const CustomerId& customer);

    Sessions& sessions_;   // not owned; outlives the store
    const Vault& vault_;   // likewise
    SeenCustomers& seen_;  // likewise
};

}  // namespace concordat::store
