#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/changes/change_set.hpp"
#include "core/store/statement_id.hpp"
#include "core/store/value.hpp"

namespace concordat::store {

using changes::Outcome;

/// One statement of a transaction, with what its failing to find or to insert means. A guard is a
/// statement that finds nothing unless its condition holds: on SQLite the row is missing, on
/// PostgreSQL concordat_require raises CC001, which ends the transaction without another round
/// trip.
struct Step {
    /// What runs. May be several statements on SQLite and is always one on PostgreSQL.
    StatementId statement;
    /// Every parameter of the text by name, in any order; the text's own is found fastest.
    std::vector<Parameter> parameters;
    std::optional<Outcome>
        if_none{};  ///< when it changed no row (of several statements: the first)
    Outcome if_taken = Outcome::Taken;  ///< when a unique value exists
};

/// A transaction ready to run: everything that can be computed before it holds a session or the
/// writer has been, sealing above all. The parameters view `texts` and what the plan was made from,
/// which must outlive it. Made by one thread, run once by another.
struct ChangePlan {
    /// Whose rows row security lets it touch; nil: no partner's, for operators' jobs.
    PartnerId partner;
    std::vector<Step> steps;

    /// Keeps a text that parameters view: its address stays, because a deque never moves what it
    /// holds.
    std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }

    std::deque<std::string> texts;

    /// The profile that ReplaceBillingProfile writes, as it is stored; empty in other plans.
    std::string_view sealed_profile;
};

/// Runs plans as transactions. SQLite: GroupCommitWriter; PostgreSQL: PipelineExecutor. Called
/// concurrently from workers, and by operators' commands.
class PlanExecutor {
public:
    virtual ~PlanExecutor() = default;

    /// Applies all steps or none, and returns after they are durable. Steps run in order; the first
    /// that fails its guard or finds a value taken decides the outcome. Blocks for the commit.
    /// @throws Error StoreUnavailable; Internal for a statement that the database refuses
    [[nodiscard]] virtual Outcome apply(const ChangePlan& plan) = 0;
};

}  // namespace concordat::store
