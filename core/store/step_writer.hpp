#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/changes/change_set.hpp"
#include "core/store/change_plan.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// The data key of a change set: that of its customer, else its partner's. A new customer brings a
/// new key.
struct DataKey {
    Key key;
    Uuid owner;
};

/// A partner account as it is stored: its own data key, and what that seals.
struct SealedPartner {
    Value wrapped_key;
    Value profiles;
};

/// Builds the plan of one change set: what the steps of every kind of change have in common. Lives
/// for one planning; views the change set, which outlives the plan.
class StepWriter {
public:
    /// Borrows all four.
    StepWriter(ChangePlan& plan, const changes::ChangeSet& set, const Vault& vault,
               const DataKey& key)
        : plan_(plan), set_(set), vault_(vault), key_(key) {}

    /// Whose change set it is: what every statement has as :partner.
    [[nodiscard]] const PartnerId& partner() const { return set_.partner; }

    /// When the request began: what is written gets this time.
    [[nodiscard]] Instant now() const { return set_.entry.at; }

    /// What is being built.
    [[nodiscard]] ChangePlan& plan() { return plan_; }

    /// Adds a statement. `if_none` is the outcome when it changes no row; nothing: that is no
    /// failure.
    void add(StatementId statement, std::vector<Parameter> parameters,
             std::optional<Outcome> if_none);

    /// The same for a statement that writes the entry of the record with itself, of changes that
    /// are made often: one statement less to run. Once per change set.
    void addWithEntry(StatementId statement, std::vector<Parameter> parameters,
                      std::optional<Outcome> if_none);

    /// Adds the entry of the record, unless a change has written it with itself.
    void addRecordEntry();

    /// Keeps the reply under the request's id.
    void rememberRequest(const changes::IdempotencyEntry& once);

    /// Keeps a computed text until the plan has run.
    std::string_view keep(std::string text) { return plan_.keep(std::move(text)); }
    /// Keeps computed bytes likewise.
    Value keepBytes(std::string content) { return Value::bytes(keep(std::move(content))); }

    /// `plain` sealed under the change set's data key, bound to the row `id`.
    Value seal(Sealed what, const Uuid& id, const std::string& plain);

    /// What a name is found by: see Vault::hashName, under the change set's data key.
    Value hashName(std::string_view folded) { return keepBytes(vault_.hashName(key_.key, folded)); }

    /// The data key as it is stored.
    Value wrappedKey();

    /// A new key for a new partner, and its encoded profiles sealed under it: nothing of the change
    /// set's own key.
    SealedPartner sealPartner(const PartnerId& partner, const std::string& profiles);

private:
    std::vector<Parameter> entryParameters();
    [[nodiscard]] const Uuid& replyOwner() const;

    ChangePlan& plan_;
    const changes::ChangeSet& set_;
    const Vault& vault_;
    const DataKey& key_;
    bool recorded_ = false;
};

}  // namespace concordat::store
