#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <concordat/rules/cloud.hpp>

#include "core/accounts/customer_store.hpp"
#include "core/accounts/qualification_store.hpp"
#include "core/audit/record.hpp"
#include "core/base/expected_version.hpp"
#include "core/changes/change_set.hpp"
#include "core/partners/partner.hpp"

namespace concordat::accounts {

/// A customer about to be added: what to apply, the customer as it will be, and its administrator's
/// one-time password, which is nowhere else in clear. Nothing has happened yet: the handler writes
/// the reply first, so that change set and kept reply go into one transaction.
struct PlannedCustomer {
    changes::ChangeSet changes;
    Customer customer;
    /// Of the administrator, without the domain.
    std::string user_name;
    std::string password;
};

/// A change of a customer about to be made: what to apply, and the customer as it will be once that
/// is Applied.
struct PlannedChange {
    changes::ChangeSet changes;
    Customer customer;
};

/// What partners do with customer accounts: reads what it needs, asks the cloud's rules, and plans
/// a change set. Nothing is written here. Called from handlers, concurrently, on whichever thread
/// the request runs; keeps no state of its own, so it may be made for a single call. Blocks as the
/// store does.
///
/// Whether the caller's role allows the operation, and whether the cloud offers it, has been
/// checked before.
///
/// A refusal by a rule @throws Error of the kind and code that the rule's fact names, with the
/// rule's id and member as arguments; see throwIfRefused. Another partner's customer is NotFound.
/// Any function may throw StoreUnavailable.
class CustomerService {
public:
    /// Borrows all three, which outlive the service.
    CustomerService(CustomerStore& store, QualificationStore& qualifications,
                    const rules::Cloud& cloud)
        : store_(store), qualifications_(qualifications), cloud_(cloud) {}

    /// The customer, personal data opened: the partner's own, or one that its provider shares with
    /// it. @throws Error NotFound (kUnknownTenant)
    [[nodiscard]] Customer get(const PartnerId& partner, const CustomerId& customer);

    /// The customer if it is the partner's own: what every plan of a change begins with. @throws
    /// Error as above, Forbidden (kNoCommercialRelationship) for one that is shared with it
    [[nodiscard]] Customer getOwn(const PartnerId& partner, const CustomerId& customer);

    /// Fills `page` with a page of the partner's customers. No customers is an empty page, not an
    /// error.
    void list(const PartnerId& partner, const CustomerQuery& query, CustomerPage& page);

    /// Whether a domain is reserved, by whichever partner's customer; the name is folded here. Only
    /// a hint: the answer may be another one when the customer is added.
    [[nodiscard]] bool isDomainTaken(std::string_view domain);

    /// Plans to add a customer. A suspended partner is refused here; a full sandbox and a domain
    /// that is taken turn out when the change set is applied (Exhausted, Taken), because only there
    /// no one else can be faster. @throws Error as above, Forbidden (kProgrammeInactive)
    [[nodiscard]] PlannedCustomer planAdd(const partners::Partner& partner,
                                          const audit::Actor& actor, CustomerDraft draft);

    /// Plans another billing profile, and with it another company name in the list. `expected` is
    /// the caller's etag, absent when it sent none; then the change is made to whatever version is
    /// read here. Either way the change set guards that version, so that two changes at once cannot
    /// both succeed. @throws Error as above, or ExpectedVersion::staleError
    [[nodiscard]] PlannedChange planBillingProfile(const partners::Partner& partner,
                                                   const audit::Actor& actor,
                                                   const CustomerId& customer,
                                                   std::optional<ExpectedVersion> expected,
                                                   BillingProfile profile);

    /// Plans the end of the partner's relationship with a customer. The customer in the answer has
    /// Relationship::None. No version is guarded: the end is the end, whatever the profile says
    /// meanwhile. The domain stays reserved. @throws Error as above
    [[nodiscard]] PlannedChange planRemoval(const partners::Partner& partner,
                                            const audit::Actor& actor, const CustomerId& customer);

    /// Plans to delete a customer of a sandbox, for good. No rule is asked: what a sandbox holds is
    /// nobody's. @throws Error NotFound, or InvalidRequest (kNotInThisEnvironment) for a partner
    /// that is no sandbox
    [[nodiscard]] PlannedChange planDelete(const partners::Partner& partner,
                                           const audit::Actor& actor, const CustomerId& customer);

    /// Plans to erase a customer of any partner, for the cloud's operator, who answers for it. The
    /// entry names the operator as the one who did it.
    [[nodiscard]] PlannedChange planErasure(const partners::Partner& partner,
                                            const audit::Actor& actor, const CustomerId& customer);

    /// The same for a customer whose relationship has ended, of which the caller knows id, name and
    /// domain from the record. Reads nothing: whether there is one turns out when it is applied.
    [[nodiscard]] PlannedChange planErasureOfEnded(const partners::Partner& partner,
                                                   const audit::Actor& actor, Customer customer);

private:
    [[nodiscard]] std::optional<Qualification> claimOf(const PartnerId& partner,
                                                       const Customer& customer);

    CustomerStore& store_;                // not owned; outlives the service
    QualificationStore& qualifications_;  // likewise
    const rules::Cloud& cloud_;           // not owned; outlives the service
};

}  // namespace concordat::accounts
