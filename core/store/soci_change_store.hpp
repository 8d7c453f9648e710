#pragma once

#include "core/changes/change_set.hpp"
#include "core/store/change_plan.hpp"
#include "core/store/change_planner.hpp"
#include "core/store/sessions.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// Writes change sets to SQLite and PostgreSQL. Thread-safe. Tells Stale from Gone by looking once
/// more, since the guard that failed says only that no row had that version.
class SociChangeStore final : public changes::ChangeStore {
public:
    /// Borrows all four.
    SociChangeStore(Sessions& sessions, PlanExecutor& executor, const Vault& vault,
                    SeenCustomers& seen)
        : sessions_(sessions),
          executor_(executor),
          vault_(vault),
          seen_(seen),
          planner_(sessions, vault, seen) {}

    /// As in the contract.
    [[nodiscard]] Outcome apply(const changes::ChangeSet& changes) override;

    /// As in the contract.
    [[nodiscard]] std::optional<changes::PastRequest> findRequest(const PartnerId& partner,
                                                                  const RequestId& request,
                                                                  Instant now) override;

private:
    void note(const changes::ChangeSet& set, const ChangePlan& plan);
    [[nodiscard]] std::optional<std::string> openReply(const Rows& rows, const Uuid& request) const;
    [[nodiscard]] bool exists(const PartnerId& partner, const CustomerId& customer);

    Sessions& sessions_;      // not owned; outlives the store
    PlanExecutor& executor_;  // likewise
    const Vault& vault_;      // likewise
    SeenCustomers& seen_;     // likewise
    ChangePlanner planner_;
};

}  // namespace concordat::store
