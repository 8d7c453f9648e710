#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/accounts/customer_store.hpp"
#include "core/changes/change_set.hpp"
#include "core/consent/consent_desk.hpp"
#include "core/identity/id_token_verifier.hpp"
#include "core/partners/partner_store.hpp"
#include "core/relationships/granular_service.hpp"
#include "core/relationships/request_service.hpp"
#include "core/relationships/tenant_store.hpp"

namespace concordat::consent {

/// By what a partner administers a customer's users, or asks to.
struct Administration {
    PartnerId partner;
    std::string partner_name;  ///< not escaped
    bool delegated = false;    ///< altogether
    /// By some roles: those that wait for approval or are active.
    std::vector<relationships::GranularRelationship> granular{};
};

/// What a customer takes back, from which partner.
struct Withdrawal {
    PartnerId partner;
    /// The granular relationship that ends; absent: delegated administration altogether.
    std::optional<relationships::GranularId> granular;
};

/// Shows a customer's administrator who administers its users, and takes that back. Called
/// concurrently from workers; keeps no state. Blocks as the stores do. Any function may throw Error
/// StoreUnavailable.
class WithdrawalDesk {
public:
    /// All of it outlives the desk.
    struct Parts {
        relationships::RequestService& requests;
        relationships::GranularService& granular;
        relationships::TenantStore& tenants;
        accounts::CustomerStore& customers;
        partners::PartnerStore& partners;
        changes::ChangeStore& changes;
    };

    explicit WithdrawalDesk(const Parts& parts) : parts_(parts) {}

    /// The partners that administer the organisation of who has signed in, or ask to.
    [[nodiscard]] std::variant<std::vector<Administration>, Refusal> list(
        const identity::SignedInUser& user);

    /// Takes it back, durably; what has been taken back already stays so. Refused:
    /// NotAdministrator, and Unusable for a partner or relationship that the customer has not.
    [[nodiscard]] std::optional<Refusal> withdraw(const identity::SignedInUser& user,
                                                  const Withdrawal& withdrawal, Instant now);

private:
    [[nodiscard]] Administration administrationBy(const PartnerId& partner,
                                                  const CustomerId& customer);
    [[nodiscard]] std::vector<relationships::GranularRelationship> granularOf(
        const PartnerId& partner, const CustomerId& customer);
    [[nodiscard]] changes::ChangeSet plan(const audit::Actor& actor, const CustomerId& customer,
                                          const Withdrawal& withdrawal);

    Parts parts_;
};

}  // namespace concordat::consent
