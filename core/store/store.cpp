#include "core/store/store.hpp"

#include <optional>
#include <soci/soci.h>
#include <sqlite3.h>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/store/checkpointer.hpp"
#include "core/store/migrations.hpp"
#include "core/store/postgresql_connection.hpp"
#include "core/store/postgresql_lanes.hpp"
#include "core/store/soci_agreement_store.hpp"
#include "core/store/soci_application_consent_store.hpp"
#include "core/store/soci_change_store.hpp"
#include "core/store/soci_commerce_store.hpp"
#include "core/store/soci_customer_store.hpp"
#include "core/store/soci_granular_store.hpp"
#include "core/store/soci_partner_store.hpp"
#include "core/store/soci_qualification_store.hpp"
#include "core/store/soci_record_store.hpp"
#include "core/store/soci_relationship_store.hpp"
#include "core/store/soci_reseller_store.hpp"
#include "core/store/soci_self_serve_policy_store.hpp"
#include "core/store/soci_session.hpp"
#include "core/store/soci_user_store.hpp"
#include "core/store/soci_webhook_store.hpp"
#include "core/store/sqlite_connection.hpp"
#include "core/store/store_lock.hpp"

namespace concordat::store {
namespace {

/// Rows deleted in one transaction: few, so that others do not wait.
constexpr std::int64_t kPurgedAtOnce = 500;

using OpenerPointer = std::shared_ptr<const cloud_store::SessionOpener>;

/// Sessions are used by one thread at a time, so that SQLite need neither lock each call nor count
/// its memory under a lock of the process. Only possible before its first use in the process; later
/// it keeps both, which cost but do no harm.
void leaveLockingToUs() {
    static const int results =
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD) + sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(results);
}

std::unique_ptr<SqliteConnection> openSqlite(const cloud_store::SessionOpener& opener,
                                             const SqliteSettings& settings,
                                             SqliteConnection::Use use) {
    return std::make_unique<SqliteConnection>(openForRequests(opener), settings, use);
}

std::unique_ptr<PostgresqlConnection> openPostgresql(const cloud_store::SessionOpener& opener,
                                                     const PostgresqlSettings& settings,
                                                     PostgresqlPipeline::Use use) {
    return std::make_unique<PostgresqlConnection>(
        std::make_unique<PostgresqlPipeline>(openForRequests(opener), settings, use));
}

/// The server itself ends what takes longer; beyond that it is not there any more.
std::chrono::milliseconds patienceOfLanes(const PostgresqlSettings& settings) {
    constexpr std::chrono::milliseconds kMargin{2'000};
    return settings.statement_patience + settings.lock_patience + kMargin;
}

/// A server that does not sync loses what it has acknowledged.
void checkSyncs(soci::session& session, bool production) {
    std::string fsync;
    session << "SELECT current_setting('fsync')", soci::into(fsync);
    if (fsync == "on") return;
    if (production)
        throw FatalError("STORE-FSYNC-OFF",
                         "PostgreSQL runs with fsync off: set it on in postgresql.conf");
    logEvent(Severity::Warning, "STORE-FSYNC-OFF", "PostgreSQL runs with fsync off");
}

}  // namespace

/// All parts, in the order in which they need one another. Only one of the two executors exists.
struct Store::Parts {
    Parts(StoreSettings chosen, OpenerPointer given, Vault key_vault)
        : settings(std::move(chosen)),
          opener(std::move(given)),
          dialect(dialectOf(*opener)),
          vault(std::move(key_vault)),
          sessions([this] { return openSession(); }, settings.sessions, settings.session_patience) {
        checkAtStart();
        if (dialect == Dialect::Sqlite)
            startWriter();
        else
            lanes.emplace(sessions, patienceOfLanes(settings.postgresql));
        PlanExecutor& executor = *this->executor();
        Sessions& readers = *this->readers();
        customers.emplace(readers, vault, seen);
        changes.emplace(readers, executor, vault, seen);
        partners.emplace(
            readers, executor, [this] { return openForOperators(); }, vault);
        qualifications.emplace(readers, executor, vault);
        users.emplace(readers, vault);
        commerce.emplace(readers);
        relationships.emplace(readers);
        resellers.emplace(readers, executor);
        self_serve_policies.emplace(readers);
        agreements.emplace(readers, vault);
        application_consents.emplace(readers);
        granular.emplace(readers);
        record.emplace(readers, vault);
        webhooks.emplace(sessions, readers, executor, vault);
        directory.emplace(readers, executor, vault);
    }

    void checkAtStart() {
        if (dialect == Dialect::Sqlite && settings.use == StoreUse::Serve)
            lock.emplace(settings.sqlite.path);
        const auto session = openAtStart(*opener);
        checkSchema(*session, settings, vault);
        if (dialect == Dialect::Sqlite) return;
        checkSyncs(*session, settings.production);
        if (settings.use == StoreUse::Command) requireOwner(*session);
    }

    void startWriter() {
        if (settings.use == StoreUse::Serve)
            checkpointer.emplace([this] { return openWriter(); }, settings.sqlite);
        writer.emplace([this] {
            auto connection = openWriter();
            if (checkpointer) checkpointer->watch(*connection);
            return connection;
        });
    }

    std::unique_ptr<SqliteConnection> openWriter() {
        return openSqlite(*opener, settings.sqlite, SqliteConnection::Use::Write);
    }

    std::unique_ptr<Connection> openSession() {
        if (dialect == Dialect::Sqlite)
            return openSqlite(*opener, settings.sqlite, SqliteConnection::Use::Read);
        return openPostgresql(*opener, settings.postgresql, PostgresqlPipeline::Use::Service);
    }

