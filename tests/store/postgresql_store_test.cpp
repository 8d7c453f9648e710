#include <libpq-fe.h>
#include <soci/soci.h>

#include <concordat/cloud_store/standard_session_opener.hpp>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/store/native_handle.hpp"
#include "core/store/postgresql_pipeline.hpp"
#include "core/store/soci_session.hpp"
#include "core/store/statement.hpp"
#include "tests/store/agreement_contract.hpp"
#include "tests/store/backup_contract.hpp"
#include "tests/store/change_store_contract.hpp"
#include "tests/store/commerce_contract.hpp"
#include "tests/store/consent_contract.hpp"
#include "tests/store/customer_store_contract.hpp"
#include "tests/store/domain_contract.hpp"
#include "tests/store/granular_contract.hpp"
#include "tests/store/licence_contract.hpp"
#include "tests/store/lifecycle_contract.hpp"
#include "tests/store/partner_store_contract.hpp"
#include "tests/store/qualification_contract.hpp"
#include "tests/store/record_store_contract.hpp"
#include "tests/store/relationship_contract.hpp"
#include "tests/store/request_contract.hpp"
#include "tests/store/reseller_contract.hpp"
#include "tests/store/self_serve_policy_contract.hpp"
#include "tests/store/sharing_contract.hpp"
#include "tests/store/tenant_contract.hpp"
#include "tests/store/user_contract.hpp"

namespace concordat::store {

INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, CustomerStoreContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, ChangeStoreContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, QualificationContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, CommerceContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, LicenceContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, TenantContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, RelationshipContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, GranularContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, ResellerContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, DomainContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, ConsentContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, SharingContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, RequestContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, PartnerStoreContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, RecordStoreContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, SelfServePolicyContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, AgreementContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, UserContract, ReusedPostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, StoreLifecycle, PostgresqlBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgresql, BackupContract, PostgresqlBackend);

namespace {

constexpr const char* kTenantTables[] = {"partners",
                                         "partner_applications",
                                         "directory_applications",
                                         "directory_users",
                                         "accounts",
                                         "requests",
                                         "customers",
                                         "customer_users",
                                         "validation_codes",
                                         "customer_qualifications",
                                         "orders",
                                         "subscriptions",
                                         "licences",
                                         "user_licences",
                                         "partnerships",
                                         "invitations",
                                         "customer_shares",
                                         "ended_accounts",
                                         "answered_requests",
                                         "granular_relationships",
                                         "reseller_agreements",
                                         "sandbox_resellers",
                                         "customer_domains",
                                         "application_consents",
                                         "webhook_registrations",
                                         "events",
                                         "event_attempts",
                                         "self_serve_policies",
                                         "agreements",
                                         "record"};

class DropDatabases final : public testing::Environment {
    void TearDown() override { ReusedPostgresqlBackend::dropAll(); }
};

const auto* const kEnvironment = testing::AddGlobalTestEnvironment(new DropDatabases);

class PostgresqlStore : public StoreContract<ReusedPostgresqlBackend> {
protected:
    /// Fills every table of a tenant, for both partners.
    void fill() {
        unsigned number = 0;
        for (const auto& partner : {one, other}) {
            auto set = samples::addCustomer(partner, ++number);
            set.once = samples::once(number);
            set.changes.push_back(changes::AddQualification{samples::customerId(number), {}});
            set.changes.emplace_back(
                changes::AddOrder{samples::customerId(number), orderOf(number)});
            accounts::Agreement agreement;
            agreement.id = samples::id('g', number);
            set.changes.emplace_back(changes::AddAgreement{samples::customerId(number), agreement});
            set.changes.emplace_back(changes::AddSelfServePolicy{
                {{samples::id('p', number)}, samples::customerId(number), {}}});
            set.changes.emplace_back(changes::TakeLicence{
                samples::customerId(number), {samples::id('u', number)}, {"a", {}}});
            relationships::GranularRelationship granular;
            granular.customer = samples::customerId(number);
            set.changes.emplace_back(changes::AddGranularRelationship{granular, 1});
            const auto customer = samples::customerId(number);
            set.changes.emplace_back(changes::AddVerifiedDomain{
                customer, "own" + std::to_string(number) + ".example", 1});
            set.changes.emplace_back(changes::AddApplicationConsent{
                customer, {{samples::id('a', 1)}, {{samples::id('e', 1), "a"}}}, 1});
            ASSERT_EQ(apply(set), Outcome::Applied);
            ASSERT_TRUE(
                store().qualifications().addValidationCode(partner, {"code", "Contoso", 1, 0}));
            store().directory().put(partner, DirectoryApplication{{samples::id('a', 1)}, true, {}});
            ASSERT_TRUE(store().directory().put(
                partner, DirectoryUser{{samples::id('u', 1)}, "ana", "hash", 1}));
        }
        fillEvents();
        fillPartnership();
    }

