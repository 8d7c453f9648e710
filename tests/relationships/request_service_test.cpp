#include "core/relationships/request_service.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/partners/memory_partner_store.hpp"
#include "tests/support/fake_cloud.hpp"

namespace concordat::relationships {
namespace {

/// What a test says that the partner has, had and shares, and what others have.
class FewCustomers final : public RelationshipStore,
                           public accounts::CustomerStore,
                           public TenantStore {
public:
    std::vector<Partnership> partnerships(const PartnerId&, Relation) override { return {}; }
    std::optional<Partnership> findPartnership(const PartnerId&, const PartnerId& other) override {
        return reseller && reseller->other == other ? reseller : std::nullopt;
    }
    std::vector<Partnership> resellersOf(const PartnerId&, const CustomerId&) override {
        return seen_by;
    }
    std::optional<EndedCustomer> findEnded(const PartnerId&, const CustomerId& customer) override {
        return customer == id ? ended : std::nullopt;
    }
    std::vector<ExpiredDelegation> expiredDelegations(Instant, std::uint32_t) override {
        return {};
    }
    std::optional<accounts::Customer> find(const PartnerId&, const CustomerId& customer) override {
        return customer == id ? held : std::nullopt;
    }
    std::optional<accounts::Customer> recall(const PartnerId&, const CustomerId&,
                                             std::uint64_t) override {
        return std::nullopt;
    }
    void list(const PartnerId&, const accounts::CustomerQuery&, accounts::CustomerPage&) override {}
    bool isDomainTaken(std::string_view) override { return false; }
    std::optional<accounts::Customer> findElsewhere(const PartnerId&,
                                                    const CustomerId& customer) override {
        return customer == id ? elsewhere : std::nullopt;
    }
    std::vector<PartnerId> partnersOf(const CustomerId&) override { return {}; }

    const CustomerId id{makeRandomUuid()};
    std::optional<accounts::Customer> held;
    std::optional<EndedCustomer> ended;
    std::optional<accounts::Customer> elsewhere;
    std::optional<Partnership> reseller;
    std::vector<Partnership> seen_by;
};

using Refusal = std::pair<ErrorKind, int>;

class RequestServiceTest : public testing::Test {
protected:
    RequestServiceTest() {
        cloud_.edit().operations = {{"relationship-request-url-get", true, {}}};
        partner_.id = {makeRandomUuid()};
        partners_.partner.id = signer_.open(token_)->partner;
    }

    template <typename Call>
    static Refusal refusalOf(Call call) {
        try {
            call();
        } catch (const Error& error) {
            return {error.kind(), error.code()};
        }
        ADD_FAILURE() << "it was not refused";
        return {};
    }

    Refusal refusedAcceptance(const std::string& token) {
        return refusalOf([&] { (void)service_.planAcceptance(actor_, token, store_.id, {}); });
    }

    Refusal refusedWithdrawal() {
        return refusalOf([&] { (void)service_.planWithdrawal(partner_.id, actor_, store_.id); });
    }

    /// When links of these tests expire.
    static Instant soon() { return Instant(std::chrono::hours(2)); }

    std::string textOf(const RequestLink& link) const { return signer_.seal(link); }

    /// A customer with something in every member, which another partner has.
    void giveElsewhere() {
        auto& customer = store_.elsewhere.emplace();
        customer.id = store_.id;
        customer.commerce_id = makeRandomUuid();
        customer.domain = "adatum.example";
        customer.company_name = "Adatum";
        customer.registration_number = "HRB 1";
        customer.public_body = "local";
        customer.billing = {"Ana", "Silva", "ana@adatum.example", "de-DE", "de", "Adatum", {}};
        customer.billing.default_address = {"DE",    "Region", "Berlin", "BE",    "Weg 1",   "Hof",
                                            "10115", "Ana",    "B.",     "Silva", "+49 30 1"};
        customer.version = 7;
    }

    changes::ChangeSet accepted() { return service_.planAcceptance(actor_, token_, store_.id, {}); }

    static Partnership resellerNamed(const std::string& name) {
        return {
            {makeRandomUuid()}, Relation::ProviderOf, PartnershipState::Active, {}, name, "DE", ""};
    }

