#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "core/store/backup.hpp"
#include "core/store/migrations.hpp"
#include "tests/store/backends.hpp"
#include "tests/store/samples.hpp"
#include "tests/support/fatal_refusal.hpp"

/// Who may do what for operators on PostgreSQL, and what they read when they may not.
namespace concordat::store {
namespace {

using cloud_store::StandardSessionOpener;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing_support::refusal;

TEST(PostgresqlRoles, ACommandAsTheServicesRoleIsRefusedSinceItWouldSeeNothing) {
    const PostgresqlBackend backend;
    const auto service = std::make_shared<StandardSessionOpener>(backend.addServiceUser());
    static_cast<void>(backend.open());
    auto settings = backend.settings();
    EXPECT_NO_THROW(static_cast<void>(Store::open(settings, service, testVault())));
    settings.use = StoreUse::Command;
    EXPECT_THAT(refusal("STORE-NOT-OWNER",
                        [&] { static_cast<void>(Store::open(settings, service, testVault())); }),
                HasSubstr("store.owner"));
    EXPECT_NO_THROW(static_cast<void>(Store::open(settings, backend.opener(), testVault())));
}

TEST(PostgresqlRoles, TheServicesRolePurgesWhatHasExpiredOfAllPartnersAndSeesNoneOfIt) {
    const PostgresqlBackend backend;
    const auto service = std::make_shared<StandardSessionOpener>(backend.addServiceUser());
    {
        const auto as_owner = backend.open();
        for (unsigned i = 1; i <= 3; ++i) {
            const auto partner = samples::partner(i);
            ASSERT_TRUE(as_owner->partners().add(partner, samples::profiles()));
            auto set = samples::addCustomer(partner.id, i);
            set.once = samples::once(i);
            set.once->expires = samples::kNow + std::chrono::hours(i);
            ASSERT_EQ(as_owner->changes().apply(set), Outcome::Applied);
        }
    }
    const auto serving = Store::open(backend.settings(), service, testVault());
    EXPECT_EQ(serving->purgeExpired(samples::kNow + std::chrono::hours(2)), 2U);
    EXPECT_EQ(serving->purgeExpired(samples::kNow + std::chrono::hours(2)), 0U);
    const auto isKept = [&](unsigned i) {
        return serving->changes()
            .findRequest(samples::partnerId(i), samples::once(i).request, samples::kNow)
            .has_value();
    };
    EXPECT_FALSE(isKept(1));
    EXPECT_TRUE(isKept(3));
}

TEST(PostgresqlRoles, APurgeOpensNoDoorForTheServicesRole) {
    const PostgresqlBackend backend;
    const StandardSessionOpener service(backend.addServiceUser());
    {
        const auto as_owner = backend.open();
        ASSERT_TRUE(as_owner->partners().add(samples::partner(1), samples::profiles()));
        auto set = samples::addCustomer(samples::partnerId(1), 1);
        set.once = samples::once(1);
        ASSERT_EQ(as_owner->changes().apply(set), Outcome::Applied);
    }
    soci::session session;
    service.open(session);
    int seen = -1;
    session << "BEGIN";
    session << "SET LOCAL ROLE " + backend.where().database + "_service";
    session << "SELECT concordat_purge_requests(0, 1)";
    session << "SELECT count(*) FROM requests", soci::into(seen);
    session << "ROLLBACK";
    EXPECT_EQ(seen, 0);
}

TEST(PostgresqlRoles, ABackupAsTheServicesRoleIsRefusedSinceItWouldHoldNoPartner) {
    const PostgresqlBackend backend;
    const StandardSessionOpener service(backend.addServiceUser());
    static_cast<void>(backend.open());
    const testing_support::TemporaryFolder folder;
    refusal("STORE-NOT-OWNER", [&] { backup(service, folder.at("copy")); });
    EXPECT_FALSE(std::filesystem::exists(folder.at("copy")));
}

TEST(PostgresqlRoles, AMigrationByARoleThatMayNotMakeTablesSaysSo) {
    const PostgresqlBackend backend;
    const StandardSessionOpener service(backend.addServiceUser());
    EXPECT_THAT(refusal("STORE-MIGRATION-FAILED",
                        [&] { migrate(service, backend.settings(), testVault(), samples::kNow); }),
                HasSubstr("the role that signed in may not do this"));
}

TEST(PostgresqlRoles, AConnectionThatIsRefusedSaysWhyAndKeepsThePassword) {
    const PostgresqlBackend backend;
    const auto complaint = [](const cloud_store::StoreSettings& where) {
        return refusal("STORE-OPEN",
                       [&] { static_cast<void>(migrationStatus(StandardSessionOpener(where))); });
    };
    auto where = backend.where();
    where.password = "no such password";
    EXPECT_THAT(complaint(where), AllOf(HasSubstr("password authentication failed"),
                                        Not(HasSubstr("no such password"))));
    where = backend.where();
    where.database = "nowhere";
    EXPECT_THAT(complaint(where),
                AllOf(HasSubstr("\"nowhere\" does not exist"), Not(HasSubstr(where.password))));
    where = backend.where();
    where.host = "no such host";
    EXPECT_THAT(complaint(where),
                AllOf(HasSubstr("could not translate host name"), Not(HasSubstr(where.password))));
}

}  // namespace
}  // namespace concordat::store