    /// Registers both for webhooks and delivers a test event to each.
    void fillEvents() {
        for (const auto& partner : {one, other}) {
            auto set = pairs::setOf(partner,
                                    changes::AddWebhookRegistration{{"https://one.example/", {}}});
            set.changes.emplace_back(
                changes::AddTestEvent{makeUuid(samples::kNow), samples::kNow, 1});
            ASSERT_EQ(apply(set), Outcome::Applied);
        }
        auto& deliveries = store().deliveries();
        const auto until = samples::kNow + std::chrono::minutes(1);
        while (const auto claim = deliveries.claim(samples::kNow, until, false)) {
            const auto due = deliveries.due(claim->partner, samples::kNow, 1);
            const events::Finished finished{due.at(0),
                                            {events::DeliveryState::Delivered, 1, samples::kNow},
                                            events::Attempt{samples::kNow, 204, {}}};
            ASSERT_TRUE(deliveries.finish(*claim, {&finished, 1}, until));
        }
    }

    /// Makes `other` a reseller of `one`, which shares its customer.
    void fillPartnership() {
        soci::session session;
        backend()->opener()->open(session);
        session << "SET concordat.scope = 'operators'";
        for (const auto& [partner, kind] : {std::pair(one, "1"), std::pair(other, "2")})
            session << std::string("UPDATE partners SET sandbox = 1, kind = ") + kind +
                           " WHERE partner_id = '" + partner.value.toString() + "'";
        for (const auto& partner : {one, other})
            session << "INSERT INTO reseller_agreements VALUES ('" + partner.value.toString() +
                           "', 1)";
        session << "INSERT INTO sandbox_resellers VALUES ('" + other.value.toString() + "', '" +
                       one.value.toString() + "', 'x')";
        const auto made = samples::partner(7);
        auto add = pairs::setOf(
            one, changes::AddSandboxReseller{made, samples::profiles(), pairs::toldTo(made.id)});
        ASSERT_EQ(apply(add), Outcome::Applied);
        const auto token = relationships::makeInvitation(one, samples::kNow);
        ASSERT_EQ(apply(pairs::invite(token)), Outcome::Applied);
        ASSERT_EQ(apply(pairs::accept(other, token)), Outcome::Applied);
        auto share = pairs::setOf(
            one, changes::ShareCustomer{samples::customerId(1), other, pairs::toldTo(other)});
        ASSERT_EQ(apply(share), Outcome::Applied);
        for (const auto& [partner, number] : {std::pair(one, 3U), std::pair(other, 4U)}) {
            ASSERT_EQ(apply(samples::addCustomer(partner, number)), Outcome::Applied);
            ASSERT_EQ(apply(samples::removeRelationship(partner, number)), Outcome::Applied);
            const auto customer = samples::customerId(number);
            auto set =
                pairs::setOf(partner, changes::DeclineRequest{samples::id('l', 1), customer});
            set.entry = samples::entry(partner, &customer, pairs::nextEntry());
            ASSERT_EQ(apply(set), Outcome::Applied);
        }
    }

