#include "core/accounts/user_service.hpp"

#include <gtest/gtest.h>

#include "core/accounts/credentials.hpp"
#include "core/accounts/principal_name.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/support/fake_cloud.hpp"
#include "tests/support/held_qualifications.hpp"

namespace concordat::accounts {
namespace {

using audit::OperationType;

/// One customer with its users.
class OneDirectory final : public CustomerStore, public UserStore {
public:
    std::optional<Customer> find(const PartnerId& partner, const CustomerId& customer) override {
        if (partner == owner && customer == held.id) return held;
        return std::nullopt;
    }
    std::optional<Customer> recall(const PartnerId&, const CustomerId&, std::uint64_t) override {
        return std::nullopt;
    }
    void list(const PartnerId&, const CustomerQuery&, CustomerPage& page) override { page.clear(); }
    bool isDomainTaken(std::string_view) override { return false; }
    std::optional<User> find(const PartnerId&, const CustomerId&, const UserId& user) override {
        for (const auto& one : users)
            if (one.id == user) return one;
        return std::nullopt;
    }
    std::vector<User> list(const PartnerId&, const CustomerId&, const UserRange& range) override {
        last = range;
        return {std::min<std::size_t>(range.size, many), User{}};
    }
    DirectoryRoles delegatedRoles(const PartnerId&, const CustomerId&, Instant) override {
        return granted;
    }

    PartnerId owner{makeRandomUuid()};
    DirectoryRoles granted;
    Customer held;
    std::vector<User> users;
    std::size_t many = 0;
    UserRange last;
};

class UserServiceTest : public testing::Test {
protected:
    UserServiceTest() {
        partner_.id = store_.owner;
        store_.held.id = CustomerId{makeRandomUuid()};
        store_.held.domain = "adatum.example.test";
        store_.held.company_name = "Adatum";
        actor_.at = *parseInstant("2026-11-23T10:00:00Z");
        User ana;
        ana.id = UserId{makeRandomUuid()};
        ana.details = details("ana@adatum.example.test");
        ana.version = 4;
        store_.users = {ana};
    }

    static UserDetails details(std::string name) {
        UserDetails given;
        given.principal_name = std::move(name);
        given.display_name = "Ana Silva";
        given.usage_location = "US";
        return given;
    }

    PlannedUser add(const UserDetails& given) {
        return service_.planAdd(partner_, actor_, store_.held.id, {given, std::nullopt});
    }

    const CustomerId& customer() const { return store_.held.id; }
    User& ana() { return store_.users.front(); }

    template <typename Call>
    static void expectError(Call call, ErrorKind kind, int code, const std::string& member = {}) {
        try {
            (void)call();
            FAIL() << "nothing was refused";
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), kind);
            EXPECT_EQ(error.code(), code);
            if (!member.empty()) {
                EXPECT_EQ(error.arguments(), (std::vector{member}));
            }
        }
    }

    OneDirectory store_;
    testing_support::FakeCloud cloud_;
    testing_support::HeldQualifications qualifications_;
    CustomerService customers_{store_, qualifications_, cloud_};
    UserService service_{customers_, store_};
    partners::Partner partner_;
    audit::Actor actor_;
};

TEST_F(UserServiceTest, AddsAUserWithAOneTimePasswordOfWhichAHashIsKept) {
    const auto planned = add(details("Bea@ADATUM.example.test"));
    ASSERT_EQ(planned.changes.changes.size(), 1U);
    const auto& change = std::get<changes::AddUser>(planned.changes.changes[0]);
    EXPECT_EQ(change.customer, customer());
    EXPECT_EQ(change.user.details.principal_name, "Bea@ADATUM.example.test");
    EXPECT_EQ(change.user.roles, DirectoryRoles{});
    EXPECT_EQ(change.user.password.hash,
              hashOneTimePassword(change.user.password.salt, planned.password));
    EXPECT_TRUE(change.user.password.must_change);
    const auto& entry = planned.changes.entry;
    EXPECT_EQ(entry.operation, OperationType::CreateCustomerUser);
    EXPECT_EQ(entry.resource, audit::ResourceType::CustomerUser);
    EXPECT_EQ(entry.customer, customer());
    EXPECT_EQ(entry.new_value.find(planned.password), std::string::npos);
    EXPECT_NE(entry.new_value.find("Bea@ADATUM.example.test"), std::string::npos);
}

