#include "core/relationships/granular_service.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "tests/support/fake_cloud.hpp"
#include "tests/support/held_qualifications.hpp"

namespace concordat::relationships {
namespace {

using accounts::DirectoryRole;
using audit::OperationType;

/// One customer of one partner, with the relationship that a test puts there.
class OneRelationship final : public GranularStore, public accounts::CustomerStore {
public:
    std::vector<GranularRelationship> list(const PartnerId&, const CustomerId&,
                                           std::uint32_t) override {
        return {};
    }
    std::optional<GranularRelationship> find(const PartnerId& partner, const CustomerId& customer,
                                             const GranularId& id) override {
        if (partner != owner || customer != held->id || !one || one->id != id) return std::nullopt;
        return one;
    }
    std::vector<DueGranular> due(Instant, std::uint32_t) override { return {}; }
    std::optional<accounts::Customer> find(const PartnerId& partner,
                                           const CustomerId& customer) override {
        return partner == owner && held && customer == held->id ? held : std::nullopt;
    }
    std::optional<accounts::Customer> recall(const PartnerId&, const CustomerId&,
                                             std::uint64_t) override {
        return std::nullopt;
    }
    void list(const PartnerId&, const accounts::CustomerQuery&, accounts::CustomerPage&) override {}
    bool isDomainTaken(std::string_view) override { return false; }

