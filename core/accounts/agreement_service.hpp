#pragma once

#include <optional>

#include "core/accounts/agreement_store.hpp"
#include "core/accounts/customer_service.hpp"

namespace concordat::accounts {

/// An agreement, ready to be written, and what to apply. Nothing has happened yet.
struct PlannedAgreement {
    changes::ChangeSet changes;
    Agreement agreement;
};

/// What partners do with their customers' agreements. Called from handlers, concurrently; keeps no
/// state of its own. Blocks as the stores do. Every function @throws Error NotFound
/// (kUnknownTenant), StoreUnavailable.
class AgreementService {
public:
    /// Borrows both, which outlive the service.
    AgreementService(CustomerService& customers, AgreementStore& store)
        : customers_(customers), store_(store) {}

    /// What the partner has confirmed of its customer; of that type alone if there is one.
    [[nodiscard]] std::vector<Agreement> list(const PartnerId& partner, const CustomerId& customer,
                                              std::optional<AgreementType> type);

    /// Whether the customer has signed the agreement with the cloud itself, which is nothing that
    /// partners confirm: no operation of the API lets it, so the answer is no.
    [[nodiscard]] bool isDirectlySigned(const PartnerId& partner, const CustomerId& customer);

    /// Plans a confirmation; the id is made here. That the partner has not confirmed it before
    /// turns out when the change set is applied (Taken). @throws Error InvalidRequest
    /// (kBadProperty, "dateAgreed") for a date more than a day ahead, further than any time zone is
    [[nodiscard]] PlannedAgreement planAdd(const PartnerId& partner, const audit::Actor& actor,
                                           const CustomerId& customer, Agreement agreement);

private:
    CustomerService& customers_;  // not owned; outlives the service
    AgreementStore& store_;       // likewise
};

}  // namespace concordat::accounts