TEST_F(UserServiceTest, KeepsAChosenPasswordsHashAndShowsNothing) {
    const UserPassword chosen{{}, "hash", false};
    const auto planned = service_.planAdd(partner_, actor_, customer(),
                                          {details("bea@adatum.example.test"), chosen});
    EXPECT_EQ(planned.user.password, chosen);
    EXPECT_EQ(planned.password, "");
}

TEST_F(UserServiceTest, TakesPrincipalNamesOfTheCustomersDomainOnly) {
    for (const std::string name :
         {"bea@adatum.example.test", "B.e-a_1'!#^~@Adatum.Example.Test", "b@adatum.example.test"})
        EXPECT_NO_THROW(add(details(name))) << name;
    for (const std::string name :
         {"bea@litware.example.test", "bea", "@adatum.example.test", "bea@",
          "be a@adatum.example.test", "bea@sub.adatum.example.test", ".bea@adatum.example.test",
          "bea.@adatum.example.test", "b@ea@adatum.example.test",
          "b\xC3\xA9"
          "a@adatum.example.test",
          "", "bea+x@adatum.example.test"})
        expectError([&] { return add(details(name)); }, ErrorKind::InvalidRequest,
                    codes::kBadProperty, "userPrincipalName");
    const std::string longest(kMostNameBeforeAt, 'b');
    EXPECT_NO_THROW(add(details(longest + "@adatum.example.test")));
    EXPECT_THROW(add(details(longest + "b@adatum.example.test")), Error);
}

TEST_F(UserServiceTest, KeepsTheFirstAdministratorsNameForIt) {
    expectError([&] { return add(details("Admin@adatum.example.test")); }, ErrorKind::Conflict,
                codes::kPrincipalNameTaken, "userPrincipalName");
    expectError(
        [&] {
            return service_.planUpdate(partner_, actor_, customer(), ana().id,
                                       details("ADMIN@adatum.example.test"));
        },
        ErrorKind::Conflict, codes::kPrincipalNameTaken);
    ana().details.principal_name = "admin@adatum.example.test";
    EXPECT_NO_THROW((void)service_.planUpdate(partner_, actor_, customer(), ana().id,
                                              details("Admin@adatum.example.test")));
}

TEST_F(UserServiceTest, NeedsACountrysCodeAsUsageLocation) {
    for (const std::string code : {"", "U", "USA", "us", "1A"}) {
        auto given = details("bea@adatum.example.test");
        given.usage_location = code;
        expectError([&] { return add(given); }, ErrorKind::InvalidRequest, codes::kBadProperty,
                    "usageLocation");
    }
}

TEST_F(UserServiceTest, ChangesWhatIsGivenUnderTheVersionThatWasRead) {
    UserDetails change;
    change.phone_number = "4255550100";
    const auto planned = service_.planUpdate(partner_, actor_, customer(), ana().id, change);
    const auto& replaced = std::get<changes::ReplaceUser>(planned.changes.changes.at(0));
    EXPECT_EQ(replaced.expected_version, 4U);
    EXPECT_FALSE(replaced.renamed);
    EXPECT_EQ(replaced.user.details.phone_number, "4255550100");
    EXPECT_EQ(replaced.user.details.display_name, "Ana Silva");
    EXPECT_EQ(planned.user.version, 5U);
    EXPECT_EQ(planned.changes.entry.operation, OperationType::UpdateCustomerUser);
    EXPECT_EQ(planned.changes.entry.old_value.find("4255550100"), std::string::npos);
    EXPECT_NE(planned.changes.entry.new_value.find("4255550100"), std::string::npos);
}