    testing_support::FakeCloud cloud_;
    FewCustomers store_;
    const RequestSigner signer_{std::string(32, 'k'), "example"};
    partners::OnePartnerStore partners_;
    RequestService service_{{store_, store_, store_, partners_}, signer_, cloud_};
    partners::Partner partner_;
    const audit::Actor actor_{.application = {makeRandomUuid()},
                              .user_name = "ana@contoso.example",
                              .correlation = {makeRandomUuid()},
                              .at = Instant(std::chrono::hours(1))};
    const std::string token_ = textOf({{makeRandomUuid()}, makeRandomUuid(), soon(), {}});
};

TEST_F(RequestServiceTest, MakesALinkForThePartnerOrForThePair) {
    const auto alone = signer_.open(service_.makeLink(partner_, std::nullopt, actor_.at));
    ASSERT_TRUE(alone);
    EXPECT_EQ(alone->partner, partner_.id);
    EXPECT_FALSE(alone->reseller);
    EXPECT_EQ(alone->expires, actor_.at + RelationshipService::kInvitationLife);
    const auto reseller = resellerNamed("R");
    EXPECT_EQ(signer_.open(service_.makeLink(partner_, reseller, actor_.at))->reseller,
              reseller.other);
}

TEST_F(RequestServiceTest, RefusesEverythingWhereTheCloudHasNoRequests) {
    cloud_.edit().operations = {{"relationship-request-url-get", false, {}}};
    const Refusal not_offered(ErrorKind::NotOffered, codes::kNotOfferedInCloud);
    store_.ended = EndedCustomer{"Adatum", "adatum.example"};
    EXPECT_EQ(refusalOf([&] { (void)service_.makeLink(partner_, std::nullopt, actor_.at); }),
              not_offered);
    EXPECT_EQ(refusedAcceptance(token_), not_offered) << "one partner per customer";
    EXPECT_EQ(refusalOf([&] { (void)service_.planRefusal(actor_, token_, store_.id); }),
              not_offered);
}

TEST_F(RequestServiceTest, LetsNoSuspendedPartnerAsk) {
    partner_.state = partners::PartnerState::Suspended;
    EXPECT_EQ(refusalOf([&] { (void)service_.makeLink(partner_, std::nullopt, actor_.at); }),
              Refusal(ErrorKind::Forbidden, codes::kProgrammeInactive));
}

TEST_F(RequestServiceTest, PlansThatAnEndedRelationshipComesBack) {
    store_.ended = EndedCustomer{"Adatum", "adatum.example"};
    const auto set = service_.planAcceptance(actor_, token_, store_.id, {});
    EXPECT_EQ(set.partner, signer_.open(token_)->partner);
    ASSERT_EQ(set.changes.size(), 1U);
    EXPECT_EQ(std::get<changes::AcceptRequest>(set.changes[0]).customer, store_.id);
    EXPECT_FALSE(std::get<changes::AcceptRequest>(set.changes[0]).until);
    const auto year = actor_.at + std::chrono::days(365);
    const auto bounded = service_.planAcceptance(actor_, token_, store_.id, year);
    EXPECT_EQ(std::get<changes::AcceptRequest>(bounded.changes[0]).until, year);
    EXPECT_EQ(set.entry.customer, store_.id);
    EXPECT_EQ(set.entry.customer_name, "Adatum");
    EXPECT_EQ(set.entry.operation, audit::OperationType::DapAdminRelationshipApproved);
    EXPECT_EQ(set.entry.resource, audit::ResourceType::PartnerCustomerDap);
}

TEST_F(RequestServiceTest, SharesTheCustomerWithTheResellerOfTheLinkUnlessItSeesIt) {
    store_.ended = EndedCustomer{"Adatum", "adatum.example"};
    store_.reseller = resellerNamed("R");
    const auto token = textOf({partner_.id, makeRandomUuid(), soon(), store_.reseller->other});
    const auto set = service_.planAcceptance(actor_, token, store_.id, {});
    ASSERT_EQ(set.changes.size(), 2U);
    const auto& share = std::get<changes::ShareCustomer>(set.changes[1]);
    EXPECT_EQ(share.reseller, store_.reseller->other);
    EXPECT_EQ(share.told.customer_name, "Adatum");
    store_.seen_by = {*store_.reseller};
    EXPECT_EQ(service_.planAcceptance(actor_, token, store_.id, {}).changes.size(), 1U);
    store_.reseller->state = PartnershipState::Ended;
    EXPECT_EQ(refusedAcceptance(token), Refusal(ErrorKind::NotFound, codes::kInvitationUnusable));
}

TEST_F(RequestServiceTest, GrantsAgainWhatWasWithdrawnAndNothingElse) {
    accounts::Customer customer;
    customer.id = store_.id;
    customer.company_name = "Adatum";
    customer.allow_delegated_access = false;
    store_.held = customer;
    EXPECT_EQ(service_.planAcceptance(actor_, token_, store_.id, {}).entry.customer_name, "Adatum");
    store_.held->allow_delegated_access = true;
    EXPECT_EQ(refusedAcceptance(token_), Refusal(ErrorKind::Conflict, codes::kRelationshipHeld));
    store_.held->shared_by = PartnerId{makeRandomUuid()};
    EXPECT_EQ(refusedAcceptance(token_), Refusal(ErrorKind::NotFound, codes::kUnknownTenant));
}

TEST_F(RequestServiceTest, RefusesWhatIsNoLinkAndCustomersThatThePartnerNeverHad) {
    EXPECT_EQ(refusedAcceptance("no link"),
              Refusal(ErrorKind::NotFound, codes::kInvitationUnusable));
    EXPECT_EQ(refusedAcceptance(token_), Refusal(ErrorKind::NotFound, codes::kUnknownTenant));
    EXPECT_EQ(refusalOf([&] { (void)service_.planRefusal(actor_, "no link", store_.id); }),
              Refusal(ErrorKind::NotFound, codes::kInvitationUnusable));
    store_.ended = EndedCustomer{"Adatum", "adatum.example"};
    const auto late = textOf({partner_.id, makeRandomUuid(), actor_.at, {}});
    EXPECT_EQ(refusedAcceptance(late), Refusal(ErrorKind::NotFound, codes::kInvitationUnusable));
    const auto declined = service_.planRefusal(actor_, token_, store_.id);
    const auto& change = std::get<changes::DeclineRequest>(declined.changes.at(0));
    EXPECT_EQ(change.request, signer_.open(token_)->id);
    EXPECT_EQ(change.customer, store_.id);
    EXPECT_EQ(declined.entry.customer, store_.id);
    EXPECT_EQ(declined.entry.operation, audit::OperationType::DeclineRelationship);
}

TEST_F(RequestServiceTest, PlansAnAccountOfACustomerThatAnotherPartnerHas) {
    giveElsewhere();
    const auto year = actor_.at + std::chrono::days(365);
    const auto set = service_.planAcceptance(actor_, token_, store_.id, year);
    ASSERT_EQ(set.changes.size(), 1U);
    const auto& adopted = std::get<changes::AdoptCustomer>(set.changes[0]);
    EXPECT_EQ(adopted.request, signer_.open(token_)->id);
    EXPECT_EQ(adopted.until, year);
    EXPECT_EQ(set.partner, signer_.open(token_)->partner);
    EXPECT_EQ(set.entry.customer, store_.id);
    EXPECT_EQ(set.entry.customer_name, "Adatum");
    EXPECT_EQ(set.entry.operation, audit::OperationType::DapAdminRelationshipApproved);
    auto expected = *store_.elsewhere;
    expected.commerce_id = adopted.customer.commerce_id;
    expected.created = actor_.at;
    expected.version = 1;
    expected.billing.first_name = expected.billing.last_name = expected.billing.email = "";
    auto& address = expected.billing.default_address;
    address.first_name = address.middle_name = address.last_name = address.phone_number = "";
    EXPECT_EQ(adopted.customer, expected) << "what names the organisation, and nobody in it";
    EXPECT_NE(adopted.customer.commerce_id, store_.elsewhere->commerce_id);
    EXPECT_TRUE(set.entry.new_value.empty());
}

TEST_F(RequestServiceTest, OwnCustomersComeBackInsteadOfBeingTakenOverAgain) {
    giveElsewhere();
    store_.ended = EndedCustomer{"Once", "adatum.example"};
    EXPECT_EQ(accepted().entry.customer_name, "Once");
    EXPECT_TRUE(std::holds_alternative<changes::AcceptRequest>(accepted().changes[0]));
    store_.ended.reset();
    store_.held = store_.elsewhere;
    EXPECT_EQ(refusedAcceptance(token_), Refusal(ErrorKind::Conflict, codes::kRelationshipHeld));
    store_.held->shared_by = PartnerId{makeRandomUuid()};
    EXPECT_EQ(refusedAcceptance(token_), Refusal(ErrorKind::NotFound, codes::kUnknownTenant))
        << "a list holds a customer once";
}

TEST_F(RequestServiceTest, LetsACustomerHaveOnePartnerWhereTheCloudSaysSo) {
    giveElsewhere();
    cloud_.edit().one_partner_per_customer = true;
    const Refusal unknown(ErrorKind::NotFound, codes::kUnknownTenant);
    EXPECT_EQ(refusedAcceptance(token_), unknown) << "as a customer of nobody";
    EXPECT_EQ(refusalOf([&] { (void)service_.planRefusal(actor_, token_, store_.id); }), unknown);
    store_.ended = EndedCustomer{"Adatum", "adatum.example"};
    EXPECT_EQ(accepted().changes.size(), 1U) << "its own comes back";
}

TEST_F(RequestServiceTest, AsksTheRulesOnAddingCustomersAboutThoseOfOthers) {
    giveElsewhere();
    rules::RuleFact rule;
    rule.id = "EX-PLACE-1";
    rule.kind = rules::RefusalKind::Denied;
    cloud_.edit().rules = {rule};
    cloud_.verdict = rules::Decision::refuse("EX-PLACE-1");
    EXPECT_EQ(refusedAcceptance(token_), Refusal(ErrorKind::Forbidden, codes::kRuleRefused));
    store_.ended = EndedCustomer{"Adatum", "adatum.example"};
    EXPECT_EQ(accepted().changes.size(), 1U) << "its own was added before";
}

TEST_F(RequestServiceTest, GivesNoCustomerOfOthersToASuspendedPartnerAndCountsASandboxes) {
    giveElsewhere();
    cloud_.edit().sandbox_customers = 75;
    partners_.partner.sandbox = true;
    const auto set = accepted();
    ASSERT_EQ(set.changes.size(), 2U);
    EXPECT_EQ(std::get<changes::LimitCustomers>(set.changes[0]).limit, 75U);
    partners_.partner.state = partners::PartnerState::Suspended;
    const Refusal unusable(ErrorKind::NotFound, codes::kInvitationUnusable);
    EXPECT_EQ(refusedAcceptance(token_), unusable);
    partners_.partner = {};
    EXPECT_EQ(refusedAcceptance(token_), unusable) << "no partner any more";
}

TEST_F(RequestServiceTest, SharesACustomerOfOthersWithTheResellerOfTheLink) {
    giveElsewhere();
    store_.reseller = resellerNamed("R");
    const auto partner = signer_.open(token_)->partner;
    const auto token = textOf({partner, makeRandomUuid(), soon(), store_.reseller->other});
    const auto set = service_.planAcceptance(actor_, token, store_.id, {});
    ASSERT_EQ(set.changes.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<changes::AdoptCustomer>(set.changes[0]));
    EXPECT_EQ(std::get<changes::ShareCustomer>(set.changes[1]).reseller, store_.reseller->other);
}

TEST_F(RequestServiceTest, ACustomerOfOthersDeclinesWithoutBeingNamed) {
    giveElsewhere();
    const auto set = service_.planRefusal(actor_, token_, store_.id);
    EXPECT_EQ(std::get<changes::DeclineRequest>(set.changes.at(0)).customer, store_.id);
    EXPECT_EQ(set.entry.operation, audit::OperationType::DeclineRelationship);
    EXPECT_FALSE(set.entry.customer);
    EXPECT_EQ(set.entry.customer_name + set.entry.user_name, "");
    EXPECT_TRUE(set.entry.customized_data.empty());
}

TEST_F(RequestServiceTest, PlansTheEndOfWhatIsOverByNobody) {
    const ExpiredDelegation due{partner_.id, store_.id, "Adatum", "adatum.example"};
    const auto set = RequestService::planExpiry(due, actor_.at);
    EXPECT_EQ(set.partner, partner_.id);
    EXPECT_EQ(std::get<changes::ExpireDelegation>(set.changes.at(0)).customer, store_.id);
    EXPECT_EQ(set.entry.at, actor_.at);
    EXPECT_EQ(set.entry.user_name, "");
    EXPECT_EQ(set.entry.application, ApplicationId{});
    EXPECT_EQ(set.entry.operation, audit::OperationType::DapAdminRelationshipTerminated);
}

TEST_F(RequestServiceTest, WithdrawsWhatIsGranted) {
    EXPECT_EQ(refusedWithdrawal(), Refusal(ErrorKind::NotFound, codes::kUnknownTenant));
    store_.held.emplace();
    const auto set = service_.planWithdrawal(partner_.id, actor_, store_.id);
    EXPECT_EQ(std::get<changes::WithdrawDelegation>(set.changes.at(0)).customer, store_.id);
    EXPECT_EQ(set.entry.operation, audit::OperationType::DapAdminRelationshipTerminated);
    store_.held->allow_delegated_access = false;
    EXPECT_EQ(refusedWithdrawal(), Refusal(ErrorKind::Conflict, codes::kDelegationWithdrawn));
    store_.held = accounts::Customer{};
    store_.held->shared_by = PartnerId{makeRandomUuid()};
    EXPECT_EQ(refusedWithdrawal(), Refusal(ErrorKind::NotFound, codes::kUnknownTenant));
}

}  // namespace
}  // namespace concordat::relationships
