#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <concordat/rules/cloud.hpp>

#include "core/accounts/customer_store.hpp"
#include "core/audit/record.hpp"
#include "core/base/expected_version.hpp"
#include "core/changes/change_set.hpp"
#include "core/partners/partner.hpp"

namespace concordat::accounts {

/// A customer about to be added: what to apply, the customer as it will be, and its administrator's
/// one-time password, which is nowhere else in clear.
struct PlannedCustomer {
    changes::ChangeSet changes;
    Customer customer;
    std::string user_name;
    std::string password;
};

/// A change of a customer about to be made: what to apply, and the customer as it will be.
struct PlannedChange {
    changes::ChangeSet changes;
    Customer customer;
};

/// What partners do with customer accounts: reads what it needs, asks the cloud's rules, and plans
/// a change set. Nothing is written here. Called from handlers, concurrently; keeps no state of its
/// own.
///
/// A refusal by a rule @throws Error of the kind and code that the rule's fact names, with the
/// rule's id and member as arguments; see `throwRefusal`. Another partner's customer is NotFound.
/// Any function may throw StoreUnavailable.
class CustomerService {
public:
    CustomerService(CustomerStore& store, const rules::Cloud& cloud)
        : store_(store), cloud_(cloud) {}

    /// The customer. @throws Error NotFound
    [[nodiscard]] Customer get(const PartnerId& partner, const CustomerId& customer);

    /// Fills `page` with a page of the partner's customers.
    void list(const PartnerId& partner, const CustomerQuery& query, CustomerPage& page);

    /// Whether a domain is reserved; the name is folded here.
    [[nodiscard]] bool isDomainTaken(std::string_view domain);

    /// Plans to add a customer. A suspended partner and a full sandbox are refused. The domain's
    /// uniqueness is checked when the change set is applied. @throws Error as above, Forbidden
    /// (kProgrammeInactive)
    [[nodiscard]] PlannedCustomer planAdd(const partners::Partner& partner,
                                          const audit::Actor& actor, CustomerDraft draft);

    /// Plans another billing profile. `expected` is the caller's etag, absent when it sent none;
    /// then the change is made to whatever version is read here. @throws Error as above, or
    /// ExpectedVersion::staleError
    [[nodiscard]] PlannedChange planBillingProfile(const partners::Partner& partner,
                                                   const audit::Actor& actor,
                                                   const CustomerId& customer,
                                                   std::optional<ExpectedVersion> expected,
                                                   BillingProfile profile);

    /// Plans the end of the partner's relationship with a customer. The customer in the answer has
    /// Relationship::None.
    [[nodiscard]] PlannedChange planRemoval(const partners::Partner& partner,
                                            const audit::Actor& actor, const CustomerId& customer);

    /// Plans to delete a customer of a sandbox. @throws Error InvalidRequest
    /// (kNotInThisEnvironment) for other partners
    [[nodiscard]] PlannedChange planDelete(const partners::Partner& partner,
                                           const audit::Actor& actor, const CustomerId& customer);

    /// Plans to erase a customer of any partner, for the cloud's operator, who answers for it. The
    /// entry names the operator as the one who did it.
    [[nodiscard]] PlannedChange planErasure(const partners::Partner& partner,
                                            const audit::Actor& actor, const CustomerId& customer);

private:
    CustomerStore& store_;       // not owned; outlives the service
    const rules::Cloud& cloud_;  // not owned; outlives the service
};

}  // namespace concordat::accounts
