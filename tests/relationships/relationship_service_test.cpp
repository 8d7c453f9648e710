#include "core/relationships/relationship_service.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/relationships/invitation.hpp"
#include "tests/support/fake_cloud.hpp"

namespace concordat::relationships {
namespace {

/// A provider with what a test puts here.
class FewPartnerships final : public RelationshipStore {
public:
    std::vector<Partnership> partnerships(const PartnerId&, Relation relation) override {
        std::vector<Partnership> all;
        for (const auto& one : held)
            if (one.relation == relation && one.state == PartnershipState::Active)
                all.push_back(one);
        return all;
    }
    std::optional<Partnership> findPartnership(const PartnerId&, const PartnerId& other) override {
        for (const auto& one : held)
            if (one.other == other) return one;
        return std::nullopt;
    }
    std::vector<Partnership> resellersOf(const PartnerId&, const CustomerId&) override {
        return held;
    }
    std::optional<EndedCustomer> findEnded(const PartnerId&, const CustomerId&) override {
        return std::nullopt;
    }
    std::vector<ExpiredDelegation> expiredDelegations(Instant, std::uint32_t) override {
        return {};
    }

    std::vector<Partnership> held;
};

partners::Partner partnerOf(partners::PartnerKind kind) {
    partners::Partner partner;
    partner.id = {makeRandomUuid()};
    partner.kind = kind;
    return partner;
}

class RelationshipServiceTest : public testing::Test {
protected:
    RelationshipServiceTest() {
        cloud_.edit().operations = {{"partner-relationship-list", true, {}}};
    }

    template <typename Call>
    static std::pair<ErrorKind, int> refusalOf(Call call) {
        try {
            call();
        } catch (const Error& error) {
            return {error.kind(), error.code()};
        }
        ADD_FAILURE() << "it was not refused";
        return {};
    }

    std::pair<ErrorKind, int> refusedToInvite(const partners::Partner& partner) {
        return refusalOf([&] { (void)service_.planInvitation(partner, actor_); });
    }

    std::pair<ErrorKind, int> refusedToAccept(const partners::Partner& partner,
                                              const std::string& token) {
        return refusalOf([&] { (void)service_.planAcceptance(partner, actor_, token); });
    }