TEST_F(UserServiceTest, RecordsAnotherNameAsSuchButNotAnotherCase) {
    const auto operationOf = [&](const std::string& name) {
        UserDetails change;
        change.principal_name = name;
        const auto planned = service_.planUpdate(partner_, actor_, customer(), ana().id, change);
        const auto& replaced = std::get<changes::ReplaceUser>(planned.changes.changes.at(0));
        EXPECT_EQ(replaced.renamed, planned.changes.entry.operation ==
                                        OperationType::UpdateCustomerUserPrincipalName);
        return planned.changes.entry.operation;
    };
    EXPECT_EQ(operationOf("bea@adatum.example.test"),
              OperationType::UpdateCustomerUserPrincipalName);
    EXPECT_EQ(operationOf("ANA@adatum.example.test"), OperationType::UpdateCustomerUser);
    EXPECT_THROW(operationOf("bea@litware.example.test"), Error);
}

TEST_F(UserServiceTest, ResetsAPasswordWithoutAnythingOfItInTheRecord) {
    const auto planned =
        service_.planPassword(partner_, actor_, customer(), ana().id, std::nullopt, false);
    const auto& replaced = std::get<changes::ReplaceUser>(planned.changes.changes.at(0));
    EXPECT_EQ(replaced.user.password.hash,
              hashOneTimePassword(replaced.user.password.salt, planned.password));
    EXPECT_FALSE(replaced.user.password.must_change);
    EXPECT_EQ(planned.changes.entry.operation, OperationType::ResetCustomerUserPassword);
    EXPECT_EQ(planned.changes.entry.old_value + planned.changes.entry.new_value, "");
}

TEST_F(UserServiceTest, RestoresWithinThirtyDaysAndNotAfter) {
    ana().state = UserState::Inactive;
    ana().deleted = actor_.at - kRestorableFor;
    const auto planned = service_.planRestore(partner_, actor_, customer(), ana().id);
    EXPECT_EQ(std::get<changes::RestoreUser>(planned.changes.changes.at(0)).deleted_since,
              actor_.at - kRestorableFor);
    EXPECT_EQ(planned.user.state, UserState::Active);
    ana().deleted -= std::chrono::microseconds(1);
    expectError([&] { return service_.planRestore(partner_, actor_, customer(), ana().id); },
                ErrorKind::NotFound, codes::kUnknownUser);
}

TEST_F(UserServiceTest, LeavesAnActiveUserThatIsRestoredAsItIs) {
    const auto planned = service_.planRestore(partner_, actor_, customer(), ana().id);
    EXPECT_TRUE(planned.changes.changes.empty());
    EXPECT_EQ(planned.user, ana());
}

TEST_F(UserServiceTest, FindsDeletedUsersForNothingButTheirRestoring) {
    ana().state = UserState::Inactive;
    ana().deleted = actor_.at;
    const auto& id = ana().id;
    const auto expectUnknown = [&](auto call) {
        expectError(call, ErrorKind::NotFound, codes::kUnknownUser);
    };
    expectUnknown([&] { return service_.get(partner_.id, customer(), id); });
    expectUnknown([&] { return service_.planUpdate(partner_, actor_, customer(), id, {}); });
    expectUnknown([&] { return service_.planDelete(partner_, actor_, customer(), id); });
    expectUnknown([&] {
        return service_.planPassword(partner_, actor_, customer(), id, std::nullopt, true);
    });
    expectUnknown([&] {
        return service_.planRole(partner_, actor_, customer(), id,
                                 DirectoryRole::BillingAdministrator, true);
    });
}

TEST_F(UserServiceTest, GivesAndTakesRolesByName) {
    const auto given = service_.planRole(partner_, actor_, customer(), ana().id,
                                         DirectoryRole::HelpdeskAdministrator, true);
    EXPECT_TRUE(std::get<changes::SetUserRole>(given.changes.changes.at(0)).member);
    EXPECT_EQ(given.changes.entry.operation, OperationType::AddUserMember);
    EXPECT_EQ(given.changes.entry.resource, audit::ResourceType::CustomerDirectoryRole);
    EXPECT_EQ(given.changes.entry.customized_data.at(1).second,
              "729827e3-9c14-49f7-bb1b-9608f156bbb8");
    const auto take = [&] {
        return service_.planRole(partner_, actor_, customer(), ana().id,
                                 DirectoryRole::HelpdeskAdministrator, false);
    };
    expectError(take, ErrorKind::NotFound, codes::kUnknownUser);
    ana().roles = DirectoryRole::HelpdeskAdministrator;
    EXPECT_EQ(take().changes.entry.operation, OperationType::RemoveUserMember);
}

