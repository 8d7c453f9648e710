#pragma once

#include "core/store/change_plan.hpp"
#include "core/store/seen_customers.hpp"
#include "core/store/sessions.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// Makes a plan from a change set: encodes, seals, and chooses the statements, in the thread of the
/// request, so that the writer or the transaction only binds bytes. Reads the wrapped key when the
/// change concerns an existing customer or the partner. Stateless; called concurrently from
/// workers.
class ChangePlanner {
public:
    ChangePlanner(Sessions& readers, const Vault& vault, SeenCustomers& seen)
        : readers_(readers), vault_(vault), seen_(seen) {}

    /// The plan; nothing when the customer or partner whose key it needs does not exist (outcome
    /// Gone). The plan views `changes`, which must outlive it. Blocks for the key, if it is not
    /// remembered. @throws Error StoreUnavailable
    [[nodiscard]] std::optional<ChangePlan> plan(const changes::ChangeSet& changes) const;

private:
    Sessions& readers_;    // not owned; outlives the planner
    const Vault& vault_;   // likewise
    SeenCustomers& seen_;  // likewise
};

}  // namespace concordat::store
