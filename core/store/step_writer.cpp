#include "core/store/step_writer.hpp"

#include <algorithm>
#include <stdexcept>

#include "core/base/text.hpp"
#include "core/store/sealed_values.hpp"

namespace concordat::store {
namespace {

bool endsCustomer(const changes::ChangeSet& set) {
    return std::any_of(set.changes.begin(), set.changes.end(), [](const auto& change) {
        return std::holds_alternative<changes::DeleteCustomer>(change) ||
               std::holds_alternative<changes::DeleteEndedCustomer>(change);
    });
}

}  // namespace

void StepWriter::add(StatementId statement, std::vector<Parameter> parameters,
                     std::optional<Outcome> if_none) {
    plan_.steps.push_back({statement, std::move(parameters), if_none});
}

void StepWriter::addWithEntry(StatementId statement, std::vector<Parameter> parameters,
                              std::optional<Outcome> if_none) {
    if (recorded_) throw std::logic_error("a change set with two entries");
    recorded_ = true;
    const auto entry = entryParameters();
    parameters.insert(parameters.end(), entry.begin(), entry.end());
    add(statement, std::move(parameters), if_none);
}

void StepWriter::addRecordEntry() {
    if (!recorded_) add(StatementId::AddRecordEntry, entryParameters(), std::nullopt);
}

void StepWriter::rememberRequest(const changes::IdempotencyEntry& once) {
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

std::vector<Parameter> StepWriter::entryParameters() {
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
const Uuid& StepWriter::replyOwner() const {
    static constexpr Uuid kCloud{};
    const bool stays = set_.entry.customer && key_.owner == set_.entry.customer->value;
    return stays && !endsCustomer(set_) ? set_.entry.customer->value : kCloud;
}

Value StepWriter::seal(Sealed what, const Uuid& id, const std::string& plain) {
    return keepBytes(vault_.seal(key_.key, what, id, plain));
}

SealedPartner StepWriter::sealPartner(const PartnerId& partner, const std::string& profiles) {
    const auto key = makeKey();
    return {keepBytes(vault_.wrap(key, partner.value)),
            keepBytes(vault_.seal(key, Sealed::PartnerProfiles, partner.value, profiles))};
}

Value StepWriter::wrappedKey() {
    return keepBytes(vault_.wrap(key_.key, key_.owner));
}

}  // namespace concordat::store