    std::unique_ptr<Connection> openForOperators() {
        if (dialect == Dialect::Sqlite) return openSession();
        return openPostgresql(*opener, settings.postgresql, PostgresqlPipeline::Use::Operators);
    }

    PlanExecutor* executor() {
        if (writer) return &*writer;
        return &*lanes;
    }

    Sessions* readers() {
        if (lanes) return &*lanes;
        return &sessions;
    }

    /// Runs `purge`, which deletes the first few of what `count` counts, until there are none.
    std::size_t purge(StatementId count, StatementId statement, Instant now) {
        const Parameter limits[] = {{"now", now}, {"most", Value(kPurgedAtOnce)}};
        ChangePlan plan;
        plan.steps.push_back({statement, {std::begin(limits), std::end(limits)}});
        std::size_t purged = 0;
        for (;;) {
            std::int64_t left = 0;
            {
                const auto session = sessions.acquire();
                Cursor rows(session->query(count, Parameters(limits)));
                if (rows->next()) left = rows->integer(0);
            }
            if (left == 0) return purged;
            static_cast<void>(executor()->apply(plan));
            purged += static_cast<std::size_t>(left);
        }
    }

    const StoreSettings settings;
    const OpenerPointer opener;
    const Dialect dialect;
    const Vault vault;
    SeenCustomers seen;
    std::optional<StoreLock> lock;
    SessionPool sessions;
    std::optional<Checkpointer> checkpointer;
    std::optional<GroupCommitWriter> writer;
    std::optional<PostgresqlLanes> lanes;
    std::optional<SociCustomerStore> customers;
    std::optional<SociChangeStore> changes;
    std::optional<SociPartnerStore> partners;
    std::optional<SociQualificationStore> qualifications;
    std::optional<SociUserStore> users;
    std::optional<SociCommerceStore> commerce;
    std::optional<SociRelationshipStore> relationships;
    std::optional<SociResellerStore> resellers;
    std::optional<SociSelfServePolicyStore> self_serve_policies;
    std::optional<SociAgreementStore> agreements;
    std::optional<SociApplicationConsentStore> application_consents;
    std::optional<SociGranularStore> granular;
    std::optional<SociRecordStore> record;
    std::optional<SociWebhookStore> webhooks;
    std::optional<DirectoryStore> directory;
};

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::~Store() = default;

std::unique_ptr<Store> Store::open(StoreSettings settings, OpenerPointer opener, Vault vault) {
    leaveLockingToUs();
    auto parts = std::make_unique<Parts>(std::move(settings), std::move(opener), std::move(vault));
    return std::unique_ptr<Store>(new Store(std::move(parts)));
}

accounts::CustomerStore& Store::customers() {
    return *parts_->customers;
}

changes::ChangeStore& Store::changes() {
    return *parts_->changes;
}

partners::PartnerStore& Store::partners() {
    return *parts_->partners;
}

accounts::QualificationStore& Store::qualifications() {
    return *parts_->qualifications;
}

accounts::UserStore& Store::users() {
    return *parts_->users;
}

commerce::CommerceStore& Store::commerce() {
    return *parts_->commerce;
}

relationships::TenantStore& Store::tenants() {
    return *parts_->customers;
}

relationships::LinkStore& Store::links() {
    return *parts_->relationships;
}

relationships::RelationshipStore& Store::relationships() {
    return *parts_->relationships;
}
relationships::ResellerStore& Store::resellers() {
    return *parts_->resellers;
}
relationships::GranularStore& Store::granular() {
    return *parts_->granular;
}

accounts::AgreementStore& Store::agreements() {
    return *parts_->agreements;
}

accounts::ApplicationConsentStore& Store::applicationConsents() {
    return *parts_->application_consents;
}

accounts::SelfServePolicyStore& Store::selfServePolicies() {
    return *parts_->self_serve_policies;
}

audit::RecordStore& Store::record() {
    return *parts_->record;
}

events::RegistrationStore& Store::webhooks() {
    return *parts_->webhooks;
}

events::DeliveryStore& Store::deliveries() {
    return *parts_->webhooks;
}

DirectoryStore& Store::directory() {
    return *parts_->directory;
}

bool Store::readsWait() const {
    return parts_->dialect == Dialect::Postgresql;
}

void Store::attach(Reactor& reactor) {
    if (parts_->lanes) parts_->lanes->attach(reactor);
    if (parts_->writer) parts_->writer->attach(reactor);
}

bool Store::reachable() noexcept {
    try {
        static_cast<void>(parts_->customers->isDomainTaken(""));
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

bool Store::recordWritable() noexcept {
    try {
        ChangePlan plan;
        plan.steps.push_back({StatementId::ProbeRecord, {}, Outcome::Gone});
        return parts_->executor()->apply(plan) == Outcome::Applied;
    } catch (const std::exception&) {
        return false;
    }
}

StoreCounters Store::counters() const {
    StoreCounters counters;
    counters.sessions = parts_->sessions.counters();
    if (parts_->writer) counters.writer = parts_->writer->counters();
    if (parts_->lanes) {
        counters.writer.members = parts_->lanes->counters().members.load();
        counters.writer.commits = parts_->lanes->counters().commits.load();
    }
    if (parts_->checkpointer) {
        counters.checkpoints = parts_->checkpointer->runs();
        counters.log_restarts = parts_->checkpointer->restarts();
    }
    return counters;
}

std::size_t Store::purgeExpired(Instant now) {
    return parts_->purge(StatementId::CountExpiredRequests, StatementId::PurgeRequests, now);
}

std::size_t Store::purgeUsers(Instant then) {
    return parts_->purge(StatementId::CountDeletedUsers, StatementId::PurgeUsers, then);
}

}  // namespace concordat::store