    testing_support::FakeCloud cloud_;
    FewPartnerships store_;
    RelationshipService service_{store_, cloud_};
    partners::Partner provider_ = partnerOf(partners::PartnerKind::IndirectProvider);
    partners::Partner reseller_ = partnerOf(partners::PartnerKind::IndirectReseller);
    const audit::Actor actor_{.application = {makeRandomUuid()},
                              .user_name = "ana@contoso.example",
                              .correlation = {makeRandomUuid()},
                              .at = Instant(std::chrono::hours(1))};
};

using Refusal = std::pair<ErrorKind, int>;

TEST_F(RelationshipServiceTest, PlansAnInvitationOfWhichOnlyTheTokenHasTheSecret) {
    const auto planned = service_.planInvitation(provider_, actor_);
    const auto token = InvitationToken::parse(planned.token);
    ASSERT_TRUE(token);
    EXPECT_EQ(token->inviting, provider_.id);
    EXPECT_EQ(planned.expires, actor_.at + RelationshipService::kInvitationLife);
    const auto& change = std::get<changes::AddInvitation>(planned.changes.changes.at(0));
    EXPECT_EQ(change.secret_hash, token->hash());
    EXPECT_EQ(change.expires, planned.expires);
    EXPECT_EQ(planned.changes.entry.operation, audit::OperationType::InvitePartner);
    for (const auto& [name, value] : planned.changes.entry.customized_data)
        EXPECT_EQ(value.find(token->secret), std::string::npos) << name;
}

TEST_F(RelationshipServiceTest, LetsOnlyProvidersInGoodStandingInvite) {
    EXPECT_EQ(refusedToInvite(reseller_), Refusal(ErrorKind::InvalidRequest, codes::kNotAProvider));
    EXPECT_EQ(refusedToInvite(partnerOf(partners::PartnerKind::DirectReseller)),
              Refusal(ErrorKind::InvalidRequest, codes::kNotAProvider));
    provider_.state = partners::PartnerState::Suspended;
    EXPECT_EQ(refusedToInvite(provider_), Refusal(ErrorKind::Forbidden, codes::kProgrammeInactive));
}

TEST_F(RelationshipServiceTest, PlansAnAcceptanceWithAnEntryForEachRecord) {
    const auto token = makeInvitation(provider_.id, actor_.at);
    const auto set = service_.planAcceptance(reseller_, actor_, token.toString());
    EXPECT_EQ(set.partner, reseller_.id);
    const auto& change = std::get<changes::AcceptPartnership>(set.changes.at(0));
    EXPECT_EQ(change.inviting, provider_.id);
    EXPECT_EQ(change.secret_hash, token.hash());
    EXPECT_EQ(set.entry.user_name, actor_.user_name);
    EXPECT_EQ(set.entry.customized_data.at(0).second, provider_.id.value.toString());
    EXPECT_EQ(change.told.partner, provider_.id);
    EXPECT_EQ(change.told.user_name, "") << "the reseller's user is none of the provider's";
    EXPECT_EQ(change.told.application, ApplicationId{});
    EXPECT_EQ(change.told.customized_data.at(0).second, reseller_.id.value.toString());
    EXPECT_NE(change.told.id, set.entry.id);
}

TEST_F(RelationshipServiceTest, LetsOnlyResellersInGoodStandingAccept) {
    const auto token = makeInvitation(provider_.id, actor_.at).toString();
    for (const auto kind :
         {partners::PartnerKind::DirectReseller, partners::PartnerKind::IndirectProvider})
        EXPECT_EQ(refusedToAccept(partnerOf(kind), token),
                  Refusal(ErrorKind::InvalidRequest, codes::kNotAReseller));
    EXPECT_EQ(refusedToAccept(reseller_, "no link"),
              Refusal(ErrorKind::NotFound, codes::kInvitationUnusable));
    reseller_.state = partners::PartnerState::Suspended;
    EXPECT_EQ(refusedToAccept(reseller_, token),
              Refusal(ErrorKind::Forbidden, codes::kProgrammeInactive));
}

TEST_F(RelationshipServiceTest, RefusesBothWhereTheCloudHasNoIndirectPartners) {
    cloud_.edit().operations = {{"partner-relationship-list", false, {}}};
    const Refusal not_offered(ErrorKind::NotOffered, codes::kNotOfferedInCloud);
    EXPECT_EQ(refusedToInvite(provider_), not_offered);
    EXPECT_EQ(refusedToAccept(reseller_, "x"), not_offered);
    cloud_.edit().operations.clear();
    EXPECT_EQ(refusedToInvite(provider_), not_offered);
}

TEST_F(RelationshipServiceTest, EndsWhatIsActive) {
    store_.held = {
        {reseller_.id, Relation::ProviderOf, PartnershipState::Active, {}, "R", "DE", ""}};
    const auto set = service_.planEnd(provider_, actor_, reseller_.id);
    EXPECT_EQ(std::get<changes::EndPartnership>(set.changes.at(0)).other, reseller_.id);
    EXPECT_EQ(set.entry.operation, audit::OperationType::RemovePartnerRelationship);
    const auto refused = [&](const PartnerId& other) {
        return refusalOf([&] { (void)service_.planEnd(provider_, actor_, other); });
    };
    const Refusal none(ErrorKind::NotFound, codes::kNoPartnership);
    EXPECT_EQ(refused({makeRandomUuid()}), none);
    store_.held[0].state = PartnershipState::Ended;
    EXPECT_EQ(refused(reseller_.id), none);
}

TEST_F(RelationshipServiceTest, FindsAResellerByTenantOrNetworkId) {
    store_.held = {
        {reseller_.id, Relation::ProviderOf, PartnershipState::Active, {}, "R", "DE", "7"}};
    EXPECT_EQ(service_.requireReseller(provider_.id, reseller_.id.value.toString()).other,
              reseller_.id);
    EXPECT_EQ(service_.requireReseller(provider_.id, "7").other, reseller_.id);
    const auto refused = [&](const std::string& id) {
        return refusalOf([&] { (void)service_.requireReseller(provider_.id, id); });
    };
    const Refusal none(ErrorKind::InvalidRequest, codes::kNotAReseller);
    for (const auto& id : {std::string(), std::string("70"), makeRandomUuid().toString()})
        EXPECT_EQ(refused(id), none) << id;
    store_.held[0].state = PartnershipState::Ended;
    EXPECT_EQ(refused(reseller_.id.value.toString()), none);
    store_.held[0].state = PartnershipState::Active;
    store_.held[0].relation = Relation::ResellerOf;
    EXPECT_EQ(refused(reseller_.id.value.toString()), none) << "a provider of one's own";
}

}  // namespace
}  // namespace concordat::relationships