TEST_F(UserServiceTest, ChangesNothingOfACustomerThatDoesNotLetThePartnerIn) {
    store_.held.allow_delegated_access = false;
    const auto& id = ana().id;
    const auto expectRefused = [&](auto call) {
        expectError(call, ErrorKind::Forbidden, codes::kAccessRefused);
    };
    expectRefused([&] { return add(details("bea@adatum.example.test")); });
    expectRefused([&] { return service_.planUpdate(partner_, actor_, customer(), id, {}); });
    expectRefused([&] { return service_.planDelete(partner_, actor_, customer(), id); });
    expectRefused([&] { return service_.planRestore(partner_, actor_, customer(), id); });
    EXPECT_EQ(service_.get(partner_.id, customer(), id), ana());
}

TEST_F(UserServiceTest, KnowsNobodyOfAnotherPartnersCustomer) {
    partner_.id = PartnerId{makeRandomUuid()};
    const auto expectUnknown = [&](auto call) {
        expectError(call, ErrorKind::NotFound, codes::kUnknownTenant);
    };
    expectUnknown([&] { return service_.get(partner_.id, customer(), ana().id); });
    expectUnknown([&] { return service_.list(partner_.id, customer(), {}, actor_.at); });
    expectUnknown([&] { return add(details("bea@adatum.example.test")); });
    expectUnknown([&] { return service_.planDelete(partner_, actor_, customer(), ana().id); });
}

TEST_F(UserServiceTest, ListsDeletedUsersOfThirtyDaysAndReadsOneTooMany) {
    UserQuery query;
    query.state = UserState::Inactive;
    query.size = 7;
    (void)service_.list(partner_.id, customer(), query, actor_.at);
    EXPECT_EQ(store_.last.deleted_since, actor_.at - kRestorableFor);
    EXPECT_EQ(store_.last.size, 8U);
    query.state = UserState::Active;
    (void)service_.list(partner_.id, customer(), query, actor_.at);
    EXPECT_EQ(store_.last.deleted_since, Instant{});
}

TEST_F(UserServiceTest, SortsNoMoreUsersThanItsBound) {
    UserQuery query;
    query.order = UserOrder::DisplayName;
    store_.many = kMostSortedUsers;
    EXPECT_TRUE(service_.list(partner_.id, customer(), query, actor_.at).has_next);
    store_.many = kMostSortedUsers + 1;
    expectError([&] { return service_.list(partner_.id, customer(), query, actor_.at); },
                ErrorKind::InvalidRequest, codes::kBadProperty, "sortField");
}

TEST_F(UserServiceTest, AGranularRoleDoesForWhatItIsFor) {
    store_.held.allow_delegated_access = false;
    using enum DirectoryRole;
    const auto& id = ana().id;
    const auto allowed = [&](DirectoryRoles granted) {
        store_.granted = granted;
        const auto may = [](auto call) {
            try {
                (void)call();
                return '+';
            } catch (const Error& error) {
                EXPECT_EQ(error.code(), codes::kAccessRefused);
                return '-';
            }
        };
        std::string all;
        all += may([&] { return add(details("bea@adatum.example.test")); });
        all += may([&] { return service_.planUpdate(partner_, actor_, customer(), id, {}); });
        all += may([&] { return service_.planDelete(partner_, actor_, customer(), id); });
        all +=
            may([&] { return service_.planPassword(partner_, actor_, customer(), id, {}, true); });
        all += may([&] {
            return service_.planRole(partner_, actor_, customer(), id, HelpdeskAdministrator, true);
        });
        return all;
    };
    EXPECT_EQ(allowed({}), "-----");
    EXPECT_EQ(allowed(BillingAdministrator), "-----");
    EXPECT_EQ(allowed(HelpdeskAdministrator), "---+-");
    EXPECT_EQ(allowed(UserAccountAdministrator), "++++-");
    EXPECT_EQ(allowed(CompanyAdministrator), "+++++");
    ana().roles = BillingAdministrator;
    EXPECT_EQ(allowed(UserAccountAdministrator), "+----") << "nobody takes an administrator over";
    EXPECT_EQ(allowed(CompanyAdministrator), "+++++");
}

}  // namespace
}  // namespace concordat::accounts