    /// A session as the service has it, for SQL without the first wall.
    std::unique_ptr<soci::session> asService() {
        auto session = std::make_unique<soci::session>();
        backend()->opener()->open(*session);
        *session << "SET ROLE " + backend()->where().database + "_service";
        return session;
    }

    static long long count(soci::session& session, const std::string& from) {
        long long rows = -1;
        session << "SELECT count(*) FROM " + from, soci::into(rows);
        return rows;
    }

    static void choose(soci::session& session, const PartnerId& partner) {
        session << "SELECT set_config('concordat.partner', '" + partner.value.toString() +
                       "', FALSE)";
    }
};

TEST_F(PostgresqlStore, ShowsAPartnerNothingOfAnotherWhenTheFirstWallIsRemoved) {
    fill();
    const auto session = asService();
    choose(*session, one);
    for (const std::string table : kTenantTables) {
        const auto foreign = " WHERE partner_id <> '" + one.value.toString() + "'";
        EXPECT_GT(count(*session, table), 0) << table;
        EXPECT_EQ(count(*session, table + foreign), 0) << table;
    }
}

TEST_F(PostgresqlStore, ShowsNothingWhileNoPartnerIsNamed) {
    fill();
    const auto session = asService();
    for (const std::string table : kTenantTables) EXPECT_EQ(count(*session, table), 0) << table;
}

TEST_F(PostgresqlStore, ShowsTheOwnerNothingEither) {
    fill();
    soci::session session;
    backend()->opener()->open(session);
    for (const std::string table : kTenantTables) EXPECT_EQ(count(session, table), 0) << table;
}

TEST_F(PostgresqlStore, LetsNobodyWriteRowsOfAnotherPartner) {
    fill();
    const auto session = asService();
    choose(*session, one);
    const auto theirs = other.value.toString();
    EXPECT_THROW(*session << "UPDATE accounts SET partner_id = '" + theirs + "'", soci::soci_error);
    EXPECT_THROW(
        *session << "INSERT INTO partner_applications VALUES ('" + theirs + "', gen_random_uuid())",
        soci::soci_error);
}

TEST_F(PostgresqlStore, LetsTheServiceNeitherChangeNorDeleteTheRecord) {
    fill();
    const auto session = asService();
    choose(*session, one);
    EXPECT_THROW(*session << "UPDATE record SET at = 0", soci::soci_error);
    EXPECT_THROW(*session << "DELETE FROM record", soci::soci_error);
    EXPECT_THROW(*session << "TRUNCATE record", soci::soci_error);
    EXPECT_THROW(*session << "ALTER TABLE record DISABLE ROW LEVEL SECURITY", soci::soci_error);
}

TEST_F(PostgresqlStore, LetsTheServiceChangeRowsOfTwoPartnersOnlyInItsOwnNameAndWithProof) {
    fill();
    const auto session = asService();
    choose(*session, one);
    const auto mine = "'" + one.value.toString() + "'";
    const auto theirs = "'" + other.value.toString() + "'";
    const auto refuses = [&](const std::string& sql) {
        EXPECT_THROW(*session << sql, soci::soci_error) << sql;
    };
    refuses("UPDATE partnerships SET state = 2");
    refuses("DELETE FROM customer_shares");
    refuses("INSERT INTO partnerships SELECT * FROM partnerships");
    refuses("SELECT concordat_act_for(" + mine + ")");
    refuses("DELETE FROM sandbox_resellers");
    refuses("INSERT INTO sandbox_resellers VALUES (" + mine + ", " + theirs + ", 'x')");
    refuses("SELECT * FROM concordat_reseller_standing(" + theirs + ", " + mine + ", '')");
    refuses("SELECT concordat_hold_reseller(" + theirs + ", " + mine + ", " + mine + ")");
    refuses(
        "SELECT concordat_add_sandbox_reseller(" + theirs +
        ", gen_random_uuid(), 'n', 'n', 'US', 'm', 1, '', '', 'd', 1, gen_random_uuid(), 1, 1, " +
        mine + ", '')");
    // No reseller that it has made itself.
    refuses("SELECT concordat_remove_sandbox_reseller(" + mine + ", " + theirs +
            ", 1, gen_random_uuid(), 1, 1, " + mine + ", '')");
    refuses("SELECT concordat_tell(" + theirs + ", " + mine + ", 1, 1, 1, " + mine +
            ", '', '', '')");
    const auto end = [](const std::string& ending, const std::string& with) {
        return "SELECT concordat_end_partnership(" + ending + ", " + with + ", 1, " + ending +
               ", 1, 1, " + ending + ", '')";
    };
    refuses(end(theirs, mine));
    refuses(end(mine, mine));
    refuses("SELECT * FROM concordat_shared_customer(" + theirs + ", " + mine + ")");
    *session << end(mine, theirs);
    refuses(end(mine, theirs));
}

TEST_F(PostgresqlStore, ProtectsEveryTableWithAPartner) {
    soci::session session;
    backend()->opener()->open(session);
    long long tables = 0;
    long long forced = 0;
    session << "SELECT count(*), count(*) FILTER (WHERE relrowsecurity AND relforcerowsecurity) "
               "FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid "
               "WHERE relkind = 'r' AND attname = 'partner_id' "
               "AND relnamespace = 'public'::regnamespace",
        soci::into(tables), soci::into(forced);
    EXPECT_EQ(tables, static_cast<long long>(std::size(kTenantTables)));
    EXPECT_EQ(forced, tables);
}

TEST_F(PostgresqlStore, LeadsEveryKeyWithTheIdOfItsGroup) {
    soci::session session;
    backend()->opener()->open(session);
    std::string others;
    session << "SELECT coalesce(string_agg(conrelid::regclass::text || '.' || attname, ' '), '') "
               "FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] "
               "WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f') "
               "AND attname NOT IN ('partner_id', 'customer_id', 'subject_id', 'domain', 'mpn_id') "
               "AND conrelid::regclass::text NOT IN ('store_identity', 'schema_migrations', "
               "'event_horizon')",
        soci::into(others);
    EXPECT_EQ(others, "");
}

/// What PostgreSQL has planned for a statement, in a session as the service has it.
std::string planOf(soci::session& session, const Statement& statement) {
    std::string values;
    for (std::size_t i = 0; i < statement.parameters.size(); ++i)
        values += i == 0 ? "(NULL" : ", NULL";
    if (!values.empty()) values += ")";
    const std::string explain = "EXPLAIN EXECUTE " + statement.name + values;
    std::string plan;
    for (const auto& line : soci::rowset<std::string>(session.prepare << explain))
        plan += line + "\n";
    return plan;
}

TEST_F(PostgresqlStore, FindsRowsByIndexesEvenIfItWasPlannedWhileTablesWereEmpty) {
    // What an operator's maintenance does with a new store: the tables are known to be empty.
    backend()->execute("VACUUM ANALYZE");
    auto session = openForRequests(*backend()->opener());
    auto& same = *session;
    PostgresqlPipeline pipeline(std::move(session), {}, PostgresqlPipeline::Use::Service);
    PQexitPipelineMode(postgresqlHandle(same));
    for (const auto& statement : statementsOf(Dialect::Postgresql)) {
        if (statement.name == "list_partners") continue;  // all of them, for operators
        const auto plan = planOf(same, statement);
        EXPECT_EQ(plan.find("Seq Scan"), std::string::npos) << statement.name << "\n" << plan;
        if (statement.name == "find_request") {
            EXPECT_NE(plan.find("requests_pkey"), std::string::npos) << plan;
        }
    }
    PQenterPipelineMode(postgresqlHandle(same));
}

TEST_F(PostgresqlStore, GivesUpABrokenSessionAndOpensAnother) {
    ASSERT_TRUE(store().reachable());
    backend()->execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()");
    EXPECT_FALSE(store().reachable());
    EXPECT_TRUE(store().reachable());
    EXPECT_EQ(apply(samples::addCustomer(one, 1)), Outcome::Applied);
}

TEST_F(PostgresqlStore, IsUnavailableAndNotAtFaultWhereNoServerAnswers) {
    std::string log;
    setLogSink([&log](std::string_view line) { log.append(line); });
    const cloud_store::StandardSessionOpener nowhere({.backend = "postgresql",
                                                      .host = "/nonexistent",
                                                      .database = "none",
                                                      .user = "nobody",
                                                      .password = "a secret"});
    try {
        (void)openForRequests(nowhere);
        ADD_FAILURE() << "there is no server";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::StoreUnavailable);
    }
    setLogSink(nullptr);
    EXPECT_NE(log.find("STORE-UNAVAILABLE"), std::string::npos) << log;
    EXPECT_NE(log.find("connection to server"), std::string::npos) << log;
    EXPECT_EQ(log.find("a secret"), std::string::npos);
}

