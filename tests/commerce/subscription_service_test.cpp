#include "core/commerce/subscription_service.hpp"

#include "tests/commerce/sales_fixture.hpp"

namespace concordat::commerce {
namespace {

constexpr std::chrono::days kKept{90};

class SubscriptionServiceTest : public SalesFixture {
protected:
    SubscriptionServiceTest() {
        one_.id.value = makeRandomUuid();
        one_.offer_id = "MAIL";
        one_.sku_id = "sku-MAIL";
        one_.friendly_name = "Mail";
        one_.quantity = one_.ordered_quantity = 10;
        one_.version = 4;
        store_.bought = {one_};
    }

    PlannedSubscription change(const SubscriptionChange& wanted,
                               std::optional<ExpectedVersion> expected = std::nullopt) {
        return service_.planChange(partner_, actor_, customer(), one_.id, expected, wanted);
    }

    int codeOf(const SubscriptionChange& wanted) {
        return errorOf([&] { (void)change(wanted); }).code();
    }

    void suspendAt(Instant when) {
        store_.bought[0].status = SubscriptionStatus::Suspended;
        store_.bought[0].suspended = when;
    }

    static const changes::ReplaceSubscription& replacementOf(const PlannedSubscription& planned) {
        return std::get<changes::ReplaceSubscription>(planned.changes.changes.back());
    }

    static SubscriptionChange to(SubscriptionStatus status) { return {status, std::nullopt, {}}; }
    static SubscriptionChange to(std::uint32_t quantity) { return {std::nullopt, quantity, {}}; }

