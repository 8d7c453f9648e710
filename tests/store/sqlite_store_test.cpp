#include <filesystem>
#include <fstream>
#include <latch>
#include <sqlite3.h>
#include <sys/stat.h>
#include <thread>

#include "core/base/error.hpp"
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
#include "tests/store/webhook_contract.hpp"

namespace concordat::store {

INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, CustomerStoreContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, ChangeStoreContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, QualificationContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, CommerceContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, LicenceContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, TenantContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, RelationshipContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, GranularContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, ResellerContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, DomainContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, ConsentContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, SharingContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, RequestContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, WebhookContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, PartnerStoreContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, RecordStoreContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, SelfServePolicyContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, AgreementContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, UserContract, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, StoreLifecycle, SqliteBackend);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, BackupContract, SqliteBackend);

namespace {

std::string contentOf(const std::filesystem::path& folder) {
    std::string content;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(file.path(), std::ios::binary);
        content.append(std::istreambuf_iterator<char>(in), {});
    }
    return content;
}

class SqliteStore : public StoreContract<SqliteBackend> {};

TEST_F(SqliteStore, HoldsNoPersonalDataInItsFiles) {
    auto set = samples::addCustomer(one, 1, "CompanyNameInClear");
    set.once = samples::once(1);
    ASSERT_EQ(apply(set), Outcome::Applied);
    ASSERT_EQ(apply(samples::replaceBilling(one, 1, 1, samples::billing("CompanyNameInClear"))),
              Outcome::Applied);
    const auto content = contentOf(std::filesystem::path(backend().path()).parent_path());
    EXPECT_EQ(content.find(samples::kPersonal), std::string::npos);
    EXPECT_EQ(content.find("80331"), std::string::npos);
    EXPECT_NE(content.find("CompanyNameInClear"), std::string::npos);
}

TEST_F(SqliteStore, SharesACommitAmongThoseWhoWait) {
    constexpr unsigned kWriters = 16;
    constexpr unsigned kEach = 20;
    const auto before = store().counters().writer;
    std::latch ready(kWriters);
    std::vector<std::thread> writers;
    for (unsigned writer = 0; writer < kWriters; ++writer)
        writers.emplace_back([&, writer] {
            ready.arrive_and_wait();
            for (unsigned i = 0; i < kEach; ++i)
                EXPECT_EQ(apply(samples::addCustomer(one, writer * kEach + i)), Outcome::Applied);
        });
    for (auto& writer : writers) writer.join();
    const auto after = store().counters().writer;
    EXPECT_EQ(after.members - before.members, kWriters * kEach);
    EXPECT_LT(after.commits - before.commits, kWriters * kEach / 2);
}

TEST_F(SqliteStore, IsServedByOneProcessAtATime) {
    try {
        static_cast<void>(Store::open(backend().settings(), backend().opener(), testVault()));
        FAIL() << "a second server was let in";
    } catch (const FatalError& error) {
        EXPECT_EQ(error.event(), "STORE-LOCKED");
        EXPECT_NE(std::string(error.what()).find(std::to_string(::getpid())), std::string::npos);
    }
}

TEST_F(SqliteStore, LetsACommandWorkBesideTheServer) {
    auto settings = backend().settings();
    settings.use = StoreUse::Command;
    const auto beside = Store::open(settings, backend().opener(), testVault());
    ASSERT_TRUE(beside->partners().add(samples::partner(3), samples::profiles()));
    EXPECT_TRUE(store().partners().find(samples::partnerId(3)));
}

TEST_F(SqliteStore, MovesItsLogIntoItsFileBesideTheWriter) {
    for (unsigned i = 0; i < 2'000 && store().counters().checkpoints == 0; ++i)
        ASSERT_EQ(apply(samples::addCustomer(one, i)), Outcome::Applied);
    EXPECT_GT(store().counters().checkpoints, 0U);
}

TEST_F(SqliteStore, BeginsItsLogAnewWhileCommitsGoOn) {
    for (unsigned i = 0; i < 5'000 && store().counters().log_restarts == 0; ++i)
        ASSERT_EQ(apply(samples::addCustomer(one, i)), Outcome::Applied);
    EXPECT_GT(store().counters().log_restarts, 0U);
}

TEST_F(SqliteStore, GoesOnWithItsLogWhileAReaderIsInTheWay) {
    ASSERT_EQ(apply(samples::addCustomer(one, 0)), Outcome::Applied);
    sqlite3* reader = nullptr;
    ASSERT_EQ(sqlite3_open(backend().path().c_str(), &reader), SQLITE_OK);
    ASSERT_EQ(
        sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM domains", nullptr, nullptr, nullptr),
        SQLITE_OK);
    for (unsigned i = 1; i < 2'000 && store().counters().checkpoints < 3; ++i)
        ASSERT_EQ(apply(samples::addCustomer(one, i)), Outcome::Applied);
    EXPECT_GE(store().counters().checkpoints, 3U);
    EXPECT_EQ(store().counters().log_restarts, 0U);
    sqlite3_close(reader);
}

TEST_F(SqliteStore, UndoesAFailedMemberAloneAndKeepsTheOthersOfItsGroup) {
    constexpr unsigned kWriters = 8;
    constexpr unsigned kEach = 20;
    ASSERT_EQ(apply(samples::addCustomer(one, 0)), Outcome::Applied);
    std::latch ready(2 * kWriters);
    std::vector<std::thread> writers;
    for (unsigned writer = 0; writer < kWriters; ++writer) {
        writers.emplace_back([&, writer] {
            ready.arrive_and_wait();
            for (unsigned i = 1; i <= kEach; ++i)
                EXPECT_EQ(apply(samples::addCustomer(one, writer * kEach + i)), Outcome::Applied);
        });
        writers.emplace_back([&, writer] {
            ready.arrive_and_wait();
            for (unsigned i = 0; i < kEach; ++i) {
                // The request is remembered before the domain turns out to be taken.
                auto taken = samples::addCustomer(one, 0);
                taken.once = samples::once(writer * kEach + i);
                EXPECT_EQ(apply(taken), Outcome::Taken);
            }
        });
    }
    for (auto& writer : writers) writer.join();
    for (unsigned i = 0; i < kWriters * kEach; ++i) {
        EXPECT_TRUE(store().customers().find(one, samples::customerId(i + 1))) << i;
        EXPECT_FALSE(store().changes().findRequest(one, samples::once(i).request, samples::kNow))
            << i;
    }
}

TEST_F(SqliteStore, FailsEveryMemberOfACommitThatFails) {
    // Another process that holds the write lock for longer than the writer's patience.
    sqlite3* blocker = nullptr;
    ASSERT_EQ(sqlite3_open(backend().path().c_str(), &blocker), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(blocker, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    const auto attempt = [&](unsigned number) {
        try {
            static_cast<void>(apply(samples::addCustomer(this->one, number)));
            return false;
        } catch (const Error& error) {
            return error.kind() == ErrorKind::StoreUnavailable;
        }
    };
    bool failed[2] = {};
    std::thread first([&] { failed[0] = attempt(1); });
    failed[1] = attempt(2);
    first.join();
    sqlite3_close(blocker);
    EXPECT_TRUE(failed[0]);
    EXPECT_TRUE(failed[1]);
    EXPECT_FALSE(store().customers().find(one, samples::customerId(1)));
    EXPECT_EQ(apply(samples::addCustomer(one, 1)), Outcome::Applied);
}

TEST_F(SqliteStore, DoesNotBlockReaders) {
    EXPECT_FALSE(store().readsWait());
}

}  // namespace
}  // namespace concordat::store
