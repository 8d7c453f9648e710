#pragma once

#include <memory>

#include <concordat/cloud_store/session_opener.hpp>

#include "core/accounts/agreement_store.hpp"
#include "core/accounts/application_consent_store.hpp"
#include "core/accounts/customer_store.hpp"
#include "core/accounts/qualification_store.hpp"
#include "core/accounts/self_serve_policy_store.hpp"
#include "core/accounts/user_store.hpp"
#include "core/audit/record.hpp"
#include "core/base/reactor.hpp"
#include "core/changes/change_set.hpp"
#include "core/commerce/commerce_store.hpp"
#include "core/events/delivery_store.hpp"
#include "core/partners/partner_store.hpp"
#include "core/relationships/granular_store.hpp"
#include "core/relationships/link_store.hpp"
#include "core/relationships/relationship_store.hpp"
#include "core/relationships/reseller_store.hpp"
#include "core/relationships/tenant_store.hpp"
#include "core/store/directory_store.hpp"
#include "core/store/group_commit_writer.hpp"
#include "core/store/session_pool.hpp"
#include "core/store/store_settings.hpp"
#include "core/store/vault.hpp"

namespace concordat::store {

/// What a store has done since it was opened, for metrics. On PostgreSQL the writer is the event
/// threads' lanes together, and members about checkpoints stay zero.
struct StoreCounters {
    /// Of the pool that requests use.
    PoolCounters sessions;
    WriterCounters writer;
    std::uint64_t checkpoints = 0;   ///< times that SQLite's log was moved into its file
    std::uint64_t log_restarts = 0;  ///< times that the log was then begun anew
};

/// One cloud's store, open: everything that reads and writes its records. Made at start by the
/// composition root, or by an operator's command beside it; destroyed after the last request.
/// Thread-safe. What its functions return lives as long as it does.
class Store {
public:
    /// Opens a store whose schema `migrate` has brought up to date. `opener` is the cloud's;
    /// `vault` holds the master key with which the store was made. Connects once at least.
    /// @throws FatalError STORE-OPEN, STORE-LOCKED, STORE-SCHEMA-BEHIND, STORE-SCHEMA-NEWER,
    /// STORE-SCHEMA-CHANGED, STORE-OTHER-CLOUD, STORE-OTHER-KEY, STORE-FSYNC-OFF; for a command
    /// STORE-NOT-OWNER
    [[nodiscard]] static std::unique_ptr<Store> open(
        StoreSettings settings, std::shared_ptr<const cloud_store::SessionOpener> opener,
        Vault vault);

    /// Finishes what the writer has queued and closes the sessions.
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Reads customers.
    [[nodiscard]] accounts::CustomerStore& customers();
    /// Writes change sets.
    [[nodiscard]] changes::ChangeStore& changes();
    /// Keeps partner accounts.
    [[nodiscard]] partners::PartnerStore& partners();
    /// Reads qualifications, and keeps validation codes.
    [[nodiscard]] accounts::QualificationStore& qualifications();
    /// Reads customers' users.
    [[nodiscard]] accounts::UserStore& users();
    /// Reads orders, subscriptions and licence counts.
    [[nodiscard]] commerce::CommerceStore& commerce();
    /// Reads what partners are to one another.
    [[nodiscard]] relationships::RelationshipStore& relationships();
    /// Keeps whether resellers have signed their agreements.
    [[nodiscard]] relationships::ResellerStore& resellers();
    /// Reads what customers have agreed to.
    [[nodiscard]] accounts::AgreementStore& agreements();
    /// Reads what partners have consented to for customers.
    [[nodiscard]] accounts::ApplicationConsentStore& applicationConsents();
    /// Reads self-serve policies.
    [[nodiscard]] accounts::SelfServePolicyStore& selfServePolicies();
    /// Reads what customers are elsewhere.
    [[nodiscard]] relationships::TenantStore& tenants();
    /// Reads what has become of links.
    [[nodiscard]] relationships::LinkStore& links();
    /// Reads granular delegated administration.
    [[nodiscard]] relationships::GranularStore& granular();
    /// Reads the record.
    [[nodiscard]] audit::RecordStore& record();
    /// Reads registrations for webhooks.
    [[nodiscard]] events::RegistrationStore& webhooks();
    /// What delivers events.
    [[nodiscard]] events::DeliveryStore& deliveries();
    /// The built-in authority's directories.
    [[nodiscard]] DirectoryStore& directory();

    /// Whether reads wait for a network, as writes wait for a commit: true for PostgreSQL. An event
    /// thread must then do them in fibers.
    [[nodiscard]] bool readsWait() const;

    /// Lets the fibers of an event thread wait for the store without holding it. Called on that
    /// thread, which ends before the store does.
    void attach(Reactor& reactor);

    /// Whether the store answers, for readiness. A read on a session of the pool: false too when
    /// none became free in time.
    [[nodiscard]] bool reachable() noexcept;

    /// Whether an entry of the record could be written now, for readiness: nothing may be done that
    /// cannot be recorded. On SQLite a durable commit.
    [[nodiscard]] bool recordWritable() noexcept;

    /// Each number is right, taken one after the other.
    [[nodiscard]] StoreCounters counters() const;

    /// Deletes stored replies that have expired by `now`, some per transaction so that others do
    /// not wait, until there are none; for a job. Those of all partners, whatever role opened the
    /// store. Returns how many there were. @throws Error StoreUnavailable
    std::size_t purgeExpired(Instant now);

    /// Deletes users that were deleted before `then`, for good, in the same way.
    std::size_t purgeUsers(Instant then);

private:
    struct Parts;

    explicit Store(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

}  // namespace concordat::store
