#include "core/store/soci_change_store.hpp"

#include "core/store/sealed_values.hpp"

namespace concordat::store {

Outcome SociChangeStore::apply(const changes::ChangeSet& set) {
    const auto plan = planner_.plan(set);
    auto outcome = plan ? executor_.apply(*plan) : Outcome::Gone;
    if (outcome == Outcome::Applied) note(set, *plan);
    // The customer may be gone because of the first of two equal requests.
    if (!plan && set.once && findRequest(set.partner, set.once->request, set.entry.at))
        return Outcome::Repeated;
    // A guard on the version also fails for a customer that has gone since its key was read.
    if (outcome == Outcome::Stale && set.entry.customer &&
        !exists(set.partner, *set.entry.customer))
        outcome = Outcome::Gone;
    return outcome;
}

/// Keeps what is remembered of customers in step with what has just been written.
void SociChangeStore::note(const changes::ChangeSet& set, const ChangePlan& plan) {
    for (const auto& change : set.changes) {
        if (const auto* replaced = std::get_if<changes::ReplaceBillingProfile>(&change))
            seen_.replaced(set.partner, replaced->customer, replaced->expected_version,
                           replaced->profile.company_name, plan.sealed_profile);
        else if (const auto* removed = std::get_if<changes::RemoveRelationship>(&change))
            seen_.forget(set.partner, removed->customer);
        else if (const auto* accepted = std::get_if<changes::AcceptRequest>(&change))
            seen_.forget(set.partner, accepted->customer);
        else if (const auto* adopted = std::get_if<changes::AdoptCustomer>(&change))
            seen_.forget(set.partner, adopted->customer.id);
        else if (const auto* withdrawn = std::get_if<changes::WithdrawDelegation>(&change))
            seen_.forget(set.partner, withdrawn->customer);
        else if (const auto* expired = std::get_if<changes::ExpireDelegation>(&change))
            seen_.forget(set.partner, expired->customer);
        else if (const auto* deleted = std::get_if<changes::DeleteCustomer>(&change))
            seen_.forget(set.partner, deleted->customer);
        else if (const auto* ended = std::get_if<changes::DeleteEndedCustomer>(&change))
            seen_.forget(set.partner, ended->customer);
    }
}

std::optional<changes::PastRequest> SociChangeStore::findRequest(const PartnerId& partner,
                                                                 const RequestId& request,
                                                                 Instant now) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::FindRequest,
                               {{"partner", partner}, {"request", request}, {"now", now}}));
    if (!rows->next()) return std::nullopt;
    const auto reply = openReply(*rows, request.value);
    if (!reply) return std::nullopt;
    return changes::PastRequest{std::string(rows->bytes(0)), decodeStoredReply(*reply)};
}

/// The reply in a row of find_request; nothing when its customer has been erased, and the key with
/// it.
std::optional<std::string> SociChangeStore::openReply(const Rows& rows, const Uuid& request) const {
    const auto owner = rows.uuid(2);
    if (owner.isNil()) return vault_.openReply(request, rows.bytes(1));
    if (rows.bytes(3).empty()) return std::nullopt;
    return vault_.open(vault_.unwrap(rows.bytes(3), owner), Sealed::StoredReply, request,
                       rows.bytes(1));
}

bool SociChangeStore::exists(const PartnerId& partner, const CustomerId& customer) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::FindCustomerKey,
                               {{"partner", partner}, {"customer", customer}}));
    return rows->next();
}

}  // namespace concordat::store
