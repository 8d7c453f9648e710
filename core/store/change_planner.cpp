#include "core/store/change_planner.hpp"

#include <algorithm>
#include <stdexcept>

#include "core/base/text.hpp"
#include "core/store/sealed_values.hpp"

namespace concordat::store {
namespace {

using changes::ChangeSet;

/// The data key of a change set: that of its customer, else its partner's. A new customer brings a
/// new key.
struct DataKey {
    Key key;
    Uuid owner;
};

bool endsCustomer(const ChangeSet& set) {
    return std::any_of(set.changes.begin(), set.changes.end(), [](const auto& change) {
        return std::holds_alternative<changes::DeleteCustomer>(change) ||
               std::holds_alternative<changes::DeleteEndedCustomer>(change);
    });
}

/// The customer whose entry needs no key that lasts: a new one brings its own, and of one that is
/// erased whatever is sealed goes with it. Null: the key is in the store.
const Uuid* ownerOfNewKey(const ChangeSet& set) {
    for (const auto& change : set.changes) {
        if (const auto* added = std::get_if<changes::AddCustomer>(&change))
            return &added->customer.id.value;
        if (const auto* ended = std::get_if<changes::DeleteEndedCustomer>(&change))
            return &ended->customer.value;
    }
    return nullptr;
}

std::optional<DataKey> readKey(Sessions& readers, const Vault& vault, const PartnerId& partner,
                               const std::optional<CustomerId>& customer) {
    auto session = readers.acquire();
    auto& found =
        customer ? session->query(partner, StatementId::FindCustomerKey,
                                  {{"partner", partner}, {"customer", *customer}})
                 : session->query(partner, StatementId::FindPartnerKey, {{"partner", partner}});
    Cursor rows(found);
    if (!rows->next()) return std::nullopt;
    const auto owner = customer ? customer->value : partner.value;
    return DataKey{vault.unwrap(rows->bytes(0), owner), owner};
}

/// Adds the steps of each kind of change.
class StepWriter {
public:
    StepWriter(ChangePlan& plan, const ChangeSet& set, const Vault& vault, const DataKey& key)
        : plan_(plan), set_(set), vault_(vault), key_(key) {}

    void operator()(const changes::AddCustomer& change) {
        const auto& customer = change.customer;
        const auto& administrator = change.administrator;
        addWithEntry(
            StatementId::AddCustomer,
            {{"domain", std::string_view(customer.domain)},
             {"partner", set_.partner},
             {"customer", customer.id},
             {"folded_name", plan_.keep(listKeyOf(customer.company_name))},
             {"company_name", std::string_view(customer.company_name)},
             {"relationship", static_cast<std::int64_t>(customer.relationship)},
             {"delegated_access", customer.allow_delegated_access},
             {"commerce", customer.commerce_id},
             {"registration_number", std::string_view(customer.registration_number)},
             {"public_body", std::string_view(customer.public_body)},
             {"created", customer.created},
             {"version", customer.version},
             {"wrapped_key", keepBytes(vault_.wrap(key_.key, key_.owner))},
             {"sealed", seal(Sealed::Customer, customer.id.value, encode(customer.billing))},
             {"user", administrator.id},
             {"sealed_user",
              seal(Sealed::CustomerUser, administrator.id.value, encode(administrator))}},
            std::nullopt);
    }

    void operator()(const changes::ReplaceBillingProfile& change) {
        const auto sealed = seal(Sealed::Customer, change.customer.value, encode(change.profile));
        plan_.sealed_profile = sealed.view();
        addWithEntry(StatementId::ReplaceBillingProfile,
                     {{"sealed", sealed},
                      {"customer", change.customer},
                      {"version", change.expected_version},
                      {"partner", set_.partner}},
                     Outcome::Stale);
    }

    void operator()(const changes::RenameCustomer& change) {
        add(StatementId::RenameCustomer,
            {{"partner", set_.partner},
             {"customer", change.customer},
             {"company_name", std::string_view(change.company_name)},
             {"folded_name", plan_.keep(listKeyOf(change.company_name))}},
            Outcome::Gone);
    }

    void operator()(const changes::RemoveRelationship& change) {
        add(StatementId::RemoveRelationship,
            {{"partner", set_.partner}, {"customer", change.customer}}, Outcome::Gone);
    }

    void operator()(const changes::DeleteCustomer& change) {
        add(StatementId::DeleteCustomer, {{"partner", set_.partner}, {"customer", change.customer}},
            Outcome::Gone);
    }

    void operator()(const changes::DeleteEndedCustomer& change) {
        add(StatementId::DeleteEndedCustomer,
            {{"customer", change.customer},
             {"partner", set_.partner},
             {"domain", std::string_view(change.domain)}},
            Outcome::Gone);
    }

