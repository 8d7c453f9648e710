#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/accounts/customer.hpp"
#include "core/accounts/qualification.hpp"
#include "core/audit/record.hpp"
#include "core/base/ids.hpp"
#include "core/partners/partner.hpp"

/// What a use case wants written: one transaction, whatever the store. Use cases build change sets
/// of plain values and write nothing; the store knows how, and decides races by the guards that the
/// changes carry.
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

/// One create less of a validation code of the partner. Outcome Exhausted when none is left or the
/// partner has no such code. Comes before the change that it guards.
struct UseValidationCode {
    std::string code;
};

/// A qualification of a customer. Taken when it has one of that kind, Gone when the partner has no
/// such customer.
struct AddQualification {
    CustomerId customer;
    accounts::Qualification qualification;
};

/// Other profiles of the partner, all of them. Stale unless they have `expected_version`; the new
/// version is one more.
struct ReplacePartnerProfiles {
    std::uint64_t expected_version = 0;
    partners::PartnerProfiles profiles;
};

using Change = std::variant<AddCustomer, ReplaceBillingProfile, RenameCustomer, RemoveRelationship,
                            DeleteCustomer, DeleteEndedCustomer, LimitCustomers, UseValidationCode,
                            AddQualification, ReplacePartnerProfiles>;

/// A reply as it is kept for a repeated request: sealed under the key of the customer that it is
/// about, so that it goes with the customer, else under a key of the cloud; erased after 24 hours.
/// What was sent the first time is sent again, byte for byte but for the ids, a new customer's
/// one-time password included.
struct StoredReply {
    int status = 0;
    std::string headers;  ///< complete lines, without the request's own ids
    std::string body;
};

/// Makes the effect of a request happen once. Outcome Repeated when the partner has used the id
/// within 24 hours. Written in the transaction of the change, so that there is never one without
/// the other.
struct IdempotencyEntry {
    RequestId request;
    std::string fingerprint;  ///< SHA-256 of method, target and body, 32 bytes
    StoredReply reply;
    /// 24 hours after the request began; from then on the id is free.
    Instant expires{};
};

/// One transaction of one partner: guarded writes in order, the record entry, and the idempotency
/// entry if the caller sent an MS-RequestId. The first change whose guard fails decides the outcome
/// and undoes the rest.
struct ChangeSet {
    PartnerId partner;
    std::vector<Change> changes;
    /// Always there: what is not recorded is not done.
    audit::Entry entry;
    std::optional<IdempotencyEntry> once;
};

/// What became of a change set. All but Applied leave the store as it was. A value, not an error:
/// api::ChangeWriter turns it into the reply.
///
///     Stale      409, or 412 where the caller sent If-Match
///     Taken      409
///     Exhausted  400
///     Gone       404, as for a customer that never was
///     Repeated   the first request's reply again
enum class Outcome : std::uint8_t {
    Applied,
    Stale,      ///< the version is not the expected one
    Taken,      ///< the domain, or another unique value, is reserved
    Exhausted,  ///< a quota is used up
    Gone,       ///< the partner has no such customer
    Repeated    ///< the request id has been used
};

/// A request id that has been used: by what request (see IdempotencyEntry::fingerprint), and what
/// it was answered.
struct PastRequest {
    std::string fingerprint;
    StoredReply reply;
};

/// Writes change sets. Implemented by core/store: a group commit on SQLite, one batch on
/// PostgreSQL. Lives as long as its cloud; outlives every request.
class ChangeStore {
public:
    virtual ~ChangeStore() = default;

    /// Applies all of `changes` or nothing, and returns after it is durable. Blocks for the commit;
    /// called from workers, concurrently. @throws Error StoreUnavailable: the change was not
    /// applied, or (when the connection broke during the commit) may have been, which the caller's
    /// MS-RequestId resolves.
    [[nodiscard]] virtual Outcome apply(const ChangeSet& changes) = 0;

    /// The reply kept for a request id of that partner that has not expired at `now`; nothing when
    /// it has not been used, or its customer has been erased. Only a shortcut: apply() decides.
    /// @throws Error StoreUnavailable
    [[nodiscard]] virtual std::optional<PastRequest> findRequest(const PartnerId& partner,
                                                                 const RequestId& request,
                                                                 Instant now) = 0;
};

}  // namespace concordat::changes
