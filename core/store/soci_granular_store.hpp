#pragma once

#include "core/relationships/granular_store.hpp"
#include "core/store/sessions.hpp"

namespace concordat::store {

/// Granular delegated administration in SQLite and PostgreSQL. Thread-safe.
class SociGranularStore final : public relationships::GranularStore {
public:
    /// Borrows `sessions`.
    explicit SociGranularStore(Sessions& sessions) : sessions_(sessions) {}

    [[nodiscard]] std::vector<relationships::GranularRelationship> list(
        const PartnerId& partner, const CustomerId& customer, std::uint32_t most) override;
    [[nodiscard]] std::optional<relationships::GranularRelationship> find(
        const PartnerId& partner, const CustomerId& customer,
        const relationships::GranularId& id) override;
    [[nodiscard]] std::vector<relationships::DueGranular> due(Instant now,
                                                              std::uint32_t most) override;

private:
    Sessions& sessions_;  // not owned; outlives the store
};

}  // namespace concordat::store
