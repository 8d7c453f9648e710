#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/time.hpp"
#include "tests/functional/concordat_server.hpp"

/// `concordat customer erase` beside a running server, on both stores.
namespace concordat::functional {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto kTenant = "30000000-0000-4000-8000-0000000000ff";

class CustomerErase : public testing::TestWithParam<bool> {
protected:
    // A partner that is no sandbox, so that it cannot delete customers itself.
    void SetUp() override {
        if (GetParam()) server_.usePostgresql(Roles::OwnerAndService);
        server_.start();
        const auto added = run({"partner", "add", "wingtip", "--cloud", "germany", "--tenant",
                                kTenant, "--country", "DE"});
        ASSERT_EQ(added.exit_code, 0) << added.output;
        token_ = server_.token("germany", "wingtip");
        const auto customer = add("erased");
        ASSERT_EQ(customer.status, 201) << customer.body;
        id_ = at(customer, "/id");
    }

    void TearDown() override { EXPECT_EQ(server_.stop(), 0); }

    CommandResult run(const std::vector<std::string>& arguments) const {
        return runConcordat(arguments, {{"CONCORDAT_CONFIG", server_.settingsFile()}});
    }

    CommandResult erase(const std::string& partner, const std::string& customer) const {
        return run({"customer", "erase", "--cloud", "germany", "--partner", partner, "--customer",
                    customer, "--yes"});
    }

    // With something else than --yes on standard input.
    CommandResult eraseAnswering(const std::string& answer) const {
        ChildProcess process(
            {"bash", "-c", "printf '%s\\n' \"$ANSWER\" | \"$@\"", "bash", CONCORDAT_PROGRAM,
             "customer", "erase", "--cloud", "germany", "--partner", "wingtip", "--customer", id_},
            {{"ANSWER", answer}, {"CONCORDAT_CONFIG", server_.settingsFile()}});
        const int exit_code = process.wait();
        return {exit_code, process.output()};
    }

    HttpAnswer add(const std::string& domain) const {
        return server_.call("germany", token_, "POST", "/v1/customers",
                            newCustomer("germany", domain));
    }

    [[nodiscard]] int statusOfCustomer() const {
        return server_.call("germany", token_, "GET", "/v1/customers/" + id_).status;
    }

    [[nodiscard]] HttpAnswer record() const {
        const auto filter = testing_support::percentEncoded(R"({"Field":"CustomerId","Value":")" +
                                                            id_ + R"(","Operator":"equals"})");
        const auto yesterday = toString(SystemClock().now() - std::chrono::hours(24)).substr(0, 10);
        return server_.call("germany", token_, "GET",
                            "/v1/auditrecords?startDate=" + yesterday + "&filter=" + filter);
    }

    ConcordatServer server_;
    std::string token_;
    std::string id_;
};

TEST_P(CustomerErase, TakesTheDataFreesTheDomainAndLeavesARecordWithoutPlaintext) {
    EXPECT_THAT(record().body, HasSubstr("Geheimnis"));
    const auto erased = erase("wingtip", id_);
    EXPECT_EQ(erased.exit_code, 0) << erased.output;
    EXPECT_THAT(erased.output,
                AllOf(HasSubstr("erased customer " + id_), HasSubstr("RUNTIME-CUSTOMER-ERASED"),
                      Not(HasSubstr("Geheimnis"))));

    EXPECT_EQ(statusOfCustomer(), 404);
    const auto list = server_.call("germany", token_, "GET", "/v1/customers?size=100");
    EXPECT_EQ(at(list, "/totalCount"), "0") << list.body;
    const auto entries = record();
    ASSERT_EQ(entries.status, 200) << entries.body;
    EXPECT_EQ(at(entries, "/items/0/operationType"), "delete_customer");
    EXPECT_EQ(at(entries, "/items/0/customerId"), id_);
    EXPECT_EQ(at(entries, "/items/0/applicationId"), "00000000-0000-0000-0000-000000000000");
    EXPECT_EQ(at(entries, "/items/0/userPrincipalName"), "");
    EXPECT_EQ(at(entries, "/items/0/customizedData/1/key"), "ErasedBy");
    EXPECT_EQ(at(entries, "/items/0/customizedData/1/value"), "operator");
    EXPECT_EQ(at(entries, "/items/1/operationType"), "add_customer");
    EXPECT_THAT(entries.body, AllOf(Not(HasSubstr("Geheimnis")), Not(HasSubstr("Hedwig")),
                                    Not(HasSubstr("resourceNewValue"))));
    EXPECT_THAT(entries.body, HasSubstr(at(entries, "/items/0/id")));
    EXPECT_EQ(add("erased").status, 201) << "the domain is free again";
    EXPECT_EQ(erase("wingtip", id_).exit_code, 1) << "it is gone";
}

