#include "core/relationships/request_service.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/support/fake_cloud.hpp"

namespace concordat::relationships {
namespace {

/// What a test says that the partner has, had and shares.
class FewCustomers final : public RelationshipStore, public accounts::CustomerStore {
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

    const CustomerId id{makeRandomUuid()};
    std::optional<accounts::Customer> held;
    std::optional<EndedCustomer> ended;
    std::optional<Partnership> reseller;
    std::vector<Partnership> seen_by;
};

using Refusal = std::pair<ErrorKind, int>;

class RequestServiceTest : public testing::Test {
protected:
    RequestServiceTest() {
        cloud_.edit().operations = {{"relationship-request-url-get", true, {}}};
        partner_.id = {makeRandomUuid()};
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

    static Partnership resellerNamed(const std::string& name) {
        return {
            {makeRandomUuid()}, Relation::ProviderOf, PartnershipState::Active, {}, name, "DE", ""};
    }

    testing_support::FakeCloud cloud_;
    FewCustomers store_;
    const RequestSigner signer_{std::string(32, 'k'), "example"};
    RequestService service_{store_, store_, signer_, cloud_};
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
