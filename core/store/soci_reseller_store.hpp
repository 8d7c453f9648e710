#pragma once

#include "core/relationships/reseller_store.hpp"
#include "core/store/change_plan.hpp"
#include "core/store/sessions.hpp"

namespace concordat::store {

/// Whether resellers have signed, in SQLite and PostgreSQL. Thread-safe.
class SociResellerStore final : public relationships::ResellerStore {
public:
    /// Borrows both.
    SociResellerStore(Sessions& sessions, PlanExecutor& executor)
        : sessions_(sessions), executor_(executor) {}

    /// On PostgreSQL by a function that shows a provider this much of another partner's row.
    [[nodiscard]] std::optional<relationships::ResellerStanding> findStanding(
        const PartnerId& asking, const PartnerId& tenant, std::string_view mpn_id) override;
    /// One statement.
    [[nodiscard]] bool signAgreement(const PartnerId& reseller, Instant signed_at) override;

private:
    Sessions& sessions_;      // not owned; outlives the store
    PlanExecutor& executor_;  // likewise
};

}  // namespace concordat::store