TEST_P(CustomerErase, SaysOfAnotherPartnersCustomerThatThereIsNone) {
    for (const auto& customer : {id_, std::string("30000000-0000-4000-8000-00000000dead")}) {
        const auto refused = erase("contoso", customer);
        EXPECT_EQ(refused.exit_code, 1);
        EXPECT_THAT(refused.output, HasSubstr("partner 'contoso' has no such customer"));
    }
    EXPECT_THAT(erase("nobody", id_).output, HasSubstr("there is no partner 'nobody'"));
    EXPECT_THAT(erase("wingtip", "x").output, HasSubstr("--customer: 'x' is not a UUID"));
    EXPECT_EQ(statusOfCustomer(), 200);
}

TEST_P(CustomerErase, FindsACustomerWhoseRelationshipHasEnded) {
    const auto token = server_.token("global");
    const auto added =
        server_.call("global", token, "POST", "/v1/customers", newCustomer("global", "ended"));
    ASSERT_EQ(added.status, 201) << added.body;
    const auto id = at(added, "/id");
    const auto path = "/v1/customers/" + id;
    ASSERT_EQ(
        server_.call("global", token, "PATCH", path, R"({"relationshipToPartner":"none"})").status,
        200);
    const auto eraseOf = [&](const std::string& partner) {
        return run({"customer", "erase", "--cloud", "global", "--partner", partner, "--customer",
                    id, "--yes"});
    };
    EXPECT_EQ(eraseOf("fabrikam").exit_code, 1) << "it was another partner's";
    const auto erased = eraseOf("contoso");
    EXPECT_EQ(erased.exit_code, 0) << erased.output;
    EXPECT_EQ(eraseOf("contoso").exit_code, 1) << "it is gone";
    const auto again =
        server_.call("global", token, "POST", "/v1/customers", newCustomer("global", "ended"));
    EXPECT_EQ(again.status, 201) << "the domain is free again: " << again.body;
    const auto list = server_.call("global", token, "GET", "/v1/auditrecords");
    EXPECT_THAT(list.body, AllOf(HasSubstr("ErasedBy"), HasSubstr("delete_customer")));
}

TEST_P(CustomerErase, AsksFirstAndTakesOnlyAYes) {
    for (const auto* answer : {"", "no", "YES please"}) {
        const auto asked = eraseAnswering(answer);
        EXPECT_EQ(asked.exit_code, 1);
        EXPECT_THAT(asked.output, AllOf(HasSubstr("erased.onmicrosoft.de"),
                                        HasSubstr("Nothing was erased"), HasSubstr("--yes")));
    }
    EXPECT_EQ(statusOfCustomer(), 200);
    EXPECT_EQ(eraseAnswering("yes").exit_code, 0);
    EXPECT_EQ(statusOfCustomer(), 404);
}

INSTANTIATE_TEST_SUITE_P(OnBothStores, CustomerErase, testing::Values(false, true),
                         [](const auto& one) {
                             return std::string(one.param ? "Postgresql" : "Sqlite");
                         });

}  // namespace
}  // namespace concordat::functional
