#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/audit/record.hpp"
#include "core/base/ids.hpp"
#include "core/changes/agreement_changes.hpp"
#include "core/changes/application_consent_changes.hpp"
#include "core/changes/commerce_changes.hpp"
#include "core/changes/customer_changes.hpp"
#include "core/changes/domain_changes.hpp"
#include "core/changes/event_changes.hpp"
#include "core/changes/granular_changes.hpp"
#include "core/changes/partner_changes.hpp"
#include "core/changes/qualification_changes.hpp"
#include "core/changes/relationship_changes.hpp"
#include "core/changes/reseller_changes.hpp"
#include "core/changes/self_serve_policy_changes.hpp"
#include "core/changes/user_changes.hpp"

/// What a use case wants written: one transaction, whatever the store. Use cases build change sets
/// of plain values and write nothing; the store knows how, and decides races by the guards that the
/// changes carry. The changes are in one header for each kind of resource; core/store has a file of
/// steps for each of these.
namespace concordat::changes {

// One line for each here, and one in change_set.cpp.
// clang-format off
using ChangeKinds = std::variant<
    AddCustomer,
    ReplaceBillingProfile,
    RenameCustomer,
    RemoveRelationship,
    DeleteCustomer,
    DeleteEndedCustomer,
    LimitCustomers,
    UseValidationCode,
    AddQualification,
    ReviewQualification,
    AddUser,
    ReplaceUser,
    HoldUser,
    DeleteUser,
    RestoreUser,
    SetUserRole,
    HoldRelationship,
    LimitOffer,
    LimitSubscriptions,
    AddOrder,
    ReplaceSubscription,
    EndSales,
    TakeLicence,
    ReturnLicence,
    ReplaceLicence,
    ForgetLicence,
    AddInvitation,
    AcceptPartnership,
    EndPartnership,
    ShareCustomer,
    UnshareCustomer,
    AcceptRequest,
    AdoptCustomer,
    DeclineRequest,
    WithdrawDelegation,
    ExpireDelegation,
    HoldReseller,
    LimitSandboxResellers,
    AddSandboxReseller,
    RemoveSandboxReseller,
    AddGranularRelationship,
    ReplaceGranularRelationship,
    DeleteGranularRelationship,
    AddVerifiedDomain,
    AddApplicationConsent,
    DeleteApplicationConsent,
    ReplacePartnerProfiles,
    AddWebhookRegistration,
    ReplaceWebhookRegistration,
    AddTestEvent,
    AddSelfServePolicy,
    ReplaceSelfServePolicy,
    DeleteSelfServePolicy,
    AddAgreement>;
// clang-format on

/// One of these. Has its kind's value as std::variant has (std::get, std::visit), but is made,
/// copied and destroyed by functions of change_set.cpp: dozens of kinds in every source that plans
/// a change are what building this project would spend most of its time on.
class Change : public ChangeKinds {
public:
    /// From any of the kinds.
    template <typename Kind>
    Change(Kind change);
    Change(const Change& other);
    Change(Change&& other) noexcept;
    Change& operator=(const Change& other);
    Change& operator=(Change&& other) noexcept;
    ~Change();
};

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
    /// Or audit::kCloudItself, for an entry alone that has no sealed texts.
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
