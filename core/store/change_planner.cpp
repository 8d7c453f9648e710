#include "core/store/change_planner.hpp"

#include <algorithm>

#include "core/store/steps.hpp"

namespace concordat::store {
namespace {

using changes::ChangeSet;

/// The subject whose entry needs no key that lasts: a new customer brings its own, of one that is
/// erased whatever is sealed goes with it, and about the cloud itself nothing is to be sealed.
/// Null: the key is in the store.
const Uuid* ownerOfNewKey(const ChangeSet& set) {
    if (set.partner == audit::kCloudItself) return &set.partner.value;
    for (const auto& change : set.changes) {
        if (const auto* added = std::get_if<changes::AddCustomer>(&change))
            return &added->customer.id.value;
        if (const auto* ended = std::get_if<changes::DeleteEndedCustomer>(&change))
            return &ended->customer.value;
    }
    return nullptr;
}

template <typename... Kinds>
bool holdsAny(const ChangeSet& set) {
    return std::any_of(set.changes.begin(), set.changes.end(), [](const auto& change) {
        return (std::holds_alternative<Kinds>(change) || ...);
    });
}

/// Where the key of a change set's subject is.
struct KeyPlace {
    StatementId statement;
    int column = 0;
};

KeyPlace keyPlaceOf(const ChangeSet& set) {
    constexpr int kKeyOfCustomer = 9;
    if (!set.entry.customer) return {StatementId::FindPartnerKey};
    // The partner has no account yet, and the tenant's key is the same in all of them.
    if (holdsAny<changes::AdoptCustomer>(set))
        return {StatementId::FindCustomerElsewhere, kKeyOfCustomer};
    // The customer may be one whose relationship has ended.
    if (holdsAny<changes::AcceptRequest, changes::DeclineRequest>(set))
        return {StatementId::FindKeptCustomerKey};
    return {StatementId::FindCustomerKey};
}

std::optional<DataKey> readKey(Sessions& readers, const Vault& vault, const ChangeSet& set) {
    const auto& partner = set.partner;
    const auto& customer = set.entry.customer;
    const auto owner = customer ? customer->value : partner.value;
    const auto place = keyPlaceOf(set);
    auto session = readers.acquire();
    Cursor rows(
        session->query(partner, place.statement, {{"partner", partner}, {"customer", owner}}));
    if (!rows->next()) return std::nullopt;
    return DataKey{vault.unwrap(rows->bytes(place.column), owner), owner};
}

}  // namespace

std::optional<ChangePlan> ChangePlanner::plan(const ChangeSet& set) const {
    std::optional<DataKey> key;
    std::string remembered;
    if (set.entry.customer) remembered = seen_.findKey(set.partner, *set.entry.customer);
    if (const auto* owner = ownerOfNewKey(set))
        key = DataKey{makeKey(), *owner};
    else if (!remembered.empty())
        key = DataKey{vault_.unwrap(remembered, set.entry.customer->value),
                      set.entry.customer->value};
    else
        key = readKey(readers_, vault_, set);
    if (!key) return std::nullopt;
    ChangePlan plan;
    plan.partner = set.partner;
    StepWriter writer(plan, set, vault_, *key);
    // A repeated request ends first: it must not be told apart as Stale or Taken.
    if (set.once) writer.rememberRequest(*set.once);
    for (const auto& change : set.changes)
        std::visit([&](const auto& one) { addSteps(writer, one); }, change);
    writer.addRecordEntry();
    return plan;
}

}  // namespace concordat::store