    SubscriptionService service_{customers_, store_, cloud_};
    Subscription one_;
};

TEST_F(SubscriptionServiceTest, ChangesFromTheVersionThatWasRead) {
    const auto planned = change({std::nullopt, 12, "Post"});
    const auto& replacement = replacementOf(planned);
    EXPECT_EQ(replacement.customer, customer());
    EXPECT_EQ(replacement.subscription.version, 4U);
    EXPECT_EQ(replacement.enabled_before, 10U);
    EXPECT_EQ(replacement.subscription.quantity, 12U);
    EXPECT_EQ(replacement.subscription.ordered_quantity, 10U);
    EXPECT_EQ(planned.subscription.version, 5U);
    EXPECT_EQ(planned.subscription.friendly_name, "Post");
    EXPECT_EQ(planned.changes.changes.size(), 1U);
}

TEST_F(SubscriptionServiceTest, RecordsWhatItThenIs) {
    const auto planned = change(to(SubscriptionStatus::Suspended));
    const auto& entry = planned.changes.entry;
    EXPECT_EQ(entry.operation, audit::OperationType::UpdateSubscription);
    EXPECT_EQ(entry.resource, audit::ResourceType::Subscription);
    EXPECT_EQ(entry.customer, customer());
    const decltype(entry.customized_data) expected = {{"SubscriptionId", one_.id.value.toString()},
                                                      {"SubscriptionName", "Mail"},
                                                      {"Quantity", "10"},
                                                      {"Status", "suspended"}};
    EXPECT_EQ(entry.customized_data, expected);
}

TEST_F(SubscriptionServiceTest, SuspendsAndKeepsSinceWhen) {
    const auto suspended = replacementOf(change(to(SubscriptionStatus::Suspended))).subscription;
    EXPECT_EQ(suspended.status, SubscriptionStatus::Suspended);
    EXPECT_EQ(suspended.suspended, actor_.at);
    // Again: not anew.
    suspendAt(actor_.at - std::chrono::days(3));
    const auto again = change(to(SubscriptionStatus::Suspended));
    EXPECT_EQ(again.subscription.suspended, actor_.at - std::chrono::days(3));
    EXPECT_EQ(replacementOf(again).enabled_before, 0U);
}

TEST_F(SubscriptionServiceTest, ReactivatesWithinNinetyDaysAndHoldsTheRelationship) {
    suspendAt(actor_.at - kKept);
    const auto planned = change(to(SubscriptionStatus::Active));
    ASSERT_EQ(planned.changes.changes.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<changes::HoldRelationship>(planned.changes.changes[0]));
    EXPECT_EQ(planned.subscription.status, SubscriptionStatus::Active);
    EXPECT_FALSE(planned.subscription.suspended);
    suspendAt(actor_.at - kKept - std::chrono::microseconds(1));
    EXPECT_EQ(codeOf(to(SubscriptionStatus::Active)), codes::kStatusNotEditable);
}

TEST_F(SubscriptionServiceTest, ChangesNothingElseOfASuspendedOne) {
    suspendAt(actor_.at);
    EXPECT_EQ(codeOf(to(11U)), codes::kSubscriptionSuspended);
    EXPECT_EQ(codeOf({std::nullopt, std::nullopt, "Post"}), codes::kSubscriptionSuspended);
    EXPECT_EQ(codeOf({SubscriptionStatus::Active, 11, {}}), codes::kSubscriptionSuspended);
    // What is said and is so already is no change.
    EXPECT_EQ(change({SubscriptionStatus::Active, 10, "Mail"}).subscription.status,
              SubscriptionStatus::Active);
}

TEST_F(SubscriptionServiceTest, RefusesQuantitiesBeyondTheLimits) {
    for (const std::uint32_t quantity : {0U, 101U, 4'294'967'295U})
        EXPECT_EQ(codeOf(to(quantity)), codes::kQuantityOutsideLimits) << quantity;
    partner_.sandbox = true;
    cloud_.edit().sandbox_licences = 20;
    EXPECT_EQ(codeOf(to(21U)), codes::kSandboxLicences);
    EXPECT_EQ(change(to(20U)).subscription.quantity, 20U);
}

TEST_F(SubscriptionServiceTest, KeepsWhatTheCloudSellsNoLongerAsItIs) {
    store_.bought[0].offer_id = "GONE";
    EXPECT_EQ(codeOf(to(11U)), codes::kOfferNotForSale);
    EXPECT_EQ(change(to(SubscriptionStatus::Suspended)).subscription.quantity, 10U);
    EXPECT_EQ(change({std::nullopt, std::nullopt, "Post"}).subscription.friendly_name, "Post");
}

TEST_F(SubscriptionServiceTest, ASuspendedPartnerChangesNoQuantity) {
    partner_.state = partners::PartnerState::Suspended;
    EXPECT_EQ(codeOf(to(11U)), codes::kProgrammeInactive);
    EXPECT_EQ(change({SubscriptionStatus::Suspended, 10, "Post"}).subscription.friendly_name,
              "Post");
}

TEST_F(SubscriptionServiceTest, RefusesAVersionThatIsNotTheExpectedOne) {
    EXPECT_EQ(change(to(11U), ExpectedVersion{4}).subscription.quantity, 11U);
    EXPECT_EQ(errorOf([&] { (void)change(to(11U), ExpectedVersion{3}); }).code(),
              codes::kStaleEtag);
}

TEST_F(SubscriptionServiceTest, TakesAnotherSupportContactWhileThePartnerMayAdminister) {
    const auto plan = [&](SupportContact contact) {
        return service_.planSupport(partner_, actor_, customer(), one_.id, std::move(contact));
    };
    const SupportContact mine{partner_.id, "1000001", "Help desk"};
    EXPECT_EQ(replacementOf(plan(mine)).subscription.support, mine);
    const auto error = errorOf([&] { (void)plan({partner_.id, "1000002", "x"}); });
    EXPECT_EQ(error.code(), codes::kBadProperty);
    EXPECT_EQ(error.arguments(), std::vector<std::string>{"supportMpnId"});
    const SupportContact other{{makeRandomUuid()}, "1000002", "Their help desk"};
    EXPECT_EQ(replacementOf(plan(other)).subscription.support, other);
    store_.held.allow_delegated_access = false;
    EXPECT_EQ(errorOf([&] { (void)plan(other); }).code(), codes::kAccessRefused);
    EXPECT_EQ(replacementOf(plan(mine)).subscription.support, mine);
}

TEST_F(SubscriptionServiceTest, KnowsNoOtherPartnersCustomersAndNoOtherSubscriptions) {
    EXPECT_EQ(service_.get(partner_.id, customer(), one_.id), one_);
    EXPECT_EQ(errorOf([&] { (void)service_.get(partner_.id, customer(), {}); }).code(),
              codes::kUnknownSubscription);
    const PartnerId other{makeRandomUuid()};
    for (const auto& call : std::vector<std::function<void()>>{
             [&] { (void)service_.subscriptions(other, customer()); },
             [&] { service_.requireCustomer(other, customer()); },
             [&] { (void)service_.get(other, customer(), one_.id); },
             [&] { (void)service_.get(partner_.id, {makeRandomUuid()}, one_.id); }})
        EXPECT_EQ(errorOf(call).code(), codes::kUnknownTenant);
    partner_.id = other;
    EXPECT_EQ(codeOf(to(11U)), codes::kUnknownTenant);
}

}  // namespace
}  // namespace concordat::commerce