TEST_F(PostgresqlStore, IsSharedBySeveralInstances) {
    const auto second = Store::open(backend()->settings(), backend()->opener(), testVault());
    ASSERT_EQ(apply(samples::addCustomer(one, 1)), Outcome::Applied);
    EXPECT_TRUE(second->customers().find(one, samples::customerId(1)));
    EXPECT_EQ(second->changes().apply(samples::addCustomer(other, 1)), Outcome::Taken);
}

/// Makes a database say that its server does not sync.
void pretendNotToSync(const PostgresqlBackend& backend) {
    backend.execute("ALTER DATABASE " + backend.where().database +
                    " SET search_path = public, pg_catalog");
    backend.execute(
        "CREATE FUNCTION public.current_setting(TEXT) RETURNS TEXT LANGUAGE sql AS "
        "'SELECT ''off''::TEXT'");
}

TEST(PostgresqlServer, IsRefusedInProductionWhenItDoesNotSync) {
    const PostgresqlBackend backend;
    static_cast<void>(backend.open());
    pretendNotToSync(backend);
    auto settings = backend.settings();
    settings.production = true;
    try {
        static_cast<void>(Store::open(settings, backend.opener(), testVault()));
        FAIL() << "a server without syncs was accepted";
    } catch (const FatalError& error) {
        EXPECT_EQ(error.event(), "STORE-FSYNC-OFF");
    }
    EXPECT_TRUE(backend.open()->reachable());
}

TEST_F(PostgresqlStore, BlocksReaders) {
    EXPECT_TRUE(store().readsWait());
}

TEST_F(PostgresqlStore, RefusesMoreThanItsSessionsAfterTheirPatience) {
    auto settings = backend()->settings();
    settings.sessions = 1;
    settings.session_patience = std::chrono::milliseconds(1);
    const auto small = Store::open(settings, backend()->opener(), testVault());
    ASSERT_TRUE(small->reachable());
    // A transaction elsewhere holds the name that ours would reserve, so that ours waits.
    soci::session blocker;
    backend()->opener()->open(blocker);
    blocker << "BEGIN";
    blocker << "INSERT INTO domains (domain) VALUES ('d1.onmicrosoft.com')";
    std::thread waiting(
        [&] { EXPECT_EQ(small->changes().apply(samples::addCustomer(one, 1)), Outcome::Applied); });
    while (small->counters().sessions.idle > 0) std::this_thread::yield();
    EXPECT_FALSE(small->reachable());
    EXPECT_GT(small->counters().sessions.exhausted, 0U);
    blocker << "ROLLBACK";
    waiting.join();
    EXPECT_TRUE(small->reachable());
}

}  // namespace
}  // namespace concordat::store