    const PartnerId owner{makeRandomUuid()};
    std::optional<accounts::Customer> held = accounts::Customer{};
    std::optional<GranularRelationship> one;
};

using Refusal = std::pair<ErrorKind, int>;

class GranularServiceTest : public testing::Test {
protected:
    GranularServiceTest() {
        cloud_.edit().operations = {{"granular-relationship-create", true, {}}};
        partner_.id = store_.owner;
        store_.held->id = customer_;
        store_.held->company_name = "Adatum";
        GranularRelationship one;
        one.id = id_;
        one.customer = customer_;
        one.customer_name = "Adatum";
        one.roles = DirectoryRole::HelpdeskAdministrator;
        one.days = 30;
        one.version = 3;
        store_.one = one;
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

    static GranularDraft draft() {
        return {"Help desk", DirectoryRole::HelpdeskAdministrator, 730, true};
    }

    Refusal refusedDraft(const GranularDraft& draft) {
        return refusalOf([&] { (void)service_.planAdd(partner_, actor_, customer_, draft); });
    }

    PlannedGranular lock() {
        return service_.planLock(partner_, actor_, customer_, id_, std::nullopt);
    }
    PlannedGranular terminate() {
        return service_.planTermination(partner_.id, actor_, customer_, id_, std::nullopt);
    }
    PlannedGranular approve(const std::string& link) {
        return service_.planApproval(actor_, link, customer_);
    }

    /// The link of a request, which the store then holds.
    std::string locked() {
        auto planned = lock();
        store_.one = planned.relationship;
        return planned.link;
    }

    testing_support::FakeCloud cloud_;
    testing_support::HeldQualifications qualifications_;
    OneRelationship store_;
    accounts::CustomerService customers_{store_, qualifications_, cloud_};
    const RequestSigner signer_{std::string(32, 'k'), "example"};
    GranularService service_{store_, customers_, signer_, cloud_};
    partners::Partner partner_;
    const CustomerId customer_{makeRandomUuid()};
    const GranularId id_{makeRandomUuid()};
    audit::Actor actor_{.application = {makeRandomUuid()},
                        .user_name = "ana@contoso.example",
                        .correlation = {makeRandomUuid()},
                        .at = Instant(std::chrono::hours(1))};
};

TEST_F(GranularServiceTest, DraftsWhatIsAskedForAndRecordsIt) {
    const auto planned = service_.planAdd(partner_, actor_, customer_, draft());
    EXPECT_EQ(planned.relationship.state, GranularState::Created);
    EXPECT_EQ(planned.relationship.customer_name, "Adatum");
    EXPECT_EQ(planned.relationship.days, 730U);
    EXPECT_TRUE(planned.relationship.auto_extend);
    EXPECT_EQ(planned.relationship.ends, Instant{});
    ASSERT_EQ(planned.changes.changes.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<changes::HoldRelationship>(planned.changes.changes[0]));
    EXPECT_EQ(planned.changes.entry.operation, OperationType::GranularAdminRelationshipCreated);
    EXPECT_EQ(planned.changes.entry.customer, customer_);
    EXPECT_EQ(planned.changes.entry.customized_data[0].second,
              planned.relationship.id.value.toString());
}

TEST_F(GranularServiceTest, RefusesADraftThatIsNoneWhole) {
    auto bad = draft();
    bad.days = 0;
    EXPECT_EQ(refusedDraft(bad), Refusal(ErrorKind::InvalidRequest, codes::kBadProperty));
    bad.days = 731;
    EXPECT_EQ(refusedDraft(bad), Refusal(ErrorKind::InvalidRequest, codes::kBadProperty));
    bad = draft();
    bad.roles = {};
    EXPECT_EQ(refusedDraft(bad), Refusal(ErrorKind::InvalidRequest, codes::kMemberMissing));
    bad.roles = bad.roles | DirectoryRole::CompanyAdministrator;
    EXPECT_EQ(refusedDraft(bad), Refusal(ErrorKind::InvalidRequest, codes::kGranularExtension));
    bad.auto_extend = false;
    EXPECT_NO_THROW((void)service_.planAdd(partner_, actor_, customer_, bad));
}

TEST_F(GranularServiceTest, RefusesASuspendedPartnerAndOthersCustomers) {
    partner_.state = partners::PartnerState::Suspended;
    const Refusal inactive(ErrorKind::Forbidden, codes::kProgrammeInactive);
    EXPECT_EQ(refusedDraft(draft()), inactive);
    EXPECT_EQ(refusalOf([&] { (void)lock(); }), inactive);
    store_.one->state = GranularState::Active;
    EXPECT_NO_THROW((void)terminate()) << "what it has it may end";
    partner_.state = partners::PartnerState::Active;
    store_.held->shared_by = PartnerId{makeRandomUuid()};
    const Refusal shared(ErrorKind::Forbidden, codes::kNoCommercialRelationship);
    EXPECT_EQ(refusedDraft(draft()), shared);
    EXPECT_EQ(refusalOf([&] { (void)service_.list(partner_.id, customer_); }), shared);
    store_.held.reset();
    EXPECT_EQ(refusedDraft(draft()), Refusal(ErrorKind::NotFound, codes::kUnknownTenant));
}

TEST_F(GranularServiceTest, RefusesEverythingWhereTheCloudHasNoSuchThing) {
    const auto link = locked();
    cloud_.edit().operations.clear();
    const Refusal not_offered(ErrorKind::NotOffered, codes::kNotOfferedInCloud);
    EXPECT_EQ(refusedDraft(draft()), not_offered);
    EXPECT_EQ(refusalOf([&] { (void)lock(); }), not_offered);
    EXPECT_EQ(refusalOf([&] { (void)terminate(); }), not_offered);
    EXPECT_EQ(refusalOf([&] { (void)approve(link); }), not_offered);
    EXPECT_EQ(refusalOf([&] { (void)service_.list(partner_.id, customer_); }), not_offered);
}

TEST_F(GranularServiceTest, LocksADraftOnceWithALinkForItsCustomerAlone) {
    const auto planned = lock();
    EXPECT_EQ(planned.relationship.state, GranularState::ApprovalPending);
    EXPECT_EQ(planned.relationship.version, 4U);
    EXPECT_EQ(planned.relationship.ends, actor_.at + GranularService::kApprovalLife);
    EXPECT_EQ(signer_.openGranular(planned.link),
              (GranularLink{partner_.id, id_, customer_, planned.relationship.ends}));
    EXPECT_FALSE(signer_.open(planned.link)) << "it grants nothing else";
    store_.one = planned.relationship;
    EXPECT_EQ(refusalOf([&] { (void)lock(); }),
              Refusal(ErrorKind::Conflict, codes::kGranularState));
    const CustomerId another{makeRandomUuid()};
    EXPECT_EQ(refusalOf([&] { (void)service_.planApproval(actor_, planned.link, another); }),
              Refusal(ErrorKind::NotFound, codes::kInvitationUnusable));
}

TEST_F(GranularServiceTest, AnApprovalMakesItActiveForItsDays) {
    const auto link = locked();
    EXPECT_EQ(service_.asked(link, actor_.at).relationship, *store_.one);
    const auto planned = approve(link);
    EXPECT_EQ(planned.changes.partner, partner_.id);
    EXPECT_EQ(planned.changes.entry.operation, OperationType::GranularAdminRelationshipApproved);
    EXPECT_EQ(planned.relationship.state, GranularState::Active);
    EXPECT_EQ(planned.relationship.activated, actor_.at);
    EXPECT_EQ(planned.relationship.ends, actor_.at + std::chrono::days(30));
    const auto& change =
        std::get<changes::ReplaceGranularRelationship>(planned.changes.changes.at(0));
    EXPECT_EQ(change.relationship.version, 4U) << "the one that was read, which decides races";
    store_.one = planned.relationship;
    EXPECT_EQ(refusalOf([&] { (void)approve(link); }),
              Refusal(ErrorKind::Conflict, codes::kGranularState));
}

TEST_F(GranularServiceTest, ARefusalTerminatesWhatIsAskedForAndNothingElse) {
    const auto link = locked();
    const auto refuse = [&](const CustomerId& customer) {
        return service_.planRefusal(actor_, link, customer);
    };
    const auto planned = refuse(customer_);
    EXPECT_EQ(planned.changes.entry.operation, OperationType::GranularAdminRelationshipTerminated);
    EXPECT_EQ(planned.relationship.state, GranularState::Terminated);
    EXPECT_EQ(refusalOf([&] { (void)refuse(CustomerId{makeRandomUuid()}); }),
              Refusal(ErrorKind::NotFound, codes::kInvitationUnusable));
    store_.one->state = GranularState::Active;
    EXPECT_EQ(refusalOf([&] { (void)refuse(customer_); }),
              Refusal(ErrorKind::Conflict, codes::kGranularState))
        << "a link that was used ends nothing";
}

TEST_F(GranularServiceTest, ALinkIsGoodForItsTimeAndItself) {
    const auto link = locked();
    const Refusal unusable(ErrorKind::NotFound, codes::kInvitationUnusable);
    const auto request = signer_.seal(RequestLink{partner_.id, id_.value, store_.one->ends, {}});
    for (const auto& bad : {std::string(), link + "0", request})
        EXPECT_EQ(refusalOf([&] { (void)approve(bad); }), unusable);
    actor_.at = store_.one->ends - std::chrono::microseconds(1);
    EXPECT_NO_THROW((void)approve(link));
    actor_.at = store_.one->ends;
    EXPECT_EQ(refusalOf([&] { (void)approve(link); }), unusable);
}

TEST_F(GranularServiceTest, WhatHasEndedOrNeverBegunIsNotTerminated) {
    const Refusal state(ErrorKind::Conflict, codes::kGranularState);
    for (const auto from :
         {GranularState::Created, GranularState::Expired, GranularState::Terminated}) {
        store_.one->state = from;
        EXPECT_EQ(refusalOf([&] { (void)terminate(); }), state);
    }
    for (const auto from : {GranularState::ApprovalPending, GranularState::Active}) {
        store_.one->state = from;
        EXPECT_EQ(terminate().relationship.state, GranularState::Terminated);
        EXPECT_EQ(terminate().relationship.ends, actor_.at);
    }
}

TEST_F(GranularServiceTest, OnlyADraftIsDeleted) {
    const auto planned = service_.planDelete(partner_.id, actor_, customer_, id_, std::nullopt);
    const auto& change =
        std::get<changes::DeleteGranularRelationship>(planned.changes.changes.at(0));
    EXPECT_EQ(change.version, 3U);
    store_.one->state = GranularState::Terminated;
    EXPECT_EQ(refusalOf([&] {
                  (void)service_.planDelete(partner_.id, actor_, customer_, id_, std::nullopt);
              }),
              Refusal(ErrorKind::Conflict, codes::kGranularState));
}

TEST_F(GranularServiceTest, AStaleEtagIsToldBeforeTheState) {
    const auto terminate = [&](ExpectedVersion expected) {
        return refusalOf(
            [&] { (void)service_.planTermination(partner_.id, actor_, customer_, id_, expected); });
    };
    EXPECT_EQ(terminate({2, true}), Refusal(ErrorKind::PreconditionFailed, codes::kStaleEtag));
    EXPECT_EQ(terminate({2, false}), Refusal(ErrorKind::Conflict, codes::kStaleEtag));
    EXPECT_EQ(terminate({3, true}), Refusal(ErrorKind::Conflict, codes::kGranularState));
}

TEST_F(GranularServiceTest, WhatIsDueExtendsItselfOrExpires) {
    auto one = *store_.one;
    one.state = GranularState::Active;
    one.ends = actor_.at;
    const auto settled = [&] {
        const auto set = GranularService::planDue({partner_.id, one}, actor_.at);
        const auto& change = std::get<changes::ReplaceGranularRelationship>(set.changes.at(0));
        return std::tuple(set.entry.operation, change.relationship.state, change.relationship.ends);
    };
    const std::tuple expired(OperationType::GranularAdminRelationshipExpired,
                             GranularState::Expired, one.ends);
    EXPECT_EQ(settled(), expired);
    one.auto_extend = true;
    EXPECT_EQ(settled(), std::tuple(OperationType::GranularAdminRelationshipExtended,
                                    GranularState::Active, one.ends + GranularService::kExtension));
    one.state = GranularState::ApprovalPending;
    EXPECT_EQ(settled(), expired) << "what nobody has approved does not go on";
}

}  // namespace
}  // namespace concordat::relationships
