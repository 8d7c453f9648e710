#pragma once

#include <cstdint>
#include <string>

#include "core/accounts/customer.hpp"
#include "core/base/ids.hpp"

/// Changes of the customer account itself and of the partner's relationship with it.
namespace concordat::changes {

/// A new customer with its domain reservation, its administrator and its relationship to the
/// partner. Outcome Taken when the domain is reserved, by whichever partner's customer.
struct AddCustomer {
    accounts::Customer customer;
    accounts::Administrator administrator;
};

/// Another billing profile. Outcome Stale unless the account has `expected_version`; the new
/// version is one more. Gone when the partner has no such customer. The name in the partner's list
/// stays: a profile that brings another one is followed by RenameCustomer.
struct ReplaceBillingProfile {
    CustomerId customer;
    std::uint64_t expected_version = 0;
    accounts::BillingProfile profile;
};

/// Another company name in the partner's list. A change of its own because few profiles bring one,
/// and it moves the customer in the indexes of names. Gone when the partner has no such customer.
struct RenameCustomer {
    CustomerId customer;
    std::string company_name;
};

/// The end of the partner's relationship with a customer: it leaves the list, the customer itself
/// stays, and so does its domain reservation. Gone when there is none.
struct RemoveRelationship {
    CustomerId customer;
};

/// The end of a customer, of a sandbox or by the operator: relationship, domain reservation, users
/// and key go, so that what the record holds of it can no longer be opened. Gone when the partner
/// has no such customer.
struct DeleteCustomer {
    CustomerId customer;
};

/// The end of a customer whose relationship with the partner has ended, by the operator: what
/// DeleteCustomer does for one that the partner still has. `domain` is the customer's, which only
/// the record knows by then. Gone when there is no such customer, or the partner has it again.
struct DeleteEndedCustomer {
    CustomerId customer;
    std::string domain;
};

/// Guards that the partner has fewer than `limit` customers, so that a sandbox stays one under
/// parallel creates. Outcome Exhausted otherwise. Writes nothing. Comes before the AddCustomer that
/// it guards.
struct LimitCustomers {
    /// The most that the partner may have afterwards: CloudFacts::sandbox_customers.
    std::uint32_t limit = 0;
};

}  // namespace concordat::changes