    void operator()(const changes::LimitCustomers& change) {
        add(StatementId::LimitCustomers, {{"partner", set_.partner}, {"most", change.limit}},
            Outcome::Exhausted);
    }

    void operator()(const changes::UseValidationCode& change) {
        add(StatementId::UseValidationCode,
            {{"partner", set_.partner}, {"code", std::string_view(change.code)}},
            Outcome::Exhausted);
    }

    void operator()(const changes::AddQualification& change) {
        const auto& added = change.qualification;
        add(StatementId::AddQualification,
            {{"partner", set_.partner},
             {"customer", change.customer},
             {"qualification", static_cast<std::int64_t>(added.kind)},
             {"vetting_status", static_cast<std::int64_t>(added.vetting)},
             {"created", added.created}},
            Outcome::Gone);
    }

    void operator()(const changes::ReplacePartnerProfiles& change) {
        add(StatementId::ReplacePartnerProfiles,
            {{"sealed", seal(Sealed::PartnerProfiles, set_.partner.value, encode(change.profiles))},
             {"partner", set_.partner},
             {"version", change.expected_version}},
            Outcome::Stale);
    }

    /// Adds the entry, unless a change has written it with itself.
    void addRecordEntry() {
        if (!recorded_) add(StatementId::AddRecordEntry, entryParameters(), std::nullopt);
    }

    void rememberRequest(const changes::IdempotencyEntry& once) {
        const auto& owner = replyOwner();
        const auto plain = encode(once.reply);
        const auto& id = once.request.value;
        const auto reply = owner.isNil() ? vault_.sealReply(id, plain)
                                         : vault_.seal(key_.key, Sealed::StoredReply, id, plain);
        add(StatementId::RememberRequest,
            {{"partner", set_.partner},
             {"request", once.request},
             {"customer", owner},
             {"fingerprint", Value::bytes(once.fingerprint)},
             {"sealed", keepBytes(reply)},
             {"expires", once.expires},
             {"now", set_.entry.at}},
            Outcome::Repeated);
    }

private:
    void add(StatementId statement, std::vector<Parameter> parameters,
             std::optional<Outcome> if_none) {
        plan_.steps.push_back({statement, std::move(parameters), if_none});
    }

    /// A change that is made often has the entry in its own statement: one less to run.
    void addWithEntry(StatementId statement, std::vector<Parameter> parameters,
                      std::optional<Outcome> if_none) {
        if (recorded_) throw std::logic_error("a change set with two entries");
        recorded_ = true;
        const auto entry = entryParameters();
        parameters.insert(parameters.end(), entry.begin(), entry.end());
        add(statement, std::move(parameters), if_none);
    }

    std::vector<Parameter> entryParameters() {
        const auto& entry = set_.entry;
        return {{"subject", entry.customer ? entry.customer->value : set_.partner.value},
                {"at", entry.at},
                {"entry", entry.id},
                {"partner", set_.partner},
                {"resource", static_cast<std::int64_t>(entry.resource)},
                {"operation", static_cast<std::int64_t>(entry.operation)},
                {"application", entry.application},
                {"correlation", entry.correlation},
                {"customer_name", std::string_view(entry.customer_name)},
                {"folded_customer_name", plan_.keep(foldName(entry.customer_name))},
                {"customized", keepBytes(encodeCustomized(entry.customized_data))},
                {"sealed_entry", seal(Sealed::RecordEntry, entry.id, encodeTexts(entry))}};
    }

    // A reply about a customer is personal data of it and goes with it. One that tells of its end
    // must outlive it, and holds nothing.
    [[nodiscard]] const Uuid& replyOwner() const {
        static constexpr Uuid kCloud{};
        const bool stays = set_.entry.customer && key_.owner == set_.entry.customer->value;
        return stays && !endsCustomer(set_) ? set_.entry.customer->value : kCloud;
    }

    Value keepBytes(std::string content) { return Value::bytes(plan_.keep(std::move(content))); }

    Value seal(Sealed what, const Uuid& id, const std::string& plain) {
        return keepBytes(vault_.seal(key_.key, what, id, plain));
    }

    ChangePlan& plan_;
    const ChangeSet& set_;
    const Vault& vault_;
    const DataKey& key_;
    bool recorded_ = false;
};

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
        key = readKey(readers_, vault_, set.partner, set.entry.customer);
    if (!key) return std::nullopt;
    ChangePlan plan;
    plan.partner = set.partner;
    StepWriter writer(plan, set, vault_, *key);
    // A repeated request ends first: it must not be told apart as Stale or Taken.
    if (set.once) writer.rememberRequest(*set.once);
    for (const auto& change : set.changes)
        std::visit([&](const auto& one) { writer(one); }, change);
    writer.addRecordEntry();
    return plan;
}

}  // namespace concordat::store
