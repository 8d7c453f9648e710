#pragma once

#include <cstdint>

#include "core/accounts/application_consent_store.hpp"
#include "core/accounts/customer_service.hpp"
#include "core/accounts/user_service.hpp"

namespace concordat::accounts {

/// A consent that is given or taken back, ready to be written. Nothing has happened yet.
struct PlannedConsent {
    changes::ChangeSet changes;
    ApplicationConsent consent;
};

/// What partners consent to for customers whose directories they administer. Called from handlers,
/// concurrently; keeps no state of its own. Blocks as the stores do. Every function @throws Error
/// NotFound (kUnknownTenant), Forbidden (kNoCommercialRelationship; kAccessRefused unless the
/// customer lets the partner administer it, altogether or as company administrator),
/// StoreUnavailable.
class ApplicationConsentService {
public:
    /// For how many applications a partner consents for one customer.
    static constexpr std::uint32_t kMost = 100;

    /// Borrows all three, which outlive the service.
    ApplicationConsentService(CustomerService& customers, UserService& users,
                              ApplicationConsentStore& store)
        : customers_(customers), users_(users), store_(store) {}

    /// Plans a consent. That there is none for the application yet, and room for it, turns out when
    /// the change set is applied (Taken, Exhausted).
    [[nodiscard]] PlannedConsent planAdd(const PartnerId& partner, const audit::Actor& actor,
                                         const CustomerId& customer, ApplicationConsent consent);

    /// Plans that a consent is taken back. @throws Error as above, NotFound (kResourceAbsent) when
    /// there is none
    [[nodiscard]] PlannedConsent planDelete(const PartnerId& partner, const audit::Actor& actor,
                                            const CustomerId& customer,
                                            const ApplicationId& application);

private:
    [[nodiscard]] PlannedConsent begin(const PartnerId& partner, const audit::Actor& actor,
                                       const CustomerId& customer, audit::OperationType operation);

    CustomerService& customers_;      // not owned; outlives the service
    UserService& users_;              // likewise
    ApplicationConsentStore& store_;  // likewise
};

}  // namespace concordat::accounts
