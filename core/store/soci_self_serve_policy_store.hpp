#pragma once

#include "core/accounts/self_serve_policy_store.hpp"
#include "core/store/sessions.hpp"

namespace concordat::store {

/// Self-serve policies in SQLite and PostgreSQL. Thread-safe.
class SociSelfServePolicyStore final : public accounts::SelfServePolicyStore {
public:
    /// Borrows `sessions`.
    explicit SociSelfServePolicyStore(Sessions& sessions) : sessions_(sessions) {}

    [[nodiscard]] std::optional<accounts::SelfServePolicy> find(
        const PartnerId& partner, const SelfServePolicyId& policy) override;
    [[nodiscard]] std::vector<accounts::SelfServePolicy> policies(
        const PartnerId& partner, const CustomerId& customer) override;

private:
    Sessions& sessions_;  // not owned; outlives the store
};

}  // namespace concordat::store
